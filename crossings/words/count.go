package words

import (
	"fmt"
	"strings"

	"github.com/crossingstatus/border/edtf"
)

// Days returns a number of days: "1 day", "218 days".
func Days(l edtf.Language, n int) string { return count(l, n, daysNoun) }

// Claims returns a number of claims.
func Claims(l edtf.Language, n int) string { return count(l, n, claimsNoun) }

// ClaimsOrNone returns a number of claims as it stands behind a colon.
func ClaimsOrNone(l edtf.Language, n int) string { return countOrNone(l, n, claimsNoun) }

// countOrNone is count for behind a colon, where Arabic has "nothing" for none.
func countOrNone(l edtf.Language, n int, w noun) string {
	if n == 0 && l == edtf.Arabic {
		return Of(l, "nothing")
	}
	return count(l, n, w)
}

// ClaimsOf returns a number of claims as it stands after "of", where Arabic has other forms.
func ClaimsOf(l edtf.Language, n int) string { return count(l, n, claimsAfter) }

// More returns how many claims there are beside those that are shown: "and 3 more".
func More(l edtf.Language, n int) string {
	if l == edtf.Arabic {
		return "و" + count(l, n, claimsMore)
	}
	return "and " + count(l, n, claimsMore)
}

// Answers returns a number of answers.
func Answers(l edtf.Language, n int) string { return count(l, n, answersNoun) }

// A noun has the forms that go with a number.
type noun struct {
	one, many                        string // English
	single, dual, few, most, hundred string // Arabic: 1, 2, 3 to 10, 11 to 99, and the rest
}

var (
	daysNoun    = noun{"day", "days", "يوم واحد", "يومان", "أيام", "يومًا", "يوم"}
	daysAfter   = noun{"day", "days", "يوم واحد", "يومين", "أيام", "يومًا", "يوم"} // after a preposition
	claimsNoun  = noun{"claim", "claims", "إفادة واحدة", "إفادتان", "إفادات", "إفادة", "إفادة"}
	sourcesNoun = noun{"source", "independent sources", "مصدر واحد", "مصدران مستقلان", "مصادر مستقلة", "مصدرًا مستقلًا", "مصدر مستقل"}
	claimsAfter = noun{"claim", "claims", "إفادة واحدة", "إفادتين", "إفادات", "إفادة", "إفادة"}
	claimsMore  = noun{"more", "more", "إفادة أخرى", "إفادتان أخريان", "إفادات أخرى", "إفادة أخرى", "إفادة أخرى"}
	answersNoun = noun{"answer", "answers", "إجابة واحدة", "إجابتان", "إجابات", "إجابة", "إجابة"}
)

func count(l edtf.Language, n int, w noun) string {
	if l != edtf.Arabic {
		if n == 1 {
			return "1 " + w.one
		}
		return fmt.Sprintf("%d %s", n, w.many)
	}
	switch hundredth := n % 100; {
	case n == 1:
		return w.single
	case n == 2:
		return w.dual
	case hundredth >= 3 && hundredth <= 10:
		return fmt.Sprintf("%d %s", n, w.few)
	case hundredth >= 11:
		return fmt.Sprintf("%d %s", n, w.most)
	}
	return fmt.Sprintf("%d %s", n, w.hundred)
}

// Sources returns how many independent sources say something: "one source",
// "three independent sources".
func Sources(l edtf.Language, n int) string {
	if l == edtf.Arabic {
		return count(l, n, sourcesNoun)
	}
	switch {
	case n <= 0:
		return "no source"
	case n == 1:
		return "one source"
	case n > 99:
		return fmt.Sprintf("%d independent sources", n)
	}
	return cardinal(n) + " independent sources"
}

// cardinal writes a number from 1 to 99 out, so that seven does not stand beside 11.
func cardinal(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	if n < len(small) {
		return small[n]
	}
	tens := strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")[n/10-2]
	if n%10 == 0 {
		return tens
	}
	return tens + "-" + small[n%10]
}
