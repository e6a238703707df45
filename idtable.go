package border

import (
	"hash/maphash"
	"iter"

	"github.com/google/uuid"
)

// An idTable finds the place of a claim by its id, or of a cell by its code. It is a
// hash table with open addressing and linear probing. It stores a hash of 32 bits and the
// place, but not the id or code itself: the caller compares that at the place. So the
// table is small, and more of it stays in a processor's cache. The zero idTable is empty.
type idTable[P any] struct {
	slots []idSlot[P] // in the order of their hashes but for collisions
	count int
}

type idSlot[P any] struct {
	hash  uint32 // 0 if the slot is free
	place P
}

var idSeed = maphash.MakeSeed()

// hashOfID returns the hash of an id, which is not 0.
func hashOfID(id uuid.UUID) uint32 { return max(uint32(maphash.Bytes(idSeed, id[:])), 1) }

// hashOfCode returns the hash of a code, which is not 0.
func hashOfCode(code string) uint32 { return max(uint32(maphash.String(idSeed, code)), 1) }

// at yields pointers to the places with a hash: none or one, and seldom more. What is
// looked for is at one of them, or is not in the table.
func (t *idTable[P]) at(hash uint32) iter.Seq[*P] {
	return func(yield func(*P) bool) {
		if t.count == 0 {
			return
		}
		for i := t.start(hash); t.slots[i].hash != 0; i = t.after(i) {
			if s := &t.slots[i]; s.hash == hash && !yield(&s.place) {
				return
			}
		}
	}
}

// insert adds a place that is not in the table. There must be room for it.
func (t *idTable[P]) insert(hash uint32, place P) {
	i := t.start(hash)
	for t.slots[i].hash != 0 {
		i = t.after(i)
	}
	t.slots[i] = idSlot[P]{hash, place}
	t.count++
}

// reserve makes room for n more places, so that a fifth of the slots stays free.
func (t *idTable[P]) reserve(n int) {
	if need := (t.count+n)*5/4 + 1; need > len(t.slots) {
		t.resize(max(need, len(t.slots)*3/2, 8))
	}
}

// resize moves the places into that many slots.
func (t *idTable[P]) resize(slots int) {
	grown := idTable[P]{slots: make([]idSlot[P], slots)}
	for _, s := range t.slots {
		if s.hash != 0 {
			grown.insert(s.hash, s.place)
		}
	}
	*t = grown
}

// start returns the first slot in which to look for a hash.
func (t *idTable[P]) start(hash uint32) int { return int(uint64(hash) * uint64(len(t.slots)) >> 32) }

// after returns the slot in which to look next.
func (t *idTable[P]) after(slot int) int {
	if slot++; slot < len(t.slots) {
		return slot
	}
	return 0
}
