package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A madeLoading is a history in which claims name others that come late or never, or
// that editions replaced.
type madeLoading struct {
	madeHistory
	succession []border.Replacement
}

func drawLoading(t *rapid.T, n int) madeLoading {
	l := madeLoading{madeHistory: drawHistory(t, n)}
	const phantoms = 4
	phantom := func(label string) uuid.UUID { return madeID(100 + rapid.IntRange(1, phantoms).Draw(t, label)) }
	var ids []uuid.UUID
	for i := range l.claims {
		ids = append(ids, l.claims[i].ID)
	}
	anyID := func(label string) uuid.UUID {
		if rapid.IntRange(0, 2).Draw(t, "phantom") == 0 {
			return phantom(label)
		}
		return rapid.SampledFrom(ids).Draw(t, label)
	}
	// What a claim says must be the same each time that it comes.
	renamed := map[uuid.UUID][3][]uuid.UUID{}
	for i := range l.claims {
		c := &l.claims[i]
		if c.ID == c.ContentID() {
			continue
		}
		names, ok := renamed[c.ID]
		if !ok {
			names = [3][]uuid.UUID{c.Retracts, c.Denies, c.Repeats}
			for j := range names {
				if c.Kind == border.KindReview || rapid.IntRange(0, 2).Draw(t, "rename") > 0 {
					continue
				}
				if len(names[j]) > 0 || c.Modality == border.Denied && j < 2 || rapid.IntRange(0, 5).Draw(t, "name more") == 0 {
					if id := anyID("names"); id != c.ID {
						names[j] = []uuid.UUID{id}
					}
				}
			}
			renamed[c.ID] = names
		}
		c.Retracts, c.Denies, c.Repeats = names[0], names[1], names[2]
	}
	old := map[uuid.UUID]bool{}
	for range rapid.IntRange(0, 5).Draw(t, "replaced") {
		r := border.Replacement{Old: anyID("old"), Edition: "2026.01.01"}
		for range rapid.IntRange(0, 2).Draw(t, "by") {
			r.New = append(r.New, anyID("new"))
		}
		if !old[r.Old] {
			old[r.Old] = true
			l.succession = append(l.succession, r)
		}
	}
	// Some never come.
	for range rapid.IntRange(0, 2).Draw(t, "never") {
		id := rapid.SampledFrom(ids).Draw(t, "which")
		l.claims = slices.DeleteFunc(l.claims, func(c border.Claim) bool { return c.ID == id })
	}
	l.batches = drawAnyBatches(t, l.claims)
	return l
}

// drawAnyBatches splits claims at random into batches.
func drawAnyBatches(t *rapid.T, claims []border.Claim) (batches [][]border.Claim) {
	for len(claims) > 0 {
		n := rapid.IntRange(1, min(4, len(claims))).Draw(t, "batch")
		batches = append(batches, claims[:n])
		claims = claims[n:]
	}
	return batches
}

func (l madeLoading) registry(t *rapid.T, crossings []border.Crossing, parties []border.PartyInfo) *border.Registry {
	reg, err := border.NewWith(border.World{Crossings: crossings, Parties: parties, Succession: l.succession})
	require.NoError(t, err)
	return reg
}

// slowlyUnresolved finds what names nothing that is there, as the words say.
func slowlyUnresolved(claims []border.Claim, succession []border.Replacement) (names []string) {
	var stands func(id uuid.UUID, passed []uuid.UUID) bool
	stands = func(id uuid.UUID, passed []uuid.UUID) bool {
		if slices.ContainsFunc(claims, func(c border.Claim) bool { return c.ID == id }) {
			return true
		}
		for _, r := range succession {
			if r.Old == id && !slices.Contains(passed, id) {
				return slices.ContainsFunc(r.New, func(next uuid.UUID) bool { return stands(next, append(slices.Clone(passed), id)) })
			}
		}
		return false
	}
	for _, c := range claims {
		for _, id := range slices.Concat(c.Retracts, c.Denies) {
			if !stands(id, nil) {
				names = append(names, c.ID.String()+" "+id.String())
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TestLoadingAgainstSlowReading loads claims in any order and any batches, with what
// they name late, never there, or replaced, keeps the view after each batch, and asks
// them everything.
func TestLoadingAgainstSlowReading(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	checkHistories(t, 300, func(t *rapid.T) {
		l := drawLoading(t, 12)
		reg := l.registry(t, crossings, parties)
		var views []twoViews
		var loaded []border.Claim
		look := func() {
			views = append(views, twoViews{name: "a view", fast: reg.View(), slow: referenceWith(loaded, l.succession)})
		}
		for _, batch := range l.batches {
			require.NoError(t, reg.Load(asRead(batch)))
			loaded = append(loaded, batch...)
			if rapid.IntRange(0, 3).Draw(t, "look") == 0 {
				look()
			}
			require.Equal(t, slowlyUnresolved(loaded, l.succession), idsIn(reg.Unresolved()), "%s%v", l.madeHistory, l.succession)
		}
		look()
		var asked []twoViews
		for range 3 {
			v := views[rapid.IntRange(0, len(views)-1).Draw(t, "view")].narrowed(t)
			asked = append(asked, v)
			compareAnswers(t, l.madeHistory, v)
			compareReasons(t, l.madeHistory, v)
		}
		last := views[len(views)-1]
		last.trs = tracksOf(last.slow)
		compareAnswers(t, l.madeHistory, last)
		compareReasons(t, l.madeHistory, last)
		compareDiff(t, l.madeHistory, asked[0], last)
	})
}

// compareReasons compares what withdraws and denies claims.
func compareReasons(t *rapid.T, h madeHistory, v twoViews) {
	for _, crossing := range madeCrossings {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			reasons, err := v.fast.Why(crossing, border.Syria, question, border.Date(2014, 1, 8))
			require.NoError(t, err)
			for _, r := range reasons {
				if r.Verdict == border.Withdrawn || r.Verdict == border.DeniedBy {
					want, _ := v.slow.byOracle(nil, r, 0)
					require.ElementsMatch(t, want, idTexts(r.By), "%s\n%s of %s", h, r.Verdict, r.Claim.ID)
				}
			}
		}
	}
}

// TestLoadingInAnyOrder: in whatever order and batches claims are loaded, the answers
// and the digest are the same, and so are those of a registry that loads what a view
// of it has.
func TestLoadingInAnyOrder(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	checkHistories(t, 300, func(t *rapid.T) {
		l := drawLoading(t, 12)
		first, second, third := l.registry(t, crossings, parties), l.registry(t, crossings, parties), l.registry(t, crossings, parties)
		for _, batch := range l.batches {
			require.NoError(t, first.Load(asRead(batch)))
		}
		var shuffled []border.Claim
		for _, i := range rapid.Permutation(slices.Collect(upTo(len(l.claims)))).Draw(t, "order") {
			shuffled = append(shuffled, l.claims[i])
		}
		for _, batch := range drawAnyBatches(t, shuffled) {
			require.NoError(t, second.Load(asRead(batch)))
			_, err := second.At(madeCrossings[0], border.Date(2014, 1, 8)) // so that there is a reading of what was there
			require.NoError(t, err)
		}
		v, w := first.View(), second.View()
		if rapid.Bool().Draw(t, "narrowed") {
			day, instant := drawQueryDay(t), rapid.SampledFrom(madeInstants).Draw(t, "as of")
			v, w = v.KnownBy(day).AsOf(instant), w.KnownBy(day).AsOf(instant)
		}
		require.NoError(t, third.Load(asRead(slices.Collect(v.All()))))
		for _, other := range []border.View{w, third.View()} {
			require.Equal(t, v.Digest(), other.Digest())
			require.Empty(t, slices.Collect(border.Diff(v, other)), "%s%v", l.madeHistory, l.succession)
		}
		for _, crossing := range madeCrossings {
			require.Equal(t, answersOf(t, v, crossing), answersOf(t, w, crossing), "%s%v", l.madeHistory, l.succession)
		}
		require.Equal(t, idsIn(first.Unresolved()), idsIn(second.Unresolved()))
	})
}
