package timeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A theme narrows what a random history is about, so that short ones collide.
type theme struct {
	kind     string // the facts are about: control or status
	values   int    // how many values there are
	days     int    // how many days
	sharp    int    // of ten dates, how many are days
	episodes int    // of ten facts, how many are episodes
	seen     int    // of ten changes and sightings, how many are sightings
	denials  int    // of ten claims, how many are denied
	sources  int
	repeats  int // of ten claims, how many repeat another
	control  int // of a status: of ten claims, how many are of control
}

// themes are the kinds of history that are drawn.
var themes = map[string]theme{
	"dense":    {"status", 3, 8, 8, 2, 5, 1, 3, 1, 0},
	"vague":    {"status", 3, 14, 2, 3, 5, 1, 3, 1, 0},
	"episodes": {"status", 4, 14, 6, 7, 5, 1, 3, 1, 0},
	"denials":  {"control", 3, 8, 7, 2, 6, 4, 3, 2, 0},
	"rivals":   {"control", 3, 14, 9, 1, 8, 1, 3, 2, 0},
	"control":  {"control", 4, 12, 5, 3, 6, 2, 3, 1, 0},
	"takings":  {"status", 3, 12, 8, 1, 6, 1, 3, 0, 6},
	"taken":    {"status", 3, 12, 6, 3, 5, 2, 3, 0, 5},
	"plain":    {"status", 4, 40, 10, 0, 0, 0, 3, 1, 5},
	"holders":  {"control", 4, 40, 10, 0, 0, 0, 3, 1, 0},
}

var values = map[string][]string{
	"status":  {"open", "closed", "trial", "unknown", "restricted"},
	"control": {"islamic-state", "syrian-opposition", "none", "unknown", "al-nusra-front"},
}

func chance(t *rapid.T, ofTen int) bool { return rapid.IntRange(0, 9).Draw(t, "chance") >= 10-ofTen }

func (th theme) drawSpan(t *rapid.T) oracle.Span {
	lo := int64(rapid.IntRange(1, th.days).Draw(t, "day"))
	if chance(t, th.sharp) {
		return oracle.Span{Lo: lo, Hi: lo}
	}
	s := oracle.Span{Lo: lo, Hi: lo + int64(rapid.IntRange(0, 5).Draw(t, "more"))}
	switch rapid.IntRange(0, 19).Draw(t, "open") {
	case 0:
		s.Lo = oracle.Beginning
	case 1:
		s.Hi = oracle.End
	}
	return s
}

func (th theme) drawClaim(t *rapid.T, i int) oracle.Claim {
	kind := th.kind
	if chance(t, th.control) {
		kind = "control"
	}
	c := oracle.Claim{
		ID: fmt.Sprintf("%02d", rapid.IntRange(0, 9).Draw(t, "id")*10+i), Crossing: "x", Side: "syria", Kind: kind,
		Recorded: time.Unix(int64(rapid.IntRange(0, 2).Draw(t, "recorded")), 0),
		Value:    values[kind][rapid.IntRange(0, th.values-1).Draw(t, "value")], Modality: "reported",
		Source: fmt.Sprint(rapid.IntRange(1, th.sources).Draw(t, "source")), Reported: oracle.Span{Lo: 100, Hi: 100},
		Seen: chance(t, th.seen), Grade: rapid.SampledFrom([]string{"", "", "A1", "B2"}).Draw(t, "grade"),
	}
	if chance(t, 2) {
		c.Reported = th.drawSpan(t)
	}
	if kind == "status" && chance(t, 3) {
		c.Traffic, c.Direction = []string{"fuel"}, rapid.SampledFrom([]string{"", "sy-to-iq"}).Draw(t, "direction")
	}
	c.When = oracle.When{Given: true}
	if !chance(t, th.episodes) {
		c.When.Bounds = th.drawSpan(t)
		return c
	}
	c.When.Interval = true
	for {
		c.When.Start, c.When.End = th.drawBound(t), th.drawBound(t)
		if c.When.Start.Lo <= c.When.End.Hi && (c.When.Start.Dated || c.When.End.Dated) {
			return c
		}
	}
}

func (th theme) drawBound(t *rapid.T) oracle.Bound {
	switch rapid.IntRange(0, 9).Draw(t, "bound") {
	case 0:
		return oracle.Bound{Span: oracle.Span{Lo: oracle.Beginning, Hi: oracle.End}}
	case 1:
		return oracle.Bound{Open: true, Span: oracle.Span{Lo: oracle.Beginning, Hi: oracle.End}}
	}
	s := th.drawSpan(t)
	s.Lo, s.Hi = max(s.Lo, 0), min(s.Hi, 40)
	return oracle.Bound{Dated: true, Span: s}
}

func (th theme) draw(t *rapid.T, most int) oracle.View {
	var claims []oracle.Claim
	for i := range rapid.IntRange(1, most).Draw(t, "claims") {
		claims = append(claims, th.drawClaim(t, i))
	}
	n := len(claims)
	for i := range n {
		if chance(t, th.denials) {
			d := oracle.Claim{ID: fmt.Sprintf("d%02d", i), Crossing: "x", Modality: "denied", Kind: th.kind, Side: "syria", Reported: oracle.Span{Lo: 100, Hi: 100}}
			if chance(t, 5) { // one of the facts denies it
				claims[(i+1)%n].Denies = append(claims[(i+1)%n].Denies, claims[i].ID)
				continue
			}
			d.Denies = []string{claims[i].ID}
			claims = append(claims, d)
		}
		if chance(t, th.repeats) {
			claims[i].Repeats = append(claims[i].Repeats, claims[rapid.IntRange(0, n-1).Draw(t, "repeated")].ID, "nowhere")
		}
	}
	return oracle.ViewOf(claims)
}

// A trackOf is a track of a view in plain numbers.
type claimList struct {
	view   oracle.View
	claims []oracle.Claim
}

func (l claimList) CompareIDs(x, y timeline.Claim) int {
	return strings.Compare(l.claims[x].ID, l.claims[y].ID)
}

func (l claimList) CompareGrades(x, y timeline.Claim) int {
	rank := func(g string) string {
		if g == "" {
			return "Z"
		}
		return g
	}
	a, b := l.claims[x], l.claims[y]
	if n := strings.Compare(rank(a.Grade), rank(b.Grade)); n != 0 {
		return n
	}
	return int(min(max(b.Reported.Hi, -1), 1000) - min(max(a.Reported.Hi, -1), 1000))
}

func (l claimList) SameTerms(x, y timeline.Claim) bool {
	a, b := l.claims[x], l.claims[y]
	return slices.Equal(a.Traffic, b.Traffic) && a.Direction == b.Direction && a.Unit == b.Unit
}

func (l claimList) AppendDenials(claims []timeline.Claim, denied timeline.Claim) []timeline.Claim {
	had := len(claims)
	for _, id := range l.view.Denials(l.claims[denied].ID) {
		claims = append(claims, timeline.Claim(slices.IndexFunc(l.claims, func(c oracle.Claim) bool { return c.ID == id })))
	}
	slices.Sort(claims[had:])
	return claims
}

func (l claimList) OneOrigin(claims []timeline.Claim) bool {
	var of []oracle.Claim
	for _, c := range claims {
		of = append(of, l.claims[c])
	}
	return oracle.OneOrigin(of)
}

func dayOf(d int64) timeline.Day {
	switch d {
	case oracle.Beginning:
		return timeline.Never
	case oracle.End:
		return timeline.Forever
	}
	return timeline.Day(d)
}

func boundsOf(s oracle.Span) timeline.Bounds {
	return timeline.Bounds{Lo: dayOf(s.Lo), Hi: dayOf(s.Hi)}
}

// trackOf returns the track of a view in the numbers of the rules: values by their place in
// alphabetical order.
func trackOf(v oracle.View, kind string) (timeline.Track, []string) {
	names := slices.Sorted(slices.Values(values[kind]))
	number := func(name string) uint16 { return uint16(slices.Index(names, name)) }
	tr := timeline.Track{Claims: claimList{v, v.Claims}, Unknown: number("unknown"), Control: kind == "control", None: number("none"), Trial: number("trial")}
	forms := map[string]timeline.Form{"change": timeline.Change, "sighting": timeline.Sighting, "episode": timeline.Episode}
	for i, c := range v.Claims {
		if c.Kind != kind || c.Modality != "reported" {
			continue
		}
		for _, f := range oracle.Facts(c) {
			last := boundsOf(f.Last)
			if f.Form != "episode" { // then it means nothing
				last = timeline.Bounds{Lo: timeline.Day(i), Hi: timeline.Day(-i)}
			}
			tr.Facts = append(tr.Facts, timeline.Fact{
				Form: forms[f.Form], Denied: len(v.Denials(c.ID)) > 0, Value: number(c.Value), Claim: timeline.Claim(i),
				First: boundsOf(f.First), Last: last,
			})
		}
	}
	return tr, names
}

// TestAgainstOracle asks random histories of every kind, on every day, what the slow reading
// says.
func TestAgainstOracle(t *testing.T) {
	for name, th := range themes {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := th.draw(t, 12)
				compareBoth(t, th, v)
			})
		})
	}
}

// compareBoth compares where all that stands is judged each day, and where it is swept.
func compareBoth(t rapid.TB, th theme, v oracle.View) {
	for _, few := range []int{1 << 30, -1} {
		func() {
			defer timeline.SetFew(few)()
			compare(t, th, v)
		}()
	}
}

func compare(t rapid.TB, th theme, v oracle.View) {
	var r timeline.Resolver
	var sets timeline.Sets
	var takings timeline.Takings
	if th.kind == "status" {
		control, _ := trackOf(v, "control")
		r.AppendSteps(nil, &sets, control)
		takings = r.Takings()
	}
	track, names := trackOf(v, th.kind)
	track.Takings = takings
	steps := r.AppendSteps(nil, &sets, track)
	if th.kind == "status" {
		require.Equal(t, takings, r.Takings(), "they stay those of the control")
	}
	for i := range steps[1:] {
		if steps[i].From >= steps[i+1].From {
			t.Fatalf("step %d holds from day %d, and the next one from day %d\n%s", i, steps[i].From, steps[i+1].From, describe(v))
		}
	}
	tl := r.Build(track).Clone()
	slow := v.Track("x", "syria", th.kind)
	at := func(d timeline.Day) int {
		i := 0
		for i+1 < len(steps) && steps[i+1].From <= d {
			i++
		}
		return i
	}
	ids := func(claims []timeline.Claim) []string {
		texts := []string{}
		for _, c := range claims {
			texts = append(texts, v.Claims[c].ID)
		}
		slices.Sort(texts)
		return texts
	}
	var before oracle.Finding
	for d := int64(-3); d <= 46; d++ {
		want, i := slow.Finding(d), at(timeline.Day(d))
		s := steps[i]
		var possible []string
		for p := range sets.Values(s.Possible) {
			possible = append(possible, names[p])
		}
		basis, against := tl.Basis(timeline.Day(d))
		giver := ""
		if s.Giver != timeline.NoClaim {
			giver = v.Claims[s.Giver].ID
		}
		wantGiver := ""
		if want.Giver != nil {
			wantGiver = want.Giver.ID
		}
		got := fmt.Sprint(names[s.Value], possible, s.Flags&^timeline.Continues, s.Since, min(s.Attested, timeline.Day(d)), giver, ids(basis), ids(against))
		flags := timeline.Flags(0)
		if want.Certain {
			flags |= timeline.Certain
		}
		if want.Disputed {
			flags |= timeline.Disputed
		}
		expected := fmt.Sprint(want.Value, want.Possible, flags, boundsOf(want.Since), dayOf(want.Attested), wantGiver, listed(want.Basis), listed(want.Against))
		if got != expected {
			t.Fatalf("on day %d\nslow %s\nfast %s\n%s", d, expected, got, describe(v))
		}
		if d > -3 {
			if same := at(timeline.Day(d-1)) == i || steps[i].Flags.Has(timeline.Continues); same != before.Same(want) {
				t.Fatalf("day %d continues: fast %t\nof %s", d, same, describe(v))
			}
		}
		before = want
	}
	require.Equal(t, timeline.Never, steps[0].From)
}

func listed(ids []string) []string { return append([]string{}, ids...) }

func describe(v oracle.View) string {
	var b strings.Builder
	for _, c := range v.Claims {
		fmt.Fprintf(&b, "%s %s %s seen %t %+v reported %v denies %v repeats %v source %s grade %q traffic %v recorded %d\n",
			c.ID, c.Kind, c.Value, c.Seen, c.When, c.Reported, c.Denies, c.Repeats, c.Source, c.Grade, c.Traffic, c.Recorded.Unix())
		for _, f := range oracle.Facts(c) {
			fmt.Fprintf(&b, "    %+v\n", f)
		}
	}
	return b.String()
}
