package border

import (
	"iter"
	"strings"
)

// A DerivedStatus is the status of a crossing as it follows from its two sides
// (rule 6): closed if either is closed; of equal values that value; unknown with
// anything else is unknown; otherwise the later in open, restricted,
// intermittent, trial, closed.
type DerivedStatus struct {
	Value    Status
	Certain  bool // one value is possible, not unknown, and it is not disputed
	Disputed bool // a side's is, and more than one value is possible
	possible statusSet
}

// Possible yields the statuses that follow from all pairs of what is possible
// for the sides, in alphabetical order.
func (d DerivedStatus) Possible() iter.Seq[Status] {
	return func(yield func(Status) bool) {
		for rest := d.possible; rest != 0; rest &= rest - 1 {
			if !yield(rest.first()) {
				return
			}
		}
	}
}

// derive applies rule 6 to the two sides, of which the sets of possible statuses
// are given.
func (d *DerivedStatus) derive(syria, iraq *Finding[Status], ofSyria, ofIraq statusSet) {
	d.Value = across(syria.Value, iraq.Value)
	d.possible = acrossAll(ofSyria, ofIraq)
	several := d.possible.several()
	d.Disputed = several && (syria.Disputed || iraq.Disputed)
	d.Certain = !several && d.Value != Unknown
}

// String puts the derived status into words: "open", "closed or open, disputed".
func (d DerivedStatus) String() string {
	var words []string
	for s := range d.Possible() {
		words = append(words, s.String())
	}
	s := strings.Join(words, " or ")
	switch {
	case d.Disputed:
		s += ", disputed"
	case len(words) > 1:
		s += ", not certain"
	}
	return s
}
