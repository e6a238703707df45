package jsontext

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

// What encoding/json refuses is told in the words of whoever wrote the text.
func TestFault(t *testing.T) {
	type place struct {
		Names map[string]string `json:"names"`
		Lat   float64           `json:"lat"`
		Error int               `json:"error"`
		Known bool              `json:"known"`
		Codes []string          `json:"codes"`
	}
	for text, want := range map[string]string{
		`أهلا`:                `invalid character 'أ' looking for beginning of value`,
		`{"lat":1} é`:         ``,
		`{"lat":1é}`:          `invalid character 'é' after object key:value pair`,
		"{\ufeff}":            `invalid character '\ufeff' looking for beginning of object key string`,
		"\xd8":                `invalid character '\xd8' looking for beginning of value`,
		"\x85":                `invalid character '\x85' looking for beginning of value`,
		`{'lat':1}`:           `invalid character '\'' looking for beginning of object key string`,
		`{"lat":x}`:           `invalid character 'x' looking for beginning of value`,
		``:                    `unexpected end of JSON input`,
		`{"lat":`:             `unexpected end of JSON input`,
		`[]`:                  `want an object, got a list`,
		`"Ø"`:                 `want an object, got a text`,
		`{"lat":"x"}`:         `lat: want a number, got a text`,
		`{"error":{}}`:        `error: want a whole number, got an object`,
		`{"error":1.5}`:       `error: want a whole number, got 1.5`,
		`{"known":1}`:         `known: want true or false, got a number`,
		`{"codes":true}`:      `codes: want a list, got true or false`,
		`{"names":{"en":[]}}`: `names: want a text, got a list`,
		`{"colour":"red"}`:    `unknown member "colour"`,
	} {
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.DisallowUnknownFields()
		err := d.Decode(&place{})
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.Error(t, err, text)
		require.EqualError(t, Fault([]byte(text), err), want, text)
	}
	own := errors.New("crossing: no name")
	require.Same(t, own, Fault(nil, own))
	require.Equal(t, "invalid character 'Ø' in a text", Whole("invalid character 'Ø' in a text", nil), "the byte is not there")
}
