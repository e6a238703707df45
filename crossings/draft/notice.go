package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
)

// noticeClasses are the classes whose words make a notice of a kind.
var noticeClasses = []struct {
	class class
	kind  border.Kind
}{{attack, border.KindThreat}, {moves, border.KindPassage}, {hinders, border.KindObstacle}, {permits, border.KindAuthorization}}

// notices returns what a sentence tells beside who holds a crossing and whether it
// is open. The value is the sentence itself.
func (s sentence) notices() (list []event) {
	most := 0
	for _, n := range noticeClasses {
		count := 0
		for _, m := range s.marks {
			if m.class == n.class {
				count++
			}
		}
		m, ok := s.first(n.class)
		if !ok {
			continue
		}
		if n.kind == border.KindObstacle && slices.ContainsFunc(s.list, isBan) {
			count = max(count, most) + 1 // who is kept from passing is named as one who passes
		}
		most = max(most, count)
		e := event{kind: n.kind, value: abridged(s.text), modality: s.modality(m), country: s.country(m), at: m, sure: min(0.75, 0.3+0.12*float64(count))}
		if s.before(fears, m.i, 5) && n.kind == border.KindThreat {
			e.modality = border.Feared
		}
		list = append(list, e)
	}
	return list
}

// isBan reports whether a word tells that something may not pass.
func isBan(t token) bool {
	return slices.ContainsFunc([]string{"ban", "bans", "banned", "prevent*", "prohibit*", "barred", "bars", "stranded", "منع*", "يمنع", "تمنع", "حظر*", "عالق*", "تكدس*"}, t.is)
}

// longest is how many bytes of a sentence a notice has at most.
const longest = 200

// abridged returns a text, cut at a space if it is long.
func abridged(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= longest {
		return text
	}
	end := longest
	for !utf8.RuneStart(text[end]) {
		end--
	}
	if space := strings.LastIndexByte(text[:end], ' '); space > 0 {
		end = space
	}
	return text[:end] + " …"
}

// traffic returns whom a notice or a restricted status is about.
func (s sentence) traffic(e event) (t border.Traffic) {
	if e.kind == border.KindControl || e.kind == border.KindThreat || e.kind == border.KindStatus && e.value != border.Restricted.String() {
		return t
	}
	var names []string
	for _, m := range s.marks {
		if m.class == whom {
			names = append(names, m.arg)
		}
	}
	if len(names) == 0 {
		return t
	}
	t, _ = border.ParseTraffic(strings.Join(names, ","))
	return t
}

// direction returns which way a notice is about.
func (s sentence) direction(e event) (d border.Direction) {
	if e.kind != border.KindPassage {
		return d
	}
	for _, m := range s.marks {
		if m.class == way {
			if next, err := border.ParseDirection(m.arg); err == nil && d != 0 && next != d {
				return border.BothWays
			} else if err == nil {
				d = next
			}
		}
	}
	return d
}
