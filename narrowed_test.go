package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// loadingViews loads a history batch by batch, and returns the views before and after each.
func loadingViews(t *rapid.T, l madeLoading) (views []border.View) {
	reg := loaded(t, nil, l.succession, nil)
	views = append(views, reg.View())
	for _, batch := range l.batches {
		require.NoError(t, reg.Load(asRead(batch)))
		views = append(views, reg.View())
		if rapid.Bool().Draw(t, "ask") { // so that there is a reading of what was there
			_, err := reg.At(madeCrossings[0], drawQueryDay(t))
			require.NoError(t, err)
		}
	}
	return views
}

// TestNarrowedViewIsOfItsClaimsAlone: a view of an older moment, of what was known by a day, or
// recorded by an instant, answers as a registry that was given the claims it sees and no other.
//
// The other registry loads them, for a retraction that the view sees may name a claim that it
// does not see, and has no effect in either. Where an edition replaced what is named, that which
// stands for it is looked for among the claims seen, so the succession is given, too. The other
// registry's view is narrowed in the same way, which leaves nothing out: an answer says how its
// view is narrowed, and how fresh a word is depends on it. What a view does not see [border.View.Why]
// lists nevertheless, as not known; that alone is set aside.
func TestNarrowedViewIsOfItsClaimsAlone(t *testing.T) {
	less := 0
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		views := loadingViews(t, l)
		for range 3 { // one after the other, for views that see the same share what was read
			v := twoViews{fast: views[rapid.IntRange(0, len(views)-1).Draw(t, "view")], slow: referenceOf(nil)}.narrowed(t).fast
			seen := slices.Collect(v.All())
			if len(seen) < len(l.claims) {
				less++
			}
			reg := loaded(t, nil, l.succession, seen)
			alone := reg.KnownBy(v.Known()).AsOf(v.AsOfInstant())
			require.Equal(t, len(seen), reg.Len())
			require.Equal(t, v.Digest(), alone.Digest())
			requireAnswers(t, q.answers(t, alone), q.answers(t, v), l.claims)
		}
	})
	require.Positive(t, less, "views that do not see all")
}

// TestViewOfOneCrossingIsOfItsClaims: what a view of one crossing answers is answered by a registry
// of the claims about it, and of those elsewhere that withdraw, deny or repeat others, are named
// so, or are in the succession: of one that is there nothing stands for it. All other claims about
// other crossings have no effect.
func TestViewOfOneCrossingIsOfItsClaims(t *testing.T) {
	less := 0
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		named := map[uuid.UUID]bool{}
		for _, c := range l.claims {
			for _, id := range slices.Concat(c.Retracts, c.Denies, c.Repeats) {
				named[id], named[c.ID] = true, true
			}
		}
		for _, r := range l.succession {
			for _, id := range append(slices.Clone(r.New), r.Old) {
				named[id] = true
			}
		}
		here := rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
		var own, near []border.Claim
		for _, c := range l.claims {
			if c.Crossing == here {
				own = append(own, c)
			}
			if c.Crossing == here || named[c.ID] {
				near = append(near, c)
			}
		}
		if len(near) < len(l.claims) {
			less++
		}
		q.crossings = []string{here}
		narrow := func(claims []border.Claim) border.View {
			v, err := loaded(t, nil, l.succession, claims).View().Only(here)
			require.NoError(t, err)
			return v
		}
		whole, part := narrow(l.claims), narrow(near)
		requireAnswers(t, q.answers(t, part), q.answers(t, whole), l.claims)
		require.Equal(t, loaded(t, nil, nil, own).Digest(), whole.Digest())
		require.Equal(t, loaded(t, nil, nil, own).Through(), whole.Through())
		require.Equal(t, slices.Collect(loaded(t, nil, nil, own).All()), slices.Collect(whole.All()))
	})
	require.Positive(t, less, "histories with claims that have no effect")
}
