package border

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border/edtf"
)

// A program that has no claims can read answers back from the JSON that they write. An answer that
// would be written otherwise than it was read is refused, also if a member is unknown or absent; then
// the target does not change.

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes. A state that was read
// answers as the one that was written, with two exceptions: the answer of [State.Passable] is
// CannotTell, and the claims of Basis and Against have only their ID. It takes O(size).
func (s *State) UnmarshalJSON(data []byte) error {
	var j stateJSON
	return readAnswer(s, data, &j, "state", func() (State, error) { return j.state() })
}

type stateJSON struct {
	Crossing   string    `json:"crossing"`
	On         Day       `json:"on"`
	Known      Day       `json:"known"`
	AsOf       time.Time `json:"asOf"`
	Through    Day       `json:"through"`
	LastKnown  bool      `json:"lastKnown"` // this and Freshness follow from the rest
	Freshness  string    `json:"freshness"`
	LastReview Day       `json:"lastReview"`
	Sides      struct {
		Syria sideJSON `json:"syria"`
		Iraq  sideJSON `json:"iraq"`
	} `json:"sides"`
	Status       briefJSON `json:"status"` // follows from the sides
	Plans        []Plan    `json:"plans"`
	Notices      []Claim   `json:"notices"`
	LastReported Day       `json:"lastReported"`
}

type sideJSON struct {
	Control findingJSON `json:"control"`
	Status  findingJSON `json:"status"`
}

// state returns the state that was written.
func (j *stateJSON) state() (s State, err error) {
	if err := checkAsked(j.Crossing, j.On); err != nil {
		return State{}, err
	}
	s = State{Crossing: j.Crossing, On: j.On, Known: j.Known, AsOf: j.AsOf, on: dayNumber(j.On)}
	if s.Syria, err = j.Sides.Syria.state(); err != nil {
		return State{}, fmt.Errorf("sides.syria.%w", err)
	}
	if s.Iraq, err = j.Sides.Iraq.state(); err != nil {
		return State{}, fmt.Errorf("sides.iraq.%w", err)
	}
	syria, iraq := &s.Syria.Status, &s.Iraq.Status
	s.Status.derive(syria.Value, iraq.Value, syria.written().statuses(), iraq.written().statuses(), syria.Disputed || iraq.Disputed)
	s.reading = newWrittenReading(j.Through, j.LastReview, j.LastReported, j.Notices)
	s.reading.grounds.written.plans = j.Plans
	return s, nil
}

// state makes the state of a side that was written.
func (j *sideJSON) state() (s SideState, err error) {
	if s.Control, err = readFinding[Party](&j.Control); err != nil {
		return SideState{}, fmt.Errorf("control: %w", err)
	}
	if s.Status, err = readFinding[Status](&j.Status); err != nil {
		return SideState{}, fmt.Errorf("status: %w", err)
	}
	return s, nil
}

// checkAsked checks which crossing and which day an answer is about.
func checkAsked(crossing string, on Day) error {
	switch {
	case !isCode(crossing):
		return fmt.Errorf("crossing: %q is not a crossing's code", crossing)
	case on.IsZero():
		return errors.New("on: want a day")
	}
	return nil
}

// A briefJSON has the members that say what an answer is.
type briefJSON struct {
	Value    string   `json:"value"`
	Certain  bool     `json:"certain"`
	Disputed bool     `json:"disputed"`
	Possible []string `json:"possible"`
}

// A spanJSON has the ends of a span.
type spanJSON struct {
	Earliest Day `json:"earliest"`
	Latest   Day `json:"latest"`
}

// A findingJSON has the members of a finding; those of a segment lack the last two.
type findingJSON struct {
	briefJSON
	Unit      string      `json:"unit"`
	Traffic   Traffic     `json:"traffic"`
	Direction *Direction  `json:"direction"`
	Since     spanJSON    `json:"since"`
	Attested  Day         `json:"attested"`
	Basis     []uuid.UUID `json:"basis"`
	Against   []uuid.UUID `json:"against"`
	Origins   int         `json:"origins"`
	Later     int         `json:"later"`
}

// checkPossible checks that the possible values are values, in alphabetical order, the answer's own
// among them; and that the answer is certain only if it is the only one, known and not disputed.
func checkPossible[V Party | Status](j *briefJSON) error {
	for i, name := range j.Possible {
		if _, err := parseValue[V](name); err != nil {
			return fmt.Errorf("possible: %w", err)
		}
		if i > 0 && name <= j.Possible[i-1] {
			return fmt.Errorf("possible: %q after %q: want each value once, in alphabetical order", name, j.Possible[i-1])
		}
	}
	switch {
	case !slices.Contains(j.Possible, j.Value):
		return fmt.Errorf("possible: the value %q is not among them", j.Value)
	case j.Certain && (len(j.Possible) > 1 || j.Disputed || j.Value == Unknown.String()):
		return errors.New("certain: what is disputed, unknown, or one of several is not")
	}
	return nil
}

// readFinding returns the finding that was written.
func readFinding[V Party | Status](j *findingJSON) (f Finding[V], err error) {
	if f.Value, err = parseValue[V](j.Value); err != nil {
		return Finding[V]{}, fmt.Errorf("value: %w", err)
	}
	if err := checkPossible[V](&j.briefJSON); err != nil {
		return Finding[V]{}, err
	}
	f.Certain, f.Disputed, f.Attested = j.Certain, j.Disputed, j.Attested
	f.Since = Span(j.Since)
	w := &writtenFinding{value: j.Value, possible: j.Possible, basis: j.Basis, against: j.Against, origins: j.Origins, later: j.Later}
	w.giver.Unit, w.giver.Traffic = j.Unit, j.Traffic
	if j.Direction != nil {
		w.giver.Direction = *j.Direction
	}
	f.track = &track{written: w}
	return f, nil
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes for a finding of the
// same question. The claims of Basis and Against have only their ID.
func (f *Finding[V]) UnmarshalJSON(data []byte) error {
	var j findingJSON
	return readAnswer(f, data, &j, "finding", func() (Finding[V], error) { return readFinding[V](&j) })
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes.
func (d *DerivedStatus) UnmarshalJSON(data []byte) error {
	var j briefJSON
	return readAnswer(d, data, &j, "status", func() (read DerivedStatus, err error) {
		if err := checkPossible[Status](&j); err != nil {
			return DerivedStatus{}, err
		}
		read = DerivedStatus{Certain: j.Certain, Disputed: j.Disputed, possible: (&writtenFinding{possible: j.Possible}).statuses()}
		read.Value, err = ParseStatus(j.Value)
		return read, err
	})
}

type segmentJSON struct {
	Crossing string   `json:"crossing"`
	Side     Side     `json:"side"`
	Question Question `json:"question"`
	From     Day      `json:"from"`
	To       Day      `json:"to"`
	findingJSON
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes. The claims of Basis
// and Against have only their ID, and the number of origins is 0, since a segment does not have it.
func (s *Segment) UnmarshalJSON(data []byte) error {
	var j segmentJSON
	return readAnswer(s, data, &j, "segment", func() (Segment, error) { return j.segment(&j.findingJSON) })
}

// segment makes the segment that was written, with that finding.
func (j *segmentJSON) segment(finding *findingJSON) (s Segment, err error) {
	s = Segment{Crossing: j.Crossing, Side: j.Side, Question: j.Question, From: j.From, To: j.To}
	switch {
	case !isCode(j.Crossing):
		err = fmt.Errorf("crossing: %q is not a crossing's code", j.Crossing)
	case j.Side != Syria && j.Side != Iraq:
		err = errors.New("side: want syria or iraq")
	case j.Question == QuestionControl:
		s.control, err = readFinding[Party](finding)
	case j.Question == QuestionStatus:
		s.status, err = readFinding[Status](finding)
	default:
		err = errors.New("question: want control or status")
	}
	return s, err
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes, with the limits of
// [Segment.UnmarshalJSON].
func (c *Change) UnmarshalJSON(data []byte) error {
	var j struct {
		Crossing string      `json:"crossing"`
		Side     Side        `json:"side"`
		Question Question    `json:"question"`
		From     Day         `json:"from"`
		To       Day         `json:"to"`
		Before   findingJSON `json:"before"`
		After    findingJSON `json:"after"`
	}
	return readAnswer(c, data, &j, "change", func() (read Change, err error) {
		read = Change{Crossing: j.Crossing, Side: j.Side, Question: j.Question, From: j.From, To: j.To}
		of := segmentJSON{Crossing: j.Crossing, Side: j.Side, Question: j.Question, From: j.From, To: j.To}
		if read.Before, err = of.segment(&j.Before); err != nil {
			return Change{}, fmt.Errorf("before: %w", err)
		}
		if read.After, err = of.segment(&j.After); err != nil {
			return Change{}, fmt.Errorf("after: %w", err)
		}
		return read, nil
	})
}

type passabilityJSON struct {
	Crossing  string    `json:"crossing"`
	On        Day       `json:"on"`
	Known     Day       `json:"known"`
	AsOf      time.Time `json:"asOf"`
	Through   Day       `json:"through"`
	Traffic   Traffic   `json:"traffic"`
	Direction Direction `json:"direction"`
	Answer    Passage   `json:"answer"`
	Sides     struct {
		Syria sidePassageJSON `json:"syria"`
		Iraq  sidePassageJSON `json:"iraq"`
	} `json:"sides"`
	Obstacles      []Claim `json:"obstacles"`
	Authorizations []Claim `json:"authorizations"`
	Attested       Day     `json:"attested"`
	LastKnown      bool    `json:"lastKnown"` // this and Freshness follow from the rest
	Freshness      string  `json:"freshness"`
}

type sidePassageJSON struct {
	Answer Passage     `json:"answer"`
	Status findingJSON `json:"status"`
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes. The claims of Basis and
// Against have only their ID.
func (p *Passability) UnmarshalJSON(data []byte) error {
	var j passabilityJSON
	return readAnswer(p, data, &j, "passability", func() (Passability, error) { return j.passability() })
}

// passability makes the answer that was written.
func (j *passabilityJSON) passability() (p Passability, err error) {
	if err := checkAsked(j.Crossing, j.On); err != nil {
		return Passability{}, err
	}
	switch {
	case j.Traffic == 0:
		return Passability{}, errors.New("traffic: want some")
	case j.Direction == 0:
		return Passability{}, errors.New("direction: want one")
	}
	p = Passability{Crossing: j.Crossing, On: j.On, Traffic: j.Traffic, Direction: j.Direction, known: j.Known, asOf: j.AsOf}
	for _, side := range []struct {
		to   *SidePassage
		from *sidePassageJSON
		name Side
	}{{&p.Syria, &j.Sides.Syria, Syria}, {&p.Iraq, &j.Sides.Iraq, Iraq}} {
		if side.from.Answer == 0 || side.from.Answer == MayPassBut {
			return Passability{}, fmt.Errorf("sides.%s.answer: want yes, no or cannot-tell", side.name)
		}
		side.to.Passage = side.from.Answer
		if side.to.Status, err = readFinding[Status](&side.from.Status); err != nil {
			return Passability{}, fmt.Errorf("sides.%s.status: %w", side.name, err)
		}
	}
	p.reading = newWrittenReading(j.Through, Day{}, Day{}, slices.Concat(j.Obstacles, j.Authorizations))
	p.combine() // the answer and the day that settles it follow from the sides and the obstacles
	return p, nil
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes. The claim has only its
// ID.
func (r *Reason) UnmarshalJSON(data []byte) error {
	var j reasonJSON
	return readAnswer(r, data, &j, "reason", func() (Reason, error) { return j.reason() })
}

type reasonJSON struct {
	Claim   uuid.UUID   `json:"claim"`
	Verdict Verdict     `json:"verdict"`
	By      []uuid.UUID `json:"by"`
}

// reason makes the reason that was written.
func (j *reasonJSON) reason() (Reason, error) {
	switch {
	case j.Claim == uuid.Nil:
		return Reason{}, errors.New("claim: want the id of one")
	case j.Verdict == 0:
		return Reason{}, errors.New("verdict: want one")
	}
	r := Reason{Claim: Claim{ID: j.Claim}, Verdict: j.Verdict}
	if len(j.By) > 0 {
		r.By = j.By
	}
	return r, nil
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes. Question follows from
// the value: it is status if the value is a status, else control.
func (p *Plan) UnmarshalJSON(data []byte) error {
	var j planJSON
	return readAnswer(p, data, &j, "plan", func() (Plan, error) { return j.plan() })
}

type planJSON struct {
	Claim    uuid.UUID  `json:"claim"`
	Crossing string     `json:"crossing"`
	Side     Side       `json:"side"`
	Value    string     `json:"value"`
	Due      spanJSON   `json:"due"`
	Reported edtf.Date  `json:"reported"`
	Outcome  Outcome    `json:"outcome"`
	MetBy    *uuid.UUID `json:"metBy"`
	Slip     []int      `json:"slipDays"`
	Waited   []int      `json:"waitedDays"`
}

// plan makes the plan that was written.
func (j *planJSON) plan() (p Plan, err error) {
	p = Plan{Claim: j.Claim, Crossing: j.Crossing, Side: j.Side, Question: QuestionControl, Value: j.Value,
		Due: Span(j.Due), Reported: j.Reported, Outcome: j.Outcome}
	if _, err := ParseStatus(j.Value); err == nil {
		p.Question = QuestionStatus
	}
	switch {
	case !isCode(j.Crossing):
		return Plan{}, fmt.Errorf("crossing: %q is not a crossing's code", j.Crossing)
	case j.Side == 0:
		return Plan{}, errors.New("side: want syria, iraq or both")
	case !isCode(j.Value):
		return Plan{}, fmt.Errorf("value: %q is neither a status nor a party's code", j.Value)
	case j.Outcome == 0:
		return Plan{}, errors.New("outcome: want one")
	}
	if j.MetBy != nil {
		p.MetBy = *j.MetBy
	}
	if p.Slip, err = slipOf("slipDays", j.Slip); err != nil {
		return Plan{}, err
	}
	p.Waited, err = slipOf("waitedDays", j.Waited)
	return p, err
}

// slipOf returns the slip that was written as its least and most days, or as null if it is not known.
func slipOf(member string, days []int) (Slip, error) {
	switch len(days) {
	case 0:
		return Slip{}, nil
	case 2:
		return Slip{days[0], days[1], true}, nil
	}
	return Slip{}, fmt.Errorf("%s: want two numbers of days or null, not %d", member, len(days))
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *Span) UnmarshalJSON(data []byte) error {
	var j spanJSON
	if err := unmarshalStrict(data, &j); err != nil {
		return err
	}
	*s = Span(j)
	return nil
}
