package edtf

import (
	"strings"
	"time"
)

// timeOfDay reads Thh:mm:ss and an optional shift from UTC after the date d,
// which becomes the UTC day of that time. Without a shift the day stays as
// written.
func (p *parser) timeOfDay(d *Date) {
	if d.flags != 0 {
		p.fail(p.pos, "a time of day after a date that is masked or qualified")
		return
	}
	p.pos++
	hour := p.clock("hour", 23)
	p.colon()
	minute := p.clock("minute", 59)
	p.colon()
	p.clock("second", 59)
	shift := p.shift()
	if p.err != nil {
		return
	}
	switch utc := 60*hour + minute - shift; {
	case utc < 0:
		d.lo = d.lo.AddDays(-1)
	case utc >= 24*60:
		d.lo = d.lo.AddDays(1)
	}
	d.hi = d.lo
	d.flags |= timed
}

// Instant returns the time that an expression with a time of day and a shift names, in UTC. For
// every other expression ok is false: a time of day without a shift is that of the place where
// it was written.
func (d Date) Instant() (t time.Time, ok bool) {
	if d.flags&timed == 0 {
		return time.Time{}, false
	}
	const clock = "Thh:mm:ss"
	p := parser{text: d.text, pos: strings.IndexByte(d.text, 'T') + len(clock)}
	if p.atEnd() {
		return time.Time{}, false
	}
	at := d.text[p.pos-len(clock):]
	const day = 24 * 60
	minutes := 60*twoDigits(at[1:]) + twoDigits(at[4:]) - p.shift()
	minutes = (minutes + day) % day // d.lo is the day in UTC
	return d.lo.Time().Add(time.Duration(minutes)*time.Minute + time.Duration(twoDigits(at[7:]))*time.Second), true
}

// The shifts from UTC that clocks have, in minutes.
const (
	westmost = -12 * 60
	eastmost = 14 * 60
)

// shift reads Z, ±hh or ±hh:mm, or nothing, and returns the minutes east of UTC.
func (p *parser) shift() int {
	if p.skip('Z') {
		return 0
	}
	at := p.pos
	west := p.peek() == '-'
	if !west && p.peek() != '+' {
		return 0
	}
	p.pos++
	minutes := 60 * p.clock("UTC shift hour", 23)
	if p.skip(':') {
		minutes += p.clock("UTC shift minute", 59)
	}
	if west && minutes == 0 {
		p.fail(at, "a zero shift from UTC with a minus sign")
	}
	if west {
		minutes = -minutes
	}
	if minutes < westmost || minutes > eastmost {
		p.fail(at, "a shift from UTC beyond -12:00 and +14:00")
	}
	return minutes
}

// clock reads two digits of a number up to limit.
func (p *parser) clock(what string, limit int) int {
	at := p.pos
	for range 2 {
		if !isDigit(p.peek()) {
			p.unexpected("two digits of the " + what)
			return 0
		}
		p.pos++
	}
	n := twoDigits(p.text[at:])
	if n > limit {
		p.failf(at, "%s %02d", what, n)
	}
	return n
}

func (p *parser) colon() {
	if !p.skip(':') {
		p.unexpected("a colon")
	}
}
