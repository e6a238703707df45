package timeline

// A Form says what a fact tells of its value.
type Form uint8

// The forms.
const (
	NoFact   Form = iota // a plan, a denial, a notice: it is on no track
	Change               // the value began within First, and stands until something later
	Sighting             // the value held on a day within First
	Episode              // the value held from a day within First to a day within Last
)

// A Claim is the place of a claim among all those about a crossing that the view sees, in the
// registry's order: by recorded, then by id.
type Claim int32

// NoClaim is no claim. It is the giver of the value unknown where nobody claimed any value.
const NoClaim Claim = 1<<31 - 1

// A Fact is what the rules need of a claim. A sighting over an interval is two facts, one at
// each end.
type Fact struct {
	Form   Form
	Denied bool   // another claim of the view denies the claim
	Value  uint16 // a number less than 1<<15; values are numbered in alphabetical order
	Claim  Claim
	First  Bounds // one of these days is its day; of an episode, its first day
	Last   Bounds // of an episode: one of these days is its last day
}

// Claims answer what the rules ask about claims and facts do not tell: which comes first where
// days tie, and what an answer rests on.
type Claims interface {
	// CompareIDs orders two claims by their ids.
	CompareIDs(x, y Claim) int
	// CompareGrades orders two claims by rule 5: the better grade first (letter,
	// then digit; ungraded last), then the later reported (its hi).
	CompareGrades(x, y Claim) int
	// SameTerms reports whether two claims name the same unit, traffic and
	// direction.
	SameTerms(x, y Claim) bool
	// AppendDenials appends the claims that deny a claim, in the registry's order.
	AppendDenials(claims []Claim, denied Claim) []Claim
	// OneOrigin reports whether claims, of which there are at least two, all have one origin.
	// Two claims have one origin if their sources are one or speak for one body, or if one
	// repeats the other.
	OneOrigin(claims []Claim) bool
}

// A Track is one question about one side, with the facts that answer it.
type Track struct {
	Facts   []Fact // in the order of their claims
	Claims  Claims
	Unknown uint16  // the value unknown
	Control bool    // whether the question is who holds the side, and not its status
	None    uint16  // of a track of control: the value "nobody holds it"
	Trial   uint16  // of a track of status: the value trial
	Takings Takings // of a track of status: those of the side's track of control
}
