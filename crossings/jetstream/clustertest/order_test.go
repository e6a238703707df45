package clustertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/stretchr/testify/require"
)

// Writers add to a log on three servers and readers ask three followers, one at each server, while servers are killed,
// stopped and cut off, and followers are closed and start anew: each answer is that of some one order of what was
// acknowledged.
func TestLogAnswersAreOfOneOrder(t *testing.T) {
	if why := noSplit(); why == "" && os.Getenv(insideVariable) == "" {
		runInside(t)
		return
	} else if why != "" && os.Getenv(insideVariable) == "" {
		fmt.Printf("SKIPPED: no server is cut off, because %s\n", why)
	}
	runs := count(1, 20)
	var total orderCounts
	for seed := range runs {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { total.add(runOrder(t, uint64(seed))) })
	}
	t.Logf("%d histories: %d batches, %d reads, of which %d of a current follower, %d followers started anew; %d kills, %d stops, %d cuts: each of one order",
		runs, total.batches, total.asked, total.current, total.anew, total.kills, total.stops, total.cuts)
}

// Counts of what was done.
type orderCounts struct{ batches, asked, current, anew, kills, stops, cuts int }

func (c *orderCounts) add(o orderCounts) {
	c.batches, c.asked, c.current, c.anew = c.batches+o.batches, c.asked+o.asked, c.current+o.current, c.anew+o.anew
	c.kills, c.stops, c.cuts = c.kills+o.kills, c.stops+o.stops, c.cuts+o.cuts
}

// An orderRun is one history.
type orderRun struct {
	orderCounts
	*recording
	t         *testing.T
	cluster   *cluster
	split     *splitCluster // nil: nothing can be cut
	config    jetstream.Config
	random    *rand.Rand
	mu        sync.Mutex // held to use or to replace followers
	followers []replica
}

const orderWriters = 3

func runOrder(t *testing.T, seed uint64) orderCounts {
	o := &orderRun{t: t, random: rand.New(rand.NewPCG(seed, 6)), config: jetstream.Config{CheckpointEvery: 50, Poll: 200 * time.Millisecond}}
	o.recording = newRecording(o.random, 45, orderWriters)
	if os.Getenv(insideVariable) != "" {
		split := newSplitCluster(t)
		o.split, o.cluster = &split, split.cluster
	} else {
		o.cluster = newCluster(t, 3)
		o.cluster.start()
	}
	for i := range 3 {
		o.followers = append(o.followers, o.follow(i))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	var writing, reading sync.WaitGroup
	for writer := range orderWriters {
		l, own := open(t, connectTo(t, o.cluster.url()), o.config), rand.New(rand.NewPCG(seed, uint64(10+writer)))
		writing.Go(func() { o.write(ctx, l, writer, own) })
	}
	until, stop := context.WithCancel(ctx)
	defer stop()
	for i := range 3 {
		own := rand.New(rand.NewPCG(seed, uint64(20+i)))
		reading.Go(func() {
			for until.Err() == nil {
				o.mu.Lock()
				f := o.followers[i]
				o.recording.read(t, i, f, own)
				o.mu.Unlock()
				time.Sleep(drawn(own, 60*time.Millisecond))
			}
		})
	}
	for range count(2, 5) {
		o.trouble()
		o.restart(o.random.IntN(3))
	}
	writing.Wait()
	require.NoError(t, ctx.Err(), "not all was acknowledged in time")
	stop()
	reading.Wait()
	o.finish()
	require.Empty(t, o.recording.wrong(func() *border.Registry { return newRegistry(t) }))
	o.batches, o.asked = len(o.adds), len(o.reads)
	for _, read := range o.reads {
		if read.isCurrent {
			o.current++
		}
	}
	return o.orderCounts
}

// follow starts a follower, which asks one server where each has a network of its own.
func (o *orderRun) follow(i int) replica {
	o.t.Helper()
	url := o.cluster.url()
	if o.split != nil {
		url = o.cluster.members[i].url()
	}
	config := o.config
	config.Name = fmt.Sprintf("f%d", i+1)
	return follow(o.t, connectTo(o.t, url), config, o.cluster.dir)
}

// write adds the claims of a writer, some at a time; what is not acknowledged it sends again.
func (o *orderRun) write(ctx context.Context, l *jetstream.Log, writer int, random *rand.Rand) {
	var own []int
	for i := writer; i < len(o.claims); i += orderWriters {
		own = append(own, i)
	}
	for len(own) > 0 && ctx.Err() == nil {
		n := min(1+random.IntN(3), len(own))
		batch := make([]border.Claim, n)
		for i, place := range own[:n] {
			batch[i] = o.claims[place]
		}
		add := recordedAdd{begin: o.now(), batch: own[:n]}
		for {
			once, cancel := context.WithTimeout(ctx, 3*time.Second)
			_, err := l.Append(once, batch...)
			cancel()
			if err == nil {
				break
			}
			if ctx.Err() != nil {
				return
			}
		}
		add.end = o.now()
		o.recording.mu.Lock()
		o.adds = append(o.adds, add)
		o.recording.mu.Unlock()
		own = own[n:]
		time.Sleep(drawn(random, 400*time.Millisecond))
	}
}

// trouble kills, stops or cuts off a server, and puts that right after a while.
func (o *orderRun) trouble() {
	i, during := o.random.IntN(3), 200*time.Millisecond+drawn(o.random, 2*time.Second)
	m := o.cluster.members[i]
	kinds := 3
	if o.split == nil {
		kinds = 2
	}
	switch o.random.IntN(kinds) {
	case 0:
		o.kills++
		m.kill()
		time.Sleep(during)
		o.cluster.start()
	case 1:
		o.stops++
		require.NoError(o.t, m.process.Process.Signal(syscall.SIGSTOP))
		time.Sleep(during)
		require.NoError(o.t, m.process.Process.Signal(syscall.SIGCONT))
	case 2:
		o.cuts++
		o.split.cut(i)
		time.Sleep(during)
		o.split.mend(i)
	}
}

// drawn draws a time below d.
func drawn(random *rand.Rand, d time.Duration) time.Duration {
	return time.Duration(random.Int64N(int64(d)))
}

// restart closes a follower, which starts anew from its archive.
func (o *orderRun) restart(i int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.anew++
	require.NoError(o.t, o.followers[i].Close())
	o.noteOrder(o.t, o.followers[i])
	o.followers[i] = o.follow(i)
}

// finish waits until all followers have all, and notes in which order.
func (o *orderRun) finish() {
	head, err := open(o.t, connectTo(o.t, o.cluster.url()), o.config).Head(o.t.Context())
	require.NoError(o.t, err)
	for i, f := range o.followers {
		awaitCurrent(o.t, f, head.Sequence)
		o.recording.read(o.t, i, f, o.random)
		o.noteOrder(o.t, f)
		require.Equal(o.t, o.followers[0].registry.Digest(), f.registry.Digest())
	}
}
