package timeline

import (
	"iter"
	"slices"
)

// Sets are sets of values, each kept once and called by its name. The zero Sets
// has none.
type Sets struct{ several [][]uint16 }

// A SetName is the name of a set of values. A set of one value, as most are, takes
// no place in Sets: the value is its name.
type SetName int32

// Only returns the name of the set of one value.
func Only(value uint16) SetName { return ^SetName(value) }

// only returns the value of a set of one, and ok false if there are several.
func (n SetName) only() (value uint16, ok bool) { return uint16(^n), n < 0 }

// Extend returns sets that call those of s by the same names, and may get more without s having them.
func (s *Sets) Extend() Sets { return Sets{slices.Clip(s.several)} }

// name returns the name of a set of values, which are in order.
func (s *Sets) name(values []uint16) SetName {
	if len(values) == 1 {
		return Only(values[0])
	}
	for i, v := range s.several {
		if slices.Equal(v, values) {
			return SetName(i)
		}
	}
	s.several = append(s.several, slices.Clone(values))
	return SetName(len(s.several) - 1)
}

// Values yields the values of a set, in order.
func (s *Sets) Values(name SetName) iter.Seq[uint16] {
	return func(yield func(uint16) bool) {
		if v, ok := name.only(); ok {
			yield(v)
			return
		}
		for _, v := range s.several[name] {
			if !yield(v) {
				return
			}
		}
	}
}

// Has reports whether a value is in a set.
func (s *Sets) Has(name SetName, value uint16) bool {
	if v, ok := name.only(); ok {
		return v == value
	}
	_, found := slices.BinarySearch(s.several[name], value)
	return found
}
