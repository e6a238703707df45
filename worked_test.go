package border_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A workedHistory is a small history with its answers, one for each rule.
type workedHistory struct {
	Name   string            `json:"name"`
	Claims []json.RawMessage `json:"claims"`
	Ask    []workedAsk       `json:"ask"`
}

type workedAsk struct {
	On       border.Day        `json:"on"`
	Known    border.Day        `json:"known"`
	Side     border.Side       `json:"side"`
	Question string            `json:"question"`
	Want     json.RawMessage   `json:"want"`
	Plans    []json.RawMessage `json:"plans"`
	At       json.RawMessage   `json:"at"`
	History  []json.RawMessage `json:"history"`
}

func workedHistories(t *testing.T) []workedHistory {
	f, err := os.Open("testdata/rules/worked.jsonl")
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
		all = append(all, h)
	}
	require.NoError(t, sc.Err())
	require.Len(t, all, 73)
	return all
}

// emptyRegistry returns a registry of the embedded crossings and parties.
func emptyRegistry(t testing.TB) *border.Registry {
	crossings, err := border.EmbeddedCrossings()
	require.NoError(t, err)
	parties, err := border.EmbeddedParties()
	require.NoError(t, err)
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	return reg
}

// TestWorkedHistories asks each history its questions, and compares every member
// that the answer gives.
func TestWorkedHistories(t *testing.T) {
	for _, h := range workedHistories(t) {
		t.Run(h.Name, func(t *testing.T) {
			reg := emptyRegistry(t)
			var claims []border.Claim
			for _, line := range h.Claims {
				for c, err := range border.ReadClaims(bytes.NewReader(line), "claims") {
					require.NoError(t, err)
					claims = append(claims, c)
				}
			}
			_, err := reg.Add(claims...)
			require.NoError(t, err)
			require.NotEmpty(t, h.Ask)
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
	case ask.Want != nil:
		s, err := v.At(crossing, ask.On)
		require.NoError(t, err)
		var got any = s.Side(ask.Side).Control
		if ask.Question == "status" {
			got = s.Side(ask.Side).Status
		}
		requireMembers(t, ask.Want, got, "on %s", ask.On)
	case ask.Plans != nil:
		plans, err := v.Plans(crossing, ask.On)
		require.NoError(t, err)
		require.Len(t, plans, len(ask.Plans))
		for i, p := range plans {
			requireMembers(t, ask.Plans[i], p, "plan %d on %s", i, ask.On)
		}
	case ask.At != nil:
		s, err := v.At(crossing, ask.On)
		require.NoError(t, err)
		requireMembers(t, ask.At, s, "on %s", ask.On)
	default:
		require.NotNil(t, ask.History)
		var segments []border.Segment
		for s, err := range v.History(crossing) {
			require.NoError(t, err)
			segments = append(segments, s)
		}
		require.Len(t, segments, len(ask.History))
		for i, s := range segments {
			requireMembers(t, ask.History[i], s, "segment %d", i)
		}
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
