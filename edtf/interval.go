package edtf

import "strings"

// interval reads the rest of a/b, where start is a unless that is empty or
// "..".
func (p *parser) interval(start Date) Date {
	d := Date{form: FormInterval}
	p.end(&start, &d)
	d.lo, d.loBound = start.lo, start.loBound
	if !p.skip('/') {
		p.unexpected("the slash of an interval")
		return d
	}
	endAt := p.pos
	var end Date
	if !p.atEnd() && p.peek() != '.' && p.peek() != '/' {
		end = p.date()
	}
	p.end(&end, &d)
	d.hi, d.hiBound = end.hi, end.hiBound
	switch {
	case p.err != nil:
	case !p.atEnd():
		p.unexpected("the end")
	case d.loBound != Dated && d.hiBound != Dated:
		p.fail(0, "an interval with neither end dated")
	case d.bounded() && d.hi.Before(d.lo):
		p.fail(endAt, "an interval that ends before it starts,")
	}
	return d
}

// end adds to the interval d the level and flags of one of its ends, which was
// read unless it is zero. An end that is open or unknown is read here.
func (p *parser) end(e, d *Date) {
	if e.form == FormNone {
		if p.skipDots() {
			*e = openEnd
		}
		d.level = max(d.level, 1)
		return
	}
	if e.flags&timed != 0 {
		p.fail(strings.IndexByte(p.text, 'T'), "a time of day in an interval")
	}
	if e.flags&masked != 0 {
		// Level 1 has masks, but not within intervals.
		d.level = 2
	}
	d.level = max(d.level, e.level)
	d.flags |= e.flags
}

// Interval returns the two ends of an interval a/b. An end written ".." is a
// Date that prints as ".." and whose bounds are both [Open]; an empty end is
// the zero Date, whose bounds are both [Unknown]. For expressions of any other
// form ok is false.
func (d Date) Interval() (start, end Date, ok bool) {
	if d.form != FormInterval {
		return Date{}, Date{}, false
	}
	a, b, _ := strings.Cut(d.text, "/")
	return intervalEnd(a), intervalEnd(b), true
}

func intervalEnd(text string) Date {
	switch text {
	case "":
		return Date{}
	case "..":
		return openEnd
	}
	return MustParse(text)
}
