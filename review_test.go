package border_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// reviewClaim returns a review of 20 November 2026.
func reviewClaim() border.Claim {
	return border.Review(border.AlTanfAlWaleed, border.Date(2026, time.November, 20), border.Source{Name: "a"})
}

// What a review may not have: reviewTests spoil one.
var reviewTests = []validateTest{
	{name: "valid", spoil: func(c *border.Claim) {}},
	{name: "of one side, observed", spoil: func(c *border.Claim) { c.Side, c.Modality = border.Iraq, border.Observed }},
	{name: "at a time", spoil: func(c *border.Claim) { c.When = edtf.MustParse("2026-11-20T23:30:00Z") }},
	{name: "no when", spoil: func(c *border.Claim) { c.When = edtf.Date{} }, member: "when", want: "when: missing"},
	{name: "no side", spoil: func(c *border.Claim) { c.Side = 0 }, member: "side", want: "side: missing"},
	{name: "value", spoil: func(c *border.Claim) { c.Value = "open" }, member: "value", value: "open", want: `value "open": has no meaning with kind review: nothing was new`},
	{name: "value of spaces", spoil: func(c *border.Claim) { c.Value = " " }, member: "value", value: " ", want: `value " ": has no meaning with kind review: nothing was new`},
	{name: "unit", spoil: func(c *border.Claim) { c.Unit = "a" }, member: "unit", value: "a", want: `unit "a": has a meaning with kind control only, not with review`},
	{name: "traffic", spoil: func(c *border.Claim) { c.Traffic = border.Fuel }, member: "traffic", value: "fuel", want: `traffic "fuel": has no meaning with kind review`},
	{name: "direction", spoil: func(c *border.Claim) { c.Direction = border.BothWays }, member: "direction", value: "both", want: `direction "both": has no meaning with kind review`},
	{name: "edge", spoil: func(c *border.Claim) { c.Edge = border.Seen }, member: "edge", value: "seen", want: `edge "seen": has no meaning with kind review: nothing was new`},
	{name: "edge start is none", spoil: func(c *border.Claim) { c.Edge = border.Start }},
	{name: "planned", spoil: func(c *border.Claim) { c.Modality = border.Planned }, member: "modality", value: "planned", want: `modality "planned": want observed or reported with kind review`},
	{name: "feared", spoil: func(c *border.Claim) { c.Modality = border.Feared }, member: "modality", value: "feared", want: `modality "feared": want observed or reported with kind review`},
	{name: "denied", spoil: func(c *border.Claim) { c.Modality = border.Denied }, member: "modality", value: "denied", want: `modality "denied": want observed or reported with kind review`},
	{name: "a month", spoil: func(c *border.Claim) { c.When = edtf.MustParse("2026-11") }, member: "when", value: "2026-11", want: `when "2026-11": want one day with kind review, as 2026-11-20`},
	{name: "days", spoil: func(c *border.Claim) { c.When = edtf.MustParse("2026-11-20/2026-11-21") }, member: "when", value: "2026-11-20/2026-11-21",
		want: `when "2026-11-20/2026-11-21": want one day with kind review, as 2026-11-20`},
	{name: "one of a set", spoil: func(c *border.Claim) { c.When = edtf.MustParse("[2026-11-20,2026-11-22]") }, member: "when", value: "[2026-11-20,2026-11-22]",
		want: `when "[2026-11-20,2026-11-22]": want one day with kind review, as 2026-11-20`},
	{name: "denies", spoil: func(c *border.Claim) { c.Denies = []uuid.UUID{madeID(1)} }, member: "denies", value: madeID(1).String(),
		want: fmt.Sprintf("denies %q: has no meaning with kind review: nothing was new", madeID(1))},
	{name: "repeats", spoil: func(c *border.Claim) { c.Repeats = []uuid.UUID{madeID(1)} }, member: "repeats", value: madeID(1).String(),
		want: fmt.Sprintf("repeats %q: has no meaning with kind review: nothing was new", madeID(1))},
	// One that withdraws reviews is none.
	{name: "withdraws", spoil: func(c *border.Claim) {
		c.Modality, c.When, c.Retracts = border.Denied, edtf.Date{}, []uuid.UUID{madeID(1)}
	}},
	{name: "withdraws on a day", spoil: func(c *border.Claim) { c.Modality, c.Retracts = border.Denied, []uuid.UUID{madeID(1)} }, member: "when", value: "2026-11-20",
		want: `when "2026-11-20": has no meaning where a review is withdrawn`},
}

func TestReviewValidate(t *testing.T) { testValidate(t, reviewTests, reviewClaim) }

// A review is read, written and found again like any claim, fast and strictly.
func TestReviewText(t *testing.T) {
	c := reviewClaim()
	c.Edge, c.ID = border.Start, c.ContentID()
	line := fmt.Sprintf(`{"id":%q,"crossing":"al-tanf-al-waleed","side":"both","kind":"review","when":"2026-11-20","edge":"start","modality":"reported","source":{"name":"a"}}`, c.ID)
	require.Equal(t, line, string(c.AppendJSON(nil)))
	for _, text := range []string{line, " " + line} {
		var read border.Claim
		require.NoError(t, json.Unmarshal([]byte(text), &read))
		require.Equal(t, c, read)
	}
	var read border.Claim
	require.EqualError(t, json.Unmarshal([]byte(line[:len(line)-1]+`,"value":"open"}`), &read), `value "open": has no meaning with kind review: nothing was new`)
}

// A review changes lastReview, the digest and the list of claims, and nothing else.
func TestReviewChangesNoAnswer(t *testing.T) {
	reg := emptyRegistry(t)
	open := openClaim()
	open.Crossing, open.Reported = border.AlTanfAlWaleed, edtf.MustParse("2019-10-01")
	_, err := reg.Add(open)
	require.NoError(t, err)
	before := reg.View()

	review := reviewClaim()
	review.Reported = edtf.MustParse("2026-11-21")
	late := border.Review(border.AlTanfAlWaleed, border.Date(2026, time.November, 24), border.Source{Name: "b"})
	withdrawn := border.Review(border.AlTanfAlWaleed, border.Date(2026, time.November, 22), border.Source{Name: "c"})
	ids, err := reg.Add(review, late, withdrawn)
	require.NoError(t, err)
	withdrawing := withdrawn
	withdrawing.Modality, withdrawing.When, withdrawing.Retracts = border.Denied, edtf.Date{}, ids[2:]
	_, err = reg.Add(withdrawing)
	require.NoError(t, err)

	require.NotEqual(t, before.Digest(), reg.Digest())
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	require.Len(t, claims, 5)
	require.Empty(t, slices.Collect(border.Diff(before, reg.View())))
	require.Equal(t, before.Through().Reported, reg.View().Through().Reported)
	for day, want := range map[string]string{"2019-09-30": "", "2026-11-19": "", "2026-11-20": "2026-11-20", "2026-11-23": "2026-11-20", "2026-11-24": "2026-11-24", "2027-01-01": "2026-11-24"} {
		on, err := border.ParseDay(day)
		require.NoError(t, err)
		earlier, err := before.At(border.AlTanfAlWaleed, on)
		require.NoError(t, err)
		later, err := reg.At(border.AlTanfAlWaleed, on)
		require.NoError(t, err)
		require.Equal(t, want, later.LastReview().String(), day)
		members := func(s border.State) (m map[string]any) {
			text, err := json.Marshal(s)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(text, &m))
			return m
		}
		a, b := members(earlier), members(later)
		if want != "" {
			require.Equal(t, want, b["lastReview"])
		}
		a["lastReview"], b["lastReview"] = nil, nil
		require.Equal(t, a, b, day)
	}
	s, err := reg.KnownBy(border.Date(2026, time.November, 20)).At(border.AlTanfAlWaleed, border.Date(2026, time.November, 30))
	require.NoError(t, err)
	require.True(t, s.LastReview().IsZero(), "it was reported a day later")
}

func TestKinds(t *testing.T) {
	for kind := border.KindControl; kind <= border.KindReview; kind++ {
		isState := kind == border.KindControl || kind == border.KindStatus
		require.Equal(t, isState, kind.MakesState(), kind)
		require.Equal(t, !isState && kind != border.KindReview, kind.IsNotice(), kind)
	}
	require.False(t, border.Kind(0).MakesState() || border.Kind(0).IsNotice())
}
