package border_test

import (
	"encoding/json"
	"fmt"
	"iter"
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
	reg, err := border.New(emptyWorld())
	require.NoError(t, err)
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	return reg
}

// drawFacts draws a history of fact claims about the status or the control of one side that name no
// other claim, so that nothing is denied or withdrawn.
func drawFacts(t *rapid.T, n int) []border.Claim {
	th := drawTheme(t)
	th.oneTrack, th.plans, th.control = true, false, 3*rapid.IntRange(0, 1).Draw(t, "all of control")
	var claims []border.Claim
	for i := range rapid.IntRange(1, n).Draw(t, "claims") {
		c := th.drawClaim(t)
		c.ID = madeID(i + 1)
		claims = append(claims, c)
	}
	return claims
}

// answerTo asks the one track of drawFacts, which claims of that kind are on.
func answerTo(t *rapid.T, reg *border.Registry, kind border.Kind, day border.Day) readAnswer {
	if kind == border.KindControl {
		f, err := reg.Control(madeCrossings[0], border.Syria, day)
		require.NoError(t, err)
		return readFinding(f)
	}
	f, err := reg.Status(madeCrossings[0], border.Syria, day)
	require.NoError(t, err)
	return readFinding(f)
}

// someDays are those on which properties are asked.
func someDays() iter.Seq[border.Day] {
	return func(yield func(border.Day) bool) {
		for day := border.Date(2013, time.December, 28); day.Before(border.Date(2014, time.January, 25)) && yield(day); {
			day = day.AddDays(1)
		}
	}
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

// sharpSighting returns a sighting on one day, told in good time.
func sharpSighting(kind border.Kind, value string, day border.Day) border.Claim {
	return border.Claim{
		ID: madeID(15), Crossing: madeCrossings[0], Side: border.Syria, Kind: kind, Value: value,
		When: edtf.DateFromDay(day), Edge: border.Seen, Modality: border.Reported, Source: border.Source{Name: "z"},
		Reported: edtf.MustParse("2020-01-01"), Recorded: madeInstants[4],
	}
}

// TestSightingOnUntouchedDay: what was seen on a day that no other claim's bounds touch is certain on
// that day; on control unless it is lone, or what stood before is seen again.
func TestSightingOnUntouchedDay(t *testing.T) {
	tried := map[border.Kind]int{}
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawFacts(t, 6)
		kind, day := claims[0].Kind, drawQueryDay(t)
		claims = slices.DeleteFunc(claims, func(c border.Claim) bool { return touches(c, day) })
		values := madeStatuses[:5] // unknown is never certain
		var again []border.Claim
		if kind == border.KindControl {
			values = madeParties[:4]
			// Another source saw it too, and nothing is seen after that day.
			again = []border.Claim{sharpSighting(kind, "", day)}
			again[0].ID, again[0].Source.Name = madeID(14), "y"
			claims = slices.DeleteFunc(claims, func(c border.Claim) bool {
				return c.Edge == border.Seen && oracleClaim(c).NoticeDays().Hi >= day.Number()
			})
		}
		if len(claims) > 0 {
			tried[kind]++
		}
		value := rapid.SampledFrom(values).Draw(t, "seen")
		for i := range again {
			again[i].Value = value
		}
		claims = append(append(claims, again...), sharpSighting(kind, value, day))
		f := answerTo(t, registryOf(t, claims...), kind, day)
		require.Equal(t, value, f.Value)
		require.True(t, f.Certain, "%v on %s of %s", f, day, claims)
	})
	require.Positive(t, tried[border.KindStatus], "histories with other claims")
	require.Positive(t, tried[border.KindControl], "histories with other claims")
}

// TestVaguerClaimAltersBasisOnly: a vaguer change or sighting of what a change says
// alters nothing but what the answers rest on.
func TestVaguerClaimAltersBasisOnly(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawFacts(t, 6)
		for i := range claims { // a second source may make a sighting of control lone no more
			claims[i].Source.Name = "a"
		}
		sharp := claims[rapid.IntRange(0, len(claims)-1).Draw(t, "which")]
		facts := oracle.Facts(oracleClaim(sharp))
		if len(facts) != 1 || facts[0].Form != "change" || facts[0].First.Lo == oracle.Beginning || facts[0].First.Hi == oracle.End {
			return
		}
		tried++
		told := facts[0].First
		vague := sharpSighting(sharp.Kind, sharp.Value, border.Day{})
		vague.Source = sharp.Source
		vague.Edge = rapid.SampledFrom([]border.Edge{border.Start, border.Seen}).Draw(t, "edge")
		vague.Reported = edtf.MustParse("2025-01-01")    // cuts nothing off
		vague.Recorded = sharp.Recorded.Add(time.Second) // of equal bounds the first is the one restated
		lo := edtf.DayFromNumber(told.Lo - rapid.Int64Range(0, 3).Draw(t, "earlier"))
		hi := edtf.DayFromNumber(told.Hi + rapid.Int64Range(0, 3).Draw(t, "later"))
		vague.When = edtf.MustParse(fmt.Sprintf("[%s..%s]", lo, hi))
		without, with := registryOf(t, claims...), registryOf(t, append(claims, vague)...)
		for day := range someDays() {
			x, y := answerTo(t, without, sharp.Kind, day), answerTo(t, with, sharp.Kind, day)
			x.Basis, x.Against, y.Basis, y.Against = nil, nil, nil, nil
			x.Origins, x.Later, y.Origins, y.Later = 0, 0, 0, 0 // of the basis
			require.Equal(t, x, y, "on %s, %s beside %s", day, vague.When, claims)
		}
	})
	require.Positive(t, tried, "claims told vaguely too")
}

// TestSightingTakesNoCertaintyAway: one more sighting, on a day, of what was certain that day takes no
// certainty away on any day.
func TestSightingTakesNoCertaintyAway(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawDays(t, 6)
		kind, without, day := claims[0].Kind, registryOf(t, claims...), drawQueryDay(t)
		seen := answerTo(t, without, kind, day)
		if !seen.Certain {
			return
		}
		tried++
		with := registryOf(t, append(claims, sharpSighting(kind, seen.Value, day))...)
		for d := range someDays() {
			if x, y := answerTo(t, without, kind, d), answerTo(t, with, kind, d); x.Certain {
				require.True(t, y.Certain, "%v on %s, seen %s on %s, was %v, of %v", y, d, seen.Value, day, x, claims)
				require.Equal(t, x.Value, y.Value)
			}
		}
	})
	require.Positive(t, tried, "certain days")
}

// TestDeniedClaimTakesNoDoubtAway: one more claim with its denial takes no doubt, no possible value and
// no dispute away, from its first day on.
func TestDeniedClaimTakesNoDoubtAway(t *testing.T) {
	tried := 0
	checkHistories(t, 1000, func(t *rapid.T) {
		claims := drawDays(t, 6)
		for i := range claims { // some are denied already
			if len(claims) > 1 && rapid.IntRange(0, 4).Draw(t, "denied") == 0 {
				d := sharpSighting(claims[i].Kind, "", border.Day{})
				d.ID, d.Modality, d.When, d.Edge, d.Denies = otherID(claims[i].ID), border.Denied, edtf.Date{}, 0, []uuid.UUID{claims[i].ID}
				claims = append(claims, d)
			}
		}
		kind := claims[0].Kind
		more := drawDays(t, 1)[0]
		more.ID, more.Kind, more.Value, more.Unit, more.Traffic, more.Direction = madeID(14), kind, claims[0].Value, "", 0, 0
		denial := sharpSighting(kind, "", border.Day{})
		denial.Modality, denial.When, denial.Edge, denial.Denies = border.Denied, edtf.Date{}, 0, []uuid.UUID{more.ID}
		without, with := registryOf(t, claims...), registryOf(t, append(slices.Clone(claims), more, denial)...)
		first := oracleClaim(more).NoticeDays().Lo
		for d := range someDays() {
			if d.Number() < first {
				continue
			}
			tried++
			x, y := answerTo(t, without, kind, d), answerTo(t, with, kind, d)
			require.False(t, y.Certain && !x.Certain, "on %s certain of %v, denied %v", d, claims, more)
			require.False(t, x.Disputed && !y.Disputed, "on %s disputed no more: %v, denied %v", d, claims, more)
			require.Subset(t, y.Possible, x.Possible, "on %s of %v, denied %v", d, claims, more)
		}
	})
	require.Positive(t, tried, "days")
}

// drawDays draws facts of days: each date is one day or a set of days.
func drawDays(t *rapid.T, n int) []border.Claim {
	th := madeTheme{oneTrack: true, values: 3, days: 14, sharp: true, control: 3 * rapid.IntRange(0, 1).Draw(t, "all of control")}
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
		err := once.Load(func(yield func(border.Claim, error) bool) {
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

// TestAskingBetweenDoesNotMatter: what a reading takes over from an earlier one is what the rules say.
// A registry that is asked after each batch, and of one day of knowledge after another, answers as one
// that is asked for the first time.
func TestAskingBetweenDoesNotMatter(t *testing.T) {
	checkHistories(t, 80, func(t *rapid.T) {
		h := drawHistory(t, 10)
		asked := registryOf(t)
		instant := rapid.SampledFrom(madeInstants).Draw(t, "as of")
		days := []border.Day{drawQueryDay(t), drawQueryDay(t), drawQueryDay(t)}
		for n, batch := range h.batches {
			_, err := asked.Add(batch...)
			require.NoError(t, err)
			fresh := registryOf(t, slices.Concat(h.batches[:n+1]...)...)
			for _, crossing := range madeCrossings {
				require.Equal(t, answersOf(t, fresh.View(), crossing), answersOf(t, asked.View(), crossing), "%s", h)
				for _, day := range days {
					require.Equal(t, answersOf(t, registryOf(t, slices.Concat(h.batches[:n+1]...)...).KnownBy(day), crossing), answersOf(t, asked.KnownBy(day), crossing), "known by %s: %s", day, h)
				}
				require.Equal(t, answersOf(t, fresh.AsOf(instant), crossing), answersOf(t, asked.AsOf(instant), crossing), "%s", h)
			}
		}
	})
}
