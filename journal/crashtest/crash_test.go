package crashtest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// times returns how often something is done: more often before a release.
func times(short, long int) int {
	if os.Getenv("BORDER_LONG") != "" {
		return long
	}
	return short
}

func TestMain(m *testing.M) {
	if name := os.Getenv(writerEnv); name != "" {
		write(name)
		return
	}
	if os.Getenv(chaosEnv) != "" {
		writeChaos()
		return
	}
	os.Exit(m.Run())
}

// newRegistry returns a registry of the one crossing that the claims are about. To read the dataset would take most of
// the time of a process that is killed at once.
func newRegistry() (*border.Registry, error) {
	return border.New([]border.Crossing{{
		Code:  border.AlYarubiyahRabia,
		Names: border.Names{English: "Al-Yarubiyah–Rabia"},
		Syria: border.Place{Town: border.Names{English: "Al-Yarubiyah"}, ISO: "SY-HA", PCode: "SY08"},
		Iraq:  border.Place{Town: border.Names{English: "Rabia"}, ISO: "IQ-NI", PCode: "IQG15"},
	}}, nil)
}

// claim returns the n-th claim of a writer in a round.
func claim(round, writer, n int) border.Claim {
	return border.Claim{
		Crossing: border.AlYarubiyahRabia, Side: border.Iraq, Kind: border.KindStatus, Value: "closed",
		When: edtf.MustParse("2014-06"), Modality: border.Reported,
		Source: border.Source{Name: "a customs officer"}, Note: fmt.Sprintf("round %d, writer %d, report %d", round, writer, n),
	}
}

// has reads a journal and returns its claims. It must open without complaint.
func has(t *testing.T, name string) map[uuid.UUID]bool {
	t.Helper()
	reg, err := newRegistry()
	require.NoError(t, err)
	j, err := journal.Open(name, reg, journal.Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
	held := map[uuid.UUID]bool{}
	for l, err := range journal.ReadFile(name) {
		require.NoError(t, err)
		held[l.Claim.ID] = true
	}
	require.Equal(t, reg.Len(), len(held))
	return held
}

func journalIn(dir string) string { return filepath.Join(dir, "claims.jsonl") }
