package border_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// timesOfDay have the civil day at the border, UTC+3, of times with a shift, near both
// midnights; without a shift a time is of the day as written.
var timesOfDay = map[string]string{
	"2019-09-30T01:00:00+03:00": "2019-09-30",
	"2019-09-30T00:00:00+03:00": "2019-09-30",
	"2019-09-29T23:59:59+03:00": "2019-09-29",
	"2019-09-29T20:59:59Z":      "2019-09-29",
	"2019-09-29T21:00:00Z":      "2019-09-30",
	"2019-09-29T23:59:59Z":      "2019-09-30",
	"2019-09-30T00:00:00Z":      "2019-09-30",
	"2019-09-30T20:59:59Z":      "2019-09-30",
	"2019-09-30T21:00:00Z":      "2019-10-01",
	"2019-09-30T09:00:00+12":    "2019-09-30",
	"2019-09-30T10:59:59+14:00": "2019-09-29",
	"2019-09-30T11:00:00+14:00": "2019-09-30",
	"2019-09-29T11:59:59-12:00": "2019-09-30",
	"2019-09-29T08:59:59-12:00": "2019-09-29",
	"2019-09-30T03:29:59+05:30": "2019-09-30",
	"2019-09-30T02:29:59+05:30": "2019-09-29",
	"2019-12-31T21:00:00Z":      "2020-01-01",
	"2020-02-28T21:30:00Z":      "2020-02-29",
	"2019-09-30T23:59:59":       "2019-09-30",
	"2019-09-30T00:00:00":       "2019-09-30",
}

func TestTimesFallOnTheirDayAtTheBorder(t *testing.T) {
	for text, day := range timesOfDay {
		on, err := border.ParseDay(day)
		require.NoError(t, err)
		require.Equal(t, border.Span{Earliest: on, Latest: on}, border.SpanOf(edtf.MustParse(text)), text)

		c := openClaim()
		c.When, c.Reported = edtf.MustParse(text), edtf.MustParse(text)
		plan := c
		plan.Modality, plan.Value = border.Planned, "closed"
		notice := c
		notice.Kind, notice.Value = border.KindThreat, "an attack"
		reg := emptyRegistry(t)
		_, err = reg.Add(c, plan, notice)
		require.NoError(t, err)
		s, err := reg.At(c.Crossing, on)
		require.NoError(t, err)
		require.Equal(t, border.Span{Earliest: on, Latest: on}, s.Syria.Status.Since, text)
		require.Equal(t, on, s.Syria.Status.Attested, text)
		require.Equal(t, on, s.LastReported(), text)
		require.Equal(t, on, s.Through(), text)
		require.Equal(t, on, reg.View().Through().Reported, text)
		var form struct {
			Plans []struct {
				Due      struct{ Earliest, Latest string }
				Reported string
			}
			Notices []border.Claim
		}
		written, err := json.Marshal(s)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(written, &form))
		require.Equal(t, day, form.Plans[0].Due.Earliest)
		require.Equal(t, day, form.Plans[0].Due.Latest)
		require.Equal(t, text, form.Plans[0].Reported, "as written")
		require.Len(t, form.Notices, 1)
		require.Equal(t, text, form.Notices[0].When.String(), "as written")
		before, err := reg.KnownBy(on.AddDays(-1)).At(c.Crossing, on)
		require.NoError(t, err)
		require.Equal(t, border.Unknown, before.Syria.Status.Value, text)
		var first border.Segment
		for seg, err := range reg.History(c.Crossing) {
			require.NoError(t, err)
			if seg.Side == border.Syria && seg.Question == border.QuestionStatus && first.From.IsZero() {
				first = seg
			}
		}
		require.Equal(t, on, first.From, text)
	}
}

// A claim that does not say when it was reported was on the day at the border on which it
// was recorded.
func TestReportedOn(t *testing.T) {
	c := openClaim()
	require.True(t, c.ReportedOn().IsZero())
	c.Recorded = time.Date(2026, time.November, 29, 21, 30, 0, 0, time.UTC)
	day := border.Date(2026, time.November, 30)
	require.Equal(t, border.Span{Earliest: day, Latest: day}, c.ReportedOn())
	c.Reported = edtf.MustParse("2019-10")
	require.Equal(t, border.Span{Earliest: border.Date(2019, time.October, 1), Latest: border.Date(2019, time.October, 31)}, c.ReportedOn())
}
