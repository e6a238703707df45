package timeline

// A heap gives out places in order of their keys, the smallest first. Where keys
// are equal, the tie function of the caller says whether x comes before y; nil
// leaves them in no order.
type heap []keyed

type keyed struct {
	key   Day
	place int32
}

// latestFirst is the key that orders days from the last to the first.
func latestFirst(t Day) Day { return ^t }

func (x keyed) before(y keyed, tie func(x, y int32) bool) bool {
	if x.key != y.key {
		return x.key < y.key
	}
	return tie != nil && tie(x.place, y.place)
}

// push puts a place in.
func (q *heap) push(key Day, place int32, tie func(x, y int32) bool) {
	*q = append(*q, keyed{key, place})
	h := *q
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h[i].before(h[parent], tie) {
			break
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

// removeFirst takes the first place out.
func (q *heap) removeFirst(tie func(x, y int32) bool) {
	h := *q
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].before(h[child], tie) {
			child++
		}
		if !h[child].before(h[i], tie) {
			break
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
	*q = h
}

// pop takes out the first place, of which the key is no larger than limit. The
// heap must be one without ties.
func (q *heap) pop(limit Day) (place int32, ok bool) {
	h := *q
	if len(h) == 0 || h[0].key > limit {
		return 0, false
	}
	place = h[0].place
	q.removeFirst(nil)
	return place, true
}
