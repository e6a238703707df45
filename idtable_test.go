package border

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// A table finds each place by its code, and none by another code, however it grew.
func TestIDTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 8, 1000} {
		codes := make([]string, n)
		var grown, sized idTable[int32]
		sized.resize(2*n + 1)
		for i := range codes {
			codes[i] = fmt.Sprint("crossing-", i)
			grown.reserve(1)
			grown.insert(hashOfCode(codes[i]), int32(i))
			sized.insert(hashOfCode(codes[i]), int32(i))
		}
		for _, table := range []*idTable[int32]{&grown, &sized} {
			find := func(code string) int32 {
				for place := range table.at(hashOfCode(code)) {
					if codes[*place] == code {
						return *place
					}
				}
				return -1
			}
			for i := range codes {
				require.EqualValues(t, i, find(codes[i]))
			}
			for i := range 1000 {
				require.EqualValues(t, -1, find(fmt.Sprint("crossing-", n+i)))
			}
			require.Equal(t, n, table.count)
			require.GreaterOrEqual(t, len(table.slots)*4, n*5, "a fifth is free")
		}
		require.LessOrEqual(t, len(grown.slots), max(8, 2*n), "and half at most")
	}
}

// Of places with one hash, each is itself, also behind the last slot.
func TestIDTableOfOneHash(t *testing.T) {
	var table idTable[int32]
	table.reserve(6)
	for place := range int32(6) {
		table.insert(1<<32-1, place)
	}
	var places []int32
	for place := range table.at(1<<32 - 1) {
		places = append(places, *place)
	}
	require.Equal(t, []int32{0, 1, 2, 3, 4, 5}, places)
	for range table.at(1) {
		t.Error("no place has this hash")
	}
}
