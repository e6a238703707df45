package journal

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// A marked is an open journal of three claims of which the mark has each, and two that it does not have yet.
type marked struct {
	w     world
	d     *memDisk
	j     *Journal
	first map[string][]byte // its files with three claims
	lines [][]byte          // of the journal with five, the header first
}

func newMarked(t *testing.T) *marked {
	t.Helper()
	m := &marked{w: newWorld(t), d: newMemDisk()}
	var err error
	m.j, err = open(m.d, memName, m.w.registry(t), Options{})
	require.NoError(t, err)
	for n := range 3 {
		_, err = m.j.Add(claim(n))
		require.NoError(t, err)
	}
	time.Sleep(time.Second)
	synctest.Wait()
	m.first = m.d.files()
	long := claim(3) // over more than a sector
	long.Note = strings.Repeat("x", 2*sector)
	long.ID = long.ContentID()
	_, err = m.j.Add(long, claim(4))
	require.NoError(t, err)
	m.lines = bytes.SplitAfter(m.d.files()[memName], []byte("\n"))[:6]
	return m
}

// left returns what is opened where these files are left, and what a reader of it is told.
func (m *marked) left(t *testing.T, journal []byte, mark []byte) (claims int, r Recovery, opened, read error) {
	t.Helper()
	files := map[string][]byte{}
	if journal != nil {
		files[memName] = journal
	}
	if mark != nil {
		files[markName(memName)] = mark
	}
	_, read = idsIn(memDiskOf(files), memName)
	reg := m.w.registry(t)
	j, opened := open(memDiskOf(files), memName, reg, Options{})
	if opened == nil {
		r = j.Recovery()
		require.NoError(t, j.Close())
	}
	return reg.Len(), r, opened, read
}

// silent requires that what is left opens without a word, with so many claims.
func (m *marked) silent(t *testing.T, want int, journal, mark []byte) {
	t.Helper()
	claims, r, opened, read := m.left(t, journal, mark)
	require.NoError(t, opened)
	if journal != nil {
		require.NoError(t, read)
	}
	require.Nil(t, r.Torn)
	require.Equal(t, want, claims)
}

// lossTold requires that who reads and who writes is told which claims are lost.
func (m *marked) lossTold(t *testing.T, journal, mark []byte, lost ...int) {
	t.Helper()
	_, _, opened, read := m.left(t, journal, mark)
	require.ErrorIs(t, opened, ErrTruncated)
	require.EqualError(t, read, opened.Error())
	for _, n := range lost {
		require.ErrorContains(t, opened, claim(n).ContentID().String())
	}
}

// corruptions do what the rows of docs/corrupt.md say, by how a row begins.
var corruptions = map[string]func(t *testing.T, m *marked){
	"another program removes, replaces, cuts or writes over the file while it is open": func(t *testing.T, m *marked) {
		text := slices.Concat(m.lines[0], m.lines[1], m.lines[3], m.lines[4], m.lines[5])
		m.d.names[memName].now = text
		_, err := m.j.Add(claim(5))
		require.ErrorIs(t, err, ErrChanged)
		m.lossTold(t, text, m.first[markName(memName)], 1)
	},
	"the same, and the program is killed before the mark has the last claims": func(t *testing.T, m *marked) {
		m.silent(t, 3, slices.Concat(m.lines[:4]...), m.d.files()[markName(memName)])
		_, r, opened, read := m.left(t, append(slices.Concat(m.lines[:4]...), m.lines[4][:20]...), m.first[markName(memName)])
		require.NoError(t, opened)
		require.NotNil(t, r.Torn, "it does not end at the end of a line")
		require.EqualError(t, read, r.Torn.Error())
	},
	"the file is written over in place by as many other bytes in the same tick of the clock": func(t *testing.T, m *marked) {
		m.d.names[memName].now = bytes.Replace(slices.Clone(m.d.names[memName].now), []byte("closed"), []byte("opened"), 1) // its time is as it was
		_, err := m.j.Add(claim(5))
		require.NoError(t, err)
		files := m.d.files()
		_, _, opened, read := m.left(t, files[memName], files[markName(memName)])
		require.ErrorContains(t, opened, "claims.jsonl:2: ")
		require.EqualError(t, read, opened.Error())
	},
	"the file and its mark are both replaced by older copies that go together": func(t *testing.T, m *marked) {
		m.silent(t, 3, m.first[memName], m.first[markName(memName)])
	},
	"the file and its mark are both removed": func(t *testing.T, m *marked) {
		m.silent(t, 0, nil, nil)
	},
	"somebody who can write the file forges lines with right checksums": func(t *testing.T, m *marked) {
		forged := append(slices.Concat(m.lines...), sealedLine(t, plainLine)+"\n"...)
		m.silent(t, 6, forged, m.d.files()[markName(memName)])
	},
	"a disk confirms a flush that it has not done, and the power goes": func(t *testing.T, m *marked) {
		m.silent(t, 3, m.first[memName], m.first[markName(memName)])
		time.Sleep(time.Second)
		synctest.Wait()
		m.lossTold(t, m.first[memName], m.d.files()[markName(memName)], 4)
	},
	"a sector behind the mark is lost by the disk": func(t *testing.T, m *marked) {
		text := slices.Concat(m.lines...)
		from := (len(slices.Concat(m.lines[:4]...))/sector + 1) * sector // within the fourth claim
		clear(text[from : from+sector])
		claims, r, opened, read := m.left(t, text, m.first[markName(memName)])
		require.NoError(t, opened)
		require.EqualError(t, read, r.Torn.Error())
		require.Equal(t, 3, claims, "the fifth claim is whole, and is cut off, too")
		require.NotEmpty(t, r.Kept)
	},
	"`crossings seal` accepts a journal that lacks claims, or its mark is removed": func(t *testing.T, m *marked) {
		text := slices.Concat(m.lines[:2]...)
		d := memDiskOf(map[string][]byte{memName: text, markName(memName): m.first[markName(memName)]})
		asked := false
		_, err := seal(d, memName, m.w.registry(t), noon, func(s Sealing) bool { asked = s.Lost == 2; return true })
		require.NoError(t, err)
		require.True(t, asked)
		files := d.files()
		m.silent(t, 1, files[memName], files[markName(memName)])
		m.silent(t, 1, text, nil)
	},
}

// What docs/corrupt.md says can be lost is lost, and is seen as it says; no row is without a test here.
func TestWhatCanStillBeLost(t *testing.T) {
	page, err := os.ReadFile("../docs/corrupt.md")
	require.NoError(t, err)
	rows := 0
	for line := range strings.Lines(string(page)) {
		row, isRow := strings.CutPrefix(line, "| ")
		if !isRow || strings.HasPrefix(row, "what is done") {
			continue
		}
		rows++
		var does func(*testing.T, *marked)
		for begin, do := range corruptions {
			if strings.HasPrefix(row, begin+" ") || strings.HasPrefix(row, begin+",") {
				does = do
			}
		}
		require.NotNil(t, does, "no test does what this row says: %s", line)
		t.Run(row[:strings.IndexByte(row, '|')], func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMarked(t)
				does(t, m)
				_ = m.j.Close() // some have failed
			})
		})
	}
	require.Equal(t, rows, len(corruptions))
}
