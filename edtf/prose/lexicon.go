package prose

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A kind is the part that a word, a number or a sign has in the phrase of a
// date. What a number n of it means is in the comments.
type kind uint8

const (
	other kind = iota // no part

	number    // n is its value
	numeric   // a date in numbers: its readings are in item.dates
	ordinal   // n is its value, in words
	monthName // n from 1 to 12
	dayName   // a weekday: n from 0, Sunday, to 6
	season    // n from 21 to 24, as in EDTF
	its       // of the year that was named: n as of a season, 0 of a part that has no reading
	decade    // "nineties": n is 90; "1990s": n is 1990
	unit      // n is one of the units
	fraction  // half, quarter or third: n is 2, 4 or 3
	section   // early, mid, late: n is 1, 2 or 3

	relDay    // yesterday: n is the days from the anchor
	relYear   // "îsal": n is the years from that of the anchor
	overnight // from the evening before
	which     // last, this, next: n is -1, 0, 1
	final     // the last of several
	few       // some, a few
	weekend
	every   // and other words after which no one day is meant
	daytime // the morning: n is nothing

	ago         // after a length of time
	now         // "from now"
	since       // before a date; before a length of time, in some languages, ago; n is 1 if it may lie ahead
	sinceIt     // since, behind its date
	until       // n is 1 of "up to", which may go before a length of time
	before      // before a date; before a length of time, ago
	after       // after a date; before a length of time, in
	by          // not later than
	notBefore   // no earlier than
	notAfter    // "2014 or earlier"; n of notBefore and notAfter is 1 where they may stand behind the date, 2 where only there and at its end
	never       // not on
	negation    // of a verb
	clause      // a word behind which something is told of what was named, or from before
	lasting     // "for" before a length of time
	onto        // "على": from a day, or from one number to the next
	eve         // the time before a day: n is one of its kinds
	beside      // next to a day: n is the days from it, of a week 7
	anniversary // n is 1 of what may be said of something else
	ending      // a stretch of time that ends on a day; n is 1 of a week by itself: "w/e"
	beginning   // or begins
	unknown     // an end that is not known
	orDay       // or the day beside the one before it: n is the days from it
	exact       // behind a length of time
	notice      // an end that is not yet: "further notice"
	between
	from // also of
	to   // n is 1 of one that may stand alone: "through"
	and
	or
	in // n is 1 of one that may go before a length of time
	within
	less // less than
	more
	about // n is 1 of one that may go before a length of time: "give or take"
	maybe
	earlier // "or earlier"
	later
	the
	of
	past   // "in the past two weeks"
	coming // a time to come
	future // a word by which a sentence speaks of what is to come
	era
	dated // "on the date of"

	label // a word before a number or a name that makes it no date
	name  // a word after a date by which it is the name of something
	deed  // what is named by the day of its signing, "the 14 June agreement"; n is 1 of one that has a number as well
	block // the name of a time that is not reckoned here; n is 1 of a calendar

	comma
	dash
	slash
	dot
	colon
	query
	apostrophe
	quote
	open
	closing
	lessSign
	moreSign
	equals
	tilde
	plus
	suffix // an ending behind a number
)

// The units of time, as the n of [unit].
const (
	hour = iota
	day
	week
	month
	quarter
	year
	tenYears
	hundredYears
)

// A number of times, added to a unit.
const (
	one  = 0
	two  = 1 << 4
	many = 2 << 4
	only = 1<<4 - 1
)

// A row of a table of words is what several words mean, apart by "|".
type row struct {
	kind  kind
	n     int
	words string
}

// An affix is what stands before a word or behind it, written together, and
// what it means: other if nothing. It may be or have the article.
type affix struct {
	text    string
	kind    kind
	article bool
}

// A lexicon is the words of a language.
type lexicon struct {
	lang     string
	rows     []row
	prefixes []affix // longest first
	suffixes []affix // longest first
	unsure   string  // words that mean something else as often, apart by "|"
	endings  string  // what stands behind a number: "th"

	once    sync.Once
	meaning map[string]meaning
	ending  map[string]bool
	longest int // the words of the longest entry
}

type meaning struct {
	kind   kind
	n      int
	unsure bool
}

var lexicons = []*lexicon{&english, &arabic, &kurdish}

// build makes the table of meanings.
func (l *lexicon) build() {
	l.meaning, l.ending = map[string]meaning{}, map[string]bool{}
	unsure := map[string]bool{}
	for w := range strings.SplitSeq(l.unsure, "|") {
		unsure[fold(w)] = true
	}
	for w := range strings.SplitSeq(l.endings, "|") {
		l.ending[fold(w)] = true
	}
	for _, r := range l.rows {
		for w := range strings.SplitSeq(r.words, "|") {
			w = fold(w)
			m := meaning{r.kind, r.n, unsure[w]}
			l.longest = max(l.longest, strings.Count(w, " ")+1)
			l.meaning[w] = m
			if plain := bare.Replace(w); utf8.RuneCountInString(w) > 3 {
				if _, taken := l.meaning[plain]; !taken {
					l.meaning[plain] = m
				}
			}
		}
	}
}

// maxWord is the length in bytes from which a word is in no table.
const maxWord = 60

// lookup returns what a word, or several apart by spaces, mean: as they stand,
// or without what is written together with them.
func (l *lexicon) lookup(w string) (m meaning, pre affix, post kind, ok bool) {
	if len(w) > maxWord {
		return m, pre, other, false
	}
	if m, ok = l.exact(w); ok {
		return m, pre, other, true
	}
	for _, p := range l.prefixes {
		stem, cut := strings.CutPrefix(w, p.text)
		if !cut || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		if m, ok = l.exact(stem); ok && mayInflect(m.kind) {
			return m, p, other, true
		}
	}
	for _, s := range l.suffixes {
		stem, cut := strings.CutSuffix(w, s.text)
		if !cut || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		if m, ok = l.exact(stem); ok && mayInflect(m.kind) {
			return m, pre, s.kind, true
		}
	}
	return meaning{}, pre, other, false
}

func (l *lexicon) exact(w string) (meaning, bool) {
	if m, ok := l.meaning[w]; ok {
		return m, true
	}
	if utf8.RuneCountInString(w) <= 3 {
		return meaning{}, false
	}
	m, ok := l.meaning[bare.Replace(w)]
	return m, ok
}

// mayInflect reports whether words of a kind stand with prefixes and suffixes.
func mayInflect(k kind) bool {
	switch k {
	case the, of, in, and, or, to, from, block:
		return false
	}
	return true
}
