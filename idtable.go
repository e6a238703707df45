package border

import (
	"hash/maphash"
	"iter"

	"github.com/google/uuid"
)

// An idTable finds places by what stands there, a claim by its id or a cell by
// its code: a hash table with open addressing and linear probing. It keeps no ids,
// for they are read where they stand; what it keeps of each is enough to grow
// without looking at them again, and nearly always to tell two apart: so it is
// small enough to stay in a processor's cache while questions are about many
// crossings. The zero idTable is empty.
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

// at yields the places that have a hash, most often one or none: what is looked for
// is one of them, or is not there.
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

// insert adds a place that is not there. There must be room.
func (t *idTable[P]) insert(hash uint32, place P) {
	i := t.start(hash)
	for t.slots[i].hash != 0 {
		i = t.after(i)
	}
	t.slots[i] = idSlot[P]{hash, place}
	t.count++
}

// reserve makes room for n more places: a fifth of the slots stays free.
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

// start returns the slot at which to look for a hash first.
func (t *idTable[P]) start(hash uint32) int { return int(uint64(hash) * uint64(len(t.slots)) >> 32) }

// after returns the slot at which to look after another.
func (t *idTable[P]) after(slot int) int {
	if slot++; slot < len(t.slots) {
		return slot
	}
	return 0
}
