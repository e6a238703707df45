package border

import "math"

// A topTwo keeps the largest key that was added, and the largest of those of
// another value, so as to answer "the largest of any value but v".
type topTwo struct {
	best, second int64
	value        uint16 // of best
	filled       bool
}

// nothing is the key where none was added; it is less than all keys.
const nothing = math.MinInt64

func (t *topTwo) add(value uint16, key int64) {
	switch {
	case !t.filled:
		*t = topTwo{key, nothing, value, true}
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
		return nothing
	}
	return t.best
}

// other returns the largest key of a value that is not v.
func (t *topTwo) other(v uint16) int64 {
	switch {
	case !t.filled:
		return nothing
	case t.value == v:
		return t.second
	}
	return t.best
}

// byEnd is the key that orders bounds by their hi, then by their lo.
func byEnd(b bounds) int64 { return int64(b.hi)<<32 | int64(uint32(b.lo)^1<<31) }

// A queue gives out places in order of their moments.
type queue []queued

type queued struct {
	key   moment
	place int32
}

func (q *queue) push(key moment, place int32) {
	*q = append(*q, queued{key, place})
	h := *q
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if h[parent].key <= h[i].key {
			break
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

// pop takes out the first place whose moment is no later than limit.
func (q *queue) pop(limit moment) (place int32, ok bool) {
	h := *q
	if len(h) == 0 || h[0].key > limit {
		return 0, false
	}
	place = h[0].place
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].key < h[child].key {
			child++
		}
		if h[i].key <= h[child].key {
			break
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
	*q = h
	return place, true
}
