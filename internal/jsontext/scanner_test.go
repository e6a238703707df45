package jsontext

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

var texts = []string{
	``, ` `, `""`, ` "a" `, `"a`, `"\"`, `"\\"`, `"\x"`, `"\u12"`, `"\u00e9\n\t\/"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83d\u0041"`, "\"a\x01\"", "\"\x7f\u2028\"",
	`0`, `01`, `-`, `-0.5e+10`, `1.`, `1e`, `.5`, `+1`, `true`, `truex`, `tru`, `null`, `false`, `{`, `[`, `}`, `,`, `"a","b"`,
}

// What is read is what encoding/json takes for one value, and says the same.
func FuzzScanner(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s := Scanner{Text: text}
		read := s.Value()
		whole := bytes.Trim(text, " \t\r\n")
		switch {
		case len(read) > 0 && (read[0] == '{' || read[0] == '['):
			require.Len(t, read, 1)
			return
		case read == nil:
			require.False(t, json.Valid(text))
			require.True(t, len(whole) == 0 || !s.AtEnd())
			return
		}
		require.True(t, json.Valid(read), "%q", read)
		require.True(t, bytes.HasPrefix(whole, read))
		if json.Valid(text) {
			require.Equal(t, whole, read)
			require.True(t, s.AtEnd())
		}
		if read[0] != '"' {
			require.Nil(t, (&Scanner{Text: text}).String())
			return
		}
		require.Equal(t, read, (&Scanner{Text: text}).String())
		if utf8.Valid(read) {
			var want string
			require.NoError(t, json.Unmarshal(read, &want))
			require.Equal(t, want, Unquote(read))
		}
	})
}

func TestScanner(t *testing.T) {
	s := Scanner{Text: []byte(" { \"a\" :\t[\"b\" , \"c\"\r\n, 3 ] } x")}
	require.False(t, s.Skip('['))
	require.True(t, s.Skip('{'))
	require.Nil(t, (&Scanner{Text: []byte("3")}).String())
	require.Equal(t, `"a"`, string(s.String()))
	require.True(t, s.Skip(':'))
	require.True(t, s.Skip('['))
	require.Equal(t, 2, s.Strings(), "and nothing is passed over")
	require.Equal(t, `"b"`, string(s.Value()))
	require.True(t, s.Skip(','))
	require.Equal(t, `"c"`, string(s.Value()))
	require.True(t, s.Skip(','))
	require.Zero(t, s.Strings())
	require.Equal(t, "3", string(s.Value()))
	require.True(t, s.Skip(']'))
	require.False(t, s.AtEnd())
	require.True(t, s.Skip('}'))
	require.Nil(t, s.Value())
	require.False(t, s.AtEnd())
}
