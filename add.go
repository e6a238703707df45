package border

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Add adds claims, all or none of them, and returns their ids in the order of the arguments. A
// claim that the registry has already changes nothing, except that the earlier of the two times
// of recording holds. A claim without Recorded is stamped with the present time, or with that
// of the last stamp if the clock went back.
//
// The error is a [*ClaimError] that says which claim of the batch is at fault (Line, from 1),
// which member, and why. A claim may retract or deny one that comes later in the same batch.
// Adding n claims takes O(n), and copies no claim that the registry has. The answers about
// their crossings are worked out anew at the next question. If somebody asked about a crossing
// since its last claim, Add works them out itself, so that whoever asks again does not wait. A
// registry takes at most 2,147,483,647 claims.
func (r *Registry) Add(claims ...Claim) ([]uuid.UUID, error) {
	return r.AddWith(nil, claims...)
}

// AddWith is [Registry.Add] for a store that also keeps claims elsewhere, such as a
// journal on disk. Once the claims are checked and stamped, it calls write, unless that
// is nil: with the claims that are new, and with those that the registry had already, as
// it has them, both in the order of the arguments.
//
// Views see the new claims only after write has returned nil. If write returns an error,
// nothing is added, and AddWith returns that error. While write runs, no other claim is
// added, and readers do not wait. Write must not change the claims, which share memory
// with the registry.
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

// take adds the claims of a batch that are new, and writes them if write is not nil.
// If the batch is loaded, its claims may name claims that are not there.
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

// examine makes a the addition of claim c. It checks all of c that can be checked
// without other claims, puts c into the form in which it is stored, and finds its cell.
func (r *Registry) examine(a *addition, c *Claim) error {
	if err := c.Validate(); err != nil {
		return err
	}
	c.normalize()
	if err := c.validateNames(); err != nil { // now that the id is known
		return err
	}
	if r.world == nil {
		return fault("crossing", c.Crossing, ErrNoCrossing)
	}
	a.claim, a.hash, a.names = c, hashOfID(c.ID), r.world.succession.concerns(c)
	if a.cell = r.cellOf(c.Crossing); a.cell < 0 {
		return fault("crossing", c.Crossing, fmt.Errorf("%w; want one of %s", ErrNoCrossing, r.world.crossingList()))
	}
	var value uint16
	if c.Value != "" && c.Kind.MakesState() {
		var ok bool
		if value, ok = r.world.numberOf(c); !ok {
			return fault("value", c.Value, fmt.Errorf("no such party; want one of %s", r.world.partyList()))
		}
	}
	a.readFact(value)
	return nil
}

// prepare checks a batch against the claims that the registry has. It returns the additions
// that change something, in order, and the claims of the others that the registry has already,
// as it has them. Unless the batch is loaded, its claims may name only claims that are there.
// The result uses the memory of batch. The caller holds the lock.
func (r *Registry) prepare(batch []addition, isLoaded bool) (adding []addition, had []*Claim, err error) {
	var inBatch idTable[int32]
	if len(batch) > 1 {
		inBatch.reserve(len(batch))
	}
	for i := range batch {
		if err := r.compareWithEarlier(batch, i, &inBatch); err != nil {
			return nil, nil, at("", i+1, err)
		}
	}
	isThere := func(id uuid.UUID) bool {
		hash := hashOfID(id)
		return placeInBatch(batch, &inBatch, hash, id) >= 0 || r.claim(hash, id) != nil
	}
	for i := range batch {
		switch a := &batch[i]; {
		case a.changesNothing && a.again:
			had = append(had, r.claim(a.hash, a.claim.ID))
		case a.names && !a.changesNothing && !isLoaded:
			if err := r.checkTargets(a.claim, isThere); err != nil {
				return nil, nil, at("", i+1, err)
			}
		}
	}
	adding = slices.DeleteFunc(batch, func(a addition) bool { return a.changesNothing })
	return adding, had, r.checkRoom(len(adding))
}

// compareWithEarlier compares addition i of a batch with the claim of the same id in the
// registry or earlier in the batch, and reports as an error if their contents differ. If
// the claim is given twice with two times of recording, the earlier one holds: an
// addition that has it takes the place of the other.
func (r *Registry) compareWithEarlier(batch []addition, i int, inBatch *idTable[int32]) error {
	a := &batch[i]
	c := a.claim
	earlier := r.claim(a.hash, c.ID)
	a.again = earlier != nil
	twice := placeInBatch(batch, inBatch, a.hash, c.ID)
	if twice >= 0 {
		earlier = batch[twice].claim
	}
	if earlier != nil {
		if !sameContent(earlier, c) {
			return fault("id", c.ID.String(), ErrTwoContents)
		}
		if c.Recorded.IsZero() || !earlier.Recorded.IsZero() && !c.Recorded.Before(earlier.Recorded) {
			a.changesNothing = true
			return nil
		}
	}
	switch {
	case twice >= 0:
		batch[twice] = *a
		a.changesNothing = true
	case len(batch) > 1:
		inBatch.insert(a.hash, int32(i))
	}
	return nil
}

// placeInBatch returns the place of the addition with an id, whose hash is given, and
// -1 if there is none.
func placeInBatch(batch []addition, inBatch *idTable[int32], hash uint32, id uuid.UUID) int32 {
	for i := range inBatch.at(hash) {
		if batch[*i].claim.ID == id {
			return *i
		}
	}
	return -1
}

// maxClaims is how many claims a registry can take: the place of an entry in the log of
// its cell must fit an int32.
const maxClaims = math.MaxInt32

// checkRoom checks that n more claims are not too many. The caller holds the lock.
func (r *Registry) checkRoom(n int) error {
	if have := r.added.Load(); uint64(n) > maxClaims-have {
		return fmt.Errorf("the registry took in %d claims, and %d more are over the %d that it can: use another one beside it", have, n, maxClaims)
	}
	return nil
}

// checkTargets checks that the claims that c withdraws or denies are there.
func (r *Registry) checkTargets(c *Claim, isThere func(uuid.UUID) bool) error {
	for _, names := range [...]struct {
		member string
		ids    []uuid.UUID
	}{{"retracts", c.Retracts}, {"denies", c.Denies}} {
		for _, id := range names.ids {
			if !isThere(id) {
				return fault(names.member, id.String(), r.whyUnknown(id, isThere))
			}
		}
	}
	return nil
}

// whyUnknown returns the error about an id that no claim has. It says what replaced it.
func (r *Registry) whyUnknown(id uuid.UUID, isThere func(uuid.UUID) bool) error {
	return r.world.succession.explain(id, r.world.succession.follow(id, isThere))
}

// sameContent reports whether two claims say the same, id and recorded aside.
func sameContent(x, y *Claim) bool {
	a, b := canonicalForms.Get().(*[]byte), canonicalForms.Get().(*[]byte)
	defer func() { canonicalForms.Put(a); canonicalForms.Put(b) }()
	*a, *b = x.AppendCanonical((*a)[:0]), y.AppendCanonical((*b)[:0])
	return string(*a) == string(*b)
}

// stampAll stamps the claims without a time of recording: with the present time, but
// never with one before the last stamp. The caller holds the lock.
func (r *Registry) stampAll(adding []addition) {
	for i := range adding {
		if a := &adding[i]; a.claim.Recorded.IsZero() {
			if now := time.Now().UTC().Round(0); now.After(r.last) {
				r.last = now
			}
			a.claim.Recorded = r.last
			a.readFact(a.fact.value)
		}
	}
}

// Load is [Registry.Add] for claims that were recorded elsewhere, and that a sequence
// yields one by one, as [ReadClaims] does: those of a dataset, a file or a journal. It
// adds all of them or none. It stops at an error of the sequence, and returns it.
//
// Unlike Add it takes claims that withdraw or deny a claim that the registry does not have.
// They have no effect until that claim comes. But if an edition of the dataset replaced it
// ([World].Succession), they act on the claims that stand for it. [Registry.Unresolved] lists
// those without effect. The answers do not depend on the order and the batches in which claims
// are loaded.
//
// If Load itself refuses a claim, the Line of the [*ClaimError] is the claim's place in
// the sequence, from 1. The registry keeps the memory of a claim's lists (Via, Retracts,
// Denies, Repeats): they must not be changed afterwards. While it runs, Load needs some
// 50 bytes a claim more than the registry needs in the end. The sequence must not add
// claims to the registry.
func (r *Registry) Load(claims iter.Seq2[Claim, error]) error { return r.LoadWith(nil, claims) }

// LoadWith is [Registry.Load] for a store that also keeps claims elsewhere: it calls
// write, unless that is nil, as [Registry.AddWith] does.
func (r *Registry) LoadWith(write func(added, had []*Claim) error, claims iter.Seq2[Claim, error]) error {
	const most = 1024     // claims in one piece of memory
	var full [][]addition // a list that grew would be copied again and again
	var batch []addition
	var piece []Claim
	n := 0
	for c, err := range claims {
		if err != nil {
			return err
		}
		if len(piece) == cap(piece) {
			full = append(full, batch)
			size := min(n+4, most)
			piece, batch = make([]Claim, 0, size), make([]addition, 0, size)
		}
		n++
		piece, batch = append(piece, c), append(batch, addition{})
		if err := r.examine(&batch[len(batch)-1], &piece[len(piece)-1]); err != nil {
			return at("", n, err)
		}
	}
	return r.take(slices.Concat(append(full, batch)...), true, write)
}
