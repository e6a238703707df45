// Package names compares names of places and people in the Latin and the Arabic script.
// Names are equal whatever their case, the keyboard that they were written on, the marks on
// letters, the hyphens and the article.
package names

import (
	"strings"
	"unicode"
)

// folds maps letters to the one that writers of the border's languages also use in their
// place: forms of an Arabic letter, letters of Persian, Urdu and Kurdish keyboards, and Latin
// letters with marks.
var folds = letterFolds(
	"ا أإآٱ", "ي ىئیېێےۓۍې", "و ؤۆۇۈۋۅ", "ه ةەۀہھۂۃ", "ك کگڪڭ", "ل ڵ", "ر ڕ", "ب پٻ", "ج چ", "ز ژ", "ف ڤ",
	"a àáâãäåāăąǎạ", "c çćĉċč", "d ďđḍḏ", "e èéêëēĕėęěẹ", "g ĝğġģǧ", "h ĥħḥḫḩẖ", "i ìíîïĩīĭįıịǐ", "j ĵǰ", "k ķḳḵǩ",
	"l ĺļľłḷḻ", "n ñńņňṇṅ", "o òóôõöøōŏőọǒ", "r ŕŗřṛ", "s śŝşšṣș", "t ţťŧṭṯț", "u ùúûüũūŭůűųụǔ", "w ŵ", "y ýÿŷ", "z źżžẓẕ",
)

// letterFolds makes folds from groups: a letter, a space, and the letters mapped to it.
func letterFolds(groups ...string) map[rune]string {
	m := map[rune]string{}
	for _, g := range groups {
		letter, others, _ := strings.Cut(g, " ")
		for _, r := range others {
			m[r] = letter
		}
	}
	for r, letter := range presentationForms() {
		if folded, ok := m[[]rune(letter)[0]]; ok && len([]rune(letter)) == 1 {
			letter = folded
		}
		m[r] = letter
	}
	return m
}

// presentationForms returns the letters of the Arabic presentation forms of Unicode (blocks FB50
// and FE70), by form. Each form is a shape of a letter; old documents and some programs that write
// PDF files have these in place of the letters.
func presentationForms() map[rune]string {
	m := map[rune]string{}
	for _, row := range []struct {
		first   rune
		shapes  string // so many shapes, and the letter, for each of the letters that follow first
		letters string
	}{
		{0xfb50, "244444444444422222244", "ٱٻپڀٺٿٹڤڦڄڃچڇڍڌڎڈژڑکگ"},
		{0xfba4, "24422", "ۀہھےۓ"},
		{0xfbd3, "4222", "ڭۇۆۈ"},
		{0xfbde, "22", "ۋۅ"},
		{0xfbe4, "4", "ې"},
		{0xfbfc, "4", "ی"},
		{0xfe80, "122224242444442222444444444444444224", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"},
	} {
		shape := row.first
		for i, letter := range []rune(row.letters) {
			for range row.shapes[i] - '0' {
				m[shape] = string(letter)
				shape++
			}
		}
	}
	for shape := rune(0xfef5); shape <= 0xfefc; shape++ {
		m[shape] = "لا" // with madda, hamza above, hamza below, and plain
	}
	return m
}

// articles are the words that people write or leave out at the beginning of a name.
var articles = map[string]bool{"al": true, "el": true, "at": true, "ar": true, "the": true}

// crossingWords only say that something is a crossing.
var crossingWords = map[string]bool{
	"crossing": true, "border": true, "post": true, "gate": true, "port": true, "of": true, "entry": true,
	"معبر": true, "منفذ": true, "الحدودي": true, "حدودي": true,
}

// FoldCrossing is [Fold] for the name of a crossing: it also leaves out words that only say that
// something is a crossing.
func FoldCrossing(name string) string {
	return foldWords(name, func(word string) bool { return articles[word] || crossingWords[word] })
}

// Fold returns a key that is equal for different spellings of a text, in the Latin and the Arabic
// script: its letters in lower case and in one form each, and its digits, without marks, hyphens,
// apostrophes, spaces and articles. It is empty if nothing is left. It takes O(n).
func Fold(text string) string {
	return foldWords(text, func(word string) bool { return articles[word] })
}

func foldWords(name string, dropped func(word string) bool) string {
	var out strings.Builder
	var word strings.Builder
	flush := func() {
		w := word.String()
		word.Reset()
		if dropped(w) {
			return
		}
		if rest, ok := strings.CutPrefix(w, "ال"); ok && len(rest) > 2*len("ا") {
			w = rest
		}
		out.WriteString(w)
	}
	for _, r := range name {
		r = narrow(unicode.ToLower(r))
		switch f, ok := folds[r]; {
		case ok:
			word.WriteString(f)
		case isMark(r):
			// not part of a name
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return out.String()
}

// narrow returns the plain form of a letter of full width, or of a digit of full width or of the
// Arabic scripts.
func narrow(r rune) rune {
	if 'ａ' <= r && r <= 'ｚ' {
		return r - 'ａ' + 'a'
	}
	for _, zero := range [...]rune{'٠', '۰', '０'} {
		if zero <= r && r <= zero+9 {
			return r - zero + '0'
		}
	}
	return r
}

// isMark reports whether r is a vowel sign or another mark on a letter, the
// stretching line, a joiner or a mark of direction, or one of the signs that are
// written as an apostrophe.
func isMark(r rune) bool {
	return r == 'ـ' || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || 0x2b0 <= r && r <= 0x2ff ||
		strings.ContainsRune("'’‘‛`´′ꞌ＇", r)
}
