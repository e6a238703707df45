package border_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// snapshot returns all that a registry tells, as JSON, to see that nothing changed.
func snapshot(t *testing.T, reg *border.Registry) string {
	t.Helper()
	all := []any{reg.Len()}
	for c := range reg.Crossings() {
		claims, err := reg.Claims(c.Code)
		require.NoError(t, err)
		all = append(all, claims)
		for s, err := range reg.History(c.Code) {
			require.NoError(t, err)
			all = append(all, s)
		}
	}
	data, err := json.Marshal(all)
	require.NoError(t, err)
	return string(data)
}

// TestAddAllOrNothing: a batch with one fault leaves the registry as it was.
func TestAddAllOrNothing(t *testing.T) {
	absent := uuid.MustParse("fd647c79-6280-58ec-b9c3-21916de21818")
	held := openClaim()
	held.ID, held.Recorded = madeID(1), madeInstants[0]
	for _, tt := range []struct {
		name   string
		spoil  func(*border.Claim)
		is     error
		member string
		value  string
		want   string
	}{
		{name: "malformed", spoil: func(c *border.Claim) { c.Value = "ajar" }, member: "value", value: "ajar",
			want: `claim 2: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`},
		{name: "no such crossing", spoil: func(c *border.Claim) { c.Crossing = "bab-al-hawa" }, is: border.ErrNoCrossing, member: "crossing", value: "bab-al-hawa",
			want: `claim 2: crossing "bab-al-hawa": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
		{name: "no such party", spoil: func(c *border.Claim) { c.Kind, c.Value = border.KindControl, "nobody" }, member: "value", value: "nobody",
			want: `claim 2: value "nobody": no such party; want one of `},
		{name: "retracts what is not there", spoil: func(c *border.Claim) { c.Retracts = []uuid.UUID{absent} }, is: border.ErrUnknownClaim, member: "retracts", value: absent.String(),
			want: `claim 2: retracts "fd647c79-6280-58ec-b9c3-21916de21818": no claim has this id; add it first, or in the same batch`},
		{name: "denies what is not there", spoil: func(c *border.Claim) { c.Denies = []uuid.UUID{madeID(1), absent} }, is: border.ErrUnknownClaim, member: "denies", value: absent.String(),
			want: `claim 2: denies "fd647c79-6280-58ec-b9c3-21916de21818": no claim has this id; add it first, or in the same batch`},
		{name: "retracts itself", spoil: func(c *border.Claim) { c.Retracts = []uuid.UUID{madeID(3)} }, is: border.ErrSelf, member: "retracts", value: madeID(3).String(),
			want: `claim 2: retracts "` + madeID(3).String() + `": a claim cannot name itself`},
		{name: "the id of another that is held", spoil: func(c *border.Claim) { c.ID, c.Note = madeID(1), "another" }, is: border.ErrTwoContents, member: "id", value: madeID(1).String(),
			want: `claim 2: id "` + madeID(1).String() + `": this id already has another content; a correction is a new claim`},
		{name: "the id of another in the batch", spoil: func(c *border.Claim) { c.ID, c.Note = madeID(2), "another" }, is: border.ErrTwoContents, member: "id", value: madeID(2).String(),
			want: `claim 2: id "` + madeID(2).String() + `": this id already has another content; a correction is a new claim`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reg := emptyRegistry(t)
			_, err := reg.Add(held)
			require.NoError(t, err)
			before, view := snapshot(t, reg), reg.View()

			first, second := openClaim(), openClaim()
			first.ID, first.Value = madeID(2), "closed"
			second.ID, second.When = madeID(3), edtf.MustParse("2020")
			tt.spoil(&second)
			ids, err := reg.Add(first, second, openClaim())
			require.Empty(t, ids)
			fault, ok := errors.AsType[*border.ClaimError](err)
			require.True(t, ok, "%v", err)
			if tt.name == "no such party" {
				require.ErrorContains(t, err, tt.want)
				require.ErrorContains(t, err, "islamic-state, ")
			} else {
				require.EqualError(t, err, tt.want)
			}
			require.Equal(t, border.ClaimError{Line: 2, Member: tt.member, Value: tt.value, Err: fault.Err}, *fault)
			if tt.is != nil {
				require.ErrorIs(t, err, tt.is)
			}
			require.Equal(t, before, snapshot(t, reg))
			require.Empty(t, changes(border.Diff(view, reg.View())))

			// What was right in the batch is not held under its id either.
			_, err = reg.Add(first)
			require.NoError(t, err)
			require.Equal(t, 2, reg.Len())
		})
	}
}

func changes(seq func(func(border.Change) bool)) (all []border.Change) {
	for c := range seq {
		all = append(all, c)
	}
	return all
}

func TestAddReturnsIDs(t *testing.T) {
	reg := emptyRegistry(t)
	named, unnamed := openClaim(), openClaim()
	named.ID, named.Value = madeID(7), "closed"
	ids, err := reg.Add(unnamed, named, unnamed)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{unnamed.ContentID(), madeID(7), unnamed.ContentID()}, ids)
	require.Equal(t, 2, reg.Len())

	// Adding twice changes nothing, and tells the same ids.
	before := snapshot(t, reg)
	again, err := reg.Add(unnamed, named, unnamed)
	require.NoError(t, err)
	require.Equal(t, ids, again)
	require.Equal(t, before, snapshot(t, reg))

	none, err := reg.Add()
	require.NoError(t, err)
	require.Empty(t, none)
}

// TestAddNamesLaterInBatch: the order within a batch is free, and two claims may
// name each other.
func TestAddNamesLaterInBatch(t *testing.T) {
	reg := emptyRegistry(t)
	a, b := openClaim(), openClaim()
	a.ID, a.Denies = madeID(1), []uuid.UUID{madeID(2)}
	b.ID, b.Value, b.Denies = madeID(2), "closed", []uuid.UUID{madeID(1)}
	_, err := reg.Add(a)
	require.ErrorIs(t, err, border.ErrUnknownClaim)
	_, err = reg.Add(a, b)
	require.NoError(t, err)
	f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, border.Date(2019, time.October, 1))
	require.NoError(t, err)
	require.True(t, f.Disputed)
}

// A fault is told of the claim's place in the batch, whatever of the batch is given
// twice or is held already.
func TestAddNamesTheClaimAtFault(t *testing.T) {
	held, a, faulty := openClaim(), openClaim(), openClaim()
	held.Value, a.Value, faulty.Denies = "closed", "trial", []uuid.UUID{madeID(9)}
	held.Recorded, a.Recorded = madeInstants[1], madeInstants[1]
	sooner := a
	sooner.Recorded = madeInstants[0]
	for _, tt := range []struct {
		name  string
		batch []border.Claim
		want  string
	}{
		{"given twice", []border.Claim{a, a, faulty}, "claim 3: "},
		{"given twice, the second sooner", []border.Claim{a, sooner, faulty, a}, "claim 3: "},
		{"held already", []border.Claim{held, held, a, faulty}, "claim 4: "},
		{"itself given twice", []border.Claim{a, a, faulty, faulty}, "claim 3: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reg := emptyRegistry(t)
			_, err := reg.Add(held)
			require.NoError(t, err)
			before := snapshot(t, reg)
			_, err = reg.Add(tt.batch...)
			require.EqualError(t, err, tt.want+`denies "`+madeID(9).String()+`": no claim has this id; add it first, or in the same batch`)
			require.Equal(t, before, snapshot(t, reg))
		})
	}
}

// TestAddEarlierRecorded: of one id with two times the earlier holds, whichever
// comes first; views taken before keep what they had.
func TestAddEarlierRecorded(t *testing.T) {
	early, late := madeInstants[0], madeInstants[2]
	recorded := func(v border.View) []time.Time {
		claims, err := v.Claims(border.AlBukamalAlQaim)
		require.NoError(t, err)
		var times []time.Time
		for _, c := range claims {
			times = append(times, c.Recorded)
		}
		return times
	}
	at := func(instant time.Time) border.Claim {
		c := openClaim()
		c.Recorded = instant
		return c
	}
	reg := emptyRegistry(t)
	_, err := reg.Add(at(late))
	require.NoError(t, err)
	before := reg.View()
	_, err = reg.Add(at(early))
	require.NoError(t, err)
	require.Equal(t, 1, reg.Len())
	require.Equal(t, []time.Time{early}, recorded(reg.View()))
	require.Equal(t, []time.Time{late}, recorded(before))
	require.Equal(t, []time.Time{early}, recorded(reg.AsOf(early)))
	require.Empty(t, recorded(before.AsOf(early)))
	_, err = reg.Add(at(late), at(time.Time{}))
	require.NoError(t, err)
	require.Equal(t, []time.Time{early}, recorded(reg.View()))

	// In one batch, too, and whether or not one of them is stamped.
	for _, batch := range [][]border.Claim{{at(early), at(late)}, {at(late), at(early)}, {at(time.Time{}), at(early)}, {at(early), at(time.Time{})}} {
		reg := emptyRegistry(t)
		_, err := reg.Add(batch...)
		require.NoError(t, err)
		require.Equal(t, []time.Time{early}, recorded(reg.View()))
		require.Equal(t, 1, reg.Len())
	}
}

// TestAddStamps: claims without Recorded are stamped with the time, and no stamp
// is before the last one.
func TestAddStamps(t *testing.T) {
	reg := emptyRegistry(t)
	before := time.Now()
	for i := range 50 {
		c := openClaim()
		c.ID = madeID(i + 1)
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	after := time.Now()
	last := before.Add(-time.Nanosecond)
	for c := range reg.WatchFrom(t.Context(), 0) {
		require.Equal(t, time.UTC, c.Recorded.Location())
		require.False(t, c.Recorded.Before(last), "%s before %s", c.Recorded, last)
		require.False(t, c.Recorded.After(after))
		last = c.Recorded
		if c.ID == madeID(50) {
			break
		}
	}

	// A claim recorded elsewhere keeps its time, in UTC.
	c := openClaim()
	c.Recorded = time.Date(2014, 1, 1, 3, 0, 0, 0, time.FixedZone("", 3*60*60))
	_, err := reg.Add(c)
	require.NoError(t, err)
	claims, err := reg.Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	require.Equal(t, time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC), claims[0].Recorded)
	require.True(t, claims[0].ID == c.ContentID())
}

// TestAddWith: the store gets what is new, checked and stamped, before any view
// sees it; what it refuses is not added.
func TestAddWith(t *testing.T) {
	reg := emptyRegistry(t)
	_, err := reg.Add(openClaim())
	require.NoError(t, err)
	other := openClaim()
	other.Value = "closed"
	full := errors.New("the disk is full")
	for _, want := range []error{full, nil} {
		calls := 0
		before := reg.Len()
		ids, err := reg.AddWith(func(claims, had []*border.Claim) error {
			calls++
			require.Len(t, claims, 1, "the other is there")
			require.Len(t, had, 1)
			require.Equal(t, openClaim().ContentID(), had[0].ID)
			require.False(t, had[0].Recorded.IsZero(), "as the registry has it")
			require.Equal(t, other.ContentID(), claims[0].ID)
			require.False(t, claims[0].Recorded.IsZero())
			require.Equal(t, border.Start, claims[0].Edge)
			require.Equal(t, before, reg.Len())
			return want
		}, openClaim(), other)
		require.Equal(t, 1, calls)
		require.ErrorIs(t, err, want)
		if want != nil {
			require.Empty(t, ids)
			require.Equal(t, 1, reg.Len())
		} else {
			require.Len(t, ids, 2)
			require.Equal(t, 2, reg.Len())
		}
	}
	_, err = reg.AddWith(func(claims, had []*border.Claim) error {
		require.Empty(t, claims)
		require.Len(t, had, 2)
		return full
	}, other, openClaim())
	require.ErrorIs(t, err, full)
	never := func(_, _ []*border.Claim) error { t.Error("one is at fault"); return nil }
	other.Value = "ajar"
	_, err = reg.AddWith(never, openClaim(), other)
	require.EqualError(t, err, `claim 2: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`)
}

// TestZeroRegistry: it has no crossings and refuses every claim.
func TestZeroRegistry(t *testing.T) {
	var reg border.Registry
	_, err := reg.Add(openClaim())
	require.ErrorIs(t, err, border.ErrNoCrossing)
	require.EqualError(t, err, `claim 1: crossing "al-bukamal-al-qaim": no such crossing`)
	_, err = reg.At(border.AlBukamalAlQaim, border.Today())
	require.EqualError(t, err, `"al-bukamal-al-qaim": no such crossing`)
	_, err = reg.Lookup("Al-Qaim")
	require.EqualError(t, err, `"Al-Qaim": no such crossing`)
	for range reg.States(border.Today()) {
		t.Fatal("the zero registry has no crossing")
	}
	for range reg.Crossings() {
		t.Fatal("the zero registry has no crossing")
	}
	for range reg.Parties() {
		t.Fatal("the zero registry has no party")
	}
	_, ok := reg.Party(border.YPG)
	require.False(t, ok)
	require.Zero(t, reg.Len())
}

// TestZeroView: it has no crossings, as the zero registry.
func TestZeroView(t *testing.T) {
	var v border.View
	_, err := v.At(border.AlBukamalAlQaim, border.Today())
	require.ErrorIs(t, err, border.ErrNoCrossing)
	_, err = v.KnownBy(border.Today()).AsOf(time.Now()).Status(border.AlBukamalAlQaim, border.Iraq, border.Today())
	require.ErrorIs(t, err, border.ErrNoCrossing)
	_, err = v.Lookup("Al-Qaim")
	require.ErrorIs(t, err, border.ErrNoCrossing)
	_, ok := v.Party(border.YPG)
	require.False(t, ok)
	require.Empty(t, changes(border.Diff(v, v)))
	for range v.States(border.Today()) {
		t.Fatal("the zero view has no crossing")
	}
	for range v.Parties() {
		t.Fatal("the zero view has no party")
	}
	for range v.All() {
		t.Fatal("the zero view has no claim")
	}
}
