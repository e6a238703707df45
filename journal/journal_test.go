package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// newRegistry returns a registry of the embedded crossings, without claims.
func newRegistry(t testing.TB) *border.Registry {
	t.Helper()
	reg, err := embeddedRegistry()
	require.NoError(t, err)
	return reg
}

func embeddedRegistry() (*border.Registry, error) {
	embedded, err := border.Default()
	if err != nil {
		return nil, err
	}
	crossings, parties := slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
	return border.New(crossings, parties)
}

// claim returns the n-th of claims that all differ.
func claim(n int) border.Claim {
	return border.Claim{
		Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: "closed",
		When: edtf.MustParse("2014-06-15"), Modality: border.Reported,
		Source: border.Source{Name: "a newspaper", Via: []string{"an agency"}, URL: "https://example.org/gate"},
		Note:   fmt.Sprint("report ", n),
	}
}

func TestJournalKeepsClaims(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	reg := newRegistry(t)
	j, err := Open(name, reg, Options{})
	require.NoError(t, err)
	require.Equal(t, Recovery{}, j.Recovery())
	ids, err := j.Add(claim(1), claim(2))
	require.NoError(t, err)
	require.Len(t, ids, 2)
	_, err = j.Add(claim(3))
	require.NoError(t, err)
	_, err = j.Add(claim(1)) // is there already
	require.NoError(t, err)
	require.NoError(t, j.Close())

	again := newRegistry(t)
	j, err = Open(name, again, Options{})
	require.NoError(t, err)
	require.Equal(t, Recovery{Claims: 3}, j.Recovery())
	require.NoError(t, j.Close())
	want, err := reg.Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	got, err := again.Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	require.Equal(t, want, got)
	require.Equal(t, ids[0], got[0].ID)
}

func TestJournalOfManyWriters(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	reg := newRegistry(t)
	j, err := Open(name, reg, Options{})
	require.NoError(t, err)
	const writers, each = 16, 20
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := range each {
				bad := claim(0)
				bad.Crossing = "nowhere"
				if _, err := j.Add(claim(w*each+n), bad); err == nil {
					t.Error("a claim about nowhere was taken")
				}
				if _, err := j.Add(claim(w*each + n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	require.NoError(t, j.Close())
	require.Equal(t, writers*each, reg.Len())
	again := newRegistry(t)
	j, err = Open(name, again, Options{})
	require.NoError(t, err)
	require.Equal(t, writers*each, again.Len())
	require.NoError(t, j.Close())
}

func TestJournalIsLocked(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	for range 100 {
		_, err := Open(name, newRegistry(t), Options{})
		require.ErrorIs(t, err, ErrLocked)
	}
	require.NoError(t, j.Close())
	j, err = Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
}

func TestJournalReadsWell(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, `{"border":1,"holds":"claims","crc":"2ac3fe1d"}`+"\n", string(text))
}
