package timeline

import "slices"

// ranks tell which of the events that stand on a day is the best of its class: of all of them
// or, where episodes hide some, of those with w within some days.
//
// A class is the events of one value that are alike except for their days: changes or sightings,
// denied or not, beside another or not. They are in the order in which rule 5 prefers them, the
// best last; so they are in order of w. Those that are not denied are in order of h, too, since
// none lies within another.
//
// Each class has a binary tree. A leaf is for one event; any other node has the best of the leaves
// below it. To change one event takes O(log n), and so does a question.
type ranks struct {
	classes []rankClass
	order   []int32 // the events, class by class
	nodes   []rankNode
	leaves  []int32 // by event: its leaf among the nodes
	ofLeaf  []int32 // by event: its class
}

type rankClass struct {
	key    classKey
	from   int32 // of the class in order
	events int32
	root   int32 // of the class in nodes: the node before the first
	leaves int32 // a power of two
}

type classKey struct {
	value                      uint16
	isSighting, denied, beside bool
}

// A rankNode tells the best of some events of a class, as far as they stand.
type rankNode struct {
	begun   int32 // the place in order of the best that has begun; -1 if there is none
	waiting int32 // the same of the best that has not
	spoken  Day   // the last day up to now that they speak of; Never if there is none
	ahead   Day   // the last day at all that they speak of
}

var noNode = rankNode{-1, -1, Never, Never}

// with returns the node for the events of n and m together. Those of n come before those of m.
func (n rankNode) with(m rankNode) rankNode {
	if m.begun < 0 {
		m.begun = n.begun
	}
	if m.waiting < 0 {
		m.waiting = n.waiting
	}
	m.spoken, m.ahead = max(m.spoken, n.spoken), max(m.ahead, n.ahead)
	return m
}

// stands reports whether any of the node's events stands.
func (n *rankNode) stands() bool { return n.begun >= 0 || n.waiting >= 0 }

// reset puts the events of a timeline into classes. None stands.
func (r *ranks) reset(j *judge) {
	events := j.tl.events
	r.classes = r.classes[:0]
	n := len(events)
	r.ofLeaf = slices.Grow(r.ofLeaf[:0], n)[:n]
	r.leaves = slices.Grow(r.leaves[:0], n)[:n]
	r.order = slices.Grow(r.order[:0], n)[:n]
	for i := range events {
		c := r.class(&events[i])
		r.ofLeaf[i] = c
		r.classes[c].events++
	}
	var from, nodes int32
	for i := range r.classes {
		c := &r.classes[i]
		c.leaves = 1
		for c.leaves < c.events {
			c.leaves *= 2
		}
		c.from, c.root = from, nodes
		from += c.events
		nodes += 2 * c.leaves
		c.events = 0
	}
	for i := range events {
		c := &r.classes[r.ofLeaf[i]]
		r.order[c.from+c.events] = int32(i)
		c.events++
	}
	for i := range r.classes {
		c := &r.classes[i]
		slices.SortFunc(r.order[c.from:c.from+c.events], func(x, y int32) int {
			e, f := &events[x], &events[y]
			if e.w != f.w {
				if e.w < f.w {
					return -1
				}
				return 1
			}
			return j.compare(f.asCandidate(y, true), e.asCandidate(x, true))
		})
		for k, x := range r.order[c.from : c.from+c.events] {
			r.leaves[x] = c.root + c.leaves + int32(k)
		}
	}
	r.nodes = slices.Grow(r.nodes[:0], int(nodes))[:nodes]
	for i := range r.nodes {
		r.nodes[i] = noNode
	}
}

// class returns the class of an event.
func (r *ranks) class(e *event) int32 {
	key := classKey{e.value, e.isSighting, e.denied, e.beside}
	for i := range r.classes {
		if r.classes[i].key == key {
			return int32(i)
		}
	}
	r.classes = append(r.classes, rankClass{key: key})
	return int32(len(r.classes) - 1)
}

// update sets the leaf of an event to what the event is on day t. It returns whether the event stood
// before, and whether it stands now.
func (r *ranks) update(e *event, place int32, t Day) (stood, stands bool) {
	c := &r.classes[r.ofLeaf[place]]
	leaf := r.leaves[place]
	node := noNode
	if e.lo <= t && t < e.gone {
		in := c.from + leaf - c.root - c.leaves
		if e.isBegun(t) {
			node.begun = in
		} else {
			node.waiting = in
		}
		node.ahead = e.h
		if e.h <= t {
			node.spoken = e.h
		}
	}
	stood, stands = r.nodes[leaf].stands(), node.stands()
	if node == r.nodes[leaf] {
		return stood, stands
	}
	r.nodes[leaf] = node
	for k := (leaf - c.root) / 2; k >= 1; k /= 2 {
		parent := r.nodes[c.root+2*k].with(r.nodes[c.root+2*k+1])
		if parent == r.nodes[c.root+k] {
			break
		}
		r.nodes[c.root+k] = parent
	}
	return stood, stands
}

// all returns the node of all events of a class.
func (r *ranks) all(c *rankClass) rankNode { return r.nodes[c.root+1] }

// visible returns the node of those events of a class that are not hidden on day t by episodes.
// Latest is the latest a2 of those that hide.
func (r *ranks) visible(events []event, c *rankClass, t, latest Day) rankNode {
	order := r.order[c.from : c.from+c.events]
	first := latest // of a change; a sighting must be later
	if c.key.isSighting {
		first = latest.Add(1)
	}
	from, _ := slices.BinarySearchFunc(order, first, func(x int32, w Day) int { return compareDays(events[x].w, w) })
	to, _ := slices.BinarySearchFunc(order, t.Add(1), func(x int32, w Day) int { return compareDays(events[x].w, w) })
	left, right := noNode, noNode
	lo, hi := c.leaves+int32(from), c.leaves+int32(to)
	for ; lo < hi; lo, hi = lo/2, hi/2 {
		if lo&1 == 1 {
			left = left.with(r.nodes[c.root+lo])
			lo++
		}
		if hi&1 == 1 {
			hi--
			right = r.nodes[c.root+hi].with(right)
		}
	}
	return left.with(right)
}

// compareDays is a comparison for [slices.BinarySearchFunc] that finds the first of several equal
// days: it takes equal days for later.
func compareDays(x, y Day) int {
	if x < y {
		return -1
	}
	return 1
}
