package border_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// checkHistories runs a property on n random histories, unless -rapid.checks says
// how many. They are of one goroutine: the race detector, under which they take ten
// times as long, is shown a tenth.
func checkHistories(t *testing.T, n int, property func(*rapid.T)) {
	t.Helper()
	if border.RaceDetector {
		n = max(n/10, 20)
	}
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		checks := flag.Lookup("rapid.checks")
		before := checks.Value.String()
		require.NoError(t, checks.Value.Set(strconv.Itoa(n)))
		defer func() { require.NoError(t, checks.Value.Set(before)) }()
	}
	rapid.Check(t, property)
}

// A twoViews is a view of the library beside the slow reading of the same claims.
type twoViews struct {
	name string
	fast border.View
	slow reference
	trs  map[string]oracle.Tracks // of slow
}

// narrowed narrows both at random.
func (v twoViews) narrowed(t *rapid.T) twoViews {
	for range rapid.IntRange(0, 2).Draw(t, "narrowings") {
		if rapid.Bool().Draw(t, "known") {
			day := drawQueryDay(t)
			v.fast, v.slow = v.fast.KnownBy(day), v.slow.knownBy(day)
			v.name += fmt.Sprintf(".KnownBy(%s)", day)
		} else {
			instant := rapid.SampledFrom(madeInstants).Draw(t, "as of").Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "off by")))
			v.fast, v.slow = v.fast.AsOf(instant), v.slow.asOfInstant(instant)
			v.name += fmt.Sprintf(".AsOf(%s)", instant.Format(time.RFC3339Nano))
		}
	}
	v.trs = tracksOf(v.slow)
	return v
}

func tracksOf(r reference) map[string]oracle.Tracks {
	trs := map[string]oracle.Tracks{}
	for _, crossing := range madeCrossings {
		trs[crossing] = r.Tracks(crossing)
	}
	return trs
}

func drawQueryDay(t *rapid.T) border.Day {
	if rapid.IntRange(0, 4).Draw(t, "far") == 4 {
		return edtf.MustParseDay(rapid.SampledFrom([]string{
			"1999-01-01", "2012-12-31", "2013-01-01", "2013-12-15", "2013-12-31", "2014-01-31", "2014-02-01", "2014-02-28",
			"2014-05-05", "2014-12-31", "2015-01-01", "2019-12-31", "2020-01-01", "2026-11-24",
		}).Draw(t, "far day"))
	}
	return border.Date(2014, time.January, rapid.IntRange(0, 16).Draw(t, "day"))
}

// TestHistoriesAgainstSlowReading adds random histories batch by batch, keeps the
// view after each, and at the end asks all of them everything.
func TestHistoriesAgainstSlowReading(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	checkHistories(t, 300, func(t *rapid.T) {
		h := drawHistory(t, 12)
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		var views []twoViews
		var added []border.Claim
		for i, batch := range h.batches {
			ids, err := reg.Add(batch...)
			require.NoError(t, err, "%s", h)
			for _, c := range h.claims[len(added):][:len(batch)] {
				require.Equal(t, c.ID, ids[0])
				ids = ids[1:]
				added = append(added, c)
			}
			if i == len(h.batches)-1 || rapid.IntRange(0, 3).Draw(t, "look") == 0 {
				views = append(views, twoViews{
					name: fmt.Sprintf("after %d of %d", len(added), len(h.claims)), fast: reg.View(), slow: referenceOf(added),
				})
			}
			if rapid.IntRange(0, 3).Draw(t, "ask") == 0 { // so that something is kept of the older view
				_, err := reg.At(madeCrossings[0], drawQueryDay(t))
				require.NoError(t, err)
			}
		}
		var asked []twoViews
		for range 3 {
			v := views[rapid.IntRange(0, len(views)-1).Draw(t, "view")].narrowed(t)
			asked = append(asked, v)
			compareAnswers(t, h, v)
		}
		// The registry answers as its last view.
		last := views[len(views)-1]
		last.trs = tracksOf(last.slow)
		compareAnswers(t, h, last)
		compareRegistry(t, h, reg, last)
		compareDiff(t, h, asked[0], asked[1])
		compareDiff(t, h, asked[2], last)
	})
}

// requireSame compares two answers as JSON, and shows the history if they differ.
func requireSame(t *rapid.T, h madeHistory, v twoViews, query string, want, got any) {
	t.Helper()
	w, err := json.Marshal(want)
	require.NoError(t, err)
	g, err := json.Marshal(got)
	require.NoError(t, err)
	if string(w) != string(g) {
		t.Fatalf("%s of the view %s:\nslow %s\nfast %s\nof the claims\n%s", query, v.name, w, g, h)
	}
}

// compareAnswers asks a view everything but Diff.
func compareAnswers(t *rapid.T, h madeHistory, v twoViews) {
	for _, crossing := range madeCrossings {
		claims, err := v.fast.Claims(crossing)
		require.NoError(t, err)
		about := []border.Claim{}
		for _, c := range v.slow.About(crossing) {
			about = append(about, v.slow.claims[c.ID])
		}
		requireSame(t, h, v, "Claims", about, append([]border.Claim{}, claims...))
		requireSame(t, h, v, "History", v.slow.segments(crossing, v.trs[crossing], oracle.Beginning, oracle.End), segments(t, v.fast.History(crossing)))
		from, to := drawQueryDay(t), drawQueryDay(t)
		if to.Before(from) {
			from, to = to, from
		}
		lo, hi := from.Number(), to.Number()
		switch rapid.IntRange(0, 5).Draw(t, "unbounded") {
		case 0:
			from, lo = border.Day{}, oracle.Beginning
		case 1:
			to, hi = border.Day{}, oracle.End
		}
		requireSame(t, h, v, fmt.Sprintf("Between(%s, %s)", from, to),
			v.slow.segments(crossing, v.trs[crossing], lo, hi), segments(t, v.fast.Between(crossing, from, to)))

		handle, err := v.fast.Handle(crossing)
		require.NoError(t, err)
		for range 4 {
			day := drawQueryDay(t)
			state, err := v.fast.At(crossing, day)
			require.NoError(t, err)
			want := v.slow.at(crossing, v.trs[crossing], day.Number())
			requireSame(t, h, v, "At("+day.String()+")", want, state)
			requireSame(t, h, v, "Handle.At("+day.String()+")", want, handle.At(day))
			plans, err := v.fast.Plans(crossing, day)
			require.NoError(t, err)
			requireSame(t, h, v, "Plans("+day.String()+")", want.Plans, append([]border.Plan{}, plans...))
			compareFindings(t, h, v, crossing, day, state, handle)
		}
	}
}

func segments(t *rapid.T, all func(func(border.Segment, error) bool)) []border.Segment {
	segments := []border.Segment{}
	for s, err := range all {
		require.NoError(t, err)
		segments = append(segments, s)
	}
	return segments
}

// compareFindings asks the single questions, and reads the answers member by
// member as a program would.
func compareFindings(t *rapid.T, h madeHistory, v twoViews, crossing string, day border.Day, state border.State, handle border.Handle) {
	for _, side := range []border.Side{border.Iraq, border.Syria} {
		control, err := v.fast.Control(crossing, side, day)
		require.NoError(t, err)
		want := v.trs[crossing].Finding(side.String(), "control", day.Number())
		name := fmt.Sprintf("control of %s on %s", side, day)
		requireSame(t, h, v, name, findingOf(want), control)
		requireSame(t, h, v, "Handle: "+name, findingOf(want), handle.Control(side, day))
		compareFinding(t, h, v, name, want, readFinding(control))
		compareFinding(t, h, v, "At: "+name, want, readFinding(state.Side(side).Control))

		status, err := v.fast.Status(crossing, side, day)
		require.NoError(t, err)
		want = v.trs[crossing].Finding(side.String(), "status", day.Number())
		name = fmt.Sprintf("status of %s on %s", side, day)
		requireSame(t, h, v, name, findingOf(want), status)
		requireSame(t, h, v, "Handle: "+name, findingOf(want), handle.Status(side, day))
		compareFinding(t, h, v, name, want, readFinding(status))
		compareFinding(t, h, v, "At: "+name, want, readFinding(state.Side(side).Status))
	}
}

// A readAnswer is a finding as its exported fields and methods give it.
type readAnswer struct {
	Value             string
	Certain, Disputed bool
	Possible          []string
	Unit              string
	Traffic           border.Traffic
	Direction         border.Direction
	Earliest, Latest  border.Day
	Attested          border.Day
	Basis, Against    []string // ids, in the registry's order
	Origins, Later    int
}

func readFinding[V border.Party | border.Status](f border.Finding[V]) readAnswer {
	a := readAnswer{
		Value: fmt.Sprint(f.Value), Certain: f.Certain, Disputed: f.Disputed,
		Unit: f.Unit(), Traffic: f.Traffic(), Direction: f.Direction(),
		Earliest: f.Since.Earliest, Latest: f.Since.Latest, Attested: f.Attested, Origins: f.Origins(), Later: f.Later(),
	}
	for v := range f.Possible() {
		a.Possible = append(a.Possible, fmt.Sprint(v))
	}
	for c := range f.Basis() {
		a.Basis = append(a.Basis, c.ID.String())
	}
	for c := range f.Against() {
		a.Against = append(a.Against, c.ID.String())
	}
	return a
}

func compareFinding(t *rapid.T, h madeHistory, v twoViews, name string, f oracle.Finding, got readAnswer) {
	day := func(d int64) border.Day {
		if d == oracle.Beginning || d == oracle.End {
			return border.Day{}
		}
		return edtf.DayFromNumber(d)
	}
	inOrder := func(ids []string) []string {
		var ordered []string
		for _, c := range v.slow.Claims {
			if slices.Contains(ids, c.ID) {
				ordered = append(ordered, c.ID)
			}
		}
		return ordered
	}
	want := readAnswer{
		Value: f.Value, Certain: f.Certain, Disputed: f.Disputed, Possible: f.Possible, Unit: f.Unit(),
		Earliest: day(f.Since.Lo), Latest: day(f.Since.Hi), Attested: day(f.Attested),
		Basis: inOrder(f.Basis), Against: inOrder(f.Against), Origins: f.Origins, Later: f.Later,
	}
	if f.Giver != nil {
		giver := v.slow.claims[f.Giver.ID]
		want.Traffic, want.Direction = giver.Traffic, giver.Direction
	}
	require.Equal(t, want, got, "%s of the view %s, of the claims\n%s", name, v.name, h)
}

// compareRegistry asks the registry's own query methods and a handle that follows
// it.
func compareRegistry(t *rapid.T, h madeHistory, reg *border.Registry, v twoViews) {
	day := drawQueryDay(t)
	crossing := rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
	want := v.slow.at(crossing, v.trs[crossing], day.Number())
	state, err := reg.At(crossing, day)
	require.NoError(t, err)
	requireSame(t, h, v, "Registry.At", want, state)
	handle, err := reg.Handle(crossing)
	require.NoError(t, err)
	requireSame(t, h, v, "handle of the registry", want, handle.At(day))
	history := v.slow.segments(crossing, v.trs[crossing], oracle.Beginning, oracle.End)
	requireSame(t, h, v, "Registry.History", history, segments(t, reg.History(crossing)))
	require.Equal(t, len(v.slow.Claims), reg.Len())

	var states []border.State
	for s := range reg.States(day) {
		states = append(states, s)
	}
	require.Len(t, states, 4)
	require.True(t, slices.IsSortedFunc(states, func(a, b border.State) int {
		if a.Crossing < b.Crossing {
			return -1
		}
		return 1
	}))
	for _, s := range states {
		requireSame(t, h, v, "States", v.slow.at(s.Crossing, v.slow.Tracks(s.Crossing), day.Number()), s)
	}
	known, err := reg.KnownBy(day).At(crossing, day)
	require.NoError(t, err)
	slow := v.slow.knownBy(day)
	requireSame(t, h, v, "KnownBy", slow.at(crossing, slow.Tracks(crossing), day.Number()), known)
}

// compareDiff compares two views of one history.
func compareDiff(t *rapid.T, h madeHistory, older, newer twoViews) {
	got := []border.Change{}
	for c := range border.Diff(older.fast, newer.fast) {
		got = append(got, c)
	}
	requireSame(t, h, older, "Diff with "+newer.name, changesBetween(older.trs, newer.trs, madeCrossings...), got)
}
