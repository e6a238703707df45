package clustertest

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/edtf"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// newRegistry returns a registry of the three crossings without claims.
func newRegistry(t testing.TB) *border.Registry {
	t.Helper()
	base, err := border.Default()
	require.NoError(t, err)
	var crossings []border.Crossing
	for c := range base.Crossings() {
		crossings = append(crossings, c)
	}
	var parties []border.PartyInfo
	for p := range base.Parties() {
		parties = append(parties, p)
	}
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	return reg
}

var codes = []string{border.AlBukamalAlQaim, border.AlYarubiyahRabia, border.AlTanfAlWaleed}

// claim returns the claim number n of a writer; no two are equal.
func claim(writer string, n int) border.Claim {
	values := []string{"open", "closed", "restricted"}
	day := border.Date(2014, time.January, 1).AddDays(n % 4000)
	return border.Claim{
		Crossing: codes[n%len(codes)], Side: border.Syria, Kind: border.KindStatus, Value: values[n/3%3],
		When: edtf.MustParse(day.String()), Modality: border.Reported, Reported: edtf.MustParse(day.String()),
		Source: border.Source{Name: "Agency " + writer, URL: fmt.Sprintf("https://example.org/%s/%d", writer, n)},
		Quote:  "The crossing was said to be in this state when the correspondent passed it, according to drivers who waited there.",
	}
}

// claims returns n claims from number from on.
func claims(writer string, from, n int) []border.Claim {
	list := make([]border.Claim, n)
	for i := range list {
		list[i] = claim(writer, from+i)
	}
	return list
}

// open opens the log.
func open(t testing.TB, js natsjs.JetStream, config jetstream.Config) *jetstream.Log {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if config.Poll == 0 {
		config.Poll = 200 * time.Millisecond
	}
	l, err := jetstream.Open(ctx, js, config)
	require.NoError(t, err)
	return l
}

// A replica is a registry that follows the log.
type replica struct {
	*jetstream.Follower
	registry *border.Registry
}

// follow opens the log and follows it, with an archive in dir unless that is "".
func follow(t testing.TB, js natsjs.JetStream, config jetstream.Config, dir string) replica {
	t.Helper()
	if dir != "" {
		config.Archive = filepath.Join(dir, "archive-"+config.Name)
	}
	reg := newRegistry(t)
	f, err := open(t, js, config).Follow(context.WithoutCancel(t.Context()), reg)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return replica{f, reg}
}

// awaitCurrent waits until a follower is current and has folded a sequence.
func awaitCurrent(t testing.TB, r replica, seq uint64) {
	t.Helper()
	var s jetstream.Status
	require.Eventually(t, func() bool {
		s = r.Status()
		return s.Current && s.Sequence >= seq
	}, patience, 20*time.Millisecond, "follower %s: want sequence %d", r.Status().Name, seq)
}
