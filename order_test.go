package border_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
)

// A recording is what clients asked at the same time and were answered, with when each began and ended.
type recording struct {
	clock  atomic.Int64
	mu     sync.Mutex
	adds   []recordedAdd
	reads  []recordedRead
	claims []border.Claim
	places map[uuid.UUID]int // of claims
}

// A recordedAdd is a batch that was acknowledged.
type recordedAdd struct {
	begin, end int64
	batch      []int // places of its claims
}

// A recordedRead is a view: the claims that it had, and what it answered.
type recordedRead struct {
	begin, end int64
	client     int
	seen       []bool // by place
	size       int
	code       string
	day, known border.Day
	answer     string
}

// newRecording draws n claims about one crossing, of which some take back or deny that which the same of
// the clients adds before.
func newRecording(random *rand.Rand, n, clients int) *recording {
	r := &recording{places: map[uuid.UUID]int{}}
	start := border.Date(2014, time.January, 1)
	for i := range n {
		day := start.AddDays(random.IntN(60))
		c := border.StatusClaim(border.AlTanfAlWaleed, border.Side(1+random.IntN(2)), border.Status(1+random.IntN(5)), edtf.DateFromDay(day), border.Source{Name: fmt.Sprintf("source %d", i)})
		if random.IntN(2) == 0 {
			c = border.ControlClaim(border.AlTanfAlWaleed, c.Side, []border.Party{border.IslamicState, border.IraqiGovernment, border.SyrianGovernment}[random.IntN(3)], c.When, c.Source)
		}
		if random.IntN(3) == 0 {
			c = border.Sighting(c)
		}
		switch before := i - clients; {
		case before >= 0 && random.IntN(6) == 0:
			c = border.Retraction(r.claims[before], c.Source)
		case before >= 0 && random.IntN(6) == 0:
			c = border.Denial(r.claims[before], c.Source)
		}
		c.Reported, c.Recorded = edtf.DateFromDay(day), time.Date(2026, 1, 1, 0, 0, random.IntN(n), 0, time.UTC)
		c.ID = c.ContentID()
		r.places[c.ID] = i
		r.claims = append(r.claims, c)
	}
	return r
}

// add has a client add its claims, some at a time.
func (r *recording) add(client, clients int, random *rand.Rand, add func(...border.Claim) ([]uuid.UUID, error)) error {
	var own []int
	for i := client; i < len(r.claims); i += clients {
		own = append(own, i)
	}
	for len(own) > 0 {
		n := min(1+random.IntN(3), len(own))
		batch := make([]border.Claim, n)
		for i, place := range own[:n] {
			batch[i] = r.claims[place]
		}
		begin := r.clock.Add(1)
		if _, err := add(batch...); err != nil {
			return err
		}
		r.mu.Lock()
		r.adds = append(r.adds, recordedAdd{begin, r.clock.Add(1), own[:n]})
		r.mu.Unlock()
		own = own[n:]
	}
	return nil
}

// read has a client take views and ask them.
func (r *recording) read(client int, random *rand.Rand, reg *border.Registry, times int) error {
	for range times {
		read := recordedRead{client: client, begin: r.clock.Add(1), seen: make([]bool, len(r.claims)), code: border.AlTanfAlWaleed, day: border.Date(2014, time.January, 1).AddDays(random.IntN(70))}
		v := reg.View()
		if random.IntN(2) == 0 {
			read.known = read.day.AddDays(-random.IntN(20))
		}
		for c := range v.All() {
			if place, ok := r.places[c.ID]; ok && !read.seen[place] {
				read.seen[place] = true
				read.size++
			}
		}
		answer, err := stateAndHistory(v, &read)
		if err != nil {
			return err
		}
		read.answer, read.end = answer, r.clock.Add(1)
		r.mu.Lock()
		r.reads = append(r.reads, read)
		r.mu.Unlock()
	}
	return nil
}

// stateAndHistory returns what a view answers to a read: the state and the history, as JSON.
func stateAndHistory(v border.View, read *recordedRead) (string, error) {
	v = v.KnownBy(read.known)
	state, err := v.At(read.code, read.day)
	if err != nil {
		return "", err
	}
	answer := []any{state}
	for s, err := range v.History(read.code) {
		if err != nil {
			return "", err
		}
		answer = append(answer, s)
	}
	text, err := json.Marshal(answer)
	return string(text), err
}

// check proves that there is one order of the batches, in which each that was acknowledged stands before
// what began later, such that each read answers what a registry answers that has those up to some place.
func (r *recording) check(t *testing.T, empty func() *border.Registry) {
	reads := slices.Clone(r.reads)
	slices.SortStableFunc(reads, func(x, y recordedRead) int { return x.size - y.size })
	answers := map[string]string{}
	for i, read := range reads {
		for place, seen := range read.seen {
			require.False(t, i > 0 && reads[i-1].seen[place] && !seen, "two reads are of no one order")
		}
		for _, add := range r.adds {
			seen := 0
			for _, place := range add.batch {
				if read.seen[place] {
					seen++
				}
			}
			require.Contains(t, []int{0, len(add.batch)}, seen, "a batch was seen in part")
			require.False(t, add.end < read.begin && seen == 0, "what was acknowledged was not seen")
			require.False(t, read.end < add.begin && seen > 0, "what was not begun was seen")
		}
		for _, other := range reads[i+1:] {
			require.False(t, other.end < read.begin && other.size > read.size, "a later read saw less")
		}
		key := fmt.Sprint(read.seen, read.day, read.known)
		if _, ok := answers[key]; !ok {
			reg := empty()
			for place, seen := range read.seen {
				if seen {
					_, err := reg.Add(r.claims[place])
					require.NoError(t, err)
				}
			}
			answer, err := stateAndHistory(reg.View(), &read)
			require.NoError(t, err)
			answers[key] = answer
		}
		require.Equal(t, answers[key], read.answer)
	}
}

// TestAnswersAreOfOneOrder: clients add and ask at the same time, of a registry and of a journal that is
// opened again between; each answer is that of some one order of what was acknowledged.
func TestAnswersAreOfOneOrder(t *testing.T) {
	histories, writers, readers := 9, 3, 3
	if os.Getenv("BORDER_LONG") != "" {
		histories = 2_000
	}
	dataset, err := border.Default()
	require.NoError(t, err)
	crossings, parties := slices.Collect(dataset.Crossings()), slices.Collect(dataset.Parties())
	empty := func() *border.Registry {
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		return reg
	}
	adds, reads := 0, 0
	for seed := range histories {
		random := rand.New(rand.NewPCG(7, uint64(seed)))
		r := newRecording(random, 42, 2*writers)
		reg, name := empty(), filepath.Join(t.TempDir(), "claims.jsonl")
		add := reg.Add
		var j *journal.Journal
		open := func() {
			var err error
			reg = empty()
			j, err = journal.Open(name, reg, journal.Options{})
			require.NoError(t, err)
			add = j.Add
		}
		if seed%3 == 0 {
			open()
		}
		run := func(from, to int) {
			var work sync.WaitGroup
			errs := make(chan error, writers+readers)
			for client := from; client < to; client++ {
				own := rand.New(rand.NewPCG(uint64(seed), uint64(client)))
				work.Go(func() { errs <- r.add(client, 2*writers, own, add) })
			}
			for client := range readers {
				own := rand.New(rand.NewPCG(uint64(seed), uint64(100+client)))
				work.Go(func() { errs <- r.read(client, own, reg, 12) })
			}
			work.Wait()
			close(errs)
			for err := range errs {
				require.NoError(t, err)
			}
		}
		run(0, writers)
		if j != nil {
			require.NoError(t, j.Close())
			open()
		}
		run(writers, 2*writers)
		if j != nil {
			require.NoError(t, j.Close())
		}
		r.check(t, empty)
		adds, reads = adds+len(r.adds), reads+len(r.reads)
	}
	t.Logf("%d histories of %d batches and %d reads: each of one order", histories, adds, reads)
}
