package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/draw/raster"
	"github.com/crossingstatus/border/crossings/feeds"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
)

// A file is what is behind an address that ends like the name of a file: what a page shows, in
// the format of another program.
type file struct {
	kind     string // the media type
	download bool   // a browser saves it rather than shows it
	daily    bool   // it is of the day asked about
	worded   bool   // it has words in the reader's language
	takes    []string
	write    func(fileAsk, io.Writer) error
}

// A fileAsk is what the address of a file asks for.
type fileAsk struct {
	*ask
	server *Server
	code   string // of the one crossing that the file is of; "": of all
	origin string // scheme and host under which the client knows this server
}

// ofClaims are the parameters of a table of claims, or of the states on a day.
var ofClaims = append([]string{"states"}, filter.Names...)

// crossingFiles are those behind a crossing's address, by what they end with.
var crossingFiles = map[string]file{
	".svg":     {kind: "image/svg+xml", daily: true, worded: true, takes: []string{"from", "to"}, write: fileAsk.timeline},
	".png":     {kind: "image/png", daily: true, worded: true, takes: []string{"from", "to"}, write: pixels(fileAsk.timeline, 2)},
	".csv":     {kind: "text/csv; charset=utf-8", download: true, takes: ofClaims, write: fileAsk.csv},
	".xlsx":    {kind: workbookType, download: true, daily: true, takes: ofClaims, write: fileAsk.workbook},
	".atom":    {kind: "application/atom+xml; charset=utf-8", worded: true, write: fileAsk.atom},
	".ics":     {kind: "text/calendar; charset=utf-8", daily: true, worded: true, write: fileAsk.calendar},
	".json":    {kind: "application/json", daily: true, write: fileAsk.state},
	".geojson": {kind: "application/geo+json", download: true, daily: true, write: fileAsk.geojson},
}

// files of all crossings, by their address.
var allFiles = map[string]file{
	"/crossings.csv":     {kind: "text/csv; charset=utf-8", download: true, takes: ofClaims, write: fileAsk.csv},
	"/crossings.xlsx":    {kind: workbookType, download: true, daily: true, takes: ofClaims, write: fileAsk.workbook},
	"/crossings.json":    {kind: "application/json", download: true, write: fileAsk.everything},
	"/crossings.geojson": {kind: "application/geo+json", download: true, daily: true, write: fileAsk.geojson},
	"/map.svg":           {kind: "image/svg+xml", daily: true, worded: true, write: fileAsk.crossingMap},
	"/map.png":           {kind: "image/png", daily: true, worded: true, write: pixels(fileAsk.crossingMap, 2)},
	"/calendar.ics":      {kind: "text/calendar; charset=utf-8", daily: true, worded: true, write: fileAsk.calendar},
	"/changes.csv":       {kind: "text/csv; charset=utf-8", download: true, takes: []string{"from", "to"}, write: fileAsk.newsCSV},
	"/changes.atom":      {kind: "application/atom+xml; charset=utf-8", worded: true, takes: []string{"from", "to"}, write: fileAsk.newsAtom},
	"/feed.atom":         {kind: "application/atom+xml; charset=utf-8", worded: true, write: fileAsk.atom},
}

// fileLinks are the addresses of the files of a page's view; the zero fileLinks is of none.
type fileLinks struct {
	Shown          []fileLink
	Feed, Calendar string
}

type fileLink struct{ Name, Address string }

// fileLinks returns those of a crossing's page, or of the front page, whose files begin with stem.
func (a *ask) fileLinks(stem string) (l fileLinks) {
	address := func(path string) string {
		return a.address(path, "traffic", "", "direction", "", "lang", words.Tag(a.Language))
	}
	drawing := stem
	l.Feed, l.Calendar = stem+".atom", stem+".ics"
	if stem == "/crossings" {
		drawing, l.Feed, l.Calendar = "/map", "/feed.atom", "/calendar.ics"
	}
	// What is followed is of all that comes, not of a day.
	l.Feed += "?lang=" + words.Tag(a.Language)
	l.Calendar += "?lang=" + words.Tag(a.Language)
	for _, path := range []string{drawing + ".svg", drawing + ".png", stem + ".csv", stem + ".xlsx", stem + ".json", stem + ".geojson"} {
		l.Shown = append(l.Shown, fileLink{strings.Replace(strings.ToUpper(path[strings.LastIndex(path, ".")+1:]), "GEOJSON", "GeoJSON", 1), address(path)})
	}
	return l
}

// isFile reports whether a path is that of a file, of which nobody reads an error as a page.
func isFile(p string) bool {
	_, all := allFiles[p]
	_, one := crossingFiles[path.Ext(p)]
	return all || one && path.Dir(p) == "/crossings" || path.Dir(p) == cardPath && path.Ext(p) == ".png"
}

// routeFiles routes the files of all crossings; those of one are routed with its page.
func (s *Server) routeFiles(mux *http.ServeMux) {
	for address, f := range allFiles {
		mux.HandleFunc("GET "+address, func(w http.ResponseWriter, r *http.Request) { s.file(w, r, f, "") })
	}
	s.routeCards(mux)
	page := s.page(s.crossing, crossingParameters...)
	mux.HandleFunc("GET /crossings/{code}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("code")
		if f, ok := crossingFiles[path.Ext(name)]; ok {
			s.file(w, r, f, strings.TrimSuffix(name, path.Ext(name)))
			return
		}
		page(w, r)
	})
	mux.HandleFunc("GET /crossings", func(w http.ResponseWriter, r *http.Request) {
		to := *r.URL
		to.Path = "/"
		http.Redirect(w, r, to.RequestURI(), http.StatusPermanentRedirect)
	})
}

// file answers with a file.
func (s *Server) file(w http.ResponseWriter, r *http.Request, f file, name string) {
	if len(name) > maxName {
		problem(w, http.StatusNotFound, reason(&border.LookupError{Name: name}))
		return
	}
	if s.withoutUnknown(w, r, f.takes) {
		return
	}
	a, err := s.ask(r)
	if err != nil {
		problem(w, http.StatusBadRequest, err.Error())
		return
	}
	in := fileAsk{ask: &a, server: s, origin: originOf(r)}
	if name != "" || path.Dir(r.URL.Path) == "/crossings" {
		c, err := a.View.Lookup(name)
		if err != nil {
			problem(w, http.StatusNotFound, reason(err))
			return
		}
		if in.code = c.Code; c.Code != name {
			a.path = path.Dir(a.path) + "/" + c.Code + path.Ext(a.path)
			http.Redirect(w, r, a.here(), http.StatusFound)
			return
		}
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Content-Disposition", f.disposition(in))
	if f.worded {
		h.Set("Content-Language", words.Tag(a.Language))
	}
	recorded, ok := w.(*recorder)
	if ok {
		recorded.tag = func() string { return in.tag(r) }
	}
	if err := f.write(in, w); err != nil && !errors.Is(err, errSame) {
		if ok && recorded.sent {
			panic(http.ErrAbortHandler) // the client sees that it is not whole
		}
		for _, name := range []string{"Content-Disposition", "Content-Language"} {
			h.Del(name)
		}
		if e, ok := errors.AsType[pageError](err); ok {
			problem(w, e.status, reason(e.error))
			return
		}
		s.log.Error("file", "path", r.URL.Path, "error", err)
		problem(w, http.StatusInternalServerError, "this file cannot be written")
	}
}

// disposition says whether a file is to be saved, and under which name: what it is of, its day,
// by when it was known and in which language, so that two of them do not take each other's place.
func (f file) disposition(in fileAsk) string {
	base, ext := strings.TrimSuffix(path.Base(in.path), path.Ext(in.path)), path.Ext(in.path)
	if states := in.query.Get("states"); states != "" {
		base += "-states-" + shorten(states)
	} else if f.daily {
		base += "-" + in.On.String()
	}
	if !in.Known.IsZero() {
		base += "-known-" + in.Known.String()
	}
	if f.worded {
		base += "-" + words.Tag(in.Language)
	}
	manner := "inline"
	if f.download {
		manner = "attachment"
	}
	return mime.FormatMediaType(manner, map[string]string{"filename": base + ext})
}

// tag is the entity tag of a file that is sent while it is written: it follows from the claims
// and from what is asked.
func (in fileAsk) tag(r *http.Request) string {
	digest := in.View.Digest()
	sum := sha256.Sum256(fmt.Appendf(nil, "%x\n%s\n%s\n%s\n%s\n%s", digest[:], in.origin, r.URL.RequestURI(), in.Today, words.Tag(in.Language), in.server.datasetVersion))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// view returns the view of what the file is of.
func (in fileAsk) view() (border.View, error) {
	if in.code == "" {
		return in.View, nil
	}
	return in.View.Only(in.code)
}

// claimsOrStates reads which claims are asked for, or of which day the states.
func (in fileAsk) claimsOrStates() (chosen filter.Filter, states border.Day, err error) {
	if chosen, _, err = in.claimFilter(); err != nil {
		return chosen, states, pageError{http.StatusBadRequest, err}
	}
	if states, err = in.day("states"); err != nil {
		return chosen, states, pageError{http.StatusBadRequest, err}
	}
	i := slices.IndexFunc(filter.Names, func(name string) bool { return len(in.given(name)) > 0 })
	if !states.IsZero() && i >= 0 {
		return chosen, states, pageError{http.StatusBadRequest, fmt.Errorf("%s chooses among claims; with states there are none", filter.Names[i])}
	}
	return chosen, states, nil
}

// csv writes the claims that are asked for; with states the states of that day.
func (in fileAsk) csv(w io.Writer) error {
	v, err := in.view()
	if err != nil {
		return err
	}
	chosen, states, err := in.claimsOrStates()
	switch {
	case err != nil:
		return err
	case states.IsZero():
		return exchange.WriteCSV(w, chosen.Of(v.All()))
	}
	return exchange.WriteStatesCSV(w, v, states)
}

// workbookType is the media type of workbooks.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// workbook writes the workbook of the claims that are asked for and of the states on the day; with
// states of that day, without claims.
func (in fileAsk) workbook(w io.Writer) error {
	v, err := in.view()
	if err != nil {
		return err
	}
	chosen, states, err := in.claimsOrStates()
	if err != nil {
		return err
	}
	book := sheets.Export{View: v, Claims: chosen.Of(v.All()), On: in.On, Language: in.Language}
	if !states.IsZero() {
		book.On, book.Claims = states, func(func(border.Claim) bool) {}
	}
	rasters <- struct{}{}
	defer func() { <-rasters }()
	_, err = book.WriteTo(w)
	if errors.Is(err, sheets.ErrCell) {
		return pageError{http.StatusUnprocessableEntity, errors.New("a claim has a text that no cell of a workbook can hold; CSV can")}
	}
	return err
}

// everything writes the crossings, the parties and the claims.
func (in fileAsk) everything(w io.Writer) error {
	return exchange.WriteJSON(w, in.View, in.View.All(), in.server.datasetVersion)
}

func (in fileAsk) geojson(w io.Writer) error {
	v, err := in.view()
	if err != nil {
		return err
	}
	return exchange.WriteGeoJSON(w, v, in.On)
}

// state writes the object of the API's state.
func (in fileAsk) state(w io.Writer) error {
	state, err := in.View.At(in.code, in.On)
	if err != nil {
		return err
	}
	text, err := state.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func (in fileAsk) atom(w io.Writer) error {
	_, err := feeds.Atom{View: in.View, Of: in.code, Language: in.Language, Self: in.self(), Home: in.home()}.WriteTo(w)
	return err
}

// self returns the whole address of the file, and home that of the pages; "" if the client has
// not told under which name it knows the server.
func (in fileAsk) self() string {
	if in.origin == "" {
		return ""
	}
	return in.origin + in.here()
}

func (in fileAsk) home() string {
	if in.origin == "" {
		return ""
	}
	return in.origin + "/"
}

func (in fileAsk) calendar(w io.Writer) error {
	_, err := feeds.Calendar{View: in.View, Of: in.code, On: in.On, Language: in.Language, Home: in.home()}.WriteTo(w)
	return err
}

// credit says in a picture whence its claims come, if they are of the embedded dataset.
func (in fileAsk) credit() string {
	if in.server.datasetVersion == "" {
		return ""
	}
	return words.Of(in.Language, "Claims: github.com/crossingstatus/border, edition %s, CC0 1.0", in.server.datasetVersion)
}

func (in fileAsk) crossingMap(w io.Writer) error {
	_, err := io.WriteString(w, draw.Map{View: in.View, On: in.On, Today: in.Today, Language: in.Language, Credit: in.credit()}.Inline())
	return err
}

func (in fileAsk) timeline(w io.Writer) error {
	from, to, err := in.period()
	if err != nil {
		return pageError{http.StatusBadRequest, err}
	}
	claims, err := in.claims(in.code)
	if err != nil {
		return err
	}
	first, last := draw.Window(claims, in.On, in.Today)
	from, to = cmp.Or(from, first), cmp.Or(to, last)
	if to.Before(from) {
		to = from
	}
	_, err = draw.Timeline{View: in.View, Code: in.code, Language: in.Language, From: from, To: to, On: in.On, Today: in.Today, Credit: in.credit()}.WriteTo(w)
	return err
}

// maxRasters is how many workbooks, and pictures of pixels, are made at once: each takes a few
// megabytes.
const maxRasters = 2

var rasters = make(chan struct{}, maxRasters)

// pixels returns what writes a drawing as a PNG, some pixels to a unit.
func pixels(drawing func(fileAsk, io.Writer) error, scale float64) func(fileAsk, io.Writer) error {
	return func(in fileAsk, w io.Writer) error {
		rasters <- struct{}{}
		defer func() { <-rasters }()
		var svg bytes.Buffer
		if err := drawing(in, &svg); err != nil {
			return err
		}
		return raster.PNG(w, svg.String(), scale)
	}
}
