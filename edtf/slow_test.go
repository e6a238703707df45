package edtf_test

import (
	"fmt"
	"regexp"
	"strings"
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
