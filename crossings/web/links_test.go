package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every link of the site that a reader of today can follow leads to something, and so do the links
// within pages; of addresses that differ only in what they ask of one page some are tried.
func TestNoLinkIsDead(t *testing.T) {
	s := server(t, config(t, registry(t)))
	most, each := 400, 3 // addresses in all, and of one kind
	if os.Getenv("BORDER_LONG") != "" {
		most, each = 4000, 60
	}
	href := regexp.MustCompile(`(?:href|src|content)="((?:/|http://example\.com/)[^"]*)"`)
	from := map[string]string{} // by which page an address was found
	asked := map[string]bool{}
	kinds := map[string]int{}
	queue := []string{"/?lang=en", "/?lang=ar", "/sitemap.xml", "/robots.txt"}
	pages := 0
	for ; len(queue) > 0 && len(asked) < most; queue = queue[1:] {
		address := queue[0]
		if asked[address] {
			continue
		}
		asked[address] = true
		w := get(s, address)
		for n := 0; w.Code >= 300 && w.Code < 400 && n < 3; n++ {
			w = get(s, w.Header().Get("Location"))
		}
		require.Equal(t, http.StatusOK, w.Code, "%s, a link of %s: %s", address, from[address], w.Body)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		pages++
		for _, m := range href.FindAllStringSubmatch(w.Body.String(), -1) {
			u, err := url.Parse(strings.TrimPrefix(html.UnescapeString(m[1]), "http://example.com"))
			require.NoError(t, err, m[1])
			if u.Fragment != "" && u.Path == address && u.RawQuery == "" {
				require.Contains(t, w.Body.String(), fmt.Sprintf(`id="%s"`, u.Fragment), address)
			}
			u.Fragment = ""
			kind := kindOf(u)
			if kinds[kind] < each && !asked[u.String()] && !slices.Contains(queue, u.String()) {
				kinds[kind]++
				from[u.String()] = address
				queue = append(queue, u.String())
			}
		}
	}
	require.Greater(t, pages, 100)
	for _, kind := range []string{"/crossings/al-tanf-al-waleed lang", "/card/al-tanf-al-waleed.png lang on", "/claims/* lang", "/sources lang", "/sources/* lang", "/crossings.xlsx lang", "/calendar.ics lang"} {
		require.NotZero(t, kinds[kind], "%s in %v", kind, kinds)
	}
}

// kindOf is what addresses of one kind share: the path, ids and names aside, and the names of the
// parameters.
func kindOf(u *url.URL) string {
	path := u.Path
	for _, root := range []string{"/claims/", "/sources/"} {
		if strings.HasPrefix(path, root) {
			path = root + "*"
		}
	}
	names := []string{}
	for name := range u.Query() {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.TrimSpace(path + " " + strings.Join(names, " "))
}
