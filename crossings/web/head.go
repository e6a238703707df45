package web

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/draw/raster"
	"github.com/crossingstatus/border/crossings/words"
)

// cardPath is where the cards of crossings are; cardOfAll is the name of that of all of them.
const (
	cardPath  = "/card"
	cardOfAll = "all"
)

// cardFile is a card, which messengers show beside a link.
var cardFile = file{kind: "image/png", daily: true, worded: true, write: pixels(fileAsk.card, 1)}

// card writes a card as SVG.
func (in fileAsk) card(w io.Writer) error {
	svg, err := draw.Card{View: in.View, Code: in.code, On: in.On, Today: in.Today, Language: in.Language, Credit: in.credit()}.Inline()
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, svg)
	return err
}

// routeCards routes the cards.
func (s *Server) routeCards(mux *http.ServeMux) {
	mux.HandleFunc("GET "+cardPath+"/{file}", func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutSuffix(r.PathValue("file"), ".png")
		switch {
		case !ok || name == "":
			s.fail(w, r, http.StatusNotFound, fmt.Sprintf("there is nothing at %s", shorten(r.URL.Path)))
		case name == cardOfAll:
			s.file(w, r, cardFile, "")
		default:
			s.file(w, r, cardFile, name)
		}
	})
}

// A head is what the head of a page tells programs that read it: search engines, messengers.
type head struct {
	Title, Description string
	Canonical          string
	Card               string // address of the picture
	Languages          []fileLink
	Default            string         // without a language
	Dataset            map[string]any // as schema.org has it; nil on pages that are of none
}

// Head returns the head of the page. Where the client has not told how it knows the server, there
// are no whole addresses, and so none at all.
func (p *page) Head() head {
	l := p.Language
	h := head{Title: p.Title, Description: words.Of(l, "Who holds each border crossing between Syria and Iraq, whether it is open and for whom, since when, and according to whom.")}
	card := cardOfAll
	dated := func(title string) string { return title + words.Of(l, ", ") + words.Day(l, p.On) }
	switch b := p.Body.(type) {
	case frontBody:
		h.Title, h.Description = dated(p.Title), p.summary(b.Cards)
		h.Dataset = p.dataset(h.Description)
	case compareBody:
		h.Title, h.Description = dated(p.Title), p.summary(b.Cards)
	case weakBody, whyBody:
		h.Title = dated(p.Title)
	case changesBody:
		h.Title = p.Title + words.Of(l, ", ") + words.Day(l, b.From) + " – " + words.Day(l, b.To)
	case crossingBody:
		card = b.Card.Code
		status := b.Card.Status.told(p)
		h.Title = dated(b.Card.Name + ": " + status)
		list := []string{status}
		for _, side := range b.Card.Sides {
			list = append(list, side.Name+": "+words.Or(l, side.Answers[1].Words))
		}
		h.Description = strings.Join(list, words.Of(l, "; "))
	}
	if p.IsError || p.Origin == "" {
		return h
	}
	pinned := func(lang string) string {
		return p.Origin + p.here("lang", lang, "q", "", "page", "", "from", "", "to", "", "track", "")
	}
	h.Canonical, h.Default = pinned(p.Tag()), pinned("")
	for _, lang := range words.Languages {
		h.Languages = append(h.Languages, fileLink{words.Tag(lang), pinned(words.Tag(lang))})
	}
	h.Card = p.Origin + p.address(cardPath+"/"+card+".png", "traffic", "", "direction", "", "on", p.On.String(), "lang", p.Tag())
	return h
}

// summary says the status of each crossing in a line.
func (p *page) summary(cards []card) string {
	var list []string
	for _, k := range cards {
		list = append(list, k.Name+": "+k.Status.told(p))
	}
	return strings.Join(list, words.Of(p.Language, "; "))
}

// told says a headline in a line.
func (h headline) told(p *page) string {
	text := h.Word
	if h.Possible != "" {
		text = h.Possible
	}
	if h.Doubt != "" {
		text += words.Of(p.Language, ", ") + h.Doubt
	}
	if h.LastKnown {
		return words.Of(p.Language, "last known: %s", text)
	}
	return text
}

// dataset describes the claims as schema.org has it.
func (p *page) dataset(description string) map[string]any {
	about := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "name": p.Title, "description": description,
		"inLanguage": []string{"en", "ar"}, "isAccessibleForFree": true,
		"spatialCoverage":      map[string]any{"@type": "Place", "name": words.Of(p.Language, "Border crossings between Syria and Iraq")},
		"measurementTechnique": words.Of(p.Language, "Everything here is what named sources said; a claim is added and never changed."),
	}
	if p.Origin != "" {
		about["url"] = p.Origin + "/"
		var files []map[string]any
		for _, f := range []string{"/crossings.csv", "/crossings.xlsx", "/crossings.json", "/crossings.geojson"} {
			kind, _, _ := strings.Cut(allFiles[f].kind, ";")
			files = append(files, map[string]any{"@type": "DataDownload", "contentUrl": p.Origin + f, "encodingFormat": kind})
		}
		about["distribution"] = files
	}
	if p.Edition != "" {
		about["version"], about["license"] = p.Edition, "https://creativecommons.org/publicdomain/zero/1.0/"
	}
	if !p.Clocks.On.First.IsZero() && !p.Through.IsZero() {
		about["temporalCoverage"] = p.Clocks.On.First.String() + "/" + p.Through.String()
	}
	return about
}

// routeHead routes what programs look for beside pages: the map of the site, what robots may
// read, icons, and what a phone needs to put the site among its programs.
func (s *Server) routeHead(mux *http.ServeMux) error {
	mux.HandleFunc("GET /sitemap.xml", s.sitemap)
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		// Each day has pages of its own, without end.
		fmt.Fprint(w, "User-agent: *\nDisallow: /desk\nDisallow: /api/\nDisallow: /*on=\nDisallow: /*known=\nDisallow: /*as-of=\nDisallow: /*from=\nDisallow: /*page=\n")
		if origin := originOf(r); origin != "" {
			fmt.Fprintf(w, "Sitemap: %s/sitemap.xml\n", origin)
		}
	})
	icons := map[string][]byte{}
	for name, size := range iconSizes {
		var b bytes.Buffer
		if err := raster.PNG(&b, icon, size/32); err != nil {
			return err
		}
		icons[name] = b.Bytes()
	}
	icons["/favicon.ico"] = icoOf(icons["/favicon.ico"], 32)
	for name, content := range icons {
		kind := "image/png"
		if path.Ext(name) == ".ico" {
			kind = "image/x-icon"
		}
		mux.HandleFunc("GET "+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Cache-Control", "public, max-age=86400")
			w.Write(content)
		})
	}
	mux.HandleFunc("GET /manifest.webmanifest", func(w http.ResponseWriter, r *http.Request) {
		if !s.withoutUnknown(w, r, nil) {
			s.manifest(w, r)
		}
	})
	return nil
}

// iconSizes are how many pixels wide the icons are, by their path.
var iconSizes = map[string]float64{"/icon-192.png": 192, "/icon-512.png": 512, "/apple-touch-icon.png": 180, "/favicon.ico": 32}

// isFixed reports whether a path is that of a file that is the same whatever the query of its address has.
func isFixed(path string) bool {
	return path == "/sitemap.xml" || path == "/robots.txt" || iconSizes[path] > 0 || strings.HasPrefix(path, apiRoot+"/openapi")
}

// icon is the sign of the site in the SVG that is made into pixels.
const icon = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#23303d"/><path d="M16 5v22" fill="none" stroke="#8fa3b5" stroke-width="2" stroke-dasharray="3 2.4"/><path d="M6 16h17m-5-5.5 6 5.5-6 5.5" fill="none" stroke="#5cc4a0" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`

// icoOf puts a PNG into an icon file of Windows, which browsers ask for unasked.
func icoOf(png []byte, size byte) []byte {
	b := []byte{0, 0, 1, 0, 1, 0, size, size, 0, 0, 1, 0, 32, 0}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(png)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(b)+4))
	return append(b, png...)
}

// A siteURL is a page in the map of the site, with its forms in other languages.
type siteURL struct {
	Location string     `xml:"loc"`
	Modified string     `xml:"lastmod,omitempty"`
	Links    []siteLink `xml:"http://www.w3.org/1999/xhtml link"`
}

type siteLink struct {
	Relation string `xml:"rel,attr"`
	Language string `xml:"hreflang,attr"`
	Address  string `xml:"href,attr"`
}

// maxSitemap is how many pages a map of a site may have, by its format.
const maxSitemap = 50_000

// sitemap lists the pages of today.
func (s *Server) sitemap(w http.ResponseWriter, r *http.Request) {
	origin, v := originOf(r), s.registry.View()
	if origin == "" {
		problem(w, http.StatusBadRequest, "the header Host is no name of a server")
		return
	}
	modified := ""
	if at := v.Through().Recorded; !at.IsZero() {
		modified = at.Format("2006-01-02")
	}
	var list struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []siteURL `xml:"url"`
	}
	add := func(path, modified string) {
		for _, lang := range words.Languages {
			u := siteURL{Location: origin + path + "?lang=" + words.Tag(lang), Modified: modified}
			for _, other := range words.Languages {
				u.Links = append(u.Links, siteLink{"alternate", words.Tag(other), origin + path + "?lang=" + words.Tag(other)})
			}
			if len(list.URLs) < maxSitemap {
				list.URLs = append(list.URLs, u)
			}
		}
	}
	for _, path := range []string{"/", "/compare", "/changes", "/weak", "/sources"} {
		add(path, modified)
	}
	for c := range v.Crossings() {
		add("/crossings/"+c.Code, modified)
	}
	for c := range v.All() {
		add("/claims/"+c.ID.String(), c.Recorded.Format("2006-01-02"))
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	io.WriteString(w, xml.Header)
	xml.NewEncoder(w).Encode(list) // into memory: it cannot fail
}

// manifest says how the site stands among the programs of a phone.
func (s *Server) manifest(w http.ResponseWriter, r *http.Request) {
	a, err := s.ask(r)
	if err != nil {
		problem(w, http.StatusBadRequest, err.Error())
		return
	}
	l := a.Language
	direction := "ltr"
	if words.RightToLeft(l) {
		direction = "rtl"
	}
	type picture struct {
		Source string `json:"src"`
		Sizes  string `json:"sizes"`
		Type   string `json:"type"`
	}
	w.Header().Set("Content-Type", "application/manifest+json")
	json.NewEncoder(w).Encode(map[string]any{ // into memory: it cannot fail
		"name": words.Of(l, "Border crossings between Syria and Iraq"), "short_name": words.Of(l, "Syria–Iraq crossings"),
		"lang": words.Tag(l), "dir": direction, "start_url": "/?lang=" + words.Tag(l), "scope": "/", "display": "minimal-ui",
		"background_color": "#ffffff", "theme_color": "#23303d",
		"icons": []picture{{"/icon-192.png", "192x192", "image/png"}, {"/icon-512.png", "512x512", "image/png"}, {"/icon.svg", "any", "image/svg+xml"}},
	})
}
