package border_test

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// explicitDay is a day in a date.
var explicitDay = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// laterDays tells the days of a text n days later.
func laterDays(text string, n int) string {
	return explicitDay.ReplaceAllStringFunc(text, func(day string) string { return edtf.MustParseDay(day).AddDays(n).String() })
}

// laterInstant tells an instant of RFC 3339 so much later.
func laterInstant(text string, by time.Duration) string {
	instant, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return instant.Add(by).Format(time.RFC3339Nano)
}

// later tells everything n days later: all dates, of which each day is written, and when
// claims were recorded.
func later(n int) retelling {
	by := time.Duration(n) * 24 * time.Hour
	return retelling{
		claim: func(c border.Claim) border.Claim {
			c.When, c.Reported = laterDate(c.When, n), laterDate(c.Reported, n)
			c.Recorded = c.Recorded.Add(by)
			return c
		},
		text: func(member, text string) string {
			switch member {
			case "when", "reported", "on", "known", "from", "to", "through", "earliest", "latest", "attested", "lastReported", "lastReview":
				return laterDays(text, n)
			case "recorded", "asOf":
				return laterInstant(text, by)
			}
			if id.MatchString(member) { // when what has that id was withdrawn
				return laterInstant(text, by)
			}
			return text
		},
	}
}

// id is that of a claim.
var id = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f-]{27}$`)

func laterDate(d edtf.Date, n int) edtf.Date {
	if d.IsZero() {
		return d
	}
	return edtf.MustParse(laterDays(d.String(), n))
}

// inDays writes a date in days, so that it can be told some days later, as months and seasons
// cannot: they are not equally long. What is vague is some day of its first to its last; of an
// interval with vague ends the days are left that it surely has, or else all that it may have.
func inDays(d edtf.Date) edtf.Date {
	if !vague.MatchString(explicitDay.ReplaceAllString(d.String(), "")) {
		return d
	}
	start, end, ok := d.Interval()
	if !ok {
		return edtf.MustParse(fmt.Sprintf("[%s..%s]", dayIn(d.Earliest()), dayIn(d.Latest())))
	}
	if sure, err := edtf.Parse(dayIn(start.Latest()) + "/" + dayIn(end.Earliest())); err == nil {
		return sure
	}
	return edtf.MustParse(dayIn(start.Earliest()) + "/" + dayIn(end.Latest()))
}

// vague is what a date has beside days, if not all of it is written in days.
var vague = regexp.MustCompile(`[\dX]`)

// dayIn writes an end of a date in an interval.
func dayIn(day edtf.Day, b edtf.Bound) string {
	switch b {
	case edtf.Dated:
		return day.String()
	case edtf.Open:
		return ".."
	}
	return ""
}

// TestLaterHistory: of a history n days later the answers are n days later.
func TestLaterHistory(t *testing.T) {
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		for i := range l.claims {
			l.claims[i].When, l.claims[i].Reported = inDays(l.claims[i].When), inDays(l.claims[i].Reported)
		}
		n := rapid.IntRange(-100_000, 80_000).Draw(t, "days later") // so that it is recorded from 1740 on and to 2240
		requireLater(t, l, q, later(n), rapid.SampledFrom(madeInstants).Draw(t, "as of"))
	})
}

// requireLater compares the answers about a history, told later, with those about the later
// history.
func requireLater(t *rapid.T, l madeLoading, q inquiry, r retelling, asOf time.Time) {
	onDay := func(day border.Day) border.Day { return edtf.MustParseDay(r.text("on", day.String())) }
	then := inquiry{crossings: q.crossings, known: onDay(q.known)}
	for _, day := range q.days {
		then.days = append(then.days, onDay(day))
	}
	asOfThen, err := time.Parse(time.RFC3339Nano, r.text("asOf", asOf.Format(time.RFC3339Nano)))
	require.NoError(t, err)
	now, later := loaded(t, nil, l.succession, l.claims).View(), loaded(t, nil, l.succession, r.claims(l.claims)).View()
	want := r.answer("", q.answers(t, now)).(map[string]any)
	requireAnswers(t, want, then.answers(t, later), l.claims)
	now, later = now.KnownBy(q.known).AsOf(asOf), later.KnownBy(then.known).AsOf(asOfThen)
	want = r.answer("", q.answers(t, now)).(map[string]any)
	requireAnswers(t, want, then.answers(t, later), l.claims)
}

// The calendar of 400 years is that of the next 400: each month, each season and each decade has
// a like.
var (
	someYear   = regexp.MustCompile(`\b(\d{3}[\dX])\b`)
	centuries4 = retelling{
		claim: func(c border.Claim) border.Claim {
			c.When, c.Reported = laterYears(c.When), laterYears(c.Reported)
			return c
		},
		text: func(member, text string) string {
			switch member {
			case "when", "reported", "on", "known", "from", "to", "through", "earliest", "latest", "attested", "lastReported", "lastReview":
				return inLaterYears(text)
			}
			return text
		},
	}
)

// inLaterYears tells the years of a date 400 years later; a decade is 201X.
func inLaterYears(text string) string {
	return someYear.ReplaceAllStringFunc(text, func(year string) string {
		decade, err := strconv.Atoi(year[:3])
		if err != nil {
			panic(err)
		}
		return fmt.Sprint(decade+40) + year[3:]
	})
}

func laterYears(d edtf.Date) edtf.Date {
	if d.IsZero() {
		return d
	}
	return edtf.MustParse(inLaterYears(d.String()))
}

// TestHistoryCenturiesLater: of a history 400 years later the answers are 400 years later, whatever
// its dates are. No claim can be recorded then: each says when it was reported.
func TestHistoryCenturiesLater(t *testing.T) {
	border3 := time.FixedZone("", 3*60*60)
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		reported := map[string]edtf.Date{}
		for i := range l.claims {
			c := &l.claims[i]
			if c.Reported.IsZero() {
				if _, ok := reported[c.ID.String()]; !ok {
					reported[c.ID.String()] = edtf.DateFromDay(edtf.DayOf(c.Recorded.In(border3)))
				}
				c.Reported = reported[c.ID.String()]
			}
		}
		requireLater(t, l, q, centuries4, rapid.SampledFrom(madeInstants).Draw(t, "as of"))
	})
}
