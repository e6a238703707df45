package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// refusing returns a server that takes claims in and keeps none: what is wrong with
// them its registry says, and if nothing is, that they could not be kept.
func refusing(t testing.TB) *web.Server {
	reg := registry(t)
	c := config(t, reg)
	c.Token = []byte(token)
	c.Add = func(claims ...border.Claim) ([]uuid.UUID, error) {
		return reg.AddWith(func(_, _ []*border.Claim) error { return errors.New("not kept") }, claims...)
	}
	return server(t, c)
}

// size is how many bytes a request has, as good as sent.
func size(r *http.Request, body string) int {
	n := len(r.Method) + len(r.URL.RequestURI()) + len(body)
	for name, values := range r.Header {
		for _, value := range values {
			n += len(name) + len(": \r\n") + len(value)
		}
	}
	return n
}

// refuse asks a server, and requires that an answer that refuses the request is within
// its bounds.
func refuse(t testing.TB, s *web.Server, r *http.Request, body string) *httptest.ResponseRecorder {
	ask := func() *httptest.ResponseRecorder {
		s.Refill()
		r := r.Clone(t.Context())
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	w := ask()
	if w.Code < 300 {
		return w
	}
	answered := w.Body.Len()
	for name, values := range w.Header() {
		for _, value := range values {
			answered += len(name) + len(": \r\n") + len(value)
		}
	}
	require.LessOrEqual(t, answered, max(4<<10, min(64<<10, 8*size(r, body))), "%s", w.Body)
	requireShort(t, w)
	if raceDetector {
		return w // it allocates for itself
	}
	// What else goes on in the process allocates, too: the least of some tries counts.
	bound, least := uint64(max(256<<10, 8*len(body))), uint64(0)
	for n := 0; n == 0 || least > bound && n < 5; n++ {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		ask()
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; n == 0 || used < least {
			least = used
		}
	}
	require.LessOrEqual(t, least, bound, "bytes allocated for a body of %d: %s %s, %d", len(body), r.Method, r.URL, w.Code)
	return w
}

// requireShort requires that a problem document repeats nothing that is long.
func requireShort(t testing.TB, w *httptest.ResponseRecorder) {
	if w.Header().Get("Content-Type") != "application/problem+json" || w.Body.Len() == 0 { // as to HEAD
		return
	}
	var p struct {
		Detail string
		Errors []struct{ Message, Location, Value string }
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
	require.LessOrEqual(t, len(p.Errors), 20)
	for _, e := range p.Errors {
		require.LessOrEqual(t, utf8.RuneCountInString(e.Value), 65)
		require.LessOrEqual(t, utf8.RuneCountInString(e.Location), 100)
		require.LessOrEqual(t, utf8.RuneCountInString(e.Message), 500)
	}
	require.LessOrEqual(t, utf8.RuneCountInString(p.Detail), 500)
}

// hostile are bodies that cost a reader more than their length, or try to.
var hostile = func() map[string]string {
	members := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"m%d":0`, i)
		}
		return "[{" + b.String()[1:] + "}]"
	}
	long := strings.Repeat("x", 1<<20-200)
	claim := `[{"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"closed","when":"2026-11-20","modality":"reported","source":{"name":"S"}%s}]`
	return map[string]string{
		"1,000 unknown members":   members(1000),
		"4,000 unknown members":   members(4000),
		"80,000 unknown members":  members(80_000),
		"349,000 items":           "[" + strings.Repeat("{},", 349_000) + "{}]",
		"500,000 numbers":         "[" + strings.Repeat("1,", 500_000) + "1]",
		"100 numbers":             "[" + strings.Repeat("1,", 99) + "1]",
		"100 unknown members":     "[" + strings.Repeat(`{"<<<<<<<<":1},`, 99) + "{}]",
		"nested lists":            strings.Repeat("[", 10_000),
		"nested objects":          "[" + strings.Repeat(`{"a":`, 100_000),
		"nested in a claim":       fmt.Sprintf(claim, `,"note":`+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)),
		"a huge number":           fmt.Sprintf(claim, `,"note":`+strings.Repeat("9", 1<<20-500)),
		"a huge exponent":         fmt.Sprintf(claim, `,"note":1e999999999`),
		"a long member":           `[{"` + long + `":1}]`,
		"a long value":            `[{"side":"` + long + `"}]`,
		"a long crossing":         fmt.Sprintf(claim, `,"crossing":"`+long[:1<<20-500]+`"`),
		"a long place":            `[{"crossing":"` + long[:1<<20-500] + `","side":"both","kind":"status","value":"closed","when":"2026-11-20","modality":"reported","source":{"name":"S"}}]`,
		"a long grade":            `[{"grade":"` + long + `"}]`,
		"a grade to be escaped":   `[{"grade":"` + strings.Repeat("\u0085", 1<<19-200) + `"}]`,
		"a long date":             `[{"when":"` + long + `"}]`,
		"a date of many":          `[{"when":"[` + strings.Repeat("2001-01-01,", 90_000) + `2002]"}]`,
		"a text to be escaped":    fmt.Sprintf(claim, `,"note":"`+strings.Repeat("\u2028", 349_000)+`"`),
		"an escaped text":         fmt.Sprintf(claim, `,"note":"`+strings.Repeat(`\u2028`, 174_000)+`"`),
		"many relays":             `[{"source":{"via":[` + strings.Repeat(`"a",`, 261_000) + `"a"]}}]`,
		"many ids":                `[{"retracts":[` + strings.Repeat(`"fd647c79-6280-58ec-b9c3-21916de21818",`, 26_800) + `"x"]}]`,
		"many kept ids":           fmt.Sprintf(claim, `,"retracts":[`+strings.Repeat(`"fd647c79-6280-58ec-b9c3-21916de21818",`, 26_800)+`"fd647c79-6280-58ec-b9c3-21916de21818"]`),
		"100 claims, one unknown": manyClaims(`{"source":{"name":"S"},"reported":"2026-11-20","modality":"reported","when":"2026-11-20","value":"closed","kind":"status","side":"both","crossing":"al-tanf-al-waleed"%s}`, `,"retracts":["fd647c79-6280-58ec-b9c3-21916de21818"]`),
		"100 claims with relays":  manyClaims(`{"source":{"name":"S","via":[`+strings.Repeat(`"a",`, 98)+`"a"]},"modality":"reported","when":"2026","value":"open","kind":"status","side":"both","crossing":"al-tanf-al-waleed"%s}`, `,"retracts":["fd647c79-6280-58ec-b9c3-21916de21818"]`),
		"100 claims with ids":     manyClaims(`{"retracts":[`+strings.Repeat(`"fd647c79-6280-58ec-b9c3-21916de21818",`, 98)+`"fd647c79-6280-58ec-b9c3-21916de21818"],"source":{"name":"S"},"modality":"reported","when":"2026","value":"open","kind":"status","side":"both","crossing":"al-tanf-al-waleed"%s}`, ""),
		"100 claims with notes":   manyClaims(`{"note":"`+strings.Repeat("<\u2028", 1200)+`","source":{"name":"S"},"modality":"reported","when":"2026","value":"open","kind":"status","side":"both","crossing":"al-tanf-al-waleed"%s}`, `,"retracts":["fd647c79-6280-58ec-b9c3-21916de21818"]`),
		"20 claims with relays":   "[" + strings.Repeat(`{"source":{"via":[`+strings.Repeat(`"ab",`, 98)+`"a"]}},`, 30) + "{}]",
		"a member twice":          fmt.Sprintf(claim, `,"side":"both"`),
		"not UTF-8":               fmt.Sprintf(claim, `,"note":"`+"\xff\xfe"+`"`),
		"half of a character":     fmt.Sprintf(claim, `,"note":"\ud800"`),
		"white space":             "[" + strings.Repeat(" ", 1<<20-10) + "]",
		"nothing":                 "",
		"null":                    "null",
		"an object":               "{}",
		"no end":                  `[{"side":"`,
		"more after the end":      "[] []",
		"a mark before":           "\ufeff[{}]",
	}
}()

// manyClaims are 100 claims of a form, of which the last has more.
func manyClaims(form, more string) string {
	return "[" + strings.Repeat(fmt.Sprintf(form, "")+",", 99) + fmt.Sprintf(form, more) + "]"
}

// What costs a reader most costs who sends it more: without the token nothing of it is
// read, with the token it is refused, in few words and little memory.
func TestHostileBodies(t *testing.T) {
	s := refusing(t)
	for name, body := range hostile {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/api/v1/claims", nil)
			r.Header.Set("Content-Type", "application/json")
			for _, method := range []string{http.MethodPut, http.MethodPatch, http.MethodDelete} {
				other := r.Clone(t.Context())
				other.Method = method
				w := refuse(t, s, other, body)
				requireProblem(t, w, http.StatusMethodNotAllowed, method)
				require.Equal(t, "GET, HEAD, POST", w.Header().Get("Allow"))
			}
			requireProblem(t, refuse(t, s, r, body), http.StatusUnauthorized, name)
			r.Header.Set("Authorization", "Bearer "+token)
			w := refuse(t, s, r, body)
			require.GreaterOrEqual(t, w.Code, 400)
			require.NotEqual(t, http.StatusUnauthorized, w.Code)
			require.NotContains(t, w.Body.String(), strings.Repeat("x", 65))
		})
	}
}

// An id of an event is repeated in its beginning only.
func TestHostileEventID(t *testing.T) {
	s := refusing(t)
	for _, id := range []string{strings.Repeat("\x01", 2000), strings.Repeat("é", 900), strings.Repeat("9", 2000) + "-x"} {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/changes", nil)
		r.Header.Set("Last-Event-ID", id)
		w := refuse(t, s, r, "")
		requireProblem(t, w, http.StatusUnprocessableEntity, id)
		require.Less(t, w.Body.Len(), 1000)
	}
}

// unreadable is a body that must not be read.
type unreadable struct{ t testing.TB }

func (u unreadable) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

// Who may write is asked before a byte of the body is read, and so is what the header
// tells of it.
func TestBodiesThatAreNotRead(t *testing.T) {
	s := refusing(t)
	for name, tt := range map[string]struct {
		method string
		header http.Header
		length int64
		code   int
	}{
		"no token":             {"POST", http.Header{}, 100, 401},
		"an empty token":       {"POST", http.Header{"Authorization": {""}}, 100, 401},
		"a wrong token":        {"POST", http.Header{"Authorization": {"Bearer wrong"}}, 100, 401},
		"a long token":         {"POST", http.Header{"Authorization": {"Bearer " + strings.Repeat("x", 16<<10)}}, 100, 401},
		"two tokens":           {"POST", http.Header{"Authorization": {"Bearer " + token, "Bearer " + token}}, 100, 401},
		"a right one second":   {"POST", http.Header{"Authorization": {"Bearer wrong", "Bearer " + token}}, 100, 401},
		"no length, no token":  {"POST", http.Header{}, -1, 401},
		"expecting to go on":   {"POST", http.Header{"Expect": {"100-continue"}}, 100, 401},
		"PUT":                  {"PUT", http.Header{"Authorization": {"Bearer " + token}}, 100, 405},
		"PATCH without length": {"PATCH", http.Header{"Authorization": {"Bearer " + token}}, -1, 405},
		"too long":             {"POST", http.Header{"Authorization": {"Bearer " + token}}, 1<<20 + 1, 413},
		"compressed":           {"POST", http.Header{"Authorization": {"Bearer " + token}, "Content-Encoding": {"gzip"}}, 100, 415},
		"another type":         {"POST", http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/x-www-form-urlencoded"}}, 100, 415},
		"no type at all":       {"POST", http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {";;;"}}, 100, 415},
	} {
		t.Run(name, func(t *testing.T) {
			s.Refill()
			r := httptest.NewRequest(tt.method, "/api/v1/claims", unreadable{t})
			r.Header, r.ContentLength = tt.header, tt.length
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			requireProblem(t, w, tt.code, name)
			if tt.code == http.StatusUnauthorized {
				require.Equal(t, "Bearer", w.Header().Get("WWW-Authenticate"))
			}
			require.Less(t, w.Body.Len(), 1000)
		})
	}
}

// Faults are told each with its claim and its member, and no more than twenty.
func TestFaultsOfABatch(t *testing.T) {
	s := refusing(t)
	good := listOf(t, claimOn("2026-11-01"))
	good = good[1 : len(good)-1]
	bad := strings.Replace(good, "2026-11-01", "2026-11-31", 1)
	answer := func(items ...string) string {
		s.Refill()
		w := post(s, "["+strings.Join(items, ",")+"]")
		require.Equal(t, http.StatusUnprocessableEntity, w.Code)
		var p struct{ Errors json.RawMessage }
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
		return string(p.Errors)
	}
	require.JSONEq(t, `[
		{"location":"body[1].when","value":"2026-11-31","message":"day 31 of a month of 30 days at offset 8"},
		{"location":"body[3].side","message":"missing"},
		{"location":"body[4]","message":"want an object, got a number"}]`,
		answer(good, bad, good, strings.Replace(good, `"side":"both",`, "", 1), "7"))
	// What a date may mean.
	require.JSONEq(t, `[{"location":"body[0].when","value":"mid-2014",
		"message":"'m' where a digit of the year should be at offset 0; \"mid-2014\" may mean 2014-38 (some time in May to August of 2014)"}]`,
		answer(strings.Replace(good, "2026-11-01", "mid-2014", 1)))
	// What only the registry knows.
	unknown := answer(good, strings.NewReplacer(`"status"`, `"control"`, `"open"`, `"the moon"`).Replace(good))
	require.Contains(t, unknown, `"message":"no such party; want one of `)
	require.Contains(t, unknown, `"location":"body[1].value","value":"the moon"}`)
	many := answer(strings.Split(strings.Repeat(bad+"\n", 100), "\n")[:100]...)
	require.Equal(t, 20, strings.Count(many, "location"))
}

// FuzzRefusals sends bodies, headers and addresses, with the token and without.
func FuzzRefusals(f *testing.F) {
	for name, body := range hostile {
		if len(body) < 32<<10 {
			f.Add(uint8(0), "/api/v1/claims", "", "Content-Type", "application/json", true, body)
			f.Add(uint8(0), "/api/v1/claims", "", name, body, false, body)
		}
	}
	f.Add(uint8(1), "/api/v1/claims", "", "Authorization", "Bearer x", true, "[]")
	f.Add(uint8(2), "/api/v1/claims", "dry-run=true", "Content-Encoding", "gzip", true, "\x1f\x8b")
	for _, query := range []string{strings.Repeat("a&b&", 500), "on=" + strings.Repeat("%01", 600), "on=" + strings.Repeat("<", 2000), "as-of=" + strings.Repeat("é", 900), "%zz"} {
		f.Add(uint8(3), bukamal+"/state", query, "Accept", "text/html", false, "")
		f.Add(uint8(3), "/", query, "Accept", "text/html", false, "")
		f.Add(uint8(3), "/crossings/"+query, "lang=ar", "Accept", "text/html", false, "")
		f.Add(uint8(3), "/api/v1/crossings/"+query, query, "Accept", query, false, "")
		f.Add(uint8(3), bukamal+"/can", "traffic="+query, "Accept-Language", query, false, "")
		f.Add(uint8(3), "/crossings/al-bukamal-al-qaim/why", "side=iraq&question="+query, "Accept", "text/html", false, "")
	}
	s := refusing(f)
	methods := []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions}
	f.Fuzz(func(t *testing.T, method uint8, path, query, name, value string, knows bool, body string) {
		if len(query)+len(path) > 4<<10 || len(name)+len(value) > 16<<10 || len(body) > 2<<20 {
			return // net/http or bounded refuses that
		}
		r := &http.Request{
			Method: methods[int(method)%len(methods)], URL: &url.URL{Path: path, RawQuery: query}, Header: http.Header{},
			Host: "x", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		}
		if isRead := r.Method == http.MethodGet || r.Method == http.MethodHead; isRead && path == "/api/v1/changes" {
			return // it does not end
		}
		r.Header[http.CanonicalHeaderKey(name)] = []string{value}
		if knows {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		w := refuse(t, s, r, body)
		if r.Method == http.MethodPost && path == "/api/v1/claims" {
			require.GreaterOrEqual(t, w.Code, 400)
			require.Equal(t, knows, w.Code != http.StatusUnauthorized, w.Body)
		}
		if w.Code >= 500 {
			require.Equal(t, http.StatusServiceUnavailable, w.Code)
			require.NotEmpty(t, w.Header().Get("Retry-After"))
			require.True(t, bytes.Contains(w.Body.Bytes(), []byte("not known")), w.Body)
		}
	})
}
