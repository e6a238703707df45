package border_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// openClaim returns a claim that is valid, for tests to spoil.
func openClaim() border.Claim {
	return border.Claim{
		Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: "open",
		When: edtf.MustParse("2019-09-30"), Modality: border.Reported, Source: border.Source{Name: "Reuters"},
	}
}

// A validateTest spoils a claim that is valid.
type validateTest struct {
	name   string
	spoil  func(*border.Claim)
	member string
	value  string
	want   string // the whole message; "" if the claim is valid
}

var validateTests = []validateTest{
	{name: "valid", spoil: func(c *border.Claim) {}},
	{name: "no crossing", spoil: func(c *border.Claim) { c.Crossing = "" }, member: "crossing", want: "crossing: missing"},
	{name: "no side", spoil: func(c *border.Claim) { c.Side = 0 }, member: "side", want: "side: missing"},
	{name: "no kind", spoil: func(c *border.Claim) { c.Kind = 0 }, member: "kind", want: "kind: missing"},
	{name: "no value", spoil: func(c *border.Claim) { c.Value = "" }, member: "value", want: "value: missing"},
	{name: "a value of spaces", spoil: func(c *border.Claim) { c.Kind, c.Value = border.KindThreat, " \t" }, member: "value", want: "value: missing"},
	{name: "no when", spoil: func(c *border.Claim) { c.When = edtf.Date{} }, member: "when", want: "when: missing"},
	{name: "no modality", spoil: func(c *border.Claim) { c.Modality = 0 }, member: "modality", want: "modality: missing"},
	{name: "no source", spoil: func(c *border.Claim) { c.Source = border.Source{URL: "https://example.org"} }, member: "source.name", want: "source.name: missing"},
	{name: "a source of spaces", spoil: func(c *border.Claim) { c.Source.Name = " " }, member: "source.name", want: "source.name: missing"},
	// A denial may do without.
	{name: "denied, no value, no when", spoil: func(c *border.Claim) { c.Modality, c.Value, c.When = border.Denied, "", edtf.Date{} }},

	{name: "side beyond", spoil: func(c *border.Claim) { c.Side = 4 }, member: "side", value: "4?", want: `side "4?": want one of syria, iraq, both`},
	{name: "kind beyond", spoil: func(c *border.Claim) { c.Kind = 8 }, member: "kind", value: "8?",
		want: `kind "8?": want one of control, status, passage, obstacle, threat, authorization, review`},
	{name: "direction beyond", spoil: func(c *border.Claim) { c.Direction = 4 }, member: "direction", value: "4?",
		want: `direction "4?": want one of sy-to-iq, iq-to-sy, both`},
	{name: "edge beyond", spoil: func(c *border.Claim) { c.Edge = 3 }, member: "edge", value: "3?", want: `edge "3?": want one of start, seen`},
	{name: "modality beyond", spoil: func(c *border.Claim) { c.Modality = 7 }, member: "modality", value: "7?",
		want: `modality "7?": want one of observed, reported, planned, expected, denied, feared`},
	{name: "no such status", spoil: func(c *border.Claim) { c.Value = "Open" }, member: "value", value: "Open",
		want: `value "Open": want one of closed, intermittent, open, restricted, trial, unknown`},
	{name: "a denied status must be one too", spoil: func(c *border.Claim) { c.Modality, c.Value = border.Denied, "shut" }, member: "value", value: "shut",
		want: `value "shut": want one of closed, intermittent, open, restricted, trial, unknown`},

	{name: "unit of a status", spoil: func(c *border.Claim) { c.Unit = "maghawir-al-thawra" }, member: "unit", value: "maghawir-al-thawra",
		want: `unit "maghawir-al-thawra": has a meaning with kind control only, not with status`},
	{name: "traffic of control", spoil: func(c *border.Claim) { c.Kind, c.Value, c.Traffic = border.KindControl, "ypg", border.Fuel }, member: "traffic", value: "fuel",
		want: `traffic "fuel": has no meaning with kind control`},
	{name: "direction of control", spoil: func(c *border.Claim) { c.Kind, c.Value, c.Direction = border.KindControl, "ypg", border.BothWays },
		member: "direction", value: "both", want: `direction "both": has no meaning with kind control`},
	{name: "traffic beyond", spoil: func(c *border.Claim) { c.Traffic = 1 << 8 }, member: "traffic", value: "256",
		want: `traffic "256": want some of passengers, commercial, transit, humanitarian, returnees, fuel, military, official`},
	{name: "traffic of a status", spoil: func(c *border.Claim) {
		c.Value, c.Traffic, c.Direction = "restricted", border.Returnees, border.IraqToSyria
	}},
	{name: "half a grade", spoil: func(c *border.Claim) { c.Grade.Reliability = 'A' }, member: "grade", value: "A\x00",
		want: `grade "A\x00": "A\x00" is not a grade: want a letter A to F and a digit 1 to 6, as B2`},

	{name: "all of a set", spoil: func(c *border.Claim) { c.When = edtf.MustParse("{2012-07-19,2012-07-21}") }, member: "when", value: "{2012-07-19,2012-07-21}",
		want: `when "{2012-07-19,2012-07-21}": a set of several days at once; make one claim for each`},
	{name: "reported over an interval", spoil: func(c *border.Claim) { c.Reported = edtf.MustParse("2012/2013") }, member: "reported", value: "2012/2013",
		want: `reported "2012/2013": want one date or a one-of set, as [2019-07-05..2019-09-29]`},
	{name: "reported on all of a set", spoil: func(c *border.Claim) { c.Reported = edtf.MustParse("{2012,2013}") }, member: "reported", value: "{2012,2013}",
		want: `reported "{2012,2013}": want one date or a one-of set, as [2019-07-05..2019-09-29]`},
	{name: "reported on one of a set", spoil: func(c *border.Claim) { c.Reported = edtf.MustParse("[2012..2013]") }},
	{name: "when out of reach", spoil: func(c *border.Claim) { c.When = edtf.MustParse("Y-17E7") }, member: "when", value: "Y-17E7",
		want: `when "Y-17E7": want days between the years -5800000 and 5800000`},
	{name: "reported out of reach", spoil: func(c *border.Claim) { c.Reported = edtf.MustParse("Y170000002") }, member: "reported", value: "Y170000002",
		want: `reported "Y170000002": want days between the years -5800000 and 5800000`},
	{name: "recorded before", spoil: func(c *border.Claim) { c.Recorded = time.Date(1677, 12, 31, 0, 0, 0, 0, time.UTC) }, member: "recorded", value: "1677-12-31T00:00:00Z",
		want: `recorded "1677-12-31T00:00:00Z": want a time between the years 1678 and 2261`},
	{name: "recorded after", spoil: func(c *border.Claim) { c.Recorded = time.Date(2262, 1, 1, 0, 0, 0, 0, time.UTC) }, member: "recorded", value: "2262-01-01T00:00:00Z",
		want: `recorded "2262-01-01T00:00:00Z": want a time between the years 1678 and 2261`},

	{name: "crossing not UTF-8", spoil: func(c *border.Claim) { c.Crossing = "a\xff" }, member: "crossing", value: "a\xff", want: `crossing "a\xff": not UTF-8`},
	{name: "value not UTF-8", spoil: func(c *border.Claim) { c.Kind, c.Value = border.KindThreat, "\xff" }, member: "value", value: "\xff", want: `value "\xff": not UTF-8`},
	{name: "unit not UTF-8", spoil: func(c *border.Claim) { c.Kind, c.Value, c.Unit = border.KindControl, "ypg", "\xff" }, member: "unit", value: "\xff", want: `unit "\xff": not UTF-8`},
	{name: "source not UTF-8", spoil: func(c *border.Claim) { c.Source.Name = "\xff" }, member: "source.name", value: "\xff", want: `source.name "\xff": not UTF-8`},
	{name: "relay not UTF-8", spoil: func(c *border.Claim) { c.Source.Via = []string{"a", "\xff"} }, member: "source.via", value: "\xff", want: `source.via "\xff": not UTF-8`},
	{name: "relay without a name", spoil: func(c *border.Claim) { c.Source.Via = []string{"a", " "} }, member: "source.via", value: " ", want: `source.via " ": a relay without a name`},
	{name: "url not UTF-8", spoil: func(c *border.Claim) { c.Source.URL = "\xff" }, member: "source.url", value: "\xff", want: `source.url "\xff": not UTF-8`},
	{name: "title not UTF-8", spoil: func(c *border.Claim) { c.Source.Title = "\xff" }, member: "source.title", value: "\xff", want: `source.title "\xff": not UTF-8`},
	{name: "archived not UTF-8", spoil: func(c *border.Claim) { c.Source.Archived = "\xff" }, member: "source.archived", value: "\xff", want: `source.archived "\xff": not UTF-8`},
	{name: "lang not UTF-8", spoil: func(c *border.Claim) { c.Source.Lang = "\xff" }, member: "source.lang", value: "\xff", want: `source.lang "\xff": not UTF-8`},
	{name: "quote not UTF-8", spoil: func(c *border.Claim) { c.Quote = "\xff" }, member: "quote", value: "\xff", want: `quote "\xff": not UTF-8`},
	{name: "note not UTF-8", spoil: func(c *border.Claim) { c.Note = "\xff" }, member: "note", value: "\xff", want: `note "\xff": not UTF-8`},
}

func TestClaimValidate(t *testing.T) { testValidate(t, validateTests, openClaim) }

// testValidate spoils claims that are valid.
func testValidate(t *testing.T, tests []validateTest, valid func() border.Claim) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := valid()
			tt.spoil(&c)
			err := c.Validate()
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, tt.want)
			fault, ok := errors.AsType[*border.ClaimError](err)
			require.True(t, ok)
			require.Equal(t, tt.member, fault.Member)
			require.Equal(t, tt.value, fault.Value)
			require.Equal(t, strings.HasSuffix(tt.want, ": missing"), errors.Is(err, border.ErrMissing))
			require.Empty(t, fault.File)
			require.Zero(t, fault.Line)

			// No registry takes it either, and tells its place in the batch.
			_, err = emptyRegistry(t).Add(openClaim(), c)
			require.EqualError(t, err, "claim 2: "+tt.want)
		})
	}
}

func TestClaimNamesItself(t *testing.T) {
	id := uuid.MustParse("fd647c79-6280-58ec-b9c3-21916de21818")
	for member, set := range map[string]func(*border.Claim){
		"retracts": func(c *border.Claim) { c.Retracts = []uuid.UUID{id} },
		"denies":   func(c *border.Claim) { c.Denies = []uuid.UUID{id} },
		"repeats":  func(c *border.Claim) { c.Repeats = []uuid.UUID{id} },
	} {
		c := openClaim()
		c.ID = id
		set(&c)
		err := c.Validate()
		require.ErrorIs(t, err, border.ErrSelf)
		require.EqualError(t, err, member+` "fd647c79-6280-58ec-b9c3-21916de21818": a claim cannot name itself`)
	}
}

func TestClaimErrorText(t *testing.T) {
	reason := errors.New("reason")
	for _, tt := range []struct {
		err  border.ClaimError
		want string
	}{
		{border.ClaimError{Err: reason}, "reason"},
		{border.ClaimError{Member: "when", Err: reason}, "when: reason"},
		{border.ClaimError{Member: "when", Value: "2012-13", Err: reason}, `when "2012-13": reason`},
		{border.ClaimError{Line: 3, Member: "when", Err: reason}, "claim 3: when: reason"},
		{border.ClaimError{File: "a.jsonl", Line: 3, Err: reason}, "a.jsonl:3: reason"},
		{border.ClaimError{Value: "of no member", Err: reason}, "reason"},
		// Long values are cut, between characters.
		{border.ClaimError{Member: "quote", Value: strings.Repeat("a", 200), Err: reason}, `quote "` + strings.Repeat("a", 64) + `…": reason`},
		{border.ClaimError{Member: "quote", Value: strings.Repeat("a", 63) + "öö", Err: reason}, `quote "` + strings.Repeat("a", 63) + `…": reason`},
	} {
		require.EqualError(t, &tt.err, tt.want)
		require.ErrorIs(t, &tt.err, reason)
	}
}

func TestClaimClone(t *testing.T) {
	c := openClaim()
	c.Source.Via = []string{"relay"}
	ids := func() []uuid.UUID { return []uuid.UUID{madeID(1)} }
	c.Retracts, c.Denies, c.Repeats = ids(), ids(), ids()
	clone := c.Clone()
	require.Equal(t, c, clone)
	clone.Source.Via[0], clone.Retracts[0], clone.Denies[0], clone.Repeats[0] = "", uuid.Nil, uuid.Nil, uuid.Nil
	require.Equal(t, []string{"relay"}, c.Source.Via)
	require.Equal(t, ids(), c.Retracts)
	require.Equal(t, ids(), c.Denies)
	require.Equal(t, ids(), c.Repeats)
}
