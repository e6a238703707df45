package border_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// says answers a question of the embedded dataset in words: how sure, the value,
// and what else is possible.
func says(t *testing.T, crossing, on string, side border.Side, q border.Question) string {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	day, err := border.ParseDay(on)
	require.NoError(t, err)
	s, err := reg.At(crossing, day)
	require.NoError(t, err)
	if q == border.QuestionControl {
		return saying(s.Side(side).Control, border.Party.String)
	}
	return saying(s.Side(side).Status, border.Status.String)
}

func saying[V border.Party | border.Status](f border.Finding[V], name func(V) string) string {
	how := "possible"
	if f.Certain {
		how = "certain"
	} else if f.Disputed {
		how = "disputed"
	}
	words := []string{how, name(f.Value)}
	var others []string
	for v := range f.Possible() {
		if v != f.Value {
			others = append(others, name(v))
		}
	}
	slices.Sort(others)
	return strings.Join(append(words, others...), " ")
}

// What an area specialist rejected in the first edition, with the right value of
// each.
func TestWhatASpecialistRejected(t *testing.T) {
	const (
		syria, iraq     = border.Syria, border.Iraq
		control, status = border.QuestionControl, border.QuestionStatus
		buk, tanf, yar  = border.AlBukamalAlQaim, border.AlTanfAlWaleed, border.AlYarubiyahRabia
		sem             = border.FayshKhaburSemalka
	)
	for _, tt := range []struct {
		point    string
		crossing string
		on       string
		side     border.Side
		question border.Question
		want     string
	}{
		{"a plan of the 18th ends no closing", tanf, "2013-01-18", iraq, status, "possible closed open"},
		{"it was closed still on the 17th", tanf, "2013-01-17", iraq, status, "certain closed"},
		{"shut on 24 December, so open until then", tanf, "2013-12-23", iraq, status, "certain open"},
		{"already closed when the rebels came", buk, "2012-07-18", iraq, status, "certain closed"},
		{"one name for the coalition and its partners hid the coalition", tanf, "2024-12-09", syria, control, "possible syrian-opposition us-led-coalition"},
		{"the coalition alone in the only source of 2025", tanf, "2025-05-01", syria, control, "certain us-led-coalition"},
		{"Damascus' authority starts works in June 2025", tanf, "2025-07-01", syria, control, "possible us-led-coalition syrian-transitional-government"},
		{"its army stands on this border from 12 February 2026", tanf, "2026-02-12", syria, control, "certain syrian-transitional-government"},
		{"Kata'ib Hezbollah is of the Popular Mobilization Forces", buk, "2020-06-27", iraq, control, "certain iraqi-government"},
		{"20,206 people from Lebanon", buk, "2023-11-15", syria, status, "certain open"},
		{"20,206 people from Lebanon, a year on", buk, "2024-10-20", syria, status, "certain open"},
		{"Islamic State by about 1 July 2014", buk, "2014-07-01", syria, control, "certain islamic-state"},
		{"and through August", buk, "2014-08-15", syria, control, "certain islamic-state"},
		{"militias since the end of 2017", buk, "2018-06-01", syria, control, "possible iran-backed-militias syrian-government"},
		{"FSA and al-Nusra", buk, "2014-06-18", iraq, control, "disputed al-nusra-front syrian-opposition"},
		{"al-Nusra and other rebels", yar, "2013-02-28", syria, control, "disputed al-nusra-front syrian-opposition"},
		{"the SDF in 2025, not close to the gate", yar, "2025-09-12", syria, control, "certain sdf"},
		{"a count of lorries is no limit", buk, "2021-07-27", iraq, status, "certain open"},
		{"but travellers were barred until March 2022", buk, "2021-08-01", iraq, status, "possible open restricted"},
		{"Damascus' guards and militias: one source has it closed to all but the military", buk, "2020-01-05", syria, status, "certain restricted"},
		{"and nobody says for how long", buk, "2020-01-20", syria, status, "possible restricted open"},
		{"by the next closing travellers passed again", buk, "2020-03-05", syria, status, "certain open"},
		{"AFP names no holder in April 2026", tanf, "2026-04-20", syria, control, "certain syrian-transitional-government"},
		{"its one sentence has the post open", tanf, "2026-04-20", syria, status, "certain open"},
		{"refugees from 24 July 2012", buk, "2012-07-30", iraq, status, "certain restricted"},
		{"none from 15 August on", buk, "2012-08-15", iraq, status, "certain closed"},
		{"open again after four days", yar, "2012-07-27", iraq, status, "certain open"},
		{"both ways in August 2012", tanf, "2012-08-09", iraq, status, "certain open"},
		{"shut by United States forces in November 2004", tanf, "2004-11-05", iraq, status, "certain closed"},
		{"aid until the permission ran out", yar, "2020-01-05", syria, status, "certain restricted"},
		{"a Norwegian force of the coalition beside Maghawir al-Thawra", tanf, "2017-05-20", syria, control, "disputed syrian-opposition us-led-coalition"},
		{"the coalition and its partners to the fall of Damascus", tanf, "2022-06-01", syria, control, "disputed syrian-opposition us-led-coalition"},
		{"travellers in spring 2016, against a closing", sem, "2016-04-15", iraq, status, "possible closed open"},
		{"for the clashes of October 2017", sem, "2017-10-27", syria, status, "certain closed"},
		{"no bridge from 22 April 2019", sem, "2019-05-10", syria, status, "certain closed"},
		{"the UN's lorries cannot cross", yar, "2020-01-11", iraq, status, "certain closed"},

		{"a status does not outlive its holder", yar, "2013-06-01", syria, status, "possible open unknown"},
		{"disputed from October 2018", buk, "2018-11-01", syria, control, "disputed iran-backed-militias syrian-government"},
		{"to the end of the government", buk, "2024-01-01", syria, control, "disputed iran-backed-militias syrian-government"},
		{"the founding article's mid-2014", buk, "2014-06-15", syria, control, "possible syrian-opposition al-nusra-front islamic-state"},

		{"open since November 2007", buk, "2010-01-01", iraq, status, "certain open"},
		{"open while the Syrian post was shut", buk, "2011-07-18", iraq, status, "certain open"},
		{"shut for the operations in the town", buk, "2011-08-15", syria, status, "certain closed"},
		{"already closed in July 2012: nobody says since when", buk, "2012-05-01", iraq, status, "possible open closed"},
		{"travellers barred from spring 2020 on", buk, "2020-05-01", iraq, status, "possible restricted open"},
		{"by the page of the capture other rebels held it", yar, "2013-08-01", syria, control, "possible islamic-state syrian-opposition"},
		{"handed over earlier in the year, says AFP", yar, "2026-04-20", syria, control, "certain syrian-transitional-government"},

		{"before the bridge", sem, "2013-06-01", iraq, status, "certain closed"},
		{"shut in mid-September", sem, "2013-09-25", iraq, status, "certain closed"},
		{"until Sunday 5 January 2014", sem, "2014-01-04", iraq, status, "certain closed"},
		{"by barge", sem, "2014-01-05", iraq, status, "certain restricted"},
		{"trade and aid, no visits", sem, "2016-10-01", iraq, status, "certain restricted"},
		{"shut by the canton", sem, "2017-10-26", syria, status, "certain closed"},
		{"shut until the day before the refugees of August 2013", sem, "2013-08-14", iraq, status, "certain closed"},
		{"but for aid from 1 March 2020", sem, "2020-03-02", syria, status, "certain restricted"},
		{"left out when the other posts opened again", sem, "2020-10-12", syria, status, "certain restricted"},
		{"a closing announced is none", sem, "2021-02-04", iraq, status, "certain open"},
		{"struck out of the statement on the day, or carried out", sem, "2021-06-22", syria, status, "disputed restricted open"},
		{"until the YPG took control", sem, "2013-10-25", syria, control, "certain kurdish-high-committee"},
		{"the YPG closes it", sem, "2013-10-26", syria, control, "certain ypg"},
		{"closed from the Syrian side", sem, "2013-10-27", syria, status, "certain closed"},
		{"refugees by barge", sem, "2014-01-15", syria, status, "certain open"},
		{"closed by the Kurdistan Region", sem, "2016-03-16", iraq, status, "certain closed"},
		{"reopened to trade only", sem, "2016-06-07", iraq, status, "certain restricted"},
		{"never handed over to Baghdad", sem, "2017-11-01", iraq, control, "certain kurdistan-regional-government"},
		{"ten days without a bridge", sem, "2019-01-20", syria, status, "certain closed"},
		{"and after", sem, "2019-01-23", syria, status, "certain open"},
		{"travellers passed on the eve of the closing of 2023", sem, "2023-05-10", iraq, status, "certain open"},
		{"and on the eve of the flood", sem, "2024-03-19", iraq, status, "certain open"},
		{"sealed by the Kurdistan Region", sem, "2021-12-20", iraq, status, "certain closed"},
		{"aid first", sem, "2022-01-20", iraq, status, "certain restricted"},
		{"open from its own side all the while", sem, "2022-01-07", syria, status, "certain open"},
		{"closed in May 2023", sem, "2023-05-12", iraq, status, "certain closed"},
		{"open from its own side then, too", sem, "2023-05-12", syria, status, "certain open"},
		{"the bridge falls", sem, "2024-03-21", iraq, status, "certain closed"},
		{"taken over, or a first visit", sem, "2026-03-03", syria, control, "disputed autonomous-administration syrian-transitional-government"},
	} {
		t.Run(tt.crossing+" "+tt.on+" "+tt.side.String()+" "+tt.question.String(), func(t *testing.T) {
			require.Equal(t, tt.want, says(t, tt.crossing, tt.on, tt.side, tt.question), tt.point)
		})
	}
}

// A word about one gate closes no other: two days after Iraq reopened to refugees
// nobody is told no.
func TestAWordAboutOneSide(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	day := border.Date(2012, 9, 20)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, day)
	require.NoError(t, err)
	require.NotEqual(t, border.Closed, f.Value)
	for v := range f.Possible() {
		require.NotEqual(t, border.Closed, v)
	}
	require.Equal(t, "certain open", says(t, border.AlBukamalAlQaim, "2012-07-19", border.Syria, border.QuestionStatus))
}

// A count of lorries or travellers is a passage with its traffic; the status that
// is read from it is open and limits nothing. It names the lorries where others
// tell that travellers were barred then: what may pass else cannot be told.
func TestCountsAreNoLimits(t *testing.T) {
	barred := []string{"شاحنة تعبر معبر", "تعبر المنفذ يومياً"}
	counts := append(slices.Clone(barred), "Six Iraqis entered")
	passages, statuses := 0, 0
	datasetClaims(t, func(c border.Claim) {
		if !slices.ContainsFunc(counts, func(words string) bool { return strings.Contains(c.Quote, words) }) {
			return
		}
		switch c.Kind {
		case border.KindPassage:
			require.NotZero(t, c.Traffic, "claim %s", c.ID)
			passages++
		case border.KindStatus:
			require.Equal(t, "open", c.Value, "claim %s", c.ID)
			lorries := slices.ContainsFunc(barred, func(words string) bool { return strings.Contains(c.Quote, words) })
			require.Equal(t, lorries, c.Traffic == border.Commercial, "claim %s", c.ID)
			statuses++
		}
	})
	require.Equal(t, 3, passages)
	require.Equal(t, 3, statuses)

	reg, err := border.Default()
	require.NoError(t, err)
	for _, tt := range []struct {
		traffic border.Traffic
		want    border.Passage
	}{{border.Commercial, border.MayPass}, {border.Passengers, border.CannotTell}} {
		p, err := reg.Passable(border.AlBukamalAlQaim, border.Date(2021, 7, 27), tt.traffic, border.BothWays)
		require.NoError(t, err)
		require.Equal(t, tt.want, p.Syria.Passage, "%v", tt.traffic)
		require.Equal(t, tt.want, p.Iraq.Passage, "%v", tt.traffic)
	}
}

// What was said of all land crossings stands on each of them.
func TestSaidOfAllCrossings(t *testing.T) {
	for words, want := range map[string]int{
		"داخل ساحات الجمارك في كل منفذ":                                    3,
		"“non-Syrian trucks will not be allowed to enter” the country":     3,
		"a decree on February 6 banned lorries from Turkey, Iraq":          3,
		"It applies to all neighboring countries":                          3,
		"it has reinforced its positions along the country’s borders":      4,
		"only four categories of Iraqi nationals":                          3,
		"All the border points between Iraq and Syria":                     3,
		"All three border points":                                          3,
		"Iraq closed its western border":                                   3,
		"the Syrian government has adopted a flexible, open-border policy": 3,
		"all three border crossings between Iraq and Syria are now open":   3,
	} {
		crossings := map[string]bool{}
		datasetClaims(t, func(c border.Claim) {
			if strings.Contains(c.Quote, words) {
				crossings[c.Crossing] = true
			}
		})
		require.Len(t, crossings, want, words)
	}
}

// One sentence is entered one way on all crossings.
func TestOneSentenceOneWay(t *testing.T) {
	ways := map[string]bool{}
	datasetClaims(t, func(c border.Claim) {
		if strings.HasPrefix(c.Quote, "All three border points") && c.Kind == border.KindStatus {
			require.Equal(t, "open", c.Value)
			ways[c.Side.String()+" "+c.Traffic.String()+" "+c.Direction.String()] = true
		}
	})
	require.Equal(t, map[string]bool{"iraq returnees sy-to-iq": true, "syria  ": true}, ways)
}

// Kata'ib Hezbollah is no rival of the forces to which it belongs: Iraq has held
// Al-Qaim without a break since it came back.
func TestAlQaimHeldWithoutABreak(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	f, err := reg.Control(border.AlBukamalAlQaim, border.Iraq, border.Date(2026, 11, 30))
	require.NoError(t, err)
	require.Equal(t, border.IraqiGovernment, f.Value)
	require.True(t, f.Certain)
	day := border.Date(2017, 11, 3)
	require.Equal(t, border.Span{Earliest: day, Latest: day}, f.Since)
}

// The founding article's own words are seen once its latest day has come, what it
// quotes from the day of the newspaper on.
func TestFoundingArticleKnown(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	seen := func(known border.Day) (own, quoted int) {
		claims, err := reg.KnownBy(known).Claims(border.AlBukamalAlQaim)
		require.NoError(t, err)
		for _, c := range claims {
			if strings.HasSuffix(c.Source.URL, "npasyria.com/en/35515") {
				if c.Source.Name == "North-Press Agency" {
					own++
				} else {
					quoted++
				}
			}
		}
		return own, quoted
	}
	own, quoted := seen(border.Date(2019, 7, 10))
	require.Zero(t, own)
	require.NotZero(t, quoted)
	own, _ = seen(border.Date(2019, 9, 29))
	require.NotZero(t, own)
}

// Parties that are no more have an end.
func TestPartiesHaveAnEnd(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for code, want := range map[border.Party]string{
		border.SyrianOpposition: "2025-01-29", border.SDF: "2026", border.SyrianGovernment: "2024-12-08", border.AutonomousAdministration: "2026",
	} {
		p, ok := reg.Party(code)
		require.True(t, ok)
		require.Equal(t, want, p.To.String(), code)
	}
}

// No name counts twice, and no man beside his own authority: an answer has no more
// origins than bodies that speak in it.
func TestOriginsAreBodies(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	body := func(name string) string {
		for {
			s, ok := reg.Source(name)
			if !ok || s.Of == "" {
				return s.Name
			}
			name = s.Of
		}
	}
	days := 0
	for c := range reg.Crossings() {
		for s, err := range reg.History(c.Code) {
			require.NoError(t, err)
			if s.From.IsZero() {
				continue
			}
			state, err := reg.At(c.Code, s.From)
			require.NoError(t, err)
			side := state.Side(s.Side)
			origins, basis := side.Status.Origins(), side.Status.Basis()
			if s.Question == border.QuestionControl {
				origins, basis = side.Control.Origins(), side.Control.Basis()
			}
			bodies := map[string]bool{}
			for claim := range basis {
				if first, _, ok, _ := bounds(claim.When); !ok || !first.After(s.From) {
					bodies[body(claim.Source.Name)] = true
				}
			}
			require.LessOrEqual(t, origins, len(bodies), "%s %s %s on %s", c.Code, s.Side, s.Question, s.From)
			days++
		}
	}
	require.Greater(t, days, 250)
	on := border.Date(2026, 11, 30)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, on)
	require.NoError(t, err)
	require.LessOrEqual(t, f.Origins(), 5, "one man twice and his own authority")
	f, err = reg.Status(border.AlYarubiyahRabia, border.Iraq, on)
	require.NoError(t, err)
	require.LessOrEqual(t, f.Origins(), 4)
}

// Attested and origins are of what speaks of a day up to the one asked about: what
// was seen years later is no evidence of it.
func TestLaterSightingsAttestNothing(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, border.Date(2014, 6, 15))
	require.NoError(t, err)
	require.Equal(t, border.Open, f.Value)
	require.False(t, f.Certain, "once called closed, by twelve sources of whom eleven speak of 2018 and 2019")
	require.Equal(t, border.Date(2012, 8, 9), f.Attested)
	require.Equal(t, 2, f.Origins(), "UNHCR and the head of the post")

	answers := 0
	for c := range reg.Crossings() {
		for s, err := range reg.History(c.Code) {
			require.NoError(t, err)
			if s.From.IsZero() {
				continue
			}
			state, err := reg.At(c.Code, s.From)
			require.NoError(t, err)
			attested, origins := state.Side(s.Side).Status.Attested, state.Side(s.Side).Status.Origins()
			basis := state.Side(s.Side).Status.Basis()
			if s.Question == border.QuestionControl {
				attested, origins = state.Side(s.Side).Control.Attested, state.Side(s.Side).Control.Origins()
				basis = state.Side(s.Side).Control.Basis()
			}
			require.False(t, attested.After(s.From), "%s %s %s on %s", c.Code, s.Side, s.Question, s.From)
			names := map[string]bool{}
			for claim := range basis {
				if first, _, ok, _ := bounds(claim.When); !ok || !first.After(s.From) {
					names[claim.Source.Name] = true
				}
			}
			require.LessOrEqual(t, origins, len(names), "%s %s %s on %s", c.Code, s.Side, s.Question, s.From)
			answers++
		}
	}
	require.Greater(t, answers, 200)
}

// What one source alone says is listed as weak, and its certainty ends where
// another speaks.
func TestOneSourceAlone(t *testing.T) {
	readme, err := os.ReadFile("data/README.md")
	require.NoError(t, err)
	_, alone, ok := strings.Cut(string(readme), "<!-- alone -->\n")
	require.True(t, ok)
	alone, _, ok = strings.Cut(alone, "<!-- end -->")
	require.True(t, ok)
	require.Contains(t, alone, "al-tanf-al-waleed, 2026-04-20, both status, open", "one sentence of AFP")
	reg, err := border.Default()
	require.NoError(t, err)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, border.Date(2020, 1, 6))
	require.NoError(t, err)
	require.False(t, f.Certain, "closed by militias on the 5th, by one source: for a day")
	f, err = reg.Status(border.AlTanfAlWaleed, border.Syria, border.Date(2026, 4, 20))
	require.NoError(t, err)
	require.Equal(t, 1, f.Origins(), "what is certain by one voice says so")
}
