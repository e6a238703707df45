package work

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Dataset returns the workload of the embedded dataset, as far as stores that
// know neither vague dates nor sources that disagree can hold it: the changes
// that are told to the day, about either side, and of those none that repeats
// the value that stands, or that shares its day with another change of its
// track. It also returns how many claims the dataset has in all.
func Dataset() (l *Load, all int, err error) {
	reg, err := border.Default()
	if err != nil {
		return nil, 0, err
	}
	l = &Load{Name: "R"}
	l.crossings = slices.Collect(reg.Crossings())
	l.parties = slices.Collect(reg.Parties())
	l.numberParties()
	for i, c := range l.crossings {
		l.Codes = append(l.Codes, c.Code)
		claims, err := reg.Claims(c.Code)
		if err != nil {
			return nil, 0, err
		}
		all += len(claims)
		for _, claim := range claims {
			l.addChange(int32(i), &claim)
		}
	}
	l.dropRepeats()
	first, last := l.Events[0].Day, l.Events[0].Day
	for _, e := range l.Events {
		first, last = min(first, e.Day), max(last, e.Day)
	}
	l.First = border.Date(1970, 1, 1).AddDays(int(first))
	l.Days = int(last-first) + 365
	l.makeClaims()
	return l, all, nil
}

// addChange adds a claim that is a change told to the day.
func (l *Load) addChange(crossing int32, c *border.Claim) {
	day, bound := c.When.Earliest()
	if last, _ := c.When.Latest(); bound != edtf.Dated || last != day || c.When.Form() != edtf.FormDate {
		return
	}
	if !c.Modality.IsFact() || c.Kind.IsNotice() || c.Edge == border.Seen || c.Value == border.Unknown.String() {
		return
	}
	e := Event{Crossing: crossing, Day: int32(day.Number()), Recorded: c.Recorded.UnixNano()}
	known, _ := c.Reported.Latest()
	if e.Known = int32(known.Number()); c.Reported.IsZero() || e.Known < e.Day {
		return
	}
	if c.Kind == border.KindControl {
		e.Value = l.number(border.Party(c.Value))
	} else {
		status, _ := border.ParseStatus(c.Value)
		e.Track, e.Value = 1, uint8(status)
	}
	if c.Side != border.Iraq {
		l.Events = append(l.Events, e)
	}
	if c.Side != border.Syria {
		e.Track += 2
		l.Events = append(l.Events, e)
	}
}

// dropRepeats leaves one change a day on each track, and none that repeats the
// value before it.
func (l *Load) dropRepeats() {
	slices.SortStableFunc(l.Events, func(x, y Event) int {
		return cmp.Or(cmp.Compare(x.Crossing, y.Crossing), cmp.Compare(x.Track, y.Track), cmp.Compare(x.Day, y.Day))
	})
	kept := l.Events[:0]
	for _, e := range l.Events {
		if n := len(kept); n > 0 && kept[n-1].Crossing == e.Crossing && kept[n-1].Track == e.Track &&
			(kept[n-1].Day == e.Day || kept[n-1].Value == e.Value) {
			continue
		}
		kept = append(kept, e)
	}
	l.Events = kept
	slices.SortStableFunc(l.Events, func(x, y Event) int { return cmp.Compare(x.Recorded, y.Recorded) })
}
