package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or a sign of a text.
type token struct {
	text    string // folded; of a number its digits
	number  bool
	word    bool // neither a number nor a word: a sign
	value   int  // of a number with at most nine digits
	grouped bool // a number with commas between its thousands
	capital bool // a word that begins with a capital letter
	spaced  bool // there is white space before it
	start   int  // where it begins in the text, in bytes
	end     int  // where it ends
}

// maxDigits is the most digits that a number has a value with.
const maxDigits = 9

// tokens splits a text. It takes time linear in the length of the text.
func tokens(text string) []token {
	var list []token
	spaced := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			spaced = true
			i += size
			continue
		case isInvisible(r):
			i += size
			continue
		}
		t := token{spaced: spaced, start: i}
		spaced = false
		switch {
		case digitOf(r) >= 0 || r == 'o' || r == 'O':
			if end, ok := readNumber(text, i, &t); ok {
				i = end
				break
			}
			i = readWord(text, i, &t)
		case unicode.IsLetter(r):
			i = readWord(text, i, &t)
		case r == '.':
			n := len(text[i:]) - len(strings.TrimLeft(text[i:], "."))
			t.text = text[i : i+n]
			i += n
		default:
			t.text = text[i : i+size]
			i += size
		}
		t.end = i
		list = append(list, t)
	}
	return list
}

// readNumber reads the number that begins at i. A letter o among digits is a
// nought, for people type it, unless a word goes on from it.
func readNumber(text string, i int, t *token) (end int, ok bool) {
	var digits strings.Builder
	certain, certainEnd := 0, i // the digits up to the last that is no o
scan:
	for end = i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		d := digitOf(r)
		switch {
		case d >= 0:
			certain = digits.Len() + 1
			certainEnd = end + size
		case r == 'o' || r == 'O':
			d = 0
		case r == ',' && certain > 0 && groupAt(text[end+size:]):
			t.grouped = true
			end += size
			continue
		default:
			break scan
		}
		digits.WriteByte(byte('0' + d))
		end += size
	}
	t.text = digits.String()
	if r, _ := utf8.DecodeRuneInString(text[end:]); unicode.IsLetter(r) {
		if digitOf(firstRune(text[i:])) < 0 {
			return i, false // a word that begins with o
		}
		t.text, end = t.text[:certain], certainEnd
	}
	if certain == 0 {
		return i, false
	}
	t.number = true
	if len(t.text) <= maxDigits {
		for _, c := range t.text {
			t.value = t.value*10 + int(c-'0')
		}
	}
	return end, true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// groupAt reports whether s begins with three digits and no more: the
// thousands of a number.
func groupAt(s string) bool {
	n := 0
	for _, r := range s {
		if digitOf(r) < 0 {
			break
		}
		if n++; n > 3 {
			return false
		}
	}
	return n == 3
}

// readWord reads the word that begins at i and folds it.
func readWord(text string, i int, t *token) (end int) {
	var folded strings.Builder
	first := true
	for end = i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !isInvisible(r) {
			break
		}
		if first {
			t.capital, first = unicode.IsUpper(r), false
		}
		folded.WriteString(foldRune(r))
		end += size
	}
	t.text, t.word = folded.String(), true
	return end
}

// digitOf returns the value of a digit: European, Arabic-Indic or Persian. It
// is -1 for what is no digit.
func digitOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '٠' && r <= '٩':
		return int(r - '٠')
	case r >= '۰' && r <= '۹':
		return int(r - '۰')
	}
	return -1
}

// isInvisible reports whether a rune is passed over: marks on letters, the
// stroke that lengthens Arabic words, joiners and marks of direction.
func isInvisible(r rune) bool {
	return r == 'ـ' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r)
}

// alike are the letters that people write for one another.
var alike = map[rune]string{
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ئ': "ي", 'ؤ': "و", 'ة': "ه", 'ک': "ك",
	'ە': "ه", 'ڕ': "ر", 'ڵ': "ل", 'ێ': "ي", 'ۆ': "و", 'ھ': "ه", 'ہ': "ه",
	'ı': "i", 'İ': "i",
}

// foldRune returns the letter as the tables of words have it: lower case, and
// one for those that are written for one another.
func foldRune(r rune) string {
	if s, ok := alike[r]; ok {
		return s
	}
	if isInvisible(r) {
		return ""
	}
	return string(unicode.ToLower(r))
}

// fold folds a word or several.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldRune(r))
	}
	return b.String()
}

// bare are the letters of Kurdish in Latin script, without their marks.
var bare = strings.NewReplacer("ê", "e", "î", "i", "û", "u", "ş", "s", "ç", "c")
