package timeline

// A heap gives out places in the order of their keys, the smallest first. Places with equal keys come
// in any order.
type heap []keyed

type keyed struct {
	key   Day
	place int32
}

// push adds a place.
func (q *heap) push(key Day, place int32) {
	*q = append(*q, keyed{key, place})
	h := *q
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if h[i].key >= h[parent].key {
			break
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

// pop removes and returns the first place, and ok false if its key is larger than limit or there is
// none.
func (q *heap) pop(limit Day) (place int32, ok bool) {
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
		if h[child].key >= h[i].key {
			break
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
	*q = h
	return place, true
}
