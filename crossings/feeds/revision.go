package feeds

import (
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// madeAt is when this mapping was made: the time of what comes from no claim.
var madeAt = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// A revision is how often what a calendar says of a plan may have changed, and when
// that was last.
type revision struct {
	number int
	at     time.Time
}

// A track is a question about a crossing, whichever the side: what may change the
// outcome of a plan is said on it.
type track struct {
	crossing string
	question border.Question
}

// tracks counts the claims on each track, and those that withdraw or deny one.
func tracks(v border.View, claims map[uuid.UUID]border.Claim) map[track]revision {
	revisions := map[track]revision{}
	add := func(on border.Claim, at time.Time) {
		question := border.QuestionStatus
		if on.Kind == border.KindControl {
			question = border.QuestionControl
		}
		t := track{on.Crossing, question}
		r := revisions[t]
		r.number++
		if at.After(r.at) {
			r.at = at
		}
		revisions[t] = r
	}
	stands := v.Successors()
	for _, c := range claims {
		add(c, c.Recorded)
		for _, named := range slices.Concat(c.Retracts, c.Denies) {
			for _, id := range stands(named) {
				if target, ok := claims[id]; ok {
					add(target, c.Recorded)
				}
			}
		}
	}
	return revisions
}

// turned adds the days up to one on which the outcome of a plan turned: on the day
// after its last due day it is overdue, unless it came true, and on another it came
// true.
func (r revision) turned(p border.Plan, on border.Day) revision {
	turn := func(d border.Day) {
		if writable(d) && !d.After(on) {
			r.number++
			if at := d.Time(); at.After(r.at) {
				r.at = at
			}
		}
	}
	if !p.Due.Latest.IsZero() {
		turn(p.Due.Latest.AddDays(1))
	}
	if day, ok := metOn(p); ok {
		turn(day)
	} else if p.MetBy != uuid.Nil {
		r.number++ // of a plan without a last day only the claim is known that it came true by
	}
	if r.at.IsZero() {
		r.at = madeAt
	}
	return r
}
