package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestWhyTellsEveryClaim takes random answers apart: each claim of the track gets
// one verdict, those that give the value or are for it are Basis, and those
// against it or denying it Against.
func TestWhyTellsEveryClaim(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	checkHistories(t, 200, func(t *rapid.T) {
		h := drawHistory(t, 12)
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		var added []border.Claim
		for _, batch := range h.batches {
			_, err := reg.Add(batch...)
			require.NoError(t, err)
			added = append(added, batch...)
		}
		v, slow := reg.View(), referenceOf(added)
		if rapid.Bool().Draw(t, "narrowed") {
			known := drawQueryDay(t)
			v, slow = v.KnownBy(known), slow.knownBy(known)
		}
		day := drawQueryDay(t)
		code := rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
		side := rapid.SampledFrom([]border.Side{border.Syria, border.Iraq}).Draw(t, "side")
		question := rapid.SampledFrom([]border.Question{border.QuestionControl, border.QuestionStatus}).Draw(t, "question")
		reasons, err := v.Why(code, side, question, day)
		require.NoError(t, err)

		byVerdict := map[border.Verdict]map[uuid.UUID]bool{}
		told := map[uuid.UUID]bool{}
		for _, r := range reasons {
			require.False(t, told[r.Claim.ID], "%s\ntold twice: %s", h, r.Claim.ID)
			told[r.Claim.ID] = true
			if byVerdict[r.Verdict] == nil {
				byVerdict[r.Verdict] = map[uuid.UUID]bool{}
			}
			byVerdict[r.Verdict][r.Claim.ID] = true
		}
		all, err := reg.Claims(code)
		require.NoError(t, err)
		known, err := v.Claims(code)
		require.NoError(t, err)
		for _, c := range all {
			kind := border.KindControl
			if question == border.QuestionStatus {
				kind = border.KindStatus
			}
			if c.Kind == kind && (c.Side == side || c.Side == border.Both) {
				require.True(t, told[c.ID], "%s\nnot told: %s", h, c.ID)
			}
			if !slices.ContainsFunc(known, func(k border.Claim) bool { return k.ID == c.ID }) && told[c.ID] {
				require.True(t, byVerdict[border.NotKnown][c.ID], "%s\nnot known: %s", h, c.ID)
			}
		}
		basis, against := idsOf(v, code, side, question, day)
		require.Equal(t, basis, union(byVerdict[border.GivesValue], byVerdict[border.For]), "%s\n%s %s %s on %s", h, code, side, question, day)
		// A claim that is both for the value and denies what gives it counts as for.
		for id := range against {
			if basis[id] {
				delete(against, id)
			}
		}
		require.Equal(t, against, union(byVerdict[border.Against], byVerdict[border.Denying]), "%s\n%s %s %s on %s", h, code, side, question, day)
		require.LessOrEqual(t, len(byVerdict[border.GivesValue]), 1)

		kind := border.KindControl
		if question == border.QuestionStatus {
			kind = border.KindStatus
		}
		track := slow.Track(code, side.String(), kind.String())
		for _, r := range reasons {
			if want, ok := slow.byOracle(track, r, day.Number()); ok {
				require.ElementsMatch(t, want, idTexts(r.By), "%s\n%s: %s %s of %s on %s", h, code, r.Verdict, question, r.Claim.ID, day)
			}
		}
	})
}

// byOracle returns the claims that made a verdict, for those verdicts that claims on
// the track or about them make.
func (slow reference) byOracle(tr *oracle.Track, r border.Reason, day int64) (by []string, ok bool) {
	id := r.Claim.ID.String()
	switch r.Verdict {
	case border.Withdrawn:
		for _, c := range slow.Claims {
			if c.ID != id && slices.Contains(c.Retracts, id) {
				by = append(by, c.ID)
			}
		}
		return by, true
	case border.DeniedBy:
		return slow.Denials(id), true
	case border.CameBefore:
		by, end, ok := tr.CameAfter(id)
		return by, ok && end <= day // else an episode hides it
	}
	return nil, false
}

// idsOf returns the ids of a finding's Basis and Against.
func idsOf(v border.View, code string, side border.Side, question border.Question, day border.Day) (basis, against map[uuid.UUID]bool) {
	basis, against = map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	if question == border.QuestionControl {
		f, _ := v.Control(code, side, day)
		for c := range f.Basis() {
			basis[c.ID] = true
		}
		for c := range f.Against() {
			against[c.ID] = true
		}
		return basis, against
	}
	f, _ := v.Status(code, side, day)
	for c := range f.Basis() {
		basis[c.ID] = true
	}
	for c := range f.Against() {
		against[c.ID] = true
	}
	return basis, against
}

func union(sets ...map[uuid.UUID]bool) map[uuid.UUID]bool {
	all := map[uuid.UUID]bool{}
	for _, s := range sets {
		for id := range s {
			all[id] = true
		}
	}
	return all
}

// One history with a claim for each verdict.
func TestWhyVerdicts(t *testing.T) {
	id := func(n byte) uuid.UUID { return uuid.UUID{15: n} }
	claim := func(n byte, value, when string, edge border.Edge, change func(*border.Claim)) border.Claim {
		c := statusClaim(value, when, edge)
		c.ID = id(n)
		if change != nil {
			change(&c)
		}
		return c
	}
	reg := emptyRegistry(t)
	_, err := reg.Add(
		claim(1, "open", "2010-01-01", border.Start, nil),
		claim(2, "closed", "2012-01-01", border.Start, nil),
		claim(3, "closed", "2012", border.Start, nil),
		claim(4, "closed", "2013-01-01", border.Seen, nil),
		claim(5, "open", "[2012-06-01..2014-12-31]", border.Start, nil),
		claim(6, "closed", "2012-01-01", border.Start, func(c *border.Claim) { c.Modality, c.Denies = border.Denied, []uuid.UUID{id(2)} }),
		claim(7, "open", "2010", border.Start, nil),
		claim(8, "open", "2016-01-01", border.Start, nil),
		claim(9, "trial", "2011-01-01/2011-01-05", border.Start, nil),
		claim(10, "trial", "2012-12-01", border.Start, nil),
		claim(11, "trial", "2012-12-01", border.Start, func(c *border.Claim) { c.Modality, c.Retracts = border.Denied, []uuid.UUID{id(10)} }),
		claim(12, "trial", "2009-01-01", border.Start, nil),
		claim(13, "trial", "2009-01-01", border.Start, func(c *border.Claim) { c.Modality, c.Denies = border.Denied, []uuid.UUID{id(12)} }),
		claim(14, "open", "2013-03-03", border.Seen, func(c *border.Claim) { c.Reported = edtfDate("2019") }),
		claim(15, "open", "2014", border.Start, func(c *border.Claim) { c.Modality = border.Planned }),
		claim(16, "open", "2013", border.Start, func(c *border.Claim) { c.Modality = border.Feared }),
		claim(17, "trial", "2012-12-01", border.Start, func(c *border.Claim) { c.Modality, c.Retracts = border.Denied, []uuid.UUID{id(20)} }),
		claim(18, "trial", "2012-12-01", border.Start, func(c *border.Claim) { c.Modality, c.Retracts = border.Denied, []uuid.UUID{id(19)} }),
		claim(19, "trial", "2012-12-02", border.Start, nil),
		claim(20, "trial", "2012-12-03", border.Start, nil),
		claim(21, "trial", "2013-01-01", border.Start, nil),
		claim(22, "trial", "2013-01-01", border.Start, func(c *border.Claim) { c.Modality, c.Denies = border.Denied, []uuid.UUID{id(21)} }),
	)
	require.NoError(t, err)
	reasons, err := reg.KnownBy(border.Date(2018, 1, 1)).Why(border.AlBukamalAlQaim, border.Syria, border.QuestionStatus, border.Date(2013, 2, 1))
	require.NoError(t, err)
	got := map[byte]border.Verdict{}
	by := map[byte][]uuid.UUID{}
	for _, r := range reasons {
		got[r.Claim.ID[15]], by[r.Claim.ID[15]] = r.Verdict, r.By
	}
	require.Equal(t, map[byte]border.Verdict{
		1: border.CameBefore, 2: border.For, 3: border.For, 4: border.GivesValue, 5: border.Against, 6: border.NoFact,
		7: border.Restates, 8: border.NotBegun, 9: border.Ended, 10: border.Withdrawn, 11: border.NoFact, 12: border.DeniedBy,
		13: border.NoFact, 14: border.NotKnown, 15: border.IsPlan, 16: border.NoFact, 17: border.NoFact, 18: border.NoFact,
		19: border.Withdrawn, 20: border.Withdrawn, 21: border.Against, 22: border.NoFact,
	}, got)
	require.Equal(t, []uuid.UUID{id(3)}, by[1], "the vague change came after, for the sharp ones are denied")
	require.Empty(t, by[3], "nothing restates what is denied")
	require.Equal(t, []uuid.UUID{id(1)}, by[7])
	require.Equal(t, []uuid.UUID{id(11)}, by[10])
	require.Equal(t, []uuid.UUID{id(18)}, by[19])
	require.Equal(t, []uuid.UUID{id(17)}, by[20])
	require.Equal(t, []uuid.UUID{id(13)}, by[12])

	_, err = reg.Why(border.AlBukamalAlQaim, border.Both, border.QuestionStatus, border.Date(2013, 2, 1))
	require.EqualError(t, err, `"both" is not one of syria, iraq`)
	_, err = reg.Why("nowhere", border.Syria, border.QuestionStatus, border.Date(2013, 2, 1))
	require.ErrorIs(t, err, border.ErrNoCrossing)
	_, err = reg.Why(border.AlBukamalAlQaim, border.Syria, 0, border.Date(2013, 2, 1))
	require.EqualError(t, err, `"" is not one of control, status`)
}

// Of two changes that end on the day of a sighting only the one that began then came
// after it (rule 2).
func TestWhyNamesWhatCameAfter(t *testing.T) {
	reg := emptyRegistry(t)
	ids, err := reg.Add(
		statusClaim("open", "2013-01-01", border.Seen),
		statusClaim("closed", "2013-01-01", border.Start),
		statusClaim("trial", "[2012-12-01..2013-01-01]", border.Start),
	)
	require.NoError(t, err)
	reasons, err := reg.Why(border.AlBukamalAlQaim, border.Syria, border.QuestionStatus, border.Date(2013, 2, 1))
	require.NoError(t, err)
	i := slices.IndexFunc(reasons, func(r border.Reason) bool { return r.Claim.ID == ids[0] })
	require.Equal(t, border.CameBefore, reasons[i].Verdict)
	require.Equal(t, ids[1:2], reasons[i].By)
}

// Of a denial of what gives the value the reason names all claims that it denies.
func TestWhyNamesWhatIsDenied(t *testing.T) {
	reg := emptyRegistry(t)
	first, second, denial := statusClaim("open", "2010-01-01", border.Start), statusClaim("closed", "2012-01-01", border.Start), statusClaim("open", "2012-01-01", border.Start)
	first.ID, second.ID, denial.ID = uuid.UUID{15: 2}, uuid.UUID{15: 1}, uuid.UUID{15: 3}
	denial.Modality, denial.Denies = border.Denied, []uuid.UUID{first.ID, second.ID}
	_, err := reg.Add(first, second, denial)
	require.NoError(t, err)
	reasons, err := reg.Why(border.AlBukamalAlQaim, border.Syria, border.QuestionStatus, border.Date(2013, 1, 1))
	require.NoError(t, err)
	var by []uuid.UUID
	for _, r := range reasons {
		if r.Verdict == border.Denying {
			require.Equal(t, denial.ID, r.Claim.ID)
			by = r.By
		}
	}
	require.Equal(t, []uuid.UUID{second.ID, first.ID}, by)
}
