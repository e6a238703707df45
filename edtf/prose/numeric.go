package prose

import "slices"

// A field is a number of a date in numbers, or a place left open: a nought,
// "xx" or "??".
type field struct {
	n      int
	digits int
	open   bool
}

// readField reads the field at token i.
func readField(list []token, i int) (f field, next int, ok bool) {
	if i >= len(list) {
		return f, i, false
	}
	t := list[i]
	switch {
	case t.number && !t.grouped && len(t.text) <= 4:
		return field{n: t.value, digits: len(t.text), open: t.value == 0}, i + 1, true
	case t.word && (t.text == "x" || t.text == "xx" || t.text == "xxxx"):
		return field{digits: len(t.text), open: true}, i + 1, true
	case t.text == "?" && i+1 < len(list) && list[i+1].text == "?":
		return field{digits: 2, open: true}, i + 2, true
	}
	return f, i, false
}

// separator reports whether token i parts the numbers of a date, and which
// sign it is.
func separator(list []token, i int) (sign string, ok bool) {
	if i >= len(list) {
		return "", false
	}
	switch t := list[i]; t.text {
	case "/", ".", "-", "‐", "‑", "−":
		return t.text, true
	}
	return "", false
}

// numericDate reads a date in numbers of two or three fields at token i. If
// next is 0 there is none; one that no calendar has gives no dates.
func (p *parser) numericDate(list []token, i int) (dates []date, next int) {
	a, j, ok := readField(list, i)
	if !ok || a.open && !list[i].number && i+1 >= len(list) {
		return nil, 0
	}
	sign, ok := separator(list, j)
	if !ok {
		return nil, 0
	}
	second := j + 1
	b, j, ok := readField(list, second)
	if !ok {
		return nil, 0
	}
	apart := sign == "-" && list[second-1].spaced // the stroke of a range, if there is no other
	if again, ok := separator(list, j); ok && again == sign {
		if c, k, ok := readField(list, j+1); ok && (!apart || c.digits == 4) {
			if more, ok := separator(list, k); ok && more == sign && k+1 < len(list) && list[k+1].number && !list[k+1].spaced {
				return nil, k + 2 // an address, a number of a version
			}
			dates, ok = p.threeFields(a, b, c)
			if ok {
				return gregorian(dates), skipTime(list, k)
			}
		}
	}
	if list[second].spaced || apart { // the end of a sentence, and a number
		return nil, 0
	}
	if dates, ok = twoFields(a, b, sign); ok {
		return gregorian(dates), skipTime(list, j)
	}
	return nil, 0
}

// gregorian leaves out days and months of the years from 1300 to 1500: they are of the
// calendars that count from the Hijra, where no name of a month says so.
func gregorian(dates []date) []date {
	return slices.DeleteFunc(dates, func(d date) bool {
		return d.shape <= aDay && d.shape != aYear && d.year >= 1300 && d.year <= 1500
	})
}

// skipTime passes over "T10:30" and the like, which stands behind a date.
func skipTime(list []token, i int) int {
	j := i
	if j < len(list) && list[j].text == "t" {
		j++
	}
	if j+2 >= len(list) || !list[j].number || list[j+1].text != ":" || !list[j+2].number {
		return i
	}
	j += 3
	for j+1 < len(list) && (list[j].text == ":" || list[j].text == ".") && list[j+1].number && !list[j].spaced {
		j += 2
	}
	if j < len(list) && list[j].text == "z" && !list[j].spaced {
		return j + 1
	}
	return skipShift(list, j)
}

// skipShift passes over "+03:00" and the like, which stands behind a time of day.
func skipShift(list []token, i int) int {
	if i+1 >= len(list) || list[i].text != "+" && list[i].text != "-" || list[i].spaced && list[i].text == "-" || !list[i+1].number || list[i+1].spaced {
		return i
	}
	switch {
	case len(list[i+1].text) == 4:
		return i + 2
	case len(list[i+1].text) != 2 || list[i].spaced:
		return i
	case i+3 < len(list) && list[i+2].text == ":" && list[i+3].number && !list[i+3].spaced:
		return i + 4
	}
	return i + 2
}

// threeFields reads a day, a month and a year in their orders: the year first
// or last, and where both numbers may be the month the day first.
func (p *parser) threeFields(a, b, c field) (dates []date, ok bool) {
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		dates = threeNumbers(a.n, b, c)
		if len(dates) == 0 && !b.open {
			dates = threeNumbers(a.n, c, b)
		}
	case c.digits == 4 && a.digits <= 2 && b.digits <= 2:
		dates = join(threeNumbers(c.n, b, a), threeNumbers(c.n, a, b))
	case a.digits <= 2 && b.digits <= 2 && c.digits == 2:
		dates = join(threeNumbers(p.fullYear(c.n), b, a), threeNumbers(p.fullYear(c.n), a, b))
		dates = join(dates, threeNumbers(p.fullYear(a.n), b, c))
	default:
		return nil, false
	}
	return dates, true
}

// threeNumbers returns the date of three numbers in this order: none if there
// is no such day. A field left open leaves the month or the year.
func threeNumbers(y int, m, d field) []date {
	out := date{shape: aDay, year: y, month: m.n, day: d.n}
	switch {
	case m.open && d.open:
		out.shape = aYear
	case m.n < 1 || m.n > 12:
		return nil
	case d.open:
		out.shape = aMonth
	}
	if y < 1 || !out.valid() {
		return nil
	}
	return []date{out}
}

// twoFields reads a month and a year.
func twoFields(a, b field, sign string) (dates []date, ok bool) {
	m, y := a, b
	if a.digits == 4 {
		m, y = b, a
	}
	if y.digits != 4 || m.digits > 2 || y.n < 1000 {
		return nil, false
	}
	switch {
	case m.open:
		return []date{{shape: aYear, year: y.n}}, true
	case m.n > 12:
		return nil, false
	}
	dates = []date{{shape: aMonth, year: y.n, month: m.n}}
	if next := y.n%100 + 1; sign == "/" && a.digits == 4 && m.n == next && m.digits == 2 {
		dates = append(dates, spanDate(firstOf(y.n), firstOf(y.n+1), year))
	}
	return dates, true
}

// join returns the dates of both lists, each once.
func join(a, b []date) []date {
	for _, d := range b {
		if !slices.Contains(a, d) {
			a = append(a, d)
		}
	}
	return a
}

// fullYear returns the year that two digits stand for: that of this century,
// unless it is more than twenty years after the anchor.
func (p *parser) fullYear(n int) int {
	limit := 2050
	if !p.anchor.IsZero() {
		limit, _, _ = p.anchor.Date()
		limit += 20
	}
	if y := 2000 + n; y <= limit {
		return y
	}
	return 1900 + n
}
