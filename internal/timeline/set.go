package timeline

import (
	"iter"
	"slices"
)

// Sets are sets of values, each kept once and called by its name. The zero Sets
// has none.
type Sets struct {
	values []uint16 // of the sets, one after the other
	ends   []int32  // by name: where the set ends in values
}

// A SetName is the name of a set of values. A set of one value, as most are, takes
// no place in Sets: the value is its name.
type SetName int32

// Only returns the name of the set of one value.
func Only(value uint16) SetName { return ^SetName(value) }

// only returns the value of a set of one, and ok false if there are several.
func (n SetName) only() (value uint16, ok bool) { return uint16(^n), n < 0 }

// Reset makes s have the sets of other, by the same names, and share no memory with it.
func (s *Sets) Reset(other *Sets) {
	s.values, s.ends = append(s.values[:0], other.values...), append(s.ends[:0], other.ends...)
}

// Clone returns sets that share no memory with s.
func (s *Sets) Clone() Sets { return Sets{slices.Clone(s.values), slices.Clone(s.ends)} }

// several returns the values of a set of several.
func (s *Sets) several(name SetName) []uint16 {
	from := int32(0)
	if name > 0 {
		from = s.ends[name-1]
	}
	return s.values[from:s.ends[name]]
}

// name returns the name of a set of values, which are in order.
func (s *Sets) name(values []uint16) SetName {
	if len(values) == 1 {
		return Only(values[0])
	}
	for i := range s.ends {
		if slices.Equal(s.several(SetName(i)), values) {
			return SetName(i)
		}
	}
	s.values = append(s.values, values...)
	s.ends = append(s.ends, int32(len(s.values)))
	return SetName(len(s.ends) - 1)
}

// Values yields the values of a set, in order.
func (s *Sets) Values(name SetName) iter.Seq[uint16] {
	return func(yield func(uint16) bool) {
		if v, ok := name.only(); ok {
			yield(v)
			return
		}
		for _, v := range s.several(name) {
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
	_, found := slices.BinarySearch(s.several(name), value)
	return found
}
