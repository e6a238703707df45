package edtf

import "fmt"

// Parse reads an EDTF expression of level 0, 1 or 2. An error is of type
// [*ParseError]; the empty string is one.
//
// Parse takes time linear in the length of s, keeps s as the text of the Date,
// and allocates nothing but the error.
func Parse(s string) (d Date, err error) {
	p := parser{text: s}
	switch {
	case s == "":
		p.fail(0, "empty expression")
	case s[0] == '[' || s[0] == '{':
		p.set(&d)
	default:
		p.dateOrInterval(&d)
	}
	if p.err != nil {
		return Date{}, p.err
	}
	d.text = s
	return d, nil
}

// A parser reads text from pos on. Its methods advance pos past what they read;
// the first fault stays in err, and what they return after it has no meaning.
type parser struct {
	text string
	pos  int
	err  *ParseError
}

func (p *parser) fail(offset int, msg string) {
	if p.err == nil {
		p.err = &ParseError{Text: p.text, Offset: offset, Msg: msg}
	}
}

func (p *parser) failf(offset int, format string, args ...any) {
	if p.err == nil {
		p.fail(offset, fmt.Sprintf(format, args...))
	}
}

// unexpected fails at the current position, where something else was wanted.
func (p *parser) unexpected(want string) {
	for _, r := range p.text[p.pos:] {
		p.failf(p.pos, "%q where %s should be", r, want)
		return
	}
	p.failf(p.pos, "text ends where %s should be", want)
}

// peek is the next byte, or 0 at the end; a NUL in the text fits nothing that
// peek is asked about.
func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *parser) atEnd() bool { return p.pos == len(p.text) }

// skip advances past c if it is next.
func (p *parser) skip(c byte) bool {
	if p.pos < len(p.text) && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

// skipDots advances past ".." if it is next.
func (p *parser) skipDots() bool {
	if p.pos+1 < len(p.text) && p.text[p.pos] == '.' && p.text[p.pos+1] == '.' {
		p.pos += 2
		return true
	}
	return false
}

// qualifiers is what each byte means as a qualifier: mostly nothing.
var qualifiers = [256]flags{'?': uncertain, '~': approximate, '%': uncertain | approximate}

// qualifier advances past "?", "~" or "%" and returns what it means, or 0 if
// none is next.
func (p *parser) qualifier() flags {
	q := qualifiers[p.peek()]
	if q != 0 {
		p.pos++
	}
	return q
}

// dateOrInterval reads all of the text as one date or as a/b.
func (p *parser) dateOrInterval(d *Date) {
	if c := p.peek(); c == '/' || c == '.' {
		p.interval(d)
		return
	}
	p.date(d)
	switch {
	case p.err != nil || p.atEnd():
	case p.peek() == '/':
		p.interval(d)
	default:
		p.unexpected("the end")
	}
}

// date reads one date: everything that is neither an interval nor a set. It
// sets all of d, which is zero, but its text.
func (p *parser) date(d *Date) {
	if !p.plainDate(d) {
		var r reading
		p.anyDate(d, &r)
	}
}

// plainDate reads the dates that most are, without Xs, qualifiers or a sign: it
// is what anyDate does with them, faster. If the date is anything else, or faulty, it reads
// nothing and returns false.
func (p *parser) plainDate(d *Date) bool {
	s := p.text[p.pos:]
	year, ok := fourDigits(s)
	if !ok {
		return false
	}
	n, month, day := 4, 0, 0
	if len(s) > n && s[n] == '-' {
		if month, ok = monthOrDay(s[n:]); !ok || month > 12 {
			return false
		}
		n = 7
		if len(s) > n && s[n] == '-' {
			if day, ok = monthOrDay(s[n:]); !ok || day > daysIn(int64(year), month) {
				return false
			}
			n = 10
		}
	}
	if len(s) > n {
		switch s[n] {
		case '/', ',', '.', ']', '}':
		case 'T':
			if day == 0 {
				return false
			}
		default:
			return false
		}
	}
	p.pos += n
	d.setDays(plainDays(int64(year), month, day))
	d.form = FormDate
	if p.peek() == 'T' {
		p.timeOfDay(d)
	}
	return true
}

// fourDigits is the value of the four digits that s begins with.
func fourDigits(s string) (n int, ok bool) {
	if len(s) < 4 {
		return 0, false
	}
	a, b, c, d := s[0]-'0', s[1]-'0', s[2]-'0', s[3]-'0'
	if a > 9 || b > 9 || c > 9 || d > 9 {
		return 0, false
	}
	return int(a)*1000 + int(b)*100 + int(c)*10 + int(d), true
}

// monthOrDay is the value, not zero, of the two digits after the hyphen that s
// begins with.
func monthOrDay(s string) (n int, ok bool) {
	if len(s) < 3 {
		return 0, false
	}
	a, b := s[1]-'0', s[2]-'0'
	n = int(a)*10 + int(b)
	return n, a <= 9 && b <= 9 && n > 0
}

// plainDays returns the first and last day of a year, of a month of it unless
// month is 0, or of a day of that unless day is 0.
func plainDays(year int64, month, day int) (lo, hi Day) {
	switch {
	case month == 0:
		lo = Day{newYear(year) + bias}
		length := int64(365)
		if isLeap(year) {
			length++
		}
		return lo, Day{lo.n + length - 1}
	case day == 0:
		lo = fromCivil(year, month, 1)
		return lo, Day{lo.n + int64(daysIn(year, month)) - 1}
	}
	lo = fromCivil(year, month, day)
	return lo, lo
}

// setDays gives d two dated bounds.
func (d *Date) setDays(lo, hi Day) {
	d.lo, d.loBound = lo, Dated
	d.hi, d.hiBound = hi, Dated
}

// anyDate is date for every date. It sets r, which is empty, too, but for a year
// after Y or before S.
func (p *parser) anyDate(d *Date, r *reading) {
	d.form = FormDate
	left := p.qualifier()
	if p.peek() == 'Y' {
		p.longYear(d, left)
		return
	}
	r.year.neg = p.skip('-')
	yearAt := p.pos
	if !p.yearDigits(d, r) {
		return
	}
	if p.peek() == 'S' {
		p.significant(d, r, left)
		return
	}
	right := p.qualify(d, left)
	if !p.skip('-') {
		p.finish(d, r, yearAt, right)
		return
	}
	if right != 0 {
		d.level = 2 // it holds for the year and not for what follows
	}

	left = p.qualifier()
	monthAt := p.pos
	if !p.monthDigits(d, r) {
		return
	}
	right = p.qualify(d, left)
	if p.peek() != '-' {
		p.finish(d, r, monthAt, right)
		return
	}
	if r.season != 0 {
		p.failf(p.pos, "a day after season %d", r.season)
		return
	}
	p.pos++
	if right != 0 {
		d.level = 2
	}

	left = p.qualifier()
	dayAt := p.pos
	if !p.dayDigits(d, r) {
		return
	}
	right = p.qualify(d, left)
	p.finish(d, r, dayAt, right)
	if p.err == nil && p.peek() == 'T' {
		p.timeOfDay(d)
	}
}

// qualify reads the qualifier to the right of a component, where left is the
// one to its left, and returns it.
func (p *parser) qualify(d *Date, left flags) (right flags) {
	right = p.qualifier()
	if left|right != 0 {
		p.qualified(d, left, right)
	}
	return right
}

// qualified adds the qualifiers of a component to d.
func (p *parser) qualified(d *Date, left, right flags) {
	d.flags |= left | right
	if left != 0 {
		d.level = 2
	}
	if left != 0 && right != 0 {
		p.fail(p.pos-1, "a qualifier on both sides of one component")
	}
}

// finish sets the bounds and the level of d from the components read. The last
// component begins at lastAt and has the qualifier right.
func (p *parser) finish(d *Date, r *reading, lastAt int, right flags) {
	if p.err != nil {
		return
	}
	if right != 0 || r.year.neg {
		d.level = max(d.level, 1)
	}
	if d.flags&masked != 0 {
		lo, hi, ok := r.bounds()
		if !ok {
			p.fail(lastAt, "no day fits the digits given")
			return
		}
		d.setDays(lo, hi)
		d.level = max(d.level, r.maskLevel())
		return
	}
	year := r.year.first()
	if r.season != 0 {
		d.setDays(seasonDays(year, r.season))
		d.level = max(d.level, seasonLevel(r.season))
		return
	}
	if r.day != 0 {
		if last := daysIn(year, int(r.month)); int(r.day) > last {
			p.failf(lastAt, "day %d of a month of %d days", r.day, last)
			return
		}
	}
	d.setDays(plainDays(year, int(r.month), int(r.day)))
}
