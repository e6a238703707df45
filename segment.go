package border

import (
	"iter"

	"github.com/crossingstatus/border/internal/timeline"
)

// A Segment is a longest run of days with the same answer to one question about one
// side of a crossing. The segments of a question and side cover all time without gap
// or overlap. The zero Segment is of no crossing.
//
// Its [Finding] is that of the first day, except for Attested, which is that of the last
// day. If the segment has no end, Attested is the latest day that the claims for the
// value speak of.
type Segment struct {
	Crossing string
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

// runStart returns the place of the answer that begins the segment which the one at p is
// part of.
func (tr *track) runStart(p answerPlace) answerPlace {
	for tr.answer(p).Flags.Has(timeline.Continues) { // no second answer of a step does
		before := int(p>>1) - 1
		p = placeOfAnswer(before, tr.steps[before].second(timeline.Forever))
	}
	return p
}

// fill fills in the finding of a track on day t, whose answer is at a place.
func (s *Segment) fill(tr *track, p answerPlace, t timeline.Day) {
	r, place := tr.reading, int(p>>1)
	if s.Question == QuestionControl {
		s.control.Value = r.world.partyCodes[s.control.fill(r, tr.place, tr.steps, place, t)]
	} else {
		s.status.Value = Status(s.status.fill(r, tr.place, tr.steps, place, t))
	}
}
