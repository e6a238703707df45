package jetstream

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func testOrigin() origin {
	return origin{Stream: "BORDER", Created: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC), Base: "abc"}
}

func testPositions(n int) []position {
	list := make([]position, n)
	for i := range list {
		list[i] = position{id: testID(i), kind: posClaim, count: uint64(i + 1), sum: uint32(i)}
	}
	return list
}

func writePositions(t *testing.T, name string, n int) {
	t.Helper()
	p, err := openPositions(name, testOrigin())
	require.NoError(t, err)
	require.NoError(t, p.append(testPositions(n)))
	require.NoError(t, p.file.Close())
}

func TestPositions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "positions")
	writePositions(t, name, 10)
	p, err := openPositions(name, testOrigin())
	require.NoError(t, err)
	defer p.file.Close()
	require.EqualValues(t, 10, p.last)
	list, err := p.between(1, 10)
	require.NoError(t, err)
	require.Equal(t, testPositions(10), list)
	require.NoError(t, p.cut(4))
	_, err = p.at(5)
	require.ErrorIs(t, err, os.ErrNotExist)
}

// Cut at any byte, the file has the whole records before it. With any bit flipped
// in a record, that one is not taken.
func TestPositionsDamaged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "positions")
	writePositions(t, name, 3)
	whole, err := os.ReadFile(name)
	require.NoError(t, err)
	for n := positionsHeader; n < len(whole); n++ {
		require.NoError(t, os.WriteFile(name, whole[:n], 0o644))
		p, err := openPositions(name, testOrigin())
		require.NoError(t, err)
		require.EqualValues(t, (n-positionsHeader)/positionSize, p.last)
		p.file.Close()
	}
	for bit := positionsHeader * 8; bit < len(whole)*8; bit++ {
		b := append([]byte(nil), whole...)
		b[bit/8] ^= 1 << (bit % 8)
		require.NoError(t, os.WriteFile(name, b, 0o644))
		p, err := openPositions(name, testOrigin())
		require.NoError(t, err)
		damaged := uint64((bit/8-positionsHeader)/positionSize) + 1
		_, err = p.at(damaged)
		require.Error(t, err, "bit %d", bit)
		p.file.Close()
	}
}

func TestPositionsOfAnotherLog(t *testing.T) {
	name := filepath.Join(t.TempDir(), "positions")
	writePositions(t, name, 3)
	other := testOrigin()
	other.Created = other.Created.Add(time.Hour)
	_, err := openPositions(name, other)
	require.ErrorIs(t, err, ErrWentBack)
	require.EqualError(t, err, name+": the log went back: the archive is of stream BORDER made at 2026-01-02T03:04:05.000000006Z, and this is BORDER made at 2026-01-02T04:04:05.000000006Z")

	// On top of another dataset the positions tell nothing: the log is read again.
	other = testOrigin()
	other.Base = "def"
	p, err := openPositions(name, other)
	require.NoError(t, err)
	require.Zero(t, p.last)
	p.file.Close()

	require.NoError(t, os.WriteFile(name, make([]byte, positionsHeader), 0o644))
	_, err = openPositions(name, testOrigin())
	require.EqualError(t, err, name+": not a file of positions; remove it, and the log is read from its beginning")
}
