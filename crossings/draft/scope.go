package draft

import (
	"slices"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
)

// A sentence is what was found in one.
type sentence struct {
	text  string
	lang  string // "en" or "ar", by its letters
	list  []token
	names []name
	marks []mark
}

// An entry of a table has patterns of one class and argument.
type entry struct {
	class    class
	arg      string
	patterns string
}

// patterns has the patterns of all tables.
var patterns = func() lexicon {
	x := lexicon{}
	for _, table := range [][]entry{english, arabic} {
		for _, e := range table {
			x.add(e.class, e.arg, e.patterns)
		}
	}
	for _, e := range englishVerbs {
		x.add(e.class, e.arg, conjugated(e.patterns))
	}
	for _, e := range arabicVerbs {
		x.add(e.class, e.arg, inflected(e.patterns))
	}
	return x
}()

func (r *reader) parse(text string) sentence {
	s := sentence{text: text, lang: "en", list: tokens(text)}
	letters, arabs := 0, 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
			if unicode.Is(unicode.Arabic, c) {
				arabs++
			}
		}
	}
	if 2*arabs > letters {
		s.lang = "ar"
	}
	s.names = r.names.find(s.list)
	s.marks = patterns.marks(s.list)
	all := slices.Clone(s.marks)
	s.marks = slices.DeleteFunc(s.marks, func(m mark) bool { return s.isMisread(m, all) || s.isGeneric(m, all) })
	return s
}

// isMisread reports whether one of all marks is none where it stands: the name of a
// party in capitals that are small here, "close to", or part of words for a crossing.
func (s sentence) isMisread(m mark, all []mark) bool {
	first := s.list[m.i].text
	switch m.class {
	case party:
		if m.end == m.i+1 && m.arg == "islamic-state" && len(first) <= 4 && first[0] < 0x80 {
			return !unicode.IsUpper(rune(first[len(first)-1]))
		}
		return s.isRegion(m) && !slices.ContainsFunc(all, func(o mark) bool {
			return o.class == take && !s.list[o.i].is("entered") && !s.list[o.i].is("دخل*") || o.class == give || o.class == leave || o.class == hold && o.end <= m.i && m.i-o.end <= 2 && !s.isOffice(o)
		})
	case moves, open, hinders:
		if s.list[m.i].is("working") && m.end < len(s.list) && s.list[m.end].is("hours") {
			return true
		}
		return slices.ContainsFunc(all, func(o mark) bool { return o.class == post && o.i < m.end && m.i < o.end }) // "crossing"
	case closed:
		if m.end < len(s.list) && s.list[m.end].is("short") {
			return true // "stopped short of"
		}
		return s.list[m.i].is("close") && m.end < len(s.list) && s.list[m.end].is("to")
	case expects:
		if s.list[m.i].is("may") && s.isMonth(m.i) {
			return true
		}
		return s.list[m.i].is("estimated") && m.end < len(s.list) && unicode.IsDigit([]rune(s.list[m.end].text)[0]) // "an estimated 300"
	case only:
		return m.arg == "except" && s.isDay(m.end)
	case plans:
		return m.i > 0 && (s.list[m.i-1].is("used") || s.list[m.i-1].is("had")) // "used to be"
	case shut:
		return s.list[m.i].is("abandoned") && m.end == m.i+1 && m.i > 0 && slices.ContainsFunc(all, func(o mark) bool { return o.class == party && o.end == m.i })
	case not:
		return s.list[m.i].is("دون") && slices.ContainsFunc(all, func(o mark) bool { return o.class == whom && o.i == m.end })
	case hold, staffed:
		if s.isOffice(m) {
			return true
		}
		return m.class == hold && (strings.HasPrefix(s.list[m.i].forms[0], "فتح") || s.list[m.i].is("hands") && m.i > 0 && s.list[m.i-1].is("chang*")) // "changed hands"
	case take:
		return slices.ContainsFunc([]string{"رفع", "رفعت", "يرفع", "ترفع"}, s.list[m.i].is) && m.end == m.i+1 && // a flag is
			!slices.ContainsFunc(s.list[m.end:min(m.end+8, len(s.list))], func(t token) bool { return t.is("علم") || t.is("العلم") || t.is("رايه") })
	case post:
		if s.list[m.i].is("post") && m.end == m.i+1 {
			return !slices.ContainsFunc(s.names, func(n name) bool { return n.end == m.i })
		}
		return (s.list[m.i].is("port") || s.list[m.i].is("gate")) && m.i > 0 && (s.list[m.i-1].is("sea") || s.list[m.i-1].is("air"))
	}
	return false
}

// isMonth reports whether the word at i, which may be a verb, is the name of a month: "14 May".
func (s sentence) isMonth(i int) bool {
	isNumber := func(k int) bool { return k >= 0 && k < len(s.list) && unicode.IsDigit(rune(s.list[k].text[0])) }
	return isNumber(i-1) || isNumber(i+1) || i > 0 && isAnyOf(s.list[i-1], []string{"in", "since", "until", "of", "last", "by", "early", "late", "mid"})
}

// isRegion reports whether words for the Kurdistan Region are those of a place: "in
// the Kurdistan Region", not of who governs it.
func (s sentence) isRegion(m mark) bool {
	first := s.list[m.i]
	if m.arg != "kurdistan-regional-government" || !first.is("kurdistan") && !first.is("iraqi") && !first.is("kri") && !first.is("اقليم") {
		return false
	}
	if s.list[m.end-1].is("government") || s.list[m.end-1].is("party") {
		return false
	}
	isTowards := func(t token) bool { return slices.ContainsFunc(towards, t.is) }
	isBetween := func(t token) bool {
		return t.is("between") || t.is("link*") || t.is("connect*") || t.is("بين") || t.is("يربط") || t.is("تربط")
	}
	return slices.ContainsFunc(s.list[max(0, m.i-2):m.i], isTowards) || slices.ContainsFunc(s.list[max(0, m.i-6):m.i], isBetween) || strings.HasPrefix(first.forms[0], "باقليم")
}

// towards are words behind which a region is a place.
var towards = []string{"in", "into", "to", "from", "with", "towards", "enter*", "في", "من", "الي", "مع", "داخل", "نحو", "باتجاه"}

// isOffice reports whether words for who administers are the name of an office that
// says or does something: "the crossing's administration said", "إدارة المعبر".
func (s sentence) isOffice(m mark) bool {
	isName := func(t token) bool {
		return t.is("administration") || t.is("اداره") && !strings.HasPrefix(t.forms[0], "ب")
	}
	return slices.ContainsFunc(s.list[m.i:m.end], isName) && (m.class == staffed || m.end == m.i+1) &&
		!slices.ContainsFunc(s.list[max(0, m.i-2):m.i], func(t token) bool { return slices.ContainsFunc(administers, t.is) })
}

// administers are words behind which an administration is what somebody has of a
// crossing, or gets.
var administers = []string{"under", "take*", "took", "over", "hand*", "transfer*", "تحت", "تول*", "تتول*", "يتول*", "تسلم*", "استلم*", "نقل*", "انتق*", "تسليم*", "سلم*"}

// isGeneric reports whether one of all marks is a word like "militias" whose own name
// follows: in Arabic the kind stands before the name.
func (s sentence) isGeneric(m mark, all []mark) bool {
	return m.class == party && s.lang == "ar" && m.end == m.i+1 && slices.ContainsFunc(all, func(o mark) bool { return o.class == party && o.i == m.end })
}

// has reports whether the sentence has a mark of the class.
func (s sentence) has(c class) bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == c })
}

// first returns the first mark of the class.
func (s sentence) first(c class) (mark, bool) {
	for _, m := range s.marks {
		if m.class == c {
			return m, true
		}
	}
	return mark{}, false
}

// reach is how many words there are at most between "crossing" and its name.
const reach = 7

// listed is how many words there are at most between "crossings" and each of the names
// that follow in a list.
const listed = 20

// about returns the codes of the crossings that a sentence names as such: by a
// name that goes with a word for a crossing rather than for a town or a base.
func (s sentence) about() (codes []string) {
	for _, n := range s.names {
		if n.code == "" || slices.Contains(codes, n.code) || n.shared && n.side != border.Both && s.has(northeast) && s.named(n.code) != border.Both {
			continue
		}
		within := reach
		if slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == place && m.i == n.end }) {
			within = 2 // "Rabia town"
		}
		if s.isPlace(n) && !s.isPost(n, within) || !s.isPost(n, reach) && n.side != border.Both && !n.alone && !s.isTheOne(n) {
			continue
		}
		codes = append(codes, n.code)
	}
	return codes
}

// isPost reports whether a word for a crossing is near a name, and nearer to it than to
// the name of something else.
func (s sentence) isPost(n name, within int) bool {
	for _, m := range s.marks {
		if m.class == sided && distance(m, n) <= 1 {
			return true // "the Iraqi side of Al-Tanf"
		}
		if m.class == post && s.isPlural(m) && distance(m, n) <= listed {
			return true
		}
		if m.class != post || distance(m, n) > within || distance(m, n) > 0 && s.isOfAnother(m) {
			continue
		}
		nearer := false
		for _, other := range s.names {
			nearer = nearer || other.code != n.code && distance(m, other) < distance(m, n) && distance(m, other) <= 2
		}
		if !nearer {
			return true
		}
	}
	return false
}

// isTheOne reports whether a sentence calls a name a crossing further off: "traffic
// resumed at Al-Qaim on Tuesday, while travellers are turned away at the crossing".
func (s sentence) isTheOne(n name) bool {
	if slices.ContainsFunc(s.names, func(o name) bool { return o.code != n.code }) {
		return false
	}
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		isDefinite := m.i > 0 && s.list[m.i-1].is("the") || s.lang == "ar" && strings.HasPrefix(s.list[m.i].text, "ال")
		return m.class == post && isDefinite && distance(m, n) <= listed && !s.isOfAnother(m)
	})
}

// plurals are words for several crossings.
var plurals = []string{"crossings", "ports", "posts", "points", "gates", "outlets", "معابر", "منافذ", "المنفذين", "المعبرين", "معبرا", "معبري", "منفذا", "منفذي", "بوابات", "بوابتي"}

// isPlural reports whether words for a crossing are of several, whose names follow in
// a list.
func (s sentence) isPlural(m mark) bool {
	return slices.ContainsFunc(s.list[m.i:m.end], func(t token) bool { return slices.ContainsFunc(plurals, t.is) })
}

// isAll reports whether a sentence is about all the crossings that were named before it.
func (s sentence) isAll() bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		return m.class == post && s.isPlural(m) && slices.ContainsFunc(s.list[max(0, m.i-4):m.end], func(t token) bool {
			return slices.ContainsFunc([]string{"both", "two", "all", "these", "those", "three", "المنفذين", "المعبرين", "كلا", "جميع", "كافه", "هذه"}, t.is)
		})
	})
}

// isUnknown reports whether a crossing is named by a word that is a name of none: "the
// Zuwayra crossing".
func (s sentence) isUnknown() bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		if m.class != post || m.i < 2 || !unicode.IsUpper([]rune(s.list[m.i-1].text)[0]) {
			return false
		}
		isRead := func(i, end int) bool { return i < m.i && m.i <= end }
		return !slices.ContainsFunc(s.marks, func(o mark) bool { return isRead(o.i, o.end) }) &&
			!slices.ContainsFunc(s.names, func(n name) bool { return isRead(n.i, n.end) })
	})
}

// distance is how many words lie between a mark and a name.
func distance(m mark, n name) int { return max(m.i-n.end, n.i-m.end, 0) }

// isPlace reports whether a name is said to be that of a town, a base or the like:
// "town of Rabia", "Al-Tanf base".
func (s sentence) isPlace(n name) bool {
	for _, m := range s.marks {
		if m.class == place && (m.end <= n.i && n.i-m.end <= 1 || m.i >= n.end && m.i-n.end <= 1) {
			return true
		}
	}
	return false
}

// isElsewhere reports whether a sentence is about something of another border.
func (s sentence) isElsewhere() bool {
	return slices.ContainsFunc(s.names, func(n name) bool { return n.code == "" }) || len(s.names) == 0 && s.isAbroad()
}

// isAbroad reports whether a sentence is about the border with another country, or a
// crossing there: "the crossing with Jordan", "the Turkish border".
func (s sentence) isAbroad() bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool { return (m.class == post || m.class == frontier) && s.isOfAnother(m) })
}

// isOfAnother reports whether words for a crossing or a border are of another country's.
func (s sentence) isOfAnother(m mark) bool {
	return slices.ContainsFunc(s.marks, func(o mark) bool {
		return o.class == abroad && (m.i == o.end && s.lang == "en" || m.end <= o.i && o.i-m.end <= 1)
	})
}

// crossings returns the codes of the crossings that a sentence is about, and how
// sure that is.
func (r *reader) crossings(s sentence) (codes []string, share float64) {
	codes = s.about()
	switch {
	case r.o.Crossing != "":
		if len(codes) > 0 && !slices.Contains(codes, r.o.Crossing) {
			return nil, 0 // it speaks of another
		}
		if len(codes) == 0 && slices.ContainsFunc(s.names, func(n name) bool { return n.code == "" && n.near != r.o.Crossing }) {
			return nil, 0
		}
		return []string{r.o.Crossing}, 1
	case len(codes) > 0:
		r.context, r.titled = codes, false
		return codes, 1
	case s.isElsewhere(), s.isUnknown():
		return nil, 0
	case len(r.context) == 0 && s.has(post) && len(s.names) == 0 && len(r.title.only()) > 0:
		return r.title.only(), 0.7
	case len(r.context) == 0 && !r.title.has(post):
		return nil, 0
	case r.title.has(post) && len(s.names) > 0 && !slices.ContainsFunc(s.names, func(n name) bool { return s.isPlace(n) || n.code != s.names[0].code }):
		return []string{s.names[0].code}, 0.7 // the title says that it is about a crossing
	case len(s.names) > 0 && r.isOfTitle(s):
		return []string{s.names[0].code}, 0.5
	case slices.ContainsFunc(s.names, func(n name) bool { return s.isPlace(n) || !slices.Contains(r.context, n.code) }):
		return nil, 0
	case s.isFragment() && !s.has(post):
		return nil, 0 // of what, its words do not say
	case r.titled && len(r.context) > 1 && !s.isAll():
		return nil, 0 // of which of those in the title, its words do not say
	case s.has(post):
		return r.context, 0.9
	case s.has(frontier) || r.titled:
		return r.context, 0.6
	}
	return nil, 0
}

// isOfTitle reports whether a sentence about a town tells of its crossing: of its
// staff, on a page about that crossing; or of the town, on a page about a crossing
// between the two countries that its title does not name.
func (r *reader) isOfTitle(s sentence) bool {
	if slices.ContainsFunc(s.names, func(n name) bool { return n.code != s.names[0].code }) {
		return false
	}
	if len(r.title.names) == 0 {
		return r.title.has(post) && r.title.has(between)
	}
	return r.titled && len(r.context) == 1 && r.context[0] == s.names[0].code && (s.has(staffed) || s.has(post))
}

// only returns the code of the one crossing whose names a title has, if these are not
// said to be those of a town or a base.
func (s sentence) only() (codes []string) {
	for _, n := range s.names {
		if n.code == "" || s.isPlace(n) || n.shared || len(codes) > 0 && codes[0] != n.code {
			return nil
		}
		codes = []string{n.code}
	}
	return codes
}

// isFragment reports whether a sentence begins with what is told of something that it
// does not name: "which is held by", "has been closed".
func (s sentence) isFragment() bool {
	return len(s.list) > 0 && slices.Contains([]string{"which", "whose", "is", "are", "has", "it", "they"}, s.list[0].text)
}
