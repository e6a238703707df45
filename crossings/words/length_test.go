package words_test

import (
	"testing"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// A length is told in the largest unit of which there are two.
func TestLengths(t *testing.T) {
	for _, tt := range []struct {
		days            int
		english, arabic string
	}{
		{0, "0 days", "0 يوم"}, {1, "1 day", "يوم واحد"}, {2, "2 days", "يومين"}, {60, "60 days", "60 يومًا"}, {61, "2 months", "شهرين"},
		{224, "7 months", "7 أشهر"}, {365, "12 months", "12 شهرًا"}, {730, "24 months", "24 شهرًا"}, {731, "2 years", "سنتين"},
		{1461, "4 years", "4 سنوات"}, {26554, "72 years", "72 سنة"},
	} {
		require.Equal(t, tt.english, words.Length(edtf.English, tt.days))
		require.Equal(t, tt.arabic, words.Length(edtf.Arabic, tt.days))
	}
}
