package exchange

import (
	"errors"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// A faulty collects the faults of a row, at most one for each member.
type faulty struct {
	faults []error  // not yet taken
	told   []string // the members that have a fault
	sound  bool     // there was no fault
}

// tell stores a fault, unless its member has one already.
func (f *faulty) tell(err error) {
	f.sound = false
	if e, ok := errors.AsType[*border.ClaimError](err); ok && e.Member != "" {
		if slices.Contains(f.told, e.Member) {
			return
		}
		f.told = append(f.told, e.Member)
	}
	f.faults = append(f.faults, err)
}

// takeFaults returns the faults that were stored since it was last called.
func (f *faulty) takeFaults() (faults []error) {
	faults, f.faults = f.faults, nil
	return faults
}

// ask stores every fault that check finds in a claim. A check names one fault at a time. So
// ask checks a copy, gives the member at fault a value that is right, and checks again.
func (f *faulty) ask(c *border.Claim, check func(border.Claim) error) {
	if f.sound {
		if check(*c) == nil {
			return
		}
	}
	right := c.Clone()
	for _, member := range f.told {
		heal(&right, member)
	}
	for range len(right.Members()) {
		err := check(right)
		if err == nil {
			return
		}
		e, ok := errors.AsType[*border.ClaimError](err)
		if !ok {
			if f.sound {
				f.tell(err)
			}
			return
		}
		if e.Member != "id" || f.sound { // of a claim that was healed the id says nothing
			f.tell(err)
		}
		if e.Member == "" {
			return
		}
		heal(&right, e.Member)
	}
}

// heal gives a member a value that is right, or removes its value if it may be absent.
func heal(c *border.Claim, member string) {
	switch member {
	case "crossing":
		c.Crossing = border.AlTanfAlWaleed
	case "side":
		c.Side = border.Both
	case "kind", "status", "control":
		healKind(c)
	case "value":
		c.Value = valueOf(c.Kind)
	case "when":
		c.When = edtf.MustParse("2014")
	case "modality":
		c.Modality = border.Reported
	case "source.name":
		c.Source.Name = "?"
	default:
		*c = without(c, member)
	}
}

// without returns a claim without one of its members.
func without(c *border.Claim, member string) (rest border.Claim) {
	into := rest.Members()
	for i, m := range c.Members() {
		if m.Name() == member {
			continue
		}
		for _, text := range m.Texts() {
			if err := into[i].Set(text); err != nil {
				break // it was read, so it can be
			}
		}
	}
	return rest
}

// healKind gives a claim the kind under which the rest of it is right, if there is one.
func healKind(c *border.Claim) {
	had := c.Value
	for _, kind := range []border.Kind{border.KindStatus, border.KindControl, border.KindObstacle, border.KindReview} {
		c.Kind, c.Value = kind, had
		if had == "" || kind.MakesState() {
			c.Value = valueOf(kind)
		}
		if c.Validate() == nil {
			return
		}
	}
	c.Kind, c.Value = border.KindStatus, valueOf(border.KindStatus)
}

// valueOf returns a value that a claim of a kind may have.
func valueOf(kind border.Kind) string {
	switch kind {
	case border.KindControl:
		return border.SyrianGovernment.String()
	case border.KindReview:
		return ""
	case border.KindStatus:
		return border.Open.String()
	}
	return "?"
}
