package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// text returns the words of a page, with a space between elements.
func text(t *testing.T, page string) string {
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	var words []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(root)
	return strings.Join(words, " ")
}

func TestPagesTellTheirDay(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, tt := range []struct {
		address string
		want    []string
		not     []string
	}{
		{"/", []string{
			"No claim is newer than 1 October 2026.", "Today, 24 November 2026",
			"Al-Yarubiyah–Rabia", "last known open", "last attested 20 April 2026, 218 days before · one source",
			"pending open, due by 24 December 2026", // a plan to come, and none that is done with
			"The claims of this view reach to 1 October 2026.",
		}, []string{"late, 56 days late"}},
		// On the day of an attestation it is not the last known value.
		{"/?on=2026-04-20", []string{"since 20 April 2026", "last attested 20 April 2026, on that day"}, nil},
		// A vague date leaves both values possible.
		{"/?on=2012-07-15", []string{"open or closed", "only possible"}, nil},
		// What nobody had said yet is not told.
		{"/?on=2019-12-01&known=2019-09-29", []string{"On 1 December 2019, as known by 29 September 2019", "overdue", "due by 5 August 2019"}, []string{"since 30 September 2019"}},
		{"/crossings/al-bukamal-al-qaim", []string{
			"56 days late open, due by 5 August 2019", "Syrian diplomats , via Al-Akhbar , 5 July 2019", "in less than a month",
			"B2: usually reliable, probably true", "archived copy", "26", "a bridge is down",
		}, nil},
		{"/crossings/al-bukamal-al-qaim?on=2020-01-01", []string{"Syrian government or Iran-backed militias", "disputed"}, nil},
		{"/crossings/al-bukamal-al-qaim?q=fuel+LORRIES", []string{"1 to 1 of 1 claims, of 19 in all", "first lorries of fuel"}, []string{"waved through"}},
		{"/crossings/al-bukamal-al-qaim?q=zzz", []string{"No claim fits; there are 19 in all."}, nil},
		{"/crossings/al-bukamal-al-qaim/why?side=syria&question=control&on=2020-01-01", []string{"gives the answer", "allows another answer", "came before another"}, nil},
		{"/compare?on=2020-01-01", []string{"The crossings compared", "Syrian side: control", "nothing that is still to come"}, nil},
		{"/changes?from=2019-09-30&to=2019-09-30", []string{"from 30 September 2019 on", "closed or unknown, only possible", "→ open"}, []string{"Islamic State"}},
		{"/changes?from=2019-09-30&to=2019-09-30&on=2019-01-01", []string{"Only what changed of 1 January 2019.", "Nothing changed between these days."}, nil},
		{"/changes?from=2030-01-01&to=2030-02-01", []string{"No claim is newer than 1 October 2026.", "Nothing changed between these days."}, nil},
		{"/compare", []string{"No claim is newer than 1 October 2026."}, nil},
		{"/crossings/al-bukamal-al-qaim/why?side=syria&question=status", []string{"No claim is newer than 1 October 2026."}, nil},
		{"/parties/islamic-state", []string{"No claim is newer than 1 October 2026."}, nil},
	} {
		w := get(s, tt.address)
		require.Equal(t, http.StatusOK, w.Code, tt.address)
		got := text(t, w.Body.String())
		for _, want := range tt.want {
			require.Contains(t, got, want, tt.address)
		}
		for _, not := range tt.not {
			require.NotContains(t, got, not, tt.address)
		}
	}
}

// After the last attested day nothing is said to be so, only to be last known.
func TestLastKnown(t *testing.T) {
	s := server(t, config(t, registry(t)))
	value := regexp.MustCompile(`<span class="value">.*?</span>`)
	for _, v := range value.FindAllString(get(s, "/").Body.String(), -1) {
		if !strings.Contains(v, "unknown") {
			require.Contains(t, v, "last known")
		}
	}
	headline := regexp.MustCompile(`(?s)<p class="headline.*?</p>`)
	for _, h := range headline.FindAllString(get(s, "/").Body.String(), -1) {
		require.Contains(t, h, "last known")
	}
	require.NotContains(t, get(s, "/crossings/al-yarubiyah-rabia?on=2026-04-20").Body.String(), `<small>last known</small> <strong>`)
}

func TestArabic(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, w := range []string{
		get(s, "/?lang=ar").Body.String(),
		get(s, "/", "Accept-Language", "ar-IQ,ar;q=0.9,en;q=0.5").Body.String(),
	} {
		require.Contains(t, w, `<html lang="ar" dir="rtl">`)
		require.Contains(t, w, "24 تشرين الثاني 2026")
		require.Contains(t, w, "البوكمال – القائم")
		require.Contains(t, w, "218 يومًا")
	}
	for _, header := range []string{"", "de", "en,ar;q=0.9", "ar;q=0", "ar;q=x"} {
		require.Contains(t, get(s, "/", "Accept-Language", header).Body.String(), `<html lang="en" dir="ltr">`, header)
	}
	// English words are the exception on an Arabic page: names, quotes, codes.
	require.NotRegexp(t, `(?i)\b(last known|since|attested|certain|control|status|Syrian side)\b`,
		text(t, regexp.MustCompile(`(?s)<head>.*?</head>`).ReplaceAllString(get(s, "/?lang=ar").Body.String(), "")))
}

// What claims bring along is text, wherever it stands, and only addresses of the
// web are links.
func TestMarkupInClaimsIsText(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range []string{"/", "/crossings/al-tanf-al-waleed", "/crossings/al-tanf-al-waleed/why?side=syria&question=status", "/compare", "/changes?from=2014-01-01",
		"/crossings/al-tanf-al-waleed?q=%3Cscript%3Ealert(6)%3C/script%3E", "/%3Cscript%3Ealert(7)%3C/script%3E"} {
		page := get(s, address).Body.String()
		root, err := html.Parse(strings.NewReader(page))
		require.NoError(t, err)
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			require.NotContains(t, []string{"style", "img", "iframe", "object"}, n.Data, address)
			if n.Data == "script" && attribute(n, "type") != "application/ld+json" {
				require.Equal(t, "/script.js", strings.Split(attribute(n, "src"), "?")[0], address)
			}
			for _, a := range n.Attr {
				require.False(t, strings.HasPrefix(a.Key, "on"), "%s: %s=%q", address, a.Key, a.Val)
				require.NotEqual(t, "style", a.Key, address)
				if a.Key == "href" || a.Key == "src" {
					require.NotContains(t, strings.ToLower(a.Val), "javascript:", address)
					require.NotContains(t, a.Val, "ftp:", address)
					require.NotContains(t, a.Val, "ZgotmplZ", address)
					if strings.Contains(a.Val, "://") && !strings.HasPrefix(a.Val, "http://example.com/") { // the site's own
						require.Equal(t, "noopener noreferrer external", attribute(n, "rel"), a.Val)
					}
				}
			}
		}
	}
	require.Contains(t, get(s, "/crossings/al-tanf-al-waleed").Body.String(), `&lt;/blockquote&gt;&lt;script&gt;alert(3)&lt;/script&gt;`)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Every reference on a page leads to something on it.
func TestReferencesLead(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range pageAddresses {
		root, err := html.Parse(strings.NewReader(get(s, address).Body.String()))
		require.NoError(t, err)
		ids := map[string]bool{}
		var links []string
		for n := range root.Descendants() {
			if id := attribute(n, "id"); id != "" {
				require.False(t, ids[id], "%s: two elements have the id %q", address, id)
				ids[id] = true
			}
			if href := attribute(n, "href"); strings.HasPrefix(href, "#") {
				links = append(links, href[1:])
			}
		}
		require.NotEmpty(t, ids)
		for _, id := range links {
			require.True(t, ids[id], "%s: nothing has the id %q", address, id)
		}
	}
}

func TestAddresses(t *testing.T) {
	s := server(t, config(t, registry(t)))
	// Another name leads to the code, and keeps what was asked.
	w := get(s, "/crossings/Qaim?on=2014-06-15&lang=ar")
	require.Equal(t, http.StatusFound, w.Code)
	require.Equal(t, "/crossings/al-bukamal-al-qaim?lang=ar&on=2014-06-15", w.Header().Get("Location"))
	// The permanent address leaves nothing to the day or to the browser, and shows
	// the same answer.
	page := get(s, "/crossings/al-bukamal-al-qaim").Body.String()
	permanent := "/crossings/al-bukamal-al-qaim?as-of=2026-11-24T00%3A00%3A00Z&amp;known=2026-11-24&amp;lang=en&amp;on=2026-11-24"
	require.Contains(t, page, `href="`+permanent+`" rel="bookmark"`)
	again := get(s, strings.ReplaceAll(permanent, "&amp;", "&"), "Accept-Language", "ar").Body.String()
	require.Contains(t, again, `<html lang="en"`)
	require.Contains(t, text(t, again), "last known open")
}

func TestBadAddressesOfPages(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, tt := range []struct {
		address string
		code    int
		want    string
	}{
		{"/?on=2013-02-30", 400, `on "2013-02-30": want a day as YYYY-MM-DD`},
		{"/?on=15/06/2014", 400, `on "15/06/2014": want a day as YYYY-MM-DD; "15/06/2014" may mean 2014-06-15 (15 June 2014)`},
		{"/?known=yesterday", 400, `known "yesterday": want a day as YYYY-MM-DD`},
		{"/?lang=fr", 400, `lang "fr": want en or ar`},
		{"/?on=%zz", 400, `the address cannot be read: invalid URL escape "%zz"`},
		{"/crossings/nowhere", 404, `"nowhere"`},
		{"/crossings/al-bukamal-al-qaim?from=2020-01-01&to=2019-01-01", 400, `to "2019-01-01" is before from "2020-01-01"`},
		{"/crossings/al-bukamal-al-qaim/why?side=both&question=status", 400, `side "both": want syria or iraq`},
		{"/crossings/al-bukamal-al-qaim/why?side=iraq&question=x", 400, `question`},
		{"/changes?from=2020-01-01&to=2019-01-01", 400, `to "2019-01-01" is before from "2020-01-01"`},
		{"/nowhere", 404, "there is nothing at /nowhere"},
		{"/" + strings.Repeat("x", 200), 404, strings.Repeat("x", 63) + "…"},
	} {
		w := get(s, tt.address)
		require.Equal(t, tt.code, w.Code, tt.address)
		require.Contains(t, text(t, w.Body.String()), tt.want, tt.address)
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		require.Less(t, w.Body.Len(), 8<<10)
	}
}

// Pages follow the registry.
func TestPagesFollowTheRegistry(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	before := get(s, "/crossings/al-yarubiyah-rabia")
	require.Equal(t, before.Body.String(), get(s, "/crossings/al-yarubiyah-rabia").Body.String())
	_, err := reg.Add(border.Claim{
		Crossing: border.AlYarubiyahRabia, Side: border.Both, Kind: border.KindStatus, Value: "closed", When: mustDate("2026-11-20"),
		Modality: border.Reported, Source: border.Source{Name: "Somebody new"}, Reported: mustDate("2026-11-20"),
	})
	require.NoError(t, err)
	after := get(s, "/crossings/al-yarubiyah-rabia")
	require.Contains(t, after.Body.String(), "Somebody new")
	require.NotEqual(t, before.Header().Get("Etag"), after.Header().Get("Etag"))
}

// The whole front page, with all that it refers to, stays below 150 kB.
func TestFrontPageIsLight(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	page := get(s, "/").Body.String()
	total := len(page)
	for _, path := range regexp.MustCompile(`(?:href|src)="(/[a-z]+\.[a-z]+\?v=[0-9a-f]+)"`).FindAllStringSubmatch(page, -1) {
		w := get(s, path[1])
		require.Equal(t, http.StatusOK, w.Code)
		require.Equal(t, "public, max-age=31536000, immutable", w.Header().Get("Cache-Control"))
		total += w.Body.Len()
	}
	t.Logf("the front page takes %d bytes in all", total)
	require.Less(t, total, 150_000)
	require.Greater(t, total, 30_000)
}

// TestStepsOfDays: links lead from the days asked about to others, and from the days shown to more,
// fewer and their neighbours.
func TestStepsOfDays(t *testing.T) {
	page := get(server(t, config(t, registry(t))), "/crossings/al-tanf-al-waleed?on=2014-06-15&from=2014-01-01&to=2014-01-31").Body.String()
	for label, query := range map[string]string{
		"a year before":              "from=2014-01-01&on=2013-06-15&to=2014-01-31",
		"a month before":             "from=2014-01-01&on=2014-05-15&to=2014-01-31",
		"a day before":               "from=2014-01-01&on=2014-06-14&to=2014-01-31",
		"a day later":                "from=2014-01-01&on=2014-06-16&to=2014-01-31",
		"a month later":              "from=2014-01-01&on=2014-07-15&to=2014-01-31",
		"a year later":               "from=2014-01-01&on=2015-06-15&to=2014-01-31",
		"today":                      "from=2014-01-01&to=2014-01-31",
		"what was known on that day": "from=2014-01-01&known=2014-06-15&on=2014-06-15&to=2014-01-31",
		"a year after it":            "from=2014-01-01&known=2015-06-15&on=2014-06-15&to=2014-01-31",
		"from the first claim on":    "from=2012-01-01&on=2014-06-15&to=2026-11-24#timeline",
		"the year around the day":    "from=2013-12-15&on=2014-06-15&to=2014-12-15#timeline",
		"the month around the day":   "from=2014-05-31&on=2014-06-15&to=2014-06-30#timeline",
		"earlier":                    "from=2013-12-16&on=2014-06-15&to=2014-01-15#timeline",
		"later":                      "from=2014-01-17&on=2014-06-15&to=2014-02-16#timeline",
		"closer":                     "from=2014-01-08&on=2014-06-15&to=2014-01-24#timeline",
		"wider":                      "from=2013-12-16&on=2014-06-15&to=2014-02-16#timeline",
	} {
		require.Contains(t, page, `<li><a href="/crossings/al-tanf-al-waleed?`+strings.ReplaceAll(query, "&", "&amp;")+`">`+label+`</a></li>`)
	}
}

// TestFaultsInTheLanguageAsked: a page that tells what is at fault with its address is in the language
// that the address asks for.
func TestFaultsInTheLanguageAsked(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, fault := range []string{"on=x", "known=x", "as-of=x", "traffic=cars", "direction=up"} {
		for lang, want := range map[string]string{"en": `<html lang="en" dir="ltr">`, "ar": `<html lang="ar" dir="rtl">`} {
			w := get(s, "/?"+fault+"&lang="+lang)
			require.Equal(t, http.StatusBadRequest, w.Code, fault)
			require.Contains(t, w.Body.String(), want, fault)
		}
	}
}

// TestWhyHasNoEmptyVerdict: of the verdicts those alone have a heading that a claim has.
func TestWhyHasNoEmptyVerdict(t *testing.T) {
	page := get(server(t, config(t, registry(t))), "/crossings/al-bukamal-al-qaim/why?side=syria&question=control&on=2020-01-01").Body.String()
	require.Contains(t, page, `<section class="verdict">`)
	require.NotRegexp(t, `<div class="claims">\s*</div>`, page)
}

// TestLinkWithoutATitle: the link to an article without a title has the name of its host.
func TestLinkWithoutATitle(t *testing.T) {
	reg := registry(t)
	c := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Open, edtf.MustParse("2026-11-01"), border.Source{Name: "a driver", URL: "https://news.example.org/a?b=c"})
	_, err := reg.Add(c)
	require.NoError(t, err)
	page := get(server(t, config(t, reg)), "/claims/"+c.ContentID().String()).Body.String()
	require.Contains(t, page, `<a href="https://news.example.org/a?b=c" rel="noopener noreferrer external"><bdi lang="en">news.example.org</bdi></a>`)
}

// TestNoWordOfCurrency: a server that nobody told whether its registry is current says nothing of it.
func TestNoWordOfCurrency(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range []string{"/", "/crossings/al-bukamal-al-qaim", "/sources"} {
		require.Contains(t, get(s, address).Body.String(), `<div class="currency" role="status"></div>`, address)
	}
}
