package border_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// yarubiyahAnswer puts a finding into words: the value, the other possible
// values, and whether it is disputed.
func yarubiyahAnswer[V border.Party | border.Status](t *testing.T, f border.Finding[V], name func(V) string) string {
	t.Helper()
	words := []string{name(f.Value)}
	for v := range f.Possible() {
		if v != f.Value {
			words = append(words, name(v))
		}
	}
	s := strings.Join(words, " or ")
	if f.Disputed {
		s += ", disputed"
	}
	require.Equal(t, len(words) == 1 && !f.Disputed && name(f.Value) != "unknown", f.Certain, "certain: %s", s)
	return s
}

// yarubiyahOn answers a question about a side of Al-Yarubiyah–Rabia; known is
// empty for all claims.
func yarubiyahOn(t *testing.T, known, on string, side border.Side, q border.Question) string {
	t.Helper()
	state := yarubiyahState(t, known, on).Side(side)
	if q == border.QuestionControl {
		return yarubiyahAnswer(t, state.Control, border.Party.String)
	}
	return yarubiyahAnswer(t, state.Status, border.Status.String)
}

func yarubiyahState(t *testing.T, known, on string) border.State {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	day, err := border.ParseDay(on)
	require.NoError(t, err)
	view := reg.View()
	if known != "" {
		k, err := border.ParseDay(known)
		require.NoError(t, err)
		view = view.KnownBy(k)
	}
	state, err := view.At(border.AlYarubiyahRabia, day)
	require.NoError(t, err)
	return state
}

func TestDatasetYarubiyah(t *testing.T) {
	const (
		syria, iraq     = border.Syria, border.Iraq
		control, status = border.QuestionControl, border.QuestionStatus
	)
	for _, tt := range []struct {
		trap     string
		on       string
		side     border.Side
		question border.Question
		want     string
	}{
		// Before the war: nothing but what a claim says.
		{"nobody tells of the Iraqi side before 2003", "2003-05-12", iraq, status, "unknown"},
		{"Syria lets Iraqis in", "2003-04-08", syria, status, "open"},
		{"read from the policy of the government", "2003-04-08", syria, control, "syrian-government"},
		{"the post reopens", "2003-05-13", iraq, status, "open"},
		{"police under the occupation", "2003-12-01", iraq, control, "iraqi-government"},
		{"a vague closing of 2007 does not outlast the year", "2007-06-01", iraq, status, "open or closed"},
		{"the Syrian side is not said to have closed in 2007", "2007-06-01", syria, status, "open"},
		{"in use until the war came to it", "2012-07-20", iraq, status, "open"},

		// July 2012: a claim taken back, a capture of one day.
		{"al-Assadi took it back", "2012-07-19", syria, control, "syrian-government"},
		{"'on Friday night'", "2012-07-20", syria, control, "syrian-government"},
		{"held in the morning, lost at 17:00", "2012-07-21", syria, control, "syrian-opposition"},
		{"retaken, with or without a fight", "2012-07-22", syria, control, "syrian-government"},
		{"Damascus admits a loss that was over", "2012-07-24", syria, control, "syrian-government"},
		{"closed, or open to returning Iraqis", "2012-07-22", iraq, status, "closed or restricted, disputed"},
		{"open again", "2012-09-03", iraq, status, "open"},
		{"'closed since 2011' must not hide traffic", "2012-12-22", syria, status, "open"},

		// 2013: three changes in four days, and who held it until October.
		{"the order of reopening is no opening", "2013-01-18", iraq, status, "closed or open"},
		{"ordered shut on the 3rd, so open before", "2013-03-02", iraq, status, "open"},
		{"al-Nusra Front and other rebels overrun the post", "2013-02-28", syria, control, "al-nusra-front or syrian-opposition, disputed"},
		{"the army is back within a day", "2013-03-01", syria, control, "syrian-government"},
		{"a range is not a reign that ends on the 3rd", "2013-03-02", syria, control, "syrian-opposition"},
		{"the hold of the al-Qaeda-linked group does not start on 1 March", "2013-03-04", syria, control, "syrian-opposition or islamic-state"},
		{"until further notice", "2013-12-01", iraq, status, "closed"},
		{"Islamic State, or the Free Syrian Army and Islamists", "2013-08-01", syria, control, "islamic-state or syrian-opposition"},
		{"the day before the capture", "2013-10-25", syria, control, "syrian-opposition or islamic-state, disputed"},
		{"the episode of others ended the day before", "2013-10-26", syria, control, "ypg"},
		{"'closed since 2013' against an opening told in 2014", "2014-03-01", syria, status, "open"},

		// June to September 2014: the post of Rabia, not the town.
		{"held by the 41st brigade until Mosul fell", "2014-06-08", iraq, control, "iraqi-government"},
		{"Islamic State in June, Peshmerga, or YPG", "2014-06-12", iraq, control, "peshmerga or islamic-state or ypg"},
		{"two Kurdish forces say that they have it", "2014-06-30", iraq, control, "ypg or islamic-state or peshmerga, disputed"},
		{"'closed since June 2014'", "2014-07-01", iraq, status, "closed"},
		{"AFP's Islamic State at Al-Yarubiyah is no holder", "2014-07-30", syria, control, "ypg"},
		{"the town falls on 3 August, not the crossing", "2014-08-04", iraq, control, "ypg or islamic-state"},
		{"Islamic State until the recapture", "2014-09-29", iraq, control, "islamic-state"},
		{"recaptured", "2014-09-30", iraq, control, "peshmerga or ypg"},
		{"the Syrian town said to be retaken: never lost elsewhere", "2014-09-28", syria, control, "ypg"},

		// Town and gate had different holders to October 2017.
		{"one page has Al-Yarubiyah with the opposition", "2014-06-15", syria, control, "ypg"},
		{"Peshmerga or YPG on the Iraqi side", "2016-06-01", iraq, control, "ypg or peshmerga, disputed"},
		{"first of three days", "2017-10-17", iraq, control, "iraqi-government or peshmerga or ypg, disputed"},
		{"second of three days", "2017-10-18", iraq, control, "iraqi-government or peshmerga or ypg, disputed"},
		{"before the third", "2017-10-24", iraq, control, "iraqi-government or peshmerga or ypg, disputed"},
		{"third of three days", "2017-10-25", iraq, control, "iraqi-government"},

		// YPG and SDF: the name turns once.
		{"the SDF did not exist", "2015-10-09", syria, control, "ypg"},
		{"founding, day not agreed", "2015-10-12", syria, control, "ypg or sdf"},
		{"'Kurdish fighters'", "2016-03-05", syria, control, "sdf"},
		{"'held by Kurds'", "2018-10-15", syria, control, "sdf"},
		{"'US-backed Kurdish forces'", "2019-09-30", syria, control, "sdf"},

		// UN aid is no state of the post, and its end no closing of it.
		{"authorised, closed to all", "2016-01-01", syria, status, "closed"},
		{"UN aid passes", "2019-06-01", syria, status, "restricted"},
		{"UN aid passes", "2019-06-01", iraq, status, "restricted"},
		{"aid may pass until the permission ran out", "2020-01-09", syria, status, "restricted"},
		{"the lorries of the UN cannot cross any more", "2020-01-11", syria, status, "closed"},
		{"'closure' in a complaint about the Security Council", "2023-01-06", iraq, status, "closed"},

		// 2025 and 2026.
		{"the fall of Damascus changes nothing here", "2024-12-09", syria, control, "sdf"},
		{"'January 2026' must not start before the 20th", "2026-01-19", syria, control, "sdf"},
		{"handed over in the evening", "2026-01-20", syria, control, "al-sanadid"},
		{"the army", "2026-01-21", syria, control, "syrian-transitional-government"},
		{"plans of February do not open it", "2026-03-15", iraq, status, "closed"},
		{"an episode must not end on the day of the opening", "2026-04-19", syria, status, "closed"},
		{"opened", "2026-04-20", syria, status, "open"},
		{"opened", "2026-04-20", iraq, status, "open"},
		{"crude oil on the road", "2026-05-02", iraq, status, "open"},
		{"the last known", "2026-11-24", syria, control, "syrian-transitional-government"},
	} {
		t.Run(tt.on+" "+tt.side.String()+" "+tt.question.String(), func(t *testing.T) {
			require.Equal(t, tt.want, yarubiyahOn(t, "", tt.on, tt.side, tt.question), tt.trap)
		})
	}
}

// What people could have known at the time.
func TestDatasetYarubiyahKnownBy(t *testing.T) {
	for _, tt := range []struct {
		trap      string
		known, on string
		side      border.Side
		question  border.Question
		want      string
	}{
		{"al-Assadi's claim, denied by Iraqi officials, not yet taken back", "2012-07-20", "2012-07-20", border.Syria, border.QuestionControl, "syrian-government or syrian-opposition, disputed"},
		{"before the YPG's claim and Rudaw's Islamic State", "2014-06-15", "2014-06-15", border.Iraq, border.QuestionControl, "peshmerga"},
		{"the colonel has not spoken", "2017-10-20", "2017-10-20", border.Iraq, border.QuestionControl, "iraqi-government"},
		{"he has", "2017-10-25", "2017-10-20", border.Iraq, border.QuestionControl, "iraqi-government or peshmerga or ypg, disputed"},
		{"al-Sanadid, by the word of the evening", "2026-01-20", "2026-01-20", border.Syria, border.QuestionControl, "al-sanadid"},
		{"two weeks before the opening", "2026-04-06", "2026-04-20", border.Iraq, border.QuestionStatus, "closed"},
	} {
		t.Run("known "+tt.known, func(t *testing.T) {
			require.Equal(t, tt.want, yarubiyahOn(t, tt.known, tt.on, tt.side, tt.question), tt.trap)
		})
	}
}

// Three days are told for the hand-over. A colonel denied the first two, so they date nothing,
// but nothing said is dropped.
func TestDatasetYarubiyahHandOver(t *testing.T) {
	f := yarubiyahState(t, "", "2018-01-01").Iraq.Control
	require.Equal(t, border.Span{
		Earliest: border.Date(2017, time.October, 25),
		Latest:   border.Date(2017, time.October, 25),
	}, f.Since)
	var days []string
	for c := range f.Basis() {
		if e, ok := strings.CutPrefix(c.When.String(), "2017-10-"); ok {
			days = append(days, e)
		}
	}
	slices.Sort(days)
	require.Equal(t, []string{"17", "18", "18", "25"}, days)
}

// What is told of a town, of the UN's permission or of an intention is shown
// beside the state.
func TestDatasetYarubiyahNotices(t *testing.T) {
	for _, tt := range []struct {
		trap, on string
		side     border.Side
		kind     border.Kind
		value    string
	}{
		{"the town, not the crossing", "2014-06-10", border.Iraq, border.KindThreat, "5,000 Peshmerga enter the town of Rabia"},
		{"doubtful and of the town", "2014-06-10", border.Iraq, border.KindThreat, "Islamic State takes the town of Rabia for a short time"},
		{"Baghdad's letter speaks of the town", "2014-06-19", border.Iraq, border.KindAuthorization, "Iraqi government said to have handed the town of Rabia to the YPG"},
		{"contradicted by all others", "2014-07-30", border.Syria, border.KindThreat, "Islamic State said to have seized the Al-Yarubiyah border check"},
		{"the town", "2014-08-03", border.Iraq, border.KindThreat, "Islamic State takes the town of Rabia"},
		{"the town, jointly", "2014-09-30", border.Iraq, border.KindThreat, "Peshmerga and YPG take the town of Rabia together"},
		{"the town", "2017-10-17", border.Iraq, border.KindThreat, "Kurdish forces hand over the town of Rabia"},
		{"a permission, not traffic", "2015-01-01", border.Syria, border.KindAuthorization, "UN aid authorised through Al-Yarubiyah (resolution 2191)"},
		{"40 convoys", "2019-06-01", border.Both, border.KindPassage, "40 UN aid convoys in the year"},
		{"the end of a permission", "2020-01-10", border.Syria, border.KindAuthorization, "UN aid through Al-Yarubiyah no longer authorised (resolution 2504)"},
		{"a complaint, not a closing", "2023-01-06", border.Both, border.KindAuthorization, "Autonomous Administration complains that Al-Yarubiyah is closed to UN aid"},
		{"the works of others are no plan to open", "2019-09-30", border.Both, border.KindObstacle, "building of Al-Yarubiyah–Rabia and Al-Tanf–Al-Waleed named as a next step"},
		{"talks are no plan to open", "2025-09-12", border.Both, border.KindAuthorization, "Iraqi and Syrian intelligence agencies begin talks on opening the crossing"},
		{"names no new holder", "2026-01-20", border.Syria, border.KindThreat, "SDF leave their positions at the crossing"},
		{"near the crossing is not in it", "2026-01-21", border.Syria, border.KindThreat, "Syrian army near the crossing"},
	} {
		t.Run(tt.on+" "+tt.value, func(t *testing.T) {
			found := slices.ContainsFunc(slices.Collect(yarubiyahState(t, "", tt.on).Notices()), func(c border.Claim) bool {
				return c.Side == tt.side && c.Kind == tt.kind && c.Value == tt.value
			})
			require.True(t, found, tt.trap)
		})
	}
}

// Plans never open the crossing; those without a day are never overdue.
func TestDatasetYarubiyahPlans(t *testing.T) {
	type plan struct{ value, reported, outcome string }
	outcomes := func(on string) (all []plan) {
		for p := range yarubiyahState(t, "", on).Plans() {
			all = append(all, plan{p.Side.String() + " " + p.Value, p.Reported.String(), p.Outcome.String()})
		}
		slices.SortFunc(all, func(a, b plan) int { return strings.Compare(a.reported+a.value, b.reported+b.value) })
		return all
	}
	require.Equal(t, []plan{
		{"iraq closed", "2013-01-12", "met"},
		{"iraq open", "2013-01-17", "unclear"}, // ordered for the 18th, not seen carried out
		{"iraq open", "2013-12-04", "came"},
		{"both open", "2018-10-31", "pending"},
		{"syria syrian-transitional-government", "2025-03-10", "came"},
		{"syria syrian-transitional-government", "2026-01-18", "came"},
		{"syria syrian-transitional-government", "2026-01-20", "met"},
		{"syria syrian-transitional-government", "2026-01-21", "came"},
		{"iraq open", "2026-02-16", "pending"},
		{"iraq open", "2026-02-24", "pending"},
		{"iraq open", "2026-02-26", "pending"},
	}, outcomes("2026-03-15"))
	after := outcomes("2026-04-20")
	require.Len(t, after, 11)
	require.Equal(t, plan{"iraq open", "2026-02-26", "met"}, after[10]) // due 26 April, opened on the 20th
	require.Equal(t, plan{"both open", "2018-10-31", "came"}, after[3])
	require.Equal(t, plan{"iraq open", "2026-02-16", "late"}, after[8], "'in the coming days' is due within 30 days")
}

// No claim of the unofficial al-Walid of Hasakah, and none of the homonyms, is
// filed here.
func TestDatasetYarubiyahHomonyms(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	_, err = reg.Lookup("Al-Yarubiyah–Al-Waleed")
	require.ErrorIs(t, err, border.ErrNoCrossing)
	c, err := reg.Lookup("منفذ ربيعة")
	require.NoError(t, err)
	require.Equal(t, border.AlYarubiyahRabia, c.Code)
	require.True(t, slices.ContainsFunc(c.Homonyms, func(h border.Homonym) bool {
		return strings.Contains(h.Name, "al-Walid")
	}))
}
