package border_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// The answers that an informed reader would check in the history of
// Al-Bukamal–Al-Qaim, and the traps of its sources.
func TestBukamalAnswers(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	const (
		certain  = "certain"
		possible = "possible" // not certain, not disputed
		disputed = "disputed"
	)
	tests := []struct {
		trap     string
		on       string
		side     border.Side
		question border.Question
		value    string
		how      string
		allows   string // what is possible beside value, sorted
	}{
		{"nobody speaks for the time before 2004", "2004-11-06", border.Syria, border.QuestionControl, "unknown", possible, "syrian-government"},
		{"the two sides differed in 2004: the Syrian one was open", "2004-11-07", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"and American forces had shut the Iraqi one", "2004-11-07", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"whoever shuts the gate holds it", "2004-11-07", border.Iraq, border.QuestionControl, "us-forces", certain, ""},
		{"'closed in 2005' does not undo the closing of 2004", "2005-06-01", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"reopened at an unknown day of November 2007", "2007-11-15", border.Iraq, border.QuestionStatus, "closed", possible, "open"},
		{"a visit in 2008 finds the Syrian government there", "2008-01-23", border.Syria, border.QuestionControl, "syrian-government", certain, ""},

		{"taken on 19 July 2012", "2012-07-18", border.Syria, border.QuestionControl, "syrian-government", certain, ""},
		{"'July 2012' of the article restates the day", "2012-07-19", border.Syria, border.QuestionControl, "syrian-opposition", certain, ""},
		{"closed on the 19th (mayor), sealed on the 20th (army)", "2012-07-19", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"'had already been closed' when the rebels came", "2012-07-18", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"the Iraqi spokesman speaks of the Iraqi gate; refugees came over", "2012-09-20", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"the Iraqi army holds its own post", "2012-07-19", border.Iraq, border.QuestionControl, "iraqi-government", certain, ""},
		{"Reuters has the rebels gone again by 3 August", "2012-08-03", border.Syria, border.QuestionControl, "unknown", possible, "syrian-opposition"},
		{"and others have them there later that month", "2012-08-22", border.Syria, border.QuestionControl, "syrian-opposition", certain, ""},
		{"15, 16 or the end of August: closed on all of these days", "2012-08-31", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"the closing lasted through 17 September", "2012-09-17", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"reopened to refugees, not opened", "2012-09-18", border.Iraq, border.QuestionStatus, "restricted", certain, ""},
		{"still closed on the report's day is no end", "2012-10-24", border.Iraq, border.QuestionStatus, "closed", possible, "restricted"},
		{"closed to refugees and open to returnees", "2012-12-23", border.Iraq, border.QuestionStatus, "restricted", certain, ""},
		{"the taking of the town in November 2012 changes nothing here", "2012-11-15", border.Syria, border.QuestionControl, "syrian-opposition", possible, "al-nusra-front"},

		{"mid-2014: opposition or Islamic State", "2014-06-15", border.Syria, border.QuestionControl, "syrian-opposition", possible, "al-nusra-front islamic-state"},
		{"al-Nusra Front was seen at the gate, and Islamic State may have been there", "2014-06-21", border.Syria, border.QuestionControl, "syrian-opposition", disputed, "al-nusra-front islamic-state"},
		{"the rebels fight to take the gate back on the last of June", "2014-07-01", border.Syria, border.QuestionControl, "islamic-state", certain, ""},
		{"mid-2014 ends with August", "2014-08-31", border.Syria, border.QuestionControl, "islamic-state", certain, ""},
		{"police stood there before the gunmen of 17 June", "2014-06-16", border.Iraq, border.QuestionControl, "iraqi-government", certain, ""},
		{"gunmen of two groups came before Islamic State", "2014-06-17", border.Iraq, border.QuestionControl, "al-nusra-front", disputed, "syrian-opposition"},
		{"20 or 21 June is no reign of two days", "2014-06-22", border.Iraq, border.QuestionControl, "islamic-state", certain, ""},
		{"'ready to work' in 2016 is no opening", "2016-05-21", border.Iraq, border.QuestionStatus, "closed", certain, ""},

		{"the Iraqi side came first in 2017", "2017-11-03", border.Iraq, border.QuestionControl, "iraqi-government", certain, ""},
		{"the Syrian side five days later", "2017-11-07", border.Syria, border.QuestionControl, "islamic-state", certain, ""},
		{"the loss of the town on 11 November is not that of the crossing", "2017-11-12", border.Syria, border.QuestionControl, "syrian-government", certain, ""},
		{"'waiting for the Iraqi side' is no state", "2018-02-15", border.Syria, border.QuestionStatus, "closed", certain, ""},

		{"the buses were a trial", "2019-04-20", border.Syria, border.QuestionStatus, "closed", possible, "trial"},
		{"on the Iraqi side too", "2019-04-20", border.Iraq, border.QuestionStatus, "closed", possible, "trial"},
		{"and did not reopen the crossing", "2019-05-01", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"'less than a month' passed", "2019-08-06", border.Syria, border.QuestionStatus, "closed", certain, ""},
		{"years of closure end on the day before the reopening", "2019-09-29", border.Syria, border.QuestionStatus, "closed", certain, ""},
		{"reopened", "2019-09-30", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"two parties in one sentence", "2019-09-30", border.Syria, border.QuestionControl, "iran-backed-militias", disputed, "syrian-government"},
		{"and the other", "2019-09-30", border.Iraq, border.QuestionControl, "iraqi-government", certain, ""},
		{"open on both sides", "2019-12-01", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"open on both sides", "2019-12-01", border.Iraq, border.QuestionStatus, "open", certain, ""},

		{"closed by militias to all but the military", "2020-01-05", border.Syria, border.QuestionStatus, "restricted", certain, ""},
		{"closed to travellers, by one voice", "2020-03-06", border.Syria, border.QuestionStatus, "restricted", disputed, "open"},
		{"and open again four days later, which others say too", "2020-03-10", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"goods to Iraq went on while those from Iraq stopped", "2020-04-20", border.Syria, border.QuestionStatus, "restricted", certain, ""},
		{"the Popular Mobilization Forces are state forces", "2020-06-27", border.Iraq, border.QuestionControl, "iraqi-government", certain, ""},
		{"6 June 2021", "2021-06-06", border.Iraq, border.QuestionStatus, "closed", certain, ""},
		{"1 July 2021", "2021-07-01", border.Syria, border.QuestionStatus, "closed", certain, ""},
		{"trucks again by 27 July 2021", "2021-07-27", border.Iraq, border.QuestionStatus, "open", certain, ""},
		{"who runs the Syrian post in fact", "2022-06-01", border.Syria, border.QuestionControl, "iran-backed-militias", disputed, "syrian-government"},
		{"the stop after the strike of November 2022 was denied", "2022-11-10", border.Iraq, border.QuestionStatus, "closed", disputed, "open"},
		{"open again by all accounts", "2022-11-11", border.Iraq, border.QuestionStatus, "open", certain, ""},

		{"the Syrian Democratic Forces were reported there, and denied", "2024-12-06", border.Syria, border.QuestionControl, "syrian-government", disputed, "sdf"},
		{"the guards left on the 7th and nobody is named", "2024-12-07", border.Syria, border.QuestionControl, "unknown", possible, ""},
		{"'no opposition, no Assad forces' is not nobody", "2024-12-08", border.Syria, border.QuestionControl, "unknown", possible, "syrian-transitional-government"},
		{"new forces seen on the 19th", "2024-12-19", border.Syria, border.QuestionControl, "syrian-transitional-government", certain, ""},
		{"completely closed or partially operational", "2024-12-08", border.Iraq, border.QuestionStatus, "closed", possible, "restricted"},
		{"the movement of refugees from Lebanon", "2024-11-15", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"on both sides", "2024-10-20", border.Iraq, border.QuestionStatus, "open", certain, ""},
		{"no longer for all from 1 December", "2024-12-01", border.Iraq, border.QuestionStatus, "restricted", certain, ""},
		{"aid and returnees", "2024-12-20", border.Iraq, border.QuestionStatus, "restricted", certain, ""},
		{"'next week' of January 2025 passed", "2025-01-19", border.Iraq, border.QuestionStatus, "closed", disputed, "restricted"},
		{"wheat and returnees only", "2025-06-13", border.Iraq, border.QuestionStatus, "restricted", certain, ""},
		{"reopened in June 2025", "2025-06-14", border.Syria, border.QuestionStatus, "open", certain, ""},
		{"a denied closing is no closing", "2025-08-13", border.Iraq, border.QuestionStatus, "open", certain, ""},
		{"open for commerce in August 2025", "2025-08-01", border.Iraq, border.QuestionStatus, "open", certain, ""},
		{"the last word", "2026-04-20", border.Syria, border.QuestionStatus, "open", certain, ""},
	}
	for _, tt := range tests {
		t.Run(tt.on+" "+tt.side.String()+" "+tt.question.String(), func(t *testing.T) {
			day, err := border.ParseDay(tt.on)
			require.NoError(t, err)
			s, err := reg.At(border.AlBukamalAlQaim, day)
			require.NoError(t, err)
			var value string
			var possibles []string
			var isCertain, isDisputed bool
			if tt.question == border.QuestionControl {
				f := s.Side(tt.side).Control
				value, isCertain, isDisputed = f.Value.String(), f.Certain, f.Disputed
				for p := range f.Possible() {
					possibles = append(possibles, p.String())
				}
			} else {
				f := s.Side(tt.side).Status
				value, isCertain, isDisputed = f.Value.String(), f.Certain, f.Disputed
				for p := range f.Possible() {
					possibles = append(possibles, p.String())
				}
			}
			how := possible
			if isCertain {
				how = certain
			} else if isDisputed {
				how = disputed
			}
			want := append(strings.Fields(tt.allows), tt.value)
			slices.Sort(want)
			slices.Sort(possibles)
			require.Equal(t, tt.value, value, tt.trap)
			require.Equal(t, want, possibles, tt.trap)
			require.Equal(t, tt.how, how, tt.trap)
		})
	}
}

// What is told of a town, a base, a rumour or a way of use stands beside the
// state.
func TestBukamalNotices(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tests := []struct {
		trap     string
		on       string
		modality border.Modality
		value    string
	}{
		{"the buildings of the crossing were not entered that day", "2014-06-21", border.Reported, "militants around the crossing do not enter its buildings for fear of booby traps"},
		{"an adviser had the army still in control", "2014-06-21", border.Denied, "islamic-state"},
		{"the Observatory would not say that the town was held", "2014-06-25", border.Reported, "Islamic State is in the town of Al-Bukamal, not said to control it"},
		{"the town, not the crossing", "2014-07-01", border.Reported, "Islamic State takes the town of Al-Bukamal"},
		{"ready is not open", "2016-05-21", border.Reported, "declared ready to work, awaiting the government's approval"},
		{"the town was lost again", "2017-11-11", border.Reported, "Islamic State retakes the town of Al-Bukamal"},
		{"a Monday of April 2019", "2019-04-15", border.Reported, "two buses of Iraqi visitors cross into Syria"},
		{"a Monday of April 2019, one of three", "2019-04-20", border.Reported, "two buses of Iraqi visitors cross into Syria"},
		{"the month is all that the article says", "2019-04-01", border.Reported, "two Iraqi buses enter Syria"},
		{"closed to the public, not to the army", "2019-04-20", border.Reported, "government and military traffic only"},
		{"feared, not seen", "2019-07-05", border.Feared, "movement of terrorists and sleeper cells of Islamic State on both sides of the border"},
		{"who dominates the town", "2019-08-05", border.Reported, "Revolutionary Guard and Iran-backed militias dominate the town of Al-Bukamal and its countryside"},
		{"the night from 8 to 9 November", "2022-11-08", border.Reported, "drone strike on the fuel convoy"},
		{"the whole border, not the crossing", "2024-11-25", border.Reported, "Iraq closes its western border and tightens security"},
		{"denied the next day", "2024-12-06", border.Denied, "sdf"},
		{"a rumour denied", "2025-08-13", border.Denied, "closed"},
	}
	for _, tt := range tests {
		t.Run(tt.on+" "+tt.value, func(t *testing.T) {
			day, err := border.ParseDay(tt.on)
			require.NoError(t, err)
			s, err := reg.At(border.AlBukamalAlQaim, day)
			require.NoError(t, err)
			found := false
			for c := range s.Notices() {
				found = found || c.Value == tt.value && c.Modality == tt.modality
			}
			require.True(t, found, tt.trap)
		})
	}
}

// The founding article quotes a newspaper that expects the reopening in less
// than a month; it came 56 days late.
func TestBukamalFoundingPlan(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	day := border.Date(2019, time.July, 10)

	then, err := reg.KnownBy(day).At(border.AlBukamalAlQaim, day)
	require.NoError(t, err)
	pending := map[uuid.UUID]bool{}
	for p := range then.Plans() {
		if p.Due.Latest == border.Date(2019, time.August, 5) {
			require.Equal(t, border.Pending, p.Outcome)
			pending[p.Claim] = true
		}
	}
	require.NotEmpty(t, pending, "a pending plan due by 5 August")
	require.Equal(t, border.Closed, then.Status.Value)

	plans, err := reg.Plans(border.AlBukamalAlQaim, border.Date(2019, time.September, 30))
	require.NoError(t, err)
	late := 0
	for _, p := range plans {
		if pending[p.Claim] {
			require.Equal(t, border.Late, p.Outcome)
			require.Equal(t, border.Slip{Least: 56, Most: 56, Known: true}, p.Slip)
			late++
		}
	}
	require.Equal(t, len(pending), late)
}

// On 15 June 2014 there are claims for and against whatever is answered.
func TestBukamalForAndAgainst(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	f, err := reg.Control(border.AlBukamalAlQaim, border.Syria, border.Date(2014, time.June, 15))
	require.NoError(t, err)
	sources := func(claims func(func(border.Claim) bool)) (names []string) {
		for c := range claims {
			names = append(names, c.Source.Name)
		}
		return names
	}
	require.Contains(t, sources(f.Basis()), "Arab News")
	require.Contains(t, sources(f.Against()), "North-Press Agency")
}

// A restriction says who may pass, and so who may not.
func TestBukamalMayPass(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tests := []struct {
		on        border.Day
		side      border.Side
		traffic   border.Traffic
		direction border.Direction
		want      border.Passage
	}{
		{border.Date(2012, time.December, 20), border.Iraq, border.Returnees, border.SyriaToIraq, border.MayPass},
		{border.Date(2012, time.December, 20), border.Iraq, border.Commercial, border.SyriaToIraq, border.MayNotPass},
		{border.Date(2012, time.September, 18), border.Iraq, border.Passengers, border.SyriaToIraq, border.CannotTell},
		{border.Date(2019, time.April, 20), border.Iraq, border.Passengers, border.IraqToSyria, border.CannotTell},
		{border.Date(2020, time.April, 20), border.Syria, border.Commercial, border.SyriaToIraq, border.MayPass},
		{border.Date(2024, time.December, 20), border.Iraq, border.Commercial, border.IraqToSyria, border.MayNotPass},
		{border.Date(2024, time.December, 29), border.Iraq, border.Humanitarian, border.IraqToSyria, border.MayPass},
		{border.Date(2024, time.December, 29), border.Iraq, border.Commercial, border.IraqToSyria, border.MayNotPass},
		{border.Date(2025, time.February, 10), border.Syria, border.Commercial, border.IraqToSyria, border.CannotTell},
		{border.Date(2025, time.August, 1), border.Syria, border.Commercial, border.IraqToSyria, border.MayPass},
		{border.Date(2025, time.August, 1), border.Iraq, border.Commercial, border.IraqToSyria, border.MayPass},
	}
	for _, tt := range tests {
		p, err := reg.Passable(border.AlBukamalAlQaim, tt.on, tt.traffic, tt.direction)
		require.NoError(t, err)
		side := p.Syria
		if tt.side == border.Iraq {
			side = p.Iraq
		}
		require.Equal(t, tt.want, side.Passage, "%v %v %v", tt.on, tt.side, tt.traffic)
	}
}

// Who asks on a day in February 2026 what was known by then is told of the bar on foreign lorries
// from the day on which the first page told of it, and later, too, for nothing says that it ended.
func TestBukamalBarOnForeignLorries(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	const (
		decision = "2026-02-07 non-Syrian trucks barred from Syria, loads swapped at the crossing"
		afp      = "2026-02-10 non-Syrian trucks not let into Syria, goods unloaded at the crossing"
		national = "2026-02-18 lorries from Iraq and three other countries barred from delivering in Syria, loads swapped at the crossing"
		director = "[2026-02-07..2026-02-28] bar on foreign trucks holds for all neighbouring countries"
	)
	february := func(day int) border.Day { return border.Date(2026, time.February, day) }
	for _, tt := range []struct {
		on, known border.Day
		way       border.Direction
		want      border.Passage
		obstacles []string
	}{
		{february(5), february(28), border.IraqToSyria, border.MayPass, nil},
		{february(6), february(6), border.IraqToSyria, border.MayPass, nil},
		{february(7), february(7), border.IraqToSyria, border.MayPassBut, []string{decision}},
		{february(20), february(20), border.IraqToSyria, border.MayPassBut, []string{decision, afp, national}},
		{february(20), february(20), border.SyriaToIraq, border.MayPass, nil},
		{border.Date(2026, time.May, 20), border.Date(2026, time.May, 20), border.IraqToSyria, border.MayPassBut, []string{decision, afp, national, director}},
	} {
		p, err := reg.KnownBy(tt.known).Passable(border.AlBukamalAlQaim, tt.on, border.Commercial, tt.way)
		require.NoError(t, err)
		require.Equal(t, tt.want, p.Passage, "%v known by %v", tt.on, tt.known)
		var obstacles []string
		for c := range p.Obstacles() {
			obstacles = append(obstacles, c.Reported.String()+" "+c.Value)
		}
		require.ElementsMatch(t, tt.obstacles, obstacles, "%v known by %v", tt.on, tt.known)
	}
}

// A relay, and a second claim made from one sentence, confirm nothing.
func TestBukamalOrigins(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	repeats := func(name, of string) bool {
		claims, err := reg.Claims(border.AlBukamalAlQaim)
		require.NoError(t, err)
		byID := map[uuid.UUID]border.Claim{}
		for _, c := range claims {
			byID[c.ID] = c
		}
		for _, c := range claims {
			for _, id := range c.Repeats {
				if c.Source.Name == name && byID[id].Source.Name == of {
					return true
				}
			}
		}
		return false
	}
	require.True(t, repeats("North-Press Agency", "Syrian diplomatic sources"), "the headline is what the newspaper was told")
	require.True(t, repeats("Iraqi border guards", "an Iraqi border guard source"), "the buses are told of by one guard")
	require.True(t, repeats("media reports", "two Syrian army sources"), "the reports of 6 December 2024 are those of Reuters")
	require.True(t, repeats("Asharq Al-Awsat", "AP"), "the look-back of September 2019 is AP's")
	require.True(t, repeats("TMNews", "AFP"), "the gunmen of 17 June 2014 are AFP's")
	f, err := reg.Control(border.AlBukamalAlQaim, border.Syria, border.Date(2024, time.December, 19))
	require.NoError(t, err)
	require.Equal(t, 1, f.Origins(), "Iraqi television by two relays")
	require.Equal(t, 1, f.Later(), "the Syrian authority in April 2025")
}

// Every name of the dataset finds its crossing, and no homonym finds any.
func TestDatasetNames(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for c := range reg.Crossings() {
		names := slices.Concat(c.Aliases, c.Syria.Aliases, c.Iraq.Aliases, []string{
			c.Code, c.Names.English, c.Names.Arabic, c.Names.Kurdish,
			c.Syria.Town.English + "–" + c.Iraq.Town.English, c.Syria.Town.Arabic + " / " + c.Iraq.Town.Arabic,
		})
		for _, name := range names {
			found, err := reg.Lookup(name)
			require.NoError(t, err)
			require.Equal(t, c.Code, found.Code, name)
		}
		for _, h := range c.Homonyms {
			_, err := reg.Lookup(h.Name)
			require.ErrorIs(t, err, border.ErrNoCrossing)
			require.ErrorContains(t, err, c.Code)
		}
	}
	for _, name := range []string{"Al-Yarubiyah–Al-Waleed", "البوكمال – ربيعة", "Til Koçer-Qaim"} {
		_, err := reg.Lookup(name)
		require.ErrorIs(t, err, border.ErrNoCrossing, name)
	}
}
