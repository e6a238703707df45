package prose

import (
	"regexp"
	"slices"
	"strings"

	"github.com/crossingstatus/border/edtf"
)

// A Suggestion is a date that words may mean.
type Suggestion struct {
	// EDTF is the expression to enter: edtf.Parse takes it.
	EDTF string
	// Reading is what EDTF says, in the English words of [edtf.Date.Words]: for somebody
	// to check before entering it.
	Reading string
}

// The languages that Suggest reads.
const (
	English = "en"
	Arabic  = "ar"
	Kurdish = "ku" // Sorani in Arabic script and Kurmanji in Latin
)

// Suggest returns the dates that a text may mean, as expressions of EDTF, the most
// likely first; none if there is no date in it. If the text has several dates, all
// of them are returned, in the order of the text.
//
// The anchor is the day on which the text was written. If it is the zero Day, words
// that are counted from it, such as "yesterday", mean nothing. The language is "en",
// "ar" or "ku". For any other, Suggest tries all three and takes the one that knows
// most of the words. It takes time linear in the length of the text, and never fails.
func Suggest(text string, anchor edtf.Day, lang string) []Suggestion {
	if y, _, _ := anchor.Date(); y < 1000 || y > 9000 {
		anchor = edtf.Day{}
	}
	text = strings.TrimSpace(text)
	if d, err := edtf.Parse(text); err == nil {
		return []Suggestion{{EDTF: text, Reading: d.Words(edtf.English)}}
	}
	if s := asWritten(text); s != "" {
		return suggestions([]string{s})
	}
	if texts, ok := instants(text, anchor, lang); ok {
		return suggestions(texts)
	}
	list := tokens(text)
	var best []*parser
	for _, l := range lexicons {
		if l.lang == lang {
			best = []*parser{newParser(l, list, anchor)}
			break
		}
		best = append(best, newParser(l, list, anchor))
	}
	slices.SortStableFunc(best, func(p, q *parser) int { return q.known - p.known })
	for k, p := range best {
		texts, whole := p.scan()
		if texts != nil && (k == 0 || whole) {
			return suggestions(texts)
		}
	}
	return nil
}

// inLetters are dates with their last digits left open; "2X10" is none.
var inLetters = regexp.MustCompile(`^[0-9]{2}([0-9]{2}|[0-9]X|XX)(-([0-9]{2}|XX)){0,2}[?~%]?$`)

// asWritten reads what is EDTF but for its letters: "201x", "2014-06-??".
func asWritten(text string) string {
	fixed := strings.ReplaceAll(strings.ToUpper(text), "??", "XX")
	if d, err := edtf.Parse(fixed); err == nil && inLetters.MatchString(fixed) {
		return d.String()
	}
	return ""
}

// suggestions gives each expression its words, each once.
func suggestions(texts []string) (list []Suggestion) {
	seen := map[string]bool{}
	for _, t := range texts {
		d, err := edtf.Parse(t)
		if err != nil || seen[t] {
			continue
		}
		seen[t] = true
		list = append(list, Suggestion{EDTF: t, Reading: d.Words(edtf.English)})
	}
	return list
}

// linkItems is how many items there may be between "since" and its date.
const linkItems = 9

// eventItems is how many there may be between "the eve of" and the date of the event.
const eventItems = 5

// scan finds the phrases of a text, from its beginning on, and returns their
// expressions, and whether they are all of the text.
func (p *parser) scan() (texts []string, whole bool) {
	texts, whole, list := p.read(nil)
	if years := p.carried(list); len(years) > 0 {
		texts, whole, _ = p.read(years)
	}
	return texts, whole
}

// read finds the phrases of a text, of which some are of the year of another date.
func (p *parser) read(years map[int]carry) (texts []string, whole bool, list []place) {
	rest := p.others[len(p.items)]
	end := 0                 // behind the last phrase
	link, linked := other, 0 // "since", "until" or "the eve of" that has no date yet, and where
	for i := 0; i < len(p.items); {
		p.carry = years[i]
		f := p.phraseAt(i)
		if !f.ok() || !p.accept(i, f) {
			switch {
			case p.is(i, since, until, eve, anniversary) && p.at(i).n <= 0:
				link, linked = p.at(i).kind, i
				if p.isNegated(i) {
					link = notBefore
				}
			case p.is(i, comma, dot, colon):
				link = other
			}
			i++
			continue
		}
		if (link == eve || link == anniversary) && i-linked <= eventItems {
			f.texts = nil
		} else if link != other && link != eve && link != anniversary && f.dates != nil && i-linked <= linkItems && f.full {
			f.texts = p.bounded(link, f.dates)
		}
		link = other
		if p.isHalfSaid(i, end, f) || f.dates != nil && p.isDeniedOn(i) { // "did not close on 14 June"
			f.texts = nil
		}
		end = f.next
		list = append(list, place{i, f})
		texts = append(texts, p.bareBefore(place{i, f})...)
		texts = append(texts, f.texts...)
		rest -= p.others[f.next] - p.others[i]
		i = f.next
	}
	return texts, rest == 0, list
}

// isWhole reports whether the items from i to next are all of the text, but for
// words that say nothing beside a date.
func (p *parser) isWhole(i, next int) bool {
	return p.others[i] == 0 && p.others[len(p.items)] == p.others[next]
}

// accept reports whether a phrase is a date where it stands.
func (p *parser) accept(i int, f phrase) bool {
	if p.isWhole(i, f.next) {
		return true
	}
	prev := i - 1
	for p.is(prev, the, dot) && prev > i-3 {
		prev--
	}
	if !f.full && (p.is(prev, label, every) || p.is(prev, deed) && p.at(prev).n == 1 || p.is(f.next, name) || p.is(f.next, block)) {
		return false
	}
	switch f.need {
	case nothing:
		return true
	case opening:
		return p.is(prev, in, since, until, by, within, between, or, before, after, dated)
	}
	return false
}
