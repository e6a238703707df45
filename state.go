package border

import (
	"iter"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
)

// A State is what the claims of a view say of a crossing on one day. The zero
// State is of no crossing.
type State struct {
	Crossing string        // code
	On       Day           // the day asked about
	Known    Day           // the day of [View.KnownBy]; zero if the view is not narrowed by it
	AsOf     time.Time     // the instant of [View.AsOf]; zero if the view is not narrowed by it
	Syria    SideState     // of the Syrian side
	Iraq     SideState     // of the Iraqi side
	Status   DerivedStatus // of the crossing as a whole

	reading *reading
	on      timeline.Day
}

// A SideState is the part of a State that is about one side.
type SideState struct {
	Control Finding[Party]  `json:"control"`
	Status  Finding[Status] `json:"status"`
}

// Side returns the state of a side, and the zero SideState if side is not Syria
// or Iraq.
func (s State) Side(side Side) SideState {
	switch side {
	case Syria:
		return s.Syria
	case Iraq:
		return s.Iraq
	}
	return SideState{}
}

// fill makes s the state on a day by a reading of a view, which is narrowed to a day and an
// instant unless they are zero.
func (s *State) fill(r *reading, day, known Day, asOf time.Time) {
	t := dayNumber(day)
	s.Crossing, s.On, s.Known, s.AsOf = r.cell.code, day, known, asOf
	s.reading, s.on = r, t
	r.control(&s.Syria.Control, syriaControl, t)
	r.control(&s.Iraq.Control, iraqControl, t)
	ofSyria := r.status(&s.Syria.Status, syriaStatus, t)
	ofIraq := r.status(&s.Iraq.Status, iraqStatus, t)
	syria, iraq := &s.Syria.Status, &s.Iraq.Status
	s.Status.derive(syria.Value, iraq.Value, ofSyria, ofIraq, syria.Disputed || iraq.Disputed)
}

// Attested returns the day up to which claims speak for the status of the crossing as a whole. For a
// closed crossing that is the latest day on which a closed side was attested, since one closed side
// is enough. Any other status needs both sides: then it is the earlier of the days on which they
// were attested, and the zero Day if one never was. See [Finding.Attested].
func (s State) Attested() Day {
	syria, iraq := s.Syria.Status.Attested, s.Iraq.Status.Attested
	if s.Status.Value != Closed {
		return earlierDay(syria, iraq)
	}
	if s.Syria.Status.Value != Closed {
		syria = Day{}
	}
	if s.Iraq.Status.Value != Closed {
		iraq = Day{}
	}
	return laterDay(syria, iraq)
}

// IsLastKnown reports whether the crossing's status is only the last one known: whether
// [State.Attested] is before the day asked about.
func (s State) IsLastKnown() bool {
	attested := s.Attested()
	return !attested.IsZero() && attested.Before(s.On)
}

// Freshness grades how old [State.Attested] is on the day asked about. No clock is read: about a day
// to come, it says how fresh the answer will be if nobody speaks until then.
func (s State) Freshness() Freshness { return FreshnessOf(s.Attested(), s.On, s.Known) }

// LastReview returns the latest day, no later than the one asked about, on which somebody looked
// and found nothing new, by the claims of kind review that are not withdrawn. It is the zero Day if
// there is none.
func (s State) LastReview() (day Day) {
	if s.reading == nil {
		return day
	}
	if w := s.reading.grounds.written; w != nil {
		return w.lastReview
	}
	for i, c := range s.reading.claims() {
		if c.Kind != KindReview || c.When.IsZero() || s.reading.isWithdrawn(timeline.Claim(i)) {
			continue
		}
		if reviewed := dayOf(boundsOf(c.When).Lo); reviewed.After(day) && !reviewed.After(s.On) {
			day = reviewed
		}
	}
	return day
}

// LastReported returns the latest day, no later than the one asked about, on which a claim about the
// crossing was reported, and the zero Day if there is none. A claim reported on one of several days
// counts by the first of them. Withdrawn claims count, reviews do not.
func (s State) LastReported() Day {
	if s.reading == nil {
		return Day{}
	}
	return dayOf(s.reading.lastReported(s.on))
}

// Through returns how far the claims of the view about the crossing reach: the latest
// day on which one was reported, whichever day was asked about, and the zero Day if
// there is none. Claims count as in [State.LastReported]; [View.Through] does the same
// for all crossings. It takes O(claims of the crossing).
func (s State) Through() Day {
	var through Day
	if s.reading == nil {
		return through
	}
	if w := s.reading.grounds.written; w != nil {
		return w.through
	}
	for _, c := range s.reading.claims() {
		if day := dayOf(reportedBounds(c).Lo); day.After(through) && c.Kind != KindReview {
			through = day
		}
	}
	return through
}

// Notices yields the claims that are shown beside the state, in the registry's order:
// those of the kinds passage, obstacle, threat and authorization, and those of any kind
// whose modality is feared or denied. They are not withdrawn, and their When includes
// the day: an open end goes on for ever; of an interval with an unknown end, only the
// days of the other end count.
func (s State) Notices() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if s.reading == nil {
			return
		}
		for i, c := range s.reading.claims() {
			if !s.reading.isWithdrawn(timeline.Claim(i)) && isNotice(c) && noticeDays(c).Meets(timeline.Bounds{Lo: s.on, Hi: s.on}) && !yield(c.Clone()) {
				return
			}
		}
	}
}

// Plans yields the plans that had been told by the day, judged on it, in the
// registry's order.
func (s State) Plans() iter.Seq[Plan] {
	return func(yield func(Plan) bool) {
		switch {
		case s.reading == nil:
		case s.reading.grounds.written != nil:
			slices.Values(s.reading.grounds.written.plans)(yield)
		default:
			s.reading.plansOn(s.on)(yield)
		}
	}
}

// isNotice reports whether a claim is shown beside the state.
func isNotice(c *Claim) bool {
	return c.Kind.IsNotice() || c.Modality == Denied || c.Modality == Feared
}

// noticeDays returns the days on which a notice is shown; none if it has no date.
func noticeDays(c *Claim) timeline.Bounds {
	if c.When.IsZero() {
		return timeline.Bounds{Lo: timeline.Forever, Hi: timeline.Never}
	}
	b := boundsOf(c.When)
	if start, end, ok := c.When.Interval(); ok {
		switch {
		case end.IsZero():
			b.Hi = boundsOf(start).Hi
		case start.IsZero():
			b.Lo = boundsOf(end).Lo
		}
	}
	return b
}

// A Freshness grades the age of an answer: the number of days from the day on which it
// was last attested to the day asked about. The zero Freshness is no grade.
type Freshness uint8

// The grades.
const (
	NotAttested Freshness = iota + 1 // it never was attested, or the day asked about is after that of [View.KnownBy]
	Current                          // at most 7 days
	Recent                           // at most 30 days
	Ageing                           // at most 180 days
	Stale                            // more
)

var freshnessWords = words{"", "none", "current", "recent", "ageing", "stale"}

// ParseFreshness returns the grade with that name: none, current, recent, ageing or stale.
func ParseFreshness(s string) (Freshness, error) {
	n, err := freshnessWords.number(s)
	return Freshness(n), err
}

// String returns the grade's name, or "" for the zero Freshness.
func (f Freshness) String() string { return freshnessWords.word(uint8(f)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Freshness is an error.
func (f Freshness) MarshalText() ([]byte, error) { return freshnessWords.text(uint8(f)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (f *Freshness) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFreshness(string(text))
	return err
}

// FreshnessOf grades the age of an answer about the day on. Attested is the day on which the answer was
// last attested, or the zero Day if it never was. Known is the day of [View.KnownBy], or the zero Day
// if the view is not narrowed.
func FreshnessOf(attested, on, known Day) Freshness {
	if attested.IsZero() || !known.IsZero() && on.After(known) {
		return NotAttested
	}
	switch age := on.Number() - attested.Number(); {
	case age <= 7:
		return Current
	case age <= 30:
		return Recent
	case age <= 180:
		return Ageing
	}
	return Stale
}

// earlierDay returns the earlier of two days, and the zero Day if one of them is zero.
func earlierDay(x, y Day) Day {
	switch {
	case x.IsZero() || y.IsZero():
		return Day{}
	case y.Before(x):
		return y
	}
	return x
}

// laterDay returns the later of two days. The zero Day comes before all others.
func laterDay(x, y Day) Day {
	if x.IsZero() || !y.IsZero() && y.After(x) {
		return y
	}
	return x
}
