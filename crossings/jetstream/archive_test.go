package jetstream

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

var testCreated = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// archiveOf opens the archive in dir with a fold on it.
func archiveOf(t *testing.T, dir string) (*archive, *fold) {
	t.Helper()
	reg := testRegistry(t)
	a, err := openArchive(dir, "BORDER", testCreated, reg)
	require.NoError(t, err)
	f := testFold(reg)
	f.archive, f.load = a, a.journal.Load
	f.last, f.lastSum = a.last()
	return a, f
}

func noAside(uint64) (entry, bool) { return entry{}, false }

// Whatever end of either file a power cut takes, the archive opens, and folding on
// from where it says it is gives the same registry.
func TestArchiveCutShort(t *testing.T) {
	dir := t.TempDir()
	var claims []border.Claim
	for i := range 12 {
		claims = append(claims, testClaim(i%9)) // the last three come twice
	}
	log := entriesOf(claims)
	a, f := archiveOf(t, dir)
	require.NoError(t, f.entries(log[:5]))
	require.NoError(t, f.entries(log[5:]))
	want := f.registry.Digest()
	require.NoError(t, a.close())

	files := []string{"claims.jsonl", "positions"}
	var whole [2][]byte
	for i, name := range files {
		var err error
		whole[i], err = os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
	}
	for i := range files {
		least := 0
		if files[i] == "claims.jsonl" {
			least = 1
		}
		for n := least; n <= len(whole[i]); n += 61 {
			dir := t.TempDir()
			for j, name := range files {
				b := whole[j]
				if i == j {
					b = b[:n]
				}
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), b, 0o644))
			}
			a, f := archiveOf(t, dir)
			require.NoError(t, f.entries(log[f.last:]), "%s cut at %d", files[i], n)
			require.Equal(t, want, f.registry.Digest(), "%s cut at %d: folded from %d", files[i], n, f.last)
			require.NoError(t, a.close())
		}
	}
}

// A claim that was set aside when the follower ended is read again when it begins
// anew: it may know more crossings then.
func TestArchiveRemembersAside(t *testing.T) {
	dir := t.TempDir()
	second := testClaim(0)
	second.Value = "closed"
	log := entriesOf([]border.Claim{testClaim(0), second, testClaim(3)})
	a, f := archiveOf(t, dir)
	require.NoError(t, f.entries(log))
	require.Len(t, a.entries(1, 3, 1<<20, f.asideEntry), 3, "it can be given to others")
	require.NoError(t, a.close())

	a, f = archiveOf(t, dir)
	require.Equal(t, []uint64{2}, a.aside)
	require.Len(t, a.entries(1, 3, 1<<20, f.asideEntry), 1, "now it is not there, and nor is what comes after")
	require.NoError(t, f.try(log[1]))
	require.Len(t, f.asideList(), 1, "it is refused as before")
	require.NoError(t, f.entries(log[f.last:]))
	require.Len(t, a.entries(1, 3, 1<<20, f.asideEntry), 3)
	two := testClaim(2)
	require.NoError(t, f.entries([]entry{{seq: 4, data: two.AppendJSON(nil)}}))
	require.Equal(t, 3, f.registry.Len())
	require.NoError(t, a.close())
}

// What an archive gives to others folds to the same registry.
func TestArchiveEntries(t *testing.T) {
	var claims []border.Claim
	for i := range 50 {
		claims = append(claims, testClaim(i))
	}
	log := entriesOf(claims)
	log[20] = entry{seq: 21, at: testCreated, checkpoint: true, data: []byte("{}")}
	a, f := archiveOf(t, t.TempDir())
	f.told = func(checkpoint) {}
	require.NoError(t, f.entries(log))
	defer a.close()

	other := testFold(testRegistry(t))
	other.told = func(checkpoint) {}
	for other.last < 50 {
		given := a.entries(other.last+1, 50, 4000, noAside)
		require.NotEmpty(t, given)
		require.NoError(t, other.entries(given))
	}
	require.Equal(t, f.registry.Digest(), other.registry.Digest())
	require.Empty(t, a.entries(51, 60, 4000, noAside))
	require.Empty(t, a.entries(0, 1, 4000, noAside))
}

// A damaged journal is not folded, and not repaired in silence.
func TestArchiveDamaged(t *testing.T) {
	dir := t.TempDir()
	a, f := archiveOf(t, dir)
	require.NoError(t, f.entries(entriesOf([]border.Claim{testClaim(0), testClaim(1)})))
	require.NoError(t, a.close())
	name := filepath.Join(dir, "claims.jsonl")
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	b[len(b)/2] ^= 1
	require.NoError(t, os.WriteFile(name, b, 0o644))
	reg := testRegistry(t)
	_, err = openArchive(dir, "BORDER", testCreated, reg)
	var corrupt *journal.CorruptError
	require.ErrorAs(t, err, &corrupt)
	require.Zero(t, reg.Len())
}

// A claim that another waits for is counted with itself, so that a journal which
// lost it is not taken to have it.
func TestArchiveLosesAClaimThatNamesOthers(t *testing.T) {
	dir := t.TempDir()
	naming := testClaim(1)
	naming.Retracts = []uuid.UUID{testID(0)}
	a, f := archiveOf(t, dir)
	require.NoError(t, f.entries(entriesOf([]border.Claim{testClaim(0)})))
	require.NoError(t, a.close())
	require.NoError(t, os.Remove(filepath.Join(dir, "positions")))

	name := filepath.Join(dir, "claims.jsonl")
	before, err := os.ReadFile(name)
	require.NoError(t, err)
	a, f = archiveOf(t, dir)
	require.NoError(t, f.entries(entriesOf([]border.Claim{naming})))
	require.NoError(t, a.close())
	// What a power cut leaves, before there is a mark of the longer journal.
	dir2 := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir2, "claims.jsonl"), before, 0o644))
	require.NoError(t, os.Rename(filepath.Join(dir, "positions"), filepath.Join(dir2, "positions")))
	dir = dir2
	a, f = archiveOf(t, dir)
	defer a.close()
	require.Zero(t, f.last, "the journal lacks the claim of sequence 1")
	require.Equal(t, 1, f.registry.Len())
}

// What names a claim that comes later can be given to others.
func TestArchiveGivesWhatWaited(t *testing.T) {
	waiting := testClaim(1)
	waiting.Retracts = []uuid.UUID{testID(2)}
	log := entriesOf([]border.Claim{testClaim(0), waiting, testClaim(2)})
	a, f := archiveOf(t, t.TempDir())
	defer a.close()
	require.NoError(t, f.entries(log))
	require.Equal(t, 3, f.registry.Len())
	require.Empty(t, f.asideList())
	require.Len(t, a.entries(1, 3, 1<<20, f.asideEntry), 3)
}

// What was set aside from a batch is not given as the writer's own bytes, which it
// need not be.
func TestArchiveGivesNoFalseChecksum(t *testing.T) {
	second := testClaim(0)
	second.Value = "closed"
	a, f := archiveOf(t, t.TempDir())
	defer a.close()
	log := entriesOf([]border.Claim{testClaim(0), second})
	log[1].data = append([]byte(" "), log[1].data...)
	require.NoError(t, f.entries(log))
	given := a.entries(1, 2, 1<<20, f.asideEntry)
	require.Len(t, given, 2)
	require.Zero(t, given[1].at)
}

// A claim that is larger than an answer should be is given alone.
func TestArchiveGivesALargeClaim(t *testing.T) {
	a, f := archiveOf(t, t.TempDir())
	defer a.close()
	large := testClaim(1)
	large.Note = strings.Repeat("word ", 1000)
	require.NoError(t, f.entries(entriesOf([]border.Claim{testClaim(0), large, testClaim(2)})))
	require.Len(t, a.entries(1, 3, 1000, noAside), 1)
	given := a.entries(2, 3, 1000, noAside)
	require.Len(t, given, 1)
	require.Equal(t, large.AppendJSON(nil), given[0].data)
}

// A claim that came again with an earlier time after it had been lent is given with
// that.
func TestArchiveLendsWhatHolds(t *testing.T) {
	a, f := archiveOf(t, t.TempDir())
	defer a.close()
	earlier := testClaim(0)
	earlier.Recorded = earlier.Recorded.Add(-time.Hour)
	log := entriesOf([]border.Claim{testClaim(0), testClaim(1), earlier})
	require.NoError(t, f.entries(log[:2]))
	first := a.entries(1, 1, 4000, noAside)
	require.Equal(t, log[0].data, first[0].data)
	require.Equal(t, log[1].data, a.entries(2, 2, 4000, noAside)[0].data, "from what is lent")
	require.NoError(t, f.entries(log[2:]))

	other := testFold(testRegistry(t))
	require.NoError(t, other.entries(append(first, a.entries(2, 3, 4000, noAside)...)))
	require.Equal(t, f.registry.Digest(), other.registry.Digest())
	a.endLoan()
	require.Len(t, a.entries(1, 3, 4000, noAside), 3)
}
