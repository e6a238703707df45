package border_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A workedHistory is a small history with its answers.
type workedHistory struct {
	Name   string            `json:"name"`
	Claims []json.RawMessage `json:"claims"`
	Ask    []workedAsk       `json:"ask"`
}

type workedAsk struct {
	On        border.Day        `json:"on,omitzero"`
	Known     border.Day        `json:"known,omitzero"`
	Side      border.Side       `json:"side,omitzero"`
	Question  string            `json:"question,omitempty"`
	Want      json.RawMessage   `json:"want,omitempty"`
	Origins   *int              `json:"origins,omitempty"`
	Later     *int              `json:"later,omitempty"`
	Plans     []json.RawMessage `json:"plans,omitempty"`
	Traffic   border.Traffic    `json:"traffic,omitzero"`
	Direction string            `json:"direction,omitempty"`
	Can       json.RawMessage   `json:"can,omitempty"`
	At        json.RawMessage   `json:"at,omitempty"`
	History   []json.RawMessage `json:"history,omitempty"`
}

// readHistories reads histories, one a line.
func readHistories(t *testing.T, file string) []workedHistory {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	var all []workedHistory
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var h workedHistory
		dec := json.NewDecoder(bytes.NewReader(sc.Bytes()))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&h))
		require.NotEmpty(t, h.Ask)
		all = append(all, h)
	}
	require.NoError(t, sc.Err())
	require.NotEmpty(t, all)
	return all
}

// workedHistories returns those that have a rule each.
func workedHistories(t *testing.T) []workedHistory {
	all := readHistories(t, "internal/timeline/testdata/worked.jsonl")
	require.Len(t, all, 164)
	return all
}

// foundHistories returns histories that package border once answered wrongly, found by comparing
// random ones, and some of which few random ones have the like.
func foundHistories(t *testing.T) []workedHistory {
	return readHistories(t, "testdata/rules/found.jsonl")
}

func (h workedHistory) claims(t *testing.T) []border.Claim {
	var claims []border.Claim
	for _, line := range h.Claims {
		for c, err := range border.ReadClaims(bytes.NewReader(line), "claims") {
			require.NoError(t, err)
			claims = append(claims, c)
		}
	}
	return claims
}

// emptyRegistry returns a registry of the embedded crossings and parties.
func emptyRegistry(t testing.TB) *border.Registry {
	reg, err := border.New(emptyWorld())
	require.NoError(t, err)
	return reg
}

// emptyWorld returns the crossings and the parties of the dataset, which is read once: random
// histories ask for it thousands of times.
var emptyWorld = sync.OnceValues(func() ([]border.Crossing, []border.PartyInfo) {
	embedded, err := border.Default()
	if err != nil {
		panic(err)
	}
	return slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
})

// TestWorkedHistories asks each history its questions, and compares every member that the answer
// gives.
func TestWorkedHistories(t *testing.T) {
	for _, h := range slices.Concat(workedHistories(t), foundHistories(t)) {
		t.Run(h.Name, func(t *testing.T) {
			reg := emptyRegistry(t)
			claims := h.claims(t)
			_, err := reg.Add(claims...)
			require.NoError(t, err)
			for _, ask := range h.Ask {
				answerWorked(t, reg.View(), claims[0].Crossing, ask)
			}
		})
	}
}

func answerWorked(t *testing.T, v border.View, crossing string, ask workedAsk) {
	t.Helper()
	if !ask.Known.IsZero() {
		v = v.KnownBy(ask.Known)
	}
	switch {
	case ask.Want != nil, ask.Origins != nil:
		s, err := v.At(crossing, ask.On)
		require.NoError(t, err)
		var got any = s.Side(ask.Side).Control
		if ask.Question == "status" {
			got = s.Side(ask.Side).Status
		}
		want := ask.Want
		if ask.Origins != nil {
			want, err = json.Marshal(map[string]*int{"origins": ask.Origins, "later": ask.Later})
			require.NoError(t, err)
		}
		requireMembers(t, want, got, "on %s", ask.On)
	case ask.Plans != nil:
		plans, err := v.Plans(crossing, ask.On)
		require.NoError(t, err)
		require.Len(t, plans, len(ask.Plans))
		for i, p := range plans {
			requireMembers(t, ask.Plans[i], p, "plan %d on %s", i, ask.On)
		}
	case ask.Can != nil:
		way, err := border.ParseDirection(ask.Direction)
		require.NoError(t, err)
		p, err := v.Passable(crossing, ask.On, ask.Traffic, way)
		require.NoError(t, err)
		requireCan(t, ask.Can, p)
	case ask.At != nil:
		s, err := v.At(crossing, ask.On)
		require.NoError(t, err)
		data, err := json.Marshal(s)
		require.NoError(t, err)
		require.JSONEq(t, string(ask.At), string(data))
	default:
		require.NotNil(t, ask.History)
		var segments []border.Segment
		for s, err := range v.History(crossing) {
			require.NoError(t, err)
			segments = append(segments, s)
		}
		want, err := json.Marshal(ask.History)
		require.NoError(t, err)
		got, err := json.Marshal(segments)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got))
	}
}

// requireMembers compares the members of the JSON object want with those of
// got.
func requireMembers(t *testing.T, want json.RawMessage, got any, format string, args ...any) {
	t.Helper()
	data, err := json.Marshal(got)
	require.NoError(t, err)
	var w, g map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(want, &w))
	require.NoError(t, json.Unmarshal(data, &g))
	require.NotEmpty(t, w)
	for name := range w {
		require.JSONEq(t, string(w[name]), strings.TrimSpace(string(g[name])), append([]any{format + ": " + name}, args...)...)
	}
}

// requireCan compares the short form of can that histories have with the whole one.
func requireCan(t *testing.T, want json.RawMessage, got any) {
	t.Helper()
	data, err := json.Marshal(got)
	require.NoError(t, err)
	var whole struct {
		Answer string
		Sides  struct {
			Syria, Iraq struct{ Answer string }
		}
		Obstacles, Authorizations []struct{ ID string }
		Attested                  *string
	}
	require.NoError(t, json.Unmarshal(data, &whole))
	ids := func(claims []struct{ ID string }) []string {
		all := []string{}
		for _, c := range claims {
			all = append(all, c.ID)
		}
		return all
	}
	short, err := json.Marshal(map[string]any{
		"answer": whole.Answer, "sides": map[string]string{"syria": whole.Sides.Syria.Answer, "iraq": whole.Sides.Iraq.Answer},
		"obstacles": ids(whole.Obstacles), "authorizations": ids(whole.Authorizations), "attested": whole.Attested,
	})
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(short))
}

// TestOracleWorked: the slow reading answers the worked histories by itself.
func TestOracleWorked(t *testing.T) {
	for _, h := range slices.Concat(workedHistories(t), foundHistories(t)) {
		t.Run(h.Name, func(t *testing.T) {
			claims := h.claims(t)
			for _, ask := range h.Ask {
				r := referenceOf(claims)
				if !ask.Known.IsZero() {
					r = r.knownBy(ask.Known)
				}
				answerSlowly(t, r, claims[0].Crossing, ask)
			}
		})
	}
}

func answerSlowly(t *testing.T, r reference, crossing string, ask workedAsk) {
	t.Helper()
	trs := r.Tracks(crossing)
	switch on := ask.On.Number(); {
	case ask.Want != nil:
		requireMembers(t, ask.Want, findingOf(trs.Finding(ask.Side.String(), ask.Question, on)), "on %s", ask.On)
	case ask.Origins != nil:
		f := trs.Finding(ask.Side.String(), ask.Question, on)
		require.Equal(t, [2]int{*ask.Origins, *ask.Later}, [2]int{f.Origins, f.Later}, "on %s", ask.On)
	case ask.Plans != nil:
		plans := r.plans(crossing, trs, on)
		require.Len(t, plans, len(ask.Plans))
		for i, p := range plans {
			requireMembers(t, ask.Plans[i], p, "plan %d on %s", i, ask.On)
		}
	case ask.Can != nil:
		requireCan(t, ask.Can, r.can(crossing, trs, on, oracleTraffic(ask.Traffic), ask.Direction))
	case ask.At != nil:
		data, err := json.Marshal(r.at(crossing, trs, on))
		require.NoError(t, err)
		require.JSONEq(t, string(ask.At), string(data))
	default:
		require.NotNil(t, ask.History)
		data, err := json.Marshal(r.segments(crossing, trs, oracle.Beginning, oracle.End))
		require.NoError(t, err)
		want, err := json.Marshal(ask.History)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(data))
	}
}

// TestOracleDayByDay: the answers of the slow reading change on the days of its Days alone.
func TestOracleDayByDay(t *testing.T) {
	checkHistories(t, 20, func(t *rapid.T) {
		r := referenceOf(drawHistory(t, 8).claims)
		for _, crossing := range madeCrossings {
			for _, tr := range r.Tracks(crossing) {
				first, last := border.Date(2009, time.December, 1).Number(), border.Date(2021, time.January, 1).Number()
				days := tr.Days(first, last)
				for d := first + 1; d <= last; d++ {
					if !slices.Contains(days, d) {
						require.True(t, tr.Finding(d-1).Same(tr.Finding(d)), "day %d", d)
					}
				}
				require.True(t, tr.Finding(oracle.Beginning).Same(tr.Finding(first)))
				// At the end of time even what has no last day has begun, so it is no day to compare.
			}
		}
	})
}
