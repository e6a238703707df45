package edtf

import "strings"

// interval reads the rest of a/b. What stands before the slash is in d, unless
// that is empty or "..".
func (p *parser) interval(d *Date) {
	p.end(d)
	if !p.skip('/') {
		p.unexpected("the slash of an interval")
		return
	}
	at := p.pos
	var end Date
	if !p.atEnd() && p.peek() != '.' && p.peek() != '/' {
		p.date(&end)
	}
	p.end(&end)
	dated := d.form != FormNone || end.form != FormNone
	// The earliest day stays that of the start.
	d.hi, d.hiBound = end.hi, end.hiBound
	d.form = FormInterval
	d.level = max(d.level, end.level)
	d.flags |= end.flags
	switch {
	case p.err != nil:
	case !p.atEnd():
		p.unexpected("the end")
	case !dated:
		p.fail(0, "an interval without a date")
	case d.loBound == Dated && d.hiBound == Dated && d.hi.n < d.lo.n:
		p.fail(at, "an interval that ends before it starts")
	}
}

// end raises the level of one end of an interval to that of an interval with
// such an end. An end that is open or unknown is read here.
func (p *parser) end(e *Date) {
	switch {
	case e.form == FormNone:
		if p.skipDots() {
			*e = openEnd
		}
		e.level = 1
	case e.flags&timed != 0:
		p.fail(strings.IndexByte(p.text, 'T'), "a time of day in an interval")
	case e.flags&masked != 0:
		e.level = 2 // level 1 has masks, but not within intervals
	}
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
