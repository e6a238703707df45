package words

import (
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// A Text is what a dataset says in words, and in which language: the value of a
// notice, a note, a unit, the name of a source. Where the dataset has no Arabic for
// it, Arabic readers get the English, which has to be marked.
type Text struct {
	Text string
	Lang string // BCP 47 tag, if it is not the language asked for
}

// String returns the text for where it cannot be marked: as [Plain] has it, and isolated
// if it is not in the language asked for.
func (t Text) String() string {
	plain := Plain(t.Text)
	if t.Lang == "" || plain == "" {
		return plain
	}
	return LeftToRight(plain)
}

// LeftToRight isolates a text that is read from left to right (U+2066 and U+2069).
func LeftToRight(text string) string { return "\u2066" + text + "\u2069" }

// LeftToRightIn isolates a text that is read from left to right where it stands in a
// language that is not.
func LeftToRightIn(l edtf.Language, text string) string {
	if RightToLeft(l) {
		return LeftToRight(text)
	}
	return text
}

// textOf returns the Arabic if Arabic is asked for and there is one, else what the
// claim has itself. That is English, unless it is in Arabic letters.
func textOf(l edtf.Language, own, arabic string) Text {
	switch {
	case l != edtf.Arabic || own == "":
		return Text{Text: own}
	case arabic != "":
		return Text{Text: arabic}
	case strings.ContainsFunc(own, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }):
		return Text{Text: own}
	}
	return Text{Text: own, Lang: Tag(edtf.English)}
}

// Notice returns the value of a notice.
func Notice(l edtf.Language, v border.View, c border.Claim) Text {
	arabic, _ := v.Texts(Tag(edtf.Arabic)).Value(c.ID)
	return textOf(l, c.Value, arabic)
}

// Note returns the note of a claim.
func Note(l edtf.Language, v border.View, c border.Claim) Text {
	arabic, _ := v.Texts(Tag(edtf.Arabic)).Note(c.ID)
	return textOf(l, c.Note, arabic)
}

// Unit returns the name of a unit; in English that is its code.
func Unit(l edtf.Language, v border.View, code string) Text {
	arabic, _ := v.Texts(Tag(edtf.Arabic)).Unit(code)
	return textOf(l, code, arabic)
}

// SourceName returns the name of a source or relay.
func SourceName(l edtf.Language, v border.View, name string) Text {
	info, _ := v.Source(name)
	return textOf(l, name, info.Names.Arabic)
}

// Chain returns the names of who said something and through whom it came.
func Chain(l edtf.Language, v border.View, s border.Source) []Text {
	chain := []Text{SourceName(l, v, s.Name)}
	for _, name := range s.Via {
		chain = append(chain, SourceName(l, v, name))
	}
	return chain
}

// Source returns who said something, and through whom it came: "Qassem al-Araji,
// via Economic Iraq".
func Source(l edtf.Language, v border.View, s border.Source) string {
	var names []string
	for _, name := range Chain(l, v, s) {
		names = append(names, name.String())
	}
	if len(names) == 1 {
		return names[0]
	}
	return Of(l, "%s, via %s", names[0], strings.Join(names[1:], Of(l, ", ")))
}

// ClaimValue returns the value of a claim: a party, a status, a notice, or that it
// denies and names none.
func ClaimValue(l edtf.Language, v border.View, c border.Claim) Text {
	switch {
	case c.Kind == border.KindReview && c.Modality.IsFact():
		return Text{Text: Of(l, "nothing new")}
	case c.Value == "" && len(c.Retracts) > 0:
		return Text{Text: Of(l, "an earlier claim is taken back")}
	case c.Value == "" && len(c.Denies) > 0:
		return Text{Text: Of(l, "an earlier claim is denied")}
	case c.Value == "":
		return Text{Text: Of(l, "a denial")}
	case c.Kind == border.KindControl:
		return Text{Text: Party(l, v, border.Party(c.Value))}
	case c.Kind == border.KindStatus:
		return Text{Text: Of(l, c.Value)}
	}
	return Notice(l, v, c)
}
