package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"html"
	"image/png"
	"mime"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// Checks of the bodies of files: that they are what their type says, and hold what was asked.
func isSVG(t *testing.T, body []byte) {
	require.True(t, bytes.HasPrefix(body, []byte("<svg")) || bytes.HasPrefix(body, []byte("<?xml")), "%.40s", body)
	require.NoError(t, xml.Unmarshal(body, new(struct{})))
}

func isPNG(t *testing.T, body []byte) {
	picture, err := png.Decode(bytes.NewReader(body))
	require.NoError(t, err)
	require.Greater(t, picture.Bounds().Dx(), 300)
}

func rows(least, most int) func(*testing.T, []byte) {
	return func(t *testing.T, body []byte) {
		all, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		require.NoError(t, err)
		require.LessOrEqual(t, least, len(all)-1)
		require.GreaterOrEqual(t, most, len(all)-1)
	}
}

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// sheets requires a workbook with so many claims and states, below two rows of names.
func sheets(claims, states int) func(*testing.T, []byte) {
	return func(t *testing.T, body []byte) {
		book, err := excelize.OpenReader(bytes.NewReader(body))
		require.NoError(t, err)
		defer book.Close()
		for name, want := range map[string]int{"claims": claims, "states": states} {
			all, err := book.GetRows(name)
			require.NoError(t, err)
			require.Len(t, all, want+2, name)
		}
	}
}

func features(n int) func(*testing.T, []byte) {
	return func(t *testing.T, body []byte) {
		var all struct {
			Type     string
			Features []json.RawMessage
		}
		require.NoError(t, json.Unmarshal(body, &all))
		require.Equal(t, "FeatureCollection", all.Type)
		require.Len(t, all.Features, n)
	}
}

func has(parts ...string) func(*testing.T, []byte) {
	return func(t *testing.T, body []byte) {
		for _, part := range parts {
			require.Contains(t, string(body), part)
		}
	}
}

// fileAddresses are the addresses of files, with what each answers: its name without the mark of
// the language, and a check of its body.
var fileAddresses = []struct {
	address, kind, manner, name string
	worded                      bool
	check                       func(*testing.T, []byte)
}{
	{"/crossings/al-bukamal-al-qaim.svg", "image/svg+xml", "inline", "al-bukamal-al-qaim-2026-11-24.svg", true, isSVG},
	{"/crossings/al-bukamal-al-qaim.svg?on=2014-06-15&from=2014-01-01&to=2014-12-31", "image/svg+xml", "inline", "al-bukamal-al-qaim-2014-06-15.svg", true, isSVG},
	{"/crossings/al-bukamal-al-qaim.png", "image/png", "inline", "al-bukamal-al-qaim-2026-11-24.png", true, isPNG},
	{"/crossings/al-bukamal-al-qaim.csv", "text/csv; charset=utf-8", "attachment", "al-bukamal-al-qaim.csv", false, rows(19, 19)},
	{"/crossings/al-bukamal-al-qaim.csv?known=2014-01-01", "text/csv; charset=utf-8", "attachment", "al-bukamal-al-qaim-known-2014-01-01.csv", false, rows(1, 18)},
	{"/crossings/al-bukamal-al-qaim.csv?kind=control&side=syria", "text/csv; charset=utf-8", "attachment", "al-bukamal-al-qaim.csv", false, rows(1, 18)},
	{"/crossings/al-bukamal-al-qaim.csv?states=2020-01-01", "text/csv; charset=utf-8", "attachment", "al-bukamal-al-qaim-states-2020-01-01.csv", false, rows(2, 2)},
	{"/crossings/al-bukamal-al-qaim.xlsx", workbook, "attachment", "al-bukamal-al-qaim-2026-11-24.xlsx", false, sheets(19, 2)},
	{"/crossings/al-bukamal-al-qaim.xlsx?kind=control&on=2020-01-01", workbook, "attachment", "al-bukamal-al-qaim-2020-01-01.xlsx", false, sheets(7, 2)},
	{"/crossings.xlsx", workbook, "attachment", "crossings-2026-11-24.xlsx", false, sheets(26, 6)},
	{"/crossings.xlsx?states=2020-01-01", workbook, "attachment", "crossings-states-2020-01-01.xlsx", false, sheets(0, 6)},
	{"/crossings/al-bukamal-al-qaim.atom", "application/atom+xml; charset=utf-8", "inline", "al-bukamal-al-qaim.atom", true, has("<feed", `href="http://example.com/crossings/al-bukamal-al-qaim.atom?lang=`, `href="http://example.com/"`)},
	{"/crossings/al-bukamal-al-qaim.ics", "text/calendar; charset=utf-8", "inline", "al-bukamal-al-qaim-2026-11-24.ics", true, has("BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT")},
	{"/crossings/al-bukamal-al-qaim.json?on=2020-01-01", "application/json", "inline", "al-bukamal-al-qaim-2020-01-01.json", false, has(`"crossing":"al-bukamal-al-qaim"`, `"on":"2020-01-01"`)},
	{"/crossings/al-bukamal-al-qaim.geojson", "application/geo+json", "attachment", "al-bukamal-al-qaim-2026-11-24.geojson", false, features(1)},
	{"/crossings.csv", "text/csv; charset=utf-8", "attachment", "crossings.csv", false, rows(26, 26)},
	{"/crossings.csv?as-of=2000-01-01T00:00:00Z", "text/csv; charset=utf-8", "attachment", "crossings.csv", false, rows(0, 0)},
	{"/crossings.csv?states=2020-01-01", "text/csv; charset=utf-8", "attachment", "crossings-states-2020-01-01.csv", false, rows(6, 6)},
	{"/crossings.json", "application/json", "attachment", "crossings.json", false, has(`"claims"`, `"parties"`)},
	{"/crossings.geojson?on=2020-01-01", "application/geo+json", "attachment", "crossings-2020-01-01.geojson", false, features(3)},
	{"/map.svg", "image/svg+xml", "inline", "map-2026-11-24.svg", true, isSVG},
	{"/map.png?on=2014-06-15&known=2020-01-01", "image/png", "inline", "map-2014-06-15-known-2020-01-01.png", true, isPNG},
	{"/calendar.ics", "text/calendar; charset=utf-8", "inline", "calendar-2026-11-24.ics", true, has("BEGIN:VCALENDAR\r\n")},
	{"/changes.csv?from=2019-01-01&to=2019-12-31", "text/csv; charset=utf-8", "attachment", "changes.csv", false, rows(2, 200)},
	{"/changes.atom?from=2019-01-01&to=2019-12-31", "application/atom+xml; charset=utf-8", "inline", "changes.atom", true, has("<feed", "<entry>", "/changes.atom?from=2019-01-01")},
	{"/feed.atom", "application/atom+xml; charset=utf-8", "inline", "feed.atom", true, has("<feed", "<entry>")},
}

// Every file answers in both languages, with its type and name, to GET and HEAD, with a tag under
// which it is not sent again, and to programs of other origins.
func TestFiles(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, f := range fileAddresses {
		for _, lang := range []string{"en", "ar"} {
			address := f.address + "?lang=" + lang
			if strings.Contains(f.address, "?") {
				address = f.address + "&lang=" + lang
			}
			w := get(s, address)
			require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
			h := w.Header()
			require.Equal(t, f.kind, h.Get("Content-Type"), address)
			manner, names, err := mime.ParseMediaType(h.Get("Content-Disposition"))
			require.NoError(t, err)
			name := f.name
			if f.worded {
				base, ext, _ := strings.Cut(name, ".")
				name = base + "-" + lang + "." + ext
				require.Equal(t, lang, h.Get("Content-Language"), address)
			}
			require.Equal(t, []string{f.manner, name}, []string{manner, names["filename"]}, address)
			require.Equal(t, "*", h.Get("Access-Control-Allow-Origin"), address)
			require.Contains(t, h.Get("Access-Control-Expose-Headers"), "ETag", address)
			require.Equal(t, "cross-origin", h.Get("Cross-Origin-Resource-Policy"), address)
			require.Equal(t, "Accept-Encoding, Accept-Language", h.Get("Vary"), address)
			f.check(t, w.Body.Bytes())

			head := do(s, http.MethodHead, address, "")
			require.Equal(t, http.StatusOK, head.Code, address)
			require.Empty(t, head.Body.Bytes(), address)
			for _, name := range []string{"Etag", "Content-Type", "Content-Disposition"} {
				require.Equal(t, h.Get(name), head.Header().Get(name), address)
			}
			require.Equal(t, strconv.Itoa(w.Body.Len()), head.Header().Get("Content-Length"), address)
			again := get(s, address, "If-None-Match", h.Get("Etag"))
			require.Equal(t, http.StatusNotModified, again.Code, address)
			require.Empty(t, again.Body.Bytes(), address)
		}
		if f.worded { // a reader's browser says the language, too
			require.Equal(t, "ar", get(s, f.address, "Accept-Language", "ar").Header().Get("Content-Language"))
		}
	}
}

// The pages lead to the files of their view, and a reader of feeds finds the feed.
func TestPagesLeadToFiles(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, lang := range []string{"en", "ar"} {
		for address, stem := range map[string]string{"/": "/crossings", "/crossings/al-tanf-al-waleed": "/crossings/al-tanf-al-waleed"} {
			page := get(s, address+"?on=2020-01-01&as-of=2027-01-01T00:00:00Z&lang="+lang).Body.String()
			found := regexp.MustCompile(`href="([^"]*\.(?:svg|png|csv|json|geojson|ics|atom)\?[^"]*)"`).FindAllStringSubmatch(page, -1)
			require.GreaterOrEqual(t, len(found), 8, address)
			csv := false
			for _, m := range found {
				to := html.UnescapeString(m[1])
				if strings.HasPrefix(to, "/icon.svg") {
					continue
				}
				if strings.HasSuffix(to, ".atom?lang="+lang) || strings.HasSuffix(to, ".ics?lang="+lang) {
					continue // what is followed does not stand still
				}
				csv = csv || strings.HasPrefix(to, stem+".csv?")
				require.Contains(t, to, "on=2020-01-01", address)
				require.Contains(t, to, "as-of=2027-01-01T00%3A00%3A00Z", address)
				require.Equal(t, http.StatusOK, get(s, to).Code, to)
			}
			require.True(t, csv, address)
			require.Regexp(t, `<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="/[^"]+\.atom\?`, page)
		}
	}
}

// What is wrong with the address of a file is told to programs, whoever asks; of a page, to people.
func TestFilesRefuse(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, tt := range []struct {
		address string
		status  int
		detail  string
	}{
		{"/crossings/nowhere.svg", 404, `"nowhere": no such crossing`},
		{"/crossings/" + strings.Repeat("x", 300) + ".csv", 404, `"` + strings.Repeat("x", 64) + `…": no such crossing`},
		{"/crossings/al-tanf-al-waleed.svg?on=x", 400, `on "x": want a day as YYYY-MM-DD`},
		{"/crossings/al-tanf-al-waleed.png?from=2020-01-01&to=2019-01-01", 400, `to "2019-01-01" is before from "2020-01-01"`},
		{"/crossings.csv?kind=x", 400, `"x" is not one of control`},
		{"/crossings.csv?states=x", 400, `states "x": want a day as YYYY-MM-DD`},
		{"/crossings.xlsx?kind=x", 400, `"x" is not one of control`},
		{"/crossings.csv?states=2020-01-01&kind=control", 400, "kind chooses among claims; with states there are none"},
		{"/map.svg?as-of=yesterday", 400, `as-of "yesterday": want an instant as in 2026-01-31T12:00:00Z`},
		{"/map.svg?lang=fr", 400, `lang "fr": want en or ar`},
	} {
		w := get(s, tt.address)
		requireProblem(t, w, tt.status, tt.address)
		require.Contains(t, w.Body.String(), strings.ReplaceAll(tt.detail, `"`, `\"`), tt.address)
		require.Empty(t, w.Header().Get("Content-Disposition"), tt.address)
	}
	for _, address := range []string{"/crossings/nowhere", "/crossings/nowhere.exe", "/nothing.svg", "/claims/x"} {
		w := get(s, address)
		require.Equal(t, http.StatusNotFound, w.Code, address)
		require.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"), address)
	}
}

// A claim with a character that no workbook can have is told of, and all else goes on.
func TestWorkbookThatCannotBe(t *testing.T) {
	reg := registry(t)
	c := claimOn("2026-11-20")
	c.Note, c.ID = "a\x1bb", uuid.Nil
	_, err := reg.Add(c)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	w := get(s, "/crossings.xlsx")
	requireProblem(t, w, http.StatusUnprocessableEntity, "a control character")
	require.Contains(t, w.Body.String(), "a claim has a text that no cell of a workbook can hold; CSV can")
	require.Contains(t, get(s, "/crossings.xlsx", "Accept-Language", "ar").Body.String(), "في إفادة نص لا تحمله خلية في مصنف؛ ملف CSV يحمله")
	require.Equal(t, http.StatusOK, get(s, "/crossings.csv").Code)
}

// What messengers add to an address leads to the one without; the API refuses it.
func TestUnknownParameters(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for address, want := range map[string]string{
		"/?fbclid=x":                                             "/",
		"/?utm_source=a&on=2020-01-01&lang=ar":                   "/?lang=ar&on=2020-01-01",
		"/crossings/al-tanf-al-waleed?q=a&x=1&traffic=fuel":      "/crossings/al-tanf-al-waleed?q=a&traffic=fuel",
		"/crossings/al-tanf-al-waleed/why?x=1&side=syria":        "/crossings/al-tanf-al-waleed/why?side=syria",
		"/compare?traffic=fuel":                                  "/compare",
		"/claims/" + someClaim + "?as-of=2026-01-01T00:00:00Z&x": "/claims/" + someClaim + "?as-of=2026-01-01T00%3A00%3A00Z",
		"/crossings.csv?x=1&kind=control":                        "/crossings.csv?kind=control",
		"/crossings/al-tanf-al-waleed.svg/?lang=ar":              "/crossings/al-tanf-al-waleed.svg?lang=ar",
		"/crossings?lang=ar":                                     "/?lang=ar",
	} {
		w := get(s, address)
		require.Equal(t, http.StatusPermanentRedirect, w.Code, address)
		require.Equal(t, want, w.Header().Get("Location"), address)
	}
	requireProblem(t, get(s, bukamal+"/state?fbclid=x"), http.StatusUnprocessableEntity, "the API")
	w := get(s, "/crossings/tanf.svg?lang=ar")
	require.Equal(t, http.StatusFound, w.Code)
	require.Equal(t, "/crossings/al-tanf-al-waleed.svg?lang=ar", w.Header().Get("Location"))
}

// As-of narrows a page to what had been recorded, and its links keep that.
func TestPagesTakeAsOf(t *testing.T) {
	s := server(t, config(t, registry(t)))
	page := get(s, "/?as-of=2000-01-01T00:00:00Z").Body.String()
	require.Contains(t, page, "as-of=2000-01-01T00%3A00%3A00Z")
	require.NotContains(t, page, "one source")
	require.Equal(t, http.StatusBadRequest, get(s, "/?as-of=x").Code)
}

// A file that is too long to keep is sent while it is written, and has a tag all the same.
func TestLongFilesAreSentWhileWritten(t *testing.T) {
	reg := registry(t)
	var many []border.Claim
	for n := range 12_000 {
		c := claimOn("2020-01-01")
		c.Source.Name, c.Quote = "Somebody "+itoa(n), strings.Repeat("word ", 60)
		c.When, c.Reported = edtf.MustParse("2020"), edtf.MustParse("2020")
		many = append(many, c)
	}
	_, err := reg.Add(many...)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	w := get(s, "/crossings.csv")
	require.Equal(t, http.StatusOK, w.Code)
	require.Greater(t, w.Body.Len(), 4<<20)
	rows(12_026, 12_026)(t, w.Body.Bytes())
	require.Empty(t, w.Header().Get("Content-Length"))
	tag := w.Header().Get("Etag")
	require.NotEmpty(t, tag)
	for _, r := range []*httptest.ResponseRecorder{get(s, "/crossings.csv", "If-None-Match", tag), do(s, http.MethodHead, "/crossings.csv", "")} {
		require.Empty(t, r.Body.Bytes())
		require.Equal(t, tag, r.Header().Get("Etag"))
	}
	require.Equal(t, http.StatusNotModified, get(s, "/crossings.csv", "If-None-Match", tag).Code)
	_, err = reg.Add(claimOn("2026-11-01"))
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, get(s, "/crossings.csv", "If-None-Match", tag).Code)
}

// A program of another origin may ask with what it has, and is told what it may read; to ask for
// the head of the stream ends.
func TestOtherOrigins(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range []string{bukamal + "/state", "/api/v1/changes", "/crossings.csv"} {
		w := do(s, http.MethodOptions, address, "", "Origin", "https://other.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
		require.Equal(t, http.StatusNoContent, w.Code, address)
		require.Equal(t, "*", w.Header().Get("Access-Control-Allow-Origin"))
		require.Equal(t, "GET, HEAD", w.Header().Get("Access-Control-Allow-Methods"))
		require.Equal(t, "If-None-Match, Cache-Control, Last-Event-ID", w.Header().Get("Access-Control-Allow-Headers"))
		head := do(s, http.MethodHead, address, "")
		require.Equal(t, http.StatusOK, head.Code, address)
		require.Empty(t, head.Body.Bytes())
		require.Contains(t, head.Header().Get("Access-Control-Expose-Headers"), "ETag, ")
	}
	require.Empty(t, do(s, http.MethodOptions, "/", "", "Access-Control-Request-Method", "GET").Header().Get("Access-Control-Allow-Methods"))
}
