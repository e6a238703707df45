package border_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

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
