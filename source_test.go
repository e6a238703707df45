package border_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestSourceString(t *testing.T) {
	require.Empty(t, border.Source{}.String())
	require.Equal(t, "Reuters", border.Source{Name: "Reuters", URL: "https://example.org"}.String())
	require.Equal(t, "Syrian diplomatic sources, via Al-Akhbar, North-Press Agency",
		border.Source{Name: "Syrian diplomatic sources", Via: []string{"Al-Akhbar", "North-Press Agency"}}.String())
}

func TestGrade(t *testing.T) {
	for r := byte('A'); r <= 'F'; r++ {
		for c := byte('1'); c <= '6'; c++ {
			text := fmt.Sprintf("%c%c", r, c)
			g, err := border.ParseGrade(text)
			require.NoError(t, err)
			require.Equal(t, border.Grade{Reliability: r, Credibility: c}, g)
			require.Equal(t, text, g.String())
			require.False(t, g.IsZero())
			data, err := json.Marshal(g)
			require.NoError(t, err)
			var back border.Grade
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, g, back)
		}
	}
}

func TestGradeUngraded(t *testing.T) {
	var none border.Grade
	require.True(t, none.IsZero())
	require.Empty(t, none.String())
	text, err := none.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	g := border.Grade{Reliability: 'F', Credibility: '6'} // which is not ungraded
	require.False(t, g.IsZero())
	require.NoError(t, g.UnmarshalText(nil))
	require.Equal(t, none, g)
}

func TestGradeErrors(t *testing.T) {
	for _, in := range []string{"", "A", "A0", "A7", "G1", "a1", "1A", "A1 ", " A1", "B22", "Ä1"} {
		want := fmt.Sprintf("%q is not a grade: want a letter A to F and a digit 1 to 6, as B2", in)
		_, err := border.ParseGrade(in)
		require.EqualError(t, err, want)
		if in != "" {
			var g border.Grade
			require.EqualError(t, g.UnmarshalText([]byte(in)), want)
		}
	}
}
