package edtf_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func TestInstant(t *testing.T) {
	for text, want := range map[string]string{
		"1985-04-12T23:20:30Z":      "1985-04-12T23:20:30Z",
		"1985-04-12T23:20:30-04":    "1985-04-13T03:20:30Z",
		"1985-04-12T23:20:30+04:30": "1985-04-12T18:50:30Z",
		"1985-04-12T01:00:00+03:00": "1985-04-11T22:00:00Z",
		"1985-04-12T23:59:59-12":    "1985-04-13T11:59:59Z",
		"1985-04-12T00:00:00+14":    "1985-04-11T10:00:00Z",
		"1985-04-12T23:20:30":       "",
		"1985-04-12":                "",
		"1985/1986":                 "",
		"[1985-04-12,1986]":         "",
	} {
		at, ok := edtf.MustParse(text).Instant()
		require.Equal(t, want != "", ok, text)
		if ok {
			require.Equal(t, want, at.Format(time.RFC3339), text)
		}
	}
	_, ok := edtf.Date{}.Instant()
	require.False(t, ok)
}
