package words

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/crossingstatus/border/edtf"
)

// Problem returns a message of a server, or of what was found in servers, in a language; in English where
// this package has no other words for it.
func Problem(l edtf.Language, message string) string {
	if l == edtf.Arabic {
		message = mayMean.ReplaceAllStringFunc(message, arabicReadings)
	}
	return Refusal(l, errors.New(message))
}

// mayMean finds what [MayMean] says in English, and reading each expression in it.
var (
	mayMean = regexp.MustCompile(`"(?:[^"\\]|\\.)*" may mean [^;]+`)
	reading = regexp.MustCompile(`([^ ]+) \([^()]*\)`)
)

// arabicReadings says in Arabic what a refused date may mean.
func arabicReadings(english string) string {
	text, list, _ := strings.Cut(english, " may mean ")
	var readings []Reading
	for _, found := range reading.FindAllStringSubmatch(list, -1) {
		d, err := edtf.Parse(found[1])
		if err != nil {
			return english
		}
		readings = append(readings, Reading{found[1], d.Words(edtf.Arabic)})
	}
	return strings.NewReplacer("%q", text, "%s", joinReadings(edtf.Arabic, readings)).Replace(arabic["%q may mean %s"])
}

// Reason returns the message of [Problem] as a part of a line: isolated, where it is still in
// English.
func Reason(l edtf.Language, message string) string {
	said := Problem(l, message)
	if l == edtf.Arabic && !hasArabic(said) {
		return LeftToRight(said)
	}
	return said
}

func hasArabic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}

// latin finds what is in Latin letters within Arabic, and what a reader takes with it.
var latin = regexp.MustCompile(`["/]?\p{Latin}[^\p{Arabic}،؛؟\x{2068}\x{2069}]*`)

// Marked splits a message into what is in the language and what has to be marked as of none: codes, names and
// what somebody typed.
func Marked(l edtf.Language, message string) []Text {
	said := Problem(l, message)
	switch {
	case l != edtf.Arabic:
		return []Text{{Text: said}}
	case !hasArabic(said):
		return []Text{{Text: said, Lang: Tag(edtf.English)}}
	}
	return Parts(l, said, "zxx")
}

// Parts splits a text of a language into what is in it and what Arabic writes in Latin letters, such as
// names, which gets the tag that it is to be marked with.
func Parts(l edtf.Language, said, tag string) (parts []Text) {
	if l != edtf.Arabic {
		return []Text{{Text: said}}
	}
	said = strings.NewReplacer("\u2068", "", "\u2069", "").Replace(said)
	add := func(text, lang string) {
		if text != "" {
			parts = append(parts, Text{Text: text, Lang: lang})
		}
	}
	from := 0
	for _, at := range latin.FindAllStringIndex(said, -1) {
		end := at[0] + len(strings.TrimRight(said[at[0]:at[1]], " :,.;(\u200f\u200e"))
		add(said[from:at[0]], "")
		add(said[at[0]:end], tag)
		from = end
	}
	add(said[from:], "")
	return parts
}

// Place returns the part of a log's servers that has a fault, in a language: "stream BORDER",
// "server n1".
func Place(l edtf.Language, where string) string {
	for _, phrase := range []string{"server at %s", "server %s", "stream %s"} {
		if name, ok := strings.CutPrefix(where, strings.TrimSuffix(phrase, "%s")); ok {
			return Of(l, phrase, name)
		}
	}
	return where
}
