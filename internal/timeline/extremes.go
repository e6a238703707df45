package timeline

import "math"

// A topTwo remembers the largest key that was added, and the largest key of any other value. So it
// can answer what the largest key is of all values but one. The zero topTwo is empty.
type topTwo struct {
	best, second int64
	value        uint16 // of best
	filled       bool
}

// none is the key if no key was added; it is less than all others.
const none = math.MinInt64

func (t *topTwo) add(value uint16, key int64) {
	switch {
	case !t.filled:
		*t = topTwo{key, none, value, true}
	case key > t.best:
		if value != t.value {
			t.second = t.best
		}
		t.best, t.value = key, value
	case value != t.value && key > t.second:
		t.second = key
	}
}

// any returns the largest key.
func (t *topTwo) any() int64 {
	if !t.filled {
		return none
	}
	return t.best
}

// other returns the largest key of a value that is not v.
func (t *topTwo) other(v uint16) int64 {
	switch {
	case !t.filled:
		return none
	case t.value == v:
		return t.second
	}
	return t.best
}

// byEnd returns a key that orders bounds by their Hi, then by their Lo.
func byEnd(b Bounds) int64 { return int64(b.Hi)<<32 | int64(uint32(b.Lo)^1<<31) }
