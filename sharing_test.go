package border_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// spoilClaim writes into everything that a claim points to.
func spoilClaim(c *border.Claim) {
	for i := range c.Source.Via {
		c.Source.Via[i] = "spoilt"
	}
	for _, ids := range [][]uuid.UUID{c.Retracts, c.Denies, c.Repeats} {
		for i := range ids {
			ids[i] = uuid.Max
		}
	}
}

// sharedClaims returns claims with all their lists filled.
func sharedClaims() []border.Claim {
	claims := numbered(1, 4)
	for i := range claims {
		claims[i].Source.Via = []string{"relay"}
		claims[i].Recorded = madeInstants[4]
		claims[i].Reported = edtf.MustParse("2020-01-01")
	}
	claims[1].Repeats = []uuid.UUID{madeID(1)}
	claims[2].Denies = []uuid.UUID{madeID(1)}
	claims[3].Kind, claims[3].Value, claims[3].Retracts = border.KindPassage, "buses", []uuid.UUID{madeID(2)}
	return claims
}

// TestValuesShareNoMemory: what was given to a registry and what was got from it
// may be written to, and the answers stay the same.
func TestValuesShareNoMemory(t *testing.T) {
	reg := emptyRegistry(t)
	claims := sharedClaims()
	want := sharedClaims()
	ids, err := reg.Add(claims...)
	require.NoError(t, err)
	code, day := border.AlBukamalAlQaim, border.Date(2019, time.September, 30)
	state := func() string {
		s, err := reg.At(code, day)
		require.NoError(t, err)
		all, err := reg.Claims(code)
		require.NoError(t, err)
		data, err := json.Marshal([]any{s, all})
		require.NoError(t, err)
		return string(data)
	}
	before := state()
	require.Contains(t, before, `"via":["relay"]`)

	for i := range claims { // what was given
		spoilClaim(&claims[i])
		ids[i] = uuid.Max
	}
	require.Equal(t, before, state(), "what was added")

	got, err := reg.Claims(code)
	require.NoError(t, err)
	for i := range got {
		spoilClaim(&got[i])
	}
	require.Equal(t, before, state(), "Claims")

	f, err := reg.Status(code, border.Syria, day)
	require.NoError(t, err)
	s, err := reg.At(code, day)
	require.NoError(t, err)
	spoilt := 0
	for _, seq := range []func(func(border.Claim) bool){
		f.Basis(), f.Against(), s.Notices(), s.Syria.Status.Basis(), s.Iraq.Status.Against(), reg.All(),
		func(yield func(border.Claim) bool) {
			for c := range reg.WatchFrom(t.Context(), 0) {
				if !yield(c) || c.ID == madeID(4) {
					return
				}
			}
		},
	} {
		for c := range seq {
			spoilClaim(&c)
			spoilt++
		}
	}
	require.Greater(t, spoilt, 10)
	require.Equal(t, before, state(), "claims of answers")
	for seg, err := range reg.History(code) {
		require.NoError(t, err)
		for c := range seg.Status().Basis() {
			spoilClaim(&c)
		}
	}
	require.Equal(t, before, state(), "claims of segments")
	for c := range reg.WatchFrom(t.Context(), 0) {
		require.Equal(t, want[0].Source, c.Source)
		break
	}

	for _, c := range crossingsOf(t, reg) {
		c.Aliases[0], c.Homonyms[0].Name, c.Syria.Aliases[0], c.Iraq.Aliases[0] = "spoilt", "spoilt", "spoilt", "spoilt"
	}
	for _, c := range crossingsOf(t, reg) {
		require.NotEqual(t, "spoilt", c.Aliases[0])
		require.NotEqual(t, "spoilt", c.Homonyms[0].Name)
		require.NotEqual(t, "spoilt", c.Syria.Aliases[0])
		require.NotEqual(t, "spoilt", c.Iraq.Aliases[0])
	}
}

// crossingsOf returns a crossing as each of the ways to get one gives it.
func crossingsOf(t *testing.T, reg *border.Registry) []border.Crossing {
	looked, err := reg.Lookup("Al-Qaim")
	require.NoError(t, err)
	handle, err := reg.Handle(border.AlBukamalAlQaim)
	require.NoError(t, err)
	whole, err := border.Default()
	require.NoError(t, err)
	embedded := slices.Collect(whole.Crossings())
	all := append(embedded, looked, handle.Info())
	for c := range reg.Crossings() {
		all = append(all, c)
	}
	return all
}

// TestNewSharesNoMemory: crossings that were given to New may be written to.
func TestNewSharesNoMemory(t *testing.T) {
	whole, err := border.Default()
	require.NoError(t, err)
	crossings := slices.Collect(whole.Crossings())
	parties := []border.PartyInfo{{Code: "us", Kind: "k"}}
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	crossings[0].Aliases[0], parties[0].Kind = "spoilt", "spoilt"
	crossings[0].Code = "spoilt"
	for c := range reg.Crossings() {
		require.NotEqual(t, "spoilt", c.Code)
		require.NotEqual(t, "spoilt", c.Aliases[0])
	}
	info, ok := reg.Party("us")
	require.True(t, ok)
	require.Equal(t, "k", info.Kind)
}

// TestDefaultIsFresh: each call of Default makes a registry of its own.
func TestDefaultIsFresh(t *testing.T) {
	one, err := border.Default()
	require.NoError(t, err)
	two, err := border.Default()
	require.NoError(t, err)
	_, err = one.Add(openClaim())
	require.NoError(t, err)
	require.Equal(t, one.Len(), two.Len()+1)
}
