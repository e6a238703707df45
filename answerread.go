package border

import (
	"errors"
	"fmt"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// ErrNotReadable is the error of reading the JSON of an answer that refers to the claims it rests on,
// which a program that holds only its JSON has not: a [State], a [Finding], a [Segment], a [Change], a
// [Passability]. Before it was one, reading gave an empty answer and no error.
var ErrNotReadable = errors.New("this answer refers to claims and cannot be read back from JSON; load the claims, and ask for it")

// UnmarshalJSON implements [json.Unmarshaler]: it is [ErrNotReadable].
func (s *State) UnmarshalJSON([]byte) error { return fmt.Errorf("state: %w", ErrNotReadable) }

// UnmarshalJSON implements [json.Unmarshaler]: it is [ErrNotReadable].
func (f *Finding[V]) UnmarshalJSON([]byte) error { return fmt.Errorf("finding: %w", ErrNotReadable) }

// UnmarshalJSON implements [json.Unmarshaler]: it is [ErrNotReadable].
func (s *Segment) UnmarshalJSON([]byte) error { return fmt.Errorf("segment: %w", ErrNotReadable) }

// UnmarshalJSON implements [json.Unmarshaler]: it is [ErrNotReadable].
func (c *Change) UnmarshalJSON([]byte) error { return fmt.Errorf("change: %w", ErrNotReadable) }

// UnmarshalJSON implements [json.Unmarshaler]: it is [ErrNotReadable].
func (p *Passability) UnmarshalJSON([]byte) error {
	return fmt.Errorf("passability: %w", ErrNotReadable)
}

// UnmarshalJSON implements [json.Unmarshaler]. It reads what MarshalJSON writes; members that it does not
// know are errors. Question follows from the value: that of control, unless it is a status.
func (p *Plan) UnmarshalJSON(data []byte) error {
	var j struct {
		Claim    uuid.UUID `json:"claim"`
		Crossing string    `json:"crossing"`
		Side     Side      `json:"side"`
		Value    string    `json:"value"`
		Due      struct {
			Earliest Day `json:"earliest"`
			Latest   Day `json:"latest"`
		} `json:"due"`
		Reported edtf.Date  `json:"reported"`
		Outcome  Outcome    `json:"outcome"`
		MetBy    *uuid.UUID `json:"metBy"`
		Slip     []int      `json:"slipDays"`
		Waited   []int      `json:"waitedDays"`
	}
	if err := unmarshalStrict(data, &j); err != nil {
		return err
	}
	read := Plan{Claim: j.Claim, Crossing: j.Crossing, Side: j.Side, Question: QuestionControl, Value: j.Value,
		Due: Span{j.Due.Earliest, j.Due.Latest}, Reported: j.Reported, Outcome: j.Outcome}
	if _, err := ParseStatus(j.Value); err == nil {
		read.Question = QuestionStatus
	}
	if j.MetBy != nil {
		read.MetBy = *j.MetBy
	}
	var err error
	if read.Slip, err = slipOf("slipDays", j.Slip); err != nil {
		return err
	}
	if read.Waited, err = slipOf("waitedDays", j.Waited); err != nil {
		return err
	}
	*p = read
	return nil
}

// slipOf reads the least and the most of a number of days; null is not known.
func slipOf(member string, days []int) (Slip, error) {
	switch len(days) {
	case 0:
		return Slip{}, nil
	case 2:
		return Slip{days[0], days[1], true}, nil
	}
	return Slip{}, fmt.Errorf("%s: want two numbers of days or null, not %d", member, len(days))
}
