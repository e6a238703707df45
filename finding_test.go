package border_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// reported returns a claim about the status of the Syrian side of Al-Bukamal.
func reported(id int, status, when string) border.Claim {
	c := openClaim()
	c.ID, c.Value, c.When = madeID(id), status, edtf.MustParse(when)
	c.Reported, c.Recorded = edtf.MustParse("2020-01-01"), madeInstants[4]
	return c
}

func TestFindingInWords(t *testing.T) {
	seen := reported(1, "open", "2014-06-21")
	seen.Edge = border.Seen
	denial := reported(2, "closed", "2014-03")
	denial.Modality, denial.Denies = border.Denied, []uuid.UUID{madeID(1)}
	for _, tt := range []struct {
		name   string
		claims []border.Claim
		on     border.Day
		want   string
	}{
		{"nothing", nil, border.Date(2014, time.January, 1), "unknown"},
		{"one day", []border.Claim{reported(1, "open", "2014-01-01")}, border.Date(2014, time.January, 5), "open, since 2014-01-01, last attested 2014-01-01"},
		{"some day of a month, later", []border.Claim{reported(1, "open", "2014-01")}, border.Date(2014, time.February, 5),
			"open, since between 2014-01-01 and 2014-01-31, last attested 2014-01-31"},
		{"some day of this month", []border.Claim{reported(1, "open", "2014-01")}, border.Date(2014, time.January, 5), "unknown or open, not certain"},
		{"seen", []border.Claim{seen}, border.Date(2014, time.July, 1), "open, since 2014-06-21 or earlier, last attested 2014-06-21"},
		{"an unknown order", []border.Claim{reported(1, "open", "2014-01-05"), reported(2, "closed", "2014-01")}, border.Date(2014, time.February, 5),
			"open or closed, disputed, since 2014-01-05, last attested 2014-01-05"},
		{"denied", []border.Claim{reported(1, "open", "2014-01-05"), denial}, border.Date(2014, time.February, 5),
			"open or unknown, disputed, since 2014-01-05, last attested 2014-01-05"},
		{"an episode of unknown beginning", []border.Claim{reported(1, "closed", "../2014-03-01")}, border.Date(2014, time.January, 5),
			"unknown or closed, not certain"},
		{"an episode of unknown end", []border.Claim{reported(1, "closed", "2014-03-01/")}, border.Date(2014, time.March, 5),
			"unknown or closed, not certain"},
	} {
		reg := emptyRegistry(t)
		_, err := reg.Add(tt.claims...)
		require.NoError(t, err)
		f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, tt.on)
		require.NoError(t, err)
		require.Equal(t, tt.want, f.String(), tt.name)
		for s := border.Closed; s <= border.Unknown; s++ {
			require.Equal(t, slices.Contains(slices.Collect(f.Possible()), s), f.Allows(s), "%s: %s", tt.name, s)
		}
	}
}

func TestFindingStopsEarly(t *testing.T) {
	reg := emptyRegistry(t)
	_, err := reg.Add(reported(1, "open", "2014-01-05"), reported(2, "closed", "2014-01"), reported(3, "open", "2014-01-05"), reported(4, "closed", "2014-01"))
	require.NoError(t, err)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, border.Date(2014, time.February, 5))
	require.NoError(t, err)
	for range f.Possible() {
		break
	}
	for c := range f.Basis() {
		require.Equal(t, madeID(1), c.ID)
		break
	}
	for c := range f.Against() {
		require.Equal(t, madeID(2), c.ID)
		break
	}
}

func TestZeroFinding(t *testing.T) {
	var f border.Finding[border.Party]
	require.Empty(t, f.String())
	require.Empty(t, f.Unit())
	require.Zero(t, f.Traffic())
	require.Zero(t, f.Direction())
	require.Empty(t, slices.Collect(f.Possible()))
	require.False(t, f.Allows(border.YPG))
	for range f.Basis() {
		t.Fatal("the zero Finding rests on nothing")
	}
	for range f.Against() {
		t.Fatal("the zero Finding rests on nothing")
	}
	_, err := json.Marshal(f)
	require.NoError(t, err)
}

func TestZeroStateAndSegment(t *testing.T) {
	var s border.State
	require.Zero(t, s.LastReported())
	require.Zero(t, s.Through())
	require.Zero(t, s.Side(border.Both))
	for range s.Notices() {
		t.Fatal("the zero State has no notice")
	}
	for range s.Plans() {
		t.Fatal("the zero State has no plan")
	}
	require.Empty(t, slices.Collect(s.Status.Possible()))
	var seg border.Segment
	require.Zero(t, seg.Control())
	require.Zero(t, seg.Status())
}

func TestSpanInWords(t *testing.T) {
	a, b := border.Date(2012, time.July, 1), border.Date(2012, time.July, 31)
	for want, s := range map[string]border.Span{
		"an unknown day":                    {},
		"2012-07-01":                        {Earliest: a, Latest: a},
		"2012-07-31 or earlier":             {Latest: b},
		"2012-07-01 or later":               {Earliest: a},
		"between 2012-07-01 and 2012-07-31": {Earliest: a, Latest: b},
	} {
		require.Equal(t, want, s.String())
		require.Equal(t, s == border.Span{}, s.IsZero())
	}
}

// TestToday: the day changes at 21:00 UTC, as the border keeps UTC+3.
func TestToday(t *testing.T) {
	before := edtf.DayOf(time.Now().UTC().Add(3 * time.Hour))
	today := border.Today()
	after := edtf.DayOf(time.Now().UTC().Add(3 * time.Hour))
	require.False(t, today.Before(before) || today.After(after), "%s", today)

	reg := emptyRegistry(t)
	s, err := reg.Current(border.AlTanfAlWaleed)
	require.NoError(t, err)
	require.False(t, s.On.Before(today))
	s, err = reg.View().Current(border.AlTanfAlWaleed)
	require.NoError(t, err)
	require.False(t, s.On.Before(today))
}

// TestSegmentAnswers: a segment gives its finding, of its own question, and the
// days that it contains.
func TestSegmentAnswers(t *testing.T) {
	reg := emptyRegistry(t)
	c := openClaim()
	c.Kind, c.Value, c.Unit, c.When = border.KindControl, "syrian-opposition", "maghawir-al-thawra", edtf.MustParse("2016-03-05")
	_, err := reg.Add(reported(1, "closed", "2014-06-01"), reported(2, "open", "2015-01-01"), c)
	require.NoError(t, err)
	var all []border.Segment
	for s, err := range reg.Between(border.AlBukamalAlQaim, border.Date(2014, time.January, 1), border.Date(2016, time.December, 31)) {
		require.NoError(t, err)
		if s.Side == border.Syria {
			all = append(all, s)
		}
	}
	require.Len(t, all, 6)
	before, held, unknown, closed, open := all[0], all[1], all[2], all[3], all[5]
	require.Equal(t, "open", all[4].Value())
	require.False(t, open.Status().Certain, "nobody says that it was open under those who came in 2016")
	require.Equal(t, "unknown", before.Value())
	require.Equal(t, border.QuestionControl, held.Question)
	require.Equal(t, border.SyrianOpposition, held.Control().Value)
	require.Equal(t, "syrian-opposition", held.Value())
	require.Equal(t, "maghawir-al-thawra", held.Control().Unit())
	require.Zero(t, held.Status())
	require.Equal(t, "unknown", unknown.Value())
	require.Equal(t, border.Closed, closed.Status().Value)
	require.Zero(t, closed.Control())
	require.Equal(t, border.Date(2014, time.June, 1), closed.From)
	require.Equal(t, border.Date(2014, time.December, 31), closed.To)
	for _, tt := range []struct {
		day  border.Day
		want bool
	}{{closed.From.AddDays(-1), false}, {closed.From, true}, {closed.To, true}, {closed.To.AddDays(1), false}} {
		require.Equal(t, tt.want, closed.Contains(tt.day), "%s", tt.day)
	}
	require.Equal(t, border.Date(2016, time.December, 31), open.To, "cut")
	for s, err := range reg.History(border.AlBukamalAlQaim) {
		require.NoError(t, err)
		require.True(t, s.From.IsZero() && s.Contains(border.Date(1, time.January, 1)))
		break
	}
	for range reg.Between(border.AlBukamalAlQaim, border.Date(2016, time.January, 1), border.Date(2015, time.January, 1)) {
		t.Fatal("no days lie between")
	}
	for c := range border.Diff(emptyRegistry(t).View(), reg.View()) {
		require.Equal(t, "syrian-opposition", c.After.Value())
		break
	}
}

// TestViewSaysWhatItIs: Known and AsOfInstant tell how a view was narrowed, and of
// two the earlier holds.
func TestViewSaysWhatItIs(t *testing.T) {
	v := emptyRegistry(t).View()
	require.Zero(t, v.Known())
	require.Zero(t, v.AsOfInstant())
	day, instant := border.Date(2019, time.July, 10), time.Date(2020, 1, 1, 3, 0, 0, 0, time.FixedZone("", 3*60*60))
	v = v.KnownBy(day).AsOf(instant)
	require.Equal(t, v, v.KnownBy(day.AddDays(1)).AsOf(instant.Add(1)))
	require.Equal(t, day, v.Known())
	require.Equal(t, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), v.AsOfInstant())
	require.Equal(t, day.AddDays(-1), v.KnownBy(day.AddDays(-1)).Known())
	require.Equal(t, v, v.KnownBy(border.Day{}).AsOf(time.Time{}), "the zero values narrow nothing, and widen nothing")
	for _, far := range []time.Time{time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC)} {
		reg := emptyRegistry(t)
		_, err := reg.Add(openClaim())
		require.NoError(t, err)
		claims, err := reg.AsOf(far).Claims(border.AlBukamalAlQaim)
		require.NoError(t, err)
		require.Equal(t, far.Year() == 2500, len(claims) == 1, "%s", far)
	}
}

// A status is last known from the day after that on which either side was last
// attested; what nobody knows never is.
func TestIsLastKnown(t *testing.T) {
	iraq := statusClaim("open", "2015-01-01", border.Seen)
	iraq.Side = border.Iraq
	reg := emptyRegistry(t)
	for _, step := range []struct {
		claims []border.Claim
		want   [3]bool // on 2014-12-31, 2015-01-01, 2016-01-01
	}{
		{nil, [3]bool{}},
		{[]border.Claim{statusClaim("open", "2016-01-01", border.Seen), iraq}, [3]bool{false, false, true}}, // Iraq's is older
		{[]border.Claim{sawOn(iraq, "2016-01-01")}, [3]bool{false, false, false}},
	} {
		_, err := reg.Add(step.claims...)
		require.NoError(t, err)
		for i, on := range []border.Day{border.Date(2014, 12, 31), border.Date(2015, 1, 1), border.Date(2016, 1, 1)} {
			s, err := reg.At(border.AlBukamalAlQaim, on)
			require.NoError(t, err)
			require.Equal(t, step.want[i], s.IsLastKnown(), "%s: %s", on, s.Status)
		}
	}
	_, err := reg.Add(sawOn(iraq, "2016-01-15"))
	require.NoError(t, err)
	s, err := reg.At(border.AlBukamalAlQaim, border.Date(2016, 1, 15))
	require.NoError(t, err)
	require.True(t, s.IsLastKnown(), "Syria's is older")

	// One closed side settles it, so what the other side was seen as long ago does not age it.
	shut := statusClaim("closed", "2016-01-20", border.Seen)
	shut.Side = border.Iraq
	_, err = reg.Add(shut)
	require.NoError(t, err)
	for day, want := range map[border.Day]border.Freshness{border.Date(2016, 1, 20): border.Current, border.Date(2016, 2, 5): border.Recent} {
		s, err = reg.At(border.AlBukamalAlQaim, day)
		require.NoError(t, err)
		require.Equal(t, "closed", s.Status.String(), day)
		require.Equal(t, border.Date(2016, 1, 20), s.Attested(), day)
		require.Equal(t, want, s.Freshness(), day)
		require.Equal(t, day != s.Attested(), s.IsLastKnown(), day)
	}
}

// sawOn returns a claim that tells the same of another day.
func sawOn(c border.Claim, day string) border.Claim {
	c.When = edtfDate(day)
	return c
}

// A page without a date may be old: of a claim that was reported on one of several days the first
// counts as the last word.
func TestLastReported(t *testing.T) {
	reg := emptyRegistry(t)
	for i, reported := range []string{"2026-05-02", "[2024-12-11..2026-11-24]"} {
		c := openClaim()
		c.ID, c.Reported = madeID(i+1), edtf.MustParse(reported)
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	for on, want := range map[border.Day]border.Day{
		border.Date(2026, time.November, 29): border.Date(2026, time.May, 2),
		border.Date(2026, time.May, 1):       border.Date(2024, time.December, 11),
		border.Date(2024, time.December, 10): {},
	} {
		s, err := reg.At(border.AlBukamalAlQaim, on)
		require.NoError(t, err)
		require.Equal(t, want, s.LastReported(), on)
		require.Equal(t, border.Date(2026, time.May, 2), s.Through())
	}
}

// The claims against a value are in the registry's order, those about other crossings among the rest.
func TestAgainstInTheRegistrysOrder(t *testing.T) {
	giver, other, denial := reported(1, "open", "2014-06-21"), reported(2, "closed", "[2014-06-01..2014-07-31]"), reported(3, "open", "2014-06-21")
	denial.Crossing, denial.Modality, denial.Denies = border.AlTanfAlWaleed, border.Denied, []uuid.UUID{giver.ID}
	giver.Recorded = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for days, want := range map[int][]uuid.UUID{1: {denial.ID, other.ID}, 3: {other.ID, denial.ID}} {
		other.Recorded, denial.Recorded = giver.Recorded.AddDate(0, 0, 2), giver.Recorded.AddDate(0, 0, days)
		reg := emptyRegistry(t)
		_, err := reg.Add(giver, other, denial)
		require.NoError(t, err)
		state, err := reg.At(giver.Crossing, border.Date(2015, time.January, 1))
		require.NoError(t, err)
		var got []uuid.UUID
		for c := range state.Syria.Status.Against() {
			got = append(got, c.ID)
		}
		require.Equal(t, want, got)
	}
}
