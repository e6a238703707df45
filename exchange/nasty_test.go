package exchange_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// nasty returns a registry of claims with texts and dates that programs stumble over, in
// every place where a claim may have them.
func nasty(t *testing.T) *border.Registry {
	full := dataset(t)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	n := 0
	add := func(kind border.Kind, value, text, when, reported string, modality border.Modality) {
		n++
		c := border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Iraq, Kind: kind, Value: value, When: edtf.MustParse(when), Modality: modality, Reported: edtf.MustParse(reported),
			Source: border.Source{Name: "S" + text, Via: []string{"V" + text}, Title: text, URL: "https://example.org/" + text, Archived: "https://example.net/" + text, Lang: "ar"},
			Quote:  text, Note: text, Recorded: time.Date(2026, 1, 1, 0, 0, n, 0, time.UTC)}
		if kind == border.KindControl {
			c.Unit = "U" + text
		}
		_, err := reg.Add(c)
		require.NoError(t, err, "%q %s %s", text, when, reported)
	}
	for _, text := range []string{
		"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\u202etxt.exe\u202c", "\u2066x", "\abell", "\vtab", "\x00", "\ufffe\uffff", "]]>&<b>\"'", "a,b;c\td\r\ne\rf",
		strings.Repeat("W", 5000), "💠 معبر\u200f", "  both  ", "'quoted", `|pipe|\x`, "BEGIN:VEVENT\r\nEND:VCALENDAR", "{{7*7}}", "\u2028sep\u2029", "\u0085", "<script>alert(1)</script>", "%s%n%zz", "https://[", "\u061c",
	} {
		add(border.KindObstacle, "V"+text, text, "2014-06-21", "2014-06-22", border.Reported)
		add(border.KindControl, "sdf", text, "2014-06-21", "2014-06-22", border.Reported)
		add(border.KindStatus, "open", text, "2027-01", "2026-06-22", border.Planned)
	}
	for _, day := range []string{"0001-01-01", "1899-12-31", "9999-12-31", "Y17E3", "Y-17000", "-0044-03-15", "0000", "2014?", "[2014-01-01..2014-02-01]", "2014-38", "19XX"} {
		for _, modality := range []border.Modality{border.Reported, border.Planned} {
			add(border.KindControl, "iraqi-government", "", day, "2014-06-22", modality)
			add(border.KindControl, "sdf", "", "2014", day, modality)
		}
	}
	for _, when := range []string{"2014-05/..", "../2014", "/2014-05", "Y-17E3/Y17E3"} {
		add(border.KindControl, "iraqi-government", "", when, "2014-06-22", border.Reported)
	}
	return reg
}

// Nasty claims, one claim and none keep the rules of every format; in CSV they read back
// whole, and no cell runs.
func TestNastyClaimsAreJudged(t *testing.T) {
	none, err := border.New(slices.Collect(dataset(t).Crossings()), nil)
	require.NoError(t, err)
	for name, v := range map[string]border.View{"nasty": nasty(t).View(), "one": bare(t), "none": none.View()} {
		var b bytes.Buffer
		require.NoError(t, exchange.WriteSTIX(&b, v, v.All()))
		require.Empty(t, brokenSTIX(t, b.Bytes()), name)
		if name != "none" { // MISP has no event without attributes
			require.Empty(t, brokenMISP(mispEvent(t, v)), name)
		}
		for of, write := range map[string]func(io.Writer) error{
			"claims": func(w io.Writer) error { return exchange.WriteHXL(w, v.All()) },
			"states": func(w io.Writer) error { return exchange.WriteStatesHXL(w, v, smallDay) },
		} {
			b.Reset()
			require.NoError(t, write(&b))
			rows, err := csv.NewReader(&b).ReadAll()
			require.NoError(t, err)
			for _, r := range hxlRules {
				if name == "nasty" && strings.HasPrefix(r.rule, "libhxl's schema: what stands under #date") {
					continue // it has no days before year 0 and after 9999
				}
				require.True(t, r.holds(rows[0], rows[1], rows[2:]), "%s, %s: %s", name, of, r.rule)
			}
		}
		for of, write := range map[string]func(io.Writer, border.View) error{acledCodebook: exchange.WriteACLED, ucdpCodebook: exchange.WriteUCDP} {
			b.Reset()
			require.NoError(t, write(&b, v))
			rows, err := csv.NewReader(&b).ReadAll()
			require.NoError(t, err)
			for i, column := range strings.Fields(of) {
				as, kind, _ := strings.Cut(column, ":")
				require.Equal(t, as, rows[0][i])
				for _, row := range rows[1:] {
					require.True(t, row[i] == "" || isOfKind(row[i], kind), "%s: %s: %q", name, as, row[i])
				}
			}
		}
		b.Reset()
		require.NoError(t, exchange.WriteCSV(&b, v.All()))
		text := b.String()
		var read []border.Claim
		for c, err := range (exchange.Reader{}).Claims(strings.NewReader(text)) {
			require.NoError(t, err)
			read = append(read, c)
		}
		require.Equal(t, fmt.Sprint(slices.Collect(v.All())), fmt.Sprint(read), name)
		require.NotRegexp(t, `(?:^|[,\n])"?[=+@]`, text, name)
	}
}
