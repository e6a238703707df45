package journal

import (
	"bytes"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// plainLine is a claim as people write it: without id, time and checksum.
const plainLine = `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2015-05","modality":"reported","source":{"name":"a mayor"}}`

// sealedLine is that claim as it is sealed at noon.
func sealedLine(t testing.TB, line string) string {
	t.Helper()
	var c border.Claim
	require.NoError(t, c.UnmarshalJSON([]byte(line)))
	c.ID, c.Recorded = c.ContentID(), noon
	return strings.TrimSuffix(string(appendClaim(nil, &c)), "\n")
}

// lines returns the header and lines, as a file.
func lines(texts ...string) string {
	return string(appendHeader(nil)) + strings.Join(append(texts, ""), "\n")
}

// What was edited by hand, and what sealing makes of it.
func TestSeal(t *testing.T) {
	w := newWorld(t)
	good := sealedLine(t, plainLine)
	other := sealedLine(t, strings.Replace(plainLine, "mayor", "driver", 1))
	edited := strings.Replace(good, `"closed"`, `"open"`, 1)
	var c border.Claim
	require.NoError(t, c.UnmarshalJSON(withoutChecksum([]byte(edited))))
	resealed := strings.TrimSuffix(string(appendClaim(nil, &c)), "\n")
	head := strings.TrimSuffix(string(appendHeader(nil)), "\n")
	for _, test := range []struct {
		name    string
		in      string
		changes []Change
		out     string
		err     string
	}{
		{name: "nothing to do", in: lines(good), out: lines(good)},
		{name: "an added line", in: lines(good, strings.Replace(plainLine, "mayor", "driver", 1)), out: lines(good, other),
			changes: []Change{{Line: 3, Before: strings.Replace(plainLine, "mayor", "driver", 1), After: other}}},
		{name: "an edited line", in: lines(edited), out: lines(resealed), changes: []Change{{Line: 2, Before: edited, After: resealed}}},
		{name: "a file of plain claims", in: plainLine + "\n", out: lines(good),
			changes: []Change{{Line: 0, Before: "", After: head}, {Line: 1, Before: plainLine, After: good}}},
		{name: "CR LF", in: strings.ReplaceAll(lines(good), "\n", "\r\n"), out: lines(good),
			changes: []Change{{Line: 1, Before: head + "\r", After: head}, {Line: 2, Before: good + "\r", After: good}}},
		{name: "a byte order mark", in: "\ufeff" + lines(good), out: lines(good), changes: []Change{{Line: 1, Before: "\ufeff" + head, After: head}}},
		{name: "empty lines", in: lines(good, "", " "), out: lines(good), changes: []Change{{Line: 3, Before: "", After: ""}, {Line: 4, Before: " ", After: ""}}},
		{name: "glued lines, and an empty one", in: lines(good+other, ""), out: lines(good, other), changes: []Change{{Line: 3, Before: "", After: ""}}},
		{name: "a torn tail", in: lines(good) + good[:50], out: lines(good), changes: []Change{{Line: 3, Before: good[:50], After: ""}}},
		{name: "no end of the last line, and an added one", in: strings.TrimSuffix(lines(plainLine, other), "\n"), out: lines(good, other),
			changes: []Change{{Line: 2, Before: plainLine, After: good}}},
		{name: "two faults", in: lines("<<<<<<< HEAD", good, "=======", strings.Replace(plainLine, "closed", "ajar", 1)),
			err: "claims.jsonl:2: byte 47: a conflict that git left; keep the claims of both sides and remove its marks\n" +
				"claims.jsonl:4: byte 317: a conflict that git left; keep the claims of both sides and remove its marks\n" +
				`claims.jsonl:5: byte 325: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`},
		{name: "no such crossing", in: lines(good, strings.Replace(plainLine, "al-tanf-al-waleed", "al-tanf", 1)),
			err: `claims.jsonl:3: crossing "al-tanf": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := memDiskOf(map[string][]byte{memName: []byte(test.in)})
			asked := false
			got, err := seal(d, memName, w.registry(t), noon, func(s Sealing) bool {
				asked = true
				require.Equal(t, test.in, string(d.names[memName].now), "written before it was approved")
				return true
			})
			if test.err != "" {
				require.EqualError(t, err, test.err)
				require.Equal(t, test.in, string(d.names[memName].now))
				return
			}
			require.NoError(t, err)
			for i := range got.Changes {
				c := &got.Changes[i]
				require.Equal(t, strings.HasPrefix(c.After, claimStart), c.Claim.Crossing != "")
				c.Claim = border.Claim{}
			}
			require.Equal(t, test.changes, got.Changes)
			require.Equal(t, len(test.changes) > 0, asked)
			require.Equal(t, test.out, string(d.names[memName].now))
			require.Zero(t, d.inUse)
			j, err := open(d, memName, w.registry(t), Options{})
			require.NoError(t, err)
			require.Empty(t, j.Recovery().String())
			require.NoError(t, j.Close())
		})
	}
}

func TestSealIsRefused(t *testing.T) {
	w := newWorld(t)
	in := lines(plainLine)
	d := memDiskOf(map[string][]byte{memName: []byte(in)})
	got, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return false })
	require.NoError(t, err)
	require.Len(t, got.Changes, 1)
	require.Equal(t, in, string(d.names[memName].now))
	_, err = seal(d, "nothing.jsonl", w.registry(t), noon, nil)
	require.ErrorContains(t, err, "does not exist")
	require.Len(t, d.names, 1, "sealing made a file")
	f, err := d.exclusive(memName)
	require.NoError(t, err)
	_, err = seal(d, memName, w.registry(t), noon, nil)
	require.ErrorIs(t, err, ErrLocked)
	require.NoError(t, f.Close())
}

// However sealing ends, it lets the journal and its mark go.
func TestSealClosesItsFiles(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	whole := string(files[memName])
	for name, tt := range map[string]struct {
		content string
		err     string
	}{
		"nothing to do": {whole, ""},
		"not approved":  {whole + plainLine + "\n", ""},
		"a fault":       {lines("<<<<<<< HEAD"), "a conflict that git left"},
		"no crossing":   {lines(strings.Replace(plainLine, "al-tanf-al-waleed", "al-tanf", 1)), "no such crossing"},
	} {
		files[memName] = []byte(tt.content)
		d := memDiskOf(files)
		_, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return false })
		if tt.err == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorContains(t, err, tt.err, name)
		}
		require.Zero(t, d.inUse, name)
	}
}

// After the checkout of an older version, sealing asks before it forgets.
func TestSealOfAShorterJournal(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	files[memName] = []byte(lines())
	d := memDiskOf(files)
	got, err := seal(d, memName, w.registry(t), noon, func(s Sealing) bool { return s.Lost == 60 })
	require.NoError(t, err)
	require.Equal(t, Sealing{Lost: 60}, got)
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
}

// Two journals of the same claims are the same file when they are compacted.
func TestCompact(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	parts := bytes.SplitAfter(files[memName], []byte("\n"))
	turned := map[string][]byte{memName: parts[0]}
	for i := len(parts) - 1; i > 0; i-- {
		turned[memName] = append(turned[memName], parts[i]...)
		turned[memName] = append(turned[memName], parts[len(parts)-2]...)
	}
	x, y := memDiskOf(files), memDiskOf(turned)
	before, after, err := compact(x, memName)
	require.NoError(t, err)
	require.Equal(t, [2]int{60, 60}, [2]int{before, after})
	before, after, err = compact(y, memName)
	require.NoError(t, err)
	require.Equal(t, [2]int{60 + 61, 60}, [2]int{before, after})
	require.Equal(t, string(x.names[memName].now), string(y.names[memName].now))
	require.Equal(t, x.names[markName(memName)].now, y.names[markName(memName)].now)
	require.Zero(t, x.inUse)
	j, err := open(y, memName, w.registry(t), Options{})
	require.NoError(t, err)
	require.Equal(t, Recovery{Claims: 60}, j.Recovery())
	_, _, err = compact(y, memName)
	require.ErrorIs(t, err, ErrLocked)
	require.NoError(t, j.Close())
}

func TestCompactRefusesTwoContents(t *testing.T) {
	good := sealedLine(t, plainLine)
	edited := strings.Replace(good, `"closed"`, `"open"`, 1)
	other := string(appendSealed(withoutChecksum([]byte(edited)), 0))
	d := memDiskOf(map[string][]byte{memName: []byte(lines(good, other))})
	before, after, err := compact(d, memName)
	require.Equal(t, [2]int{}, [2]int{before, after})
	require.EqualError(t, err, `claims.jsonl:3: id "`+good[7:43]+`": this id already has another content; a correction is a new claim: see line 2`)
	require.Zero(t, d.inUse)
}

// Where the journal was replaced and its mark was not, because the disk failed or the
// program was killed, it opens: the old mark misses nothing that was left out on
// purpose.
func TestRewriteWithoutANewMark(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	good := sealedLine(t, plainLine)
	doubled, whole := lines(good, good), string(files[memName])
	for _, tt := range []struct {
		name  string
		files map[string][]byte
		do    func(d disk) error
		want  int
	}{
		{"compact, with a mark of the first edition", map[string][]byte{memName: []byte(doubled), markName(memName): firstMark(mark{2, int64(len(doubled)), 0})}, func(d disk) error {
			_, _, err := compact(d, memName)
			return err
		}, 1},
		{"seal what has lost claims", map[string][]byte{memName: []byte(lines()), markName(memName): files[markName(memName)]}, func(d disk) error {
			_, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return true })
			return err
		}, 0},
		{"seal what has lost one claim", map[string][]byte{memName: []byte(whole[:strings.LastIndex(strings.TrimSuffix(whole, "\n"), "\n")+1]), markName(memName): files[markName(memName)]}, func(d disk) error {
			got, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return true })
			require.Equal(t, 1, got.Lost)
			return err
		}, 59},
	} {
		held := memDiskOf(tt.files)
		held.holdsNames = true
		require.NoError(t, tt.do(held), "%s where open files hold their names", tt.name)
		d := memDiskOf(tt.files)
		renames := 0
		d.fault = func(op string, _ int) (int, error) {
			if op == "rename" {
				if renames++; renames == 2 {
					return 0, syscall.EIO
				}
			}
			return 0, nil
		}
		require.ErrorIs(t, tt.do(d), syscall.EIO, tt.name)
		d.fault = nil
		require.Zero(t, d.inUse)
		require.NoError(t, reopen(d, w, t), tt.name)
		ids, err := idsIn(d, memName)
		require.NoError(t, err)
		require.Len(t, ids, tt.want)
	}
}

// A crash in the middle of a compaction leaves the one journal or the other.
func TestCrashWhileCompacting(t *testing.T) { synctest.Test(t, testCrashWhileCompacting) }

func testCrashWhileCompacting(t *testing.T) {
	w := newWorld(t)
	r, files := closedRun(t, w)
	d := memDiskOf(files)
	states := 0
	d.fault = func(op string, _ int) (int, error) {
		for state := range d.crashes {
			if states++; states%often(47, 1) == 0 {
				reg := w.registry(t)
				j, err := open(memDiskOf(state), memName, reg, Options{})
				if err != nil || reg.Len() != len(r.sent) {
					t.Fatalf("before %s: %d claims, %v", op, reg.Len(), err)
				}
				require.NoError(t, j.Close())
			}
		}
		return 0, nil
	}
	_, _, err := compact(d, memName)
	require.NoError(t, err)
	require.Greater(t, states, 20_000)
}
