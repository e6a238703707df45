package border

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

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

// A Question is one of the two questions about a side of a crossing on a day. The zero
// Question is none.
type Question uint8

// The questions.
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

// A Kind is what a claim is about. The zero Kind is none.
type Kind uint8

// The kinds. Claims of control and status make the state of a crossing. Those of
// passage, obstacle, threat and authorization are notices, shown beside the state. A
// review changes only [State.LastReview].
const (
	KindControl       Kind = iota + 1 // who holds a side
	KindStatus                        // whether a side is open
	KindPassage                       // who or what crossed or may cross
	KindObstacle                      // what hinders a crossing or an opening
	KindThreat                        // a danger, an attack
	KindAuthorization                 // a permission, such as that of a UN aid convoy
	KindReview                        // somebody looked on that day and found nothing new
	// The notices stand together: see Kind.IsNotice.
)

var kindWords = words{"", "control", "status", "passage", "obstacle", "threat", "authorization", "review"}

// ParseKind returns the kind with that name.
func ParseKind(s string) (Kind, error) {
	n, err := kindWords.number(s)
	return Kind(n), err
}

// MakesState reports whether claims of that kind make the state of a crossing.
func (k Kind) MakesState() bool { return k == KindControl || k == KindStatus }

// IsNotice reports whether claims of that kind are notices.
func (k Kind) IsNotice() bool { return KindPassage <= k && k <= KindAuthorization }

// String returns the kind's name, or "" for the zero Kind.
func (k Kind) String() string { return kindWords.word(uint8(k)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindWords.text(uint8(k)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseKind(string(text))
	return err
}

// A Modality is how a source says something. The zero Modality is none.
type Modality uint8

// The modalities. Observed and Reported claims are facts, and make states. Planned and
// Expected claims are plans, and never do.
const (
	Observed Modality = iota + 1 // the source saw it itself
	Reported                     // the source tells it
	Planned                      // those who are to do it say that they will
	Expected                     // somebody else says that it will happen
	Denied                       // the source says that it was not so
	Feared                       // the source says that it may happen, and fears it
)

var modalityWords = words{"", "observed", "reported", "planned", "expected", "denied", "feared"}

// ParseModality returns the modality with that name.
func ParseModality(s string) (Modality, error) {
	n, err := modalityWords.number(s)
	return Modality(n), err
}

// IsFact reports whether the modality is Observed or Reported.
func (m Modality) IsFact() bool { return m == Observed || m == Reported }

// IsPlan reports whether the modality is Planned or Expected.
func (m Modality) IsPlan() bool { return m == Planned || m == Expected }

// String returns the modality's name, or "" for the zero Modality.
func (m Modality) String() string { return modalityWords.word(uint8(m)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Modality is an error.
func (m Modality) MarshalText() ([]byte, error) { return modalityWords.text(uint8(m)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (m *Modality) UnmarshalText(text []byte) (err error) {
	*m, err = ParseModality(string(text))
	return err
}

// An Edge says whether a value began at the When of a [Claim], or held then. In a claim
// the zero Edge means Start.
type Edge uint8

// The edges.
const (
	Start Edge = iota + 1 // the value began then
	Seen                  // the value held then; when it began is not said
)

var edgeWords = words{"", "start", "seen"}

// ParseEdge returns the edge with that name: start or seen.
func ParseEdge(s string) (Edge, error) {
	n, err := edgeWords.number(s)
	return Edge(n), err
}

// String returns the edge's name, or "" for the zero Edge.
func (e Edge) String() string { return edgeWords.word(uint8(e)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Edge is an error.
func (e Edge) MarshalText() ([]byte, error) { return edgeWords.text(uint8(e)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (e *Edge) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEdge(string(text))
	return err
}

// words are the words of a vocabulary, by the numbers of its members. The word of 0,
// which is no member, is empty.
type words []string

// word returns the text of member n.
func (w words) word(n uint8) string {
	if int(n) < len(w) {
		return w[n]
	}
	return fmt.Sprintf("%d?", n)
}

// text returns the text of member n, or an error if there is no such member.
func (w words) text(n uint8) ([]byte, error) {
	if n == 0 || int(n) >= len(w) {
		return nil, fmt.Errorf("value %d is not one of %s", n, w.list())
	}
	return []byte(w[n]), nil
}

// number returns the member whose word is s. The error is a [*VocabularyError].
func (w words) number(s string) (uint8, error) {
	if i := slices.Index(w[1:], s); i >= 0 {
		return uint8(i + 1), nil
	}
	return 0, &VocabularyError{Word: s, Allowed: slices.Clone(w[1:])}
}

// list returns all words, for messages.
func (w words) list() string { return strings.Join(w[1:], ", ") }

// A VocabularyError says that a word is not one of those allowed. The Parse functions of types with
// named values return it, and so do their UnmarshalText methods.
type VocabularyError struct {
	Word    string
	Allowed []string
}

// Error returns the word and those allowed.
func (e *VocabularyError) Error() string {
	return fmt.Sprintf("%q is not one of %s", e.Word, strings.Join(e.Allowed, ", "))
}

// listOf joins words for a message. If there are many, it has only the first of them.
func listOf(words []string) string {
	const most = 40
	if len(words) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
	}
	return strings.Join(words, ", ")
}

// abridged cuts a value that is too long for a message.
func abridged(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
