package draw

import (
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A bar is a run of days with one answer, as it is drawn.
type bar struct {
	from, to border.Day // a zero day is an open end
	values   []fill     // those possible, the best first
	rival    bool       // disputed: the values lie side by side, not one after the other
	attested border.Day // after it the value is the last known
	name     string     // of the value, for the bar
	short    string     // the same in little room
	initials string     // of a party, in the least room
	sign     string     // of the value; "" if it has none
	part     Part       // without its day
	said     string     // what is told of it in words
}

func paintOf(q border.Question, value string) paint {
	c, class := ColourOf(q, value)
	return paint{c, class}
}

// lane returns the bars of one question about one side.
func lane(l edtf.Language, v border.View, segments []border.Segment) []bar {
	bars := make([]bar, len(segments))
	for i, s := range segments {
		f := words.Describe(l, v, s)
		b := bar{from: s.From, to: s.To, attested: f.Attested, rival: f.Disputed, part: Part{Side: s.Side, Question: s.Question}, said: f.Text}
		b.name, b.short = f.Value, f.Value
		if s.Question == border.QuestionStatus {
			b.sign = s.Value()
		} else {
			b.short = words.ShortParty(l, v, s.Control().Value)
			b.initials = Initials(b.short)
		}
		b.values = fills(s.Question, s.Value(), f.Possible)
		bars[i] = b
	}
	return bars
}

// fills returns how the possible values fill a bar, the one that the claims support
// best first.
func fills(q border.Question, value string, possible []string) []fill {
	list := []fill{fillOf(q, value)}
	for _, v := range possible {
		if v != value {
			list = append(list, fillOf(q, v))
		}
	}
	return list
}

// A DerivedRun is a longest run of days on which the status of the crossing as a whole, which
// follows from both sides, is the same.
type DerivedRun struct {
	From, To border.Day // a zero Day is an open end
	Status   border.DerivedStatus
	Attested border.Day   // the earlier of the days on which the sides were last attested
	State    border.State // on its first day, or before all others if it has none
}

// DerivedRuns returns the history of the status of a crossing as a whole. The runs cover all
// time without gap or overlap.
func DerivedRuns(v border.View, code string) ([]DerivedRun, error) {
	segments, err := history(v, code)
	if err != nil {
		return nil, err
	}
	return derivedRuns(v, code, segments)
}

func derivedRuns(v border.View, code string, segments []border.Segment) (runs []DerivedRun, err error) {
	var days []border.Day
	for _, s := range segments {
		if s.Question == border.QuestionStatus && !s.From.IsZero() {
			days = append(days, s.From)
		}
	}
	slices.SortFunc(days, border.Day.Compare)
	days = slices.Compact(days)
	add := func(from, day border.Day) error {
		state, err := v.At(code, day)
		if err != nil {
			return err
		}
		attested := earlier(state.Syria.Status.Attested, state.Iraq.Status.Attested)
		if n := len(runs); n > 0 {
			if sameDerived(runs[n-1].Status, state.Status) {
				runs[n-1].Attested = later(runs[n-1].Attested, attested)
				return nil
			}
			runs[n-1].To = from.AddDays(-1)
		}
		runs = append(runs, DerivedRun{From: from, Status: state.Status, Attested: attested, State: state})
		return nil
	}
	before := border.Date(1, 1, 1) // any day will do if nothing ever changed
	if len(days) > 0 {
		before = days[0].AddDays(-1)
	}
	if err := add(border.Day{}, before); err != nil {
		return nil, err
	}
	for _, d := range days {
		if err := add(d, d); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// derivedLane returns the bars of the crossing's own status.
func derivedLane(l edtf.Language, v border.View, code string, segments []border.Segment) ([]bar, error) {
	runs, err := derivedRuns(v, code, segments)
	if err != nil {
		return nil, err
	}
	bars := make([]bar, len(runs))
	for i, r := range runs {
		b := bar{from: r.From, to: r.To, attested: r.Attested, rival: r.Status.Disputed, sign: r.Status.Value.String(), part: Part{Question: border.QuestionStatus}, said: words.Derived(l, r.Status)}
		var possible []string
		for p := range r.Status.Possible() {
			possible = append(possible, p.String())
		}
		b.values = fills(border.QuestionStatus, r.Status.Value.String(), possible)
		b.name = words.Status(l, r.Status.Value)
		b.short = b.name
		bars[i] = b
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
