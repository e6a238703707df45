package border

import (
	"hash/maphash"

	"github.com/google/uuid"
)

// A holding says where a claim is held: in which cell, and at which place of its
// log.
type holding struct{ cell, place int32 }

// holdings find claims by their ids: a hash table with open addressing. It keeps
// no ids, for the claims have them; what it keeps of each is enough to grow
// without looking at them again, and nearly always to tell two apart.
type holdings struct {
	slots []heldSlot // as many as there is room for, in the order of their hashes but for collisions
	count int
}

type heldSlot struct {
	hash uint32 // 0 if the slot is free
	holding
}

var idSeed = maphash.MakeSeed()

// hashOf returns the hash of an id, which is not 0.
func hashOf(id uuid.UUID) uint32 { return max(uint32(maphash.Bytes(idSeed, id[:])), 1) }

// find returns the slot of the claim with that id, of which the hash is given,
// and nil if there is none. ClaimAt returns the claim of a holding.
func (h *holdings) find(hash uint32, id uuid.UUID, claimAt func(holding) *Claim) *heldSlot {
	if h.count == 0 {
		return nil
	}
	for i := h.start(hash); h.slots[i].hash != 0; i = h.next(i) {
		if s := &h.slots[i]; s.hash == hash && claimAt(s.holding).ID == id {
			return s
		}
	}
	return nil
}

// add adds a claim that is not there. There must be room.
func (h *holdings) add(s heldSlot) {
	i := h.start(s.hash)
	for h.slots[i].hash != 0 {
		i = h.next(i)
	}
	h.slots[i] = s
	h.count++
}

// reserve makes room for n more claims: a fifth of the slots stays free.
func (h *holdings) reserve(n int) {
	need := (h.count+n)*5/4 + 1
	if need <= len(h.slots) {
		return
	}
	grown := holdings{slots: make([]heldSlot, max(need, len(h.slots)*3/2, 8))}
	for _, s := range h.slots {
		if s.hash != 0 {
			grown.add(s)
		}
	}
	*h = grown
}

func (h *holdings) start(hash uint32) int { return int(uint64(hash) * uint64(len(h.slots)) >> 32) }

func (h *holdings) next(i int) int {
	if i++; i < len(h.slots) {
		return i
	}
	return 0
}
