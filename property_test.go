package border_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The properties at the end of the rules: what must hold of every history.

// registryOf returns a registry with those claims.
func registryOf(t *rapid.T, claims ...border.Claim) *border.Registry {
	crossings, err := border.EmbeddedCrossings()
	require.NoError(t, err)
	parties, err := border.EmbeddedParties()
	require.NoError(t, err)
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	return reg
}

// drawFacts draws a history of fact claims about one track that name no other
// claim, so that nothing is denied or withdrawn.
func drawFacts(t *rapid.T, n int) []border.Claim {
	th := drawTheme(t)
	th.oneTrack, th.plans = true, false
	var claims []border.Claim
	for i := range rapid.IntRange(1, n).Draw(t, "claims") {
		c := th.drawClaim(t)
		c.ID = madeID(i + 1)
		claims = append(claims, c)
	}
	return claims
}

// statusOf asks the one track of drawFacts.
func statusOf(t *rapid.T, reg *border.Registry, day border.Day) border.Finding[border.Status] {
	f, err := reg.Status(madeCrossings[0], border.Syria, day)
	require.NoError(t, err)
	return f
}

// touches reports whether the bounds of a claim include a day, as it is read.
func touches(c border.Claim, day border.Day) bool {
	for _, f := range oracle.Facts(oracleClaim(c)) {
		span := f.First
		if f.Form == "episode" {
			span.Hi = f.Last.Hi
		}
		if span.Lo <= day.Number() && day.Number() <= span.Hi {
			return true
		}
	}
	return false
}

// sharpSighting returns a sighting of a status on one day, told in good time.
func sharpSighting(status string, day border.Day) border.Claim {
	return border.Claim{
		ID: madeID(15), Crossing: madeCrossings[0], Side: border.Syria, Kind: border.KindStatus, Value: status,
		When: edtf.DateFromDay(day), Edge: border.Seen, Modality: border.Reported, Source: border.Source{Name: "a"},
		Reported: edtf.MustParse("2020-01-01"), Recorded: madeInstants[4],
	}
}

// TestSightingOnUntouchedDay: what was seen on a day that no other claim's bounds
// touch is certain on that day.
func TestSightingOnUntouchedDay(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawFacts(t, 6)
		day := drawQueryDay(t)
		claims = slices.DeleteFunc(claims, func(c border.Claim) bool { return touches(c, day) })
		if len(claims) > 0 {
			tried++
		}
		status := rapid.SampledFrom(madeStatuses[:5]).Draw(t, "seen") // unknown is never certain
		f := statusOf(t, registryOf(t, append(claims, sharpSighting(status, day))...), day)
		require.Equal(t, status, f.Value.String())
		require.True(t, f.Certain, "%s on %s of %s", f, day, claims)
	})
	require.Positive(t, tried, "histories with other claims")
}

// TestVaguerClaimAltersBasisOnly: a vaguer change or sighting of what a change says
// alters nothing but what the answers rest on.
func TestVaguerClaimAltersBasisOnly(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawFacts(t, 6)
		sharp := claims[rapid.IntRange(0, len(claims)-1).Draw(t, "which")]
		facts := oracle.Facts(oracleClaim(sharp))
		if len(facts) != 1 || facts[0].Form != "change" || facts[0].First.Lo == oracle.Beginning || facts[0].First.Hi == oracle.End {
			return
		}
		tried++
		told := facts[0].First
		vague := sharpSighting(sharp.Value, border.Day{})
		vague.Edge = rapid.SampledFrom([]border.Edge{border.Start, border.Seen}).Draw(t, "edge")
		vague.Reported = edtf.MustParse("2025-01-01")    // cuts nothing off
		vague.Recorded = sharp.Recorded.Add(time.Second) // of equal bounds the first is the one restated
		lo := edtf.DayFromNumber(told.Lo - rapid.Int64Range(0, 3).Draw(t, "earlier"))
		hi := edtf.DayFromNumber(told.Hi + rapid.Int64Range(0, 3).Draw(t, "later"))
		vague.When = edtf.MustParse(fmt.Sprintf("[%s..%s]", lo, hi))
		without, with := registryOf(t, claims...), registryOf(t, append(claims, vague)...)
		for day := border.Date(2013, time.December, 28); day.Before(border.Date(2014, time.January, 25)); day = day.AddDays(1) {
			x, y := readFinding(statusOf(t, without, day)), readFinding(statusOf(t, with, day))
			x.Basis, x.Against, y.Basis, y.Against = nil, nil, nil, nil
			x.Origins, x.Later, y.Origins, y.Later = 0, 0, 0, 0 // of the basis
			require.Equal(t, x, y, "on %s, %s beside %s", day, vague.When, claims)
		}
	})
	require.Positive(t, tried, "claims told vaguely too")
}

// TestSightingTakesNoCertaintyAway: one more sighting, on a day, of what was
// certain that day takes no certainty away on any day.
func TestSightingTakesNoCertaintyAway(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawDays(t, 6)
		without := registryOf(t, claims...)
		day := drawQueryDay(t)
		seen := statusOf(t, without, day)
		if !seen.Certain {
			return
		}
		tried++
		with := registryOf(t, append(claims, sharpSighting(seen.Value.String(), day))...)
		for d := border.Date(2013, time.December, 28); d.Before(border.Date(2014, time.January, 25)); d = d.AddDays(1) {
			if x, y := statusOf(t, without, d), statusOf(t, with, d); x.Certain {
				require.True(t, y.Certain, "%s on %s, seen %s on %s, was %s, of %v", y, d, seen.Value, day, x, claims)
				require.Equal(t, x.Value, y.Value)
			}
		}
	})
	require.Positive(t, tried, "certain days")
}

// drawDays draws facts of days: each date is one day or a set of days.
func drawDays(t *rapid.T, n int) []border.Claim {
	th := madeTheme{oneTrack: true, values: 3, days: 14, sharp: true}
	var claims []border.Claim
	for i := range rapid.IntRange(1, n).Draw(t, "claims") {
		c := th.drawClaim(t)
		a, b := th.drawDay(t), th.drawDay(t)
		a, b = min(a, b), max(a, b)
		form := rapid.SampledFrom([]string{"%s", "[%s..%s]", "%s/%s"}).Draw(t, "form")
		if form == "%s" {
			c.When = edtf.MustParse(a)
		} else {
			c.When = edtf.MustParse(fmt.Sprintf(form, a, b))
		}
		c.Reported = edtf.MustParse("2020-01-01")
		c.ID = madeID(i + 1)
		claims = append(claims, c)
	}
	return claims
}

// answersOf returns everything that a view answers about a crossing, as JSON.
func answersOf(t *rapid.T, v border.View, crossing string) string {
	var all []any
	for s, err := range v.History(crossing) {
		require.NoError(t, err)
		all = append(all, s)
	}
	for _, day := range []border.Day{border.Date(2014, time.January, 5), border.Date(2014, time.January, 12), border.Date(2026, time.November, 24)} {
		s, err := v.At(crossing, day)
		require.NoError(t, err)
		all = append(all, s)
	}
	data, err := json.Marshal(all)
	require.NoError(t, err)
	return string(data)
}

// TestCrossingsAreApart: no claim about one crossing changes another, but by
// withdrawing or denying.
func TestCrossingsAreApart(t *testing.T) {
	tried := 0
	checkHistories(t, 300, func(t *rapid.T) {
		h := drawHistory(t, 8)
		about := map[uuid.UUID]string{}
		for _, c := range h.claims {
			about[c.ID] = c.Crossing
		}
		here := madeCrossings[0]
		abroad := func(c border.Claim, ids []uuid.UUID) bool {
			return slices.ContainsFunc(ids, func(id uuid.UUID) bool { return (about[id] == here) != (c.Crossing == here) })
		}
		var all, own []border.Claim
		for _, c := range h.claims {
			if abroad(c, c.Retracts) || abroad(c, c.Denies) || abroad(c, c.Repeats) {
				c.Retracts, c.Denies, c.Repeats = nil, nil, nil
				c.ID = otherID(c.ID)
			}
			all = append(all, c)
			if c.Crossing == here {
				own = append(own, c)
			}
		}
		if !allHeld(all) || !allHeld(own) || len(own) == len(all) || len(own) == 0 {
			return
		}
		tried++
		require.Equal(t, answersOf(t, registryOf(t, own...).View(), here), answersOf(t, registryOf(t, all...).View(), here))
	})
	require.Positive(t, tried, "histories of two crossings")
}

// otherID returns the id of a claim that lost what it named.
func otherID(id uuid.UUID) uuid.UUID {
	id[15] = 1
	return id
}

// allHeld reports whether each claim that is named is among the claims.
func allHeld(claims []border.Claim) bool {
	held := map[uuid.UUID]bool{}
	for _, c := range claims {
		held[c.ID] = true
	}
	for _, c := range claims {
		for _, id := range slices.Concat(c.Retracts, c.Denies, c.Repeats) {
			if !held[id] {
				return false
			}
		}
	}
	return true
}

// TestArrivalDoesNotMatter: in whatever order and batches claims come, and however
// often, the answers are the same.
func TestArrivalDoesNotMatter(t *testing.T) {
	checkHistories(t, 300, func(t *rapid.T) {
		h := drawHistory(t, 10)
		batched := registryOf(t)
		for _, batch := range h.batches {
			_, err := batched.Add(batch...)
			require.NoError(t, err)
		}
		order := rapid.Permutation(slices.Collect(upTo(len(h.claims)))).Draw(t, "order")
		var shuffled []border.Claim
		for _, i := range order {
			shuffled = append(shuffled, h.claims[i])
		}
		once := registryOf(t)
		_, err := once.AddAll(func(yield func(border.Claim, error) bool) {
			for _, c := range shuffled {
				if !yield(c.Clone(), nil) {
					return
				}
			}
		})
		require.NoError(t, err)
		again := func() {
			for _, batch := range h.batches {
				_, err := once.Add(batch...)
				require.NoError(t, err)
			}
		}
		day, instant := drawQueryDay(t), rapid.SampledFrom(madeInstants).Draw(t, "as of")
		compare := func() {
			require.Equal(t, batched.Len(), once.Len())
			for _, crossing := range madeCrossings {
				require.Equal(t, answersOf(t, batched.View(), crossing), answersOf(t, once.View(), crossing), "%s", h)
				require.Equal(t, answersOf(t, batched.KnownBy(day), crossing), answersOf(t, once.KnownBy(day), crossing), "%s", h)
				require.Equal(t, answersOf(t, batched.AsOf(instant), crossing), answersOf(t, once.AsOf(instant), crossing), "%s", h)
			}
			require.Empty(t, slices.Collect(border.Diff(batched.View(), once.View())))
		}
		compare()
		before := once.View()
		again()
		compare()
		require.Empty(t, slices.Collect(border.Diff(before, once.View())))
	})
}
