package journal

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// The two editions of the dataset that journals are opened beside.
func olderEdition(t *testing.T) *border.Registry {
	t.Helper()
	reg, err := border.Load(os.DirFS("../testdata/editions/2026.11.24"))
	require.NoError(t, err)
	return reg
}

func newerEdition(t *testing.T) *border.Registry {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	return reg
}

// replacedClaim returns a claim of the older edition for which exactly one of the
// newer stands.
func replacedClaim(t *testing.T) (old, now border.Claim) {
	t.Helper()
	older, newer := map[uuid.UUID]border.Claim{}, map[uuid.UUID]border.Claim{}
	for c := range olderEdition(t).All() {
		older[c.ID] = c
	}
	reg := newerEdition(t)
	for c := range reg.All() {
		newer[c.ID] = c
	}
	for r := range reg.Succession() {
		if c, ok := older[r.Old]; ok && len(r.New) == 1 && newer[r.New[0]].ID != uuid.Nil {
			return c, newer[r.New[0]]
		}
	}
	t.Fatal("no claim was replaced by one")
	return old, now
}

func claimsIn(t *testing.T, reg *border.Registry) (ids []uuid.UUID) {
	t.Helper()
	for c := range reg.All() {
		ids = append(ids, c.ID)
	}
	return ids
}

func unresolved(reg *border.Registry) (ids []uuid.UUID) {
	for _, id := range reg.Unresolved() {
		ids = append(ids, id)
	}
	return ids
}

// An upgrade: a claim of the dataset is retracted, another is added, and the journal is
// opened beside the next edition, in which the retracted claim has another id.
func TestJournalOutlivesEdition(t *testing.T) {
	old, now := replacedClaim(t)
	name := filepath.Join(t.TempDir(), "mine.jsonl")
	j, err := Open(name, olderEdition(t), Options{})
	require.NoError(t, err)
	own := claim(1)
	ids, err := j.Add(border.Retraction(old, border.Source{Name: "me"}), own)
	require.NoError(t, err)
	require.NoError(t, j.Close())

	reg := newerEdition(t)
	j, err = Open(name, reg, Options{})
	require.NoError(t, err)
	require.Subset(t, claimsIn(t, reg), ids)
	require.Empty(t, unresolved(reg))
	direct := newerEdition(t)
	_, err = direct.Add(border.Retraction(now, border.Source{Name: "me"}), own)
	require.NoError(t, err)
	require.Empty(t, slices.Collect(border.Diff(direct.View(), reg.View())), "what stands for it is withdrawn")
	require.NotEmpty(t, slices.Collect(border.Diff(newerEdition(t).View(), reg.View())))
	_, err = j.Add(claim(2))
	require.NoError(t, err, "it is written as before")
	require.NoError(t, j.Close())
}

// A colleague's claim is retracted, and then the colleague's file is not given.
func TestJournalWithoutColleagues(t *testing.T) {
	colleague := claim(1)
	name := filepath.Join(t.TempDir(), "mine.jsonl")
	reg := newerEdition(t)
	_, err := reg.Add(colleague)
	require.NoError(t, err)
	j, err := Open(name, reg, Options{})
	require.NoError(t, err)
	ids, err := j.Add(border.Retraction(colleague, border.Source{Name: "me"}), claim(2))
	require.NoError(t, err)
	require.NoError(t, j.Close())

	reg = newerEdition(t)
	j, err = Open(name, reg, Options{})
	require.NoError(t, err)
	require.Subset(t, claimsIn(t, reg), ids)
	require.Equal(t, []uuid.UUID{colleague.ContentID()}, unresolved(reg))
	_, err = j.Add(border.Retraction(claim(3), border.Source{Name: "me"}))
	require.ErrorIs(t, err, border.ErrUnknownClaim, "new ones are refused as ever")
	require.NoError(t, j.Load(asRead([]border.Claim{border.Retraction(claim(3), border.Source{Name: "me"})})), "those of others are kept")
	require.Len(t, unresolved(reg), 2)
	_, err = j.Add(colleague)
	require.NoError(t, err)
	require.Len(t, unresolved(reg), 1)
	require.NoError(t, j.Close())
}

// A claim that only the registry had is in the journal, as the registry has it, once.
func TestJournalHasWhatItWasGiven(t *testing.T) {
	old, _ := replacedClaim(t)
	name := filepath.Join(t.TempDir(), "mine.jsonl")
	j, err := Open(name, olderEdition(t), Options{})
	require.NoError(t, err)
	given := old.Clone()
	given.Recorded = claim(1).Recorded
	for range 2 {
		ids, err := j.Add(given, claim(1), given)
		require.NoError(t, err)
		require.Equal(t, []uuid.UUID{old.ID, claim(1).ContentID(), old.ID}, ids)
	}
	require.NoError(t, j.Close())

	reg := newerEdition(t)
	j, err = Open(name, reg, Options{})
	require.NoError(t, err)
	_, err = j.Add(given) // its lines were read by another
	require.NoError(t, err)
	require.Equal(t, 2, j.now.claims)
	require.NoError(t, j.Close())
	for c := range reg.All() {
		if c.ID == old.ID {
			require.Equal(t, old, c)
			return
		}
	}
	t.Error("the next edition beside the journal lacks it")
}

// TestEarlierWordOfDataset: of a claim that only the registry has and that comes twice, as it is and
// recorded earlier, the journal gets one line, the earlier, and its mark counts that one.
func TestEarlierWordOfDataset(t *testing.T) {
	name := filepath.Join(t.TempDir(), "mine.jsonl")
	first := claim(1)
	first.ID, first.Recorded = first.ContentID(), time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	second := border.Retraction(first, border.Source{Name: "me"})
	second.ID, second.Recorded = second.ContentID(), first.Recorded
	earlier := second.Clone()
	earlier.Recorded = first.Recorded.Add(-time.Hour)
	for _, batch := range [][]border.Claim{{second, earlier}, {earlier, second, first}} {
		reg := newRegistry(t)
		_, err := reg.Add(first, second)
		require.NoError(t, err)
		require.NoError(t, os.RemoveAll(name))
		require.NoError(t, os.RemoveAll(markName(name)))
		j, err := Open(name, reg, Options{})
		require.NoError(t, err)
		_, err = j.Add(batch...)
		require.NoError(t, err)
		require.NoError(t, j.Close())

		lines := map[uuid.UUID][]time.Time{}
		for l, err := range ReadFile(name) {
			require.NoError(t, err)
			lines[l.Claim.ID] = append(lines[l.Claim.ID], l.Claim.Recorded)
		}
		require.Equal(t, []time.Time{earlier.Recorded}, lines[second.ID])
		j, err = Open(name, newRegistry(t), Options{})
		require.NoError(t, err)
		require.Equal(t, Recovery{Claims: len(lines)}, j.Recovery())
		require.NoError(t, j.Close())
	}
}
