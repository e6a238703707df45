package border

import (
	"fmt"
	"hash/maphash"
	"testing"

	"github.com/stretchr/testify/require"
)

// A table of codes finds each cell by its code, and no cell by another code.
func TestCodeTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 8, 1000} {
		cells := make([]cell, n)
		for i := range cells {
			cells[i].code = fmt.Sprint("crossing-", i)
		}
		table := newCodeTable(cells)
		for i := range cells {
			require.EqualValues(t, i, table.find(cells, cells[i].code))
		}
		for i := range 1000 {
			require.EqualValues(t, -1, table.find(cells, fmt.Sprint("crossing-", n+i)))
		}
		require.EqualValues(t, -1, table.find(cells, ""))
		require.GreaterOrEqual(t, len(table.slots), 2*n)
	}
	var none codeTable
	require.EqualValues(t, -1, none.find(nil, "crossing-0"))
}

// Of two codes with one hash, each is itself.
func TestCodeTableOfOneHash(t *testing.T) {
	cells := []cell{{code: "one"}}
	table := newCodeTable(cells)
	hash := maphash.String(codeSeed, "other")
	table.slots[hash>>table.shift] = codeSlot{uint32(hash), 1}
	require.EqualValues(t, -1, table.find(cells, "other"))
}
