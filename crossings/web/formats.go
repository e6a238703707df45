package web

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Media types in which the API answers beside JSON.
const (
	asCSV     = "text/csv"
	asGeoJSON = "application/geo+json"
	asBibTeX  = "application/x-bibtex"
	asText    = "text/plain"
)

// otherTypes are they, in the order in which one is preferred to another.
var otherTypes = []string{asCSV, asGeoJSON, asBibTeX, asText}

// preferred returns which of some media types a client would rather have than JSON, by its
// header Accept; "" if JSON, or if it takes none of them. Of equal weights the one that is named
// comes before one that is meant by a star.
func preferred(accept string, offered []string) string {
	if accept == "" || accept == "*/*" || accept == "application/json" {
		return ""
	}
	best, chosen := quality(accept, "application/json"), ""
	for _, kind := range offered {
		if q := quality(accept, kind); q > best {
			best, chosen = q, kind
		}
	}
	return chosen
}

// quality returns how much a client wants a media type, from 0 to 1000, with a fraction that
// tells how exactly it names it.
func quality(accept, kind string) float64 {
	major, _, _ := strings.Cut(kind, "/")
	best, exact := 0.0, -1
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		exactly := -1
		switch strings.ToLower(strings.TrimSpace(name)) {
		case kind:
			exactly = 2
		case major + "/*":
			exactly = 1
		case "*/*":
			exactly = 0
		}
		if exactly > exact {
			exact = exactly
			if best = weight(parameters); best > 0 {
				best = best*1000 + float64(exactly)/10
			}
		}
	}
	return best
}

// weight reads the weight among the parameters of a value in a header; without one it is 1, and
// one that cannot be read is 0.
func weight(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if strings.EqualFold(name, "q") {
			q, err := strconv.ParseFloat(value, 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}

// A form is one in which an operation answers beside JSON.
type form struct {
	kind  string
	write func(io.Writer) error
}

// formed is what an operation answers that has other forms than JSON.
type formed struct{ Body func(huma.Context) }

// formed returns an answer as JSON, or in that of the other forms which its client would rather
// have.
func (s *Server) formed(value any, others ...form) *formed {
	return &formed{func(ctx huma.Context) {
		kinds := make([]string, len(others))
		for i, f := range others {
			kinds[i] = f.kind
		}
		kind := preferred(ctx.Header("Accept"), kinds)
		ctx.SetHeader("Vary", "Accept, Accept-Encoding")
		write := func(w io.Writer) error { return json.NewEncoder(w).Encode(value) }
		ctx.SetHeader("Content-Type", "application/json")
		for _, f := range others {
			if f.kind == kind {
				write = f.write
				ctx.SetHeader("Content-Type", contentType(kind))
			}
		}
		ctx.SetStatus(http.StatusOK)
		if err := write(ctx.BodyWriter()); err != nil {
			url := ctx.URL()
			s.log.Error("API", "path", url.Path, "error", err)
			panic(http.ErrAbortHandler) // part of it may have gone
		}
	}}
}

// contentType is a media type with what else the header says.
func contentType(kind string) string {
	if strings.HasPrefix(kind, "text/") {
		return kind + "; charset=utf-8"
	}
	return kind
}

// describeForms puts into an operation's document that it answers with a T as JSON, and which
// other forms it has.
func describeForms[T any](api huma.API, others ...string) func(*huma.Operation) {
	return func(o *huma.Operation) {
		content := map[string]*huma.MediaType{"application/json": {Schema: api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, o.OperationID)}}
		for _, kind := range others {
			if kind == asGeoJSON { // makers of clients take it for the JSON itself
				o.Description += " With Accept: application/geo+json, a FeatureCollection (RFC 7946)."
				continue
			}
			content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
		}
		o.Responses = map[string]*huma.Response{"200": {Description: http.StatusText(http.StatusOK), Content: content}}
	}
}
