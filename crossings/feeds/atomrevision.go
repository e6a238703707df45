package feeds

import (
	"slices"
	"time"

	"github.com/crossingstatus/border"
)

// An entryKey names an entry: what became known about a crossing on a day.
type entryKey struct {
	crossing string
	day      border.Day
}

// A revised entry is one of which the claims were recorded, or withdrawn, the last time
// at own. At the times of late, claims came in that were told before its day.
type revised struct {
	own  time.Time
	late []time.Time
}

// mostLate is how many times are looked at one by one, of claims that came in late.
const mostLate = 8

// revisions returns how each entry may have been revised; beyond mostLate times only the
// last is kept.
func (a Atom) revisions(news map[border.Day]map[string][]border.Claim) map[entryKey]*revised {
	all, days := map[entryKey]*revised{}, map[string][]border.Day{}
	for day, of := range news {
		for crossing, claims := range of {
			r := &revised{}
			for _, c := range claims {
				for _, at := range []time.Time{c.Recorded, a.withdrawn[c.ID]} {
					if at.After(r.own) {
						r.own = at
					}
				}
			}
			all[entryKey{crossing, day}] = r
			days[crossing] = append(days[crossing], day)
		}
	}
	for c := range a.View.All() {
		known := knownFrom(c)
		if known.IsZero() {
			continue
		}
		for _, day := range days[c.Crossing] {
			if r := all[entryKey{c.Crossing, day}]; !known.After(day) && c.Recorded.After(r.own) {
				r.add(c.Recorded)
			}
		}
	}
	return all
}

// add notes that a claim came in late, at a time.
func (r *revised) add(at time.Time) {
	i, found := slices.BinarySearchFunc(r.late, at, time.Time.Compare)
	switch {
	case found:
	case len(r.late) <= mostLate:
		r.late = slices.Insert(r.late, i, at)
	case i == len(r.late):
		r.late[i-1] = at
	}
}

// changed returns when an entry last said something else: when its claims were recorded
// or withdrawn, or later, when with a claim that came in late the answers that its day
// changed were others. Where many came in late, it is when the last did: a reader would
// rather see an entry twice than miss it.
func (a Atom) changed(key entryKey, r *revised) time.Time {
	if len(r.late) > mostLate {
		return r.late[len(r.late)-1]
	}
	last := r.own
	if len(r.late) == 0 {
		return last
	}
	before := a.changes(a.View.AsOf(last), key.crossing, key.day)
	for _, at := range r.late {
		now := a.changes(a.View.AsOf(at), key.crossing, key.day)
		if !slices.Equal(before, now) {
			last = at
		}
		before = now
	}
	return last
}
