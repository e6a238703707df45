package web

import (
	"context"
	"io"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
)

// citePath is what the addresses of the API's citations end with.
const citePath = "/cite"

// A cited is a citation, and the state of the view that it cites.
type cited struct {
	border.Citation
	view  border.View
	state border.State
}

// footnote returns its line in a language.
func (c cited) footnote(l edtf.Language) string {
	return words.Cite(l, c.view, c.state, c.Citation)
}

// cite cites a crossing's state. So that the address opens the same answer when claims were added,
// it is narrowed to what is known and recorded now, where the reader has not narrowed it.
func (s *Server) cite(a *ask, code, origin string) (c cited, err error) {
	known := a.Known
	if known.IsZero() {
		known = a.Today
	}
	c.view = a.View.KnownBy(known)
	at := a.recorded()
	if !at.IsZero() {
		c.view = c.view.AsOf(at)
	}
	if c.Citation, err = c.view.Cite(code, a.On, s.datasetVersion); err != nil {
		return c, err
	}
	if c.state, err = c.view.At(code, a.On); err != nil {
		return c, err
	}
	query := url.Values{"on": {a.On.String()}, "known": {known.String()}, "lang": {words.Tag(a.Language)}}
	if !at.IsZero() {
		query.Set("as-of", instant(at))
	}
	c.URL = origin + (&url.URL{Path: "/crossings/" + code, RawQuery: query.Encode()}).String()
	c.Accessed = a.Today
	return c, nil
}

// A citeView is a citation as a page shows it.
type citeView struct {
	Line    string // what is cited
	Address string // where it stands
	Seen    border.Day
	Claims  []claimView // that give the answers
	BibTeX  string      // all of it for a bibliography
}

// citeView puts a citation into words.
func (a *ask) citeView(c cited) citeView {
	v := citeView{Address: c.URL, Seen: c.Accessed, BibTeX: exchange.BibTeX(c.Citation)}
	for _, claim := range c.Claims {
		v.Claims = append(v.Claims, a.claimOf(claim))
	}
	c.Claims, c.URL, c.Accessed = nil, "", border.Day{}
	v.Line = c.footnote(a.Language)
	return v
}

// recorded returns the instant by which all that the view has was recorded.
func (a *ask) recorded() time.Time {
	if !a.AsOf.IsZero() {
		return a.AsOf
	}
	return a.View.Through().Recorded
}

// instant writes an instant as addresses have it; none is "".
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// An Origin is the address under which the client knows the server.
type Origin struct {
	origin string
}

// Resolve implements [huma.Resolver].
func (o *Origin) Resolve(ctx huma.Context) []error {
	o.origin = originAt(ctx.Host(), ctx.TLS() != nil || ctx.Header("X-Forwarded-Proto") == "https")
	return nil
}

// cslShape is a CSL-JSON item.
type cslShape struct {
	ID        string    `json:"id"`
	Type      string    `json:"type" enum:"dataset"`
	Title     string    `json:"title"`
	Publisher string    `json:"publisher"`
	Version   string    `json:"version"`
	Note      string    `json:"note" doc:"By which claims the answer was worked out, and who made those that give it"`
	URL       string    `json:"URL" doc:"Opens the same answer when claims were added"`
	Accessed  cslAccess `json:"accessed"`
}

type cslAccess struct {
	Parts [][]int `json:"date-parts" nullable:"false" doc:"Year, month, day"`
}

// A rawJSON is JSON that is written as it is.
type rawJSON []byte

// MarshalJSON implements [json.Marshaler].
func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

// routeCite routes citations.
func (s *Server) routeCite(api huma.API) {
	get(api, "cite", "/crossings/{code}"+citePath, "A citation of the state of a crossing on a day, as CSL-JSON, BibTeX, or a line for a footnote", func(_ context.Context, in *struct {
		Code
		On
		Known
		AsOf
		Origin
		Lang string `query:"lang" enum:"en,ar" default:"en" doc:"Language of the line"`
	}) (*formed, error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		a := &ask{On: on, Known: v.Known(), AsOf: v.AsOfInstant(), Today: s.today(), View: v}
		a.Language, _ = words.Parse(in.Lang)
		c, err := s.cite(a, codeOf(v, in.Code.Code), in.origin)
		if err != nil {
			return nil, missing(err)
		}
		item, err := exchange.CSLJSON(c.Citation)
		if err != nil {
			return nil, err
		}
		text := func(line string) func(io.Writer) error {
			return func(w io.Writer) error {
				_, err := io.WriteString(w, line)
				return err
			}
		}
		return s.formed(rawJSON(item), form{asBibTeX, text(exchange.BibTeX(c.Citation))}, form{asText, text(c.footnote(a.Language) + "\n")}), nil
	}, describeForms[cslShape](api, asBibTeX, asText))
}
