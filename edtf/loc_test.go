package edtf_test

import (
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// boundText prints a bound as testdata/loc.tsv does.
func boundText(d edtf.Day, b edtf.Bound, infinity string) string {
	switch b {
	case edtf.Dated:
		return d.String()
	case edtf.Open:
		return infinity
	}
	return "unknown"
}

// Every example of the specification of the Library of Congress, with its level
// and its bounds.
func TestLibraryOfCongress(t *testing.T) {
	data, err := os.ReadFile("testdata/loc.tsv")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	require.Len(t, lines, 63)
	for _, line := range lines {
		f := strings.Split(line, "\t")
		d, err := edtf.Parse(f[0])
		require.NoError(t, err)
		require.Equal(t, f[2], string('0'+byte(d.Level())), "level of %s", f[0])
		if f[3] != "-" {
			lo, loBound := d.Earliest()
			require.Equal(t, f[3], boundText(lo, loBound, "-inf"), "earliest of %s", f[0])
		}
		if f[4] != "-" {
			hi, hiBound := d.Latest()
			require.Equal(t, f[4], boundText(hi, hiBound, "+inf"), "latest of %s", f[0])
		}
		require.Equal(t, f[0], d.String())
	}
}
