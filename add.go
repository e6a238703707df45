package border

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

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

// An addition is a claim that is to be added, with what is worked out of it while
// it is at hand.
type addition struct {
	claim *Claim
	fact  fact
	known timeline.Day // hi of reported
	cell  cellPlace
	hash  uint32      // of the id
	log   *growingLog // of its crossing, in a batch that is published
	names bool        // it withdraws or denies others, or repeats one that was replaced
	again bool        // the registry has it, with a later recorded

	changesNothing bool // the registry has it, or an earlier addition of the batch brings it
}

// examine checks a claim as far as that needs no other claim, puts it into the
// form in which it is stored, finds where it belongs, and makes a its addition.
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

// readFact works out what the rules need of a claim. What depends on when it was
// recorded is known only when it is stamped.
func (a *addition) readFact(value uint16) {
	a.known = reportedBounds(a.claim).Hi
	a.fact = readFact(a.claim, a.known, value)
}

// prepare checks a batch against what the registry has, and returns the additions
// that are new, in order, and the claims that it has already, as it has them; the
// batch is no longer of use. Unless it is loaded, a claim must not name what is not
// there. The caller holds the lock.
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

// compareWithEarlier compares addition i of a batch with the claim that has its
// id, in the registry or earlier in the batch. Of one claim with two times the
// earlier holds: an addition that brings it takes the place of the other.
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

// placeInBatch returns the place of the addition with that id, of which the hash is
// given, and -1 if there is none.
func placeInBatch(batch []addition, inBatch *idTable[int32], hash uint32, id uuid.UUID) int32 {
	for i := range inBatch.at(hash) {
		if batch[*i].claim.ID == id {
			return *i
		}
	}
	return -1
}

// maxClaims is how many claims a registry takes in, at the most: their places in
// a cell fit an int32.
const maxClaims = math.MaxInt32

// checkRoom checks that n more claims are not too many. The caller holds the lock.
func (r *Registry) checkRoom(n int) error {
	if have := r.added.Load(); uint64(n) > maxClaims-have {
		return fmt.Errorf("the registry took in %d claims, and %d more are over the %d that it can: use another one beside it", have, n, maxClaims)
	}
	return nil
}

// checkTargets checks that the claims which c withdraws or denies are there.
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

// whyUnknown is the error about an id that no claim has, and says what replaced it.
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

// stampAll stamps the claims that were not recorded elsewhere: with the time,
// but never one before the last stamp. The caller holds the lock.
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

// Load is [Registry.Add] for claims that were added elsewhere and are read one by one,
// as by [ReadClaims]: those of a dataset, a file, a journal or a log. All or none of
// them are added. An error of the sequence ends it, and then nothing is added.
//
// Unlike Add it keeps a claim that withdraws or denies one that is not there: it has
// no effect until that comes, if ever. Where an edition of the dataset replaced that
// one ([World].Succession), it acts on those that stand for it. [Registry.Unresolved]
// lists what is left. In whatever order and batches claims are loaded, the answers
// are the same.
//
// The Line of a [*ClaimError] that is not the sequence's counts its claims from 1.
// Load keeps the lists of a claim (Via, Retracts, Denies, Repeats): whoever
// yields one must not change them afterwards. Beyond what the registry holds then,
// it needs some 50 bytes a claim while it runs. The sequence must not add claims
// to the registry.
func (r *Registry) Load(claims iter.Seq2[Claim, error]) error { return r.LoadWith(nil, claims) }

// LoadWith is [Registry.Load] for a store that the claims come from or go to: it
// calls write, unless that is nil, when every claim is checked, as
// [Registry.AddWith] does.
func (r *Registry) LoadWith(write func(added, had []*Claim) error, claims iter.Seq2[Claim, error]) error {
	const most = 1024 // claims in one piece of memory
	var batch []addition
	var piece []Claim
	for c, err := range claims {
		if err != nil {
			return err
		}
		if len(piece) == cap(piece) {
			piece = make([]Claim, 0, min(len(batch)+4, most))
		}
		piece = append(piece, c)
		batch = append(batch, addition{})
		if err := r.examine(&batch[len(batch)-1], &piece[len(piece)-1]); err != nil {
			return at("", len(batch), err)
		}
	}
	batch = append(make([]addition, 0, len(batch)), batch...) // what was left for more is not carried along
	return r.take(batch, true, write)
}
