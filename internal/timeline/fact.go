package timeline

// A Form is how a claim about control or status is read.
type Form uint8

// The forms.
const (
	NoFact   Form = iota // a plan, a denial, a notice: it is on no track
	Change               // the value began within First, and stands until something later
	Sighting             // the value held on a day within First
	Episode              // the value held from a day within First to a day within Last
)

// A Claim is the place of a claim among those of the view about one crossing,
// which are in the registry's order: (recorded, id).
type Claim int32

// NoClaim is the place of no claim: that of the value unknown which nobody claimed.
const NoClaim Claim = 1<<31 - 1

// A Fact is what the rules read in a claim. A claim that saw something over an
// interval tells two facts, one at each end.
type Fact struct {
	Form   Form
	Denied bool   // by a claim of the view
	Value  uint16 // the place of the value in the alphabetical list of all; less than 1<<15
	Claim  Claim
	First  Bounds
	Last   Bounds // of an episode
}

// Claims answer what the rules ask about claims beyond the facts: who comes first
// where days tie, and what an answer rests on.
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
	// OneOrigin reports whether claims, which are at least two, have one origin: they
	// are of one source, or of two that speak for one body, or joined by what they
	// repeat of each other.
	OneOrigin(claims []Claim) bool
}

// A Track is one question about one side, with the facts that answer it.
type Track struct {
	Facts   []Fact // in the order of their claims
	Claims  Claims
	Unknown uint16 // the value unknown
	// Control says that the question is who holds the side. Then None is the value that
	// says that nobody does; else Trial is the status of a trial run, and Takings are
	// those of the side.
	Control bool
	None    uint16
	Trial   uint16
	Takings Takings
}
