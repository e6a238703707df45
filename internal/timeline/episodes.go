package timeline

import (
	"cmp"
	"slices"
)

// The sweptEpisodes are the episodes on the day at hand, for a sweep. A class of them is those of one
// value that are denied, or those that are not.
//
// By rule 4 a begun episode y drops another, x, of another value only if a2_x < a1_y. So an episode
// counts in two places: at its a2 as one that may be dropped, and at its a1 as one that may drop others.
// For each class there is a binary tree whose leaves are the a1 and the a2 of all episodes, in order. It
// has the class's own episodes at their a2, and those of other values that may drop them at their a1. A
// change of one episode takes O(log n) for each class, and so does a question.
type sweptEpisodes struct {
	states  []episodeState
	ends    []Day    // by episode: the last day on which it is active
	denied  []uint16 // the values of sightings that are denied
	order   []int32  // the episodes as rule 5 prefers them, the best last
	ranks   []int32  // by episode: its place in order
	byDay   []int32  // by leaf: the place of an episode for its a1, or that plus the number of episodes for its a2
	days    []Day    // by leaf, in order
	begins  []int32  // by episode: the leaf of its a1
	settles []int32  // by episode: the leaf of its a2
	classes []episodeClass
	nodes   []episodeNode // class by class, see tree
	leaves  int           // of each class
}

type episodeState uint8

const (
	inactive episodeState = iota
	notBegun
	hasBegun
)

// An episodeClass is the episodes of a value that are denied, or those that are not.
type episodeClass struct {
	value  uint16
	denied bool
}

// An episodeNode says what is true of some leaves of a class, as far as their episodes are active on the
// day at hand.
type episodeNode struct {
	begun   int32 // the rank of the best that has begun; -1 if there is none
	waiting int32 // the same of the best that has not
	remains bool  // there is one begun that no other of the node drops
	least   Day   // the smallest b1 of those
	drops   Day   // the smallest b2 of those begun of other values that may drop some; Forever if there is none
	latest  Day   // the latest a2 of those begun
	spoken  Day   // the last day up to now that those waiting speak of
	ahead   Day   // the last day at all that they speak of
}

var noEpisodes = episodeNode{begun: -1, waiting: -1, drops: Forever, latest: Never, spoken: Never, ahead: Never}

// with returns the node for the leaves of n and m together. Those of n come before those of m, so what
// begins in m drops what had begun in n and lasts longer.
func (n episodeNode) with(m episodeNode) episodeNode {
	if n.remains && n.least <= m.drops && (!m.remains || n.least < m.least) {
		m.remains, m.least = true, n.least
	}
	m.begun, m.waiting = max(m.begun, n.begun), max(m.waiting, n.waiting)
	m.drops, m.latest = min(m.drops, n.drops), max(m.latest, n.latest)
	m.spoken, m.ahead = max(m.spoken, n.spoken), max(m.ahead, n.ahead)
	return m
}

// reset prepares the episodes of a track.
func (s *sweptEpisodes) reset(j *judge) {
	tl := j.tl
	n := len(tl.episodes)
	s.states = slices.Grow(s.states[:0], n)[:n]
	clear(s.states)
	s.ends, s.denied, s.classes = s.ends[:0], s.denied[:0], s.classes[:0]
	for i := range tl.seen {
		if f := &tl.seen[i]; f.denied && !slices.Contains(s.denied, f.value) {
			s.denied = append(s.denied, f.value)
		}
	}
	if n == 0 {
		return
	}
	for i := range tl.episodes {
		p := &tl.episodes[i]
		// One that is not begun is dropped if an event, not denied, with hi <= t has w > a2: none has
		// before it begins.
		end := min(p.last.Hi, tl.latestW.firstAfter(p.first.Hi).Add(-1))
		if p.first.Hi <= p.last.Lo {
			end = max(end, p.last.Lo)
		}
		s.ends = append(s.ends, end)
		if class := (episodeClass{p.value, p.denied}); !slices.Contains(s.classes, class) {
			s.classes = append(s.classes, class)
		}
	}
	s.rank(j)
	s.plant(tl)
}

// rank sorts the episodes into the order of rule 5.
func (s *sweptEpisodes) rank(j *judge) {
	episodes := j.tl.episodes
	s.order = s.order[:0]
	for i := range episodes {
		s.order = append(s.order, int32(i))
	}
	slices.SortFunc(s.order, func(x, y int32) int {
		return j.compare(episodes[y].asCandidate(y, true), episodes[x].asCandidate(x, true))
	})
	s.ranks = slices.Grow(s.ranks[:0], len(episodes))[:len(episodes)]
	for rank, place := range s.order {
		s.ranks[place] = int32(rank)
	}
}

// plant makes the trees, with nothing active in them.
func (s *sweptEpisodes) plant(tl *Timeline) {
	n := len(tl.episodes)
	day := func(k int32) Day { // of the a1 of an episode, and behind those, of its a2
		if int(k) < n {
			return tl.episodes[k].first.Lo
		}
		return tl.episodes[int(k)-n].first.Hi
	}
	s.byDay = s.byDay[:0]
	for k := range 2 * n {
		s.byDay = append(s.byDay, int32(k))
	}
	slices.SortFunc(s.byDay, func(x, y int32) int { return cmp.Or(cmp.Compare(day(x), day(y)), cmp.Compare(x, y)) })
	s.days = s.days[:0]
	s.begins = slices.Grow(s.begins[:0], n)[:n]
	s.settles = slices.Grow(s.settles[:0], n)[:n]
	for leaf, k := range s.byDay {
		s.days = append(s.days, day(k))
		if int(k) < n {
			s.begins[k] = int32(leaf)
		} else {
			s.settles[int(k)-n] = int32(leaf)
		}
	}
	for s.leaves = 1; s.leaves < 2*n; {
		s.leaves *= 2
	}
	nodes := 2 * s.leaves * len(s.classes)
	s.nodes = slices.Grow(s.nodes[:0], nodes)[:nodes]
	for i := range s.nodes {
		s.nodes[i] = noEpisodes
	}
}

// tree returns the nodes of a class. The first is not used; then come the root and, row by row, the
// nodes below it.
func (s *sweptEpisodes) tree(class int) []episodeNode {
	return s.nodes[2*s.leaves*class:][:2*s.leaves]
}

// set sets a leaf of a class, and the nodes above it.
func (s *sweptEpisodes) set(class int, leaf int32, node episodeNode) {
	tree := s.tree(class)
	k := s.leaves + int(leaf)
	if tree[k] == node {
		return
	}
	tree[k] = node
	for k /= 2; k >= 1; k /= 2 {
		parent := tree[2*k].with(tree[2*k+1])
		if parent == tree[k] {
			return
		}
		tree[k] = parent
	}
}

// state returns what an episode is on day t.
func (s *sweptEpisodes) state(tl *Timeline, place int32, t Day) episodeState {
	p := &tl.episodes[place]
	switch {
	case p.isBegun(t):
		return hasBegun
	case p.first.Lo <= t && t <= s.ends[place]:
		return notBegun
	}
	return inactive
}

// update sets the leaves of an episode to what it is on day t. It returns what it was and what it is.
func (s *sweptEpisodes) update(tl *Timeline, place int32, t Day) (before, now episodeState) {
	before, now = s.states[place], s.state(tl, place, t)
	s.states[place] = now
	p := &tl.episodes[place]
	own, drops := noEpisodes, noEpisodes
	switch now {
	case hasBegun:
		own.begun, own.remains, own.least, own.latest = s.ranks[place], true, p.last.Lo, p.first.Hi
		drops.drops = p.last.Hi
	case notBegun:
		spoken := tl.spoken(episodeRef(place))
		own.waiting, own.spoken, own.ahead = s.ranks[place], spoken.upTo(t), spoken.Hi
	}
	for i, class := range s.classes {
		if class.value == p.value && class.denied == p.denied {
			s.set(i, s.settles[place], own)
		} else if class.value != p.value && !p.denied && (before == hasBegun) != (now == hasBegun) {
			s.set(i, s.begins[place], drops)
		}
	}
	return before, now
}

// hiding reports whether an episode hides what stood before it, and returns the latest a2 of those that
// do. The episode with that a2 is never dropped.
func (s *sweptEpisodes) hiding() (hides bool, latest Day) {
	latest = Never
	for i, class := range s.classes {
		if root := &s.tree(i)[1]; !class.denied && root.begun >= 0 {
			hides, latest = true, max(latest, root.latest)
		}
	}
	return hides, latest
}

// remaining gives the sweep the episodes that remain by rule 4, as far as the answer depends on them: for
// each class the best that has begun, if any of those remains, and the best that has not.
//
// The best of all that have begun has the latest a1, and so is never dropped. The best begun one of another
// class may be dropped; but it gives no value, so it does as well as the one that remains.
func (s *sweptEpisodes) remaining(j *judge, sw *sweep) {
	var starts topTwo // a1 of those begun, which drop what waits
	for i, class := range s.classes {
		if root := &s.tree(i)[1]; !class.denied && root.begun >= 0 {
			starts.add(class.value, int64(j.tl.episodes[s.order[root.begun]].first.Lo))
		}
	}
	for i, class := range s.classes {
		if root := &s.tree(i)[1]; root.remains {
			sw.candidate(j, s.candidate(j.tl, root.begun, true), Bounds{Forever, Forever})
		}
		node := s.waitingFrom(i, starts.other(class.value))
		if node.waiting >= 0 {
			sw.candidate(j, s.candidate(j.tl, node.waiting, false), Bounds{node.spoken, node.ahead})
		}
	}
}

// candidate returns the episode with a rank as a candidate.
func (s *sweptEpisodes) candidate(tl *Timeline, rank int32, begun bool) candidate {
	place := s.order[rank]
	return tl.episodes[place].asCandidate(place, begun)
}

// waitingFrom returns the node of the episodes of a class whose a2 is on a day or later. The day is a key
// of a topTwo.
func (s *sweptEpisodes) waitingFrom(class int, from int64) episodeNode {
	tree := s.tree(class)
	if from == none || tree[1].waiting < 0 {
		return tree[1]
	}
	first, _ := slices.BinarySearch(s.days, Day(from))
	node := noEpisodes
	for lo, hi := s.leaves+first, 2*s.leaves; lo < hi; lo, hi = lo/2, hi/2 {
		if lo&1 == 1 { // as the range goes to the end, its right end is never odd
			node = tree[lo].with(node)
			lo++
		}
	}
	return node
}
