package border

import (
	"iter"
	"math/bits"
	"strings"

	"github.com/crossingstatus/border/internal/timeline"
)

// A DerivedStatus is the status of a crossing as it follows from its two sides
// (rule 6): closed if either is closed; of equal values that value; unknown with
// anything else is unknown; otherwise the later in open, restricted,
// intermittent, trial, closed.
type DerivedStatus struct {
	Value    Status
	Certain  bool // one value is possible, not unknown, and it is not disputed
	Disputed bool // a side's is, and more than one value is possible
	possible statusSet
}

// Possible yields the statuses that follow from all pairs of what is possible
// for the sides, in alphabetical order.
func (d DerivedStatus) Possible() iter.Seq[Status] {
	return func(yield func(Status) bool) {
		for rest := d.possible; rest != 0; rest &= rest - 1 {
			if !yield(rest.first()) {
				return
			}
		}
	}
}

// derive applies rule 6 to the two sides, of which the sets of possible statuses
// are given.
func (d *DerivedStatus) derive(syria, iraq *Finding[Status], ofSyria, ofIraq statusSet) {
	d.Value = across(syria.Value, iraq.Value)
	d.possible = acrossAll(ofSyria, ofIraq)
	several := d.possible.several()
	d.Disputed = several && (syria.Disputed || iraq.Disputed)
	d.Certain = !several && d.Value != Unknown
}

// String puts the derived status into words: "open", "closed or open, disputed".
func (d DerivedStatus) String() string {
	var words []string
	for s := range d.Possible() {
		words = append(words, s.String())
	}
	s := strings.Join(words, " or ")
	switch {
	case d.Disputed:
		s += ", disputed"
	case len(words) > 1:
		s += ", not certain"
	}
	return s
}

// statusesOf returns a set of statuses as a mask.
func statusesOf(sets *timeline.Sets, name timeline.SetName) (mask statusSet) {
	for v := range sets.Values(name) {
		mask |= 1 << v
	}
	return mask
}

// A statusSet has bit 1<<s for each status s in it.
type statusSet uint8

// several reports whether there is more than one status in the set.
func (s statusSet) several() bool { return s&(s-1) != 0 }

// acrossAll returns the statuses that follow from all pairs of what is possible
// for the two sides (rule 6).
func acrossAll(a, b statusSet) statusSet {
	if !a.several() && !b.several() {
		return 1 << across(a.first(), b.first())
	}
	return acrossTable[a>>1][b>>1]
}

// first returns the first status in the set.
func (s statusSet) first() Status { return Status(bits.TrailingZeros8(uint8(s))) }

// acrossTable has the result of rule 6 for all pairs of sets.
var acrossTable = func() (table [64][64]statusSet) {
	for a := range table {
		for b := range table {
			for x := Closed; x <= Unknown; x++ {
				for y := Closed; y <= Unknown; y++ {
					if a>>(x-1)&1 == 1 && b>>(y-1)&1 == 1 {
						table[a][b] |= 1 << across(x, y)
					}
				}
			}
		}
	}
	return table
}()
