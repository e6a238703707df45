package border_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// TestPlansReadBack: a plan that is read from its JSON is the plan, and is written the same again.
func TestPlansReadBack(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	tried := map[border.Outcome]bool{}
	for _, day := range []border.Day{border.Date(2019, time.July, 10), border.Date(2020, time.January, 1), border.Date(2026, time.November, 29)} {
		for c := range reg.Crossings() {
			plans, err := reg.Plans(c.Code, day)
			require.NoError(t, err)
			data, err := json.Marshal(plans)
			require.NoError(t, err)
			var back []border.Plan
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, append([]border.Plan{}, plans...), append([]border.Plan{}, back...))
			again, err := json.Marshal(back)
			require.NoError(t, err)
			require.Equal(t, string(data), string(again))
			for _, p := range plans {
				tried[p.Outcome] = true
			}
		}
	}
	require.Greater(t, len(tried), 3)
	var p border.Plan
	for _, bad := range []string{`{"claim":1}`, `{"slipDays":[1]}`, `{"waitedDays":[1,2,3]}`, `{"outcome":"done"}`, `{"more":1}`, `[]`} {
		require.Error(t, json.Unmarshal([]byte(bad), &p), bad)
		require.Zero(t, p)
	}
}

// TestAnswersAreNotReadEmpty: what cannot be read back is an error, never an empty answer.
func TestAnswersAreNotReadEmpty(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s, err := reg.At(border.AlTanfAlWaleed, border.Date(2020, time.January, 1))
	require.NoError(t, err)
	data, err := json.Marshal(s)
	require.NoError(t, err)
	for _, into := range []any{&border.State{}, &border.Finding[border.Status]{}, &border.Segment{}, &border.Change{}, &border.Passability{}} {
		require.ErrorIs(t, json.Unmarshal(data, into), border.ErrNotReadable, "%T", into)
	}
}
