package exchange_test

import (
	"bytes"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// both writes claims in each format that reads back whole.
var both = map[string]func(io.Writer, iter.Seq[border.Claim]) error{
	"csv":   exchange.WriteCSV,
	"hxl":   exchange.WriteHXL,
	"jsonl": exchange.WriteJSONLines,
}

func readAll(t require.TestingT, r io.Reader) []border.Claim {
	var all []border.Claim
	for c, err := range (exchange.Reader{Name: "sheet"}).Claims(r) {
		require.NoError(t, err)
		all = append(all, c)
	}
	return all
}

func TestDatasetReadsBackWhole(t *testing.T) {
	reg := dataset(t)
	want := slices.Collect(reg.All())
	for name, write := range both {
		var b bytes.Buffer
		require.NoError(t, write(&b, reg.All()), name)
		require.Equal(t, want, readAll(t, &b), name)
	}
}

func TestClaimsReadBackWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(claims, 1, 4).Draw(t, "claims")
		for _, c := range want {
			require.NoError(t, c.Validate())
		}
		for name, write := range both {
			var b bytes.Buffer
			require.NoError(t, write(&b, slices.Values(want)), name)
			got := readAll(t, iotest.HalfReader(&b))
			require.Equal(t, want, got, name)
		}
	})
}

// What a spreadsheet does to a file on saving changes no claim: another
// separator, every cell in quotes, other line ends, a byte order mark, empty rows
// and columns, another order of columns, text above the names.
func TestSpreadsheetHabits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(claims, 1, 3).Draw(t, "claims")
		var b bytes.Buffer
		require.NoError(t, exchange.WriteHXL(&b, slices.Values(want)))
		rows := exchange.ParseRows(b.Bytes())
		order := rapid.Permutation(make([]int, len(rows[0]))).Draw(t, "order")
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "columns")
		switch rapid.SampledFrom([]string{"names", "tags", "both"}).Draw(t, "head") {
		case "names":
			rows = slices.Delete(rows, 1, 2)
		case "tags":
			rows = rows[1:]
		}
		if rapid.Bool().Draw(t, "title") {
			title := make([]string, len(rows[0]))
			title[0] = "Crossings, last updated"
			rows = slices.Insert(rows, 0, title, make([]string, len(rows[0])))
		}
		rows = append(rows, make([]string, len(rows[0])))
		separator := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
		lineEnd := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		var out strings.Builder
		out.WriteString(rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark"))
		for _, row := range rows {
			cells := make([]string, len(row))
			for i, from := range order {
				cells[i] = `"` + strings.ReplaceAll(row[from], `"`, `""`) + `"`
			}
			out.WriteString(strings.Join(cells, separator) + separator + lineEnd)
		}
		require.Equal(t, want, readAll(t, strings.NewReader(out.String())))
	})
}

// No cell that is written starts as a formula does.
func TestNoCellRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := claims.Draw(t, "claim")
		var b bytes.Buffer
		require.NoError(t, exchange.WriteCSV(&b, slices.Values([]border.Claim{c})))
		for _, cell := range exchange.ParseRows(b.Bytes())[1] {
			if cell == "" {
				continue
			}
			require.NotContains(t, "\t\r\n", cell[:1], "cell %q", cell)
			first := []rune(strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }) + "x")[0]
			require.NotContains(t, "=+-@＝＋－＠", string(first), "cell %q", cell)
		}
	})
}
