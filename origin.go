package border

import (
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// origins groups claims by their origin, as a forest of disjoint sets (union–find). Its nodes,
// numbers, are claims and the bodies for which sources speak; all in one tree are of one origin.
// The zero origins has no claims.
type origins struct {
	parents []int32             // by number; a root is its own parent
	claims  map[uuid.UUID]int32 // numbers, by the claim's id
	bodies  map[string]int32    // numbers, by the body's folded name
	names   map[string]int32    // the same numbers, by the names of sources as claims write them
}

// number makes a new node and returns its number.
func (o *origins) number() int32 {
	if o.claims == nil {
		o.claims, o.bodies, o.names = map[uuid.UUID]int32{}, map[string]int32{}, map[string]int32{}
	}
	o.parents = append(o.parents, int32(len(o.parents)))
	return int32(len(o.parents) - 1)
}

// root returns the root of the tree of a number, which all of one origin share.
func (o *origins) root(n int32) int32 {
	for o.parents[n] != n {
		n = o.parents[n]
	}
	return n
}

// shorten makes the root the parent of every number on the way to it.
func (o *origins) shorten(n int32) {
	for root := o.root(n); o.parents[n] != root; {
		o.parents[n], n = root, o.parents[n]
	}
}

// join makes two numbers of one origin.
func (o *origins) join(m, n int32) {
	o.shorten(m)
	o.shorten(n)
	o.parents[o.root(m)] = o.root(n)
}

// of returns the root of a claim that was added; claims of one origin have the same.
func (o *origins) of(c *Claim) int32 { return o.root(o.claims[c.ID]) }

// add adds a claim, and joins it with the body for which its source speaks.
func (o *origins) add(c *Claim, register *sourceRegister) {
	n := o.claim(c.ID)
	body, ok := o.names[c.Source.Name]
	if !ok {
		key := register.body(c.Source.Name)
		if body, ok = o.bodies[key]; !ok {
			body = o.number()
			o.bodies[key] = body
		}
		o.names[c.Source.Name] = body
	}
	o.join(n, body)
}

// claim returns the number of the claim with an id. No registry need have that claim.
func (o *origins) claim(id uuid.UUID) int32 {
	n, ok := o.claims[id]
	if !ok {
		n = o.number()
		o.claims[id] = n
	}
	return n
}

// originsOf returns the origins of the claims about the crossing. Two claims are of one origin if
// their sources are one or speak for one body; if one repeats the other; or if both repeat a third,
// even one that is withdrawn or that the registry does not have. To repeat a claim that an edition
// replaced is to repeat those that stand for it.
func (r *reading) originsOf() *origins {
	o := &r.grounds.origins
	r.grounds.originOnce.Do(func() {
		for i, c := range r.claims() {
			o.add(c, r.world.sources)
			for _, id := range c.Repeats {
				o.join(o.claim(c.ID), o.claim(id))
			}
			for _, repeated := range r.grounds.names.repeats[timeline.Claim(i)] {
				o.join(o.claim(c.ID), o.claim(r.grounds.claims[repeated].ID))
			}
		}
		for n := range o.parents {
			o.shorten(int32(n))
		}
	})
	return o
}

// Origins returns how many independent origins the claims for Value have (those of [Finding.Basis]).
// Claims whose When begins after the day asked about do not count; see [Finding.Later].
//
// Two claims have one origin if their sources are one or speak for one body ([World].Sources), if one
// repeats the other, or if both repeat a third. The result is 0 if no claim is for Value, and for a
// segment that was read from JSON, which does not have the number.
func (f Finding[V]) Origins() int {
	if w := f.written(); w != nil {
		return w.origins
	}
	basis, _ := f.claims()
	origins, _ := f.countOrigins(basis)
	return origins
}

// Later returns how many more origins the claims for Value have if those whose When begins after the
// day asked about count, too.
func (f Finding[V]) Later() int {
	if w := f.written(); w != nil {
		return w.later
	}
	basis, _ := f.claims()
	_, later := f.countOrigins(basis)
	return later
}

// countOrigins returns what Origins and Later count, given the claims for Value.
func (f Finding[V]) countOrigins(basis []timeline.Claim) (begun, later int) {
	if len(basis) == 0 {
		return 0, 0
	}
	r := f.track.reading
	origins := r.originsOf()
	seen := make(map[int32]bool, len(basis)) // whether one of that origin begins by the day
	for _, p := range basis {
		c := r.grounds.claims[p]
		of := origins.of(c)
		seen[of] = seen[of] || boundsOf(c.When).Lo <= f.on
	}
	for _, by := range seen {
		if by {
			begun++
		}
	}
	return begun, len(seen) - begun
}
