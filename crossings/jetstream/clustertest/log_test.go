package clustertest

import (
	"context"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func TestAppendAndFollow(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a", CheckpointEvery: 100}
	a := follow(t, c.connect(), config, c.dir)
	l := open(t, c.connect(), config)
	last, err := l.Append(t.Context(), claims("w", 0, 1000)...)
	require.NoError(t, err)
	awaitCurrent(t, a, last)
	require.Equal(t, 1000, a.registry.Len())

	want := newRegistry(t)
	_, err = want.Add(claims("w", 0, 1000)...)
	require.NoError(t, err)
	require.Equal(t, want.Digest(), a.registry.Digest())
	require.Equal(t, jetstream.SumOf(want), a.Status().Sum)

	config.Name = "b"
	b := follow(t, c.connect(), config, c.dir)
	awaitCurrent(t, b, last)
	require.Equal(t, want.Digest(), b.registry.Digest())
}

func TestFollowFromArchive(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a", CheckpointEvery: 100}
	l := open(t, c.connect(), config)
	last, err := l.Append(t.Context(), claims("w", 0, 500)...)
	require.NoError(t, err)
	a := follow(t, c.connect(), config, c.dir)
	awaitCurrent(t, a, last)
	want := a.registry.Digest()
	require.NoError(t, a.Close())

	a = follow(t, c.connect(), config, c.dir)
	require.Equal(t, want, a.registry.Digest(), "the archive alone has all claims")
	last, err = l.Append(t.Context(), claims("w", 500, 500)...)
	require.NoError(t, err)
	awaitCurrent(t, a, last)
	require.Equal(t, 1000, a.registry.Len())
	require.Equal(t, jetstream.SumOf(a.registry), a.Status().Sum)
}

// A server that runs alone refuses a log of three copies for ever: whoever opens that is told at once.
func TestOneServerAlone(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err := jetstream.Open(ctx, c.connect(), jetstream.Config{})
	require.EqualError(t, err, `log "border": this NATS server runs alone and keeps one copy of a log, where 3 are wanted; `+
		"start it as one of a cluster of three, as docs/cluster.md shows: nats: API error: code=500 err_code=10074 description=replicas > 1 not supported in non-clustered mode")
	require.NoError(t, ctx.Err())
}

func TestAppendAfter(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	l := open(t, c.connect(), jetstream.Config{Replicas: 1})
	last, err := l.AppendAfter(t.Context(), 0, claims("w", 0, 3)...)
	require.NoError(t, err)
	require.EqualValues(t, 3, last)
	_, err = l.AppendAfter(t.Context(), 2, claim("w", 3))
	require.ErrorIs(t, err, jetstream.ErrMoved)
	require.EqualError(t, err, `claim `+claim("w", 3).ContentID().String()+`: after sequence 2: the log has moved on; fold what is new and decide again`)
	last, err = l.AppendAfter(t.Context(), 3, claim("w", 3))
	require.NoError(t, err)
	require.EqualValues(t, 4, last)
}

func TestAppendTwice(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a"}
	l := open(t, c.connect(), config)
	first := claim("w", 0)
	last, err := l.Append(t.Context(), first)
	require.NoError(t, err)
	again, err := l.Append(t.Context(), first)
	require.NoError(t, err)
	require.Equal(t, last, again, "the same claim has the same place")

	earlier := first
	earlier.Recorded = time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	_, err = l.Append(t.Context(), earlier)
	require.NoError(t, err)

	other := claim("w", 1)
	other.ID = first.ContentID()
	_, err = l.Append(t.Context(), other)
	require.ErrorIs(t, err, border.ErrTwoContents, "an acknowledgement would be a lie")

	a := follow(t, c.connect(), config, "")
	awaitCurrent(t, a, 2)
	list, err := a.registry.Claims(first.Crossing)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, earlier.Recorded, list[0].Recorded, "of two times the earlier holds")
}

// Of claims that are appended together some are there already, one was recorded
// earlier than that, and one has the id of another: each gets what it would get by
// itself.
func TestAppendSomeAgain(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a"}
	l := open(t, c.connect(), config)
	_, err := l.Append(t.Context(), claims("w", 0, 1000)...)
	require.NoError(t, err)

	list := claims("w", 500, 1000)
	list[0].Recorded = time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	list[1].ID = list[1].ContentID()
	list[1].Note = "another content"
	last, err := l.Append(t.Context(), list...)
	require.ErrorIs(t, err, border.ErrTwoContents)
	var failed *jetstream.AppendError
	require.ErrorAs(t, err, &failed)
	require.Equal(t, []uuid.UUID{list[1].ID}, failed.Claims)
	require.EqualValues(t, 1501, last, "500 are new, and one has an earlier time")

	a := follow(t, c.connect(), config, "")
	awaitCurrent(t, a, last)
	require.Equal(t, 1500, a.registry.Len())
	require.Empty(t, a.Status().Aside)
}

func TestAppendUnknown(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	js := c.connect()
	l := open(t, js, jetstream.Config{Replicas: 1})
	c.members[0].kill()
	require.Eventually(t, func() bool { return !js.Conn().IsConnected() }, patience, 5*time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := l.Append(ctx, claims("w", 0, 2)...)
	require.ErrorIs(t, err, jetstream.ErrUnknown)
	require.ErrorContains(t, err, "2 claims, the first "+claim("w", 0).ContentID().String()+": not known to be in the log; append them again, none is added twice")
	require.ErrorContains(t, err, "not connected to any server")

	c.start()
	last, err := l.Append(t.Context(), claims("w", 0, 2)...)
	require.NoError(t, err)
	require.LessOrEqual(t, last, uint64(2))
}
