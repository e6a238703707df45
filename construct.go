package border

import (
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// The common claims, each in a line. They are reported, not observed; what else there is to say, as
// Reported or Quote, is set on what is returned. None is checked before it is added.

// StatusClaim returns the claim that a side came to be of that status at a time: open, closed.
func StatusClaim(code string, side Side, status Status, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: KindStatus, Value: status.String(), When: when, Modality: Reported, Source: source}
}

// ControlClaim returns the claim that a party came to hold a side at a time.
func ControlClaim(code string, side Side, party Party, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: KindControl, Value: string(party), When: when, Modality: Reported, Source: source}
}

// Sighting returns c as a sighting: it was so at that time, and its beginning is not reported.
func Sighting(c Claim) Claim {
	c = c.Clone()
	c.ID, c.Edge = uuid.Nil, Seen
	return c
}

// Notice returns a claim that is shown beside the state: of kind [KindPassage], [KindObstacle],
// [KindThreat] or [KindAuthorization].
func Notice(code string, side Side, kind Kind, text string, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: kind, Value: text, When: when, Modality: Reported, Source: source}
}

// Retraction returns the claim that takes c back: c leaves all answers, but not what was known before.
// C is named by its ID, or if it has none by that of its content.
func Retraction(c Claim, source Source) Claim {
	r := about(c, source)
	r.Retracts = []uuid.UUID{c.idOrContentID()}
	return r
}

// Denial returns the claim that what c tells was not so: c stands as a rival, and dates, explains and
// hides nothing. C is named as in [Retraction].
func Denial(c Claim, source Source) Claim {
	d := about(c, source)
	d.Denies = []uuid.UUID{c.idOrContentID()}
	return d
}

// about returns a claim of modality denied about what c is about.
func about(c Claim, source Source) Claim {
	return Claim{Crossing: c.Crossing, Side: c.Side, Kind: c.Kind, Modality: Denied, Source: source}
}

// idOrContentID returns the id that c has when it is added.
func (c *Claim) idOrContentID() uuid.UUID {
	if c.ID != uuid.Nil {
		return c.ID
	}
	return c.ContentID()
}
