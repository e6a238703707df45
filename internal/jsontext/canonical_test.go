package jsontext_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border/internal/jsontext"
)

// requireSameString compares a string as written here and by encoding/json.
func requireSameString(t *testing.T, s string) {
	t.Helper()
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(s))
	require.Equal(t, strings.TrimSuffix(want.String(), "\n"), string(jsontext.AppendString(nil, s)))
}

func TestAppendString(t *testing.T) {
	for c := range rune(0x3000) { // every control character, both line separators, all scripts of ours
		requireSameString(t, string(c))
		requireSameString(t, "a"+string(c)+"b"+string(c))
	}
	for _, s := range []string{"", "plain", "\xff", "\xc3", "a\xe2\x80", "\xe2\x80\xa8", "\xed\xa0\x80", "𝄞", `he said "no\yes"`, "<a href='b&c'>", "معبر البوكمال"} {
		requireSameString(t, s)
	}
}

// Every byte that needs an escape is found at every place among eight, beside every other.
func TestAppendStringFindsEachByte(t *testing.T) {
	for place := range 17 {
		for _, beside := range []string{" ", "!", "#", "~", "\x7f", "]", "[", "é"} {
			for b := range 256 {
				requireSameString(t, strings.Repeat(beside, place)+string([]byte{byte(b)})+strings.Repeat(beside, 16-place))
			}
		}
	}
}

func FuzzAppendString(f *testing.F) {
	f.Add("a \"quote\" \\ \n \u2028 \xff")
	f.Fuzz(func(t *testing.T, s string) { requireSameString(t, s) })
}

// scanned reads text as an object whose members are any strings under the names a and b,
// then a list of strings under c, each of them optional.
func scanned(text []byte) (a, b string, c []string, ok bool) {
	s := jsontext.NewCanonicalScanner(text)
	var values strings.Builder
	value := func(p jsontext.Span) string {
		from := values.Len()
		s.Write(&values, p)
		return values.String()[from:]
	}
	s.Open()
	if s.Key("a") {
		a = value(s.Text())
	}
	if s.Key("b") {
		b = string(s.Word())
	}
	if s.Key("c") {
		s.Expect('[')
		for more := true; more; more = s.More() {
			c = append(c, value(s.Text()))
		}
	}
	s.Close()
	return a, b, c, s.Done()
}

var canonicalTests = []struct {
	name, text string
	a, b       string
	c          []string
	ok         bool
}{
	{name: "nothing", text: ``},
	{name: "no member", text: `{}`, ok: true},
	{name: "one string", text: `{"a":"x"}`, a: "x", ok: true},
	{name: "all", text: `{"a":"x y","b":"z","c":["1","2"]}`, a: "x y", b: "z", c: []string{"1", "2"}, ok: true},
	{name: "escapes", text: `{"a":"\"\\\n\t","c":["\n"]}`, a: "\"\\\n\t", c: []string{"\n"}, ok: true},
	{name: "letters beyond ASCII", text: `{"a":"البوكمال \"","b":"ø"}`, a: "البوكمال \"", b: "ø", ok: true},
	{name: "without the first", text: `{"b":"z"}`, b: "z", ok: true},
	{name: "a comma before the first", text: `{,"a":"x"}`},
	{name: "no comma", text: `{"a":"x""b":"z"}`},
	{name: "a comma at the end", text: `{"a":"x",}`},
	{name: "no colon", text: `{"a""x"}`},
	{name: "a name that goes on", text: `{"ab":"x"}`},
	{name: "cut in a name", text: `{"a`},
	{name: "an empty string", text: `{"a":""}`},
	{name: "an empty string beside an escape", text: `{"a":"","c":["\n"]}`},
	{name: "an empty list", text: `{"a":"x","c":[]}`},
	{name: "an escape by number", text: `{"a":"\u0041"}`},
	{name: "an escape that is rare", text: `{"a":"\/"}`},
	{name: "an escape that is none", text: `{"a":"\x"}`},
	{name: "a control character", text: "{\"a\":\"x\x1f\"}"},
	{name: "a control character and an escape", text: "{\"a\":\"\\n\x1f\"}"},
	{name: "white space", text: `{"a": "x"}`},
	{name: "white space at the end", text: `{"a":"x"} `},
	{name: "a number", text: `{"a":1}`},
	{name: "another order", text: `{"b":"z","a":"x"}`},
	{name: "a string without its end", text: `{"a":"x`},
	{name: "a string without its end beside an escape", text: `{"a":"\nx`},
	{name: "a word without its end", text: `{"a":"x","b":"z`},
	{name: "a backslash at the end", text: `{"a":"x\`},
	{name: "a list without its end", text: `{"a":"x","c":["1","2"`},
	{name: "a comma at the end of a list", text: `{"a":"x","c":["1",]}`},
	{name: "no quotation mark", text: `{"a":x}`},
	{name: "more behind it", text: `{"a":"x"}{}`},
}

func TestCanonicalScanner(t *testing.T) {
	for _, tt := range canonicalTests {
		t.Run(tt.name, func(t *testing.T) {
			a, b, c, ok := scanned([]byte(tt.text))
			require.Equal(t, tt.ok, ok)
			if ok {
				require.Equal(t, tt.a, a)
				require.Equal(t, tt.b, b)
				require.Equal(t, tt.c, c)
			}
		})
	}
}

// A scanner that has failed goes on failing, whatever comes next.
func TestCanonicalScannerStaysFailed(t *testing.T) {
	s := jsontext.NewCanonicalScanner([]byte(`"a""b"`))
	s.Expect('{')
	s.Text()
	require.False(t, s.Accept(`"b"`))
	s.Text()
	require.False(t, s.Done())

	s = jsontext.NewCanonicalScanner([]byte(`"a"`))
	require.Equal(t, "a", string(s.Word()))
	require.True(t, s.Done())
	s.Fail()
	require.False(t, s.Done())
	require.Zero(t, s.Word())

	var none jsontext.CanonicalScanner
	require.True(t, none.Done())
	require.Zero(t, none.Text().Len())
	require.False(t, none.Done())
}

// What the scanner takes, encoding/json takes too and reads the same, but for UTF-8 and
// for escapes in words, of which the scanner knows nothing.
func FuzzCanonicalScanner(f *testing.F) {
	for _, tt := range canonicalTests {
		f.Add([]byte(tt.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s := jsontext.NewCanonicalScanner(text)
		require.Equal(t, utf8.Valid(text), s.IsUTF8())
		a, b, c, ok := scanned(text)
		if !ok || !utf8.Valid(text) || strings.ContainsRune(b, '\\') || strings.ContainsFunc(b, func(r rune) bool { return r < ' ' }) {
			return
		}
		var want struct {
			A, B string
			C    []string
		}
		require.NoError(t, json.Unmarshal(text, &want), "%q", text)
		require.Equal(t, want.A, a, "%q", text)
		require.Equal(t, want.B, b, "%q", text)
		require.Equal(t, want.C, c, "%q", text)
	})
}

// Every control character is found, at every place among eight bytes and beside every
// other byte.
func TestCanonicalScannerFindsControlCharacters(t *testing.T) {
	for control := range byte(' ') {
		for place := range 17 {
			for _, beside := range []byte{' ', '~', 0x7f, 0x80, 0xff} {
				text := append(append([]byte(`{"a":"`), bytes.Repeat([]byte{beside}, 17)...), `"}`...)
				_, _, _, ok := scanned(text)
				require.True(t, ok)
				text[len(`{"a":"`)+place] = control
				_, _, _, ok = scanned(text)
				require.False(t, ok, "%q", text)
			}
		}
	}
}

func TestLoneSurrogate(t *testing.T) {
	for text, want := range map[string]string{
		``:                         ``,
		`"plain"`:                  ``,
		`"\n\\ud800"`:              ``,
		`"\u0041\ud83d\ude00"`:     ``,
		`"\ud800"`:                 `\ud800`,
		`"\\\uDC00\ud800"`:         `\uDC00`,
		`"\ud83d\ud83d\ude00"`:     `\ud83d`,
		`"\ud83d\n`:                `\ud83d`,
		`"\ud83`:                   ``, // no escape yet
		`"\ud83d\ude00\ud83d\u00`:  `\ud83d`,
		`"\u00zz\udfff`:            `\udfff`,
		"\"\\":                     ``,
		`"\ud83d\ude00\\\"\uDfFf"`: `\uDfFf`,
	} {
		require.Equal(t, want, jsontext.LoneSurrogate([]byte(text)), "%q", text)
	}
}

// Of text that is JSON, encoding/json puts the replacement character exactly where there
// is such an escape.
func FuzzLoneSurrogate(f *testing.F) {
	for _, s := range []string{`\ud800`, `\ud83d\ude00`, `\\ud800`, `\udc00\ud800`, `a`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, inner string) {
		text := []byte(`"` + inner + `"`)
		var got string
		if !utf8.Valid(text) || strings.Contains(strings.ToLower(inner), `\ufffd`) || strings.ContainsRune(inner, utf8.RuneError) || json.Unmarshal(text, &got) != nil {
			return
		}
		require.Equal(t, strings.ContainsRune(got, utf8.RuneError), jsontext.LoneSurrogate(text) != "", "%q", text)
	})
}

// A name is not taken for one that it begins with, nor after the scanner has failed.
func TestCanonicalScannerKey(t *testing.T) {
	s := jsontext.NewCanonicalScanner([]byte(`{"via":1,"vi":2}`))
	s.Open()
	require.False(t, s.Key("vi"))
	require.False(t, s.Key("viaa"))
	require.True(t, s.Key("via"))
	require.False(t, s.Key("vi"), "before its value")
	require.True(t, s.Accept("1"))
	require.True(t, s.Key("vi"))
	require.True(t, s.Accept("2"))
	s.Close()
	require.True(t, s.Done())

	s = jsontext.NewCanonicalScanner([]byte(`{"a":1}`))
	s.Open()
	s.Fail()
	require.False(t, s.Key("a"))
	require.False(t, s.Accept(`"a"`))
}

func TestObject(t *testing.T) {
	o := jsontext.Object{Bytes: []byte("{")}
	o.Text("none", "")
	o.Texts("none", nil)
	o.Text("a", "x\"y")
	o.Texts("b", []string{"1", "", "\n"})
	o.Key("c")
	o.Bytes = append(o.Bytes, "7}"...)
	require.Equal(t, `{"a":"x\"y","b":["1","","\n"],"c":7}`, string(o.Bytes))
	require.True(t, json.Valid(o.Bytes))
}

func BenchmarkCanonicalScanner(b *testing.B) {
	text := []byte(`{"a":"he said \"no\" and left","b":"word","c":["Reuters","Dawn"]}`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, ok := scanned(text); !ok {
			b.Fatal()
		}
	}
}
