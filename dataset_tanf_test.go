package border_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// tanfSays returns the answer to a question about a side of Al-Tanf–Al-Waleed in
// the words of the tables below: the value, the others that are possible, and
// how sure it is.
func tanfSays(t *testing.T, v border.View, on string, side border.Side, q border.Question) string {
	t.Helper()
	day, err := border.ParseDay(on)
	require.NoError(t, err)
	var value string
	var others []string
	var certain, disputed bool
	if q == border.QuestionControl {
		f, err := v.Control(border.AlTanfAlWaleed, side, day)
		require.NoError(t, err)
		value, certain, disputed = f.Value.String(), f.Certain, f.Disputed
		for p := range f.Possible() {
			others = append(others, p.String())
		}
	} else {
		f, err := v.Status(border.AlTanfAlWaleed, side, day)
		require.NoError(t, err)
		value, certain, disputed = f.Value.String(), f.Certain, f.Disputed
		for s := range f.Possible() {
			others = append(others, s.String())
		}
	}
	require.Contains(t, others, value)
	how := "possible"
	switch {
	case certain:
		how = "certain"
	case disputed:
		how = "disputed"
	}
	others = slices.DeleteFunc(others, func(o string) bool { return o == value })
	return strings.Join(append([]string{how, value}, others...), " ")
}

// The answers that an informed reader would check in the history of
// Al-Tanf–Al-Waleed, and the traps of its sources.
func TestDatasetTanfAnswers(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	const (
		control = border.QuestionControl
		status  = border.QuestionStatus
	)
	tests := []struct {
		trap     string
		on       string
		side     border.Side
		question border.Question
		want     string // how sure, the value, what else is possible
	}{
		{"nobody speaks for the time before 1997", "1990-01-01", border.Syria, control, "possible unknown syrian-government"},
		{"shut for 15 years from a day of 1982", "1982-06-01", border.Syria, status, "possible unknown closed open"},
		{"shut to the day before the delegation came", "1997-05-18", border.Iraq, status, "certain closed"},
		{"the reopening of 19 May 1997 was for one delegation", "1997-05-20", border.Syria, status, "possible unknown open"},
		{"customs officers had just arrived", "1997-06-13", border.Syria, control, "certain syrian-government"},
		{"US Marines advise, the Iraqi force holds", "2005-01-18", border.Iraq, control, "certain iraqi-government"},
		{"in use on both sides before the war: Syria", "2007-03-28", border.Syria, status, "certain open"},
		{"in use on both sides before the war: Iraq", "2008-03-31", border.Iraq, status, "certain open"},

		{"al-Assadi's 'all crossings' of 19 July 2012 was taken back", "2012-07-19", border.Syria, control, "certain syrian-government"},
		{"families turned away do not close the crossing", "2012-07-21", border.Iraq, status, "certain open"},
		{"closed over the protests of January 2013", "2013-01-13", border.Iraq, status, "certain closed"},
		{"that closing was Iraq's alone", "2013-01-15", border.Syria, status, "certain open"},
		{"ordered open again on the 18th, and not seen open", "2013-01-18", border.Iraq, status, "possible closed open"},
		{"the closing of 24 December 2013 had an end", "2013-12-24", border.Iraq, status, "certain closed"},
		{"less than a day later", "2013-12-25", border.Iraq, status, "certain open"},

		{"held until the capture", "2014-06-21", border.Iraq, control, "certain iraqi-government"},
		{"captured on 22 June 2014", "2014-06-22", border.Iraq, control, "certain islamic-state"},
		{"retaken on the 23rd: 'June 2014' must not sort before the capture", "2014-06-23", border.Iraq, control, "certain iraqi-government"},
		{"the Syrian side did not fall with it", "2014-06-23", border.Syria, control, "certain syrian-government"},
		{"the attack of 1 December did not take the post", "2014-12-01", border.Iraq, control, "certain iraqi-government"},
		{"nor did that of 23 December", "2014-12-24", border.Iraq, control, "certain iraqi-government"},
		{"'closed in 2014' is a look-back that Damascus's hold contradicts", "2014-12-31", border.Syria, status, "certain open"},

		{"held by Damascus to the day before", "2015-05-20", border.Syria, control, "certain syrian-government"},
		{"Al-Tanf falls on 21 May 2015", "2015-05-21", border.Syria, control, "certain islamic-state"},
		{"Iraqi forces said to have left, nobody named, denied", "2015-05-21", border.Iraq, control, "disputed unknown iraqi-government"},
		{"the Iraqi forces announce the closing", "2015-05-21", border.Iraq, status, "certain closed"},
		{"reinforced, with the staff moved away", "2015-05-22", border.Iraq, control, "certain iraqi-government"},
		{"lost on 24 May", "2015-05-24", border.Iraq, control, "certain islamic-state"},
		{"'May 2015' leaves the day open on the Syrian side", "2015-05-22", border.Syria, status, "possible open closed unknown"},
		{"and is over with the month", "2015-05-31", border.Syria, status, "certain closed"},

		{"rebels take Al-Tanf, Aamaq denies", "2016-03-04", border.Syria, control, "disputed syrian-opposition islamic-state"},
		{"back with Islamic State says the Observatory; what the rebels say has no day", "2016-03-05", border.Syria, control, "certain islamic-state"},
		{"contested", "2016-03-06", border.Syria, control, "disputed islamic-state syrian-opposition"},
		{"the Islamic State's hold cannot run beyond 21 March", "2016-03-22", border.Syria, control, "certain syrian-opposition"},
		{"the Iraqi side stayed with Islamic State", "2016-03-05", border.Iraq, control, "certain islamic-state"},
		{"'ready to operate' is no opening", "2016-05-21", border.Iraq, status, "certain closed"},

		{"tribal fighters or security forces in August 2016", "2016-08-03", border.Iraq, control, "disputed iraqi-government iraqi-tribal-forces"},
		{"no reinforcements came: the tribal fighters hold it", "2016-08-04", border.Iraq, control, "certain iraqi-tribal-forces"},
		{"17 June 2017 is an arrival: tribal fighters until then", "2017-06-16", border.Iraq, control, "certain iraqi-tribal-forces"},
		{"no claim says that Islamic State had come back", "2017-05-29", border.Iraq, control, "certain iraqi-tribal-forces"},
		{"the border forces reach the post", "2017-06-17", border.Iraq, control, "certain iraqi-government"},

		{"no trade since 2015 until the rebels opened the post", "2017-02-28", border.Syria, status, "certain closed"},
		{"'in March'", "2017-03-10", border.Syria, status, "possible closed open"},
		{"rebel-run traffic speaks against 'closed since 2014'", "2017-03-31", border.Syria, status, "certain open"},
		{"the Iraqi side works with the Syrian one", "2017-05-29", border.Iraq, status, "certain open"},
		{"when the rebels' traffic ended is not told", "2018-01-01", border.Syria, status, "possible open closed"},
		{"'in the coming days' of 2017 opened nothing", "2017-11-30", border.Iraq, status, "certain closed"},

		{"the coalition and the rebels it supports: two holders in one sentence", "2018-10-15", border.Syria, control, "disputed syrian-opposition us-led-coalition"},
		{"'the American coalition' two days before 'US-backed Syrian forces'", "2019-09-28", border.Syria, control, "disputed syrian-opposition us-led-coalition"},
		{"the coalition stands there with its partners", "2019-09-30", border.Syria, control, "disputed syrian-opposition us-led-coalition"},
		{"the coalition alone, in the last source that names a holder", "2025-04-08", border.Syria, control, "certain us-led-coalition"},
		{"before the works nobody has Damascus there", "2025-06-17", border.Syria, control, "certain us-led-coalition"},
		{"works by the Syrian ports authority do not name a holder", "2025-06-19", border.Syria, control, "possible us-led-coalition syrian-transitional-government"},
		{"the army stands along this border, and nobody else", "2026-02-13", border.Syria, control, "certain syrian-transitional-government"},

		{"closed on both sides on 20 December 2025: Syria", "2025-12-20", border.Syria, status, "certain closed"},
		{"closed on both sides on 20 December 2025: Iraq", "2025-12-20", border.Iraq, status, "certain closed"},
		{"still closed on 16 February 2026", "2026-02-16", border.Syria, status, "certain closed"},
		{"ordered to open 'in the coming days' of February", "2026-02-26", border.Iraq, status, "certain closed"},
		{"the day of the opening is not known", "2026-03-31", border.Syria, status, "possible closed open"},
		{"nor on the Iraqi side", "2026-04-19", border.Iraq, status, "possible closed open"},
		{"open by 20 April 2026: Syria", "2026-04-20", border.Syria, status, "certain open"},
		{"open by 20 April 2026: Iraq", "2026-04-20", border.Iraq, status, "certain open"},
		{"opened by the authorities of both", "2026-04-20", border.Syria, control, "certain syrian-transitional-government"},
	}
	for _, tt := range tests {
		t.Run(tt.on+" "+tt.side.String()+" "+tt.question.String(), func(t *testing.T) {
			require.Equal(t, tt.want, tanfSays(t, reg.View(), tt.on, tt.side, tt.question), tt.trap)
		})
	}
}

// What was known at the time, before statements were taken back, denied or told.
func TestDatasetTanfKnownAtTheTime(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tests := []struct {
		trap     string
		known    string
		on       string
		side     border.Side
		question border.Question
		want     string
	}{
		{"al-Assadi and the Anbar spokesman contradict each other", "2012-07-20", "2012-07-20", border.Syria, border.QuestionControl, "disputed syrian-government syrian-opposition"},
		{"al-Assadi has taken it back", "2012-07-21", "2012-07-20", border.Syria, border.QuestionControl, "certain syrian-government"},
		{"the denial of the retaking was overtaken the same evening", "2014-06-23", "2014-06-23", border.Iraq, border.QuestionControl, "certain iraqi-government"},
		{"the rebels' word against the Observatory's comes later", "2016-03-06", "2016-03-05", border.Syria, border.QuestionControl, "certain islamic-state"},
		{"what the rebels did in March 2017 was told in May", "2017-04-30", "2017-04-30", border.Iraq, border.QuestionStatus, "possible closed unknown"},
		{"the opening of 2026 was not known in March", "2026-03-31", "2026-03-31", border.Iraq, border.QuestionStatus, "certain closed"},
	}
	for _, tt := range tests {
		t.Run(tt.known+" "+tt.on, func(t *testing.T) {
			known, err := border.ParseDay(tt.known)
			require.NoError(t, err)
			require.Equal(t, tt.want, tanfSays(t, reg.KnownBy(known), tt.on, tt.side, tt.question), tt.trap)
		})
	}
}

// The base, the zone around it, the irregular gate and the attacks stand beside
// the state.
func TestDatasetTanfNotices(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tests := []struct {
		trap     string
		on       string
		modality border.Modality
		value    string
	}{
		{"a retraction is shown", "2012-07-19", border.Denied, "syrian-opposition"},
		{"families turned away", "2012-07-21", border.Reported, "150 Syrian families not allowed into Iraq"},
		{"open to returnees, the rest is not said", "2012-12-23", border.Reported, "open for returning Iraqis"},
		{"a denial that the government's own later word overtook, of gunmen whom it does not name", "2014-06-22", border.Denied, "gunmen hold Al-Waleed and Trebil"},
		{"an attack, no taking", "2014-12-23", border.Reported, "Islamic State attack on the crossing, five border police killed"},
		{"a withdrawal denied", "2015-05-21", border.Denied, "unknown"},
		{"no staff is neither open nor closed", "2015-05-22", border.Reported, "employees of the post moved to Trebil after the fall of Al-Tanf"},
		{"Aamaq's denial", "2016-03-04", border.Denied, "syrian-opposition"},
		{"readiness", "2016-05-21", border.Reported, "Al-Waleed said to be ready to work again, pending government approval"},
		{"the base, not the crossing", "2017-01-01", border.Reported, "US forces based at Al-Tanf (the base, not the crossing)"},
		{"the irregular gate, not the post", "2017-03-15", border.Reported, "trade through the irregular gate of Zuwayriya near Al-Tanf (not the official post)"},
		{"the night from 8 to 9 April", "2017-04-09", border.Reported, "Islamic State attack on the crossing"},
		{"the area, not the crossing", "2017-06-17", border.Reported, "US troops and Syrian opposition fighters control the Al-Tanf area (not said of the crossing)"},
		{"troops arriving do not say who holds", "2017-06-18", border.Reported, "US ground troops arrive at the Al-Tanf crossing"},
		{"works by an authority name no holder", "2025-06-18", border.Reported, "building, maintenance and rehabilitation of the Al-Tanf crossing begun by the Syrian ports authority"},
		{"works are no opening", "2025-12-20", border.Expected, "rehabilitation of Al-Waleed to take about four months"},
		{"the base left", "2026-02-11", border.Reported, "US forces leave the Al-Tanf base (the base, not the crossing)"},
		{"the base taken over", "2026-02-12", border.Reported, "Syrian army takes over the Al-Tanf base and its surroundings (the base, not the crossing)"},
	}
	for _, tt := range tests {
		t.Run(tt.on+" "+tt.value, func(t *testing.T) {
			day, err := border.ParseDay(tt.on)
			require.NoError(t, err)
			s, err := reg.At(border.AlTanfAlWaleed, day)
			require.NoError(t, err)
			var values []string
			for c := range s.Notices() {
				if c.Modality == tt.modality {
					values = append(values, c.Value)
				}
			}
			require.Contains(t, values, tt.value, tt.trap)
		})
	}
}

// Two officials of the post denied its retaking on 23 June 2014, and the post's
// employees confirmed it that evening: the denial is kept and plays no part.
func TestDatasetTanfDenialOvertaken(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	isDenial := func(c border.Claim) bool {
		return c.Source.Name == "two officials of the Al-Waleed crossing" && c.Modality == border.Denied
	}
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(claims, isDenial), "what was said is kept")
	day, err := border.ParseDay("2014-06-23")
	require.NoError(t, err)
	s, err := reg.At(border.AlTanfAlWaleed, day)
	require.NoError(t, err)
	for c := range s.Notices() {
		require.False(t, isDenial(c), "withdrawn, so not shown")
	}
	for c := range s.Iraq.Control.Against() {
		require.False(t, isDenial(c), "withdrawn, so not against")
	}
}

// On 20 December 2025 nothing could pass, by either side.
func TestDatasetTanfClosedInDecember2025(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	day, err := border.ParseDay("2025-12-20")
	require.NoError(t, err)
	s, err := reg.At(border.AlTanfAlWaleed, day)
	require.NoError(t, err)
	require.Equal(t, border.Closed, s.Status.Value)
	require.True(t, s.Status.Certain)
	require.False(t, s.Status.Disputed)
}

// The named group is in the unit.
func TestDatasetTanfUnits(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tests := []struct{ on, unit string }{
		{"2016-03-22", "new-syrian-army"},
		{"2017-06-01", "maghawir-al-thawra"},
		{"2025-02-01", "syrian-free-army"},
		{"2026-02-13", "syrian-army"},
	}
	for _, tt := range tests {
		day, err := border.ParseDay(tt.on)
		require.NoError(t, err)
		f, err := reg.Control(border.AlTanfAlWaleed, border.Syria, day)
		require.NoError(t, err)
		require.Equal(t, tt.unit, f.Unit(), tt.on)
	}
}

// Orders to open have no due day when the source gives none, and the works have
// never been an opening.
func TestDatasetTanfPlans(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	due, err := border.ParseDay("2026-04-26")
	require.NoError(t, err)
	before, err := border.ParseDay("2026-04-19")
	require.NoError(t, err)
	plans, err := reg.Plans(border.AlTanfAlWaleed, before)
	require.NoError(t, err)
	outcomes := map[string]int{}
	for _, p := range plans {
		if p.Value == "open" {
			outcomes[p.Outcome.String()]++
		}
	}
	require.Equal(t, map[string]int{
		"overdue": 3, // 'in the coming days' of November 2017 and February 2026, 'in the coming months' of June 2025
		"unclear": 1, // the order of January 2013, not seen carried out
		"pending": 3, // no day, in 2018 and 2020; 'within two months' of 26 February 2026
	}, outcomes)

	plans, err = reg.Plans(border.AlTanfAlWaleed, due)
	require.NoError(t, err)
	for _, p := range plans {
		if p.Due.Latest == due {
			require.Equal(t, border.Met, p.Outcome)
			require.Equal(t, border.Slip{Least: -58, Most: -6, Known: true}, p.Slip)
		}
		if p.Due.Latest == border.Date(2017, time.December, 24) {
			require.Equal(t, border.Late, p.Outcome, "the opening of 2026 does not keep a promise of 2017")
		}
	}
}

// The unofficial al-Walid of Hasakah is another place: no claim of its years of
// US convoys is filed here, and a wrong pairing is refused.
func TestDatasetTanfHomonyms(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	require.NotEmpty(t, claims)
	for _, c := range claims {
		for _, word := range []string{"Hasakah", "Hasakeh", "illegal", "illegitimate", "الحسكة"} {
			require.NotContains(t, c.Quote, word)
		}
	}
	crossing, err := reg.Lookup(border.AlTanfAlWaleed)
	require.NoError(t, err)
	var homonyms []string
	for _, h := range crossing.Homonyms {
		homonyms = append(homonyms, h.Name)
	}
	require.Equal(t, []string{"al-Walid in Al-Hasakeh", "Al-Tanf base", "الزويرية", "Zuwayriya gate"}, homonyms)
	for _, name := range []string{"Al-Tanf", "al-Walid", "Al-Waleed", "التنف", "الوليد"} {
		c, err := reg.Lookup(name)
		require.NoError(t, err, name)
		require.Equal(t, border.AlTanfAlWaleed, c.Code, name)
	}
	_, err = reg.Lookup("Al-Yarubiyah–Al-Waleed")
	require.ErrorIs(t, err, border.ErrNoCrossing)
}

// A statement and its copies are one origin.
func TestDatasetTanfRepeats(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	byID := map[string]border.Claim{}
	for _, c := range claims {
		byID[c.ID.String()] = c
	}
	got := map[string]bool{}
	for _, c := range claims {
		for _, id := range c.Repeats {
			origin, ok := byID[id.String()]
			if !ok {
				continue // the same words about another crossing
			}
			got[c.When.String()+" "+c.Source.Name+" < "+origin.Source.Name] = true
		}
	}
	for _, want := range []string{
		"2012-07-19 local Iraqi officials < Mohammed Fathi, Anbar governor's spokesman",
		"2015-05-21 France 24 < Syrian Observatory for Human Rights",
		"2017-03 Wikipedia < Al-Baraa Faris, Maghawir al-Thawra",
		"2017-06-17 Iraqi Joint Operations Command < Iraqi military",
		"2026-02-12 Syrian Defence Ministry < Syrian defence ministry",
	} {
		require.True(t, got[want], want)
	}
}
