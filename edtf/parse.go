package edtf

import "fmt"

// Parse reads an EDTF expression of level 0, 1 or 2. An error is of type
// [*ParseError]; the empty string is one.
//
// Parse takes time linear in the length of s, keeps s as the text of the Date,
// and allocates nothing but the error.
func Parse(s string) (Date, error) {
	p := parser{text: s}
	var d Date
	switch {
	case s == "":
		p.fail(0, "empty expression")
	case s[0] == '[' || s[0] == '{':
		d = p.set()
	default:
		d = p.dateOrInterval()
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

// qualifier advances past "?", "~" or "%" and returns what it means, or 0 if
// none is next.
func (p *parser) qualifier() flags {
	var q flags
	switch p.peek() {
	case '?':
		q = uncertain
	case '~':
		q = approximate
	case '%':
		q = uncertain | approximate
	default:
		return 0
	}
	p.pos++
	return q
}

// dateOrInterval reads all of the text as one date or as a/b.
func (p *parser) dateOrInterval() Date {
	if p.peek() == '/' || p.peek() == '.' {
		return p.interval(Date{})
	}
	d := p.date()
	switch {
	case p.err != nil || p.atEnd():
		return d
	case p.peek() == '/':
		return p.interval(d)
	}
	p.unexpected("the end")
	return d
}

// date reads one date: everything that is neither an interval nor a set. The
// text of the result is left empty.
func (p *parser) date() Date {
	left := p.qualifier()
	if p.peek() == 'Y' {
		return p.longYear(left)
	}
	r := reading{level: 0}
	r.year.neg = p.skip('-')
	yearAt := p.pos
	if !p.yearDigits(&r) {
		return Date{}
	}
	if p.peek() == 'S' {
		return p.significant(r, left, yearAt)
	}
	right := p.qualify(&r, left)
	if p.peek() != '-' {
		return p.finish(&r, yearAt, right)
	}
	p.pos++
	if right != 0 {
		r.level = 2 // it holds for the year and not for what follows
	}

	left = p.qualifier()
	monthAt := p.pos
	if !p.monthDigits(&r) {
		return Date{}
	}
	right = p.qualify(&r, left)
	if p.peek() != '-' {
		return p.finish(&r, monthAt, right)
	}
	if r.season != 0 {
		p.failf(p.pos, "a day after season %d", r.season)
		return Date{}
	}
	p.pos++
	if right != 0 {
		r.level = 2
	}

	left = p.qualifier()
	dayAt := p.pos
	if !p.dayDigits(&r) {
		return Date{}
	}
	right = p.qualify(&r, left)
	d := p.finish(&r, dayAt, right)
	if p.err == nil && p.peek() == 'T' {
		p.timeOfDay(&d)
	}
	return d
}

// qualify reads the qualifier to the right of a component, where left is the
// one to its left, and returns it.
func (p *parser) qualify(r *reading, left flags) (right flags) {
	at := p.pos
	right = p.qualifier()
	if left != 0 {
		r.level = 2
		if right != 0 {
			p.fail(at, "a qualifier on both sides of one component")
		}
	}
	r.flags |= left | right
	return right
}

// finish turns the components read into a date. The last component begins at
// lastAt and has the qualifier right.
func (p *parser) finish(r *reading, lastAt int, right flags) Date {
	if p.err != nil {
		return Date{}
	}
	lo, hi, ok := r.bounds()
	if !ok {
		p.noCompletion(r, lastAt)
		return Date{}
	}
	level := r.level
	if right != 0 || r.year.neg {
		level = max(level, 1)
	}
	if r.flags&masked != 0 {
		level = max(level, r.maskLevel())
	}
	if r.season != 0 {
		level = max(level, seasonLevel(r.season))
	}
	return Date{
		lo: lo, loBound: Dated,
		hi: hi, hiBound: Dated,
		form: FormDate, level: level, flags: r.flags,
	}
}

// noCompletion fails for components that no day fits.
func (p *parser) noCompletion(r *reading, lastAt int) {
	if r.flags&masked == 0 {
		p.failf(lastAt, "day %s of a month of %d days", p.text[lastAt:lastAt+2],
			daysIn(r.year.first(), r.firstMonth()))
		return
	}
	p.fail(lastAt, "no day fits the digits given")
}
