package border_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestReadParties(t *testing.T) {
	for _, tt := range []struct {
		in, want string
	}{
		{in: `[]`},
		{in: `[{"code":"a-1","kind":"government","names":{"en":"A"}}]`},
		{in: `[{"code":"a","kind":"armed-group","country":"SY","names":{"en":"A","ar":"أ"},"from":"2013-04~","to":"[2019-03-23,2019-10]"}]`},
		{in: `[{"code":"a","kind":"g","names":{"en":"A"},"since":"2013"}]`, want: `f.json: unknown member "since"`},
		{in: `[{"code":"A","kind":"g","names":{"en":"A"}}]`, want: `f.json: party code "A": want lower-case words joined by hyphens`},
		{in: `[{"kind":"g","names":{"en":"A"}}]`, want: `f.json: party code "": want lower-case words joined by hyphens`},
		{in: `[{"code":"a","names":{"en":"A"}}]`, want: `f.json: party "a": no kind`},
		{in: `[{"code":"a","kind":"g","from":"2013-02-29","names":{"en":"A"}}]`,
			want: `f.json: party "a": from: edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`},
		{in: `[{"code":"a","kind":"g","to":"last year","names":{"en":"A"}}]`,
			want: `f.json: party "a": to: edtf: "last year": 'l' where a digit of the year should be at offset 0`},
		{in: "[\n{", want: "f.json: unexpected end of JSON input"},
	} {
		parties, err := border.ReadParties([]byte(tt.in), "f.json")
		if tt.want != "" {
			require.EqualError(t, err, tt.want)
			continue
		}
		require.NoError(t, err)
		data, err := json.Marshal(parties)
		require.NoError(t, err)
		require.JSONEq(t, tt.in, string(data))
		again, err := border.ReadParties(data, "f.json")
		require.NoError(t, err)
		require.Equal(t, parties, again)
	}
}

// TestPartyConstants: the parties that the package names are in the dataset.
func TestPartyConstants(t *testing.T) {
	reg := emptyRegistry(t)
	for _, p := range []border.Party{
		border.SyrianGovernment, border.SyrianTransitionalGovernment, border.SyrianOpposition, border.IslamicState,
		border.AlNusraFront, border.YPG, border.SDF, border.AutonomousAdministration, border.KurdistanRegionalGovernment, border.USLedCoalition, border.IraqiGovernment, border.Peshmerga,
		border.NoParty, border.UnknownParty,
	} {
		info, ok := reg.Party(p)
		require.True(t, ok, "%s", p)
		require.Equal(t, p, info.Code)
		require.NotEmpty(t, info.Kind)
		require.NotEmpty(t, info.Names.English)
	}
	_, ok := reg.Party("nobody")
	require.False(t, ok)
	ended, _ := reg.Party(border.SyrianGovernment)
	require.Equal(t, "2024-12-08", ended.To.String())
}

// TestPartiesAreByCode: the list is sorted, and one may stop in it.
func TestPartiesAreByCode(t *testing.T) {
	reg := emptyRegistry(t)
	var last border.Party
	n := 0
	for p := range reg.Parties() {
		require.Less(t, last, p.Code)
		last = p.Code
		n++
	}
	require.Greater(t, n, 15)
	for range reg.Parties() {
		break
	}
}

// People call parties by many names; each finds its party, whatever the case,
// marks, hyphens or article.
func TestLookupParty(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for name, want := range map[string]border.Party{
		"islamic-state": border.IslamicState, "isis": border.IslamicState, "ISIS": border.IslamicState, "Daesh": border.IslamicState, "da'esh": border.IslamicState,
		"داعش": border.IslamicState, "داعــش": border.IslamicState, "Islamic State": border.IslamicState, "تنظيم الدولة الإسلامية": border.IslamicState,
		"hts": border.SyrianTransitionalGovernment, "هيئة تحرير الشام": border.SyrianTransitionalGovernment,
		"FSA": border.SyrianOpposition, "الجيش الحر": border.SyrianOpposition, "Al-Nusra": border.AlNusraFront,
		"قسد": border.SDF, "AANES": border.AutonomousAdministration, "KRG": border.KurdistanRegionalGovernment, "PMF": border.IraqiGovernment,
		"Peshmerga": border.Peshmerga, "پێشمەرگە": border.Peshmerga, "nobody": border.NoParty, "unknown": border.UnknownParty,
	} {
		p, err := reg.LookupParty(name)
		require.NoError(t, err, name)
		require.Equal(t, want, p.Code, name)
	}
	for p := range reg.Parties() {
		for _, name := range append([]string{string(p.Code), p.Names.English, p.Names.Arabic}, p.Aliases...) {
			found, err := reg.LookupParty(name)
			require.NoError(t, err, name)
			require.Equal(t, p.Code, found.Code, name)
			found.Aliases = append(found.Aliases[:0], "changed")
		}
	}
}

func TestLookupPartyRefuses(t *testing.T) {
	reg, err := border.New(nil, []border.PartyInfo{
		{Code: "islamic-state", Kind: "armed-group", Aliases: []string{"daesh"}},
		{Code: "peshmerga", Kind: "regional-force"},
	})
	require.NoError(t, err)
	for name, want := range map[string]string{
		"deash":        `"deash": no such party; did you mean islamic-state?`,
		"pershmerga":   `"pershmerga": no such party; did you mean peshmerga?`,
		"red-crescent": `"red-crescent": no such party; want one of islamic-state, peshmerga, unknown`,
		"":             `"": no such party; want one of islamic-state, peshmerga, unknown`,
	} {
		_, err := reg.LookupParty(name)
		require.EqualError(t, err, want)
		require.ErrorIs(t, err, border.ErrNoParty)
		e, ok := errors.AsType[*border.PartyError](err)
		require.True(t, ok)
		require.Equal(t, name, e.Name)
	}
	_, err = border.View{}.LookupParty("isis")
	require.ErrorIs(t, err, border.ErrNoParty)
	_, err = border.New(nil, []border.PartyInfo{{Code: "a", Kind: "x", Aliases: []string{"Q"}}, {Code: "b", Kind: "x", Aliases: []string{"q"}}})
	require.EqualError(t, err, `party "b": its name "q" is also that of "a"`)
}
