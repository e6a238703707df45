package words

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Promise puts into words what was to be when: "open, due by 5 August 2019".
func Promise(l edtf.Language, v border.View, p border.Plan) string {
	text := Value(l, v, p.Question, p.Value) + Of(l, ", ")
	if p.Due.Latest.IsZero() {
		return text + Of(l, "with no day set")
	}
	return text + Of(l, "due by %s", Day(l, p.Due.Latest))
}

// Plan puts a plan into words: what was to be when, and what became of it.
func Plan(l edtf.Language, v border.View, p border.Plan) string {
	var text strings.Builder
	text.WriteString(Promise(l, v, p) + ": " + Outcome(l, p))
	for _, late := range []string{Slip(l, p.Slip), Waited(l, p.Waited)} {
		if late != "" {
			text.WriteString(Of(l, ", ") + late)
		}
	}
	return text.String()
}

// Outcome returns the word for what became of a plan. Of one that is pending Arabic says that its day is
// still to come, but of one without a day that it has not come yet, or that it came later.
func Outcome(l edtf.Language, p border.Plan) string {
	switch {
	case l != edtf.Arabic:
	case p.Outcome == border.Came:
		return Of(l, "it came later")
	case p.Outcome == border.Pending && p.Due.Latest.IsZero():
		return Of(l, "it has not come yet")
	case p.Outcome == border.Pending:
		return Of(l, "its day is still to come")
	}
	return Name(l, p.Outcome)
}

// Slip returns by how much a plan was late or early: "56 days late", "3 to 30
// days late", "on its day", and "" if that is not known.
func Slip(l edtf.Language, s border.Slip) string {
	least, most := s.Least, s.Most
	switch {
	case !s.Known:
		return ""
	case least == 0 && most == 0:
		return Of(l, "on its last day")
	case least == most && most > 0:
		return Of(l, "%s late", count(l, most, daysAfter))
	case least == most:
		return Of(l, "%s early", count(l, -most, daysAfter))
	case least == 0 && l == edtf.Arabic: // which has no noun for none
		return Of(l, "at most %s late", count(l, most, daysAfter))
	case most == 0 && l == edtf.Arabic:
		return Of(l, "at most %s early", count(l, -least, daysAfter))
	case least >= 0:
		return Of(l, "between %s and %s late", fewest(l, least), count(l, most, daysAfter))
	case most <= 0:
		return Of(l, "between %s and %s early", fewest(l, -most), count(l, -least, daysAfter))
	}
	return Of(l, "between %s early and %s late", count(l, -least, daysAfter), count(l, most, daysAfter))
}

// MedianSlip returns by how many days plans were late, as it stands under a heading that says so: "56 days",
// "-1 days" of what came early, for which Arabic has words.
func MedianSlip(l edtf.Language, n int) string {
	switch {
	case l != edtf.Arabic || n > 0:
		return count(l, n, daysNoun)
	case n == 0:
		return Of(l, "none")
	}
	return Of(l, "early by %s", count(l, -n, daysAfter))
}

// PlanTold returns a line about a plan behind when it was told: "plan of 2019-07-05, …". In Arabic a day
// has "in" before it, which the words for a span of days begin with.
func PlanTold(l edtf.Language, told edtf.Date, what string) string {
	date := Date(l, told)
	if l != edtf.Arabic && date != told.String() {
		return Of(l, "plan told %s, %s", date, what)
	}
	if l == edtf.Arabic && strings.IndexFunc(date, unicode.IsDigit) == 0 {
		date = Of(l, "on") + " " + date
	}
	return Of(l, "plan of %s, %s", date, what)
}

// Waited returns how long after it was told a plan without a last day came: "56 days after it was
// told", "on the day on which it was told", and "" if that is not known.
func Waited(l edtf.Language, s border.Slip) string {
	switch {
	case !s.Known:
		return ""
	case s.Most == 0:
		return Of(l, "on the day on which it was told")
	case s.Least == s.Most:
		return Of(l, "%s after it was told", count(l, s.Most, daysAfter))
	case s.Least == 0:
		return Of(l, "up to %s after it was told", count(l, s.Most, daysAfter))
	}
	return Of(l, "between %s and %s after it was told", fewest(l, s.Least), count(l, s.Most, daysAfter))
}

// fewest returns the first number of days of two: "3" in "between 3 and 30 days". In
// Arabic each number has its noun.
func fewest(l edtf.Language, n int) string {
	if l == edtf.Arabic {
		return count(l, n, daysAfter)
	}
	return strconv.Itoa(n)
}
