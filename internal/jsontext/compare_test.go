package jsontext_test

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	long := `"` + strings.Repeat("a", 70) + `"`
	for _, tt := range []struct {
		read, written string
		want          string // the whole message; "" if they agree
	}{
		{`{ "a": 1, "b": {"c": [1, 2]} }`, `{"b":{"c":[1,2]},"a":1}`, ""},
		{`{"a":9007199254740993}`, `{"a":9007199254740992}`, "a: 9007199254740993 does not agree with the rest, by which it is 9007199254740992"},
		{`{"a":1,"b":2}`, `{"a":1}`, "b: unknown member"},
		{`{"a":1}`, `{"a":1,"b":2}`, "b: the member is missing"},
		{`{"a":{"b":{"c":1}}}`, `{"a":{"b":{"c":2}}}`, "a.b.c: 1 does not agree with the rest, by which it is 2"},
		{`{"a":{"b":1}}`, `{"a":{"c":1}}`, "a.b: unknown member"},
		{`{"a":null}`, `{"a":{}}`, "a: null does not agree with the rest, by which it is {}"},
		{`{"a":` + long + `}`, `{"a":1}`, `a: "` + strings.Repeat("a", 59) + "… does not agree with the rest, by which it is 1"},
		{`{"a":`, `{}`, "unexpected EOF"},
	} {
		err := jsontext.Compare([]byte(tt.read), []byte(tt.written))
		if tt.want == "" {
			require.NoError(t, err, tt.read)
			continue
		}
		require.EqualError(t, err, tt.want, tt.read)
	}
}

func TestObjectWritesWhatIsEmpty(t *testing.T) {
	var o jsontext.Object
	o.Text("left out", "")
	o.TextOrNull("none", "")
	o.TextOrNull("text", "\"x\"")
	o.Int("number", -7)
	o.Bool("yes", true)
	o.Bool("no", false)
	o.List("empty", nil)
	o.List("texts", []string{"a", "b"})
	o.Ints("ints", 1, -2)
	o.Ints("no ints")
	require.Equal(t, `"none":null,"text":"\"x\"","number":-7,"yes":true,"no":false,"empty":[],"texts":["a","b"],"ints":[1,-2],"no ints":[]`, string(o.Bytes))
}
