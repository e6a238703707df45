package draft

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// statuses returns whether a crossing is open, as a sentence tells it.
func (s sentence) statuses() []event {
	c := &statuses{s: s}
	for _, m := range s.marks {
		switch m.class {
		case shut:
			c.isShut(m)
		case closed:
			c.closing(m)
		case opened:
			c.opening(m)
		case open:
			c.isOpen(m)
		}
	}
	c.allowed()
	narrowed := c.narrowed()
	return append(c.list, narrowed...)
}

// allowed adds, of a sentence that tells nothing surer, that a crossing is open to those
// who are allowed to pass.
func (c *statuses) allowed() {
	isSurer := func(e event) bool { return e.at.class != open || e.sure > 0.4 }
	if slices.ContainsFunc(c.list, isSurer) || !c.s.has(whom) {
		return
	}
	for _, m := range c.s.marks {
		if m.class == permits && slices.ContainsFunc([]string{"allow*", "permit*", "let", "admit*", "سمح*", "يسمح", "تسمح", "السماح", "سيسمح"}, c.s.list[m.i].is) {
			c.add(border.Restricted, m, false, 0.4)
		}
	}
}

// statuses are what a sentence tells of whether a crossing is open: each value once,
// as it is told surest, but what was so until it changed.
type statuses struct {
	s    sentence
	list []event
}

// add adds that the words at m tell a value, as a state or as a change.
func (c *statuses) add(value border.Status, m mark, isSeen bool, sure float64) {
	if !c.s.has(post) && !c.s.has(frontier) {
		sure *= 0.8
	}
	e := event{kind: border.KindStatus, value: value.String(), modality: c.s.modality(m), seen: isSeen, stays: isSeen && c.s.isDenied(m), country: c.s.country(m), at: m, sure: sure}
	switch {
	case value == border.Open && (m.class == closed || m.class == shut):
		e.modality = border.Reported // "contrary to rumours it was not closed"
	case e.stays && e.modality != border.Denied:
		e.modality = border.Reported
	case !isSeen || e.modality == border.Denied:
	case m.class == open && (c.s.before(plans, m.i, 3) || e.modality == border.Planned):
		e.seen = false // "will be open"
	default:
		e.modality = border.Reported
	}
	k := slices.IndexFunc(c.list, func(o event) bool { return o.value == e.value && !o.after })
	switch {
	case k < 0:
		c.list = append(c.list, e)
	case c.list[k].sure < sure:
		c.list[k] = e
	}
}

// until adds that a value held until the words at m tell of another.
func (c *statuses) until(value border.Status, m mark, sure float64) {
	c.list = append(c.list, event{kind: border.KindStatus, value: value.String(), modality: border.Reported, seen: true, after: true, country: c.s.country(m), at: m, sure: sure})
}

func (c *statuses) isShut(m mark) {
	if c.s.isAfter(m) {
		c.until(border.Closed, m, 0.4)
		return
	}
	switch c.s.denial(m) {
	case affirmed:
		if !c.s.saysNot(m) || !c.s.excepts(m.end) { // «لم يفتح إلا في 5 أيار»
			c.add(border.Closed, m, true, 0.85)
		}
	case denied:
		c.add(border.Open, m, true, 0.6) // "has not been closed"
	}
}

func (c *statuses) closing(m mark) {
	if c.s.overlaps(shut, m) {
		return
	}
	if c.s.isAfter(m) {
		c.until(border.Closed, m, 0.4)
		return
	}
	switch d := c.s.denial(m); {
	case d == denied, d == affirmed && c.s.isNotClosed(m):
		c.add(border.Open, m, true, 0.5)
	case d == affirmed && !c.s.isDropped(m):
		c.add(border.Closed, m, c.s.isState(m) || c.s.excepts(m.end), 0.8)
	}
}

func (c *statuses) opening(m mark) {
	d := c.s.denial(m)
	if d == denied || d == affirmed && (c.s.isPutOffBefore(m) || c.s.isPutOff(m)) {
		c.add(border.Closed, m, true, 0.7)
		return
	}
	if d == unclear || c.s.isDropped(m) {
		return
	}
	isState := c.s.isState(m)
	c.add(border.Open, m, isState, 0.8)
	switch c.s.modality(m) {
	case border.Reported:
		if !isState {
			c.until(border.Closed, m, 0.3)
		}
	case border.Planned, border.Expected:
		c.add(border.Closed, m, true, 0.35)
	}
}

func (c *statuses) isOpen(m mark) {
	switch {
	case c.s.overlaps(opened, m), c.s.overlaps(shut, m):
	case c.s.denial(m) == denied, c.s.isPutOffBefore(m) && c.s.strength(m) > 0.4:
		c.add(border.Closed, m, true, 0.5)
	case c.s.denial(m) == unclear:
	case c.s.before(begins, m.i, 5):
		c.add(border.Open, m, false, 0.75) // "began to work"
	default:
		c.add(border.Open, m, true, c.s.strength(m))
	}
}

// isAfter reports whether a closing is named as what an opening followed: "after years
// of closure".
func (s sentence) isAfter(m mark) bool {
	return (s.has(opened) || s.has(open)) && slices.ContainsFunc(s.list[max(0, m.i-4):m.i], func(t token) bool {
		return t.is("after") || t.is("following") || t.is("despite") || t.is("بعد")
	})
}

// isPutOff reports whether what follows the words at m, and no other change, is that it
// is put off.
func (s sentence) isPutOff(m mark) bool {
	for _, o := range s.marks {
		switch {
		case o.i < m.end:
		case o.class == opened || o.class == closed:
			return false
		case o.class == notYet:
			return true
		}
	}
	return false
}

// strength is how much a word for being open says of a crossing: "operational" more
// than "crossing" or "daily" do.
func (s sentence) strength(m mark) float64 {
	says := func(word string) bool {
		return slices.ContainsFunc(s.list[m.i:m.end], func(t token) bool { return t.is(word) })
	}
	if slices.ContainsFunc([]string{"open", "operational", "functioning", "operating", "operates", "working", "مفتوح*", "يعمل", "تعمل", "سالك*"}, says) {
		return 0.7
	}
	return 0.4
}

// narrowed makes of an opening or closing to some a restricted status, or one for
// trial, which is likelier than that for all.
func (c *statuses) narrowed() (list []event) {
	if m, ok := c.s.first(trial); ok && len(c.list) == 0 {
		c.add(border.Trial, m, false, 0.5)
		if c.s.has(plans) {
			c.list[0].modality = border.Planned
		}
		return nil
	}
	if len(c.list) == 0 {
		return nil
	}
	best := slices.MaxFunc(c.list, func(a, b event) int { return cmp.Compare(a.sure, b.sure) })
	narrow := func(value border.Status, at mark, isSure bool) {
		e := best
		e.value, e.sure = value.String(), best.sure*0.8
		if e.at.class == open {
			e.at = at
		}
		if isSure {
			e.sure = max(best.sure, 0.6)
			for i := range c.list {
				c.list[i].sure *= 0.7
			}
		}
		list = append(list, e)
	}
	if m, ok := c.s.first(trial); ok {
		narrow(border.Trial, m, true)
	}
	m, some := c.s.first(only)
	at, kinds, isToSome := c.s.toSome(best.at)
	if !some {
		m, some = at, isToSome
	}
	if some && isToSome && best.value == border.Closed.String() && !c.s.anyPass(best.at) {
		c.bar(kinds)
		narrow(border.Restricted, m, false) // to whom, the words do not say
	} else if some {
		narrow(border.Restricted, m, len(list) == 0)
	} else if m, ok := c.s.first(limited); ok {
		narrow(border.Restricted, m, false)
	}
	return list
}

// bar makes of closings those of the traffic that is kept out: of the rest they tell nothing.
func (c *statuses) bar(kinds string) {
	for i, e := range c.list {
		if e.value == border.Closed.String() && !e.after {
			c.list[i].barred = kinds
		}
	}
}

// anyPass reports whether a sentence that tells of a closing by the words at m says
// who may still pass.
func (s sentence) anyPass(m mark) bool {
	return slices.ContainsFunc(s.marks, func(w mark) bool { return w.class == whom && s.mayPass(w, m) })
}

// toSome returns the words that say to whom alone what the words at m tell applies, and
// to which kinds of traffic: "opened for trade", "closed to travellers".
func (s sentence) toSome(m mark) (at mark, list string, ok bool) {
	kinds := map[string]bool{}
	for _, w := range s.marks {
		if w.class == whom && (m.class == opened || m.class == closed) && (w.end <= m.i && m.i-w.end <= 1 || w.i >= m.end && w.i-m.end <= 1) {
			at, ok, kinds[w.arg] = w, true, true // "traffic of lorries resumed"
		}
		if w.class == whom && w.end < m.i && m.i-w.end <= 9 && (m.class == opened || m.class == closed) && s.list[w.end].is("traffic") {
			at, ok, kinds[w.arg] = w, true, true // "passenger traffic at the gate is suspended"
		}
		if w.class != whom || w.i < m.end || w.i-m.end > 9 {
			continue
		}
		before := s.list[max(m.end, w.i-3):w.i]
		if (slices.ContainsFunc(before, isFor) || isFor(s.list[w.i])) && !slices.ContainsFunc(before, isBut) {
			at, ok, kinds[w.arg] = w, true, true
		}
	}
	return at, strings.Join(slices.Sorted(maps.Keys(kinds)), ","), ok && !(kinds["passengers"] && kinds["commercial"])
}

func isBut(t token) bool { return t.is("but") || t.is("while") || t.is("لكن") || t.is("بينما") }

// isFor reports whether a token is a word like "for", or begins with one.
func isFor(t token) bool {
	return t.is("for") || t.is("to") || t.is("امام") || t.is("لحركه") || strings.HasPrefix(t.forms[0], "لل")
}

// overlaps reports whether a mark of the class covers part of m.
func (s sentence) overlaps(c class, m mark) bool {
	for _, other := range s.marks {
		if other.class == c && other.i < m.end && m.i < other.end {
			return true
		}
	}
	return false
}

// isState reports whether the words at m tell how it is, not that it changed: "is
// still closed".
func (s sentence) isState(m mark) bool {
	within := 2
	if m.class == take {
		within = 5 // "the crossing is still under the control of"
	}
	return slices.ContainsFunc(s.marks, func(o mark) bool {
		isPerfect := (m.class == opened || m.class == closed) && (s.list[o.i].is("has") || s.list[o.i].is("have"))
		return o.class == remains && o.end <= m.i && m.i-o.end <= within && (!isPerfect || s.has(since))
	})
}

// country returns which side's country the words at m name as the one that acts: before
// them, "Iraq closed", or in Arabic behind them but before the crossing.
func (s sentence) country(m mark) border.Side {
	for k := len(s.marks) - 1; k >= 0; k-- {
		c := s.marks[k]
		if c.class == country && c.end <= m.i && m.i-c.end <= 3 && (m.class != moves || c.end < m.i) && !s.overlaps(toward, c) && !s.overlaps(between, c) {
			return sideNamed(c.arg)
		}
		if c.class == country && c.i > m.i && c.end < m.end {
			return sideNamed(c.arg) // "أعادت السلطات السورية فتح"
		}
	}
	if s.lang != "ar" {
		return 0
	}
	for _, c := range s.marks {
		switch {
		case c.i < m.end:
		case c.class == post || c.i-m.end > 3:
			return 0
		case c.class == country && !s.overlaps(toward, c) && !s.overlaps(between, c):
			return sideNamed(c.arg)
		}
	}
	return 0
}

func sideNamed(arg string) border.Side {
	side, _ := border.ParseSide(arg)
	return side
}
