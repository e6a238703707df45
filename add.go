package border

import (
	"iter"

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
// and stamped, in the order of the arguments. Only when write has returned nil
// can views see them; if it returns an error, nothing is added and AddWith
// returns that error. No other claim is added meanwhile; readers do not wait. The
// claims share memory with the registry: write must not change them. It is not
// called if no claim is new.
func (r *Registry) AddWith(write func([]*Claim) error, claims ...Claim) ([]uuid.UUID, error) {
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
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, err := r.prepare(batch)
	if err != nil {
		return nil, err
	}
	if len(adding) == 0 {
		return ids, nil
	}
	r.stampAll(adding)
	if write != nil {
		news := make([]*Claim, len(adding))
		for i := range adding {
			news[i] = adding[i].claim
		}
		if err := write(news); err != nil {
			return nil, err
		}
	}
	r.publish(adding)
	return ids, nil
}

// AddAll is [Registry.Add] for claims that are read one by one, as by
// [ReadClaims]: all or none of them. An error of the sequence ends it, and then
// nothing is added. It returns how many claims are new.
//
// The Line of a [*ClaimError] that is not the sequence's counts its claims from 1.
// AddAll keeps the lists of a claim (Via, Retracts, Denies, Repeats): whoever
// yields one must not change them afterwards. Beyond what the registry holds then,
// it needs some 50 bytes a claim while it runs. The sequence must not add claims
// to the registry.
func (r *Registry) AddAll(claims iter.Seq2[Claim, error]) (added int, err error) {
	return r.AddAllWith(nil, claims)
}

// AddAllWith is [Registry.AddAll] for a store that the claims come from: it
// calls accept, unless that is nil, when every claim is checked. Only when accept
// has returned nil are they added; if it returns an error, AddAllWith returns
// that error.
func (r *Registry) AddAllWith(accept func() error, claims iter.Seq2[Claim, error]) (added int, err error) {
	const most = 1024 // claims in one piece of memory
	var batch []addition
	var piece []Claim
	for c, err := range claims {
		if err != nil {
			return 0, err
		}
		if len(piece) == cap(piece) {
			piece = make([]Claim, 0, min(len(batch)+4, most))
		}
		piece = append(piece, c)
		batch = append(batch, addition{})
		if err := r.examine(&batch[len(batch)-1], &piece[len(piece)-1]); err != nil {
			return 0, at("", len(batch), err)
		}
	}
	batch = append(make([]addition, 0, len(batch)), batch...) // what was left for more is not carried along
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, err := r.prepare(batch)
	if err != nil {
		return 0, err
	}
	r.stampAll(adding)
	if accept != nil {
		if err := accept(); err != nil {
			return 0, err
		}
	}
	if len(adding) == 0 {
		return 0, nil
	}
	r.publish(adding)
	return len(adding), nil
}
