package web_test

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// addressKinds are the kinds of addresses that have pages or pictures in a language.
var addressKinds = []string{
	"/", "/calendar.ics", "/changes", "/claims/ID", "/compare", "/crossings/CODE", "/crossings/CODE.svg", "/crossings/CODE/why", "/desk", "/embed/CODE", "/feed.atom",
	"/manifest.webmanifest", "/map.svg", "/nothing", "/parties/CODE", "/sources", "/sources/NAME", "/weak",
}

var (
	crossingCode = regexp.MustCompile(`^/(crossings|embed)/[a-z-]+`)
	claimID      = regexp.MustCompile(`^/claims/[0-9a-f-]{36}$`)
	partyCode    = regexp.MustCompile(`^/parties/[a-z-]+$`)
)

// addressKind returns the kind of a path.
func addressKind(path string) string {
	path = crossingCode.ReplaceAllString(path, "/$1/CODE")
	path = partyCode.ReplaceAllString(claimID.ReplaceAllString(path, "/claims/ID"), "/parties/CODE")
	if strings.HasPrefix(path, "/sources/") {
		return "/sources/NAME"
	}
	return path
}

var feedText = regexp.MustCompile(`(?s)<(?:title|subtitle|rights|summary|content)[^>]*>(.*?)</`)

// inFeed returns what readers of a feed see, as a page.
func inFeed(feed string) string {
	var b strings.Builder
	for _, m := range feedText.FindAllStringSubmatch(feed, -1) {
		b.WriteString("<div>" + isolated.ReplaceAllString(html.UnescapeString(m[1]), "") + "</div>")
	}
	return `<html lang="ar">` + b.String() + "</html>"
}

// A crawler that follows the links of Arabic pages finds no run of Latin letters that is not marked, on
// any kind of page. Of each kind it asks for some.
func TestArabicCrawl(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	c := config(t, reg)
	c.Add, c.Token = reg.Add, []byte(token)
	s := server(t, c)
	each := 8
	if os.Getenv("BORDER_LONG") != "" {
		each = 400
	}
	href := regexp.MustCompile(`(?:href|src)="(/[^"]*)"`)
	queue := []string{"/?on=2014-06-23", "/nothing", "/crossings/nothing", "/parties/nothing", "/claims/x", "/sources/nobody", "/?on=x", "/?on=2014", "/?traffic=cars", "/?direction=up", "/?as-of=x", "/desk", "/parties/islamic-state", "/embed/al-tanf-al-waleed"}
	asked, kinds := map[string]bool{}, map[string]int{}
	for ; len(queue) > 0; queue = queue[1:] {
		address, err := url.Parse(queue[0])
		require.NoError(t, err, queue[0])
		kind := addressKind(address.EscapedPath())
		if !slices.Contains(addressKinds, kind) || kinds[kind] >= each {
			continue
		}
		query := address.Query()
		query.Set("lang", "ar")
		address.RawQuery = query.Encode()
		if asked[address.String()] {
			continue
		}
		asked[address.String()] = true
		kinds[kind]++
		w := get(s, address.String())
		require.Less(t, w.Code, http.StatusInternalServerError, address)
		body := w.Body.String()
		switch kind {
		case "/calendar.ics", "/manifest.webmanifest":
			continue // no elements, in which something could be marked
		case "/map.svg", "/crossings/CODE.svg":
			body = isolated.ReplaceAllString(body, "") // titles have no elements
		case "/feed.atom":
			body = inFeed(body)
		}
		require.Regexp(t, `<(?:html|svg|feed)[^>]* (?:xml:)?lang="ar"`, body, address)
		runs, err := unmarkedLatin(body)
		require.NoError(t, err, address)
		assert.Empty(t, runs, address)
		for _, m := range href.FindAllStringSubmatch(body, -1) {
			link := html.UnescapeString(m[1])
			if !strings.Contains(link, "lang=en") {
				queue = append(queue, link)
			}
		}
	}
	require.Equal(t, addressKinds, slices.Sorted(maps.Keys(kinds)))
}
