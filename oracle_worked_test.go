package border_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// foundHistories returns histories that package border once answered wrongly, found
// by comparing random ones, and some of which few random ones have the like.
func foundHistories(t *testing.T) []workedHistory {
	f, err := os.Open("testdata/rules/found.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var all []workedHistory
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	for dec.More() {
		var h workedHistory
		require.NoError(t, dec.Decode(&h))
		all = append(all, h)
	}
	require.NotEmpty(t, all)
	return all
}

func readWorked(t *testing.T, h workedHistory) []border.Claim {
	var claims []border.Claim
	for _, line := range h.Claims {
		for c, err := range border.ReadClaims(bytes.NewReader(line), "claims") {
			require.NoError(t, err)
			claims = append(claims, c)
		}
	}
	return claims
}

// TestFoundHistories asks the library what it once answered wrongly.
func TestFoundHistories(t *testing.T) {
	for _, h := range foundHistories(t) {
		t.Run(h.Name, func(t *testing.T) {
			reg := emptyRegistry(t)
			claims := readWorked(t, h)
			_, err := reg.Add(claims...)
			require.NoError(t, err)
			require.NotEmpty(t, h.Ask)
			for _, ask := range h.Ask {
				answerWorked(t, reg.View(), claims[0].Crossing, ask)
			}
		})
	}
}

// TestSlowReadingWorked: the slow reading answers the worked histories by itself.
func TestSlowReadingWorked(t *testing.T) {
	for _, h := range slices.Concat(workedHistories(t), foundHistories(t)) {
		t.Run(h.Name, func(t *testing.T) {
			claims := readWorked(t, h)
			require.NotEmpty(t, h.Ask)
			for _, ask := range h.Ask {
				v := slowRegistry(claims)
				if !ask.Known.IsZero() {
					v = v.knownBy(ask.Known)
				}
				answerSlowly(t, v, claims[0].Crossing, ask)
			}
		})
	}
}

func answerSlowly(t *testing.T, v slowView, crossing string, ask workedAsk) {
	t.Helper()
	trs := v.tracks(crossing)
	switch on := ask.On.Number(); {
	case ask.Want != nil:
		kind, err := border.ParseKind(ask.Question)
		require.NoError(t, err)
		f := trs[slowQuestion{crossing, ask.Side, kind}].finding(on)
		requireMembers(t, ask.Want, f.json(), "on %s", ask.On)
	case ask.Plans != nil:
		plans := v.plansJSON(crossing, trs, on)
		require.Len(t, plans, len(ask.Plans))
		for i, p := range plans {
			requireMembers(t, ask.Plans[i], p, "plan %d on %s", i, ask.On)
		}
	case ask.At != nil:
		data, err := json.Marshal(v.at(crossing, trs, on))
		require.NoError(t, err)
		require.JSONEq(t, string(ask.At), string(data))
	default:
		require.NotNil(t, ask.History)
		data, err := json.Marshal(slowSegments(v.history(crossing, trs), slowBeginning, slowEnd))
		require.NoError(t, err)
		want, err := json.Marshal(ask.History)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(data))
	}
}

// TestSlowReadingDayByDay: the answers of the slow reading change on the days of
// slowTrack.days alone.
func TestSlowReadingDayByDay(t *testing.T) {
	checkHistories(t, 20, func(t *rapid.T) {
		v := slowRegistry(drawHistory(t, 8).claims)
		for _, tr := range v.tracks(madeCrossings...) {
			first, last := border.Date(2009, time.December, 1).Number(), border.Date(2021, time.January, 1).Number()
			days := tr.days(first, last)
			for d := first + 1; d <= last; d++ {
				if !slices.Contains(days, d) {
					require.True(t, tr.finding(d-1).same(tr.finding(d)), "day %d", d)
				}
			}
			require.True(t, tr.finding(slowBeginning).same(tr.finding(first)))
			// At the end of time even what has no last day has begun, so it is no day to compare.
		}
	})
}
