package draft

import (
	"slices"

	"github.com/crossingstatus/border"
)

// statuses returns whether a crossing is open, as a sentence tells it.
func (s sentence) statuses() (list []event) {
	best := map[border.Status]int{} // place in list, by value
	add := func(value border.Status, m mark, isSeen bool, sure float64) {
		if !s.has(post) && !s.has(frontier) {
			sure *= 0.8
		}
		e := event{kind: border.KindStatus, value: value.String(), modality: s.modality(m), seen: isSeen, country: s.country(m), at: m, sure: sure}
		if isSeen {
			e.modality = border.Reported
			if s.before(denies, m.i, 8) {
				e.modality = border.Denied
			}
		}
		if k, ok := best[value]; ok {
			if list[k].sure < sure {
				list[k] = e
			}
			return
		}
		best[value] = len(list)
		list = append(list, e)
	}
	for _, m := range s.marks {
		negated := s.before(not, m.i, 2)
		switch m.class {
		case shut:
			add(border.Closed, m, true, 0.85)
		case closed:
			if s.overlaps(shut, m) {
				continue
			}
			if negated {
				add(border.Open, m, true, 0.5)
				continue
			}
			add(border.Closed, m, s.isState(m), 0.8)
		case opened:
			if negated {
				add(border.Closed, m, true, 0.7)
				continue
			}
			add(border.Open, m, s.isState(m), 0.8)
			if s.modality(m) == border.Reported && !s.isState(m) {
				list = append(list, event{kind: border.KindStatus, value: border.Closed.String(), modality: border.Reported, seen: true, after: true, country: s.country(m), at: m, sure: 0.3})
			}
			if s.modality(m) == border.Planned || s.modality(m) == border.Expected {
				add(border.Closed, m, true, 0.35)
			}
		case open:
			if s.overlaps(opened, m) || s.overlaps(shut, m) {
				continue
			}
			if negated {
				add(border.Closed, m, true, 0.5)
				continue
			}
			add(border.Open, m, true, s.strength(m))
		}
	}
	return s.narrowed(list)
}

// strength is how much a word for being open says of a crossing: "operational" more
// than "crossing" or "daily" do.
func (s sentence) strength(m mark) float64 {
	t := s.list[m.i]
	if slices.ContainsFunc([]string{"open", "operational", "functioning", "operating", "operates", "working", "مفتوح*", "يعمل", "تعمل", "سالك*"}, t.is) {
		return 0.7
	}
	return 0.4
}

// narrowed makes of an opening or closing to some a restricted status, or one for
// trial.
func (s sentence) narrowed(list []event) []event {
	for _, n := range []struct {
		class class
		value border.Status
	}{{limited, border.Restricted}, {trial, border.Trial}} {
		m, ok := s.first(n.class)
		if !ok || len(list) == 0 {
			continue
		}
		e := list[0]
		e.value, e.at, e.sure = n.value.String(), m, e.sure*0.8
		list = append(list, e)
	}
	return list
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
	return s.before(remains, m.i, 2)
}

// country returns which side's country is named before the words at m as the one
// that acts: "Iraq closed".
func (s sentence) country(m mark) border.Side {
	for k := len(s.marks) - 1; k >= 0; k-- {
		c := s.marks[k]
		if c.class == country && c.end <= m.i && m.i-c.end <= 3 && !s.overlaps(toward, c) && !s.overlaps(between, c) {
			return sideNamed(c.arg)
		}
	}
	return 0
}

func sideNamed(arg string) border.Side {
	side, _ := border.ParseSide(arg)
	return side
}
