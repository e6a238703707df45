package edtf

// A Bound says what the earliest or the latest day of an expression is.
type Bound uint8

const (
	// Unknown is an end that the expression leaves empty, as in "1985/": there
	// is such a day, and nothing is said about it. It is the zero Bound, and
	// both bounds of the zero [Date].
	Unknown Bound = iota
	// Dated is an end on a day.
	Dated
	// Open is an end written "..": minus infinity as the earliest day, plus
	// infinity as the latest.
	Open
)

// String returns "unknown", "dated" or "open".
func (b Bound) String() string {
	switch b {
	case Dated:
		return "dated"
	case Open:
		return "open"
	}
	return "unknown"
}

// Earliest returns the first day on which the expression can lie, and whether
// it has one: the Day is zero unless the Bound is [Dated].
//
// The bounds are the tightest days that the expression allows, both inclusive.
// Uncertain and approximate dates have the bounds of the date as written.
func (d Date) Earliest() (Day, Bound) { return d.lo, d.loBound }

// Latest returns the last day on which the expression can lie, and whether it
// has one: the Day is zero unless the Bound is [Dated].
func (d Date) Latest() (Day, Bound) { return d.hi, d.hiBound }

// bounded reports whether both bounds are days.
func (d Date) bounded() bool { return d.loBound == Dated && d.hiBound == Dated }
