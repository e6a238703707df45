package edtf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Language is one that [Date.Words] knows.
type Language uint8

// The languages; the zero Language is English.
const (
	English Language = iota
	Arabic           // with the month names of Syria and Iraq, and the digits 0 to 9
)

// A vocabulary is the words of a language: names, and formats that take phrases
// as %s, in the order of their comments.
type vocabulary struct {
	months   [12]string
	seasons  [4]string // of a year
	quarters [4]string
	thirds   [3]string
	halves   [2]string
	north    string // a season of the northern hemisphere
	south    string

	year      string // a year of four digits that stands alone
	yearOther string // a year of fewer digits, or of more
	yearBC    string // a year before the first
	decade    string // its first year
	years     string // one of the years from the first to the second
	yearForm  string // a year with Xs
	estimate  string // years, and the one year that they were estimated as

	dayMonth  string // a day and a month by name
	dayOf     string // a day and a month without a name
	someDay   string // of a month or a year
	someMonth string
	ofYear    string // a month or a day, and a year that is not just a number
	ofNumber  string // a month or a day, and a year that is

	between     string // of two dates, in a set of one range
	boundTime   string // a set of one range that is open at an end
	sometime    string // in a month, a season or a year
	atTime      string // a day and a time
	uncertain   string
	approximate string
	about       string // what is approximate as a whole
	both        string // uncertain and approximate
	parts       [3]string
	season      string
	qualify     string // a component and what it is
	aside       string // a date within an interval or set, and its qualifiers

	fromTo      string
	openEnd     string // a start
	openStart   string // an end
	unknownEnd  string // a start
	unknownHead string // an end

	within string // an interval that begins and ends within one time; "": its ends are named

	oneOf, allOf   string // a list
	comma, or, and string
	isJoinedByWord bool   // a word stands between all items of a list, and not only before the last
	through        string // first and last of a range
	dayThrough     string // first and last of the days of a month, of which it is one
}

// Words returns the expression in plain words, as in "some time in July 2012,
// uncertain", and "" for the zero Date. Years before the first are given as
// years BC: year 0000 is 1 BC. A language that is not known is English.
func (d Date) Words(l Language) string {
	v := &english
	if l == Arabic {
		v = &arabic
	}
	switch d.form {
	case FormDate:
		text, exact := v.date(d)
		if !exact {
			text = fmt.Sprintf(v.sometime, text)
		}
		if q := v.qualifiers(d); q != "" {
			text += v.comma + q
		}
		return text
	case FormInterval:
		return v.interval(d)
	case FormOneOf:
		if text := v.betweenDays(d); text != "" {
			return text
		}
		return fmt.Sprintf(v.oneOf, v.members(d, v.or))
	case FormAllOf:
		return fmt.Sprintf(v.allOf, v.members(d, v.and))
	}
	return d.text
}

func (v *vocabulary) interval(d Date) string {
	start, end, _ := d.Interval()
	switch {
	case start.IsZero():
		return fmt.Sprintf(v.unknownHead, v.member(end))
	case start == openEnd:
		return fmt.Sprintf(v.openStart, v.member(end))
	case end.IsZero():
		return fmt.Sprintf(v.unknownEnd, v.member(start))
	case end == openEnd:
		return fmt.Sprintf(v.openEnd, v.member(start))
	}
	if _, exact := v.date(start); v.within != "" && start == end && !exact {
		return fmt.Sprintf(v.within, v.member(start))
	}
	return fmt.Sprintf(v.fromTo, v.member(start), v.member(end))
}

// betweenDays puts a set of one range into words, "some time between 5 July and 29 September 2019",
// "some time up to 1984", and returns "" of others.
func (v *vocabulary) betweenDays(d Date) string {
	var first, last Date
	n := 0
	for a, b := range d.Members() {
		first, last = a, b
		n++
	}
	switch {
	case n != 1 || first == last:
		return ""
	case first == openEnd || last == openEnd:
		return fmt.Sprintf(v.boundTime, v.members(d, v.or))
	}
	from, to := v.member(first), v.member(last)
	for i, c := range to { // the month and the year that both share are said once
		if c == ' ' && strings.HasSuffix(from, to[i:]) && !v.splitsMonth(to, i) {
			from = strings.TrimSuffix(from, to[i:])
			break
		}
	}
	return fmt.Sprintf(v.between, from, to)
}

// splitsMonth reports whether a place in a text is within the name of a month: of October and December
// Arabic names share the second word.
func (v *vocabulary) splitsMonth(text string, at int) bool {
	return slices.ContainsFunc(v.months[:], func(month string) bool {
		first, second, ok := strings.Cut(month, " ")
		return ok && strings.HasSuffix(text[:at], first) && strings.HasPrefix(text[at:], " "+second)
	})
}

func (v *vocabulary) members(d Date, last string) string {
	var list []string
	for a, b := range d.Members() {
		switch {
		case a == openEnd:
			list = append(list, fmt.Sprintf(v.openStart, v.member(b)))
		case b == openEnd:
			list = append(list, fmt.Sprintf(v.openEnd, v.member(a)))
		case a != b:
			list = append(list, fmt.Sprintf(v.through, v.member(a), v.member(b)))
		default:
			list = append(list, v.member(a))
		}
	}
	return v.list(list, last)
}

// list joins items with commas, and the last two with a word.
func (v *vocabulary) list(items []string, last string) string {
	n := len(items) - 1
	switch {
	case n == 0:
		return items[0]
	case v.isJoinedByWord:
		return strings.Join(items, last)
	}
	return strings.Join(items[:n], v.comma) + last + items[n]
}

// member is a date as a part of an interval or a set.
func (v *vocabulary) member(d Date) string {
	text, _ := v.date(d)
	if q := v.qualifiers(d); q != "" {
		return fmt.Sprintf(v.aside, text, q)
	}
	return text
}

// date returns the phrase for one date without its qualifiers. It is exact if
// it names a day or some day or month, and not a time in which the day lies.
func (v *vocabulary) date(d Date) (text string, exact bool) {
	c, _ := d.Components()
	year, number := v.yearOf(d, c)
	switch {
	case c.Month.Text == "":
		return year, false
	case c.Month.Number >= firstSeason:
		return v.subYear(int(c.Month.Number), year), false
	}
	join := func(text string) string {
		if number != "" {
			return fmt.Sprintf(v.ofNumber, text, number)
		}
		return fmt.Sprintf(v.ofYear, text, year)
	}
	mask := d.run().mask.real()
	month, named := v.month(c.Month, mask)
	switch {
	case c.Day.Text == "":
		text, exact = join(month), !named
		if !named {
			text = fmt.Sprintf(v.ofYear, month, year)
		}
	case c.Day.Text == "XX" && named:
		text, exact = join(fmt.Sprintf(v.someDay, month)), true
	case c.Day.Text == "XX" && !named:
		text, exact = fmt.Sprintf(v.someDay, year), true
	case named:
		text, exact = join(fmt.Sprintf(v.dayMonth, v.days(c.Day, mask), month)), true
	default:
		text, exact = fmt.Sprintf(v.ofYear, fmt.Sprintf(v.dayOf, v.days(c.Day, mask), month), year), true
	}
	if c.Time != "" {
		text = fmt.Sprintf(v.atTime, text, utc(c.Time))
	}
	return text, exact
}

// utc writes the shift of a time of day after a space: "23:20:30 UTC+04:30".
func utc(time string) string {
	clock, shift := time[:len("hh:mm:ss")], time[len("hh:mm:ss"):]
	if shift == "" {
		return clock
	}
	return clock + " UTC" + strings.TrimPrefix(shift, "Z")
}

// yearOf returns the phrase for the year of a date, and the number alone if
// that is enough beside a month.
func (v *vocabulary) yearOf(d Date, c Components) (phrase, number string) {
	if c.Year.Masked {
		return v.maskedYear(d.run().mask.year, c.Month.Text == ""), ""
	}
	n := c.Year.Number
	number = v.yearNumber(n)
	first, _, _ := d.lo.civil()
	last, _, _ := d.hi.civil()
	switch {
	case c.Significant > 0 && first < last:
		years := fmt.Sprintf(v.years, v.yearNumber(first), v.yearNumber(last))
		return fmt.Sprintf(v.estimate, years, number), ""
	case n >= 1 && n < 1000, n > 9999:
		return fmt.Sprintf(v.yearOther, number), ""
	}
	return fmt.Sprintf(v.year, number), number
}

// yearNumber is a year as a number, BC if it is not positive.
func (v *vocabulary) yearNumber(year int64) string {
	if year < 1 {
		return fmt.Sprintf(v.yearBC, strconv.FormatInt(1-year, 10))
	}
	return strconv.FormatInt(year, 10)
}

func (v *vocabulary) maskedYear(y yearMask, alone bool) string {
	first, last := v.yearNumber(y.first()), v.yearNumber(y.last())
	switch {
	case alone && y.xs == 1 && !y.neg && y.lo >= 10:
		return fmt.Sprintf(v.decade, first)
	case y.xs&(y.xs+1) == 0: // the last digits, from some place on
		return fmt.Sprintf(v.years, first, last)
	}
	form := fmt.Sprintf("%04d", y.lo)
	for place := range 4 {
		if y.xs&(1<<(3-place)) != 0 {
			form = form[:place] + "X" + form[place+1:]
		}
	}
	if y.neg {
		form = "-" + form
	}
	return fmt.Sprintf(v.yearForm, form)
}

// month returns the phrase for a month, and whether it has a name.
func (v *vocabulary) month(c Component, mask reading) (text string, named bool) {
	switch {
	case !c.Masked:
		return v.months[c.Number-1], true
	case c.Text == "XX":
		return v.someMonth, false
	}
	var names []string
	for m := range 13 {
		if mask.months&(1<<m) != 0 {
			names = append(names, v.months[m-1])
		}
	}
	return v.list(names, v.or), true
}

// days returns the phrase for a day of the month, or for those that fit.
func (v *vocabulary) days(c Component, mask reading) string {
	if !c.Masked {
		return strconv.FormatInt(c.Number, 10)
	}
	var days []string
	for n := range 32 {
		if mask.days&(1<<n) != 0 {
			days = append(days, strconv.Itoa(n))
		}
	}
	if c.Text[1] == 'X' && len(days) > 2 { // ten, or nine, in a row
		return fmt.Sprintf(v.dayThrough, days[0], days[len(days)-1])
	}
	return v.list(days, v.or)
}

// subYear returns the phrase for a code from 21 to 41 of a year.
func (v *vocabulary) subYear(code int, year string) string {
	switch {
	case code <= 24:
		return fmt.Sprintf(v.seasons[code-21], year)
	case code <= 28:
		return fmt.Sprintf(v.north, fmt.Sprintf(v.seasons[code-25], year))
	case code <= 32:
		return fmt.Sprintf(v.south, fmt.Sprintf(v.seasons[code-29], year))
	case code <= 36:
		return fmt.Sprintf(v.quarters[code-33], year)
	case code <= 39:
		return fmt.Sprintf(v.thirds[code-37], year)
	}
	return fmt.Sprintf(v.halves[code-40], year)
}

// qualifiers returns what is said of a date as a whole, or else of its
// components, or "".
func (v *vocabulary) qualifiers(d Date) string {
	if d.flags&(uncertain|approximate) == 0 {
		return ""
	}
	c, _ := d.Components()
	var (
		said  []string
		first string
		whole = true
	)
	for i, part := range []Component{c.Year, c.Month, c.Day} {
		if part.Text == "" {
			continue
		}
		word := v.qualifier(part)
		if i == 0 {
			first = word
		}
		whole = whole && word == first
		name := v.parts[i]
		if i == 1 && part.Number >= firstSeason {
			name = v.season
		}
		if word != "" {
			said = append(said, fmt.Sprintf(v.qualify, name, word))
		}
	}
	if whole && first == v.approximate {
		return v.about
	}
	if whole {
		return first
	}
	return strings.Join(said, v.comma)
}

func (v *vocabulary) qualifier(c Component) string {
	switch {
	case c.Uncertain && c.Approximate:
		return v.both
	case c.Uncertain:
		return v.uncertain
	case c.Approximate:
		return v.approximate
	}
	return ""
}
