package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

//go:embed templates static
var files embed.FS

// pages are what pages are made of.
type pages struct {
	templates map[edtf.Language]*template.Template
	assets    map[string]asset // by path
}

// An asset is a file that pages refer to. Its address has a mark of its content,
// so that browsers may keep it for good.
type asset struct {
	kind    string
	content []byte
	mark    string
}

func newPages() (p pages, err error) {
	p = pages{map[edtf.Language]*template.Template{}, map[string]asset{}}
	for _, f := range []struct{ path, kind, before string }{
		{"/style.css", "text/css; charset=utf-8", draw.CSS()},
		{"/script.js", "text/javascript; charset=utf-8", ""},
		{"/desk.js", "text/javascript; charset=utf-8", ""},
		{"/icon.svg", "image/svg+xml", ""},
		{"/worker.js", "text/javascript; charset=utf-8", ""},
	} {
		content, err := files.ReadFile("static" + f.path)
		if err != nil {
			return p, err
		}
		content = append([]byte(f.before), content...)
		sum := sha256.Sum256(content)
		p.assets[f.path] = asset{f.kind, content, hex.EncodeToString(sum[:6])}
	}
	for _, l := range words.Languages {
		t := template.New("").Funcs(template.FuncMap{
			"t":            func(phrase string, args ...any) string { return words.Of(l, phrase, args...) },
			"parts":        func(said string) []words.Text { return words.Parts(l, said, words.Tag(edtf.English)) },
			"day":          func(d border.Day) string { return words.Day(l, d) },
			"asset":        func(path string) string { return path + "?v=" + p.assets[path].mark },
			"sprite":       func() template.HTML { return template.HTML(draw.Sprite()) },
			"glyph":        func(name string) template.HTML { return template.HTML(draw.Glyph(name)) },
			"days":         func(n int) string { return words.Days(l, n) },
			"claims":       func(n int) string { return words.Claims(l, n) },
			"claimsOrNone": func(n int) string { return words.ClaimsOrNone(l, n) },
			"claimsOf":     func(n int) string { return words.ClaimsOf(l, n) },
			"more":         func(n int) string { return words.More(l, n) },
			"arrow":        func() string { return words.Of(l, "→") },
		})
		if p.templates[l], err = t.ParseFS(files, "templates/*.html"); err != nil {
			return p, err
		}
	}
	return p, nil
}

// A page is what the template of every page is given.
type page struct {
	ask
	Title    string
	Currency Currency
	Section  string // the entry of the menu that the page belongs to
	Through  border.Day
	Clocks   clocks
	IsError  bool // it draws nothing
	Files    fileLinks
	Origin   string // scheme and host under which the client knows this server; "" if it has not told
	Edition  string // of the dataset; "" if it has none
	Body     any
}

// Tag returns the language's tag.
func (p page) Tag() string { return words.Tag(p.Language) }

// Direction returns the direction of writing.
func (p page) Direction() string {
	if words.RightToLeft(p.Language) {
		return "rtl"
	}
	return "ltr"
}

// Link returns the address of another page.
func (p page) Link(path string) string { return p.address(path) }

// Other returns the other language, in its own words.
func (p page) Other() (o struct{ Tag, Name, Address string }) {
	o.Tag, o.Name = "ar", "العربية"
	if p.Language == edtf.Arabic {
		o.Tag, o.Name = "en", "English"
	}
	o.Address = p.here("lang", o.Tag)
	return o
}

// Stale says to people that the registry is not current.
func (p page) Stale() string {
	c := p.Currency.Confirmed
	if c.IsZero() {
		return words.Of(p.Language, "Not current: this server cannot tell whether it has all claims.")
	}
	return words.Of(p.Language, "Not current: what came in after %s, %s UTC may be missing here.", words.Day(p.Language, edtf.DayOf(c)), c.Format("15:04"))
}

// Permanent returns the address under which this view can be found again.
func (p page) Permanent() string { return p.permanent() }

// routePages routes everything but the API.
func (s *Server) routePages(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.page(s.front, crossingParameters...))
	mux.HandleFunc("GET /crossings/{code}/why", s.page(s.why, "side", "question"))
	mux.HandleFunc("GET /claims/{id}", s.page(s.claim))
	mux.HandleFunc("GET /weak", s.page(s.weak))
	mux.HandleFunc("GET "+embedPath+"{code}", s.page(s.embed))
	mux.HandleFunc("GET /sources", s.page(s.sources))
	mux.HandleFunc("GET /sources/{name...}", s.page(s.source, append([]string{"q", "page"}, filter.Names...)...))
	mux.HandleFunc("GET /parties/{code}", s.page(s.party))
	mux.HandleFunc("GET /compare", s.page(s.compare))
	mux.HandleFunc("GET /changes", s.page(s.changes, "from", "to"))
	s.routeFiles(mux)
	for path, a := range s.pages.assets {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", a.kind)
			if r.URL.Query().Get("v") == a.mark {
				w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			}
			w.Write(a.content)
		})
	}
}

// A pageError is an error that is answered with a status of its own.
type pageError struct {
	status int
	error
}

func (e pageError) Unwrap() error { return e.error }

// crossingParameters are those of the front page and of a crossing's page, beside those that all
// pages have.
var crossingParameters = append([]string{"traffic", "direction", "q", "from", "to", "track", "page"}, filter.Names...)

// withoutUnknown sends the reader to the address without the parameters that a page does not
// have, as messengers add them, and reports whether it has. All pages have on, known, as-of and
// lang.
func (s *Server) withoutUnknown(w http.ResponseWriter, r *http.Request, known []string) bool {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return false // which is told elsewhere
	}
	given := len(query)
	maps.DeleteFunc(query, func(name string, _ []string) bool {
		return !slices.Contains(known, name) && !slices.Contains([]string{"on", "known", "as-of", "lang"}, name)
	})
	if len(query) == given {
		return false
	}
	http.Redirect(w, r, (&url.URL{Path: r.URL.Path, RawQuery: query.Encode()}).String(), http.StatusPermanentRedirect)
	return true
}

// page makes a handler of a function that fills in a page and names its template. takes are the
// parameters of the page beside those that all have.
func (s *Server) page(fill func(*http.Request, *page) (name string, err error), takes ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.withoutUnknown(w, r, takes) {
			return
		}
		if name := r.PathValue("code"); len(name) > maxName {
			s.fail(w, r, http.StatusNotFound, reason(&border.LookupError{Name: name}))
			return
		}
		a, err := s.ask(r)
		if err != nil {
			s.fail(w, r, http.StatusBadRequest, err.Error())
			return
		}
		p := &page{ask: a, Currency: currencyOf(r).shown(), Origin: originOf(r), Edition: s.datasetVersion}
		p.Clocks = s.clocks(&p.ask)
		p.Through = a.View.Through().Reported
		name, err := fill(r, p)
		switch e := err.(type) {
		case nil:
			s.render(w, r, http.StatusOK, name, p)
		case redirect:
			http.Redirect(w, r, string(e), http.StatusFound)
		case pageError:
			s.fail(w, r, e.status, reason(e.error))
		default:
			s.log.Error("page", "path", r.URL.Path, "error", err)
			s.fail(w, r, http.StatusInternalServerError, "this page cannot be shown")
		}
	}
}

// A redirect is an "error" that sends the reader to another address.
type redirect string

func (redirect) Error() string { return "see another address" }

// render writes a page. It is written whole, or not at all.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, name string, p *page) {
	var b bytes.Buffer
	if err := s.pages.templates[p.Language].ExecuteTemplate(&b, name, p); err != nil {
		s.log.Error("page", "path", r.URL.Path, "error", err)
		problem(w, http.StatusInternalServerError, "this page cannot be shown")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", p.Tag())
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// errorPage tells a person what went wrong.
func (s *Server) errorPage(w http.ResponseWriter, r *http.Request, status int, detail string) {
	a := ask{Today: s.today(), View: s.registry.View(), path: r.URL.Path, query: url.Values{}}
	if l, ok := words.Parse(r.URL.Query().Get("lang")); ok {
		a.Language = l
		a.query.Set("lang", words.Tag(l))
	} else if negotiated(r) == "ar" {
		a.Language = edtf.Arabic
	}
	a.On = a.Today
	p := &page{ask: a, Currency: currencyOf(r).shown(), Title: words.Of(a.Language, http.StatusText(status)), Through: a.View.Through().Reported, IsError: true}
	p.Body = struct {
		Status int
		Detail []words.Text
	}{status, words.Marked(a.Language, detail)}
	w.Header().Set("Cache-Control", "no-store")
	s.render(w, r, status, "error.html", p)
}

// onlyWeb returns an address if it is one of the web, and "" otherwise: what
// claims bring along is not trusted to be harmless.
func onlyWeb(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}

// lookup finds the crossing of a page. Another name than its code leads to the
// page under its code.
func (p *page) lookup(name string) (border.Crossing, error) {
	c, err := p.View.Lookup(name)
	if err != nil {
		return c, pageError{http.StatusNotFound, err}
	}
	if c.Code != name {
		p.path = "/crossings/" + c.Code
		return c, redirect(p.here())
	}
	return c, nil
}
