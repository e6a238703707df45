package border

import (
	"github.com/google/uuid"
)

// NewWith is [New] of a world that may have a register of sources and a
// succession of claims, too. It refuses a source that stands twice in the
// register, or speaks for one that is not in it, and a claim with two
// replacements.
func NewWith(given World) (*Registry, error) {
	w, err := newWorld(given)
	if err != nil {
		return nil, err
	}
	return newRegistry(w), nil
}

// newRegistry returns a registry without claims.
func newRegistry(w *world) *Registry {
	r := &Registry{world: w, cells: make([]cell, len(w.crossings))}
	r.codes.resize(2*len(r.cells) + 1) // half of them free: one look finds most codes
	for i := range r.cells {
		c := &r.cells[i]
		c.code, c.place = w.crossings[i].Code, cellPlace(i)
		r.codes.insert(hashOfCode(c.code), c.place)
	}
	return r
}

// Add adds claims, all or none of them, and returns their ids in the order of
// the arguments. A claim that is there already changes nothing; if it is given
// with an earlier Recorded, that one holds from now on. Claims without Recorded
// are stamped with the time, never before the last stamp.
//
// The error is a [*ClaimError] that says which claim of the batch is at fault
// (Line counts from 1), which member, and why. The order within a batch is free:
// a claim may retract or deny one that comes later in it. Adding n claims takes
// O(n) and copies nothing that is held; what was worked out for their crossings
// is worked out anew at the next question. A registry takes in 2,147,483,647
// claims, and refuses what is beyond.
func (r *Registry) Add(claims ...Claim) ([]uuid.UUID, error) {
	return r.AddWith(nil, claims...)
}

// AddWith is [Registry.Add] for a store that keeps claims elsewhere, too: it
// calls write, unless that is nil, with those of the claims that are new, checked
// and stamped, and with those that the registry has already, as it has them, both in
// the order of the arguments. Only when write has returned nil can views see the new
// ones; if it returns an error, nothing is added and AddWith returns that error. No
// other claim is added meanwhile; readers do not wait. The claims share memory with
// the registry: write must not change them.
func (r *Registry) AddWith(write func(added, had []*Claim) error, claims ...Claim) ([]uuid.UUID, error) {
	var one [1]addition
	batch := one[:]
	if len(claims) != 1 {
		batch = make([]addition, len(claims))
	}
	ids := make([]uuid.UUID, len(claims))
	stored := make([]Claim, len(claims)) // claims are never dropped: one piece of memory serves them all
	for i := range claims {
		stored[i] = claims[i].Clone()
		if err := r.examine(&batch[i], &stored[i]); err != nil {
			return nil, at("", i+1, err)
		}
		ids[i] = stored[i].ID
	}
	if err := r.take(batch, false, write); err != nil {
		return nil, err
	}
	return ids, nil
}

// take adds the claims of a batch that are new.
func (r *Registry) take(batch []addition, isLoaded bool, write func(added, had []*Claim) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, had, err := r.prepare(batch, isLoaded)
	if err != nil {
		return err
	}
	r.stampAll(adding)
	if write != nil {
		added := make([]*Claim, len(adding))
		for i := range adding {
			added[i] = adding[i].claim
		}
		if err := write(added, had); err != nil {
			return err
		}
	}
	if len(adding) > 0 {
		r.publish(adding, r.linkedAnew(adding))
	}
	return nil
}
