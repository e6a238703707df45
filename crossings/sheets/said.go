package sheets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A term is a word of claims, and what a form has for it.
type term struct{ code, said string }

// terms returns the vocabulary of a member in a language, nil of one that has none.
func terms(l edtf.Language, member string) []term {
	switch member {
	case "status":
		return termsOf(l, every[border.Status]())
	case "side":
		return termsOf(l, every[border.Side]())
	case "kind":
		return termsOf(l, every[border.Kind]())
	case "modality":
		return termsOf(l, every[border.Modality]())
	case "direction":
		return termsOf(l, every[border.Direction]())
	case "edge":
		return termsOf(l, every[border.Edge]())
	case "traffic":
		return termsOf(l, slices.Collect(border.Traffic(1<<8-1).Kinds()))
	}
	return nil
}

func termsOf[V fmt.Stringer](l edtf.Language, all []V) (list []term) {
	for _, v := range all {
		said := words.Name(l, v)
		if side, ok := any(v).(border.Side); ok {
			said = words.Side(l, side)
		}
		list = append(list, term{v.String(), cmp.Or(said, v.String())})
	}
	return list
}

// Name returns the name of the column of a member in the sheet, and false if there is none. If
// the sheet has no column for values, their column is that of status or of control.
func (h Header) Name(member string) (name string, ok bool) {
	i := slices.Index(h.Columns, member)
	if i < 0 {
		return member, false
	}
	if i < len(h.names) {
		name = strings.TrimSpace(h.names[i])
	}
	return cmp.Or(name, member), true
}

// Said returns what a cell in the column of a member has for a word of claims: the word itself,
// if the column has the name of the member; else the word of a form, in the language of the
// column's name.
func (h Header) Said(member, code string) string {
	for _, t := range h.terms(member) {
		if t.code == code {
			return t.said
		}
	}
	return code
}

// Choices returns all words that a cell in the column of a member may have, as [Header.Said]
// returns them; nil if the member has no vocabulary.
func (h Header) Choices(member string) (list []string) {
	for _, t := range h.terms(member) {
		list = append(list, t.said)
	}
	return list
}

func (h Header) terms(member string) []term {
	l, ok := h.Language(member)
	list := terms(l, member)
	if !ok {
		for i := range list {
			list[i].said = list[i].code
		}
	}
	return list
}

// Language returns the language of the name of a member's column. It returns false if that name
// is the name of the member: whoever writes such names also writes the words of claims.
func (h Header) Language(member string) (l edtf.Language, ok bool) {
	name, _ := h.Name(member)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return edtf.Arabic, true
	}
	return edtf.English, name != member
}
