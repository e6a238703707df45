package draft

import (
	"slices"
	"strings"
)

// A word for an opening or a closing is often there to say that none came. What is denied is
// never told as done: the words say the other thing, or nothing.

// A denial is what the words about a mark deny of it.
type denial int

const (
	affirmed denial = iota
	denied          // it is not so, or did not come
	unclear         // it is so in part, or on some days: "not fully closed", «لم يفتح إلا في»
)

// farthest is how many words there are at most between "is no longer" and what is no longer
// so: in Arabic the name of the crossing.
const farthest = 12

// softeners are words between "not" and what it denies.
var softeners = []string{
	"yet", "been", "be", "being", "ever", "currently", "officially", "formally", "actually", "again", "however", "so", "far", "still", "now", "to", "even", "already", "get", "have",
	"يتم", "تتم", "يجر", "تجر", "يجري", "حتي", "الان", "بعد", "يكن", "تكن", "رسميا", "ان", "قد",
}

// parts are words with which "not" denies a part alone.
var parts = []string{"only", "fully", "completely", "entirely", "totally", "permanently", "wholly", "always", "just", "كليا", "كاملا", "نهائيا", "تماما", "فقط", "بالكامل", "دائما"}

// isAnyOf reports whether a token is one of the words.
func isAnyOf(t token, words []string) bool { return slices.ContainsFunc(words, t.is) }

// denial returns what the words before and behind m deny of it.
func (s sentence) denial(m mark) denial {
	at, ok := s.negation(m)
	switch {
	case !ok:
		return s.undone(m)
	case slices.ContainsFunc(s.list[at:m.end], func(t token) bool { return isAnyOf(t, parts) }), s.excepts(m.end):
		return unclear
	}
	return denied
}

// negation returns where the words that deny m begin.
func (s sentence) negation(m mark) (at int, ok bool) {
	for _, o := range slices.Backward(s.marks) {
		if o.class != not || o.end > m.i || m.i-o.end > farthest {
			continue
		}
		between := s.list[o.end:m.i]
		if len(between) <= 2 && !slices.ContainsFunc(between, isBut) || !slices.ContainsFunc(between, func(t token) bool { return !isAnyOf(t, softeners) }) {
			return o.i, true
		}
		if s.isCopula(o) && !s.tells(o.end, m.i) && !slices.ContainsFunc(between, isBut) {
			return o.i, true
		}
	}
	for i := max(0, m.i-farthest); i < m.i; i++ {
		isNoLonger := s.list[i].is("ما") && isAnyOf(s.list[i+1], []string{"عاد", "عادت"}) || isAnyOf(s.list[i], []string{"ماعاد", "ماعادت"})
		if isNoLonger && !s.tells(i+2, m.i) || i == m.i-1 && isAnyOf(s.list[i], []string{"لا", "ولا"}) {
			return i, true
		}
	}
	return 0, false
}

// isCopula reports whether the negation at o is of what the crossing is, which in Arabic
// follows on its name: «ليس المعبر مغلقا», «لم يعد المعبر مغلقا».
func (s sentence) isCopula(o mark) bool {
	if isAnyOf(s.list[o.i], []string{"ليس", "ليست", "وليس", "وليست"}) {
		return true
	}
	return isAnyOf(s.list[o.i], []string{"لم", "لن"}) && o.end < len(s.list) && slices.Contains([]string{"يعد", "تعد", "يكن", "تكن", "يعود", "تعود", "يبق", "تبق", "يظل", "تظل"}, s.list[o.end].forms[0])
}

// tells reports whether words from one token to another tell of an opening or a closing.
func (s sentence) tells(from, to int) bool {
	return slices.ContainsFunc(s.marks, func(o mark) bool {
		return o.i >= from && o.i < to && o.i+1 < len(s.list) && (o.class == opened || o.class == closed || o.class == shut || o.class == open && s.strength(o) > 0.4)
	})
}

// undone reports whether the end of a sentence says that what m tells did not come: "was to
// open but did not". What tells of another change denies nothing before it.
func (s sentence) undone(m mark) denial {
	for _, o := range s.marks {
		if o.class != not || o.i < m.end || o.i == 0 || s.tells(m.end, o.i) || s.tells(o.end, len(s.list)) {
			continue
		}
		isContrast := slices.ContainsFunc(s.list[max(m.end, o.i-3):o.i], isContrary)
		rest := s.list[o.end:]
		isAll := len(rest) == 0 || isAnyOf(rest[0], []string{"happen*", "materiali*", "occur*", "do", "did", "come", "take", "so", "يحدث", "يحصل", "يتم", "يجر", "يتحقق"})
		if isContrast && isAll {
			return denied
		}
	}
	return affirmed
}

// isDenied reports whether the words at m tell of what did not come: "did not open".
func (s sentence) isDenied(m mark) bool { return s.denial(m) == denied || s.saysNot(m) }

// saysNot reports whether a negation is among the words at m.
func (s sentence) saysNot(m mark) bool {
	return slices.ContainsFunc(s.list[m.i:m.end], func(t token) bool { return isAnyOf(t, []string{"not", "never", "لم", "لن"}) })
}

// isDropped reports whether what m tells as planned did not come, which the sentence tells by
// a word of its own: "was to open but has not reopened".
func (s sentence) isDropped(m mark) bool {
	return slices.ContainsFunc(s.marks, func(o mark) bool {
		if o.i < m.end || o.class != opened && o.class != closed && o.class != shut || !slices.ContainsFunc(s.list[max(m.end, o.i-6):o.i], isContrary) {
			return false
		}
		_, isNot := s.negation(o)
		return isNot || o.class == shut && m.class == opened
	})
}

// isContrary reports whether a token begins what is contrary to that before.
func isContrary(t token) bool {
	return isBut(t) || t.is("yet") || t.is("however") || t.is("though") || t.is("although") || strings.HasPrefix(t.forms[0], "لكن") || strings.HasPrefix(t.forms[0], "ولكن")
}

// isPutOffBefore reports whether words before m say that it is still to come, or did not:
// "has yet to", "failed to".
func (s sentence) isPutOffBefore(m mark) bool {
	return slices.ContainsFunc(s.marks, func(o mark) bool { return o.class == notYet && o.i < m.i && m.i-o.end <= 6 })
}

// failures are words behind which a closing did not come.
var failures = []string{"yet", "failed", "fail", "fails", "stopped", "refrain*", "فشل*", "تعذر*", "ruled", "cancel*", "called"}

// isNotClosed reports whether words before m say that a closing did not come: "failed to close".
func (s sentence) isNotClosed(m mark) bool {
	if slices.ContainsFunc(s.marks, func(o mark) bool {
		return o.class == notYet && o.i < m.i && m.i-o.end <= 2 && isAnyOf(s.list[o.i], failures)
	}) {
		return true
	}
	before := s.list[max(0, m.i-3):m.i]
	return slices.ContainsFunc(before, func(t token) bool { return t.is("short") || t.is("refrain*") })
}

// excepts reports whether the words from i on leave out some day: "except on 5 May", «إلا في».
func (s sentence) excepts(i int) bool {
	for k := i; k < len(s.list); k++ {
		if isAnyOf(s.list[k], []string{"except", "excepting", "excluding", "الا", "باستثناء", "عدا"}) && s.isDay(k+1) {
			return true
		}
	}
	return false
}

// isDay reports whether the words at i are those of a day: a number, or "on".
func (s sentence) isDay(i int) bool {
	for ; i < len(s.list); i++ {
		switch t := s.list[i]; {
		case isAnyOf(t, []string{"on", "for", "في", "يوم", "يومي", "ايام", "بتاريخ", "the", "during", "خلال"}):
		default:
			return t.text[0] >= '0' && t.text[0] <= '9' || isAnyOf(t, days) || strings.ContainsAny(t.text, "٠١٢٣٤٥٦٧٨٩")
		}
	}
	return false
}

// days are the words of days.
var days = []string{
	"monday*", "tuesday*", "wednesday*", "thursday*", "friday*", "saturday*", "sunday*", "weekend*", "january", "february", "march", "april", "may", "june", "july", "august",
	"september", "october", "november", "december", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد",
}
