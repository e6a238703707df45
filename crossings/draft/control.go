package draft

import (
	"cmp"

	"github.com/crossingstatus/border"
)

// controls returns who holds or took a crossing, as a sentence tells it.
func (r *reader) controls(s sentence) (list []event) {
	seen := map[string]bool{}
	add := func(p mark, verb mark, isSeen bool, sure float64) {
		value, country := r.party(s, p)
		if value == "" || seen[value] {
			return
		}
		seen[value] = true
		e := event{kind: border.KindControl, value: value, modality: s.modality(verb), seen: isSeen, country: country, at: verb, sure: sure}
		if verb.class == take && s.before(not, verb.i, 2) {
			e.modality = border.Denied
		}
		list = append(list, e)
	}
	for _, m := range s.marks {
		switch m.class {
		case take, hold:
			if m.class == hold && s.overlaps(take, m) {
				continue
			}
			sure := 0.8
			if m.class == take {
				sure = 0.9
			}
			if !s.has(post) {
				sure *= 0.8
			}
			holders, loser := s.agents(m)
			for _, p := range holders {
				add(p, m, m.class == hold, sure)
			}
			if p, ok := r.title.first(party); ok && len(holders) == 0 {
				r.addFrom(&list, r.title, p, m, sure*0.6)
			}
			if loser.end > 0 && m.class == take {
				add(loser, m, true, sure/2)
			}
		case leave:
			if p, ok := s.nearest(party, m.i, true); ok {
				_, country := r.party(s, p)
				list = append(list, event{kind: border.KindControl, value: "unknown", modality: s.modality(m), seen: false, country: country, at: m, sure: 0.5})
				add(p, m, true, 0.4)
			}
		}
	}
	if m, ok := s.first(staffed); ok && len(list) == 0 {
		if p, ok := s.first(party); ok {
			add(p, m, true, 0.35)
		} else if c, ok := s.first(country); ok {
			add(mark{party, map[string]string{"syria": "SY", "iraq": "IQ"}[c.arg], c.i, c.end}, m, true, 0.3)
		}
	} else if p, ok := s.first(party); ok && len(list) == 0 && s.has(post) {
		add(p, p, true, 0.2)
	}
	return list
}

// addFrom adds that the party of a title holds by the verb at m of a sentence that
// names none.
func (r *reader) addFrom(list *[]event, title sentence, p, m mark, sure float64) {
	if value, country := r.party(title, p); value != "" && len(*list) == 0 {
		*list = append(*list, event{kind: border.KindControl, value: value, modality: border.Reported, seen: m.class == hold, country: country, at: m, sure: sure})
	}
}

// agents returns the parties that hold by the verb at m, and the one that lost.
func (s sentence) agents(m mark) (holders []mark, loser mark) {
	for _, p := range s.marks {
		if p.class == party && p.i >= m.end && s.isFrom(p) {
			loser = p
			break
		}
	}
	pick := func(isIt func(p mark) bool, forward bool) bool {
		for k := range s.marks {
			p := s.marks[k]
			if !forward {
				p = s.marks[len(s.marks)-1-k]
			}
			if p.class == party && p != loser && isIt(p) {
				holders = append(holders, p)
				for _, q := range s.marks { // "al-Nusra and other rebels"
					if q.class == party && q != loser && q.i >= p.end && q.i-p.end <= 4 && s.joins(p.end, q.i) {
						holders = append(holders, q)
					}
				}
				return true
			}
		}
		return false
	}
	switch {
	case s.isPassive(m) && pick(func(p mark) bool { return p.i >= m.end && p.i-m.end <= 9 }, true):
	case s.lang == "ar" && pick(func(p mark) bool { return p.i >= m.end && p.i-m.end <= 3 }, true):
	case pick(func(p mark) bool { return p.end <= m.i }, false):
	case pick(func(p mark) bool { return p.i < m.end && p.end > m.i || p.i >= m.end }, true):
	}
	return holders, loser
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

// party returns the code of the party that a mark names, and on which side it is at
// home: on neither is none. A government is that which there was on the day.
func (r *reader) party(s sentence, p mark) (string, border.Side) {
	code := p.arg
	if code == "government" {
		code = "IQ"
		if r.leans(s) == border.Syria {
			code = "SY"
		}
	}
	if code == "kurds" {
		code = r.kurds(s)
	}
	if code == "SY" || code == "IQ" {
		for info := range r.view.Parties() {
			if string(info.Kind) == "government" && info.Country == code && (r.day.IsZero() || r.existed(info)) {
				code = string(info.Code)
				break
			}
		}
	}
	info, ok := r.view.Party(border.Party(code))
	if !ok {
		return "", 0
	}
	switch info.Country {
	case "SY":
		return code, border.Syria
	case "IQ":
		return code, border.Iraq
	}
	return code, 0
}

// kurds returns who is meant by Kurds on the side to which a sentence points.
func (r *reader) kurds(s sentence) string {
	sdf, ok := r.view.Party("sdf")
	switch {
	case r.leans(s) == border.Iraq:
		return "peshmerga"
	case ok && r.existed(sdf):
		return "sdf"
	}
	return "ypg"
}

// leans returns the side to which a sentence points: by its words, by its names, or
// else as the title does.
func (r *reader) leans(s sentence) border.Side {
	side := s.leans()
	for _, n := range s.names {
		side = cmp.Or(one(n.side), side)
	}
	if side == 0 && r.title.text != "" {
		side = r.title.leans()
	}
	return side
}

// existed reports whether a party may have been there on the day of the report.
func (r *reader) existed(info border.PartyInfo) bool {
	from, bound := info.From.Earliest()
	if !info.From.IsZero() && bound == 0 && r.day.Before(from) {
		return false
	}
	to, _ := info.To.Latest()
	return info.To.IsZero() || !r.day.After(to)
}
