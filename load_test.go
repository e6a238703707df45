package border_test

import (
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// asRead yields claims as they are read from a file without a fault.
func asRead(claims []border.Claim) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c.Clone(), nil) {
				return
			}
		}
	}
}

// idsIn returns the ids of claims, sorted.
func idsIn(claims iter.Seq2[border.Claim, uuid.UUID]) (names []string) {
	for c, id := range claims {
		names = append(names, c.ID.String()+" "+id.String())
	}
	slices.Sort(names)
	return names
}

// TestLoadClaims: claims that are read one by one are added all or none, and one that
// withdraws what is not there is kept.
func TestLoadClaims(t *testing.T) {
	closed := strings.Replace(okLine, `"open"`, `"closed"`, 1)
	var open uuid.UUID
	for c, err := range border.ReadClaims(strings.NewReader(okLine), "f.jsonl") {
		require.NoError(t, err)
		open = c.ContentID()
	}
	late := strings.Replace(okLine, `"source"`, `"retracts":["`+open.String()+`"],"source"`, 1)
	for _, tt := range []struct {
		name, in   string
		added      int
		unresolved []uuid.UUID
		want       string
	}{
		{name: "nothing"},
		{name: "two, one of them twice", in: okLine + "\n" + closed + "\n" + okLine, added: 2},
		{name: "a line at fault", in: okLine + "\n" + closed + "\n{}", want: "f.jsonl:3: crossing: missing"},
		{name: "no such crossing", in: okLine + "\n" + strings.Replace(closed, "al-bukamal-al-qaim", "bab-al-hawa", 1),
			want: `claim 2: crossing "bab-al-hawa": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
		{name: "retracts what is not there", in: late, added: 1, unresolved: []uuid.UUID{open}},
		{name: "retracts what comes later", in: late + "\n" + okLine, added: 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reg := emptyRegistry(t)
			for range 2 { // the second time all are there already
				err := reg.Load(border.ReadClaims(strings.NewReader(tt.in), "f.jsonl"))
				require.Equal(t, tt.added, reg.Len())
				if tt.want != "" {
					require.EqualError(t, err, tt.want)
					continue
				}
				require.NoError(t, err)
				var unresolved []uuid.UUID
				for c, id := range reg.Unresolved() {
					require.Equal(t, []uuid.UUID{id}, c.Retracts)
					unresolved = append(unresolved, id)
				}
				require.Equal(t, tt.unresolved, unresolved)
			}
		})
	}
}

// TestUnresolvedOfAnEdition: what denies a claim that an edition replaced is without effect until the
// claim that stands for it comes.
func TestUnresolvedOfAnEdition(t *testing.T) {
	full, err := border.Default()
	require.NoError(t, err)
	old, now, denial := openClaim(), openClaim(), openClaim()
	now.Quote = "mended"
	old.ID, now.ID = old.ContentID(), now.ContentID()
	denial.Modality, denial.Denies = border.Denied, []uuid.UUID{old.ID}
	reg, err := border.NewWith(border.World{Crossings: slices.Collect(full.Crossings()), Parties: slices.Collect(full.Parties()),
		Succession: []border.Replacement{{Old: old.ID, New: []uuid.UUID{now.ID}, Edition: "2026.12.24"}}})
	require.NoError(t, err)
	require.NoError(t, reg.Load(asRead([]border.Claim{denial})))
	require.Equal(t, []string{denial.ContentID().String() + " " + old.ID.String()}, idsIn(reg.Unresolved()))
	_, err = reg.Add(now)
	require.NoError(t, err)
	require.Empty(t, idsIn(reg.Unresolved()))
}

// TestLoadKeepsWithoutEffect: what withdraws a claim that is not there has no effect,
// until that comes; and Add refuses it still.
func TestLoadKeepsWithoutEffect(t *testing.T) {
	target := openClaim()
	target.ID = target.ContentID()
	retraction := border.Retraction(target, border.Source{Name: "a"})
	reg := emptyRegistry(t)
	_, err := reg.Add(retraction)
	require.ErrorIs(t, err, border.ErrUnknownClaim)
	require.NoError(t, reg.Load(asRead([]border.Claim{retraction})))
	require.Len(t, slices.Collect(reg.All()), 1)
	before := reg.View()
	_, err = reg.Add(target)
	require.NoError(t, err)
	require.Empty(t, idsIn(reg.Unresolved()))
	f, err := reg.Status(target.Crossing, border.Syria, border.Date(2026, 1, 1))
	require.NoError(t, err)
	require.Equal(t, border.Unknown, f.Value, "withdrawn when it came")
	require.Empty(t, slices.Collect(border.Diff(before, reg.View())))
}

// embeddedSuccession returns the old id of the embedded dataset's claims that one other
// stands for, with that one.
func embeddedSuccession(t *testing.T) (old uuid.UUID, now border.Claim) {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	for r := range reg.Succession() {
		for c := range reg.All() {
			if len(r.New) == 1 && c.ID == r.New[0] {
				return r.Old, c
			}
		}
	}
	t.Fatal("no claim was replaced by one")
	return old, now
}

// TestDefaultFollowsSuccession: what withdraws a claim that an edition replaced
// withdraws what stands for it; Add refuses it and says which that is.
func TestDefaultFollowsSuccession(t *testing.T) {
	old, now := embeddedSuccession(t)
	retraction := border.Retraction(now, border.Source{Name: "a"})
	retraction.Retracts = []uuid.UUID{old}
	reg, err := border.Default()
	require.NoError(t, err)
	require.Empty(t, idsIn(reg.Unresolved()), "of the dataset")
	_, err = reg.Add(retraction)
	require.EqualError(t, err, `claim 1: retracts "`+old.String()+`": no claim has this id; add it first, or in the same batch; the dataset replaced it: name `+now.ID.String()+` instead`)
	require.NoError(t, reg.Load(asRead([]border.Claim{retraction})))
	require.Empty(t, idsIn(reg.Unresolved()))
	require.Equal(t, []uuid.UUID{now.ID}, reg.View().Successors()(old))

	direct, err := border.Default()
	require.NoError(t, err)
	_, err = direct.Add(border.Retraction(now, border.Source{Name: "a"}))
	require.NoError(t, err)
	require.Empty(t, slices.Collect(border.Diff(direct.View(), reg.View())), "as if it named that one")
	for c := range reg.All() {
		if c.ID == retraction.ContentID() {
			require.Equal(t, []uuid.UUID{old}, c.Retracts, "stored as written")
		}
	}
}

// TestReplacedAcrossCrossings: what stands for a claim about another crossing counts
// only in views that do not have that claim, whenever it came to be known that it was
// recorded earlier.
func TestReplacedAcrossCrossings(t *testing.T) {
	embedded := emptyRegistry(t)
	at := func(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	now := openClaim()
	now.ID, now.Recorded = madeID(1), at(2014)
	old := now.Clone()
	old.ID, old.Crossing, old.Recorded = madeID(2), border.AlTanfAlWaleed, at(2020)
	retraction := border.Retraction(old, border.Source{Name: "a"})
	retraction.Recorded = at(2014)
	reg, err := border.NewWith(border.World{
		Crossings: slices.Collect(embedded.Crossings()), Parties: slices.Collect(embedded.Parties()),
		Succession: []border.Replacement{{Old: old.ID, New: []uuid.UUID{now.ID}, Edition: "2026.01.01"}},
	})
	require.NoError(t, err)
	withdrawn := func(year int) bool {
		reasons, err := reg.AsOf(at(year)).Why(now.Crossing, border.Syria, border.QuestionStatus, border.Date(2026, 1, 1))
		require.NoError(t, err)
		require.Equal(t, now.ID, reasons[0].Claim.ID)
		return reasons[0].Verdict == border.Withdrawn
	}
	require.NoError(t, reg.Load(asRead([]border.Claim{retraction, now})))
	require.True(t, withdrawn(2015))
	require.NoError(t, reg.Load(asRead([]border.Claim{old})))
	require.True(t, withdrawn(2015), "then the old one was not there")
	require.False(t, withdrawn(2021))
	old.Recorded = at(2014)
	require.NoError(t, reg.Load(asRead([]border.Claim{old})))
	require.False(t, withdrawn(2015))
}

// TestRepeatsWhatWasReplaced: who repeats a claim that an edition replaced repeats what
// stands for it, and is no second witness.
func TestRepeatsWhatWasReplaced(t *testing.T) {
	embedded := emptyRegistry(t)
	phantom := madeID(9)
	seen := func(n int, source string) border.Claim {
		c := border.Sighting(border.ControlClaim(border.AlTanfAlWaleed, border.Syria, border.IslamicState, edtf.MustParse("2014-01-05"), border.Source{Name: source}))
		c.ID, c.Recorded = madeID(n), madeInstants[4]
		return c
	}
	first, second := seen(1, "a"), seen(2, "b")
	before := border.ControlClaim(border.AlTanfAlWaleed, border.Syria, border.SyrianGovernment, edtf.MustParse("2014-01-01"), border.Source{Name: "c"})
	before.Recorded = madeInstants[4]
	for _, tt := range []struct {
		repeats []uuid.UUID
		origins int
	}{{nil, 2}, {[]uuid.UUID{phantom}, 1}} {
		reg, err := border.NewWith(border.World{
			Crossings: slices.Collect(embedded.Crossings()), Parties: slices.Collect(embedded.Parties()),
			Succession: []border.Replacement{{Old: phantom, New: []uuid.UUID{first.ID}, Edition: "2026.01.01"}},
		})
		require.NoError(t, err)
		second.Repeats = tt.repeats
		require.NoError(t, reg.Load(asRead([]border.Claim{before, second, first})))
		f, err := reg.Control(border.AlTanfAlWaleed, border.Syria, border.Date(2014, 1, 8))
		require.NoError(t, err)
		require.Equal(t, tt.origins, f.Origins())
		require.Equal(t, tt.origins == 2, f.Certain, "one man's word: %s", f)
	}
}
