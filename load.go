package border

import (
	"iter"
	"slices"
	"time"

	"github.com/google/uuid"
)

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

// Unresolved yields the claims that withdraw or deny what is not there, nor anything
// that stands for it, and each id that they name so: what they say of it has no
// effect until it comes. A claim stands for another if an edition of the dataset
// replaced that one by it, in turn. The order is that of [View.All]. It takes O(1) if
// every name is resolved, else O(n log n) for n claims.
func (r *Registry) Unresolved() iter.Seq2[Claim, uuid.UUID] {
	return func(yield func(Claim, uuid.UUID) bool) {
		if r.unresolved.Load() == 0 {
			return
		}
		v := r.View()
		stands := v.Successors()
		for c := range v.All() {
			for _, id := range sortedIDs(slices.Concat(c.Retracts, c.Denies)) {
				if len(stands(id)) == 0 && !yield(c, id) {
					return
				}
			}
		}
	}
}

// Successors returns a function that tells which claims of the view stand for an id:
// the claim itself if the view has it, else those by which an edition of the dataset
// replaced it, in turn, sorted; none if there are none. That is what a claim of the
// view that names the id acts on. To make it takes O(n) for n claims.
func (v View) Successors() func(id uuid.UUID) []uuid.UUID {
	has := map[uuid.UUID]bool{}
	for c := range v.all() {
		has[c.ID] = true
	}
	var s succession
	if !v.isZero() {
		s = v.reg.world.succession
	}
	return func(id uuid.UUID) []uuid.UUID { return s.follow(id, func(id uuid.UUID) bool { return has[id] }) }
}

// Withdrawals returns, for each claim that the view lists and that another claim of the
// view withdraws, when that was first recorded. A claim that withdraws it may be about
// another crossing than the one that [View.Only] lists. It takes O(n) for n claims.
func (v View) Withdrawals() map[uuid.UUID]time.Time {
	listed := map[uuid.UUID]bool{}
	if v.only > 0 {
		for c := range v.all() {
			listed[c.ID] = true
		}
	}
	whole := v
	whole.only = 0
	first, stands := map[uuid.UUID]time.Time{}, whole.Successors()
	for c := range whole.all() {
		for _, named := range c.Retracts {
			for _, id := range stands(named) {
				if at, ok := first[id]; (v.only == 0 || listed[id]) && (!ok || c.Recorded.Before(at)) {
					first[id] = c.Recorded
				}
			}
		}
	}
	return first
}
