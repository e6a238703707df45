package draft

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// controls returns who holds or took a crossing, as a sentence tells it.
func (r *reader) controls(s sentence) []event {
	c := &controls{reader: r, s: s, seen: map[string]bool{}}
	for _, m := range s.marks {
		switch {
		case m.class == hold && !s.overlaps(take, m) && !s.overlaps(give, m):
			c.held(m, !c.s.isFuture(m))
		case m.class == take && !s.overlaps(give, m) && !s.overlaps(leave, m):
			c.held(m, s.isState(m) || m.i > 0 && s.list[m.i-1].is("تحت"))
		case m.class == give:
			c.given(m)
		case m.class == leave:
			c.left(m)
		}
	}
	c.staffed()
	return c.list
}

// controls are what a sentence tells of who holds a crossing.
type controls struct {
	*reader
	s    sentence
	list []event
	seen map[string]bool // values in list
}

// add adds that a party holds, as the words at verb tell it; and, less sure, the
// others that a word like "government" may mean.
func (c *controls) add(p mark, verb mark, isSeen bool, sure float64) {
	n := len(c.list)
	c.addOne(p, verb, isSeen, sure)
	if len(c.list) == n {
		return
	}
	for _, other := range others[p.arg] {
		p.arg = other
		c.addOne(p, verb, isSeen, sure*0.4)
	}
}

func (c *controls) addOne(p mark, verb mark, isSeen bool, sure float64) {
	value, country := c.party(c.s, p)
	known := slices.IndexFunc(c.list, func(o event) bool { return o.value == value && o.seen && !o.after })
	if value == "" || c.seen[value] && (isSeen || known < 0) {
		return
	}
	c.seen[value] = true
	e := event{kind: border.KindControl, value: value, modality: c.s.modality(verb), seen: isSeen, country: country, at: verb, sure: sure}
	if verb.class == take && c.s.before(not, verb.i, 2) {
		e.modality = border.Denied
	}
	if known >= 0 {
		c.list[known] = e // "control of it passed to": a change tells more than a state
		return
	}
	c.list = append(c.list, e)
}

// held adds who holds, or began to, by the verb at m, and until when who lost did.
func (c *controls) held(m mark, isSeen bool) {
	sure := 0.8
	if m.class == take && !isSeen {
		sure = 0.9
	}
	if !c.s.has(post) {
		sure *= 0.8
	}
	holders, loser := c.s.agents(m)
	if m.arg == "out" {
		if holders, loser = c.s.drivers(m); loser.end == 0 {
			return // whom they drove out, the words do not say
		}
	}
	for i, p := range holders {
		if i > 0 && p.i < holders[0].i {
			sure *= 0.6 // another that may be the subject
		}
		c.add(p, m, isSeen, sure)
	}
	if len(holders) == 0 || c.s.lang == "en" && holders[0].i >= m.end && !c.s.isPassive(m) {
		c.titled(m, isSeen, sure*0.6)
	}
	if len(c.list) == 0 && len(holders) == 0 && c.s.isHeld(m) {
		c.add(mark{party, "unknown", m.i, m.end}, m, isSeen, sure*0.4)
	}
	if loser.end > 0 && m.class == take {
		c.before(loser, m, sure/2)
	}
}

// before adds that a party held until the change that the words at verb tell.
func (c *controls) before(p, verb mark, sure float64) {
	n := len(c.list)
	if c.addOne(p, verb, true, sure); len(c.list) > n {
		c.list[n].after = c.list[n].modality == border.Reported
	}
}

// given adds that the one to whom a crossing is handed holds it, and until then who
// hands it over.
func (c *controls) given(m mark) {
	var giver, taker mark
	for _, p := range c.s.marks {
		switch {
		case p.class != party:
		case c.s.isTo(p) && p.i >= m.end && taker.end == 0:
			taker = p
		case giver.end == 0 && (p.end <= m.i || c.s.isFrom(p) || c.s.lang == "ar" && p.i-m.end <= 2):
			giver = p
		}
	}
	if taker.end > 0 {
		c.add(taker, m, false, 0.9)
	}
	if giver.end > 0 {
		c.before(giver, m, 0.5)
	}
	if giver.end == 0 && taker.end == 0 {
		c.titled(m, false, 0.5)
	}
	for _, p := range c.s.marks {
		if taker.end == 0 && p.class == country && p.i >= m.end && c.s.isTo(p) {
			c.add(mark{party, governments[p.arg], p.i, p.end}, m, false, 0.6) // "handed over to Damascus"
		}
	}
}

// left adds that one who is not named holds what a party left, and until then the
// party; and that it still does if it denies to have left.
func (c *controls) left(m mark) {
	p, ok := c.s.nearest(party, m.i, true)
	if !ok || c.s.lang == "ar" || c.s.isPassive(m) {
		if q, is := c.s.nearest(party, m.end, false); is && q.i-m.end <= 4 {
			p, ok = q, true
		}
	}
	if !ok {
		p, ok = c.title.nearest(party, len(c.title.list), true)
	}
	if !ok {
		if c.s.has(post) {
			c.add(mark{party, "unknown", m.i, m.end}, m, false, 0.3)
		}
		return
	}
	if k := slices.IndexFunc(c.s.marks, func(q mark) bool { return q.class == party && q.i >= m.end && c.s.isTo(q) }); k >= 0 {
		c.add(c.s.marks[k], m, false, 0.9) // "lost it to"
		c.before(p, m, 0.5)
		return
	}
	value, country := c.party(c.s, p)
	if c.s.modality(m) == border.Denied || c.s.before(not, m.i, 2) {
		if value != "" && !c.seen[value] {
			c.seen[value] = true
			c.list = append(c.list, event{kind: border.KindControl, value: value, modality: border.Reported, seen: true, country: country, at: m, sure: 0.6})
		}
		return
	}
	c.list = append(c.list, event{kind: border.KindControl, value: "unknown", modality: c.s.modality(m), country: country, at: m, sure: 0.5})
	c.before(p, m, 0.4)
}

// staffed adds, of a sentence that tells nothing surer, that those hold whose staff
// work there, or the party that it names.
func (c *controls) staffed() {
	if len(c.list) > 0 {
		return
	}
	p, ok := c.s.first(party)
	if m, is := c.s.first(staffed); is {
		if ok {
			c.add(p, m, true, 0.35)
		} else if q, of := c.s.first(country); of {
			c.add(mark{party, governments[q.arg], q.i, q.end}, m, true, 0.3)
		}
	} else if ok && p.arg != "none" && c.s.has(post) {
		c.add(p, p, true, 0.2)
	}
}

// titled adds that the parties of the title hold by the verb at m of a sentence that
// names none before it, the first the likeliest.
func (c *controls) titled(m mark, isSeen bool, sure float64) {
	for _, p := range c.title.marks {
		if p.class == party {
			c.addOne(p, m, isSeen, sure)
			sure *= 0.7
		}
	}
}

// isHeld reports whether the words at m alone tell that somebody holds something.
func (s sentence) isHeld(m mark) bool {
	return slices.ContainsFunc(s.list[m.i:m.end], func(t token) bool {
		return slices.ContainsFunc([]string{"control*", "held", "seiz*", "captur*", "took", "taken", "retak*", "retook", "recaptur*", "سيطر*", "يسيطر*", "تسيطر*", "السيطره", "للسيطره", "استول*", "استعاد*"}, t.is)
	})
}

// agents returns the parties that may hold by the verb at m, the likeliest first, and
// the one that lost.
func (s sentence) agents(m mark) (holders []mark, loser mark) {
	var before, after, leavers []mark
	for _, p := range s.marks {
		switch {
		case p.class != party:
		case p.i >= m.end && s.isFrom(p):
			if loser.end == 0 {
				loser = p
			}
		case s.isBacker(p):
		case s.isLeaver(p) && m.class == take:
			leavers = append(leavers, p)
		case p.end <= m.i:
			before = append(before, p)
		case !slices.ContainsFunc(s.marks, func(n mark) bool { return n.class == not && n.i >= p.end && n.i-p.end <= 2 }):
			after = append(after, p) // but not "where the army does not"
		}
	}
	within := func(n int) bool { return len(after) > 0 && after[0].i-m.end <= n }
	switch {
	case s.isPassive(m) && within(9), s.lang == "ar" && within(3):
		return s.withOthers(after[0]), loser
	case len(before) > 0:
		holders = s.withOthers(before[len(before)-1])
		if before[0] != holders[0] && s.lang == "en" {
			holders = append(holders, before[0]) // "rebels who fought the army seized"
		}
		return holders, loser
	case len(after) > 0:
		return s.withOthers(after[0]), loser
	}
	return nil, cmp.Or(loser, append(leavers, mark{})[0])
}

// isBacker reports whether a party is named as one who helped another: "backed by".
func (s sentence) isBacker(p mark) bool {
	return slices.ContainsFunc(s.list[max(0, p.i-2):p.i], func(t token) bool {
		return slices.ContainsFunc([]string{"backed", "supported", "aided", "assisted", "helped", "accompanied", "بدعم", "باسناد", "بمسانده", "مدعوم*", "المدعوم*", "بغطاء"}, t.is)
	})
}

// drivers returns who drove out by the verb at m, and whom: in English the parties before
// and behind it, if it is not told of what was done to the one before.
func (s sentence) drivers(m mark) (holders []mark, loser mark) {
	var list []mark
	for _, p := range s.marks {
		if p.class == party && (p.i >= m.end || s.lang == "en") {
			list = append(list, p)
		}
	}
	before, _ := s.nearest(party, m.i, true)
	behind, _ := s.nearest(party, m.end, false)
	switch {
	case s.lang == "ar" && len(list) > 1:
		return s.withOthers(list[0]), list[len(list)-1]
	case s.lang == "ar" && len(list) == 1:
		return nil, list[0]
	case s.lang == "en" && s.isPassive(m) && before.end > 0:
		return []mark{behind}[:min(1, behind.end)], before
	case s.lang == "en" && behind.end > 0 && behind.i-m.end <= 4 && before.end > 0:
		return s.withOthers(before), behind
	case s.lang == "en" && behind.end > 0 && behind.i-m.end <= 4:
		return nil, behind
	}
	return nil, mark{}
}

// isLeaver reports whether a party is named as one that left: "after the army
// withdrew".
func (s sentence) isLeaver(p mark) bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		return m.class == leave && (m.i >= p.end && m.i-p.end <= 2 || s.lang == "ar" && m.end <= p.i && p.i-m.end <= 1)
	})
}

// withOthers returns a party and those that "and" joins to it: "al-Nusra and other
// rebels".
func (s sentence) withOthers(p mark) []mark {
	list := []mark{p}
	for _, q := range s.marks {
		if q.class == party && q.i >= p.end && q.i-p.end <= 4 && s.joins(p.end, q.i) {
			list = append(list, q)
		}
	}
	return list
}

// isTo reports whether a party is the one to whom something is given.
func (s sentence) isTo(p mark) bool {
	if t := s.list[p.i]; s.lang == "ar" && len(t.forms) > 1 && strings.HasPrefix(t.forms[0], "ل") {
		return true
	}
	return slices.ContainsFunc(s.list[max(0, p.i-2):p.i], func(t token) bool { return t.is("to") || t.is("الي") || t.is("لصالح") || t.is("لمصلحه") })
}

// joins reports whether "and" is between the tokens i and end.
func (s sentence) joins(i, end int) bool {
	for _, t := range s.list[i:min(end+1, len(s.list))] {
		if t.is("and") || s.lang == "ar" && len(t.forms) > 1 && t.forms[0][:2] == "و" {
			return true
		}
	}
	return false
}

// isPassive reports whether who did it follows the verb: "seized by", "in the hands
// of".
func (s sentence) isPassive(m mark) bool {
	for _, b := range s.marks {
		if b.class == by && b.i >= m.i && b.i-m.end <= 4 {
			return true
		}
	}
	last := s.list[m.end-1]
	if m.class == hold && (last.is("of") || last.is("بيد") || last.is("سيطره") || last.is("لسيطره") || last.is("خاضع*") || last.is("تابع*") || last.is("باشراف")) {
		return true
	}
	return last.is("to") || m.class == hold && m.end < len(s.list) && s.list[m.end].is("of") // "fell to", "control of"
}

// isFrom reports whether a party is named as the one from whom something was taken.
func (s sentence) isFrom(p mark) bool {
	for _, f := range s.marks {
		if f.class == from && f.end <= p.i && p.i-f.end <= 1 && !s.list[f.i].is("of") {
			return true
		}
	}
	return false
}

// nearest returns the mark of the class nearest before i, or behind it.
func (s sentence) nearest(c class, i int, before bool) (best mark, ok bool) {
	for _, m := range s.marks {
		if m.class != c {
			continue
		}
		if before && m.end <= i {
			best, ok = m, true
		}
		if !before && m.i >= i {
			return m, true
		}
	}
	return best, ok
}
