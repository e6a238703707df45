package border_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A referenceHistory is a small history with its answers.
type referenceHistory struct {
	Name   string            `json:"name"`
	Claims []json.RawMessage `json:"claims"`
	Ask    []referenceAsk    `json:"ask"`
}

type referenceAsk struct {
	On        border.Day        `json:"on"`
	Known     border.Day        `json:"known"`
	Side      border.Side       `json:"side"`
	Question  string            `json:"question"`
	Want      json.RawMessage   `json:"want"`
	Origins   *int              `json:"origins"`
	Later     *int              `json:"later"`
	Plans     []json.RawMessage `json:"plans"`
	Traffic   []string          `json:"traffic"`
	Direction string            `json:"direction"`
	Can       json.RawMessage   `json:"can"`
	At        json.RawMessage   `json:"at"`
	History   []json.RawMessage `json:"history"`
}

func referenceHistories(t *testing.T, file string) []referenceHistory {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	var all []referenceHistory
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var h referenceHistory
		dec := json.NewDecoder(bytes.NewReader(sc.Bytes()))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&h))
		all = append(all, h)
	}
	require.NoError(t, sc.Err())
	return all
}

// TestReferenceWorked: the slow reading answers the worked histories by itself.
func TestReferenceWorked(t *testing.T) {
	all := referenceHistories(t, "internal/timeline/testdata/worked.jsonl")
	require.Len(t, all, 164)
	for _, h := range all {
		t.Run(h.Name, func(t *testing.T) {
			var claims []border.Claim
			for _, line := range h.Claims {
				for c, err := range border.ReadClaims(bytes.NewReader(line), "claims") {
					require.NoError(t, err)
					claims = append(claims, c)
				}
			}
			require.NotEmpty(t, h.Ask)
			for _, a := range h.Ask {
				r := referenceOf(claims)
				if !a.Known.IsZero() {
					r = r.knownBy(a.Known)
				}
				answerByReference(t, r, claims[0].Crossing, a)
			}
		})
	}
}

func answerByReference(t *testing.T, r reference, crossing string, a referenceAsk) {
	t.Helper()
	trs := r.Tracks(crossing)
	switch on := a.On.Number(); {
	case a.Want != nil:
		requireMembers(t, a.Want, findingOf(trs.Finding(a.Side.String(), a.Question, on)), "on %s", a.On)
	case a.Origins != nil:
		f := trs.Finding(a.Side.String(), a.Question, on)
		require.Equal(t, [2]int{*a.Origins, *a.Later}, [2]int{f.Origins, f.Later}, "on %s", a.On)
	case a.Plans != nil:
		plans := r.plans(crossing, trs, on)
		require.Len(t, plans, len(a.Plans))
		for i, p := range plans {
			requireMembers(t, a.Plans[i], p, "plan %d on %s", i, a.On)
		}
	case a.Can != nil:
		j := r.can(crossing, trs, on, a.Traffic, a.Direction)
		requireCan(t, a.Can, j)
	case a.At != nil:
		data, err := json.Marshal(r.at(crossing, trs, on))
		require.NoError(t, err)
		require.JSONEq(t, string(a.At), string(data))
	default:
		require.NotNil(t, a.History)
		data, err := json.Marshal(r.segments(crossing, trs, -1<<63, 1<<63-1))
		require.NoError(t, err)
		want, err := json.Marshal(a.History)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(data))
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
