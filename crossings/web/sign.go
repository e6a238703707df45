package web

import (
	"html/template"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
)

// sign draws an answer with its age.
func sign(name string, fresh border.Freshness) template.HTML {
	return template.HTML(draw.AgedGlyph(name, fresh))
}

// statusSign draws a status with its age, and a question mark if it is only one of several that are
// possible.
func (a *ask) statusSign(s border.Status, attested border.Day, single bool) template.HTML {
	if !single {
		return sign("", border.NotAttested)
	}
	return sign(s.String(), a.freshness(attested))
}

// freshness grades an answer of the day asked about. No claim reaches a day that is still to come.
func (a *ask) freshness(attested border.Day) border.Freshness {
	if a.On.After(a.Today) {
		return border.NotAttested
	}
	return border.FreshnessOf(attested, a.On, a.Known)
}
