package web

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// clocks are the two that a reader can turn: the day asked about, and the day by
// which it was known.
type clocks struct {
	On, Known clock
	Hidden    []parameter // what the form must keep
	Action    string
}

// A clock is a day that can be chosen.
type clock struct {
	Day         border.Day
	First, Last border.Day // between which it is worth turning
	Steps       []step
}

// A step is a link that turns a clock.
type step struct {
	Label, Address string
	Current        bool
}

type parameter struct{ Name, Value string }

// clocks makes the clocks of a page.
func (s *Server) clocks(a *ask) clocks {
	l := a.Language
	c := clocks{Action: a.path}
	for name, values := range a.query {
		if name != "on" && name != "known" && len(values) > 0 && values[0] != "" {
			c.Hidden = append(c.Hidden, parameter{name, values[0]})
		}
	}
	slices.SortFunc(c.Hidden, func(x, y parameter) int { return cmp.Compare(x.Name, y.Name) })

	first := s.firstDay(a)
	c.On = clock{Day: a.On, First: first, Last: a.Today}
	year, month, day := a.On.Date()
	for _, to := range []struct {
		label string
		day   border.Day
	}{
		{"a year before", border.Date(year-1, month, day)}, {"a month before", border.Date(year, month-1, day)}, {"a day before", a.On.AddDays(-1)},
		{"a day later", a.On.AddDays(1)}, {"a month later", border.Date(year, month+1, day)}, {"a year later", border.Date(year+1, month, day)},
	} {
		if to.day.Before(first) || to.day.After(a.Today) {
			continue
		}
		c.On.Steps = append(c.On.Steps, step{Label: words.Of(l, to.label), Address: a.here("on", to.day.String())})
	}
	c.On.Steps = append(c.On.Steps, step{words.Of(l, "today"), a.here("on", ""), a.On == a.Today})

	c.Known = clock{Day: a.Known, First: first, Last: a.Today}
	if c.Known.Day.IsZero() {
		c.Known.Day = a.Today
	}
	c.Known.Steps = []step{
		{words.Of(l, "all that is known now"), a.here("known", ""), a.Known.IsZero()},
		{words.Of(l, "what was known on that day"), a.here("known", a.On.String()), a.Known == a.On},
	}
	if after := border.Date(year+1, month, day); !after.After(a.Today) {
		c.Known.Steps = append(c.Known.Steps, step{words.Of(l, "a year after it"), a.here("known", after.String()), a.Known == after})
	}
	return c
}

// A firstDay is the first day that it is worth asking about, as long as a view is
// the latest.
type firstDay struct {
	view border.View
	day  border.Day
}

// firstDay returns the first of January of the year of the first claim.
func (s *Server) firstDay(a *ask) border.Day {
	view := s.registry.View()
	if known := s.first.Load(); known != nil && known.view == view {
		return known.day
	}
	first := a.Today
	for c := range view.Crossings() {
		claims, err := view.Claims(c.Code)
		if err != nil {
			continue
		}
		for _, cl := range claims {
			if d := border.SpanOf(cl.When).Earliest; !d.IsZero() && d.Before(first) {
				first = d
			}
		}
	}
	year, _, _ := first.Date()
	first = border.Date(max(year, 1), 1, 1)
	s.first.Store(&firstDay{view, first})
	return first
}
