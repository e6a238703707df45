package draft

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border"
)

// A sided is a side on which an event may have been, and how sure that is.
type sidedness struct {
	side border.Side
	sure float64
	why  string // in English, of those that words.Of knows
}

// sides returns the sides on which an event may have been, the surest first.
func (r *reader) sides(s sentence, code string, e event) (list []sidedness) {
	add := func(side border.Side, sure float64, why string) {
		if side == 0 || slices.ContainsFunc(list, func(o sidedness) bool { return o.side == side }) {
			return
		}
		list = append(list, sidedness{side, sure, why})
	}
	if m, ok := s.first(sided); ok {
		sure := 1.0
		if e.country != 0 && e.country != sideNamed(m.arg) {
			sure = 0.7
		}
		add(sideNamed(m.arg), sure, "it names the side")
	}
	if e.kind == border.KindControl {
		add(e.country, 0.95, "the party is of that country")
	}
	isBoth := s.has(between) || s.named(code) == border.Both
	isOne := e.kind == border.KindThreat || e.kind == border.KindControl // mostly
	switch {
	case isBoth && e.kind == border.KindControl && !s.has(between), isBoth && e.kind == border.KindThreat:
		add(border.Both, 0.5, "it speaks of both sides")
	case isBoth:
		add(border.Both, 0.9, "it speaks of both sides")
	}
	add(e.country, 0.85, "the country that acts")
	add(one(s.named(code)), 0.8, "the name is that of this side")
	add(s.leans(), 0.7, "the words point to this side")
	if r.title.text != "" {
		add(r.title.acts(), 0.62, "the title names the country that acts")
		add(one(r.title.named(code)), 0.6, "the title names this side")
		add(r.title.leans(), 0.55, "the title points to this side")
	}
	if !isOne {
		add(border.Both, map[bool]float64{true: 0.5, false: 0.65}[e.kind == border.KindAuthorization], "no word says which side")
	}
	add(border.Syria, 0.3, "no word says which side")
	add(border.Iraq, 0.3, "no word says which side")
	slices.SortStableFunc(list, func(a, b sidedness) int { return cmp.Compare(b.sure, a.sure) })
	return list
}

// acts returns the side whose country a sentence begins with: "Iraq closes".
func (s sentence) acts() border.Side {
	for _, m := range s.marks {
		if m.class == country && m.i <= 1 && !s.overlaps(between, m) {
			return sideNamed(m.arg)
		}
	}
	return 0
}

// one returns the side if it is one of the two.
func one(side border.Side) border.Side {
	if side == border.Both {
		return 0
	}
	return side
}

// named returns the side whose names a sentence has for a crossing: Both if it has
// names of both.
func (s sentence) named(code string) (side border.Side) {
	for _, n := range s.names {
		switch {
		case n.code != code:
		case side == 0:
			side = n.side
		case side != n.side:
			side = border.Both
		}
	}
	return side
}

// leans returns the side to which the words of a sentence point: to that of
// "crossing with Syria" or "Iraqi border crossing"; 0 if to none or both.
func (s sentence) leans() border.Side {
	if s.has(between) {
		return 0
	}
	if m, ok := s.first(toward); ok {
		return sideNamed(m.arg)
	}
	var side border.Side
	for _, m := range s.marks {
		if m.class != country {
			continue
		}
		switch c := sideNamed(m.arg); {
		case side == 0:
			side = c
		case side != c:
			return 0
		}
	}
	return side
}
