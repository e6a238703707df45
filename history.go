package border

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
)

// A Segment is a longest run of days with the same answer to one question about one
// side of a crossing. The segments of a question and side cover all time without gap
// or overlap. The zero Segment is of no crossing.
//
// Its [Finding] is that of the first day, except for Attested, which is that of the last day. If
// the segment has no end, Attested is the latest day that the claims for the value speak of.
type Segment struct {
	Crossing string // code
	Side     Side
	Question Question
	From     Day // the first day; the zero Day if the segment has no beginning
	To       Day // the last day; the zero Day if it has no end

	control Finding[Party]
	status  Finding[Status]
}

// Control returns the finding if the question is control, else the zero Finding.
func (s Segment) Control() Finding[Party] { return s.control }

// Status returns the finding if the question is status, else the zero Finding.
func (s Segment) Status() Finding[Status] { return s.status }

// Value returns the value as a text: a party's code or a status's name.
func (s Segment) Value() string {
	if s.Question == QuestionControl {
		return s.control.Value.String()
	}
	return s.status.Value.String()
}

// Contains reports whether day is one of the segment's.
func (s Segment) Contains(day Day) bool {
	return (s.From.IsZero() || !day.Before(s.From)) && (s.To.IsZero() || !day.After(s.To))
}

// questions are all questions about a crossing, in the order in which histories and
// differences list them.
var questions = []struct {
	side     Side
	question Question
}{{Iraq, QuestionControl}, {Iraq, QuestionStatus}, {Syria, QuestionControl}, {Syria, QuestionStatus}}

// segments yields the history of the crossing from one day to another, both included.
func (r *reading) segments(from, to timeline.Day) iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		for _, q := range questions {
			tr := r.track(q.side, q.question)
			for i, ok := tr.runStart(tr.at(from)), true; ok && tr.from(i) <= to; {
				start := i
				for i, ok = tr.next(i); ok && tr.answer(i).Flags.Has(timeline.Continues); {
					i, ok = tr.next(i)
				}
				last := timeline.Forever
				if ok {
					last = tr.from(i).Add(-1)
				}
				first := max(from, tr.from(start))
				last = min(last, to)
				s := Segment{Crossing: r.cell.code, Side: q.side, Question: q.question, From: dayOf(first), To: dayOf(last)}
				s.fill(tr, start, first)
				attested := dayOf(min(tr.answer(tr.at(last)).Attested, last))
				if q.question == QuestionControl {
					s.control.Attested = attested
				} else {
					s.status.Attested = attested
				}
				if !yield(s) {
					return
				}
			}
		}
	}
}

// runStart returns the place of the first answer of the segment that has the answer at p.
func (tr *track) runStart(p answerPlace) answerPlace {
	for tr.answer(p).Flags.Has(timeline.Continues) { // no second answer of a step does
		before := int(p>>1) - 1
		p = placeOfAnswer(before, tr.steps[before].second(timeline.Forever))
	}
	return p
}

// fill makes the finding of s that of a track on day t, whose answer is at place p.
func (s *Segment) fill(tr *track, p answerPlace, t timeline.Day) {
	r, place := tr.reading, int(p>>1)
	if s.Question == QuestionControl {
		s.control.Value = r.world.partyCodes[s.control.fill(r, tr.place, tr.steps, place, t)]
	} else {
		s.status.Value = Status(s.status.fill(r, tr.place, tr.steps, place, t))
	}
}

// An Endurance says how well a status of a side has lasted while nobody spoke of it: of the gaps of at
// least Age days that began with Status, how many ended with it. It helps to judge how far an answer
// that was last attested Age days ago can be trusted. The zero Endurance says nothing.
type Endurance struct {
	Crossing string // code
	Side     Side
	Status   Status
	Age      int // the least length of the gaps counted, in days; at least 1
	Of       int // how many gaps there are
	Same     int // how many of them ended with Status
}

// Endurance counts gaps in what is said of a side's status. A gap lies between two attested days with
// none between them; its length is the number of days from the first to the second. Counted are the
// gaps of at least age days on whose first day status is attested (Of) and, of these, the ones on
// whose second day it is attested again (Same).
//
// A day is attested, as in [Finding.Attested], if a change, sighting or episode that is not denied
// speaks of it. A day on which several statuses are attested counts for none of them.
//
// Side must be Syria or Iraq, and age at least 1. The error is a [*LookupError], a [*VocabularyError]
// about the side or the status, or one about the age. It takes O(n log n) for n claims.
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
	for _, w := range r.tellings(side) {
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

// A telling is a run of attested days: those that overlapping changes, sightings and episodes speak
// of.
type telling struct {
	days        timeline.Bounds
	first, last Status // attested on its first and on its last day; 0 if several are
}

// A spoken is the status that one change, sighting or episode tells, and the days that it speaks
// of.
type spoken struct {
	status Status
	days   timeline.Bounds
}

// tellings returns the tellings of a side's status, in order. No two share a day.
func (r *reading) tellings(side Side) (tellings []telling) {
	var all []spoken
	track := r.track(side, QuestionStatus)
	for value, days := range track.timeline().Spoken() {
		status, err := ParseStatus(track.name(value))
		if err != nil {
			continue // it is not a status
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

// statusOn returns the status that is attested on a day, or 0 if several are.
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
