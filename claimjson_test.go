package border_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestClaimIDs compares canonical bytes and ids with vectors made elsewhere.
func TestClaimIDs(t *testing.T) {
	data, err := os.ReadFile("testdata/rules/ids.json")
	require.NoError(t, err)
	var vectors struct {
		Namespace uuid.UUID
		Crossings map[string]uuid.UUID
		Claims    []struct {
			Claim     json.RawMessage
			Canonical string
			ID        uuid.UUID
		}
	}
	require.NoError(t, json.Unmarshal(data, &vectors))
	require.Equal(t, uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/crossingstatus/border")), vectors.Namespace)
	require.Len(t, vectors.Crossings, 3)
	for code, id := range vectors.Crossings {
		require.Equal(t, id, border.Crossing{Code: code}.ID())
	}
	require.Len(t, vectors.Claims, 3)
	for _, v := range vectors.Claims {
		var c border.Claim
		require.NoError(t, json.Unmarshal(v.Claim, &c))
		require.Equal(t, v.Canonical, string(c.AppendCanonical(nil)))
		require.Equal(t, v.ID, c.ContentID())
		require.Equal(t, "before "+v.Canonical, string(c.AppendCanonical([]byte("before "))))
	}
}

// TestCanonicalDefaults: what is absent, empty or at its default does not alter the
// id, and neither do id and recorded; everything else does.
func TestCanonicalDefaults(t *testing.T) {
	id := openClaim().ContentID()
	c := openClaim()
	c.ID, c.Edge, c.Recorded = madeID(1), border.Start, madeInstants[0]
	c.Source.Via, c.Retracts, c.Denies, c.Repeats = []string{}, []uuid.UUID{}, []uuid.UUID{}, []uuid.UUID{}
	require.Equal(t, id, c.ContentID())

	c.Denies = []uuid.UUID{madeID(3), madeID(2), madeID(3)}
	other := openClaim()
	other.Denies = []uuid.UUID{madeID(2), madeID(3)}
	require.Equal(t, other.ContentID(), c.ContentID(), "sets have no order")

	seen := map[uuid.UUID]bool{id: true}
	for _, alter := range []func(*border.Claim){
		func(c *border.Claim) { c.Crossing = border.AlTanfAlWaleed },
		func(c *border.Claim) { c.Side = border.Both },
		func(c *border.Claim) { c.Kind = border.KindPassage },
		func(c *border.Claim) { c.Value = "closed" },
		func(c *border.Claim) { c.Unit = "u" },
		func(c *border.Claim) { c.Traffic = border.Fuel },
		func(c *border.Claim) { c.Direction = border.BothWays },
		func(c *border.Claim) { c.When = edtf.MustParse("2019-09-30?") },
		func(c *border.Claim) { c.Edge = border.Seen },
		func(c *border.Claim) { c.Modality = border.Observed },
		func(c *border.Claim) { c.Source.Name = "AP" },
		func(c *border.Claim) { c.Source.Via = []string{"AP", "AFP"} },
		func(c *border.Claim) { c.Source.Via = []string{"AFP", "AP"} },
		func(c *border.Claim) { c.Source.URL = "u" },
		func(c *border.Claim) { c.Source.Title = "u" },
		func(c *border.Claim) { c.Source.Archived = "u" },
		func(c *border.Claim) { c.Source.Lang = "u" },
		func(c *border.Claim) { c.Reported = edtf.MustParse("2019-10-01") },
		func(c *border.Claim) { c.Grade = border.Grade{Reliability: 'F', Credibility: '6'} },
		func(c *border.Claim) { c.Quote = "u" },
		func(c *border.Claim) { c.Note = "u" },
		func(c *border.Claim) { c.Retracts = []uuid.UUID{madeID(1)} },
		func(c *border.Claim) { c.Denies = []uuid.UUID{madeID(1)} },
		func(c *border.Claim) { c.Repeats = []uuid.UUID{madeID(1)} },
	} {
		c := openClaim()
		alter(&c)
		require.False(t, seen[c.ContentID()], "%s", c.AppendJSON(nil))
		seen[c.ContentID()] = true
	}
}

// drawWholeClaim draws a valid claim with any members and any texts.
func drawWholeClaim(t *rapid.T) border.Claim {
	c := drawTheme(t).drawClaim(t)
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "<&>", "\u2028\u2029", "\"\\\b\f\n\r\t\x00\x1f\x7f", "الهول", "😀", "�"}))
	name := text.Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
	c.Source = border.Source{
		Name: name.Draw(t, "name"), URL: text.Draw(t, "url"), Title: text.Draw(t, "title"),
		Archived: text.Draw(t, "archived"), Lang: text.Draw(t, "lang"),
	}
	if via := rapid.SliceOfN(name, 0, 2).Draw(t, "via"); len(via) > 0 {
		c.Source.Via = via
	}
	c.Quote, c.Note = text.Draw(t, "quote"), text.Draw(t, "note")
	if c.Kind.IsNotice() {
		c.Value = name.Draw(t, "value")
	}
	if rapid.Bool().Draw(t, "id") {
		c.ID = madeID(20)
	}
	for i, list := range []*[]uuid.UUID{&c.Retracts, &c.Denies, &c.Repeats} {
		if c.Kind == border.KindReview && i > 0 {
			break
		}
		for range rapid.IntRange(0, 2).Draw(t, "names") {
			*list = append(*list, madeID(i*2+len(*list)+1))
		}
	}
	return c
}

// TestClaimRoundTrip: what is written is read back, member by member.
func TestClaimRoundTrip(t *testing.T) {
	checkHistories(t, 500, func(t *rapid.T) {
		c := drawWholeClaim(t)
		require.NoError(t, c.Validate())
		line := c.AppendJSON(nil)
		require.NotContains(t, string(line), "\n")
		claims, errs := readAll(bytes.NewReader(line))
		require.Empty(t, errs)
		require.Len(t, claims, 1)
		require.Equal(t, c, claims[0])
		data, err := json.Marshal(c)
		require.NoError(t, err)
		require.JSONEq(t, string(line), string(data))
		require.Equal(t, c.ContentID(), claims[0].ContentID())
	})
}

// FuzzClaimRoundTrip: a claim that was read is written, and read again, the same.
func FuzzClaimRoundTrip(f *testing.F) {
	for _, tt := range lineTests {
		f.Add([]byte(tt.line))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		claims, _ := readAll(bytes.NewReader(data))
		for _, c := range claims {
			line := c.AppendJSON(nil)
			again, errs := readAll(bytes.NewReader(line))
			require.Empty(t, errs, "%s", line)
			require.Len(t, again, 1)
			require.Equal(t, string(line), string(again[0].AppendJSON(nil)))
			require.Equal(t, c.ContentID(), again[0].ContentID())
			require.True(t, json.Valid(line))
		}
	})
}
