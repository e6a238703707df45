package clustertest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// startThree starts three servers, and followers with archives, one connected to
// each server first.
func startThree(t *testing.T, config jetstream.Config) (*cluster, []replica) {
	t.Helper()
	c := newCluster(t, 3)
	c.start()
	return c, followThree(t, c, config)
}

func followThree(t *testing.T, c *cluster, config jetstream.Config) []replica {
	t.Helper()
	var followers []replica
	for i := range 3 {
		config.Name = fmt.Sprintf("f%d", i+1)
		followers = append(followers, follow(t, c.connect(), config, c.dir))
	}
	return followers
}

// Random members are killed under load, now and then all of them. Nothing that was
// acknowledged is lost, nothing is there twice, and all followers end equal.
func TestKills(t *testing.T) {
	kills := count(4, 50)
	config := jetstream.Config{CheckpointEvery: 500}
	c, followers := startThree(t, config)
	w := startLoad(t, func() natsjs.JetStream { return c.connect() }, config, 4, 20, 5*time.Millisecond)
	w.awaitBatch()
	random := rand.New(rand.NewPCG(9, 9))
	var slowest time.Duration
	for n := 0; n < kills; {
		victims := []*member{c.members[random.IntN(3)]}
		if n%8 == 3 {
			victims = c.members
		}
		for _, m := range victims {
			m.kill()
			n++
		}
		time.Sleep(time.Duration(random.IntN(700)) * time.Millisecond)
		c.start()
		slowest = max(slowest, w.awaitBatch())
	}
	w.finish(open(t, c.connect(), config), followers...)
	t.Logf("%d kills: %d acknowledged, 0 lost, 0 twice; acknowledged again after at most %v; the longest time without an acknowledgement %v",
		kills, len(w.acked), slowest.Round(time.Millisecond), w.longest.Round(time.Millisecond))
	requireSoon(t, slowest)
}
