package border

import (
	"errors"

	"github.com/crossingstatus/border/edtf"
)

// Review returns the claim that a source looked for news of a crossing on a day and found
// nothing new. It changes no answer; [State.LastReview] tells of it.
func Review(code string, day Day, source Source) Claim {
	return Claim{
		Crossing: code, Side: Both, Kind: KindReview, When: edtf.DateFromDay(day), Modality: Reported, Source: source,
	}
}

// validateReview checks what a review may not have. To withdraw one, a denial without a
// day retracts it: that is of kind review, too, and none itself.
func (c *Claim) validateReview() error {
	if c.Kind != KindReview {
		return nil
	}
	switch withdraws := c.Modality == Denied && len(c.Retracts) > 0; {
	case c.Value != "":
		return fault("value", c.Value, errOfReview)
	case withdraws && !c.When.IsZero():
		return fault("when", c.When.String(), errors.New("has no meaning where a review is withdrawn"))
	case !withdraws && !c.Modality.IsFact():
		return fault("modality", c.Modality.String(), errors.New("want observed or reported with kind review"))
	case !withdraws && !isOneDay(c.When):
		return fault("when", c.When.String(), errors.New("want one day with kind review, as 2026-11-20"))
	case c.Edge == Seen:
		return fault("edge", c.Edge.String(), errOfReview)
	case len(c.Denies) > 0:
		return fault("denies", c.Denies[0].String(), errOfReview)
	case len(c.Repeats) > 0:
		return fault("repeats", c.Repeats[0].String(), errOfReview)
	}
	return nil
}

var errOfReview = errors.New("has no meaning with kind review: nothing was new")

// isOneDay reports whether a date is one day, as it is written.
func isOneDay(d edtf.Date) bool {
	days := boundsOf(d)
	return d.Form() == edtf.FormDate && days.Lo == days.Hi
}
