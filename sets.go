package border

import (
	"math/bits"
	"slices"
)

// valueSets are the sets of possible values that the answers of a reading name.
// A set of one value, as most are, needs no place: its name is ^value.
type valueSets struct{ several [][]uint16 }

// name returns the name of a set of values, which are in order.
func (s *valueSets) name(values []uint16) int32 {
	if len(values) == 1 {
		return ^int32(values[0])
	}
	for i, v := range s.several {
		if slices.Equal(v, values) {
			return int32(i)
		}
	}
	s.several = append(s.several, slices.Clone(values))
	return int32(len(s.several) - 1)
}

// size returns how many values are in a set.
func (s *valueSets) size(name int32) int {
	if name < 0 {
		return 1
	}
	return len(s.several[name])
}

// value returns the value at place i of a set.
func (s *valueSets) value(name int32, i int) uint16 {
	if name < 0 {
		return uint16(^name)
	}
	return s.several[name][i]
}

// has reports whether a value is in a set.
func (s *valueSets) has(name int32, value uint16) bool {
	if name < 0 {
		return uint16(^name) == value
	}
	_, found := slices.BinarySearch(s.several[name], value)
	return found
}

// statuses returns a set of statuses as a mask.
func (s *valueSets) statuses(name int32) statusSet {
	if name < 0 {
		return 1 << uint16(^name)
	}
	var mask statusSet
	for _, v := range s.several[name] {
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
