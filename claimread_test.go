package border_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// okLine is a line that is read; the rows of lineTests are made from it.
const okLine = `{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-09-30","modality":"reported","source":{"name":"a"}}`

// spoilt returns okLine with something else in the place of part of it.
func spoilt(part, other string) string {
	if !strings.Contains(okLine, part) {
		panic("okLine has no " + part)
	}
	return strings.Replace(okLine, part, other, 1)
}

const (
	memberList = "id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source, reported, recorded, grade, quote, note, retracts, denies, repeats"
	statusList = "closed, intermittent, open, restricted, trial, unknown"
)

var lineTests = []struct {
	name, line string
	member     string
	value      string
	want       string // the reason, without file, line, member and value; "" if the line is read
}{
	{name: "as it should be", line: okLine},
	{name: "spaces and tabs", line: "  { \"crossing\" :\t" + strings.TrimPrefix(okLine, `{"crossing":`) + " \t"},
	{name: "escapes", line: spoilt("syria", `sy\u0072ia`)},
	{name: "a surrogate pair", line: spoilt(`"a"`, `"\ud83d\ude00"`)},
	{name: "an escaped backslash before a u", line: spoilt(`"a"`, `"\\ud800"`)},
	{name: "the replacement character itself", line: spoilt(`"a"`, `"\ufffd�"`)},
	{name: "an escaped NUL", line: spoilt(`"a"`, `"a\u0000"`)},
	{name: "empty lists", line: spoilt(`"source"`, `"traffic":[],"retracts":[],"source"`)},
	{name: "another zone", line: spoilt(`"source"`, `"recorded":"2019-07-05T14:30:00.5+03:00","source"`)},
	{name: "an upper-case id", line: spoilt(`"source"`, `"id":"FD647C79-6280-58EC-B9C3-21916DE21818","source"`)},

	{name: "unknown member", line: spoilt(`"side"`, `"sides"`), member: "sides", want: "unknown member; a claim has " + memberList},
	{name: "member in capitals", line: spoilt(`"side"`, `"Side"`), member: "Side", want: "unknown member; a claim has " + memberList},
	{name: "unknown member of the source", line: spoilt(`"name":"a"`, `"name":"a","nam":"a"`), member: "source.nam",
		want: "unknown member; a claim has name, via, url, title, archived, lang"},
	{name: "member twice", line: spoilt(`"side":"syria"`, `"side":"syria","side":"syria"`), member: "side", want: "given twice"},
	{name: "source twice", line: spoilt(`"source"`, `"source":{"name":"b"},"source"`), member: "source", want: "given twice"},
	{name: "member of the source twice", line: spoilt(`"name":"a"`, `"name":"a","name":"a"`), member: "source.name", want: "given twice"},

	{name: "array for a value", line: spoilt(`"open"`, `["open"]`), member: "value", value: "[", want: "want a text, got a list"},
	{name: "null", line: spoilt(`"open"`, `null`), member: "value", value: "null", want: "want a text, got null"},
	{name: "number", line: spoilt(`"open"`, `3`), member: "value", value: "3", want: "want a text, got a number"},
	{name: "true", line: spoilt(`"open"`, `true`), member: "value", value: "true", want: "want a text, got true or false"},
	{name: "object for a value", line: spoilt(`"open"`, `{}`), member: "value", value: "{", want: "want a text, got an object"},
	{name: "text for a list", line: spoilt(`"source"`, `"traffic":"fuel","source"`), member: "traffic", value: "fuel", want: "want a list of texts, got a text"},
	{name: "null for a list", line: spoilt(`"source"`, `"denies":null,"source"`), member: "denies", value: "null", want: "want a list of texts, got null"},
	{name: "list in a list", line: spoilt(`"source"`, `"traffic":[["fuel"]],"source"`), member: "traffic", value: "[", want: "want a text, got a list"},
	{name: "null in a list", line: spoilt(`"source"`, `"retracts":[null],"source"`), member: "retracts", value: "null", want: "want a text, got null"},
	{name: "text for the source", line: spoilt(`{"name":"a"}`, `"a"`), member: "source", want: "want an object, got a text"},
	{name: "list for the source", line: spoilt(`{"name":"a"}`, `["a"]`), member: "source", want: "want an object, got a list"},
	{name: "null for the source", line: spoilt(`{"name":"a"}`, `null`), member: "source", want: "want an object, got null"},

	{name: "deep within a value", line: spoilt(`"open"`, strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000)), member: "value", value: "[", want: "want a text, got a list"},
	{name: "deep lists", line: strings.Repeat("[", 10_000), want: "want an object, got a list"},
	{name: "deep objects", line: strings.Repeat(`{"source":`, 10_000), member: "source.source",
		want: "unknown member; a claim has name, via, url, title, archived, lang"},

	{name: "invalid UTF-8", line: spoilt(`"a"`, "\"a\xff\""), want: "not UTF-8"},
	{name: "lone high surrogate", line: spoilt(`"a"`, `"\ud800"`), want: `\ud800 is half of a character: a surrogate without the other`},
	{name: "lone low surrogate", line: spoilt(`"a"`, `"\\\uDC00\ud800"`), want: `\uDC00 is half of a character: a surrogate without the other`},
	{name: "high surrogate twice", line: spoilt(`"a"`, `"\ud83d\ud83d\ude00"`), want: `\ud83d is half of a character: a surrogate without the other`},
	{name: "surrogate at the end", line: `{"quote":"\ud83d`, want: `\ud83d is half of a character: a surrogate without the other`},

	{name: "truncated", line: okLine[:len(okLine)-1], want: "the line ends within the claim"},
	{name: "truncated in the source", line: okLine[:len(okLine)-2], member: "source", want: "the line ends within the claim"},
	{name: "truncated in a value", line: okLine[:30], member: "crossing", want: "the line ends within the claim"},
	{name: "truncated before a value", line: `{"crossing":`, member: "crossing", want: "the line ends within the claim"},
	{name: "truncated in a list", line: `{"traffic":["fuel"`, member: "traffic", want: "the line ends within the claim"},
	{name: "truncated in an escape", line: `{"quote":"\`, member: "quote", want: "the line ends within the claim"},
	{name: "only the beginning", line: "{", want: "the line ends within the claim"},
	{name: "two claims", line: okLine + okLine, want: "an object after the claim; put each claim on a line of its own"},
	{name: "braces the wrong way round", line: "}{", want: `not JSON after byte 0: invalid character '}' looking for beginning of value`},
	{name: "a brace too many", line: okLine + "}{", want: fmt.Sprintf(`not JSON after byte %d: invalid character '}' looking for beginning of value`, len(okLine))},
	{name: "words after it", line: okLine + " open", want: fmt.Sprintf(`not JSON after byte %d: invalid character 'o' looking for beginning of value`, len(okLine)+1)},
	{name: "comma at the end", line: `{"crossing":"x",}`, want: `not JSON after byte 16: invalid character '}' looking for beginning of object key string`},
	{name: "single quotes", line: `{'crossing':'x'}`, want: `not JSON after byte 1: invalid character '\''`},
	{name: "NUL before", line: "\x00" + okLine, want: `not JSON after byte 0: invalid character '\x00' looking for beginning of value`},
	{name: "NUL within", line: spoilt(`"a"`, "\"a\x00\""), member: "source.name", want: `not JSON after byte 138: invalid character '\x00' in string literal`},
	{name: "NUL after", line: okLine + "\x00", want: fmt.Sprintf(`not JSON after byte %d: invalid character '\x00' looking for beginning of value`, len(okLine))},
	{name: "a mark within", line: okLine[:1] + "\ufeff" + okLine[1:], want: `not JSON after byte 1: invalid character '\ufeff'`},
	{name: "a text", line: `"a"`, want: "want an object, got a text"},
	{name: "a number", line: "3", want: "want an object, got a number"},
	{name: "null alone", line: "null", want: "want an object, got null"},

	{name: "no such side", line: spoilt("syria", "turkey"), member: "side", value: "turkey", want: "want one of syria, iraq, both"},
	{name: "no such status", line: spoilt(`"open"`, `"ajar"`), member: "value", value: "ajar", want: "want one of " + statusList},
	{name: "no such kind", line: spoilt(`"status"`, `"rumour"`), member: "kind", value: "rumour", want: "want one of control, status, passage, obstacle, threat, authorization, review"},
	{name: "no such modality", line: spoilt(`"reported"`, `"rumoured"`), member: "modality", value: "rumoured", want: "want one of observed, reported, planned, expected, denied, feared"},
	{name: "no such edge", line: spoilt(`"source"`, `"edge":"end","source"`), member: "edge", value: "end", want: "want one of start, seen"},
	{name: "no such direction", line: spoilt(`"source"`, `"direction":"west","source"`), member: "direction", value: "west", want: "want one of sy-to-iq, iq-to-sy, both"},
	{name: "no such traffic", line: spoilt(`"source"`, `"traffic":["lorries"],"source"`), member: "traffic", value: "lorries",
		want: "want one of passengers, commercial, transit, humanitarian, returnees, fuel, military, official"},
	{name: "no such grade", line: spoilt(`"source"`, `"grade":"G7","source"`), member: "grade", value: "G7", want: `"G7" is not a grade: want a letter A to F and a digit 1 to 6, as B2`},
	{name: "no such day", line: spoilt("2019-09-30", "2013-02-29"), member: "when", value: "2013-02-29", want: `edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`},
	{name: "an interval that ends before it starts", line: spoilt("2019-09-30", "2014-05/2014-03"), member: "when", value: "2014-05/2014-03",
		want: `edtf: "2014-05/2014-03": an interval that ends before it starts at offset 8`},
	{name: "all of a set", line: spoilt("2019-09-30", "{2013,2014}"), member: "when", value: "{2013,2014}", want: "a set of several days at once; make one claim for each"},
	{name: "an empty date", line: spoilt("2019-09-30", ""), member: "when", want: `edtf: "": empty expression at offset 0`},
	{name: "no such time", line: spoilt(`"source"`, `"recorded":"2019-07-05","source"`), member: "recorded", value: "2019-07-05", want: "want a time as 2019-07-05T14:30:00Z"},
	{name: "no id", line: spoilt(`"source"`, `"id":"123","source"`), member: "id", value: "123", want: "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818"},
	{name: "an id in braces", line: spoilt(`"source"`, `"id":"{fd647c79-6280-58ec-b9c3-21916de21818}","source"`), member: "id",
		value: "{fd647c79-6280-58ec-b9c3-21916de21818}", want: "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818"},
	{name: "the zero id", line: spoilt(`"source"`, `"id":"00000000-0000-0000-0000-000000000000","source"`), member: "id",
		value: "00000000-0000-0000-0000-000000000000", want: "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818"},
	{name: "no id to retract", line: spoilt(`"source"`, `"retracts":["x"],"source"`), member: "retracts", value: "x", want: "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818"},
	{name: "retracts itself", line: spoilt(`"source"`, `"id":"fd647c79-6280-58ec-b9c3-21916de21818","retracts":["fd647c79-6280-58ec-b9c3-21916de21818"],"source"`),
		member: "retracts", value: "fd647c79-6280-58ec-b9c3-21916de21818", want: "a claim cannot name itself"},
	{name: "no value", line: spoilt(`"value":"open",`, ""), member: "value", want: "missing"},
	{name: "unit of a status", line: spoilt(`"source"`, `"unit":"u","source"`), member: "unit", value: "u", want: "has a meaning with kind control only, not with status"},
}

// readAll reads claims to the end and returns what came, claims and errors.
func readAll(r io.Reader) (claims []border.Claim, errs []error) {
	for c, err := range border.ReadClaims(r, "f.jsonl") {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		claims = append(claims, c)
	}
	return claims, errs
}

func TestReadClaimLine(t *testing.T) {
	for _, tt := range lineTests {
		t.Run(tt.name, func(t *testing.T) {
			// The fault is told with its line, and reading goes on after it.
			claims, errs := readAll(strings.NewReader(okLine + "\n" + tt.line + "\n" + okLine + "\n"))
			var unmarshalled border.Claim
			jsonErr := json.Unmarshal([]byte(tt.line), &unmarshalled)
			if tt.want == "" {
				require.Empty(t, errs)
				require.Len(t, claims, 3)
				require.NoError(t, jsonErr)
				require.Equal(t, claims[1], unmarshalled)
				return
			}
			require.Len(t, claims, 2)
			require.Len(t, errs, 1)
			fault, ok := errors.AsType[*border.ClaimError](errs[0])
			require.True(t, ok)
			require.Equal(t, border.ClaimError{File: "f.jsonl", Line: 2, Member: tt.member, Value: tt.value, Err: fault.Err}, *fault)
			require.EqualError(t, fault.Err, tt.want)
			require.Error(t, jsonErr)
			require.Zero(t, unmarshalled)
		})
	}
}

func TestReadClaimsLines(t *testing.T) {
	long := func(n int) string { // okLine with a note, n bytes long
		return spoilt(`"source":{"name":"a"}`, `"source":{"name":"a"},"note":"`+strings.Repeat("n", n-len(okLine)-len(`,"note":""`))+`"`)
	}
	require.Len(t, long(border.MaxLine), border.MaxLine)
	tooLong := []string{"f.jsonl:2: the line is longer than 1048576 bytes"}
	for _, tt := range []struct {
		name, in string
		claims   int
		errs     []string
	}{
		{name: "nothing"},
		{name: "an empty line", in: "\n"},
		{name: "empty lines between", in: "\n\n" + okLine + "\n \t\n" + okLine + "\n\n", claims: 2},
		{name: "no line end", in: okLine + "\n" + okLine, claims: 2},
		{name: "CRLF", in: okLine + "\r\n" + okLine + "\r\n", claims: 2},
		{name: "a byte order mark", in: "\ufeff" + okLine + "\n" + okLine, claims: 2},
		{name: "a byte order mark alone", in: "\ufeff"},
		{name: "a byte order mark later", in: okLine + "\n\ufeff" + okLine, claims: 1,
			errs: []string{`f.jsonl:2: not JSON after byte 0: invalid character '\ufeff' looking for beginning of value`}},
		{name: "the greatest length", in: long(border.MaxLine) + "\n" + okLine, claims: 2},
		{name: "the greatest length at the end", in: long(border.MaxLine), claims: 1},
		{name: "one byte more", in: okLine + "\n" + long(border.MaxLine+1) + "\n" + okLine, claims: 2, errs: tooLong},
		{name: "one byte more at the end", in: okLine + "\n" + long(border.MaxLine+1), claims: 1, errs: tooLong},
		{name: "far more", in: okLine + "\n" + strings.Repeat("x", 5*border.MaxLine) + "\n" + okLine, claims: 2, errs: tooLong},
		{name: "every fault", in: "x\n" + okLine + "\n{}\n{", claims: 1, errs: []string{
			`f.jsonl:1: not JSON after byte 0: invalid character 'x' looking for beginning of value`,
			`f.jsonl:3: crossing: missing`,
			`f.jsonl:4: the line ends within the claim`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(tt.in), iotest.DataErrReader(strings.NewReader(tt.in))} {
				claims, errs := readAll(r)
				require.Len(t, claims, tt.claims)
				require.Len(t, errs, len(tt.errs))
				for i, want := range tt.errs {
					require.EqualError(t, errs[i], want)
				}
			}
		})
	}
}

func TestReadClaimsBrokenReader(t *testing.T) {
	broken := errors.New("the cable is cut")
	claims, errs := readAll(io.MultiReader(strings.NewReader(okLine+"\n"+okLine+"\n"), iotest.ErrReader(broken)))
	require.Len(t, claims, 2)
	require.Len(t, errs, 1)
	require.ErrorIs(t, errs[0], broken)
	require.EqualError(t, errs[0], "f.jsonl:3: the cable is cut")

	// What came of the line that was cut is a fault, too.
	_, errs = readAll(io.MultiReader(strings.NewReader(`{"crossing"`), iotest.ErrReader(broken)))
	require.Len(t, errs, 2)
	require.EqualError(t, errs[0], "f.jsonl:1: crossing: the line ends within the claim")
	require.EqualError(t, errs[1], "f.jsonl:1: the cable is cut")
}

func TestReadClaimsStops(t *testing.T) {
	for _, in := range []string{okLine + "\n" + okLine, "x\n" + okLine, strings.Repeat("x", border.MaxLine+1) + "\n" + okLine} {
		n := 0
		for range border.ReadClaims(strings.NewReader(in), "f.jsonl") {
			n++
			break
		}
		require.Equal(t, 1, n)
	}
}

// FuzzReadClaims: no input panics, and each line is a claim that is valid or one
// fault that tells its line.
func FuzzReadClaims(f *testing.F) {
	for _, tt := range lineTests {
		f.Add([]byte(tt.line))
	}
	f.Add([]byte("\ufeff" + okLine + "\r\n\n" + okLine))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines, last := 1+bytes.Count(data, []byte{'\n'}), 0
		n := 0
		for c, err := range border.ReadClaims(bytes.NewReader(data), "f.jsonl") {
			n++
			if err == nil {
				require.NoError(t, c.Validate())
				continue
			}
			fault, ok := errors.AsType[*border.ClaimError](err)
			require.True(t, ok, "%v", err)
			require.Equal(t, "f.jsonl", fault.File)
			require.Greater(t, fault.Line, last)
			require.LessOrEqual(t, fault.Line, lines)
			last = fault.Line
			require.NotEmpty(t, err.Error())
		}
		require.LessOrEqual(t, n, lines)
	})
}
