package draft

import (
	"strings"

	"github.com/crossingstatus/border/crossings/words"
)

// why says which words of a sentence were read as what.
func (r *reader) why(s sentence, e event, side sidedness, w dating) string {
	l := r.o.Language
	told := s.text[s.list[e.at.i].from:s.list[e.at.end-1].to]
	parts := []string{words.Of(l, "“%s” tells of: %s", told, words.Name(l, e.kind)), words.Of(l, "side: %s", words.Of(l, side.why)), words.Of(l, "day: %s", words.Of(l, w.why))}
	return strings.Join(parts, words.Of(l, "; "))
}
