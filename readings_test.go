package border

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Every cutoff of a window sees the same entries, and so it does when more have
// come; a window that can be larger is no fault.
func TestWindow(t *testing.T) {
	days := []timeline.Day{timeline.Never + 1, 0, 1, 2, 3, timeline.Forever - 1, timeline.Forever}
	instants := []int64{9, 10, 11, 12, math.MaxInt64}
	rapid.Check(t, func(t *rapid.T) {
		var l log
		for seq := range uint32(rapid.IntRange(0, 6).Draw(t, "entries")) {
			l.entries = append(l.entries, entry{seq: 2 * (seq + 1),
				known:    rapid.SampledFrom(days).Draw(t, "known"),
				recorded: rapid.SampledFrom(instants[:4]).Draw(t, "recorded")})
		}
		seen := func(n cutoff, entries int) (places []int) {
			for i := range l.entries[:entries] {
				if n.sees(&l.entries[i]) {
					places = append(places, i)
				}
			}
			return places
		}
		all := len(l.entries)
		before := log{entries: l.entries[:rapid.IntRange(0, all).Draw(t, "before")]}
		last := uint32(2 * len(before.entries))
		draw := func(label string) cutoff {
			return cutoff{rapid.SampledFrom(instants).Draw(t, label+" recorded"), uint32(rapid.IntRange(0, 2*all).Draw(t, label+" seq")),
				rapid.SampledFrom(days).Draw(t, label+" known")}
		}
		n := draw("a")
		n.seq = min(n.seq, last) // as views do
		w := n.window(&before)
		require.True(t, w.contains(&n))
		require.True(t, w.contains(&w.least))
		require.True(t, w.contains(&w.most))
		require.Equal(t, seen(n, len(before.entries)), seen(w.least, all), "and nothing that comes later")
		require.Equal(t, seen(n, len(before.entries)), seen(w.most, all))
		if other := draw("another"); w.contains(&other) {
			require.Equal(t, seen(n, all), seen(other, all))
			require.Equal(t, w.least, other.window(&l).least)
		}
	})
}

// statusClaim tells of a status of the Syrian side of a crossing.
func statusClaim(crossing, value, when, reported string) Claim {
	return Claim{Crossing: crossing, Side: Syria, Kind: KindStatus, Value: value, Modality: Reported,
		When: edtf.MustParse(when), Reported: edtf.MustParse(reported), Source: Source{Name: "a"}}
}

// Views that see the same claims share what was worked out for them: narrowed,
// older and newer ones.
func TestReadingsAreShared(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	place := reg.cellOf(AlTanfAlWaleed)
	grounds := func(v View) *grounds { return v.reading(place).grounds }
	old := reg.View()
	newest := grounds(old)
	require.Same(t, newest, grounds(old.KnownBy(Date(2090, time.January, 1))), "everything was known by then")
	first, second := Date(2015, time.June, 1), Date(2090, time.January, 1)
	narrowed := grounds(old.KnownBy(first))
	require.NotSame(t, newest, narrowed)
	require.Same(t, narrowed, grounds(old.KnownBy(first).AsOf(lastInstant)))

	_, err = reg.Add(statusClaim(AlTanfAlWaleed, "open", "2089-01-01", "2089-01-01"))
	require.NoError(t, err)
	require.Same(t, narrowed, grounds(reg.KnownBy(first)), "the new claim was not known by then")
	require.Same(t, narrowed, grounds(old.KnownBy(first)))
	require.NotSame(t, newest, grounds(reg.View()))
	require.Same(t, grounds(reg.View()), grounds(reg.KnownBy(second)))
	require.Same(t, newest, grounds(reg.KnownBy(second.AddDays(-500))), "what the older view saw")
	require.Same(t, newest, grounds(old))
	require.Len(t, grounds(old).claims, len(grounds(reg.View()).claims)-1)
}

// However often views are asked, and whatever was asked between, their answers are
// those of a registry that has seen nothing but their claims.
func TestReadingsAreRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		embedded, err := Default()
		require.NoError(t, err)
		crossings, parties := slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
		reg, err := New(crossings, parties)
		require.NoError(t, err)
		var claims []Claim
		var views []View
		day := func(label string) string { return fmt.Sprintf("2014-01-%02d", rapid.IntRange(1, 9).Draw(t, label)) }
		for range rapid.IntRange(1, 8).Draw(t, "claims") {
			c := statusClaim(rapid.SampledFrom([]string{AlTanfAlWaleed, AlBukamalAlQaim}).Draw(t, "crossing"),
				rapid.SampledFrom([]string{"open", "closed"}).Draw(t, "value"), day("when"), day("reported"))
			c.Recorded = time.Date(2014, 2, rapid.IntRange(1, 9).Draw(t, "recorded"), 0, 0, 0, 0, time.UTC)
			_, err := reg.Add(c)
			require.NoError(t, err)
			claims = append(claims, c)
			v := reg.View()
			if rapid.Bool().Draw(t, "known by") {
				v = v.KnownBy(Date(2014, time.January, rapid.IntRange(1, 9).Draw(t, "known")))
			}
			if rapid.Bool().Draw(t, "as of") {
				v = v.AsOf(time.Date(2014, 2, rapid.IntRange(1, 9).Draw(t, "as of day"), 0, 0, 0, 0, time.UTC))
			}
			views = append(views, v)
			asked := rapid.SampledFrom(views).Draw(t, "asked")
			asked.reading(reg.cellOf(AlTanfAlWaleed))
		}
		for i, v := range views {
			fresh, err := New(crossings, parties)
			require.NoError(t, err)
			_, err = fresh.Add(claims[:i+1]...)
			require.NoError(t, err)
			for range 2 {
				for s := range v.States(Date(2014, time.January, 5)) {
					want, err := fresh.KnownBy(v.known).AsOf(v.asOf).At(s.Crossing, s.On)
					require.NoError(t, err)
					require.Equal(t, inJSON(t, want), inJSON(t, s))
				}
			}
		}
	})
}

func inJSON(t require.TestingT, s State) string {
	b, err := json.Marshal(s)
	require.NoError(t, err)
	return string(b)
}

// A history of plain changes has one step for each, with the answer in it: also for a status that
// may have ended with its holder. And nothing is kept of claims that name each other if none does.
func TestPlainStepsHoldTheirAnswers(t *testing.T) {
	embedded, err := Default()
	require.NoError(t, err)
	reg, err := New(slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties()))
	require.NoError(t, err)
	held := func(party Party, when string) Claim {
		return ControlClaim(AlTanfAlWaleed, Syria, party, edtf.MustParse(when), Source{Name: "a"})
	}
	_, err = reg.Add(held(SyrianGovernment, "2013-01-01"), held(IslamicState, "2015-05-20"),
		statusClaim(AlTanfAlWaleed, "open", "2013-02-01", "2020-01-01"), statusClaim(AlTanfAlWaleed, "closed", "2014-03-01", "2020-01-01"))
	require.NoError(t, err)
	v := reg.View()
	r := v.reading(reg.cellOf(AlTanfAlWaleed))
	require.Empty(t, r.answers)
	require.Len(t, r.track(Syria, QuestionControl).steps, 3)
	require.Len(t, r.track(Syria, QuestionStatus).steps, 3)
	require.Len(t, r.track(Iraq, QuestionControl).steps, 1)
	require.Len(t, r.track(Iraq, QuestionStatus).steps, 1)
	require.Same(t, &noNamings, r.grounds.names)
}

// The cache keeps what it is given while there is room, grows, and lets go of what
// was not found since a generation ago.
func TestReadingsAreBounded(t *testing.T) {
	var rs readings
	rs.claims.Store(mostHeld)
	var c cell
	day := func(i int) (cutoff, uint64) {
		n := cutoff{math.MaxInt64, 0, timeline.Day(i)}
		return n, keyOf(c.place, &n, 0)
	}
	put := func(i, weight int) {
		n, key := day(i)
		rs.put(key, &reading{cell: &c, window: window{n, n}, grounds: &grounds{claims: make([]*Claim, weight-slotWeight)}}, weight)
	}
	isThere := func(i int) bool {
		n, key := day(i)
		return rs.find(&c, &n, key) != nil
	}
	const n = 10_000
	found := 0
	for i := range n {
		put(i, slotWeight)
	}
	for i := range n {
		if isThere(i) {
			found++
		}
	}
	require.GreaterOrEqual(t, found, n*95/100)
	require.Less(t, len(rs.young.Load().slots), 5*n)

	rs.claims.Store(0)
	const heavy = leastHeld / 8
	put(n, heavy)
	for i := range 40 {
		require.True(t, isThere(n), "it is asked for all the time")
		put(n+1+i, heavy)
		require.Less(t, rs.young.Load().weight, leastHeld+2*heavy)
	}
	require.False(t, isThere(0))
	require.False(t, isThere(n+1))
	require.True(t, isThere(n+40))

	// The more claims there are, the more is held, up to a bound.
	for claims, full := range map[uint64]int{0: leastHeld, leastHeld / 16: leastHeld, 100_000: 1_600_000, 1 << 31: mostHeld} {
		rs.claims.Store(claims)
		require.Equal(t, full, rs.full())
	}
}

// A view is asked while claims come in; the race detector watches.
func TestReadingsWhileClaimsComeIn(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	day := Date(2026, time.June, 1)
	done := make(chan struct{})
	for r := range 3 {
		go func() {
			defer func() { done <- struct{}{} }()
			for n := range 100 {
				v := reg.View()
				if r > 0 {
					v = v.KnownBy(day.AddDays(n / 10 * r))
				}
				for s := range v.States(day) {
					at, err := v.At(s.Crossing, s.On)
					if err != nil || at.Status != s.Status || at.Syria.Status.Attested != s.Syria.Status.Attested {
						t.Errorf("%s on %s: %v, not %v: %v", s.Crossing, s.On, s, at, err)
					}
				}
			}
		}()
	}
	for n := range 100 {
		when := day.AddDays(n / 4).String()
		_, err := reg.Add(statusClaim(AlTanfAlWaleed, []string{"open", "closed"}[n%2], when, when))
		require.NoError(t, err)
	}
	for range 3 {
		<-done
	}
}
