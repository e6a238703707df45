package draft

import (
	"cmp"
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
func (r *reader) times(s sentence, e event) []dating {
	t := &times{reader: r, e: e, dates: r.dates(s, e), said: r.o.Reported.String(), inNight: e.kind == border.KindThreat && s.has(night), isSince: s.has(since)}
	switch {
	case t.isPlan():
		t.planned()
	case e.modality == border.Denied:
		t.told(border.Start)
	case e.after:
		t.until()
	case e.stays && !t.isSince && !(len(t.dates) > 0 && strings.HasSuffix(t.dates[0], "/..")):
		t.stays()
	case t.isUpTo():
		t.upTo()
	case e.kind == border.KindStatus && s.isRelative(e.at) && len(r.suggested(s.clause(e.at), s)) == 0:
		t.reckoned()
	case e.seen && e.kind == border.KindStatus && s.isPastPerfect(e.at):
		t.had()
	case e.seen && e.kind == border.KindStatus && len(t.dates) > 0 && s.isInPast(e.at):
		t.was()
	case e.seen:
		t.seen(s.isInPast(e.at))
	default:
		t.told(border.Start)
	}
	if t.list == nil {
		why := "no word says when"
		if r.day.IsZero() && r.isReckoned(s) {
			why = "reckoned from the day of the report, which is not given"
		}
		t.list = append(t.list, dating{edge: t.edge(border.Seen), sure: 0.5, why: why})
	}
	return t.list
}

// someDay is a day to find out with whether words are reckoned from one.
var someDay = edtf.MustParseDay("2019-07-05")

// isReckoned reports whether a sentence tells a day that is reckoned from the one on which it was written.
func (r *reader) isReckoned(s sentence) bool {
	return len(prose.Suggest(s.text, someDay, cmp.Or(r.o.TextLang, s.lang))) > 0
}

// dates returns the dates in the words of a sentence, first those in the part that
// tells of the event.
func (r *reader) dates(s sentence, e event) (dates []string) {
	part, whole := r.suggested(s.clause(e.at), s), r.suggested(s.text, s)
	if e.stays && len(whole) == 0 {
		return r.suggested(s.undenied(e.at), s)
	}
	if e.modality == border.Planned {
		return whole // "will" makes of a weekday the next
	}
	for _, text := range part {
		k := slices.Index(whole, text)
		if k < 0 && len(text) > len("2014") { // its year may stand in the rest
			k = slices.IndexFunc(whole, func(o string) bool { return len(o) == len(text) && o[len("2014"):] == text[len("2014"):] })
		}
		if k >= 0 {
			dates = append(dates, whole[k])
		} else if isBound(text) || slices.ContainsFunc(whole, func(o string) bool { return strings.Contains(o, text) }) {
			dates = append(dates, text)
		}
	}
	for _, text := range whole {
		if !slices.Contains(dates, text) {
			dates = append(dates, text)
		}
	}
	return dates
}

// isBound reports whether a date is what lies before or after another, and no day of its own.
func isBound(text string) bool {
	return strings.HasPrefix(text, "/") || strings.HasSuffix(text, "/..") || strings.HasPrefix(text, "[..") || strings.HasSuffix(text, "..]")
}

// suggested returns the dates in a text of a sentence, each once.
func (r *reader) suggested(text string, s sentence) (dates []string) {
	for _, p := range prose.Suggest(text, r.day, cmp.Or(r.o.TextLang, s.lang)) {
		if !slices.Contains(dates, p.EDTF) {
			dates = append(dates, p.EDTF)
		}
	}
	return dates
}

// times are when an event may have been.
type times struct {
	*reader
	e     event
	dates []string // in the words
	said  string   // the day of the report
	list  []dating

	inNight, isSince bool // the words say so
}

func (t *times) isPlan() bool {
	return t.e.modality == border.Planned || t.e.modality == border.Expected
}

// edge returns the edge that a claim of the event has, Start if it makes no state.
func (t *times) edge(edge border.Edge) border.Edge {
	if !t.e.kind.MakesState() || t.isPlan() || t.e.modality == border.Denied || !t.e.seen {
		return border.Start
	}
	return edge
}

func (t *times) add(text string, edge border.Edge, sure float64, why string) {
	d, err := edtf.Parse(text)
	if err != nil || len(t.list) >= mostDates {
		return
	}
	edge = t.edge(edge)
	for _, o := range t.list {
		if o.when.String() == text && o.edge == edge {
			return
		}
	}
	t.list = append(t.list, dating{d, edge, sure, why})
}

// onReport adds the day of the report; and where that is not one day the first that it
// may be.
func (t *times) onReport(edge border.Edge, sure float64, why string) {
	if t.said == "" {
		return
	}
	t.add(t.said, edge, sure, why)
	if !t.day.IsZero() {
		t.add(t.firstDay().String(), edge, sure*0.8, why)
	}
}

// dayBefore adds the day before that of the report.
func (t *times) dayBefore(edge border.Edge, sure float64, why string) {
	if !t.day.IsZero() {
		t.add(t.firstDay().AddDays(-1).String(), edge, sure, why)
	}
}

// planned is when a plan is due.
func (t *times) planned() {
	for _, text := range t.dates {
		if from, ok := strings.CutSuffix(text, "/.."); ok && t.isAhead(from) {
			text = from // "closed from the first of May"
		}
		if !t.isPast(strings.TrimSuffix(text, "/..")) {
			t.add(t.window(text), border.Start, 1, "the words say when")
		}
	}
	if t.said != "" {
		t.add(t.firstDay().String()+"/..", border.Start, 0.6, "from the day of the report on")
		t.add(t.said, border.Start, 0.5, "the day of the report")
	}
}

// until is when what an event ended was so for the last time.
func (t *times) until() {
	if len(t.dates) > 0 {
		t.add(t.eve(t.dates[0]), border.Seen, 0.9, "it was so until then")
	}
	t.dayBefore(border.Seen, 0.8, "it was so until then")
	t.onReport(border.Seen, 0.5, "so on the day of the report")
}

// had is when it was as "had been closed" tells.
func (t *times) had() {
	if len(t.dates) > 0 && strings.HasSuffix(t.dates[0], "/..") {
		t.add(strings.TrimSuffix(t.dates[0], "/.."), border.Start, 0.9, "since when it was so")
	}
	t.dayBefore(border.Seen, 0.9, "it was so until then")
	t.onReport(border.Seen, 0.6, "so on the day of the report")
}

// was is when it was as "was closed in 2012" tells: a change or a state.
func (t *times) was() {
	text := strings.TrimPrefix(strings.TrimSuffix(t.dates[0], "/.."), "/")
	if from, to, ok := strings.Cut(strings.Trim(text, "[]"), ".."); ok && from != "" && to != "" {
		t.add(from+"/"+to, border.Start, 0.95, "the words say when") // "between": all the time
	}
	if !t.isAhead(text) {
		t.add(text, border.Start, 0.95, "the words say when")
	}
	t.dayBefore(border.Seen, 0.8, "it was so until then")
	t.onReport(border.Seen, 0.75, "so on the day of the report")
}

// seen is when a state was so.
func (t *times) seen(past bool) {
	if len(t.dates) == 0 {
		t.onReport(border.Seen, 0.7, "the day of the report")
		if past {
			t.add(t.said, border.Start, 0.6, "the day of the report")
			t.dayBefore(border.Seen, 0.5, "it was so until then")
		}
		return
	}
	if since, ok := strings.CutSuffix(t.dates[0], "/.."); (ok || t.isSince) && t.isPast(since) {
		t.add(since, border.Start, 0.95, "since when it was so")
		t.onReport(border.Seen, 0.9, "so on the day of the report")
		return
	}
	t.add(t.said, border.Seen, 0.85, "so on the day of the report")
	for _, text := range t.dates {
		if text = strings.TrimPrefix(text, "/"); !t.isAhead(text) {
			t.add(text, border.Seen, 0.8, "the words say when")
		}
	}
}

// told is when what is told as done was.
func (t *times) told(edge border.Edge) {
	for _, text := range t.dates {
		until, isUntil := strings.CutPrefix(text, "/")
		last, isBy := strings.CutPrefix(strings.TrimSuffix(text, "]"), "[..")
		switch {
		case isUntil && t.isAhead(until) && !t.day.IsZero():
			t.add(t.firstDay().String()+"/"+until, edge, 0.9, "the words say when")
		case t.isAhead(text):
		case isBy && !t.isAhead(last):
			t.add(last, edge, 1, "the words say when") // "recaptured it by Wednesday"
			t.add(text, edge, 0.9, "the words say when")
		default:
			t.add(strings.TrimSuffix(until, "/.."), edge, 1, "the words say when")
		}
	}
	if len(t.dates) == 0 && t.inNight {
		t.nightBefore(edge)
	}
	t.onReport(edge, 0.7, "the day of the report")
	if len(t.dates) > 0 {
		return
	}
	for _, text := range t.titleDates {
		if !t.isAhead(text) {
			t.add(text, edge, 0.5, "the title says when")
		}
	}
	t.dayBefore(edge, 0.4, "news is often of the day before")
	if t.day.IsZero() {
		return
	}
	if t.e.kind == border.KindObstacle || t.e.kind == border.KindAuthorization {
		t.add(t.firstDay().String()+"/..", edge, 0.35, "from the day of the report on")
	} else if d := t.firstDay(); d == t.day {
		t.add("["+d.AddDays(-1).String()+".."+d.String()+"]", edge, 0.35, "news is often of the day before")
	}
}

// nightBefore adds the night to the day of the report.
func (t *times) nightBefore(edge border.Edge) {
	if !t.day.IsZero() {
		d := t.firstDay()
		t.add(d.AddDays(-1).String()+"/"+d.String(), edge, 0.6, "the words say when")
	}
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
	start := m.i
	for _, o := range s.marks {
		if o.class == not && o.end <= start && start-o.end <= 2 {
			start = o.i
			break
		}
	}
	return s.text[s.list[start].from:s.list[end-1].to]
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

// isInPast reports whether the words at m tell in the past how it was.
func (s sentence) isInPast(m mark) bool {
	for _, t := range s.list[max(0, m.i-3):m.end] {
		if t.is("was") || t.is("were") || t.is("remained") || t.is("كان") || t.is("كانت") {
			return true
		}
	}
	return false
}

// isPast reports whether a date is over on the day of the report.
func (r *reader) isPast(text string) bool {
	d, err := edtf.Parse(strings.TrimRight(text, "~?%"))
	last, bound := d.Latest()
	return err == nil && bound == edtf.Dated && !r.day.IsZero() && last.Before(r.day)
}

// isAhead reports whether a date begins after the day of the report.
func (r *reader) isAhead(text string) bool {
	d, err := edtf.Parse(text)
	first, bound := d.Earliest()
	return err == nil && bound == edtf.Dated && !r.day.IsZero() && first.After(r.day)
}
