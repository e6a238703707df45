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
