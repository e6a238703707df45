package border_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// TestInputs asks small files of claims about Al-Tanf, as an area specialist wrote them, for the
// answers that he held right: of the days of testdata/inputs/answers.tsv.
func TestInputs(t *testing.T) {
	data, err := os.ReadFile("testdata/inputs/answers.tsv")
	require.NoError(t, err)
	asked := map[string]bool{}
	for i, row := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		cells := strings.Split(row, "\t")
		require.Len(t, cells, 8)
		if i == 0 {
			continue
		}
		file, track, on := cells[0], cells[1], cells[2]
		asked[file+".jsonl"] = true
		t.Run(file+" "+on, func(t *testing.T) {
			reg := emptyRegistry(t)
			f, err := os.Open(filepath.Join("testdata/inputs", file+".jsonl"))
			require.NoError(t, err)
			defer f.Close()
			err = reg.Load(border.ReadClaims(f, file))
			require.NoError(t, err)
			day, err := border.ParseDay(on)
			require.NoError(t, err)
			s, err := reg.At(border.AlTanfAlWaleed, day)
			require.NoError(t, err)
			got := map[string]func() readAnswer{
				"syria.control": func() readAnswer { return readFinding(s.Syria.Control) },
				"syria.status":  func() readAnswer { return readFinding(s.Syria.Status) },
				"iraq.control":  func() readAnswer { return readFinding(s.Iraq.Control) },
				"iraq.status":   func() readAnswer { return readFinding(s.Iraq.Status) },
			}[track]()
			how := "open"
			if got.Certain {
				how = "certain"
			} else if got.Disputed {
				how = "disputed"
			}
			since := fmt.Sprint(got.Earliest, "..", got.Latest)
			require.Equal(t, cells[3:], []string{got.Value, how, strings.Join(got.Possible, ", "), since, got.Attested.String()})
		})
	}
	files, err := filepath.Glob("testdata/inputs/*.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		require.True(t, asked[filepath.Base(file)], file)
	}
}
