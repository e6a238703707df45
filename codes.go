package border

import (
	"hash/maphash"
	"math/bits"
)

// A codeTable finds the places of cells by the codes of their crossings: a hash
// table with open addressing, of which at least half is free. It keeps no codes,
// for the cells have them: so it is small enough to stay in a processor's cache
// while questions are about many crossings.
type codeTable struct {
	slots []codeSlot // a power of two
	shift uint8      // a hash without so many of its last bits is a slot
}

// A codeSlot is free if it is zero.
type codeSlot struct {
	hash uint32 // the last bits of the code's
	next int32  // the cell's place, plus one
}

var codeSeed = maphash.MakeSeed()

// newCodeTable makes the table of cells whose codes differ.
func newCodeTable(cells []cell) codeTable {
	size := bits.Len(uint(len(cells))) + 1
	t := codeTable{make([]codeSlot, 1<<size), uint8(64 - size)}
	for i := range cells {
		hash := maphash.String(codeSeed, cells[i].code)
		at := hash >> t.shift
		for t.slots[at].next != 0 {
			at = (at + 1) & uint64(len(t.slots)-1)
		}
		t.slots[at] = codeSlot{uint32(hash), int32(i) + 1}
	}
	return t
}

// find returns the place of the cell with that code, and -1 if there is none.
func (t *codeTable) find(cells []cell, code string) int32 {
	if len(t.slots) == 0 {
		return -1
	}
	hash := maphash.String(codeSeed, code)
	for at := hash >> t.shift; ; at++ {
		s := t.slots[at&uint64(len(t.slots)-1)]
		if s.next == 0 || s.hash == uint32(hash) && cells[s.next-1].code == code {
			return s.next - 1
		}
	}
}
