package draw

import (
	"fmt"
	"strconv"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A scale maps the days of a window to places along a drawing's width, in
// percent: to the right, or to the left where the language is written so.
type scale struct {
	from, to    border.Day // both included
	rightToLeft bool
}

// at returns the place at which a day begins, within the window.
func (s *scale) at(d border.Day) float64 {
	share := float64(d.Sub(s.from)) / float64(s.to.Sub(s.from)+1)
	share = min(1, max(0, share))
	if s.rightToLeft {
		share = 1 - share
	}
	return share * 100
}

// box returns where the days from first to last lie: the left edge and the
// width, at least a hair. A zero day is an open end. Days outside the window are
// cut off; of a run that lies outside, ok is false.
func (s *scale) box(first, last border.Day) (left, width float64, ok bool) {
	if first.IsZero() || first.Before(s.from) {
		first = s.from
	}
	if last.IsZero() || last.After(s.to) {
		last = s.to
	}
	if last.Before(first) {
		return 0, 0, false
	}
	a, b := s.at(first), s.at(last.AddDays(1))
	if s.rightToLeft {
		a, b = b, a
	}
	return a, max(b-a, 0.12), true
}

// A tick is a mark on the axis.
type tick struct {
	day   border.Day
	label string
	minor bool // left out where there is little room
}

// ticks returns the marks of the axis: years, months or days, as many as fit.
func (s *scale) ticks(l edtf.Language) (list []tick) {
	switch days := s.to.Sub(s.from) + 1; {
	case days > 3*366:
		step, major := 1, 5
		switch years := days / 365; {
		case years > 60:
			step, major = 10, 20
		case years > 24:
			step, major = 5, 10
		}
		year, _, _ := s.from.Date()
		for y := year / step * step; ; y += step {
			d := border.Date(y, time.January, 1)
			if d.After(s.to) {
				return list
			}
			if !d.Before(s.from) {
				list = append(list, tick{d, strconv.Itoa(y), y%major != 0})
			}
		}
	case days > 62:
		step := 1
		if days > 366 {
			step = 3
		}
		year, month, _ := s.from.Date()
		for n := 0; ; n++ {
			d := border.Date(year, month+time.Month(n), 1)
			if d.After(s.to) {
				return list
			}
			_, m, _ := d.Date()
			if d.Before(s.from) || int(m-1)%step != 0 {
				continue
			}
			list = append(list, tick{d, monthLabel(l, d, m == time.January || len(list) == 0), int(m-1)%(3*step) != 0})
		}
	default:
		step := max(1, days/8)
		for n := 0; n < days; n += step {
			d := s.from.AddDays(n)
			_, _, day := d.Date()
			list = append(list, tick{d, fmt.Sprintf("%d %s", day, words.Month(l, d)), n/step%3 != 0})
		}
		return list
	}
}

// monthLabel returns the name of a day's month, with the year where asked.
func monthLabel(l edtf.Language, d border.Day, withYear bool) string {
	if !withYear {
		return words.Month(l, d)
	}
	year, _, _ := d.Date()
	return fmt.Sprintf("%s %d", words.Month(l, d), year)
}
