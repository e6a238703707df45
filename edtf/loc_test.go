package edtf_test

import (
	"os"
	"regexp"
	"strconv"
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
		require.Equal(t, f[2], strconv.Itoa(d.Level()), "level of %s", f[0])
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

// The table of forms in the package documentation is true.
func TestDocTable(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	row := regexp.MustCompile(`(?m)^//\t(\S.*?)  +([012]) +(\S+) +(\S+) +\S`)
	rows := row.FindAllStringSubmatch(string(source), -1)
	require.Len(t, rows, 26)
	for _, row := range rows {
		forms := strings.Fields(row[1])
		for i, form := range forms {
			d, err := edtf.Parse(form)
			require.NoError(t, err)
			require.Equal(t, row[2], strconv.Itoa(d.Level()), "level of %s", form)
			if i > 0 {
				continue // the bounds are those of the first form of the row
			}
			lo, loBound := d.Earliest()
			hi, hiBound := d.Latest()
			require.Equal(t, row[3], boundText(lo, loBound, "open"), "earliest of %s", form)
			require.Equal(t, row[4], boundText(hi, hiBound, "open"), "latest of %s", form)
		}
	}
}
