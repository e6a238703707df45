// Package words says in English and Arabic what package border answers: values,
// days, spans, counts, findings, plans. Pages and pictures take their words from
// here, so that one thing has one word wherever it is read.
//
// The language is an [edtf.Language], as in [edtf.Date.Words], whose month names
// and digits are used. A phrase without an Arabic form is said in English.
package words

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Languages are those that pages and pictures come in.
var Languages = []edtf.Language{edtf.English, edtf.Arabic}

// Tag returns the BCP 47 tag of a language, as in the lang attribute.
func Tag(l edtf.Language) string {
	if l == edtf.Arabic {
		return "ar"
	}
	return "en"
}

// Parse returns the language with that tag, and ok false if there is none.
func Parse(tag string) (l edtf.Language, ok bool) {
	switch tag {
	case "en":
		return edtf.English, true
	case "ar":
		return edtf.Arabic, true
	}
	return edtf.English, false
}

// RightToLeft reports whether a language is written from right to left.
func RightToLeft(l edtf.Language) bool { return l == edtf.Arabic }

// Of returns an English phrase in a language. Arguments, if any, are put in as
// by [fmt.Sprintf]; the Arabic form has the same verbs in the same order, or
// numbers them.
func Of(l edtf.Language, phrase string, args ...any) string {
	if l == edtf.Arabic {
		if said, ok := arabic[phrase]; ok {
			phrase = said
		}
	}
	if len(args) == 0 {
		return phrase
	}
	return fmt.Sprintf(phrase, args...)
}

// Has reports whether a phrase has a form of its own in the language.
func Has(l edtf.Language, phrase string) bool {
	_, ok := arabic[phrase]
	return ok || l == edtf.English
}

// Side returns the name of a side: "Syrian side", "both sides".
func Side(l edtf.Language, s border.Side) string {
	switch s {
	case border.Syria:
		return Of(l, "Syrian side")
	case border.Iraq:
		return Of(l, "Iraqi side")
	case border.Both:
		return Of(l, "both sides")
	}
	return ""
}

// Name returns the word for a member of a vocabulary: a question, a kind, a
// modality, an outcome, a direction.
func Name(l edtf.Language, member fmt.Stringer) string {
	name := member.String()
	if said, ok := plain[name]; ok && l != edtf.Arabic {
		return said
	}
	return Of(l, name)
}

// plain has the words for members whose names are codes.
var plain = map[string]string{
	"sy-to-iq":     "from Syria to Iraq",
	"iq-to-sy":     "from Iraq to Syria",
	"both":         "both ways",
	"official":     "officials",
	"military":     "the military",
	"commercial":   "commercial traffic",
	"humanitarian": "humanitarian aid",
	"transit":      "transit traffic",
	"trial":        "trial run",
}

// Status returns the word for a status.
func Status(l edtf.Language, s border.Status) string { return Name(l, s) }

// Party returns the name of a party: that of the view, or its code where the
// view does not know it.
func Party(l edtf.Language, v border.View, p border.Party) string {
	if info, ok := v.Party(p); ok {
		if name := info.Names.In(Tag(l)); name != "" {
			return name
		}
	}
	return p.String()
}

// ShortParty returns the abbreviation that a party's English name ends with in
// parentheses, as in "Syrian Democratic Forces (SDF)"; without one, its name.
func ShortParty(l edtf.Language, v border.View, p border.Party) string {
	name := Party(l, v, p)
	if open := strings.LastIndexByte(name, '('); open >= 0 && strings.HasSuffix(name, ")") {
		return name[open+1 : len(name)-1]
	}
	return name
}

// Crossing returns the name of a crossing.
func Crossing(l edtf.Language, c border.Crossing) string { return c.Names.In(Tag(l)) }

// Value returns the word for a value of a question: a status or a party.
func Value(l edtf.Language, v border.View, q border.Question, value string) string {
	if q == border.QuestionControl {
		return Party(l, v, border.Party(value))
	}
	if said, ok := plain[value]; ok && l != edtf.Arabic {
		return said
	}
	return Of(l, value)
}

// Or joins words with "or": "open or closed", "a, b or c". In Arabic the word stands between all.
func Or(l edtf.Language, list []string) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) == 1:
		return list[0]
	case l == edtf.Arabic:
		return strings.Join(list, Of(l, " or "))
	}
	last := len(list) - 1
	return strings.Join(list[:last], Of(l, ", ")) + Of(l, " or ") + list[last]
}

// Day returns a day: "19 July 2012". The zero Day is "".
func Day(l edtf.Language, d border.Day) string {
	if d.IsZero() {
		return ""
	}
	return edtf.DateFromDay(d).Words(l)
}

// Month returns the name of a day's month: "July".
func Month(l edtf.Language, d border.Day) string {
	parts := strings.Fields(Day(l, d)) // day, month in one word or more, year
	if len(parts) < 3 {
		return ""
	}
	return strings.Join(parts[1:len(parts)-1], " ")
}

// Span returns the days within which something happened: "19 July 2012",
// "between 1 July 2012 and 31 July 2012", "21 June 2014 or earlier". The zero
// Span is "".
func Span(l edtf.Language, s border.Span) string {
	switch {
	case s.IsZero():
		return ""
	case s.Earliest == s.Latest:
		return Day(l, s.Latest)
	case s.Earliest.IsZero():
		return Of(l, "%s or earlier", Day(l, s.Latest))
	case s.Latest.IsZero():
		return Of(l, "%s or later", Day(l, s.Earliest))
	}
	return Of(l, "between %s and %s", Day(l, s.Earliest), Day(l, s.Latest))
}

// Since returns since when something holds that began within days: "since 19 July
// 2012", "since between 1 July 2012 and 31 July 2012". Of a beginning within days
// Arabic says when it began. The zero Span is "".
func Since(l edtf.Language, s border.Span) string {
	switch {
	case s.IsZero():
		return ""
	case l != edtf.Arabic || s.Earliest == s.Latest:
		return Of(l, "since %s", Span(l, s))
	case s.Earliest.IsZero() || s.Latest.IsZero():
		return Of(l, "began on %s", Span(l, s))
	}
	return Of(l, "began %s", Span(l, s))
}

// sinceOrAgain returns since when something holds that was last attested on a day. What was attested
// only before that stands again after an episode of something else: "since" would contradict the last
// word, so it says when that episode ended.
func sinceOrAgain(l edtf.Language, since border.Span, attested border.Day) string {
	if attested.IsZero() || !attested.Before(since.Earliest) {
		return Since(l, since)
	}
	ended := border.Span{Earliest: since.Earliest.AddDays(-1)}
	if !since.Latest.IsZero() {
		ended.Latest = since.Latest.AddDays(-1)
	}
	if ended.Earliest == ended.Latest || ended.Latest.IsZero() {
		return Of(l, "as it was before a temporary change that ended on %s", Span(l, ended))
	}
	return Of(l, "as it was before a temporary change that ended %s", Span(l, ended))
}

// Run returns the days from one to another, both included, where a zero day is
// an open end: "from 19 July 2012 to 2 August 2012", "since 14 June 2025".
func Run(l edtf.Language, from, to border.Day) string {
	switch {
	case from.IsZero() && to.IsZero():
		return Of(l, "always")
	case from == to:
		return Day(l, from)
	case from.IsZero():
		return Of(l, "until %s", Day(l, to))
	case to.IsZero():
		return Of(l, "from %s on", Day(l, from))
	}
	return Of(l, "%s to %s", Day(l, from), Day(l, to))
}

// Period returns the time from one date to another as exactly as they say: "from October 2015 to 2026". A
// zero date is an open end.
func Period(l edtf.Language, from, to edtf.Date) string {
	text := func(d edtf.Date) string {
		if d.IsZero() {
			return ".."
		}
		return d.String()
	}
	if d, err := edtf.Parse(text(from) + "/" + text(to)); err == nil && !(from.IsZero() && to.IsZero()) {
		return d.Words(l)
	}
	return Run(l, border.SpanOf(from).Earliest, border.SpanOf(to).Latest)
}

// Ago returns how long before a day another lies: "on that day", "218 days
// before".
func Ago(l edtf.Language, day, before border.Day) string {
	n := day.Sub(before)
	if n == 0 {
		return Of(l, "on that day")
	}
	return Of(l, "%s before", joined(l, count(l, n, daysAfter)))
}

// LastWord returns how old the last word was on a day that was named before: "last word 3 days before".
func LastWord(l edtf.Language, days int) string {
	return Of(l, "last word %s before", joined(l, Length(l, days)))
}

// joined returns a count as it stands behind an Arabic preposition that is written with the next word:
// a stroke joins it to figures.
func joined(l edtf.Language, count string) string {
	if l == edtf.Arabic && count[0] <= '9' {
		return "ـ" + count
	}
	return count
}

// Passage returns the answer to whether traffic may pass.
func Passage(l edtf.Language, p border.Passage) string {
	switch p {
	case border.MayPassBut:
		return Of(l, "yes, but")
	case border.CannotTell:
		return Of(l, "cannot tell")
	}
	return Of(l, p.String())
}

// Traffic returns the kinds of traffic in a set, and "" for all.
func Traffic(l edtf.Language, t border.Traffic) string {
	var kinds []string
	for k := range t.Kinds() {
		kinds = append(kinds, Name(l, k))
	}
	return strings.Join(kinds, Of(l, ", "))
}

// Grade returns what an Admiralty grade says: "B2: usually reliable, probably
// true". An ungraded claim is "".
func Grade(l edtf.Language, g border.Grade) string {
	if g.IsZero() {
		return ""
	}
	text := g.String()
	return Of(l, "%s: %s, %s", text, Of(l, reliability[text[0]-'A']), Of(l, credibility[text[1]-'1']))
}

var (
	reliability = []string{"completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "reliability cannot be judged"}
	credibility = []string{"confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "truth cannot be judged"}
)

// Date returns when something was said: "2019-07-05", and in words what signs of EDTF would say, such as
// 2017-10~. In Arabic it is all in words: there marks between figures turn their order.
func Date(l edtf.Language, d edtf.Date) string {
	text := d.String()
	if l == edtf.Arabic || strings.Trim(text, "0123456789-") != "" {
		return d.Words(l)
	}
	return text
}

// ShortDay returns a day as [Date] does: "2012-07-19", in Arabic "19 تموز 2012".
func ShortDay(l edtf.Language, d border.Day) string {
	if l == edtf.Arabic {
		return Day(l, d)
	}
	return d.String()
}

// Instant returns an instant as it is written for --as-of.
func Instant(l edtf.Language, t time.Time) string {
	return LeftToRightIn(l, t.UTC().Format(time.RFC3339Nano))
}

// StatusOn returns the crossing's own status on the day of a state: "open", or
// "last known: open" if the day is after the last attested one.
func StatusOn(l edtf.Language, s border.State) string {
	text := Derived(l, s.Status)
	if s.IsLastKnown() {
		return Of(l, "last known: %s", text)
	}
	return text
}

// verdictPhrases are the verdicts in plain English.
var verdictPhrases = [...]string{
	border.GivesValue: "gives the answer",
	border.For:        "agrees with it",
	border.Against:    "allows another answer",
	border.Denying:    "denies what gives the answer",
	border.Restates:   "restates another claim",
	border.CameBefore: "came before another",
	border.NotBegun:   "had not begun",
	border.Ended:      "had ended",
	border.Withdrawn:  "was withdrawn",
	border.DeniedBy:   "was denied",
	border.NotKnown:   "was not known yet",
	border.IsPlan:     "is a plan, not a fact",
	border.NoFact:     "tells no fact",
}

// Because says what a verdict about a claim is due to.
func Because(l edtf.Language, by string) string {
	if l == edtf.Arabic {
		return Of(l, "because of") + ": " + by
	}
	return "by: " + by
}

// Verdict says what became of a claim: "came before another".
func Verdict(l edtf.Language, v border.Verdict) string { return Of(l, verdictPhrases[v]) }
