package border

import (
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// origins tell the claims of one origin from those of others. The zero origins are of no claims.
type origins struct {
	parents []int32 // by number; a number is that of a claim, or of a body that speaks
	claims  map[uuid.UUID]int32
	bodies  map[string]int32
	names   map[string]int32 // the same, by the names of sources as claims write them
}

// number makes a number for something new.
func (o *origins) number() int32 {
	if o.claims == nil {
		o.claims, o.bodies, o.names = map[uuid.UUID]int32{}, map[string]int32{}, map[string]int32{}
	}
	o.parents = append(o.parents, int32(len(o.parents)))
	return int32(len(o.parents) - 1)
}

// root returns the number that all of one origin share.
func (o *origins) root(n int32) int32 {
	for o.parents[n] != n {
		n = o.parents[n]
	}
	return n
}

// shorten makes the way from a number to its root short.
func (o *origins) shorten(n int32) {
	for root := o.root(n); o.parents[n] != root; {
		o.parents[n], n = root, o.parents[n]
	}
}

// join says that two are of one origin.
func (o *origins) join(m, n int32) {
	o.shorten(m)
	o.shorten(n)
	o.parents[o.root(m)] = o.root(n)
}

// of returns the number that a claim, which was added, shares with those of its origin.
func (o *origins) of(c *Claim) int32 { return o.root(o.claims[c.ID]) }

// add adds a claim: those of one body that speaks are of one origin.
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

// claim returns the number of the claim with an id, which may be nowhere.
func (o *origins) claim(id uuid.UUID) int32 {
	n, ok := o.claims[id]
	if !ok {
		n = o.number()
		o.claims[id] = n
	}
	return n
}

// originsOf returns the origins of the claims about the crossing. Claims of one source, of two
// that speak for one body, or joined by what they repeat, are of one; two that repeat one third
// too, even if that is withdrawn or nowhere. What an edition replaced is repeated in what
// stands for it.
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

// Origins returns how many independent origins the claims for Value have whose When begins by the
// day: claims of one source, of two that speak for one body ([World].Sources), and what repeats
// another or the same as another, are of one origin. It is 0 if there are no such claims, and of a
// segment that was read from JSON, which does not say.
func (f Finding[V]) Origins() int {
	if w := f.written(); w != nil {
		return w.origins
	}
	basis, _ := f.claims()
	origins, _ := f.countOrigins(basis)
	return origins
}

// Later returns how many more origins the claims for Value have that speak of later days only.
func (f Finding[V]) Later() int {
	if w := f.written(); w != nil {
		return w.later
	}
	basis, _ := f.claims()
	_, later := f.countOrigins(basis)
	return later
}

// countOrigins counts the origins of the claims for Value, and how many more speak of later days.
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
