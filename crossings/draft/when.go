package draft

import (
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// A dating is when an event may have been, and how sure that is.
type dating struct {
	when edtf.Date
	edge border.Edge
	sure float64
	why  string
}

// times returns when an event may have been, the surest first.
func (r *reader) times(s sentence, e event) (list []dating) {
	lang := s.lang
	if r.o.TextLang != "" {
		lang = r.o.TextLang
	}
	var dates []string
	for _, text := range []string{s.clause(e.at), s.text} {
		for _, p := range prose.Suggest(text, r.day, lang) {
			if !slices.Contains(dates, p.EDTF) {
				dates = append(dates, p.EDTF)
			}
		}
	}
	plan := e.modality == border.Planned || e.modality == border.Expected
	add := func(text string, edge border.Edge, sure float64, why string) {
		d, err := edtf.Parse(text)
		if err != nil || len(list) >= mostDates {
			return
		}
		if !e.kind.MakesState() || plan || e.modality == border.Denied {
			edge = border.Start
		}
		for _, o := range list {
			if o.when.String() == text && o.edge == edge {
				return
			}
		}
		list = append(list, dating{d, edge, sure, why})
	}
	said := r.o.Reported.String()
	edge := border.Start
	if e.seen {
		edge = border.Seen
	}
	switch {
	case plan:
		for _, text := range dates {
			if !r.isPast(text) {
				add(r.window(text), edge, 1, "the words say when")
			}
		}
		if said != "" {
			add(r.firstDay().String()+"/..", edge, 0.6, "from the day of the report on")
			add(said, edge, 0.5, "the day of the report")
		}
	case e.after && len(dates) > 0:
		add(r.eve(dates[0]), border.Seen, 0.9, "it was so until then")
		add(said, edge, 0.5, "so on the day of the report")
	case e.seen && e.kind == border.KindStatus && s.isPastPerfect(e.at):
		if strings.HasSuffix(strings.Join(dates[:min(1, len(dates))], ""), "/..") {
			add(strings.TrimSuffix(dates[0], "/.."), border.Start, 0.9, "since when it was so")
		}
		if !r.day.IsZero() {
			add(r.day.AddDays(-1).String(), edge, 0.9, "it was so until then")
		}
		add(said, edge, 0.6, "so on the day of the report")
	case e.seen && len(dates) > 0:
		if since, ok := strings.CutSuffix(dates[0], "/.."); ok && r.isPast(since) {
			add(since, border.Start, 0.95, "since when it was so")
			add(said, border.Seen, 0.9, "so on the day of the report")
			break
		}
		add(said, edge, 0.85, "so on the day of the report")
		for _, text := range dates {
			if !r.isAhead(text) {
				add(strings.TrimPrefix(text, "/"), edge, 0.8, "the words say when")
			}
		}
	default:
		for _, text := range dates {
			if !r.isAhead(text) {
				text = strings.TrimPrefix(strings.TrimSuffix(text, "/.."), "/")
				add(text, edge, 1, "the words say when")
			}
		}
		if said != "" {
			add(said, edge, 0.7, "the day of the report")
		}
	}
	if list == nil {
		list = append(list, dating{edge: edge, sure: 0.5, why: "no word says when"})
	}
	return list
}

// clause returns the part of a sentence that begins with the words at m and ends
// before others that tell of something else.
func (s sentence) clause(m mark) string {
	end := len(s.list)
	for _, o := range s.marks {
		switch o.class {
		case opened, closed, shut, take:
			if o.i >= m.end && o.i < end {
				end = o.i
			}
		}
	}
	return s.text[s.list[m.i].from:s.list[end-1].to]
}

// firstDay returns the first day on which the text may have been said.
func (r *reader) firstDay() edtf.Day {
	if day, bound := r.o.Reported.Earliest(); bound == edtf.Dated {
		return day
	}
	return r.day
}

// window makes a date of a plan that may be any day from the report on one with the
// day of the report and the last day due.
func (r *reader) window(text string) string {
	d, err := edtf.Parse(text)
	first, bound := d.Earliest()
	last, until := d.Latest()
	if err == nil && bound == edtf.Dated && until == edtf.Dated && first == r.day && last != first {
		return r.firstDay().String() + "/" + last.String()
	}
	return text
}

// eve returns the day before a day, and another date as it is.
func (r *reader) eve(text string) string {
	if d, err := edtf.ParseDay(text); err == nil {
		return d.AddDays(-1).String()
	}
	return text
}

// isPastPerfect reports whether the words at m tell what had been until then.
func (s sentence) isPastPerfect(m mark) bool {
	for _, t := range s.list[max(0, m.i-3):m.end] {
		if t.is("had") || t.is("كان") || t.is("كانت") {
			return true
		}
	}
	return false
}

// isPast reports whether a date is over on the day of the report.
func (r *reader) isPast(text string) bool {
	d, err := edtf.Parse(text)
	last, bound := d.Latest()
	return err == nil && bound == edtf.Dated && !r.day.IsZero() && last.Before(r.day)
}

// isAhead reports whether a date begins after the day of the report.
func (r *reader) isAhead(text string) bool {
	d, err := edtf.Parse(text)
	first, bound := d.Earliest()
	return err == nil && bound == edtf.Dated && !r.day.IsZero() && first.After(r.day)
}
