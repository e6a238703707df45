package prose

import "github.com/crossingstatus/border/edtf"

// A length is a length of time: how many of a unit, or a few.
type length struct {
	n    int
	most int // of "two or three" the three, else 0
	unit int
	few  bool
	word bool // the unit alone, as one word is "a week" in Arabic
}

// units says, of each unit of time, how many of it people reckon with, and what
// they mean by a few of it: how many days ago at least and at most, in how many
// days at most, and to which precision.
var units = [...]struct {
	most      int
	ago       [2]int
	due       int
	precision int
}{
	hour:         {24 * 31, [2]int{0, 1}, 1, day},
	day:          {1000, [2]int{1, 7}, 30, day},
	week:         {200, [2]int{14, 42}, 90, day},
	month:        {240, [2]int{60, 330}, 365, month},
	quarter:      {40, [2]int{180, 540}, 730, month},
	year:         {500, [2]int{730, 2190}, 3650, year},
	tenYears:     {50, [2]int{7300, 14600}, 7300, year},
	hundredYears: {5, [2]int{73000, 180000}, 36500, year},
}

// lengthAt reads a length of time: "three days", "a week", "two or three
// months", "half a year", "يومين".
func (p *parser) lengthAt(i int) (l length, next int, ok bool) {
	j := p.skip(i, the)
	if k := p.skip(j+1, number); p.isHalf(j) && p.isUnit(k, year) && p.at(k).n == year {
		return length{n: 6, unit: month}, k + 1, true
	}
	l, j = p.countAt(j)
	if !p.is(j, unit) || !p.at(j).spaced && j > i && p.is(j-1, dash) { // "a two-day truce"
		return l, 0, false
	}
	it := p.at(j)
	l.unit = it.n & only
	if l.word {
		l.few = it.n&^only == many
		l.n = 1
		if it.n&^only == two {
			l.n = 2
		}
	}
	if max(l.n, l.most) > units[l.unit].most || !l.few && l.n < 1 {
		return l, 0, false
	}
	if m, k, ok := p.numberAt(j + 2); ok && p.is(j+1, or) && m == l.n+1 { // "يومين أو ثلاثة"
		l.most = m
		return l, k, true
	}
	if k := p.skip(j+1, and, number); l.unit == year && k > j+1 && p.isHalf(k) { // "a year and a half"
		return length{n: l.n*12 + 6, unit: month, word: l.word}, k + 1, true
	}
	return l, j + 1, true
}

func (p *parser) isHalf(i int) bool { return p.is(i, fraction) && p.at(i).n == 2 }

// countAt reads how many of a unit there are; if nothing says so, the unit does.
func (p *parser) countAt(i int) (l length, next int) {
	if j := p.skip(i, few); j > i {
		return length{few: true}, p.skip(j, of, from)
	}
	n, j, ok := p.numberAt(i)
	if !ok || p.at(i).digits > 4 || p.at(i).ordinal {
		return length{word: true}, i
	}
	l.n = n
	if m, k, ok := p.numberAt(j + 1); ok && p.is(j, or, to, dash) && m > n && p.at(j+1).digits <= 4 {
		l.most, j = m, k
	}
	return l, j
}

// lengthWords passes over what stands before a length of time: "about", "less
// than", "more than".
func (p *parser) lengthWords(i int) (next int, nearly, within bool) {
	for range 6 {
		switch p.at(i).kind {
		case about:
			nearly = true
		case less:
			within = true
		case more, the, of, from:
		default:
			return i, nearly, within
		}
		i++
	}
	return i, nearly, within
}

// shift returns the day that is a length of time after the anchor, or with -1
// before it.
func (p *parser) shift(l length, sign int) edtf.Day { return l.from(p.anchor, sign) }

// from returns the day that is the length after another, or with -1 before it.
func (l length) from(d edtf.Day, sign int) edtf.Day {
	n := l.n * sign
	switch l.unit {
	case hour:
		return d.AddDays((l.n + 23) / 24 * sign)
	case day:
		return d.AddDays(n)
	case week:
		return d.AddDays(7 * n)
	}
	return addMonths(d, n*map[int]int{month: 1, quarter: 3, year: 12, tenYears: 120, hundredYears: 1200}[l.unit])
}

// before is the time that lies a length of time before the anchor, to the
// precision that people speak of it.
func (p *parser) before(l length) date {
	u := units[l.unit]
	switch {
	case l.few:
		return spanDate(p.anchor.AddDays(-u.ago[1]), p.anchor.AddDays(-u.ago[0]), u.precision)
	case l.most > 0:
		first := l
		first.n = l.most
		return spanDate(p.shift(first, -1), p.shift(l, -1), u.precision)
	case l.unit == hour && l.n%24 != 0:
		return spanDate(p.shift(l, -1), p.anchor.AddDays(-(l.n / 24)), day)
	}
	return l.rounded(p.shift(l, -1))
}

// rounded is a day to the precision of the length of time by which it was
// reckoned.
func (l length) rounded(on edtf.Day) date {
	d := dayDate(on)
	switch units[l.unit].precision {
	case month:
		d.shape = aMonth
	case year:
		d.shape = aYear
	}
	d.approximate = l.unit > day
	return d
}
