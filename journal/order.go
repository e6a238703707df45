package journal

import (
	"errors"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// errCircle is why a batch is refused that no order of its lines would keep whole.
var errCircle = errors.New("claims of one batch name each other in a circle, so a crash could keep one without the other; name the one in a later batch")

// inOrder returns the claims of a batch such that each stands after those of the
// batch that it withdraws or denies. A crash may leave the first lines of a batch,
// and a claim is refused without what it names. Otherwise the order is kept. If
// some name each other in a circle, one of them is returned, too.
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

// anyNames reports whether more than one claim is there, and one names another.
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

// A placing is a claim that has a place when it is done.
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

// checkCircles refuses a batch in which claims name each other in a circle. They
// have ids. Only ids that were made up can be so: one that is made from the content
// cannot be known to what it names.
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
