package words

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Refusal returns the message of an error about what people gave, in a language. Names of
// members, values and places stay as they are, and so does what this package has no other
// words for.
func Refusal(l edtf.Language, err error) string {
	if l != edtf.Arabic || err == nil {
		return fmt.Sprint(err)
	}
	if e, ok := err.(*border.ClaimError); ok { //nolint:errorlint // one that is wrapped has words before it
		place := *e
		place.Err = errors.New("")
		return place.Error() + arabicRefusal(e.Err, e.Value != "")
	}
	return arabicRefusal(err, false)
}

// Fault returns a message about what people gave, in a language: as [Refusal] does, but of its text.
func Fault(l edtf.Language, message string) string {
	if l != edtf.Arabic {
		return message
	}
	return arabicMessages(message)
}

// arabicMessages returns the Arabic of the messages in a text.
func arabicMessages(text string) string {
	for _, p := range refusalPatterns() {
		text = p.put(p.put(text)) // two that stand together share what is between them
	}
	return text
}

// arabicRefusal returns the Arabic of a message, behind a value or without one.
func arabicRefusal(err error, hasValue bool) string {
	text := err.Error()
	if e, ok := errors.AsType[*edtf.ParseError](err); ok {
		said := "not a date as 2014-06-15, 2014-06 or 2014"
		if strings.HasPrefix(e.Msg, "a day is written ") {
			said = "not a day as 2014-06-15"
		}
		if !hasValue {
			said = fmt.Sprintf("%q: %s", e.Text, said)
		}
		text = strings.Replace(text, e.Error(), said, 1)
	}
	return arabicMessages(text)
}

// A refusalPattern finds a message where it stands: at the beginning of a line or behind a
// colon or a semicolon, and at its end or before one.
type refusalPattern struct {
	*regexp.Regexp
	said    string
	literal string // what a text has, if it has the message
}

// put puts the Arabic into a text that has the message.
func (p refusalPattern) put(text string) string {
	if !strings.Contains(text, p.literal) {
		return text
	}
	return p.ReplaceAllStringFunc(text, func(found string) string {
		parts := p.FindStringSubmatch(found)
		last := len(parts) - 1
		args := make([]any, 0, last)
		for _, part := range parts[2:last] {
			args = append(args, part)
		}
		return parts[1] + fmt.Sprintf(p.said, args...) + strings.Replace(parts[last], "; ", "؛ ", 1)
	})
}

// A verb of a message may be numbered in its Arabic.
var verb = regexp.MustCompile(`%((?:\[\d\])?)[sqd]`)

// refusals are the messages that have an Arabic form.
func refusals() map[string]string {
	all := maps.Clone(arabicRefusals)
	maps.Copy(all, arabicUsage)
	maps.Copy(all, arabicServer)
	maps.Copy(all, arabicDoctor)
	maps.Copy(all, arabicDates)
	maps.Copy(all, arabicFiles)
	return all
}

// refusalPatterns are those of all refusals, the longest first, of which others may be parts.
var refusalPatterns = sync.OnceValue(func() (patterns []refusalPattern) {
	all := refusals()
	english := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for _, message := range english {
		expression := verb.ReplaceAllStringFunc(regexp.QuoteMeta(message), func(verb string) string {
			switch {
			case verb == "%q":
				return `("(?:[^"\\]|\\.)*")`
			case strings.HasPrefix(message, verb):
				return `([^ :;]+)`
			}
			return `([^;]+?)`
		})
		patterns = append(patterns, refusalPattern{
			regexp.MustCompile(`(?s)(^|\n|: |[;؛] )` + expression + `($|\n|: |[;؛] )`),
			verb.ReplaceAllString(all[message], "%${1}s"),
			longest(verb.Split(message, -1)),
		})
	}
	return patterns
})

// longest returns the longest of some texts.
func longest(texts []string) string {
	return slices.MaxFunc(texts, func(a, b string) int { return len(a) - len(b) })
}

// Faults returns a number of faults.
func Faults(l edtf.Language, n int) string { return count(l, n, faultsNoun) }

// FaultsOrNone returns a number of faults as it stands behind a colon.
func FaultsOrNone(l edtf.Language, n int) string { return countOrNone(l, n, faultsNoun) }

// Proposals returns a number of proposals as it stands behind a colon.
func Proposals(l edtf.Language, n int) string { return countOrNone(l, n, proposalsNoun) }

// Warnings returns a number of warnings.
func Warnings(l edtf.Language, n int) string {
	if n == 0 && l == edtf.Arabic {
		return "بلا تنبيهات"
	}
	return count(l, n, warningsNoun)
}

// Rows returns a number of rows, behind a preposition.
func Rows(l edtf.Language, n int) string { return count(l, n, rowsNoun) }

var (
	faultsNoun    = noun{"fault", "faults", "خطأ واحد", "خطآن", "أخطاء", "خطأً", "خطأ"}
	proposalsNoun = noun{"proposal", "proposals", "مقترح واحد", "مقترحان", "مقترحات", "مقترحًا", "مقترح"}
	warningsNoun  = noun{"warning", "warnings", "تنبيه واحد", "تنبيهان", "تنبيهات", "تنبيهًا", "تنبيه"}
	rowsNoun      = noun{"row", "rows", "صف واحد", "صفين", "صفوف", "صفًا", "صف"}
)
