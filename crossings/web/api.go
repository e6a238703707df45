package web

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
)

const apiRoot = "/api/v1"

// narrowing are the parameters that narrow what is known.
type narrowing struct{ known, asOf string }

// A body is what an operation answers.
type body[T any] struct{ Body T }

// newAPI makes the API and its document, without operations.
func newAPI(mux *http.ServeMux, version string) huma.API {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	shapes(registry)
	config := huma.DefaultConfig("Border crossings between Syria and Iraq", version)
	config.Info.Description = "Who holds each crossing, whether it is open and for whom, since when, according to whom, and what was known when. " +
		"Answers are the JSON of the program's --json. Days are YYYY-MM-DD, civil days at the border; times are UTC. " +
		"Where several servers follow one log, a server that is not current answers 503; with Cache-Control: max-stale it answers " +
		"all the same, and the header Crossings-Confirmed has the time up to which it has everything. " +
		"What is wrong with a request is said in English, or in Arabic where Accept-Language prefers it or the address has lang=ar."
	config.Info.License = &huma.License{Name: "Apache-2.0; the embedded dataset is CC0 1.0", URL: "https://github.com/crossingstatus/border/blob/main/LICENSE"}
	config.Info.Contact = &huma.Contact{Name: "border", URL: "https://github.com/crossingstatus/border"}
	config.Servers = []*huma.Server{{URL: "/", Description: "The server that this document came from"}}
	config.Security = []map[string][]string{{}} // reading takes nothing
	for _, name := range []string{"changes", "claims", "crossings", "diff", "parties", "sources", "states"} {
		config.Tags = append(config.Tags, &huma.Tag{Name: name, Description: "Addresses that begin with " + apiRoot + "/" + name})
	}
	config.Components.Schemas = registry
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = apiRoot+"/openapi", "", ""
	config.CreateHooks = nil // no links to schemas in answers, which are the program's
	config.Transformers = []huma.Transformer{shortenFaults}
	api := humago.New(mux, config)
	api.UseMiddleware(refuseParameters(api))
	return api
}

// Parameters that several operations take. They are embedded in the inputs of operations, and
// have capital letters because huma looks at no others.
type (
	// Code names a crossing.
	Code struct {
		Code string `path:"code" maxLength:"100" example:"al-bukamal-al-qaim" doc:"Code of the crossing, or another of its names in English, Arabic or Kurdish"`
	}
	// On is the day asked about.
	On struct {
		On string `query:"on" format:"date" doc:"The day asked about; without it, today at the border"`
	}
	// AsOf narrows to what was recorded.
	AsOf struct {
		AsOf string `query:"as-of" format:"date-time" doc:"Answer by what the registry had recorded by this instant"`
	}
	// Known narrows to what was said.
	Known struct {
		Known string `query:"known" format:"date" doc:"Answer by what sources had said by the end of this day"`
	}
)

// routeAPI routes the API and its document.
func (s *Server) routeAPI(mux *http.ServeMux, version string) huma.API {
	api := newAPI(mux, version)
	s.routeCrossings(api)
	s.routeHistory(api)
	s.routePassage(api)
	s.routeDiff(api)
	s.routeClaims(api)
	s.routeWorld(api)
	s.routeReasons(api)
	s.describeStream(api)
	allowNull(api.OpenAPI())
	mux.Handle("GET "+streamPath, s.streams)
	return api
}

// routeCrossings routes what is asked of crossings and their states.
func (s *Server) routeCrossings(api huma.API) {
	get(api, "crossings", "/crossings", "The crossings", func(_ context.Context, _ *struct{}) (*body[[]border.Crossing], error) {
		return &body[[]border.Crossing]{slices.Collect(s.registry.Crossings())}, nil
	})
	get(api, "crossing", "/crossings/{code}", "A crossing", func(_ context.Context, in *Code) (*body[border.Crossing], error) {
		c, err := s.registry.Lookup(in.Code)
		return answerBody(c, err)
	})
	get(api, "states", "/states", "The state of every crossing on a day", func(_ context.Context, in *struct {
		On
		Known
		AsOf
	}) (*formed, error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		return s.formed(slices.Collect(v.States(on)), ofStates(v, on)...), nil
	}, describeForms[[]border.State](api, asCSV, asGeoJSON))
	get(api, "state", "/crossings/{code}/state", "The state of a crossing on a day", func(_ context.Context, in *struct {
		Code
		On
		Known
		AsOf
	}) (*formed, error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		state, err := v.At(codeOf(v, in.Code.Code), on)
		if err != nil {
			return nil, missing(err)
		}
		only, err := v.Only(state.Crossing)
		if err != nil {
			return nil, missing(err)
		}
		return s.formed(state, ofStates(only, on)...), nil
	}, describeForms[border.State](api, asCSV, asGeoJSON))
}

// ofStates are the forms of the states of a view's crossings on a day.
func ofStates(v border.View, on border.Day) []form {
	return []form{
		{asCSV, func(w io.Writer) error { return exchange.WriteStatesCSV(w, v, on) }},
		{asGeoJSON, func(w io.Writer) error { return exchange.WriteGeoJSON(w, v, on) }},
	}
}

// routeHistory routes what is asked of a crossing over time.
func (s *Server) routeHistory(api huma.API) {
	get(api, "history", "/crossings/{code}/history", "The resolved timeline of a crossing, segment by segment", func(_ context.Context, in *struct {
		Code
		Known
		AsOf
		From string `query:"from" format:"date" doc:"Leave out, or cut, what ended before this day"`
		To   string `query:"to" format:"date" doc:"Leave out, or cut, what begins after this day"`
	}) (*body[[]border.Segment], error) {
		v, _, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, "")
		if err != nil {
			return nil, err
		}
		from, to, err := inputPeriod(in.From, in.To)
		if err != nil {
			return nil, err
		}
		segments := []border.Segment{}
		for segment, err := range v.Between(codeOf(v, in.Code.Code), from, to) {
			if err != nil {
				return nil, missing(err)
			}
			segments = append(segments, segment)
		}
		return &body[[]border.Segment]{segments}, nil
	})
	get(api, "plans", "/crossings/{code}/plans", "The plans about a crossing that had been made by a day, judged on it", func(_ context.Context, in *struct {
		Code
		On
		Known
		AsOf
	}) (*body[[]border.Plan], error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		plans, err := v.Plans(codeOf(v, in.Code.Code), on)
		if plans == nil {
			plans = []border.Plan{}
		}
		return answerBody(plans, err)
	})
}

// routePassage routes who may pass, and how far an old word can be trusted.
func (s *Server) routePassage(api huma.API) {
	get(api, "can", "/crossings/{code}/can", "Whether some traffic may pass in a direction on a day", func(_ context.Context, in *struct {
		Code
		On
		Known
		AsOf
		Traffic   string `query:"traffic" maxLength:"200" doc:"Kinds of traffic with commas between them; without it, passengers and commercial, as on the pages"`
		Direction string `query:"direction" enum:"sy-to-iq,iq-to-sy,both" doc:"Without it, both ways"`
	}) (*body[border.Passability], error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		traffic := border.Passengers | border.Commercial
		if in.Traffic != "" {
			if traffic, err = fromQuery("traffic", in.Traffic, border.ParseTraffic); err != nil {
				return nil, err
			}
		}
		direction := border.BothWays
		if in.Direction != "" {
			if direction, err = fromQuery("direction", in.Direction, border.ParseDirection); err != nil {
				return nil, err
			}
		}
		answer, err := v.Passable(codeOf(v, in.Code.Code), on, traffic, direction)
		return answerBody(answer, err)
	})
	get(api, "endurance", "/crossings/{code}/endurance", "How often, when nobody spoke of a side's status for so long, the next word was the same", func(_ context.Context, in *struct {
		Code
		Known
		AsOf
		Side   string `query:"side" required:"true" enum:"syria,iraq"`
		Status string `query:"status" required:"true" enum:"closed,intermittent,open,restricted,trial,unknown" doc:"With which the silence began"`
		Age    int    `query:"age" required:"true" minimum:"1" maximum:"1000000" doc:"Days for which nobody spoke, at least"`
	}) (*body[border.Endurance], error) {
		v, _, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, "")
		if err != nil {
			return nil, err
		}
		side, err := fromQuery("side", in.Side, border.ParseSide)
		if err != nil {
			return nil, err
		}
		status, err := fromQuery("status", in.Status, border.ParseStatus)
		if err != nil {
			return nil, err
		}
		e, err := v.Endurance(codeOf(v, in.Code.Code), side, status, in.Age)
		return answerBody(e, err)
	})
}

// routeDiff routes what changed.
func (s *Server) routeDiff(api huma.API) {
	get(api, "diff", "/diff", "What changed from what was known by one day to what was known by another", func(_ context.Context, in *struct {
		From string `query:"from" required:"true" format:"date" doc:"The earlier day of knowledge"`
		To   string `query:"to" required:"true" format:"date" doc:"The later day of knowledge"`
		AsOf
	}) (*body[[]border.Change], error) {
		v, _, err := s.narrow(narrowing{asOf: in.AsOf.AsOf}, "")
		if err != nil {
			return nil, err
		}
		from, to, err := inputPeriod(in.From, in.To)
		if err != nil {
			return nil, err
		}
		changes := []border.Change{}
		for c := range border.Diff(v.KnownBy(from), v.KnownBy(to)) {
			changes = append(changes, c)
		}
		return &body[[]border.Change]{changes}, nil
	})
}

// get registers an operation that reads.
func get[I, O any](api huma.API, id, path, summary string, handler func(context.Context, *I) (*O, error), describe ...func(*huma.Operation)) {
	o := huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: apiRoot + path, Summary: summary, Description: summary + ".",
		Tags:   []string{strings.Split(path, "/")[1]},
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable},
	}
	for _, describe := range describe {
		describe(&o)
	}
	huma.Register(api, o, handler)
}

// answerBody makes the answer of an operation; the error is about its crossing.
func answerBody[T any](value T, err error) (*body[T], error) {
	if err != nil {
		return nil, missing(err)
	}
	return &body[T]{value}, nil
}

// missing is the problem of a crossing that is none.
func missing(err error) error { return huma.Error404NotFound(reason(err)) }

// invalid is the problem of a parameter that cannot be read.
func invalid(name, value string, err error) error {
	return huma.Error422UnprocessableEntity("validation failed", &huma.ErrorDetail{
		Message: reason(err), Location: "query." + name, Value: shorten(value),
	})
}

// fromQuery reads the value of a query parameter by its vocabulary.
func fromQuery[V any](name, value string, parse func(string) (V, error)) (V, error) {
	v, err := parse(value)
	if err != nil {
		return v, invalid(name, value, err)
	}
	return v, nil
}

// codeOf returns the code of the crossing that has a name; of what is none the name, of which
// the view will say so.
func codeOf(v border.View, name string) string {
	if _, err := v.Handle(name); err == nil {
		return name
	}
	if c, err := v.Lookup(name); err == nil {
		return c.Code
	}
	return name
}

// narrow returns the view and the day that the parameters ask for.
func (s *Server) narrow(in narrowing, on string) (v border.View, day border.Day, err error) {
	v = s.registry.View()
	if in.known != "" {
		known, err := inputDay("known", in.known)
		if err != nil {
			return v, day, err
		}
		v = v.KnownBy(known)
	}
	if in.asOf != "" {
		instant, err := time.Parse(time.RFC3339, in.asOf)
		if err != nil {
			return v, day, invalid("as-of", in.asOf, fmt.Errorf("want an instant as in 2026-01-31T12:00:00Z"))
		}
		v = v.AsOf(instant)
	}
	day = s.today()
	if on != "" {
		day, err = inputDay("on", on)
	}
	return v, day, err
}

func inputDay(name, text string) (border.Day, error) {
	d, err := readDay(name, text)
	if err != nil {
		return d, invalid(name, text, err)
	}
	return d, nil
}

// inputPeriod reads two days, of which the first is not the later; an empty one is
// the zero Day.
func inputPeriod(first, last string) (from, to border.Day, err error) {
	if from, err = inputDay("from", first); err != nil {
		return from, to, err
	}
	if to, err = inputDay("to", last); err != nil {
		return from, to, err
	}
	if !from.IsZero() && !to.IsZero() && from.After(to) {
		return from, to, invalid("from", first, fmt.Errorf("from %s is after to %s", from, to))
	}
	return from, to, nil
}

// refuseParameters refuses a parameter that the operation does not have, and one that
// is given twice and takes one value, so that the other would be passed over. It tells one of them.
func refuseParameters(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		address := ctx.URL()
		query := address.Query()
		for _, name := range slices.Sorted(maps.Keys(query)) {
			fault := &huma.ErrorDetail{Location: "query." + shorten(name)}
			i := slices.IndexFunc(ctx.Operation().Parameters, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
			switch values := query[name]; {
			case i < 0 && name == "lang" && len(values) == 1 && (values[0] == "en" || values[0] == "ar"): // of messages
				continue
			case i < 0:
				fault.Message = "unknown query parameter"
			case len(values) > 1 && !isRepeatable(ctx.Operation().Parameters[i]):
				fault.Message, fault.Value = "given twice", shorten(values[1])
			default:
				continue
			}
			// What cannot be written to a client that is gone does not matter.
			_ = huma.WriteErr(api, ctx, http.StatusUnprocessableEntity, "validation failed", fault)
			return
		}
		next(ctx)
	}
}

// isRepeatable reports whether a parameter may be given several times.
func isRepeatable(p *huma.Param) bool { return p.Explode != nil && *p.Explode }

// shortenFaults cuts what a problem document repeats of a request.
func shortenFaults(_ huma.Context, _ string, answer any) (any, error) {
	if m, ok := answer.(*huma.ErrorModel); ok {
		for _, fault := range m.Errors {
			if value, ok := fault.Value.(string); ok {
				fault.Value = shorten(value)
			}
		}
	}
	return answer, nil
}
