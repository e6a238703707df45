package border_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// okCrossing is the JSON of a crossing that is read; rows are made from it.
const okCrossing = `{"code":"a-b","names":{"en":"A–B","ar":"أ"},"aliases":["AB"],"homonyms":[{"name":"C","note":"elsewhere"}],` +
	`"sides":{"syria":{"town":{"en":"A"},"aliases":["AA"],"governorate":{"en":"G"},"iso":"SY-DY","pcode":"SY09","point":{"lat":34.4,"lon":40.9,"accuracyMetres":50}},` +
	`"iraq":{"town":{"en":"B"},"governorate":{"en":"H"},"iso":"IQ-AN","pcode":"IQG01"}}}`

func TestReadCrossings(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string // replaced in the list of okCrossing
		want           string
	}{
		{name: "as it should be"},
		{name: "its id", old: `"names"`, new: `"id":"` + border.Crossing{Code: "a-b"}.ID().String() + `","names"`},
		{name: "the id of another", old: `"names"`, new: `"id":"` + border.Crossing{Code: "a-c"}.ID().String() + `","names"`,
			want: `f.json: crossing "a-b": id "` + border.Crossing{Code: "a-c"}.ID().String() + `" is not that of its code, ` + border.Crossing{Code: "a-b"}.ID().String()},
		{name: "unknown member", old: `"code"`, new: `"kode"`, want: `f.json: unknown member "kode"`},
		{name: "unknown member of a side", old: `"pcode"`, new: `"p"`, want: `f.json: unknown member "p"`},
		{name: "no code", old: `"a-b"`, new: `""`, want: `f.json: crossing code "": want lower-case words joined by hyphens`},
		{name: "code in capitals", old: `"a-b"`, new: `"A-b"`, want: `f.json: crossing code "A-b": want lower-case words joined by hyphens`},
		{name: "code with two hyphens", old: `"a-b"`, new: `"a--b"`, want: `f.json: crossing code "a--b": want lower-case words joined by hyphens`},
		{name: "code too long", old: `"a-b"`, new: `"` + strings.Repeat("a", 65) + `"`, want: `f.json: crossing code "` + strings.Repeat("a", 65) + `": want lower-case words joined by hyphens`},
		{name: "no name", old: `"en":"A–B"`, new: `"ku":"A"`, want: `f.json: crossing "a-b": no English name`},
		{name: "no town", old: `{"en":"B"}`, new: `{}`, want: `f.json: crossing "a-b": iraq side: no English name of the town`},
		{name: "beyond the pole", old: `34.4`, new: `90.4`, want: `f.json: crossing "a-b": syria side: point 90.4, 40.9 is not on the earth`},
		{name: "beyond the meridian", old: `40.9`, new: `-180.9`, want: `f.json: crossing "a-b": syria side: point 34.4, -180.9 is not on the earth`},
		{name: "a side in Turkey", old: `"IQ-AN"`, new: `"TR-31"`, want: `f.json: crossing "a-b": iraq side: iso "TR-31" is not of that country; want IQ- and a governorate`},
		{name: "the sides exchanged", old: `"SY-DY"`, new: `"IQ-DY"`, want: `f.json: crossing "a-b": syria side: iso "IQ-DY" is not of that country; want SY- and a governorate`},
		{name: "a P-code of elsewhere", old: `"SY09"`, new: `"TR09"`, want: `f.json: crossing "a-b": syria side: pcode "TR09" is not of that country; want SY and a governorate`},
		{name: "no codes of the governorate", old: `"iso":"IQ-AN","pcode":"IQG01"`, new: `"iso":"","pcode":""`},
		{name: "a number for a name", old: `"A–B"`, new: `3`, want: `f.json: names.en: want a text, got a number`},
		{name: "not JSON", old: `,"aliases":["AB"]`, new: "\n,\n]", want: `f.json:3: not JSON: invalid character ']' looking for beginning of object key string`},
		{name: "truncated", old: `"IQG01"}}}]`, new: `"`, want: "f.json: unexpected end of JSON input"},
		{name: "something follows", old: `"IQG01"}}}]`, new: `"IQG01"}}}] []`, want: "f.json: something follows the JSON value"},
		{name: "not a list", old: `[` + okCrossing + `]`, new: `{}`, want: `f.json: want a list, got an object`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := `[` + okCrossing + `]`
			require.Contains(t, in, tt.old)
			in = strings.Replace(in, tt.old, tt.new, 1)
			crossings, err := border.ReadCrossings([]byte(in), "f.json")
			if tt.want != "" {
				require.EqualError(t, err, tt.want)
				require.Empty(t, crossings)
				return
			}
			require.NoError(t, err)
			require.Len(t, crossings, 1)
			data, err := json.Marshal(crossings)
			require.NoError(t, err)
			again, err := border.ReadCrossings(data, "f.json")
			require.NoError(t, err)
			require.Equal(t, crossings, again)
		})
	}
}

func TestCrossing(t *testing.T) {
	crossings, err := border.ReadCrossings([]byte(`[`+okCrossing+`]`), "f.json")
	require.NoError(t, err)
	c := crossings[0]
	require.Equal(t, border.Point{Lat: 34.4, Lon: 40.9, AccuracyMetres: 50}, c.Place(border.Syria).Point)
	require.Equal(t, "B", c.Place(border.Iraq).Town.English)
	require.Zero(t, c.Place(border.Both))
	require.Zero(t, c.Place(0))
	for lang, want := range map[string]string{"en": "A–B", "ar": "أ", "ku": "A–B", "fr": "A–B", "": "A–B"} {
		require.Equal(t, want, c.Names.In(lang), lang)
	}
	require.Equal(t, "k", border.Names{English: "e", Kurdish: "k"}.In("ku"))
	require.Empty(t, border.Names{}.In("ar"))

	c.Iraq.ISO = "TR-31"
	_, err = border.New([]border.Crossing{c}, nil)
	require.EqualError(t, err, `crossing "a-b": iraq side: iso "TR-31" is not of that country; want IQ- and a governorate`)

	var unread border.Crossing
	require.Error(t, json.Unmarshal([]byte(`{"code":"a-b"}`), &unread))
	require.Zero(t, unread)
}
