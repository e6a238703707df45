package edtf

import "strings"

// A Component is the year, the month or the day of a date, as written.
type Component struct {
	// Text is what was written, without qualifiers: "1985", "15XX", "-0001",
	// "Y-17E7", "04", "X1". It is empty if the date has no such component.
	Text string

	// Number is the value of Text: a year with its sign and exponent, a month
	// from 1 to 12 or a season from 21 to 41, a day from 1 to 31. It is 0 if
	// there is an X.
	Number int64

	Masked      bool // there is an X
	Uncertain   bool // by its own qualifier, or one that holds for it too
	Approximate bool
}

// Components are the parts of a single date.
type Components struct {
	Year  Component
	Month Component // or the season
	Day   Component

	// Significant is how many digits of the year, from the left, are
	// significant: the number after S. It is 0 if there is none.
	Significant int

	// Time is the time of day as written, without the T: "23:20:30+04:30".
	Time string
}

// Components returns the parts of a date of [FormDate]. For expressions of any
// other form ok is false; their dates come from [Date.Interval] and
// [Date.Members].
func (d Date) Components() (c Components, ok bool) {
	if d.form != FormDate {
		return c, false
	}
	// The text was parsed: it can be cut up without another look.
	s, time, _ := strings.Cut(d.text, "T")
	c.Time = time
	parts := [...]*Component{&c.Year, &c.Month, &c.Day}
	for i, part := range parts {
		s = part.qualify(s)
		n := 2
		if i == 0 {
			n = yearEnd(s)
		}
		part.set(s[:n])
		s = s[n:]
		if i == 0 && s != "" && s[0] == 'S' {
			s = c.significant(s[1:])
		}
		for _, left := range parts[:i+1] {
			left.qualify(s)
		}
		s = strings.TrimLeft(s, "?~%")
		if s == "" {
			break
		}
		s = s[1:] // the hyphen
	}
	return c, true
}

// qualify marks c with the qualifier that s begins with, and returns the rest.
func (c *Component) qualify(s string) string {
	if s == "" || !strings.Contains("?~%", s[:1]) {
		return s
	}
	c.Uncertain = c.Uncertain || s[0] != '~'
	c.Approximate = c.Approximate || s[0] != '?'
	return s[1:]
}

// yearEnd returns the length of the year that s begins with.
func yearEnd(s string) int {
	n := 0
	if s[0] == 'Y' {
		n++
	}
	if s[n] == '-' {
		n++
	}
	for n < len(s) && (isDigit(s[n]) || s[n] == 'X' || s[n] == 'E') {
		n++
	}
	return n
}

// set sets the text and the number of a component.
func (c *Component) set(text string) {
	c.Text = text
	digits := strings.TrimPrefix(text, "Y")
	digits, neg := strings.CutPrefix(digits, "-")
	digits, exponent, _ := strings.Cut(digits, "E")
	if strings.Contains(digits, "X") {
		c.Masked = true
		return
	}
	c.Number = number(digits) * pow10[number(exponent)]
	if neg {
		c.Number = -c.Number
	}
}

// significant reads the digits after S and returns what follows them.
func (c *Components) significant(s string) string {
	rest := strings.TrimLeft(s, "0123456789")
	c.Significant = int(number(s[:len(s)-len(rest)]))
	return rest
}

// number is the value of digits, 0 if there are none.
func number(digits string) (n int64) {
	for _, c := range []byte(digits) {
		n = 10*n + int64(c-'0')
	}
	return n
}
