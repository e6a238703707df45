package edtf_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The reference reader: it matches the grammar with regular expressions and
// finds bounds by trying every day that the digits allow. It is meant to be
// plainly right, not fast, and shares nothing with the package.

// A slowDay is a date on the calendar.
type slowDay struct {
	year       int64
	month, day int
}

func (a slowDay) before(b slowDay) bool {
	switch {
	case a.year != b.year:
		return a.year < b.year
	case a.month != b.month:
		return a.month < b.month
	}
	return a.day < b.day
}

func (a slowDay) String() string {
	if a.year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -a.year, a.month, a.day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", a.year, a.month, a.day)
}

func slowMonthLength(year int64, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%400 == 0 || year%4 == 0 && year%100 != 0 {
			return 29
		}
		return 28
	}
	return 31
}

// slowRead is what the reference makes of an expression. The bounds are as in
// testdata/loc.tsv; days holds every day, if a single date is at most a year or
// so wide.
type slowRead struct {
	valid            bool
	level            int
	earliest, latest string
	days             []string

	lo, hi         slowDay // if they are not open or unknown
	loInf, hiInf   bool
	masked, timed  bool
	uncert, approx bool
}

var (
	slowDate = regexp.MustCompile(`^([?~%]?)(-?)([0-9X]{4})(S[1-9][0-9]*)?([?~%]?)` +
		`(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?$`)
	slowLong = regexp.MustCompile(`^([?~%]?)Y(-?)([1-9][0-9]*)(?:E([1-9][0-9]*))?(S[1-9][0-9]*)?([?~%]?)$`)
	slowTime = regexp.MustCompile(`^(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(([01][0-9]|2[0-3]):([0-5][0-9]):[0-5][0-9])` +
		`(Z|([+-])([01][0-9]|2[0-3])(?::([0-5][0-9]))?)?$`)
)

var slowSeasons = map[int][2]int{ // first month, how many
	21: {3, 3}, 22: {6, 3}, 23: {9, 3}, 24: {12, 3},
	25: {3, 3}, 26: {6, 3}, 27: {9, 3}, 28: {12, 3},
	29: {9, 3}, 30: {12, 3}, 31: {3, 3}, 32: {6, 3},
	33: {1, 3}, 34: {4, 3}, 35: {7, 3}, 36: {10, 3},
	37: {1, 4}, 38: {5, 4}, 39: {9, 4},
	40: {1, 6}, 41: {7, 6},
}

// slowParse reads any expression.
func slowParse(s string) slowRead {
	var r slowRead
	switch {
	case strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]"),
		strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}"):
		r = slowSet(s[1 : len(s)-1])
	case strings.Contains(s, "/"):
		r = slowInterval(strings.Split(s, "/"))
	default:
		r = slowSingle(s)
	}
	if r.valid {
		if r.earliest == "" {
			r.earliest = r.lo.String()
		}
		if r.latest == "" {
			r.latest = r.hi.String()
		}
	}
	return r
}

func slowInterval(ends []string) slowRead {
	if len(ends) != 2 {
		return slowRead{}
	}
	r := slowRead{valid: true}
	dated := 0
	for i, end := range ends {
		bound, infinity := &r.earliest, "-inf"
		if i == 1 {
			bound, infinity = &r.latest, "+inf"
		}
		switch end {
		case "":
			*bound = "unknown"
			r.level = max(r.level, 1)
		case "..":
			*bound = infinity
			r.level = max(r.level, 1)
		default:
			e := slowSingle(end)
			if !e.valid || e.timed {
				return slowRead{}
			}
			dated++
			r.level = max(r.level, e.level)
			if e.masked {
				r.level = 2
			}
			r.uncert, r.approx = r.uncert || e.uncert, r.approx || e.approx
			if i == 0 {
				r.lo = e.lo
			} else {
				r.hi = e.hi
			}
		}
	}
	if dated == 0 || dated == 2 && r.hi.before(r.lo) {
		return slowRead{}
	}
	return r
}

func slowSet(list string) slowRead {
	r := slowRead{valid: true, level: 2}
	members := strings.Split(list, ",")
	if len(members) > 10_000 {
		return slowRead{}
	}
	for i, m := range members {
		a, b, isRange := strings.Cut(m, "..")
		if !isRange {
			b = a
		}
		openStart, openEnd := a == "", isRange && b == ""
		if openStart && i != 0 || openEnd && i != len(members)-1 || openStart && openEnd {
			return slowRead{}
		}
		var first, last slowRead
		if !openStart {
			if first = slowSingle(a); !first.valid || first.timed {
				return slowRead{}
			}
		}
		if !openEnd {
			if last = slowSingle(b); !last.valid || last.timed {
				return slowRead{}
			}
		}
		if !openStart && !openEnd && (last.hi.before(first.lo) || slowPrecision(a) != slowPrecision(b)) {
			return slowRead{}
		}
		r.uncert = r.uncert || first.uncert || last.uncert
		r.approx = r.approx || first.approx || last.approx
		r.loInf, r.hiInf = r.loInf || openStart, r.hiInf || openEnd
		if i == 0 || first.lo.before(r.lo) {
			r.lo = first.lo
		}
		if i == 0 || r.hi.before(last.hi) {
			r.hi = last.hi
		}
	}
	if r.loInf {
		r.earliest = "-inf"
	}
	if r.hiInf {
		r.latest = "+inf"
	}
	return r
}

// slowPrecision returns the last of the components that a valid date has.
func slowPrecision(s string) string {
	m := slowDate.FindStringSubmatch(s)
	switch {
	case m == nil || m[7] == "": // also a year after Y
		return "year"
	case m[10] == "":
		return "month"
	}
	return "day"
}

func slowSingle(s string) slowRead {
	if m := slowTime.FindStringSubmatch(s); m != nil {
		return slowDateTime(m)
	}
	if m := slowLong.FindStringSubmatch(s); m != nil {
		return slowLongYear(m)
	}
	m := slowDate.FindStringSubmatch(s)
	if m == nil {
		return slowRead{}
	}
	neg, year, sig, month, day := m[2] != "", m[3], m[4], m[7], m[10]
	left := []string{m[1], m[6], m[9]}
	right := []string{m[5], m[8], m[11]}
	if neg && year == "0000" {
		return slowRead{}
	}
	if sig != "" {
		if month != "" || strings.Contains(year, "X") {
			return slowRead{}
		}
		return slowSignificant(neg, year, sig, left[0], right[0])
	}
	r := slowRead{}
	last := 0 // the last component there is
	if month != "" {
		last = 1
	}
	if day != "" {
		last = 2
	}
	for i := range 3 {
		if left[i] != "" && right[i] != "" {
			return slowRead{}
		}
		if left[i] != "" || right[i] != "" && i != last {
			r.level = 2
		}
		if right[i] != "" && i == last {
			r.level = max(r.level, 1)
		}
	}
	r.qualify(strings.Join(left, "") + strings.Join(right, ""))
	if neg {
		r.level = max(r.level, 1)
	}

	whole := year + "-" + month + "-" + day
	if strings.Contains(whole, "X") {
		r.masked = true
		switch {
		case regexp.MustCompile(`^[0-9]{2}([0-9]X|XX)--$`).MatchString(whole),
			regexp.MustCompile(`^[0-9]{4}-XX-$`).MatchString(whole),
			regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-XX$`).MatchString(whole),
			regexp.MustCompile(`^[0-9]{4}-XX-XX$`).MatchString(whole):
			r.level = max(r.level, 1)
		default:
			r.level = 2
		}
	}

	season := 0
	if n, err := strconv.Atoi(month); err == nil && n > 12 {
		if _, ok := slowSeasons[n]; !ok || day != "" {
			return slowRead{}
		}
		season = n
		if n <= 24 {
			r.level = max(r.level, 1)
		} else {
			r.level = 2
		}
	}

	// Every year that the digits allow, in order.
	var years []int64
	for n, text := range fourDigits() {
		if slowMatch(year, text) {
			if neg && n > 0 {
				years = append(years, -int64(n))
			} else if !neg {
				years = append(years, int64(n))
			}
		}
	}
	slices.Sort(years)
	// The days of one year that fit, in order.
	within := func(y int64) (days []slowDay) {
		if season != 0 {
			span := slowSeasons[season]
			for i := range span[1] {
				yy, mm := y, span[0]+i
				if mm > 12 {
					yy, mm = y+1, mm-12
				}
				for dd := 1; dd <= slowMonthLength(yy, mm); dd++ {
					days = append(days, slowDay{yy, mm, dd})
				}
			}
			return days
		}
		for mm := 1; mm <= 12; mm++ {
			if month != "" && !slowMatch(month, fmt.Sprintf("%02d", mm)) {
				continue
			}
			for dd := 1; dd <= slowMonthLength(y, mm); dd++ {
				if day == "" || slowMatch(day, fmt.Sprintf("%02d", dd)) {
					days = append(days, slowDay{y, mm, dd})
				}
			}
		}
		return days
	}
	for _, y := range years {
		if days := within(y); len(days) > 0 {
			r.lo, r.valid = days[0], true
			break
		}
	}
	for i := len(years) - 1; i >= 0; i-- {
		if days := within(years[i]); len(days) > 0 {
			r.hi = days[len(days)-1]
			break
		}
	}
	if r.valid && len(years) <= 10 {
		for _, y := range years {
			for _, d := range within(y) {
				r.days = append(r.days, d.String())
			}
		}
	}
	return r
}

// fourDigits holds 0000 to 9999.
var fourDigits = sync.OnceValue(func() (texts []string) {
	for n := range 10_000 {
		texts = append(texts, fmt.Sprintf("%04d", n))
	}
	return texts
})

// slowMatch reports whether text has the digits of the pattern.
func slowMatch(pattern, text string) bool {
	for i := range text {
		if pattern[i] != 'X' && pattern[i] != text[i] {
			return false
		}
	}
	return true
}

func (r *slowRead) qualify(all string) {
	r.uncert = strings.ContainsAny(all, "?%")
	r.approx = strings.ContainsAny(all, "~%")
}

func slowDateTime(m []string) slowRead {
	date := slowSingle(m[1])
	if !date.valid || date.lo != date.hi {
		return slowRead{}
	}
	hour, _ := strconv.Atoi(m[3])
	minute, _ := strconv.Atoi(m[4])
	at := time.Date(int(date.lo.year), time.Month(date.lo.month), date.lo.day, hour, minute, 0, 0, time.UTC)
	hours, _ := strconv.Atoi(m[7])
	minutes, _ := strconv.Atoi(m[8])
	shift := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if m[6] == "-" {
		if shift == 0 {
			return slowRead{}
		}
		shift = -shift
	}
	if shift < -12*time.Hour || shift > 14*time.Hour {
		return slowRead{}
	}
	utc := at.Add(-shift)
	date.lo = slowDay{int64(utc.Year()), int(utc.Month()), utc.Day()}
	date.hi = date.lo
	date.days = []string{date.lo.String()}
	date.timed = true
	return date
}

func slowSignificant(neg bool, digits, sig, left, right string) slowRead {
	if left != "" && right != "" {
		return slowRead{}
	}
	r := slowRead{level: 2}
	n, err := strconv.Atoi(sig[1:])
	if err != nil || n > 16 {
		return slowRead{}
	}
	n = min(n, len(digits))
	// Insignificant digits may be any.
	least := digits[:n] + strings.Repeat("0", len(digits)-n)
	most := digits[:n] + strings.Repeat("9", len(digits)-n)
	return r.years(neg, least, most, left, right)
}

// years is the answer for all years between two numbers.
func (r slowRead) years(neg bool, least, most, left, right string) slowRead {
	lo, _ := strconv.ParseInt(least, 10, 64)
	hi, _ := strconv.ParseInt(most, 10, 64)
	if neg && hi == 0 {
		return slowRead{}
	}
	if neg {
		if lo == 0 {
			lo = 1
		}
		lo, hi = -hi, -lo
	}
	r.lo, r.hi = slowDay{lo, 1, 1}, slowDay{hi, 12, 31}
	r.qualify(left + right)
	r.valid = true
	return r
}

func slowLongYear(m []string) slowRead {
	left, neg, digits, exponent, sig, right := m[1], m[2] != "", m[3], m[4], m[5], m[6]
	if left != "" && right != "" {
		return slowRead{}
	}
	r := slowRead{level: 1}
	if left != "" {
		r.level = 2
	}
	if exponent != "" {
		n, err := strconv.Atoi(exponent)
		if err != nil || n > 16 {
			return slowRead{}
		}
		digits += strings.Repeat("0", n)
		r.level = 2
	} else if len(digits) < 5 {
		return slowRead{}
	}
	if len(digits) > 16 {
		return slowRead{}
	}
	if sig != "" {
		return slowSignificant(neg, digits, sig, left, right)
	}
	return r.years(neg, digits, digits, left, right)
}
