package draft

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// An event is what a sentence tells of a crossing.
type event struct {
	kind     border.Kind
	value    string
	modality border.Modality
	seen     bool // a state, not a change
	after    bool // what follows on the date in the words ended it
	stays    bool // a change is told that did not come
	country  border.Side
	barred   string // of a closing to some of whom the words tell no more: the traffic that may not pass
	at       mark   // the words that tell it
	sure     float64
}

// mostEvents is how many things one sentence tells at most.
const mostEvents = 6

// events returns what a sentence tells, the surest first.
func (r *reader) events(s sentence) []event {
	list := append(r.controls(s), s.statuses()...)
	list = append(list, s.notices()...)
	list = append(list, implied(list)...)
	if r.isOfTown(s) {
		list = ofTown(list, abridged(s.text))
	}
	slices.SortStableFunc(list, func(a, b event) int { return cmp.Compare(b.sure, a.sure) })
	return list[:min(len(list), mostEvents)]
}

// implied returns that a crossing was open, of a sentence that tells only who crossed
// there.
func implied(list []event) []event {
	k := slices.IndexFunc(list, func(e event) bool { return e.kind == border.KindPassage && e.modality == border.Reported })
	if k < 0 || slices.ContainsFunc(list, func(e event) bool { return e.kind == border.KindStatus }) {
		return nil
	}
	e := list[k]
	e.kind, e.value, e.seen, e.sure = border.KindStatus, border.Open.String(), true, e.sure*0.6
	return []event{e}
}

// before reports whether a mark of the class ends at most so many words before i.
func (s sentence) before(c class, i, within int) bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == c && m.end <= i && i-m.end <= within })
}

// modality returns how the words at m are told: as done, as planned, as denied.
func (s sentence) modality(m mark) border.Modality {
	switch {
	case s.isDisputed(m), slices.ContainsFunc(s.marks, func(d mark) bool { return d.class == denies && d.arg == "after" && d.i >= m.end }):
		return border.Denied
	case s.has(effect):
		return border.Reported
	case s.before(expects, m.i, 6):
		return border.Expected
	case s.before(plans, m.i, 5), s.isFuture(m):
		return border.Planned
	case m.class == opened && s.isInfinitive(m), m.class == open && s.list[m.i].is("open") && s.hasTo(m) && s.has(began):
		return border.Planned
	case m.i > 0 && s.list[m.i-1].is("to") && s.before(permits, m.i, 4):
		return border.Planned // "agreed to hand over"
	case m.class == give && s.list[m.i].is("تسليم*") && slices.ContainsFunc(s.marks, func(p mark) bool { return p.class == permits && p.end <= m.i && m.i-p.end <= 4 && s.governs(p) }):
		return border.Planned
	}
	return border.Reported
}

// isDisputed reports whether somebody denies what m tells, and does not go on to tell it: "denied
// the rumours and confirmed that".
func (s sentence) isDisputed(m mark) bool {
	return slices.ContainsFunc(s.marks, func(d mark) bool {
		if d.class != denies || d.end > m.i {
			return false
		}
		between := s.list[d.end:m.i]
		isThat := slices.ContainsFunc(between[:min(3, len(between))], func(t token) bool { return t.is("that") || t.is("ان") || t.is("وجود") })
		if len(between) > 8 && (!isThat || s.tells(d.end, m.i) || slices.ContainsFunc(between, isContrary)) {
			return false
		}
		return !slices.ContainsFunc(s.marks, func(o mark) bool {
			return o.class == began && o.i > d.end && o.end <= m.i && (isAnyOf(s.list[o.i-1], []string{"and", "but", "while"}) || strings.HasPrefix(s.list[o.i].text, "و"))
		})
	})
}

// isFuture reports whether the verb at m has the prefix of the future in Arabic.
func (s sentence) isFuture(m mark) bool {
	switch m.class {
	case take, hold, give, leave, opened, open, closed, shut:
		verb := s.list[m.i].forms[0]
		return len(verb) >= 5*len("س") && !strings.HasPrefix(verb, "سيطر") &&
			slices.ContainsFunc([]string{"سي", "ست", "سن"}, func(p string) bool { return strings.HasPrefix(verb, p) })
	}
	return false
}

// isOfTown reports whether a sentence tells of a town or a base: it has a name, or a
// word for such a place, and none for a crossing, of which its title does not tell
// either.
func (r *reader) isOfTown(s sentence) bool {
	return !s.has(post) && (s.has(place) || len(s.names) > 0 && !r.title.has(post))
}

// ofTown makes of what is told of who holds a crossing a notice: who holds the town
// or the base does not tell who holds the crossing.
func ofTown(list []event, text string) []event {
	told := false
	for _, e := range list {
		if e.kind == border.KindControl && e.sure >= 0.4 && !told {
			told = true
			e.kind, e.value, e.seen, e.sure = border.KindThreat, text, false, e.sure*0.9
			list = append(slices.DeleteFunc(list, func(o event) bool { return o.kind == border.KindThreat }), e)
		}
	}
	for i := range list {
		if list[i].kind == border.KindControl {
			list[i].sure *= 0.6
		}
	}
	return list
}

// hasTo reports whether the words at m are an infinitive: "to unconditionally open".
func (s sentence) hasTo(m mark) bool {
	return slices.ContainsFunc(s.list[max(0, m.i-3):m.i+1], func(t token) bool { return t.is("to") })
}

// governing are words behind which an opening is still to be done.
var governing = []string{
	"agree*", "accord*", "decid*", "decision*", "approv*", "order*", "discuss*", "plan*", "call*", "request*", "propos*", "urge*", "demand*", "talks", "efforts", "negotiat*",
	"want*", "memorandum", "deal", "consider*", "instruct*", "direct*", "vote*", "mull*", "stress*", "coordinat*", "prepar*", "project", "consent*", "understanding", "allow*",
	"قرر*", "قرار*", "اتفق*", "اتفاق*", "يتفق*", "وافق*", "موافقه", "طلب*", "طالب*", "يطالب*", "دعا*", "دعوه", "خطه", "دراسه", "يدرس*", "بحث*", "يبحث*", "تبحث", "مباحثات",
	"ناقش*", "يناقش*", "تناقش", "مناقش*", "تحضير*", "استعداد*", "توجيه*", "وجه*", "اوعز*", "ايعاز", "امر", "رغبه", "مساعي", "مسعي", "جهود", "مقترح*", "خطوه", "خطوات", "مذكره",
	"تفاهم*", "مفاوضات", "تفاوض", "تنسيق", "اقر*", "اقرار", "اليه", "اليات", "جاهز*", "جاهزي*",
}

// governs reports whether the words at p are such that what follows is to be done: not
// those that tell that something is announced, which may have been done.
func (s sentence) governs(p mark) bool { return slices.ContainsFunc(governing, s.list[p.i].is) }

// isInfinitive reports whether the words at m tell what is to be done: "decided to
// open", "agreed on the opening of".
func (s sentence) isInfinitive(m mark) bool {
	if s.hasTo(m) {
		return true
	}
	for _, form := range []string{"reopen", "open", "resume", "opening", "reopening", "فتح", "افتتاح", "اعاده"} {
		if s.list[m.end-1].is(form) || s.list[m.i].is(form) {
			return s.has(plans) || slices.ContainsFunc(s.marks, func(p mark) bool {
				return p.class == permits && p.end <= m.i && m.i-p.end <= 6 && s.governs(p)
			})
		}
	}
	return false
}
