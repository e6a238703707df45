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
			if m.class == n.class && m.arg != "weak" {
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
	return slices.ContainsFunc([]string{"ban", "bans", "banned", "prevent*", "prohibit*", "barred", "bars", "stranded", "stuck", "منع*", "يمنع", "تمنع", "حظر*", "عالق*", "تكدس*"}, t.is)
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

// traffic returns whom a notice is about, who may pass at a restricted crossing, or who
// may not at one that is closed to some.
func (s sentence) traffic(e event) (t border.Traffic) {
	isStatus := e.kind == border.KindStatus
	if isStatus && e.value == border.Closed.String() && e.barred != "" {
		t, _ = border.ParseTraffic(e.barred)
		return t
	}
	if e.kind == border.KindControl || e.kind == border.KindThreat || isStatus && e.value != border.Restricted.String() {
		return t
	}
	var names []string
	for _, m := range s.marks {
		if m.class == whom && (!isStatus || s.mayPass(m, e.at)) {
			names = append(names, m.arg)
		}
	}
	if len(names) == 0 {
		return t
	}
	t, _ = border.ParseTraffic(strings.Join(names, ","))
	return t
}

// mayPass reports whether a kind of traffic is one that may pass where the words at told
// tell of an opening or a closing to some: not what a closing is for, nor what is
// excepted from an opening.
func (s sentence) mayPass(w, told mark) bool {
	isExcepted := slices.ContainsFunc(s.marks, func(o mark) bool {
		return o.class == only && o.arg == "except" && o.end <= w.i && w.i-o.end <= 6
	})
	if told.class != closed && told.class != shut {
		return !isExcepted && !s.before(not, w.i, 3)
	}
	behind := s.list[w.end:min(len(s.list), w.end+3)]
	return isExcepted || s.isOpenTo(w) || slices.ContainsFunc(behind, func(t token) bool {
		return t.is("may") || t.is("can") || t.is("allowed") || t.is("continue*") || t.is("pass") || t.is("مستمر*") || t.is("تستمر")
	})
}

// isOpenTo reports whether a sentence that tells of a closing says that it stays open to a
// kind of traffic: "but open to aid groups".
func (s sentence) isOpenTo(w mark) bool {
	return slices.ContainsFunc(s.marks, func(o mark) bool {
		return (o.class == open || o.class == opened) && o.end <= w.i && w.i-o.end <= 3 && !s.overlaps(shut, o) && !s.before(not, o.i, 2) &&
			(slices.ContainsFunc(s.list[o.end:w.i], isFor) || isFor(s.list[w.i]))
	})
}

// direction returns which way a notice is about, or which way alone is open.
func (s sentence) direction(e event) (d border.Direction) {
	isWay := e.kind == border.KindStatus && e.value == border.Restricted.String() &&
		slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == only && m.arg == "way" })
	if e.kind != border.KindPassage && !isWay {
		return d
	}
	for _, m := range s.marks {
		if m.class != way {
			continue
		}
		next, err := border.ParseDirection(m.arg)
		if err == nil && d != 0 && next != d {
			return border.BothWays
		} else if err == nil {
			d = next
		}
	}
	return d
}
