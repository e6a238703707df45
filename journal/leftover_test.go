package journal

import (
	"io"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// On a full disk a journal that could not be rewritten leaves no half of the new file, which
// would take the room that the next claims need.
func TestRewriteLeavesNothingOnAFullDisk(t *testing.T) {
	d := newMemDisk()
	old, err := d.create(memName)
	require.NoError(t, err)
	write := func(w io.Writer) error {
		_, err := w.Write([]byte(lines()))
		return err
	}
	d.failing("write", syscall.ENOSPC)
	require.ErrorIs(t, rewrite(d, memName, old, 0, write), syscall.ENOSPC)
	require.ErrorIs(t, replace(d, memName, old, write), syscall.ENOSPC)
	require.Contains(t, d.names, memName)
	require.NotContains(t, d.names, newName(memName))
}
