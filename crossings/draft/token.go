package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossingstatus/border"
)

// A token is a word of a text.
type token struct {
	text     string   // as written
	forms    []string // folded: the whole word first, then without what Arabic joins to it
	from, to int      // its bytes in the text
	joined   bool     // only a hyphen, a dash or a slash lies between it and the one before
}

// isWithin reports whether r is written within words and is none of their letters:
// apostrophes, marks of vowels, the stretching line, marks of direction.
func isWithin(r rune) bool {
	return r == 'ـ' || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || 0x2b0 <= r && r <= 0x2ff || strings.ContainsRune("'’‘‛`´′ꞌ", r)
}

// fold reduces a word to what its spellings have in common, and leaves its article.
func fold(word string) string {
	return strings.TrimPrefix(border.Fold("x"+word), "x") // behind a letter nothing is an article
}

// joints are what Arabic writes in one with the word behind: conjunctions,
// prepositions and the article, the longest first.
var joints = []string{"وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "وس", "ول", "وب", "و", "ف", "ب", "ل", "ك", "س"}

// endings are the pronouns that Arabic writes in one with the word before.
var endings = []string{"ها", "هم", "ه"}

// tokens returns the words of a text, in time linear in its length.
func tokens(text string) (list []token) {
	end := 0 // of the token before
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		from := i
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !isWithin(r) {
				break
			}
			i += n
		}
		t := token{text: text[from:i], from: from, to: i}
		t.joined = len(list) > 0 && strings.Trim(text[end:from], "-‐‑–—/ ") == "" && end < from
		t.joined = t.joined && strings.ContainsAny(text[end:from], "-‐‑–—/")
		t.forms = formsOf(fold(t.text))
		list, end = append(list, t), i
	}
	return list
}

// formsOf returns a folded word, and what is left of it without its joints and
// endings.
func formsOf(word string) []string {
	forms := []string{word}
	if word == "" || word[0] < utf8.RuneSelf {
		return forms
	}
	const least = 3 * len("ا") // letters that a word has
	for _, j := range joints {
		if rest, ok := strings.CutPrefix(word, j); ok && len(rest) >= least {
			forms = append(forms, rest)
			if strings.HasSuffix(j, "لل") {
				forms = append(forms, "ال"+rest) // which the article lost behind "ل"
			}
		}
	}
	for _, f := range forms {
		for _, end := range endings {
			if rest, ok := strings.CutSuffix(f, end); ok && len(rest) >= least {
				forms = append(forms, rest)
			}
		}
	}
	return forms
}

// A pattern is words in a row that mean something. A word with a star at its end
// stands for all that begin so, and three dots for up to five words.
type pattern struct {
	words []string
	class class
	arg   string
}

// A lexicon finds patterns by the first letter of their first word.
type lexicon map[rune][]pattern

// add puts patterns with bars between them into the lexicon.
func (x lexicon) add(c class, arg, patterns string) {
	for p := range strings.SplitSeq(patterns, "|") {
		words := strings.Fields(p)
		for i, w := range words {
			if w == gap {
				continue
			}
			stem, open := strings.CutSuffix(w, "*")
			words[i] = fold(stem)
			if open {
				words[i] += "*"
			}
		}
		first, _ := utf8.DecodeRuneInString(words[0])
		x[first] = append(x[first], pattern{words, c, arg})
	}
}

// A mark is a pattern that was found in a sentence: the tokens from i to end.
type mark struct {
	class  class
	arg    string
	i, end int
}

// marks returns the patterns of the lexicon that are in a sentence, in its order:
// of each class and place the longest.
func (x lexicon) marks(list []token) (found []mark) {
	var ends [classes]int // per class, where its last mark ended
	for i := range list {
		var best [classes]mark
		for _, f := range list[i].forms {
			first, _ := utf8.DecodeRuneInString(f)
			for _, p := range x[first] {
				if end := p.matches(list, i); end > best[p.class].end && end > ends[p.class] {
					best[p.class] = mark{p.class, p.arg, i, end}
				}
			}
		}
		for c, m := range best {
			if m.end > 0 {
				found, ends[c] = append(found, m), m.end
			}
		}
	}
	return found
}

// widest is how many words three dots stand for at most.
const widest = 5

// gap is a word of a pattern that stands for any few words.
const gap = "..."

// matches returns where the pattern ends that begins at token i, 0 if it does not.
func (p pattern) matches(list []token, i int) int {
	for k, w := range p.words {
		switch {
		case w == gap && k+1 < len(p.words):
			end := min(len(list), i+widest+1)
			for i < end && !list[i].is(p.words[k+1]) {
				i++
			}
			if i == end {
				return 0
			}
		case i >= len(list) || !list[i].is(w):
			return 0
		default:
			i++
		}
	}
	return i
}

// is reports whether the token is a word of a pattern.
func (t token) is(word string) bool {
	prefix, open := strings.CutSuffix(word, "*")
	for _, f := range t.forms {
		if f == word || open && strings.HasPrefix(f, prefix) {
			return true
		}
	}
	return false
}
