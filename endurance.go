package border

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
)

// An Endurance tells by the record how far to trust an old word: how often, when nobody spoke of
// a side's status for so long, the next word was the same. The zero Endurance tells nothing.
type Endurance struct {
	Crossing string // code
	Side     Side
	Status   Status
	Age      int // days for which nobody spoke, at least one
	Of       int // how many gaps at least so long began with the status
	Same     int // after how many of them the next word was the same
}

// Endurance counts the gaps between two attestations in a row of a side's status that are at
// least age days long and began with that status, and after how many of them the next word was
// the same. Attested is what [Finding.Attested] takes heed of: the days of which events and
// episodes speak that are not denied. A gap is between two attested days with none between
// them, and as long as the one is after the other. A day on which several values are attested
// begins no gap, and the word after a gap is the same if it is alone on its day.
//
// Side must be Syria or Iraq, and age at least 1. The error is a [*LookupError], a
// [*VocabularyError] about the side or the status, or one about the age. It takes O(n log n)
// for n claims.
func (v View) Endurance(code string, side Side, status Status, age int) (e Endurance, err error) {
	place, err := v.placeOf(code, side)
	if err != nil {
		return Endurance{}, err
	}
	if status == 0 || int(status) >= len(statusWords) {
		return Endurance{}, &VocabularyError{Word: status.String(), Allowed: statusWords[1:]}
	}
	if age < 1 {
		return Endurance{}, fmt.Errorf("age %d: want at least one day", age)
	}
	r := v.reading(place)
	e = Endurance{Crossing: r.cell.code, Side: side, Status: status, Age: age}
	var before telling
	for _, w := range r.spokenOf(side) {
		if before.last == status && int(w.days.Lo)-int(before.days.Hi) >= age {
			e.Of++
			if w.first == status {
				e.Same++
			}
		}
		before = w
	}
	return e, nil
}

// MarshalJSON writes the answer as the program and its HTTP API print it.
func (e Endurance) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", e.Crossing)
	o.textOrNull("side", e.Side.String())
	o.textOrNull("status", e.Status.String())
	o.number("age", e.Age)
	o.number("of", e.Of)
	o.number("same", e.Same)
	return o.end(), nil
}

// A telling is days through which somebody speaks of a status, and what is said on the first and
// on the last of them; 0 where that is not one value.
type telling struct {
	days        timeline.Bounds
	first, last Status
}

// A spoken is a status and the days of which an event or an episode speaks.
type spoken struct {
	status Status
	days   timeline.Bounds
}

// spokenOf returns the tellings of a side's status, in order. No two have a day in common.
func (r *reading) spokenOf(side Side) (tellings []telling) {
	var all []spoken
	track := r.track(side, QuestionStatus)
	for value, days := range track.timeline().Spoken() {
		status, err := ParseStatus(track.name(value))
		if err != nil {
			continue // no status is written otherwise
		}
		all = append(all, spoken{status, days})
	}
	slices.SortFunc(all, func(x, y spoken) int {
		return cmp.Or(cmp.Compare(x.days.Lo, y.days.Lo), cmp.Compare(x.days.Hi, y.days.Hi))
	})
	for i := 0; i < len(all); {
		from, days := i, all[i].days
		for i++; i < len(all) && all[i].days.Lo <= days.Hi; i++ {
			days.Hi = max(days.Hi, all[i].days.Hi)
		}
		tellings = append(tellings, telling{days, statusOn(all[from:i], days.Lo), statusOn(all[from:i], days.Hi)})
	}
	return tellings
}

// statusOn returns the status that is spoken of on a day, or 0 if several are.
func statusOn(all []spoken, day timeline.Day) (status Status) {
	for _, s := range all {
		switch {
		case s.days.Lo > day || day > s.days.Hi:
		case status == 0:
			status = s.status
		case status != s.status:
			return 0
		}
	}
	return status
}
