package border

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border/internal/jsontext"
)

// An answer that was read from its JSON has no reading made by the rules. It has what is in this file
// instead, and the methods of answers look for that first.

// A writtenFinding is what the JSON of a finding says beside the fields of [Finding].
type writtenFinding struct {
	value          string
	possible       []string // in alphabetical order
	giver          Claim    // with Unit, Traffic and Direction alone; only in a finding that was read
	basis, against []uuid.UUID
	origins, later int
}

// A writtenState is what the JSON of a state or a passability says beside its findings. The notices are
// not here; they are the claims of the reading, whose reports have the day of LastReported.
type writtenState struct {
	through, lastReview Day
	plans               []Plan
}

// written returns what the finding was read from, and nil if the rules made it.
func (f Finding[V]) written() *writtenFinding {
	if f.track == nil {
		return nil
	}
	return f.track.written
}

// yieldIDs yields claims of which no more is known than the id.
func yieldIDs(ids []uuid.UUID, yield func(Claim) bool) {
	for _, id := range ids {
		if !yield(Claim{ID: id}) {
			return
		}
	}
}

// parseValue reads a party's code or the name of a status.
func parseValue[V Party | Status](text string) (v V, err error) {
	switch p := any(&v).(type) {
	case *Party:
		*p = Party(text)
		if _, other := ParseStatus(text); !isCode(text) || other == nil && *p != UnknownParty {
			err = fmt.Errorf("%q is not a party's code", text)
		}
	case *Status:
		*p, err = ParseStatus(text)
	}
	return v, err
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

// statuses returns the possible values of a finding of status that was read.
func (w *writtenFinding) statuses() (set statusSet) {
	for _, name := range w.possible {
		if s, err := ParseStatus(name); err == nil {
			set |= 1 << s
		}
	}
	return set
}

// newWrittenReading returns the reading of an answer that was read from JSON with these claims.
func newWrittenReading(through, lastReview, lastReported Day, claims []Claim) *reading {
	g := &grounds{names: &noNamings, written: &writtenState{through: through, lastReview: lastReview}}
	for i := range claims {
		g.claims = append(g.claims, &claims[i])
	}
	g.reportOnce.Do(func() {
		if !lastReported.IsZero() {
			g.reports = append(g.reports, dayNumber(lastReported))
		}
	})
	return &reading{own: int32(len(claims)), grounds: g}
}

// instantOf returns the instant, or the zero Time if it is absent.
func instantOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// readAnswer reads the JSON of an answer into j, makes the answer from it with make, and stores it
// in target. It refuses an answer that would be written otherwise than it was read: so nothing that
// was written is lost, and nothing that was not is made up. Target changes only if there is no
// error. What names the answer in the error.
func readAnswer[A json.Marshaler](target *A, data []byte, j any, what string, make func() (A, error)) error {
	err := unmarshalStrict(data, j)
	var answer A
	if err == nil {
		answer, err = make()
	}
	if err == nil {
		err = compareRewritten(data, answer)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	*target = answer
	return nil
}

// compareRewritten returns an error if an answer would be written otherwise than it was read.
func compareRewritten(read []byte, answer json.Marshaler) error {
	written, err := answer.MarshalJSON()
	if err != nil {
		return err
	}
	return jsontext.Compare(read, written)
}
