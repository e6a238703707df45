package timeline

import (
	"iter"
	"slices"
)

// Sets stores sets of values, each once, under names. The zero Sets is empty.
type Sets struct {
	values []uint16 // of the sets, one after the other
	ends   []int32  // by name: where the set ends in values
}

// A SetName is the name of a set of values. Most sets have one or two values: these are
// in the name itself, and need no memory in Sets.
type SetName int32

// Only returns the name of the set of one value.
func Only(value uint16) SetName { return ^SetName(value) }

// Both returns the name of the set of two values. They must differ and be less than 1<<15.
func Both(x, y uint16) SetName { return ^(SetName(min(x, y)+1)<<16 | SetName(max(x, y))) }

// few returns the least and the greatest value of a set of one or two, and ok false if
// there are more.
func (n SetName) few() (least, greatest uint16, ok bool) {
	greatest = uint16(^n)
	if pair := ^n >> 16; pair > 0 {
		return uint16(pair - 1), greatest, n < 0
	}
	return greatest, greatest, n < 0
}

// Reset makes s a copy of other, with the same names, that shares no memory with it.
func (s *Sets) Reset(other *Sets) {
	s.values, s.ends = append(s.values[:0], other.values...), append(s.ends[:0], other.ends...)
}

// Clone returns sets that share no memory with s.
func (s *Sets) Clone() Sets { return Sets{slices.Clone(s.values), slices.Clone(s.ends)} }

// many returns the values of a set of more than two.
func (s *Sets) many(name SetName) []uint16 {
	from := int32(0)
	if name > 0 {
		from = s.ends[name-1]
	}
	return s.values[from:s.ends[name]]
}

// name returns the name of a set of values, which are sorted, and stores the set if it is new.
func (s *Sets) name(values []uint16) SetName {
	switch len(values) {
	case 1:
		return Only(values[0])
	case 2:
		return Both(values[0], values[1])
	}
	for i := range s.ends {
		if slices.Equal(s.many(SetName(i)), values) {
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
		if least, greatest, ok := name.few(); ok {
			if yield(least) && greatest != least {
				yield(greatest)
			}
			return
		}
		for _, v := range s.many(name) {
			if !yield(v) {
				return
			}
		}
	}
}

// appendValues appends the values of a set, in order.
func (s *Sets) appendValues(values []uint16, name SetName) []uint16 {
	if least, greatest, ok := name.few(); ok {
		if values = append(values, least); greatest != least {
			values = append(values, greatest)
		}
		return values
	}
	return append(values, s.many(name)...)
}

// Has reports whether a value is in a set.
func (s *Sets) Has(name SetName, value uint16) bool {
	if least, greatest, ok := name.few(); ok {
		return value == least || value == greatest
	}
	_, found := slices.BinarySearch(s.many(name), value)
	return found
}
