package border

// A Kind is what a claim is about. The zero Kind is none.
type Kind uint8

// Claims of control and status make the state of a crossing. Those of passage,
// obstacle, threat and authorization are notices, shown beside it. A review changes
// nothing but the day on which somebody last looked ([State.LastReview]).
const (
	KindControl       Kind = iota + 1 // who holds a side
	KindStatus                        // whether a side is open
	KindPassage                       // who or what crossed or may cross
	KindObstacle                      // what hinders a crossing or an opening
	KindThreat                        // a danger, an attack
	KindAuthorization                 // a permission, such as that of a UN aid convoy
	KindReview                        // somebody looked on that day and found nothing new
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

// Facts make states, plans never do.
const (
	Observed Modality = iota + 1 // a fact that the source saw itself
	Reported                     // a fact that the source tells
	Planned                      // a plan, of those who carry it out
	Expected                     // a plan, foretold by somebody
	Denied                       // it was not so
	Feared                       // it may come, and is unwelcome
)

var modalityWords = words{"", "observed", "reported", "planned", "expected", "denied", "feared"}

// ParseModality returns the modality with that name.
func ParseModality(s string) (Modality, error) {
	n, err := modalityWords.number(s)
	return Modality(n), err
}

// IsFact reports whether the modality tells of something that happened.
func (m Modality) IsFact() bool { return m == Observed || m == Reported }

// IsPlan reports whether the modality tells of something that is to happen.
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

// An Edge tells a beginning from a sighting. In a [Claim] the zero Edge means
// Start.
type Edge uint8

// The edges.
const (
	Start Edge = iota + 1 // the value began then
	Seen                  // it was so then; its beginning is not reported
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
