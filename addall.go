package border

import "iter"

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
	return r.AddAllThrough(nil, claims)
}

// AddAllThrough is [Registry.AddAll] for a store that the claims come from: it
// calls accept, unless that is nil, when every claim is checked. Only when accept
// has returned nil are they added; if it returns an error, AddAllThrough returns
// that error.
func (r *Registry) AddAllThrough(accept func() error, claims iter.Seq2[Claim, error]) (added int, err error) {
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
	return r.locate(a, c)
}
