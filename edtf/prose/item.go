package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
)

// An item is what some tokens mean: what the grammar reads.
type item struct {
	kind    kind
	n       int
	unsure  bool   // means something else as often
	capital bool   // begins with a capital letter
	ordinal bool   // a number with an ending, as in "5th"
	digits  int    // how many a number has; 0 if it is in words
	grouped bool   // a number with commas between its thousands
	defined bool   // a word with its article written together
	spaced  bool   // there is white space before it
	joins   bool   // a word without a part that has "and" written together with it
	dates   []date // the readings of a date in numbers
	start   int    // where it begins in the text, in bytes
	end     int
}

var signs = map[string]kind{
	",": comma, "،": comma, ";": comma, "؛": comma,
	"-": dash, "–": dash, "—": dash, "‐": dash, "‑": dash, "−": dash, "→": dash, "..": dash,
	"/": slash, ".": dot, ":": colon, "?": query, "؟": query,
	"'": apostrophe, "’": apostrophe, "‘": apostrophe, "ʼ": apostrophe, "`": apostrophe,
	"(": open, ")": closing, "[": open, "]": closing,
	"\"": quote, "“": quote, "”": quote, "«": quote, "»": quote, "„": quote,
	"<": lessSign, ">": moreSign, "≤": lessSign, "≥": moreSign, "=": equals, "~": tilde, "±": tilde, "+": plus,
}

// A parser reads a text in one language.
type parser struct {
	lexicon  *lexicon
	anchor   edtf.Day
	items    []item
	future   bool      // the words about the phrase that is read speak of what is to come
	futures  []bool    // whether those about each item do
	known    int       // how many words have a part
	carry    carry     // whose year the dates of the phrase that is read have, if it has one
	readings []reading // of each item
	others   []int     // how many items before each have no part in a date
}

// newParser gives the tokens of a text their meanings.
func newParser(l *lexicon, list []token, anchor edtf.Day) *parser {
	l.once.Do(l.build)
	p := &parser{lexicon: l, anchor: anchor}
	for i := 0; i < len(list); {
		switch t := list[i]; {
		case t.number:
			i = p.addNumber(list, i)
		case t.word:
			i = p.addWords(list, i)
		default:
			i = p.addSign(list, i)
		}
	}
	p.lookAhead()
	p.readings = make([]reading, len(p.items))
	p.others = make([]int, len(p.items)+1)
	for i, it := range p.items {
		p.others[i+1] = p.others[i]
		if !isFiller(it.kind) {
			p.others[i+1]++
		}
	}
	return p
}

// futureItems is how many items behind a date a word of the future may be.
const futureItems = 5

// lookAhead finds out about which items the text speaks of what is to come: the
// rest of a sentence behind a word of the future, and a few items before it, but
// not across a quotation mark.
func (p *parser) lookAhead() {
	p.futures = make([]bool, len(p.items)+1)
	speaks := false
	for i, it := range p.items {
		switch {
		case it.kind == dot && (i+1 == len(p.items) || p.at(i+1).spaced):
			speaks = false
		case it.kind == future:
			speaks = true
			for j := i - 1; j >= max(0, i-futureItems) && !p.is(j, dot, quote); j-- {
				p.futures[j] = true
			}
		}
		p.futures[i] = p.futures[i] || speaks
	}
}

// add appends what the tokens from i to j mean.
func (p *parser) add(list []token, i, j int, it item) {
	it.start, it.end = list[i].start, list[j-1].end
	it.spaced = list[i].spaced
	it.capital = list[i].capital
	p.items = append(p.items, it)
}

// addNumber adds the number at i with what stands behind it, or a date or a
// time of day that begins there.
func (p *parser) addNumber(list []token, i int) (next int) {
	if p.is(len(p.items)-1, fraction) && !list[i].spaced { // "Q2/2014"
		p.add(list, i, i+1, item{kind: number, n: list[i].value, digits: len(list[i].text)})
		return i + 1
	}
	if dates, next := p.numericDate(list, i); next > 0 {
		p.add(list, i, next, item{kind: numeric, dates: dates})
		return p.addEnding(list, next)
	}
	if j := skipTime(list, i); j > i {
		p.add(list, i, j, item{kind: daytime})
		return j
	}
	t := list[i]
	it := item{kind: number, n: t.value, digits: len(t.text), grouped: t.grouped || len(t.text) > maxDigits}
	p.add(list, i, i+1, it)
	return p.addEnding(list, i+1)
}

// addEnding adds what stands behind a number, written together or after an
// apostrophe: an ending is left out, a word that means something by itself is
// an item.
func (p *parser) addEnding(list []token, i int) (next int) {
	j := i
	if j < len(list) && signs[list[j].text] == apostrophe && !list[j].spaced {
		j++
	}
	if j >= len(list) || !list[j].word || list[j].spaced {
		return i
	}
	it := &p.items[len(p.items)-1]
	text := list[j].text
	switch m, known := p.lexicon.exact(text); {
	case p.lexicon.ending[text]:
		it.ordinal = it.digits <= 2
		it.end = list[j].end
	case text == "s" && it.kind == number && it.digits == 4 && it.n%10 == 0:
		it.kind, it.end = decade, list[j].end
	case text == "s" && it.kind == number && it.digits == 2 && it.n%10 == 0 && p.is(len(p.items)-2, apostrophe):
		it.kind, it.end = decade, list[j].end
	case known && (m.kind == sinceIt || m.kind == era):
		p.add(list, j, j+1, item{kind: m.kind, n: m.n})
	default:
		return i
	}
	return j + 1
}

// addWords adds the longest run of words from i on that means something, or
// else the word at i as one that has no part.
func (p *parser) addWords(list []token, i int) (next int) {
	if dates, next := p.numericDate(list, i); next > 0 && len(dates) > 0 { // xx/06/2014
		p.add(list, i, next, item{kind: numeric, dates: dates})
		return next
	}
	if j := initials(list, i); j > i {
		if m, ok := p.lexicon.exact(joinTokens(list[i:j], "")); ok {
			p.add(list, i, j, item{kind: m.kind, n: m.n})
			return j
		}
	}
	most := i
	for most < len(list) && most < i+p.lexicon.longest && list[most].word {
		most++
	}
	for j := most; j > i; j-- {
		m, pre, post, ok := p.lexicon.lookup(joinTokens(list[i:j], " "))
		if !ok {
			continue
		}
		if pre.kind != other && pre.kind != the {
			p.add(list, i, j, item{kind: pre.kind})
		}
		p.add(list, i, j, item{kind: m.kind, n: m.n, unsure: m.unsure, defined: pre.article})
		p.known += j - i
		if post != other {
			p.add(list, i, j, item{kind: post})
		}
		return j
	}
	it := item{joins: p.lexicon == &arabic && strings.HasPrefix(list[i].text, "و")}
	if p.lexicon == &arabic && isFutureVerb(list[i].text) {
		it.kind = future
	}
	p.add(list, i, i+1, it)
	return i + 1
}

// isFutureVerb reports whether a word of Arabic begins as verbs of the future
// do, and not as other words that people write.
func isFutureVerb(w string) bool {
	w = strings.TrimPrefix(w, "و")
	if utf8.RuneCountInString(w) < 5 {
		return false
	}
	for _, no := range []string{"سيار", "سيطر", "سياس", "سياد", "سيناري", "ستارة", "ستري", "سنجار", "سنوي", "سيول", "سيمال"} {
		if strings.HasPrefix(w, no) {
			return false
		}
	}
	return strings.HasPrefix(w, "سي") || strings.HasPrefix(w, "ست") || strings.HasPrefix(w, "سن")
}

// initials returns the end of letters with dots or a stroke between them, as in "A.D." and
// "w/e".
func initials(list []token, i int) (end int) {
	letter := func(j int) bool { return j < len(list) && list[j].word && len(list[j].text) == 1 }
	if !letter(i) || i+2 >= len(list) || list[i+1].text != "." && list[i+1].text != "/" || !letter(i+2) {
		return i
	}
	end = i + 3
	if end < len(list) && list[end].text == "." {
		end++
	}
	return end
}

func joinTokens(list []token, sep string) string {
	if len(list) == 1 {
		return list[0].text
	}
	var b strings.Builder
	for i, t := range list {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(t.text)
		if b.Len() > maxWord {
			break
		}
	}
	return b.String()
}

// addSign adds a sign; one that is unknown has no part. Of a sign of comparison
// n is 1 if what is compared may be equal.
func (p *parser) addSign(list []token, i int) (next int) {
	it := item{kind: signs[list[i].text]}
	if t := list[i].text; t == "≤" || t == "≥" {
		it.n = 1
	}
	p.add(list, i, i+1, it)
	return i + 1
}

// at returns item i, or one that has no part if there is none.
func (p *parser) at(i int) item {
	if i < 0 || i >= len(p.items) {
		return item{}
	}
	return p.items[i]
}

// is reports whether item i is of one of the kinds.
func (p *parser) is(i int, kinds ...kind) bool {
	if i < 0 || i >= len(p.items) {
		return false
	}
	return slices.Contains(kinds, p.items[i].kind)
}

// isUnit reports whether item i is a unit, of any number.
func (p *parser) isUnit(i, u int) bool { return p.is(i, unit) && p.items[i].n&only == u }

// skip passes over at most three items of the kinds.
func (p *parser) skip(i int, kinds ...kind) int {
	for range 3 {
		if !p.is(i, kinds...) {
			break
		}
		i++
	}
	return i
}

// isFiller reports whether items of a kind may stand beside a date without
// saying anything.
func isFiller(k kind) bool {
	switch k {
	case the, of, in, from, comma, dot, colon, open, closing, apostrophe, quote, daytime, dated, future, dash, suffix:
		return true
	}
	return false
}
