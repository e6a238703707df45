package edtf

// A Bound says what the earliest or the latest day of an expression is.
type Bound uint8

const (
	// Unknown: the expression leaves the end empty, as in "1985/". There is such a day,
	// but which one is not said. It is the zero Bound, and both bounds of the zero [Date].
	Unknown Bound = iota
	// Dated: there is such a day, and the expression gives it.
	Dated
	// Open: the end is written "..", and there is no such day. The days go on for ever.
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

// Earliest returns the first day on which the expression can lie. If the Bound is not
// [Dated], there is no such day, and the Day is zero.
//
// An uncertain or approximate date has the same earliest and latest day as the date
// without its qualifier.
func (d Date) Earliest() (Day, Bound) { return d.lo, d.loBound }

// Latest returns the last day on which the expression can lie. If the Bound is not
// [Dated], there is no such day, and the Day is zero.
func (d Date) Latest() (Day, Bound) { return d.hi, d.hiBound }

// bounded reports whether both bounds are days.
func (d Date) bounded() bool { return d.loBound == Dated && d.hiBound == Dated }
