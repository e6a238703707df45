package border

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// fullClaim has every member.
func fullClaim() Claim {
	return Claim{
		ID: uuid.MustParse("a150c261-f0a9-5327-adfd-fd09bb8bf8ac"), Crossing: AlBukamalAlQaim, Side: Syria,
		Kind: KindStatus, Value: "restricted", Traffic: Commercial | Returnees, Direction: IraqToSyria,
		When: edtf.MustParse("[2012-07-19..2012-07-21]"), Edge: Seen, Modality: Observed,
		Source: Source{Name: "an officer", Via: []string{"Reuters", "Dawn"}, URL: "https://example.org/a?b=c&d",
			Title: "Two gates", Archived: "https://example.org/copy", Lang: "ar"},
		Reported: edtf.MustParse("2012-07-22"), Recorded: time.Date(2026, 11, 24, 1, 2, 3, 456789000, time.UTC),
		Grade: Grade{'B', '2'}, Quote: "he said \"no\"\n\tand left: البوكمال", Note: "a \\ and a <tag>",
		Retracts: []uuid.UUID{uuid.MustParse("30204131-3dfe-5354-9fc2-f31b9076a1e9")},
		Denies:   []uuid.UUID{uuid.MustParse("30204131-3dfe-5354-9fc2-f31b9076a1e9"), uuid.MustParse("40204131-3dfe-5354-9fc2-f31b9076a1e9")},
		Repeats:  []uuid.UUID{uuid.MustParse("50204131-3dfe-5354-9fc2-f31b9076a1e9")},
	}
}

const plainLine = `{"crossing":"c","side":"syria","kind":"status","value":"open","when":"2012","modality":"reported","source":{"name":"s"}}`

// Which lines the fast reader takes. All others are the strict reader's, which
// gives the same claims and alone gives errors.
var fastTests = []struct {
	name string
	line string
	fast bool
}{
	{"every member", string(fullClaim().AppendJSON(nil)), true},
	{"canonical bytes", string(fullClaim().AppendCanonical(nil)), true},
	{"the least there is", plainLine, true},
	{"a denial of nothing dated", `{"crossing":"c","side":"both","kind":"control","modality":"denied","source":{"name":"s"}}`, true},
	{"text that begins beyond ASCII", strings.Replace(plainLine, `"s"`, `"سانا"`, 1), true},
	{"a line separator as it is", strings.Replace(plainLine, `"s"`, "\"s\u2028\"", 1), true},
	{"zone", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T03:00:00+03:00"}`, 1), false},
	{"an instant to the second", strings.Replace(plainLine, `}}`, `},"recorded":"2024-02-29T23:59:59Z"}`, 1), true},
	{"an instant to the nanosecond", strings.Replace(plainLine, `}}`, `},"recorded":"2024-02-29T23:59:59.123456789Z"}`, 1), true},
	{"an instant to more", strings.Replace(plainLine, `}}`, `},"recorded":"2024-02-29T23:59:59.1234567891Z"}`, 1), false},
	{"a day that is none", strings.Replace(plainLine, `}}`, `},"recorded":"2023-02-29T23:59:59Z"}`, 1), false},
	{"a leap second", strings.Replace(plainLine, `}}`, `},"recorded":"2016-12-31T23:59:60Z"}`, 1), false},
	{"a full stop without a fraction", strings.Replace(plainLine, `}}`, `},"recorded":"2016-12-31T23:59:59.Z"}`, 1), false},
	{"eight relays", strings.Replace(plainLine, `"s"`, `"s","via":["a","b","c","d","e","f","g","h"]`, 1), true},
	{"nine relays", strings.Replace(plainLine, `"s"`, `"s","via":["a","b","c","d","e","f","g","h","i"]`, 1), false},

	{"nothing", ``, false},
	{"white space", strings.Replace(plainLine, `,`, `, `, 1), false},
	{"another order", `{"side":"syria","crossing":"c","kind":"status","value":"open","when":"2012","modality":"reported","source":{"name":"s"}}`, false},
	{"a member twice", strings.Replace(plainLine, `"side"`, `"crossing":"c","side"`, 1), false},
	{"an empty text", strings.Replace(plainLine, `,"when"`, `,"unit":"","when"`, 1), false},
	{"an empty list", strings.Replace(plainLine, `"s"`, `"s","via":[]`, 1), false},
	{"an unknown member", strings.Replace(plainLine, `}}`, `},"x":"y"}`, 1), false},
	{"a number", strings.Replace(plainLine, `"open"`, `1`, 1), false},
	{"a unicode escape", strings.Replace(plainLine, `"s"`, `"\u0073"`, 1), false},
	{"a control character", strings.Replace(plainLine, `"s"`, "\"s\x01\"", 1), false},
	{"a lone backslash", strings.TrimSuffix(plainLine, `"}}`) + `\`, false},
	{"two halves of a character", strings.Replace(plainLine, `"s"`, "\"s\xc3\",\"url\":\"\xa9\"", 1), false},
	{"a status that is none", strings.Replace(plainLine, `"open"`, `"ajar"`, 1), false},
	{"a value of white space", strings.Replace(plainLine, `"status","value":"open"`, `"threat","value":" "`, 1), false},
	{"a date that is none", strings.Replace(plainLine, `2012`, `2012-13`, 1), false},
	{"two days at once", strings.Replace(plainLine, `2012`, `{2012,2013}`, 1), false},
	{"an id in upper case", strings.Replace(plainLine, `{`, `{"id":"A150C261-F0A9-5327-ADFD-FD09BB8BF8AC",`, 1), false},
	{"the zero id", strings.Replace(plainLine, `{`, `{"id":"00000000-0000-0000-0000-000000000000",`, 1), false},
	{"a fraction after a comma", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T03:00:00,5Z"}`, 1), false},
	{"a time that is none", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T25:00:00Z"}`, 1), false},
	{"sixty minutes", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T03:60:00Z"}`, 1), false},
	{"sixty seconds", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T03:00:60Z"}`, 1), false},
	{"the end of a day as its 24 o'clock", strings.Replace(plainLine, `}}`, `},"recorded":"2026-11-24T24:00:00Z"}`, 1), false},
	{"an optional date that is none", strings.Replace(plainLine, `}}`, `},"reported":"2012-13"}`, 1), false},
	{"half a grade", strings.Replace(plainLine, `}}`, `},"grade":"B"}`, 1), false},
	{"a grade with more behind it", strings.Replace(plainLine, `}}`, `},"grade":"B22"}`, 1), false},
	{"an id whose first stroke is none", strings.Replace(plainLine, `{`, `{"id":"a150c261:f0a9-5327-adfd-fd09bb8bf8ac",`, 1), false},
	{"an id whose second stroke is none", strings.Replace(plainLine, `{`, `{"id":"a150c261-f0a9:5327-adfd-fd09bb8bf8ac",`, 1), false},
	{"an id whose third stroke is none", strings.Replace(plainLine, `{`, `{"id":"a150c261-f0a9-5327:adfd-fd09bb8bf8ac",`, 1), false},
	{"an id whose last stroke is none", strings.Replace(plainLine, `{`, `{"id":"a150c261-f0a9-5327-adfd:fd09bb8bf8ac",`, 1), false},
	{"a grade that is none", strings.Replace(plainLine, `}}`, `},"grade":"G7"}`, 1), false},
	{"two claims", plainLine + plainLine, false},
	{"half a claim", plainLine[:len(plainLine)-1], false},
	{"a unit of a status", strings.Replace(plainLine, `,"when"`, `,"unit":"u","when"`, 1), false},
	{"a claim that names itself", strings.NewReplacer(`{"crossing"`, `{"id":"a150c261-f0a9-5327-adfd-fd09bb8bf8ac","crossing"`,
		`}}`, `},"retracts":["a150c261-f0a9-5327-adfd-fd09bb8bf8ac"]}`).Replace(plainLine), false},
}

func TestParseFast(t *testing.T) {
	for _, tt := range fastTests {
		t.Run(tt.name, func(t *testing.T) {
			_, fast := parseFast([]byte(tt.line))
			require.Equal(t, tt.fast, fast)
			requireSameReading(t, []byte(tt.line))
		})
	}
}

// The claims of the dataset, as they are written and as they are in the file.
func TestParseFastTakesTheDataset(t *testing.T) {
	d, err := embeddedDataset()
	require.NoError(t, err)
	for _, c := range d.claims {
		line := c.AppendJSON(nil)
		got, fast := parseFast(line)
		require.True(t, fast, "%s", line)
		require.Equal(t, line, got.AppendJSON(nil))
		requireSameReading(t, line)
	}
}

// requireSameReading checks a line against the strict reader.
func requireSameReading(t *testing.T, line []byte) {
	t.Helper()
	if !utf8.Valid(line) {
		_, err := parseClaim(line)
		require.ErrorIs(t, err, errNotUTF8)
		_, fast := parseFast(line)
		require.False(t, fast)
		return
	}
	want, wantErr := parseStrict(line)
	got, fast := parseFast(line)
	if fast {
		require.NoError(t, wantErr, "%s", line)
		require.Equal(t, want, got, "%s", line)
	}
	if wantErr == nil {
		require.NoError(t, want.Validate())
	}
	got, err := parseClaim(line)
	require.Equal(t, wantErr, err)
	require.Equal(t, want, got)
}

func FuzzParseFast(f *testing.F) {
	for _, tt := range fastTests {
		f.Add([]byte(tt.line))
	}
	f.Fuzz(func(t *testing.T, line []byte) { requireSameReading(t, line) })
}

// Claims that have texts in common are read as they stand, whatever was read before them, and keep
// most of them once.
func TestTextsInCommon(t *testing.T) {
	const n, sources = 2000, 5
	kept := map[*byte]bool{}
	for i := range n {
		c := fullClaim()
		c.Source.Name, c.Quote = strings.Repeat("a source ", i%sources+1), strings.Repeat("of many words", i%200) // some have more text than others may keep for them
		c.Source.URL, c.Note = strings.Repeat("u", i%700+1), fmt.Sprint("note ", i)
		c.Source.Title = fmt.Sprintf("title %5d", i) // among so many of one length, some have one place
		line := c.AppendJSON(nil)
		got, ok := parseFast(line)
		require.True(t, ok)
		want, err := parseStrict(line)
		require.NoError(t, err)
		require.Equal(t, want, got)
		kept[unsafe.StringData(got.Source.Name)] = true
		kept[unsafe.StringData(got.Note)] = true
	}
	if !RaceDetector {
		require.Less(t, len(kept), n+n/2, "the notes and some of the names")
	}
	require.GreaterOrEqual(t, len(kept), n+sources)
}

// Reading a claim costs at most one allocation for its texts, and one for each list.
func TestParseFastAllocations(t *testing.T) {
	line := []byte(plainLine)
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { parseFast(line) }), 1.0)
}

// A list of relays has room for those that it has, and no more, whichever reader reads it.
func TestRelaysHaveNoSpareRoom(t *testing.T) {
	line := []byte(strings.Replace(plainLine, `"s"`, `"s","via":["a","b","c","d","e"]`, 1))
	for name, read := range map[string]func([]byte) (Claim, error){"fast": parseClaim, "strict": parseStrict} {
		c, err := read(line)
		require.NoError(t, err, name)
		require.Equal(t, []string{"a", "b", "c", "d", "e"}, c.Source.Via, name)
		require.Equal(t, 5, cap(c.Source.Via), name)
	}
}

func BenchmarkParseClaim(b *testing.B) {
	line := fullClaim().AppendJSON(nil)
	for _, reader := range []struct {
		name string
		read func([]byte) (Claim, error)
	}{{"fast", parseClaim}, {"strict", parseStrict}} {
		b.Run(reader.name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := reader.read(line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
