package border_test

import (
	"encoding/json"
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
		{in: `[{"code":"a","kind":"g","names":{"en":"A"},"since":"2013"}]`, want: `f.json: json: unknown field "since"`},
		{in: `[{"code":"A","kind":"g","names":{"en":"A"}}]`, want: `f.json: party code "A": want lower-case words joined by hyphens`},
		{in: `[{"kind":"g","names":{"en":"A"}}]`, want: `f.json: party code "": want lower-case words joined by hyphens`},
		{in: `[{"code":"a","names":{"en":"A"}}]`, want: `f.json: party "a": no kind`},
		{in: `[{"code":"a","kind":"g","from":"2013-02-29","names":{"en":"A"}}]`,
			want: `f.json: party "a": from: edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`},
		{in: `[{"code":"a","kind":"g","to":"last year","names":{"en":"A"}}]`,
			want: `f.json: party "a": to: edtf: "last year": 'l' where a digit of the year should be at offset 0`},
		{in: "[\n{", want: "f.json: unexpected EOF"},
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
		border.AlNusraFront, border.YPG, border.SDF, border.USLedCoalition, border.IraqiGovernment, border.Peshmerga,
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
