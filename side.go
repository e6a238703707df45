package border

// A Side is a side of the border, or both. The zero Side is no side.
type Side uint8

// The sides of a crossing.
const (
	Syria Side = iota + 1
	Iraq
	Both // of a claim or a plan: said of each side
)

var sideWords = words{"", "syria", "iraq", "both"}

// ParseSide returns the side with that name: syria, iraq or both.
func ParseSide(s string) (Side, error) {
	n, err := sideWords.number(s)
	return Side(n), err
}

// String returns the side's name, or "" for the zero Side.
func (s Side) String() string { return sideWords.word(uint8(s)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Side is an error.
func (s Side) MarshalText() ([]byte, error) { return sideWords.text(uint8(s)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Side) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSide(string(text))
	return err
}

// A Question is what can be asked about a side of a crossing on a day. The zero
// Question is none.
type Question uint8

// The questions. Together with a side, each is a track of the timeline.
const (
	QuestionControl Question = iota + 1 // who holds it
	QuestionStatus                      // whether it is open
)

var questionWords = words{"", "control", "status"}

// ParseQuestion returns the question with that name: control or status.
func ParseQuestion(s string) (Question, error) {
	n, err := questionWords.number(s)
	return Question(n), err
}

// String returns the question's name, or "" for the zero Question.
func (q Question) String() string { return questionWords.word(uint8(q)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Question is an error.
func (q Question) MarshalText() ([]byte, error) { return questionWords.text(uint8(q)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (q *Question) UnmarshalText(text []byte) (err error) {
	*q, err = ParseQuestion(string(text))
	return err
}
