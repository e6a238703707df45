package border_test

import (
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// The views of one crossing each list together what the view of all lists; what is asked
// by a code they answer as it does.
func TestViewsOfOneCrossingMakeUpTheWhole(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	v, day := reg.View(), border.Date(2014, 6, 15)
	var crossings []border.Crossing
	var claims []border.Claim
	states, reached := 0, 0
	for c := range v.Crossings() {
		one, err := v.Only(c.Code)
		require.NoError(t, err)
		for _, narrowed := range []border.View{one, one.KnownBy(day)} {
			for c2 := range narrowed.Crossings() {
				require.Equal(t, c.Code, c2.Code)
			}
			for claim := range narrowed.All() {
				require.Equal(t, c.Code, claim.Crossing)
			}
		}
		crossings = slices.AppendSeq(crossings, one.Crossings())
		claims = slices.AppendSeq(claims, one.All())
		reached += one.Through().Claims
		require.NotEqual(t, v.Digest(), one.Digest())
		for state := range one.States(day) {
			want, err := v.At(c.Code, day)
			require.NoError(t, err)
			require.Equal(t, want.String(), state.String())
			states++
		}
		other, err := one.At(border.AlTanfAlWaleed, day)
		require.NoError(t, err)
		require.Equal(t, border.AlTanfAlWaleed, other.Crossing)
	}
	require.Equal(t, slices.Collect(v.Crossings()), crossings)
	require.Equal(t, slices.Collect(v.All()), claims)
	require.Equal(t, v.Through().Claims, reached)
	require.Equal(t, 4, states)
	_, err = v.Only("atlantis")
	require.ErrorIs(t, err, border.ErrNoCrossing)
}

// A claim is withdrawn from when it was first said to be, also by claims that are about
// another crossing than the view lists, and not in views that have none of those.
func TestWithdrawals(t *testing.T) {
	world, err := border.Default()
	require.NoError(t, err)
	reg, err := border.New(slices.Collect(world.Crossings()), slices.Collect(world.Parties()))
	require.NoError(t, err)
	first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	claim := func(crossing string, days int, retracts ...uuid.UUID) border.Claim {
		c := border.Claim{Crossing: crossing, Side: border.Iraq, Kind: border.KindStatus, Modality: border.Reported, Source: border.Source{Name: "X"},
			Value: "open", When: edtf.MustParse("2020"), Recorded: first.AddDate(0, 0, days)}
		if len(retracts) > 0 {
			c.Value, c.When, c.Modality, c.Retracts = "", edtf.Date{}, border.Denied, retracts
		}
		ids, err := reg.Add(c)
		require.NoError(t, err)
		c.ID = ids[0]
		return c
	}
	here, there := claim(border.AlBukamalAlQaim, 0), claim(border.AlTanfAlWaleed, 0)
	require.Empty(t, reg.View().Withdrawals())
	require.Empty(t, border.View{}.Withdrawals())
	claim(border.AlTanfAlWaleed, 9, here.ID)
	claim(border.AlBukamalAlQaim, 3, here.ID, there.ID)
	v := reg.View()
	require.Equal(t, map[uuid.UUID]time.Time{here.ID: first.AddDate(0, 0, 3), there.ID: first.AddDate(0, 0, 3)}, v.Withdrawals())
	for code, id := range map[string]uuid.UUID{border.AlBukamalAlQaim: here.ID, border.AlTanfAlWaleed: there.ID} {
		one, err := v.Only(code)
		require.NoError(t, err)
		require.Equal(t, map[uuid.UUID]time.Time{id: first.AddDate(0, 0, 3)}, one.Withdrawals(), code)
		require.Empty(t, one.AsOf(first.AddDate(0, 0, 2)).Withdrawals())
	}
}

// What a registry keeps of the view that was asked last is never told of another one: each
// view answers as that of a registry that nobody has asked.
func TestNoViewAnswersForAnother(t *testing.T) {
	made := emptyRegistry(t)
	crossings, parties := slices.Collect(made.Crossings()), slices.Collect(made.Parties())
	empty := func() *border.Registry {
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		return reg
	}
	reg := empty()
	var views []border.View
	for n := range 6 {
		day := border.Date(2020, 1, 1).AddDays(100 * n)
		c := border.StatusClaim(border.AlBukamalAlQaim, border.Syria, border.Open, edtf.DateFromDay(day), border.Source{Name: "Somebody"})
		c.Reported = edtf.DateFromDay(day)
		_, err := reg.Add(c)
		require.NoError(t, err)
		v := reg.View()
		only, err := v.Only(border.AlTanfAlWaleed)
		require.NoError(t, err)
		views = append(views, v, v.KnownBy(day.AddDays(-1)), v.AsOf(v.Through().Recorded.Add(-1)), only, border.View{})
	}
	var digests []border.Digest
	var reaches []border.Reach
	for _, v := range views {
		fresh := empty()
		_, err := fresh.Add(slices.Collect(v.All())...)
		require.NoError(t, err)
		digests, reaches = append(digests, fresh.View().Digest()), append(reaches, fresh.View().Through())
	}
	for range 3 {
		for i, v := range views {
			require.Equal(t, digests[i], v.Digest())
			require.Equal(t, digests[i], v.Digest(), "asked again")
			require.Equal(t, reaches[i].Reported, v.Through().Reported)
			require.Equal(t, reaches[i].Claims, v.Through().Claims)
		}
	}
	require.Len(t, map[border.Digest]bool{digests[0]: true, digests[5]: true, digests[10]: true}, 3)
}

// A view as of an instant before all at which claims can be recorded has none, not even those of the
// first.
func TestAsOfBeforeTheFirstInstant(t *testing.T) {
	reg := emptyRegistry(t)
	first := time.Date(1678, 1, 1, 0, 0, 0, 0, time.UTC)
	c := openClaim()
	c.Recorded = first
	_, err := reg.Add(c)
	require.NoError(t, err)
	for at, want := range map[time.Time]int{first.Add(-1): 0, first.AddDate(-1, 0, 0): 0, first: 1, first.Add(1): 1} {
		require.Len(t, slices.Collect(reg.AsOf(at).All()), want, at)
	}
}
