package journal

import (
	"errors"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// errCircle refuses a batch whose claims name each other in a circle: in any order of its
// lines, a crash could leave a claim without one that it names.
var errCircle = errors.New("claims of one batch name each other in a circle, so a crash could keep one without the other; name the one in a later batch")

// inOrder orders the claims of a batch so that each stands after those that it withdraws
// or denies, and otherwise as they were. This is because a crash may leave only the first
// lines of a batch, and then no claim should be there without those that it names. If claims
// name each other in a circle, circular is one of them.
func inOrder(claims []*border.Claim) (ordered []*border.Claim, circular *border.Claim) {
	if !anyNames(claims) {
		return claims, nil
	}
	o := ordering{at: make(map[uuid.UUID]*placing, len(claims))}
	for _, c := range claims {
		o.at[c.ID] = &placing{claim: c}
	}
	for _, c := range claims {
		o.place(o.at[c.ID])
	}
	return o.ordered, o.circular
}

// anyNames reports whether the order may matter: whether there is more than one claim, and
// one that withdraws or denies any.
func anyNames(claims []*border.Claim) bool {
	if len(claims) < 2 {
		return false
	}
	for _, c := range claims {
		if len(c.Retracts)+len(c.Denies) > 0 {
			return true
		}
	}
	return false
}

// An ordering is a batch that is put in order.
type ordering struct {
	at       map[uuid.UUID]*placing
	ordered  []*border.Claim
	circular *border.Claim
}

// A placing is a claim on the way to its place: begun when what it names is being placed,
// done when it has its place itself.
type placing struct {
	claim       *border.Claim
	begun, done bool
}

// place puts p after what it names.
func (o *ordering) place(p *placing) {
	if p == nil || p.done {
		return
	}
	if p.begun {
		o.circular = p.claim
		return
	}
	p.begun = true
	for _, id := range p.claim.Retracts {
		o.place(o.at[id])
	}
	for _, id := range p.claim.Denies {
		o.place(o.at[id])
	}
	p.done = true
	o.ordered = append(o.ordered, p.claim)
}

// checkCircles refuses a batch in which claims name each other in a circle. All claims
// have ids. Only ids that somebody chose can form a circle: an id that is made from the
// content exists only after the ids that the content names.
func checkCircles(claims []border.Claim) error {
	if len(claims) < 2 {
		return nil
	}
	batch := make([]*border.Claim, len(claims))
	for i := range claims {
		batch[i] = &claims[i]
	}
	_, circular := inOrder(batch)
	for i, c := range batch {
		if c == circular {
			return &border.ClaimError{Line: i + 1, Member: "id", Value: c.ID.String(), Err: errCircle}
		}
	}
	return nil
}
