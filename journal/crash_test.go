package journal

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// long says that tests shall run as often as before a release.
var long = os.Getenv("BORDER_LONG") != ""

// often returns the one or the other number: of what is done once in so many times,
// in a quick run and before a release.
func often(quick, before int) int {
	if long {
		return before
	}
	return quick
}

const memName = "claims.jsonl"

// A world makes registries quickly.
type world struct {
	crossings []border.Crossing
	parties   []border.PartyInfo
}

func newWorld(t testing.TB) world {
	t.Helper()
	embedded, err := border.Default()
	require.NoError(t, err)
	crossings, parties := slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
	return world{crossings, parties}
}

func (w world) registry(t testing.TB) *border.Registry {
	t.Helper()
	reg, err := border.New(w.crossings, w.parties)
	require.NoError(t, err)
	return reg
}

// idsIn returns the ids of the claims in a journal, by line.
func idsIn(d disk, name string) (ids []uuid.UUID, err error) {
	for l, err := range readFile(d, name) {
		if err != nil {
			return ids, err
		}
		ids = append(ids, l.Claim.ID)
	}
	return ids, nil
}

// A run is one in which claims are sent to a journal, batch by batch.
type run struct {
	disk  *memDisk
	sent  []uuid.UUID
	acked int
}

// batches are how many claims each batch has: 60 together.
var batches = []int{1, 7, 3, 9, 1, 5, 8, 2, 6, 11, 4, 3}

// send sends all batches to a new journal.
func (r *run) send(w world, t testing.TB) error {
	j, err := open(r.disk, memName, w.registry(t), Options{})
	if err != nil {
		return err
	}
	for i, n := range batches {
		if i%3 == 2 {
			j.tend() // as after half a second
		}
		var batch []border.Claim
		for range n {
			c := claim(len(r.sent))
			r.sent = append(r.sent, c.ContentID())
			batch = append(batch, c)
		}
		if _, err := j.Add(batch...); err != nil {
			j.Close()
			return err
		}
		r.acked = len(r.sent)
	}
	return j.Close()
}

// recovered opens what a crash has left, checks what the journal promises,
// and leaves the files as they are then.
func (r *run) recovered(w world, t testing.TB, d *memDisk) (Recovery, error) {
	var none Recovery
	read, err := idsIn(d, memName)
	if _, torn := errors.AsType[*TornError](err); err != nil && !torn && !errors.Is(err, os.ErrNotExist) {
		return none, fmt.Errorf("reading: %w", err)
	}
	reg := w.registry(t)
	j, err := open(d, memName, reg, Options{})
	if err != nil {
		return none, fmt.Errorf("opening: %w", err)
	}
	got, err := idsIn(d, memName)
	switch {
	case err != nil:
		return none, fmt.Errorf("reading after opening: %w", err)
	case len(got) < r.acked:
		return none, fmt.Errorf("%d claims are left of %d acknowledged", len(got), r.acked)
	case len(got) > len(r.sent) || len(got) != reg.Len() || len(got) != j.Recovery().Claims || len(read) != len(got):
		return none, fmt.Errorf("%d claims in the journal, %d in the registry, %d told, %d read before, of %d sent", len(got), reg.Len(), j.Recovery().Claims, len(read), len(r.sent))
	}
	for i, id := range got {
		if id != r.sent[i] {
			return none, fmt.Errorf("claim %d is not the one that was sent", i)
		}
	}
	return j.Recovery(), j.Close()
}

// Whatever a power cut leaves of a run, at whatever moment, opening it loses
// nothing that was acknowledged, refuses nothing, and finds the beginning of what
// was sent.
func TestCrashAtAnyMoment(t *testing.T) { synctest.Test(t, testCrashAtAnyMoment) }

func testCrashAtAnyMoment(t *testing.T) {
	w := newWorld(t)
	r := run{disk: newMemDisk()}
	states, torn := 0, 0
	every := often(23, 1)
	r.disk.fault = func(op string, _ int) (int, error) {
		if op != "sync" && op != "syncDir" && op != "close" {
			return 0, nil
		}
		for files := range r.disk.crashes {
			if states++; states%every != 0 {
				continue
			}
			d := memDiskOf(files)
			recovery, err := r.recovered(w, t, d)
			if err != nil {
				t.Fatalf("state %d, before %s, %d of %d acknowledged: %v\n%q", states, op, r.acked, len(r.sent), err, files[memName])
			}
			if recovery.Torn != nil {
				torn++
				require.Equal(t, files[memName][recovery.Torn.Offset:], d.names[recovery.Kept].now, "what was cut off is kept")
			}
			require.Zero(t, d.inUse, "files left open")
		}
		return 0, nil
	}
	require.NoError(t, r.send(w, t))
	require.Len(t, r.sent, 60)
	require.Greater(t, states, 20_000)
	t.Logf("%d crash states, one in %d opened, a torn tail in %d", states, every, torn)
}
