package journal

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// sealed returns a line with a right checksum, whatever is in it.
func sealed(object string) string { return string(appendSealed([]byte(object), 0)) }

// with returns the good line of a journal, with something replaced and a right
// checksum.
func with(old, new string) string { return sealed(strings.Replace(recordedLine, old, new, 1)) }

const recordedLine = `{"id":"5a1f7d62-9b1c-4a55-8f0e-0a6c3d2b1e00","crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2015-05","modality":"reported","source":{"name":"a mayor"},"recorded":"2026-11-24T12:00:00Z"}`

// What is not as this package wrote it, and the one answer to it: how many claims
// it has, and the error.
func inputs() []struct {
	name, in string
	claims   int
	err      string
} {
	good := sealed(recordedLine)
	second := with("5a1f7d62", "6a1f7d62")
	head := strings.TrimSuffix(string(appendHeader(nil)), "\n")
	return []struct {
		name, in string
		claims   int
		err      string
	}{
		{"empty", "", 0, ""},
		{"the header alone", lines(), 0, ""},
		{"the header without its end", head, 0, ""},
		{"a part of the header", head[:20], 0, ""},
		{"one claim", lines(good), 1, ""},
		{"no last newline", strings.TrimSuffix(lines(good), "\n"), 1, ""},
		{"a torn claim", lines(good) + second[:len(second)-1], 1, ""},
		{"torn in its first byte", lines(good) + "{", 1, ""},
		{"zero bytes to the end", lines(good) + strings.Repeat("\x00", 700), 1, ""},
		{"zero bytes to the end of a sector, and more", lines(good) + strings.Repeat("\x00", 512-len(lines(good))) + good + "\n", 1, ""},
		{"nothing but zero bytes", strings.Repeat("\x00", 4096), 0, ""},
		{"glued", lines(good + second), 2, ""},
		{"glued to a header", lines(good+head, second), 2, ""},
		{"a second header", lines(good) + lines(second), 2, ""},
		{"a claim twice", lines(good, good), 1, ""},
		{"earlier recorded", lines(good, with("12:00", "11:00")), 1, ""},

		{"plain claims", recordedLine + "\n", 0, "claims.jsonl:1: byte 0: not a journal: the first line is no header"},
		{"something else", "GIF89a", 0, "claims.jsonl:1: byte 0: not a journal: the first line is no header"},
		{"a sealed claim first", good + "\n", 0, "claims.jsonl:1: byte 0: not a journal: the first line is no header"},
		{"a mark", sealed(`{"border":1,"claims":0,"size":1,"sum":"00000000"}`) + "\n", 0, "claims.jsonl:1: byte 0: not a journal: the first line is no header"},
		{"a later version", sealed(`{"border":2,"holds":"claims"}`) + "\n", 0, "claims.jsonl:1: byte 0: the journal is of a later version; use a program that knows it"},
		{"a later version within", lines(good, sealed(`{"border":2,"holds":"claims"}`)), 0, "claims.jsonl:3: byte 289: the journal is of a later version; use a program that knows it"},
		{"a header that is no JSON", sealed(`{"border":1,}`) + "\n", 0, "claims.jsonl:1: byte 0: the header is not JSON"},
		{"a changed header", strings.Replace(lines(), "claims", "Claims", 1), 0, "claims.jsonl:1: byte 0: the checksum is not that of the line: it was edited by hand, or damaged; seal the journal if it is right"},
		{"byte order mark", "\ufeff" + lines(good), 0, "claims.jsonl:1: byte 0: a byte order mark, which an editor added; seal the journal to remove it"},
		{"CRLF", strings.ReplaceAll(lines(good), "\n", "\r\n"), 0, "claims.jsonl:1: byte 46: the line ends with CR LF, which an editor or git's autocrlf made of LF; seal the journal to undo it"},
		{"CRLF in one line", lines(good, second+"\r"), 0, "claims.jsonl:3: byte 530: the line ends with CR LF, which an editor or git's autocrlf made of LF; seal the journal to undo it"},
		{"an empty line", lines(good, "", second), 0, "claims.jsonl:3: byte 289: an empty line"},
		{"a line of spaces at the end", lines(good) + "  ", 0, "claims.jsonl:3: byte 289: an empty line"},
		{"NUL", lines(good, strings.Replace(second, "mayor", "ma\x00or", 1), good), 0, "claims.jsonl:3: byte 289: a zero byte: the file was damaged; restore it"},
		{"NUL at the end", lines(good, second+"\x00"), 0, "claims.jsonl:3: byte 530: a zero byte: the file was damaged; restore it"},
		{"invalid UTF-8", lines(good, strings.Replace(second, "mayor", "ma\xffor", 1)), 0, "claims.jsonl:3: byte 289: not UTF-8: the file was damaged, or an editor saved it otherwise"},
		{"invalid UTF-8, sealed", lines(good, with("mayor", "ma\xffor")), 0, "claims.jsonl:3: byte 289: not UTF-8"},
		{"duplicate members", lines(good, with(`"side":"iraq"`, `"side":"iraq","side":"syria"`)), 0, "claims.jsonl:3: byte 289: side: given twice"},
		{"an unknown member", lines(with(`"source"`, `"sauce":1,"source"`)), 0, "claims.jsonl:2: byte 47: sauce: unknown member; a claim has id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source, reported, recorded, grade, quote, note, retracts, denies, repeats"},
		{"two checksums", lines(sealed(good)), 0, "claims.jsonl:2: byte 47: crc: unknown member; a claim has id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source, reported, recorded, grade, quote, note, retracts, denies, repeats"},
		{"2^53+1", lines(with(`"2015-05"`, `9007199254740993`)), 0, `claims.jsonl:2: byte 47: when "9007199254740993": want a text, got a number`},
		{"depth 10,000", lines(with(`"2015-05"`, strings.Repeat("[", 10000)+strings.Repeat("]", 10000))), 0, "claims.jsonl:2: byte 47: when \"[\": want a text, got a list"},
		{"a line over 1 MiB", lines(good, with("a mayor", strings.Repeat("x", 1<<20))), 0, "claims.jsonl:3: byte 289: the line is longer than 1048593 bytes"},
		{"a line over 1 MiB without end", lines(good) + recordedLine[:100] + strings.Repeat("x", 1<<20), 0, "claims.jsonl:3: byte 289: the line is longer than 1048593 bytes"},
		{"conflict markers", lines("<<<<<<< HEAD", good, "=======", second, ">>>>>>> branch"), 0, "claims.jsonl:2: byte 47: a conflict that git left; keep the claims of both sides and remove its marks"},
		{"a conflict marker at the end", lines(good) + ">>>>>>> branch", 0, "claims.jsonl:3: byte 289: a conflict that git left; keep the claims of both sides and remove its marks"},
		{"two claims in a line, and a comma", lines(good + "," + second), 0, "claims.jsonl:2: byte 288: not JSON: the file was damaged, or edited by hand"},
		{"added by hand", lines(good, recordedLine), 0, "claims.jsonl:3: byte 289: a claim without a checksum, added by hand; seal the journal if it is right"},
		{"added by hand, without an end", lines(good) + recordedLine, 0, "claims.jsonl:3: byte 289: a claim without a checksum, added by hand; seal the journal if it is right"},
		{"edited by hand", lines(strings.Replace(good, "closed", "open", 1)), 0, "claims.jsonl:2: byte 47: the checksum is not that of the line: it was edited by hand, or damaged; seal the journal if it is right"},
		{"a checksum in capitals", strings.ToUpper(head) + "\n", 0, "claims.jsonl:1: byte 0: not a journal: the first line is no header"},
		{"one id, two contents", lines(good, with("closed", "open")), 0, `claims.jsonl:3: id "5a1f7d62-9b1c-4a55-8f0e-0a6c3d2b1e00": this id already has another content; a correction is a new claim`},
		{"no such crossing", lines(good, second, with("al-tanf", "al-banf")), 0, `claims.jsonl:4: crossing "al-banf-al-waleed": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
		{"withdraws what is not there", lines(with(`12:00:00Z"`, `12:00:00Z","retracts":["00000000-0000-4000-8000-000000000001"]`)), 1, ""},
	}
}

func TestInputs(t *testing.T) {
	w := newWorld(t)
	for _, test := range inputs() {
		t.Run(test.name, func(t *testing.T) {
			d := memDiskOf(map[string][]byte{memName: []byte(test.in)})
			reg := w.registry(t)
			j, err := open(d, memName, reg, Options{})
			if test.err == "" {
				require.NoError(t, err)
				require.Equal(t, test.claims, reg.Len())
				require.NoError(t, j.Close())
				require.Zero(t, d.inUse)
				return
			}
			require.EqualError(t, err, test.err)
			require.Zero(t, reg.Len())
			require.Zero(t, d.inUse)
			require.Len(t, d.names, 1)
			require.Equal(t, test.in, string(d.names[memName].now), "a journal that is refused is not touched")
		})
	}
}

func TestCorruptErrorWrapsTheClaims(t *testing.T) {
	d := memDiskOf(map[string][]byte{memName: []byte(lines(with("closed", "ajar")))})
	_, err := open(d, memName, newWorld(t).registry(t), Options{})
	e, ok := errors.AsType[*border.ClaimError](err)
	require.True(t, ok)
	require.Equal(t, "value", e.Member)
	require.Equal(t, "ajar", e.Value)
}

// CRC-32C by the check value of its published parameters.
func TestChecksum(t *testing.T) {
	line := appendSealed([]byte(`x123456789}`), 1)
	require.Equal(t, `x123456789,"crc":"e3069283"}`, string(line))
}

// A checksum is written in one way: nothing but digits and the first six small letters.
func TestDigitsOfChecksums(t *testing.T) {
	for text, want := range map[string]uint32{"00000000": 0, "0000000a": 10, "000000f0": 0xf0, "e3069283": 0xe3069283, "ffffffff": 0xffffffff} {
		sum, ok := parseHex([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, sum)
	}
	for _, text := range []string{"0000000/", "0000000:", "0000000`", "0000000g", "0000000@", "0000000A", "0000000F", "0000000 ", "\xff0000000"} {
		_, ok := parseHex([]byte(text))
		require.False(t, ok, text)
	}
}

// Whatever the bytes are, also if every checksum is right: reading ends at the end
// or with an error, and what is read can be written and reads as the same.
func FuzzDecode(f *testing.F) {
	for _, test := range inputs() {
		if len(test.in) < 4096 {
			f.Add([]byte(test.in))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		decode(t, in)
		resealed := appendHeader(nil)
		for line := range bytes.Lines(in) {
			if text := withoutChecksum(bytes.TrimSpace(line)); len(text) > 2 && text[len(text)-1] == '}' {
				resealed = append(append(resealed, sealed(string(text))...), '\n')
			}
		}
		decode(t, resealed)
	})
}

func decode(t *testing.T, in []byte) {
	var read []border.Claim
	s := newScanner(bytes.NewReader(in), memName, mark{})
	for l, err := range s.all() {
		if err != nil {
			if s.offset > int64(len(in)) {
				t.Fatalf("an error at byte %d of %d: %v", s.offset, len(in), err)
			}
			break
		}
		read = append(read, l.Claim)
	}
	out := appendHeader(nil)
	for i := range read {
		out = appendClaim(out, &read[i])
	}
	n := 0
	for l, err := range Read(bytes.NewReader(out), memName) {
		if err != nil {
			t.Fatal(err)
		}
		if got, want := appendClaim(nil, &l.Claim), appendClaim(nil, &read[n]); !bytes.Equal(got, want) {
			t.Fatalf("%s\nreads as\n%s", want, got)
		}
		n++
	}
	if n != len(read) {
		t.Fatalf("%d claims of %d", n, len(read))
	}
}

// Whatever the file is: opening it either changes nothing, or leaves a journal
// that opens again with the same claims, one more added.
func FuzzOpen(f *testing.F) {
	w := newWorld(f)
	for _, test := range inputs() {
		if len(test.in) < 4096 {
			f.Add([]byte(test.in), []byte{})
		}
	}
	_, files := closedRun(f, w)
	f.Add(files[memName][:2000], files[markName(memName)])
	f.Fuzz(func(t *testing.T, in, mark []byte) {
		files := map[string][]byte{memName: in}
		if len(mark) > 0 {
			files[markName(memName)] = mark
		}
		d := memDiskOf(files)
		reg := w.registry(t)
		j, err := open(d, memName, reg, Options{})
		if err != nil {
			if reg.Len() != 0 || d.inUse != 0 || !bytes.Equal(d.names[memName].now, in) {
				t.Fatalf("refused, with %d claims and %d files open: %v", reg.Len(), d.inUse, err)
			}
			return
		}
		had := reg.Len()
		if _, err := j.Add(claim(1 << 40)); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		again := w.registry(t)
		j, err = open(d, memName, again, Options{})
		if err != nil || again.Len() != had+1 {
			t.Fatalf("%d claims of %d: %v", again.Len(), had+1, err)
		}
		if told := j.Recovery().String(); told != "" {
			t.Fatal(told)
		}
		if err := j.Close(); err != nil || d.inUse != 0 {
			t.Fatalf("%d files open: %v", d.inUse, err)
		}
	})
}
