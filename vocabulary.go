package border

import (
	"fmt"
	"slices"
	"strings"
)

// words is the text form of a vocabulary: the word of member n stands at n.
// The word of the zero value, which is no member, is empty.
type words []string

// word returns the text of member n.
func (w words) word(n uint8) string {
	if int(n) < len(w) {
		return w[n]
	}
	return fmt.Sprintf("%d?", n)
}

// text returns the text of member n, or an error if there is no such member.
func (w words) text(n uint8) ([]byte, error) {
	if n == 0 || int(n) >= len(w) {
		return nil, fmt.Errorf("value %d is not one of %s", n, w.list())
	}
	return []byte(w[n]), nil
}

// number returns the member whose text is s.
func (w words) number(s string) (uint8, error) {
	if i := slices.Index(w[1:], s); i >= 0 {
		return uint8(i + 1), nil
	}
	return 0, &VocabularyError{Word: s, Allowed: slices.Clone(w[1:])}
}

// list returns all members, for messages.
func (w words) list() string { return strings.Join(w[1:], ", ") }

// A VocabularyError says that a word is not one of those allowed.
type VocabularyError struct {
	Word    string
	Allowed []string
}

// Error returns the word and those allowed.
func (e *VocabularyError) Error() string {
	return fmt.Sprintf("%q is not one of %s", e.Word, strings.Join(e.Allowed, ", "))
}

// listOf joins words for a message; of many, it names the first.
func listOf(words []string) string {
	const most = 40
	if len(words) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
	}
	return strings.Join(words, ", ")
}
