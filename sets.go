package border

import (
	"math/bits"

	"github.com/crossingstatus/border/internal/timeline"
)

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
