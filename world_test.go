package border_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// twoTowns returns a crossing, for tests to spoil.
func twoTowns(code, syria, iraq string) border.Crossing {
	return border.Crossing{
		Code: code, Names: border.Names{English: syria + "–" + iraq},
		Syria: border.Place{Town: border.Names{English: syria}}, Iraq: border.Place{Town: border.Names{English: iraq}},
	}
}

func TestNewRefuses(t *testing.T) {
	aliased := twoTowns("c-d", "C", "D")
	aliased.Aliases = []string{"The  A-B"}
	noTown := twoTowns("c-d", "C", "")
	far := twoTowns("c-d", "C", "D")
	far.Iraq.Point.Lat = 91
	for _, tt := range []struct {
		name      string
		crossings []border.Crossing
		parties   []border.PartyInfo
		want      string
	}{
		{"the zero crossing", []border.Crossing{{}}, nil, `crossing code "": want lower-case words joined by hyphens`},
		{"no English name", []border.Crossing{{Code: "a-b"}}, nil, `crossing "a-b": no English name`},
		{"no town", []border.Crossing{noTown}, nil, `crossing "c-d": iraq side: no English name of the town`},
		{"not on the earth", []border.Crossing{far}, nil, `crossing "c-d": iraq side: point 91, 0 is not on the earth`},
		{"one code twice", []border.Crossing{twoTowns("a-b", "A", "B"), twoTowns("a-b", "C", "D")}, nil, `crossing "a-b": two crossings have this code`},
		{"one name twice", []border.Crossing{twoTowns("a-b", "A", "B"), aliased}, nil, `crossing "c-d": its name "ab" is also that of "a-b"`},
		{"the zero party", nil, []border.PartyInfo{{}}, `party code "": want lower-case words joined by hyphens`},
		{"no kind", nil, []border.PartyInfo{{Code: "a"}}, `party "a": no kind`},
		{"one party twice", nil, []border.PartyInfo{{Code: "a", Kind: "k"}, {Code: "a", Kind: "k"}}, `party "a": two parties have this code`},
	} {
		reg, err := border.New(tt.crossings, tt.parties)
		require.EqualError(t, err, tt.want, tt.name)
		require.Nil(t, reg)
	}
	many := make([]border.PartyInfo, 1<<15)
	for i := range many {
		many[i] = border.PartyInfo{Code: border.Party(fmt.Sprintf("p%d", i)), Kind: "k"}
	}
	_, err := border.New(nil, many)
	require.EqualError(t, err, "32769 parties and 0 crossings are more than a registry holds")
	_, err = border.New(nil, many[1:])
	require.NoError(t, err)
}

// TestNewOwnWorld: a program may bring crossings and parties of its own; unknown
// is a party everywhere.
func TestNewOwnWorld(t *testing.T) {
	reg, err := border.New([]border.Crossing{twoTowns("x-y", "X", "Y"), twoTowns("a-x", "A", "X")}, []border.PartyInfo{{Code: "us", Kind: "k"}, {Code: "them", Kind: "k"}})
	require.NoError(t, err)
	var codes []string
	for c := range reg.Crossings() {
		codes = append(codes, c.Code)
	}
	require.Equal(t, []string{"a-x", "x-y"}, codes)
	for range reg.Crossings() {
		break
	}
	var parties []border.Party
	for p := range reg.Parties() {
		parties = append(parties, p.Code)
	}
	require.Equal(t, []border.Party{"them", "unknown", "us"}, parties)

	// A side's name that two crossings share finds none, and names both.
	_, err = reg.Lookup("X")
	require.EqualError(t, err, `"X": no such crossing: that name is of several; did you mean a-x or x-y?`)
	c, err := reg.Lookup("X / Y")
	require.NoError(t, err)
	require.Equal(t, "x-y", c.Code)
	_, err = reg.Lookup("A-Y")
	lookup, ok := errors.AsType[*border.LookupError](err)
	require.True(t, ok)
	require.Equal(t, []string{"a-x", "x-y"}, lookup.Candidates)

	claim := openClaim()
	claim.Crossing, claim.Kind, claim.Value = "x-y", border.KindControl, "them"
	_, err = reg.Add(claim)
	require.NoError(t, err)
	f, err := reg.Control("x-y", border.Syria, border.Today())
	require.NoError(t, err)
	require.Equal(t, border.Party("them"), f.Value)
	claim.Value = "islamic-state"
	_, err = reg.Add(claim)
	require.EqualError(t, err, `claim 1: value "islamic-state": no such party; want one of them, unknown, us`)
}

// TestManyPartiesInMessage: of many parties, a message names the first.
func TestManyPartiesInMessage(t *testing.T) {
	var many []border.PartyInfo
	for i := range 50 {
		many = append(many, border.PartyInfo{Code: border.Party(fmt.Sprintf("p%02d", i)), Kind: "k"})
	}
	reg, err := border.New([]border.Crossing{twoTowns("x-y", "X", "Y")}, many)
	require.NoError(t, err)
	claim := openClaim()
	claim.Crossing, claim.Kind, claim.Value = "x-y", border.KindControl, "nobody"
	_, err = reg.Add(claim)
	require.ErrorContains(t, err, `no such party; want one of p00, p01, `)
	require.ErrorContains(t, err, `, p39 and 11 more`)
}
