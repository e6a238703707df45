package prose_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/dataset.tsv anew")

// TestDataset puts the dates that the dataset enters beside what Suggest makes of
// the words of the quotes, as written on the day of the report. With -update it
// writes the table, whose differences testdata/README.md explains.
func TestDataset(t *testing.T) {
	f, err := os.Open("../../data/claims.jsonl")
	require.NoError(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var table strings.Builder
	table.WriteString("verdict\twhen\treported\tmodality\tsuggested\tquote\tid\n")
	counts := map[string]int{}
	for lines.Scan() {
		var c struct{ ID, When, Reported, Modality, Quote string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		var said edtf.Date
		require.NoError(t, said.UnmarshalText([]byte(c.Reported)))
		anchor, _ := said.Latest()
		list := prose.Suggest(c.Quote, anchor, "")
		verdict := compare(t, c.When, list)
		counts[verdict]++
		if verdict == "nothing" {
			continue
		}
		var texts []string
		for _, s := range list {
			requireTrue(t, c.Quote, s)
			texts = append(texts, s.EDTF)
		}
		fmt.Fprintf(&table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", verdict, c.When, c.Reported, c.Modality, strings.Join(texts, " "), c.Quote, c.ID)
	}
	require.NoError(t, lines.Err())
	t.Log(counts)
	require.Greater(t, counts["same"]+counts["meets"], 4*counts["apart"], "most of what quotes say is near what editors entered")
	if *update {
		require.NoError(t, os.WriteFile("testdata/dataset.tsv", []byte(table.String()), 0o644))
	}
}

// compare says how the suggestions stand to what was entered: "nothing" if there
// is none, "same" if one has its bounds and kind, "meets" if one shares a day
// with it, else "apart".
func compare(t testing.TB, when string, list []prose.Suggestion) string {
	if len(list) == 0 || when == "" {
		return "nothing"
	}
	verdict := "apart"
	for _, s := range list {
		switch relation := edtf.Relate(edtf.MustParse(when), edtf.MustParse(s.EDTF)); {
		case meant(t, when) == meant(t, s.EDTF):
			return "same"
		case relation&edtf.Equal != 0:
			verdict = "meets"
		}
	}
	return verdict
}
