package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// An ask is what the address of a page asks for.
type ask struct {
	Language edtf.Language
	On       border.Day // the day asked about
	Known    border.Day // the day by which it was known; the zero Day: all that is known
	AsOf     time.Time  // the instant by which it was recorded; the zero Time: all that is
	Today    border.Day
	Traffic  border.Traffic   // for whom; zero: for passengers and for lorries
	Way      border.Direction // zero: both ways
	View     border.View      // narrowed to Known and AsOf

	path  string
	query url.Values                // as given
	read  map[string][]border.Claim // claims that were read already, by crossing

	drawings  *drawings
	lastMarks *atomic.Pointer[marks] // those of the view for which a page asked last; nil: nobody keeps them
	marks     *marks                 // nil until somebody asks
}

// claims returns the claims of the view about a crossing. A page asks for them in
// several places.
func (a *ask) claims(code string) ([]border.Claim, error) {
	if claims, ok := a.read[code]; ok {
		return claims, nil
	}
	claims, err := a.View.Claims(code)
	if err != nil {
		return nil, err
	}
	if a.read == nil {
		a.read = map[string][]border.Claim{}
	}
	a.read[code] = claims
	return claims, nil
}

// ask reads the parameters that all pages have.
func (s *Server) ask(r *http.Request) (a ask, err error) {
	a = ask{Today: s.today(), View: s.registry.View(), path: r.URL.Path, lastMarks: &s.lastMarks, drawings: &s.drawings}
	a.Language = edtf.English
	if negotiated(r) == "ar" {
		a.Language = edtf.Arabic
	}
	if a.query, err = url.ParseQuery(r.URL.RawQuery); err != nil {
		return a, fmt.Errorf("the address cannot be read: %s", shorten(err.Error()))
	}
	if tag := a.query.Get("lang"); tag != "" {
		l, ok := words.Parse(tag)
		if !ok {
			return a, fmt.Errorf("lang %q: want en or ar", shorten(tag))
		}
		a.Language = l
	}
	if a.On, err = a.day("on"); err != nil {
		return a, err
	}
	if a.On.IsZero() {
		a.On = a.Today
	}
	if a.Known, err = a.day("known"); err != nil {
		return a, err
	}
	if text := a.query.Get("traffic"); text != "" {
		if a.Traffic, err = border.ParseTraffic(text); err != nil {
			return a, fmt.Errorf("traffic: %w", err)
		}
	}
	if text := a.query.Get("direction"); text != "" {
		if a.Way, err = border.ParseDirection(text); err != nil {
			return a, fmt.Errorf("direction: %w", err)
		}
	}
	if text := a.query.Get("as-of"); text != "" {
		if a.AsOf, err = time.Parse(time.RFC3339, text); err != nil {
			return a, fmt.Errorf("as-of %q: want an instant as in 2026-01-31T12:00:00Z", shorten(text))
		}
		a.View = a.View.AsOf(a.AsOf)
	}
	if !a.Known.IsZero() {
		a.View = a.View.KnownBy(a.Known)
	}
	return a, nil
}

// day reads a parameter that is a day; one that is absent or empty is the zero
// Day.
func (a *ask) day(name string) (border.Day, error) { return readDay(name, a.query.Get(name)) }

func readDay(name, text string) (d border.Day, err error) {
	if text == "" {
		return d, nil
	}
	d, err = border.ParseDay(text)
	year, _, _ := d.Date()
	if err != nil || year < 1 || year > 9999 {
		if said, first := words.MayMean(edtf.English, err, border.Day{}, true); first != "" {
			return border.Day{}, fmt.Errorf("%s %q: want a day as YYYY-MM-DD; %s", name, shorten(text), said)
		}
		return border.Day{}, fmt.Errorf("%s %q: want a day as YYYY-MM-DD", name, shorten(text))
	}
	return d, nil
}

// address returns the address of a page with the parameters of this one that hold
// for every page, and with some of them changed: pairs of a name and a value, of
// which an empty value leaves the parameter out.
func (a *ask) address(path string, pairs ...string) string {
	q := url.Values{}
	for _, name := range []string{"on", "known", "as-of", "lang", "traffic", "direction"} {
		if name == "traffic" && path != "/" && !strings.HasPrefix(path, "/crossings/") {
			break // other pages do not ask for whom
		}
		if v := a.query.Get(name); v != "" {
			q.Set(name, v)
		}
	}
	return withPairs(path, q, pairs)
}

// here returns the address of this page, with some parameters changed.
func (a *ask) here(pairs ...string) string {
	q := url.Values{}
	for name, values := range a.query {
		for _, value := range values {
			if value != "" {
				q.Add(name, value)
			}
		}
	}
	return withPairs(a.path, q, pairs)
}

func withPairs(path string, q url.Values, pairs []string) string {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	address := url.URL{Path: path, RawQuery: q.Encode()}
	return address.String()
}

// permanent returns the address under which this view can be found again: with
// every parameter that this one leaves to the day and to the reader's browser.
func (a *ask) permanent() string {
	known := a.Known
	if known.IsZero() {
		known = a.Today
	}
	return a.here("on", a.On.String(), "known", known.String(), "as-of", instant(a.recorded()), "lang", words.Tag(a.Language))
}

// negotiated returns "ar" if the client would rather read Arabic than English,
// by its Accept-Language, and "en" otherwise.
func negotiated(r *http.Request) string {
	best, language := 0.0, "en"
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, quality, given := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if given {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(quality), "q="), 64); err != nil {
				continue
			}
		}
		primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if (primary == "en" || primary == "ar") && q > best {
			best, language = q, primary
		}
	}
	return language
}

// originOf returns the scheme and the host under which the client of a request knows this
// server, also behind a proxy that says so; "" if they make no address.
func originOf(r *http.Request) string {
	return originAt(r.Host, r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https")
}

// originAt is the origin of a host.
func originAt(host string, secure bool) string {
	if host == "" || strings.ContainsFunc(host, func(c rune) bool {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("-._:[]", c))
	}) {
		return ""
	}
	if secure {
		return "https://" + host
	}
	return "http://" + host
}
