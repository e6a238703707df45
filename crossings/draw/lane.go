package draw

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A bar is a run of days with one answer, as it is drawn.
type bar struct {
	from, to border.Day // a zero day is an open end
	values   []paint    // those possible, what was before first and what came after last
	rival    bool       // disputed: the values lie side by side, not one after the other
	attested border.Day // after it the value is the last known
	name     string     // of the value, for the bar
	short    string     // the same in little room
	sign     string     // of the value; "" if it has none
	id       string     // of the passage that tells of it, see [SegmentID]
	said     string     // what is told of it in words
}

// SegmentID returns the name by which a drawing refers to a segment: the id that
// the passage about it must have on the page.
func SegmentID(s border.Segment) string {
	from := s.From.String()
	if from == "" {
		from = "start"
	}
	return "s-" + s.Side.String() + "-" + s.Question.String() + "-" + from
}

// ClaimID returns the name by which a drawing refers to a claim.
func ClaimID(c border.Claim) string { return "c-" + c.ID.String() }

func paintOf(q border.Question, value string) paint {
	c, class := ColourOf(q, value)
	return paint{c, class}
}

// lane returns the bars of one question about one side.
func lane(l edtf.Language, v border.View, segments []border.Segment) []bar {
	bars := make([]bar, len(segments))
	for i, s := range segments {
		f := words.Describe(l, v, s)
		b := bar{from: s.From, to: s.To, attested: f.Attested, rival: f.Disputed, id: SegmentID(s), said: f.Text}
		b.name, b.short = f.Value, f.Value
		if s.Question == border.QuestionStatus {
			b.sign = s.Value()
		} else {
			b.short = words.ShortParty(l, v, s.Control().Value)
		}
		var before, after string
		if i > 0 {
			before = segments[i-1].Value()
		}
		if i+1 < len(segments) {
			after = segments[i+1].Value()
		}
		for _, value := range inOrder(f.Possible, before, s.Value(), after) {
			b.values = append(b.values, paintOf(s.Question, value))
		}
		bars[i] = b
	}
	return bars
}

// inOrder sorts possible values as time would have it: what stood before comes
// first and what stood after last, if they are possible. What stood on both sides
// is listed twice, for it may have been interrupted.
func inOrder(possible []string, before, value, after string) []string {
	if len(possible) < 2 {
		return []string{value}
	}
	rank := func(v string) int {
		switch v {
		case before:
			return 0
		case after:
			return 2
		}
		return 1
	}
	list := slices.Clone(possible)
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	if before == after && list[0] == before {
		list = append(list, before)
	}
	return list
}

// derivedLane returns the bars of the crossing's own status, which follows from
// both sides, within a window.
func derivedLane(l edtf.Language, v border.View, code string, segments []border.Segment, s scale) ([]bar, error) {
	days := []border.Day{s.from}
	for _, seg := range segments {
		if seg.Question == border.QuestionStatus && seg.From.After(s.from) && !seg.From.After(s.to) {
			days = append(days, seg.From)
		}
	}
	slices.SortFunc(days, border.Day.Compare)
	days = slices.Compact(days)
	var bars []bar
	var states []border.DerivedStatus
	for _, d := range days {
		state, err := v.At(code, d)
		if err != nil {
			return nil, err
		}
		attested := earlier(state.Syria.Status.Attested, state.Iraq.Status.Attested)
		if n := len(states); n > 0 && sameDerived(states[n-1], state.Status) {
			bars[n-1].attested = later(bars[n-1].attested, attested)
			continue
		}
		if n := len(bars); n > 0 {
			bars[n-1].to = d.AddDays(-1)
		}
		states = append(states, state.Status)
		bars = append(bars, bar{from: d, attested: attested, rival: state.Status.Disputed, sign: state.Status.Value.String()})
	}
	if n := len(bars); n > 0 && slices.ContainsFunc(segments, func(seg border.Segment) bool {
		return seg.Question == border.QuestionStatus && seg.From.After(s.to)
	}) {
		bars[n-1].to = s.to // it goes on, or changes, after the window: it is not the last answer
	}
	for i, d := range states {
		b := &bars[i]
		var before, after string
		if i > 0 {
			before = states[i-1].Value.String()
		}
		if i+1 < len(states) {
			after = states[i+1].Value.String()
		}
		var possible []string
		for p := range d.Possible() {
			possible = append(possible, p.String())
		}
		for _, value := range inOrder(possible, before, d.Value.String(), after) {
			b.values = append(b.values, paintOf(border.QuestionStatus, value))
		}
		b.name = words.Status(l, d.Value)
		b.short = b.name
		b.said = words.Derived(l, d)
	}
	return bars, nil
}

func sameDerived(a, b border.DerivedStatus) bool {
	return a.Value == b.Value && a.Certain == b.Certain && a.Disputed == b.Disputed &&
		slices.Equal(slices.Collect(a.Possible()), slices.Collect(b.Possible()))
}

// earlier returns the earlier of two days, and the zero Day if either is.
func earlier(a, b border.Day) border.Day {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b border.Day) border.Day {
	if a.Before(b) {
		return b
	}
	return a
}
