package border_test

import (
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// The founding article, of North-Press Agency, tells of Al-Bukamal–Al-Qaim: the
// opposition took it in July 2012, Islamic State in mid-2014; in April 2019 two
// buses passed, which a border guard called a trial; and a newspaper of 5 July 2019
// has it reopen in less than a month. It carries no date itself. These are its
// claims as one would write them down by hand.
const foundingArticle = `
{"id":"00000001-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"syrian-opposition","when":"2012-07","modality":"reported","source":{"name":"North-Press Agency"},"reported":"[2019-07-05..2019-09-29]"}
{"id":"00000002-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"islamic-state","when":"2014-38","modality":"reported","source":{"name":"North-Press Agency"},"reported":"[2019-07-05..2019-09-29]","quote":"took control over the area and the border crossing back in mid-2014"}
{"id":"00000003-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"closed","when":"2014~","modality":"reported","source":{"name":"media sources loyal to the Syrian government","via":["North-Press Agency"]},"reported":"[2019-07-05..2019-09-29]"}
{"id":"00000004-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"both","kind":"passage","value":"two Iraqi buses enter Syria","when":"2019-04","modality":"reported","source":{"name":"media sources loyal to the Syrian government","via":["North-Press Agency"]},"reported":"[2019-07-05..2019-09-29]"}
{"id":"00000005-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"trial","when":"2019-04/2019-04","modality":"reported","source":{"name":"Iraqi border guards","via":["North-Press Agency"]},"reported":"[2019-07-05..2019-09-29]"}
{"id":"00000006-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"open","when":"2019-07-05/2019-08-05","modality":"planned","source":{"name":"Syrian diplomatic sources","via":["Al-Akhbar","North-Press Agency"]},"reported":"2019-07-05","quote":"to be reopened in less than a month"}
`

// What others reported, then and later.
const otherReports = `
{"id":"00000011-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"al-nusra-front","when":"2014-06-21","edge":"seen","modality":"reported","source":{"name":"Reuters"},"reported":"2014-06-21"}
{"id":"00000012-0000-5000-8000-000000000000","crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"open","when":"2019-09-30","modality":"reported","source":{"name":"Reuters"},"reported":"2019-09-30"}
`

func articleID(n byte) uuid.UUID {
	id := uuid.MustParse("00000000-0000-5000-8000-000000000000")
	id[3] = n
	return id
}

func addLines(t *testing.T, reg *border.Registry, lines string) {
	t.Helper()
	err := reg.Load(border.ReadClaims(strings.NewReader(lines), "article.jsonl"))
	require.NoError(t, err)
}

// TestFoundingArticle tells the article's story by its own claims alone.
func TestFoundingArticle(t *testing.T) {
	reg := emptyRegistry(t)
	addLines(t, reg, foundingArticle)
	code := border.AlBukamalAlQaim
	control := func(year int, month time.Month, day int) string {
		f, err := reg.Control(code, border.Syria, border.Date(year, month, day))
		require.NoError(t, err)
		return f.String()
	}
	for _, tt := range []struct {
		on   border.Day
		want string
	}{
		{border.Date(2012, time.June, 30), "unknown"},
		{border.Date(2012, time.July, 1), "unknown or syrian-opposition, not certain"},
		{border.Date(2012, time.July, 31), "syrian-opposition, since between 2012-07-01 and 2012-07-31, last attested 2012-07-31"},
		{border.Date(2014, time.April, 30), "syrian-opposition, since between 2012-07-01 and 2012-07-31, last attested 2012-07-31"},
		{border.Date(2014, time.June, 15), "syrian-opposition or islamic-state, not certain, since between 2012-07-01 and 2012-07-31, last attested 2012-07-31"},
		{border.Date(2014, time.August, 30), "syrian-opposition or islamic-state, not certain, since between 2012-07-01 and 2012-07-31, last attested 2012-07-31"},
		{border.Date(2014, time.August, 31), "islamic-state, since between 2014-05-01 and 2014-08-31, last attested 2014-08-31"},
	} {
		y, m, d := tt.on.Date()
		require.Equal(t, tt.want, control(y, m, d), "on %s", tt.on)
	}
	mid, err := reg.Control(code, border.Syria, border.Date(2014, time.June, 15))
	require.NoError(t, err)
	require.Equal(t, []string{articleID(1).String()}, readFinding(mid).Basis)
	require.Equal(t, []string{articleID(2).String()}, readFinding(mid).Against)
	require.Equal(t, border.SyrianOpposition, mid.Value)

	// The buses of April 2019 were a trial on some days of it, and reopened nothing.
	for on, want := range map[border.Day]string{
		border.Date(2019, time.March, 31): "closed, since between 2014-01-01 and 2014-12-31, last attested 2014-12-31",
		border.Date(2019, time.April, 20): "closed or trial, not certain, since between 2014-01-01 and 2014-12-31, last attested 2014-12-31",
		border.Date(2019, time.May, 1):    "closed, since between 2014-01-01 and 2014-12-31, last attested 2014-12-31",
	} {
		s, err := reg.At(code, on)
		require.NoError(t, err)
		require.Equal(t, want, s.Syria.Status.String(), "on %s", on)
		require.Equal(t, want, s.Iraq.Status.String(), "on %s", on)
		require.Equal(t, border.Closed, s.Status.Value)
		require.True(t, s.Status.Certain == (on != border.Date(2019, time.April, 20)), "on %s", on)
		var notices []string
		for c := range s.Notices() {
			notices = append(notices, c.Value)
		}
		if on == border.Date(2019, time.April, 20) {
			require.Equal(t, []string{"two Iraqi buses enter Syria"}, notices)
		} else {
			require.Empty(t, notices)
		}
	}

	// Nobody says who holds the Iraqi side.
	iraq, err := reg.Control(code, border.Iraq, border.Date(2019, time.July, 5))
	require.NoError(t, err)
	require.Equal(t, "unknown", iraq.String())

	// "In less than a month" is a plan of the newspaper's day, and no state.
	plan := func(v border.View, on border.Day) border.Plan {
		plans, err := v.Plans(code, on)
		require.NoError(t, err)
		require.Len(t, plans, 1)
		return plans[0]
	}
	none, err := reg.Plans(code, border.Date(2019, time.July, 4))
	require.NoError(t, err)
	require.Empty(t, none)
	require.Equal(t, border.Plan{
		Claim: articleID(6), Crossing: code, Side: border.Both, Question: border.QuestionStatus, Value: "open",
		Due:      border.Span{Earliest: border.Date(2019, time.July, 5), Latest: border.Date(2019, time.August, 5)},
		Reported: plan(reg.View(), border.Today()).Reported, Outcome: border.Pending,
	}, plan(reg.View(), border.Date(2019, time.August, 5)))
	require.Equal(t, "2019-07-05", plan(reg.View(), border.Today()).Reported.String())
	require.Equal(t, border.Overdue, plan(reg.View(), border.Date(2019, time.August, 6)).Outcome)
	require.Equal(t, border.Closed, statusNow(t, reg, border.Date(2019, time.August, 6)))
}

func statusNow(t *testing.T, reg *border.Registry, day border.Day) border.Status {
	t.Helper()
	s, err := reg.At(border.AlBukamalAlQaim, day)
	require.NoError(t, err)
	return s.Status.Value
}

// TestFoundingArticleBesideOthers: al-Nusra Front at the gate on 21 June does not
// undo what the article says of the end of August, and the reopening makes its
// plan late by 56 days.
func TestFoundingArticleBesideOthers(t *testing.T) {
	reg := emptyRegistry(t)
	addLines(t, reg, foundingArticle)
	addLines(t, reg, otherReports)
	code := border.AlBukamalAlQaim
	for on, want := range map[border.Day]string{
		border.Date(2014, time.June, 21):   "al-nusra-front or islamic-state or syrian-opposition, not certain, since between 2012-07-02 and 2014-06-21, last attested 2014-06-21",
		border.Date(2014, time.August, 31): "islamic-state, since between 2014-05-01 and 2014-08-31, last attested 2014-08-31",
	} {
		f, err := reg.Control(code, border.Syria, on)
		require.NoError(t, err)
		require.Equal(t, want, f.String(), "on %s", on)
	}
	require.Equal(t, border.Closed, statusNow(t, reg, border.Date(2019, time.September, 29)))
	require.Equal(t, border.Open, statusNow(t, reg, border.Date(2019, time.September, 30)))
	s, err := reg.At(code, border.Date(2019, time.December, 1))
	require.NoError(t, err)
	require.True(t, s.Syria.Status.Certain && s.Iraq.Status.Certain && s.Status.Certain)
	require.Equal(t, border.Date(2019, time.September, 30), s.LastReported())
	require.Equal(t, reg.Through().Reported, s.Through())
	s, err = reg.At(code, border.Date(2014, time.June, 21))
	require.NoError(t, err)
	require.NotEqual(t, s.LastReported(), s.Through())
	require.Equal(t, reg.Through().Reported, s.Through(), "whichever day is asked about")
	s, err = reg.KnownBy(border.Date(2019, time.August, 1)).At(code, border.Date(2026, time.January, 1))
	require.NoError(t, err)
	require.Equal(t, reg.KnownBy(border.Date(2019, time.August, 1)).Through().Reported, s.Through(), "of what was known")

	plans, err := reg.Plans(code, border.Date(2019, time.September, 30))
	require.NoError(t, err)
	require.Len(t, plans, 1)
	require.Equal(t, border.Late, plans[0].Outcome)
	require.Equal(t, border.Slip{Least: 56, Most: 56, Known: true}, plans[0].Slip)
	require.Equal(t, articleID(0x12), plans[0].MetBy)
}

// TestWhatWasKnown: when the article appeared its plan was pending, and its claims
// about the past were not known before it.
func TestWhatWasKnown(t *testing.T) {
	reg := emptyRegistry(t)
	addLines(t, reg, foundingArticle)
	addLines(t, reg, otherReports)
	code, day := border.AlBukamalAlQaim, border.Date(2019, time.July, 10)
	then := reg.KnownBy(day)
	plans, err := then.Plans(code, day)
	require.NoError(t, err)
	require.Len(t, plans, 1)
	require.Equal(t, border.Pending, plans[0].Outcome)
	s, err := then.At(code, day)
	require.NoError(t, err)
	require.Equal(t, border.Unknown, s.Status.Value, "the article may have appeared later")
	require.Equal(t, day, s.Known)

	// In 2014 one knew of al-Nusra Front alone.
	f, err := reg.KnownBy(border.Date(2014, time.December, 31)).Control(code, border.Syria, border.Date(2014, time.December, 31))
	require.NoError(t, err)
	require.Equal(t, "al-nusra-front, since 2014-06-21 or earlier, last attested 2014-06-21", f.String())

	// The article and the reopening are what changed from then on, on the Iraqi side.
	var changed []string
	for c := range border.Diff(then, reg.View()) {
		require.Equal(t, code, c.Crossing)
		if c.Side == border.Syria {
			continue
		}
		changed = append(changed, c.Side.String()+" "+c.Question.String()+" from "+c.From.String()+": "+c.Before.Value()+" to "+c.After.Value())
	}
	require.Equal(t, []string{
		"iraq status from 2014-01-01: unknown to unknown",
		"iraq status from 2014-12-31: unknown to closed",
		"iraq status from 2019-04-01: unknown to closed",
		"iraq status from 2019-05-01: unknown to closed",
		"iraq status from 2019-09-30: unknown to open",
	}, changed)
}

// TestDefaultAnswers: the embedded dataset answers what the project began with.
func TestDefaultAnswers(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	code := border.AlBukamalAlQaim
	f, err := reg.Control(code, border.Syria, border.Date(2014, time.June, 15))
	require.NoError(t, err)
	require.True(t, f.Allows(border.SyrianOpposition) && f.Allows(border.IslamicState))
	require.False(t, f.Certain)
	f, err = reg.Control(code, border.Syria, border.Date(2014, time.September, 1))
	require.NoError(t, err)
	require.Equal(t, border.IslamicState, f.Value)
	require.True(t, f.Certain)
	require.Equal(t, border.Open, statusNow(t, reg, border.Date(2019, time.December, 1)))
	plans, err := reg.Plans(code, border.Today())
	require.NoError(t, err)
	late := 0
	for _, p := range plans {
		if p.Outcome == border.Late && p.Slip == (border.Slip{Least: 56, Most: 56, Known: true}) && p.Reported.String() == "2019-07-05" {
			late++
		}
	}
	require.NotZero(t, late, "in less than a month")
}
