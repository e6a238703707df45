package border_test

import (
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/google/uuid"
)

// A reference is a view as the slow reading has it, which every query of the library
// is compared with. It is told of a claim what the text form of one says.
type reference struct {
	oracle.View
	claims map[string]border.Claim
	known  border.Day
	asOf   time.Time
}

// referenceOf returns the view of claims, in whatever order and however often they
// were added.
func referenceOf(added []border.Claim) reference { return referenceWith(added, nil) }

// referenceWith is referenceOf where editions replaced claims.
func referenceWith(added []border.Claim, succession []border.Replacement) reference {
	replaced := map[string][]string{}
	for _, r := range succession {
		replaced[r.Old.String()] = idTexts(r.New)
	}
	var read []oracle.Claim
	for _, c := range added {
		read = append(read, oracleClaim(c))
	}
	r := reference{View: oracle.ViewWith(read, replaced), claims: map[string]border.Claim{}}
	for _, c := range added {
		if earlier, ok := r.claims[c.ID.String()]; !ok || c.Recorded.Before(earlier.Recorded) {
			r.claims[c.ID.String()] = c
		}
	}
	return r
}

// knownBy narrows the view.
func (r reference) knownBy(day border.Day) reference {
	if r.known.IsZero() || day.Before(r.known) {
		r.known = day
	}
	r.View = r.KnownBy(day.Number())
	return r
}

// asOfInstant narrows the view.
func (r reference) asOfInstant(instant time.Time) reference {
	if r.asOf.IsZero() || instant.Before(r.asOf) {
		r.asOf = instant
	}
	r.View = r.AsOf(instant)
	return r
}

// oracleClaim returns what the rules read in a claim.
func oracleClaim(c border.Claim) oracle.Claim {
	o := oracle.Claim{
		ID: c.ID.String(), Recorded: c.Recorded, Crossing: c.Crossing, Side: c.Side.String(), Kind: c.Kind.String(),
		Value: c.Value, Unit: c.Unit, Direction: c.Direction.String(), When: oracleWhen(c.When), Seen: c.Edge == border.Seen,
		Modality: c.Modality.String(), Source: strings.ToLower(strings.TrimSpace(c.Source.Name)), Reported: oracleSpan(c.Reported),
		Retracts: idTexts(c.Retracts), Denies: idTexts(c.Denies), Repeats: idTexts(c.Repeats),
	}
	if !c.Grade.IsZero() {
		o.Grade = c.Grade.String()
	}
	o.Traffic = oracleTraffic(c.Traffic)
	if c.Reported.IsZero() { // the day of recorded at the border is taken
		day := edtf.DayOf(c.Recorded.In(time.FixedZone("", 3*60*60))).Number()
		o.Reported = oracle.Span{Lo: day, Hi: day}
	}
	return o
}

func oracleTraffic(t border.Traffic) (kinds []string) {
	for kind := range t.Kinds() {
		kinds = append(kinds, kind.String())
	}
	return kinds
}

func oracleWhen(d edtf.Date) oracle.When {
	w := oracle.When{Given: !d.IsZero(), Bounds: oracleSpan(d)}
	if start, end, ok := d.Interval(); ok {
		w.Interval, w.Start, w.End = true, oracleBound(start), oracleBound(end)
	}
	return w
}

func oracleBound(d edtf.Date) oracle.Bound {
	_, b := d.Earliest()
	return oracle.Bound{Dated: b == edtf.Dated, Open: b == edtf.Open, Span: oracleSpan(d)}
}

func oracleSpan(d edtf.Date) oracle.Span {
	s := oracle.Span{Lo: oracle.Beginning, Hi: oracle.End}
	if day, b := d.Earliest(); b == edtf.Dated {
		s.Lo = day.Number()
	}
	if day, b := d.Latest(); b == edtf.Dated {
		s.Hi = day.Number()
	}
	return s
}

func idTexts(ids []uuid.UUID) (texts []string) {
	for _, id := range ids {
		texts = append(texts, id.String())
	}
	return texts
}

// lastReported returns the greatest lo of reported, no later than t, of a claim about
// the crossing, reviews aside, withdrawn or not; Beginning if there is none.
func (r reference) lastReported(crossing string, t int64) int64 {
	last := int64(oracle.Beginning)
	for _, c := range r.About(crossing) {
		if c.Kind != "review" && c.Reported.Lo <= t {
			last = max(last, c.Reported.Lo)
		}
	}
	return last
}

// lastReview returns the latest day up to t of a review of the crossing that is not
// withdrawn; Beginning if there is none.
func (r reference) lastReview(crossing string, t int64) int64 {
	last := int64(oracle.Beginning)
	for _, c := range r.About(crossing) {
		if c.Kind == "review" && c.When.Bounds.Lo <= t && !r.Withdrawn(c.ID) {
			last = max(last, c.When.Bounds.Lo)
		}
	}
	return last
}

// notices returns what is shown beside the state on a day: claims of other kinds
// (reviews aside), and those feared or denied of any kind, not withdrawn, whose dates
// include the day.
func (r reference) notices(crossing string, t int64) []border.Claim {
	claims := []border.Claim{}
	for _, c := range r.About(crossing) {
		state := c.Kind == "control" || c.Kind == "status"
		shown := c.Modality == "feared" || c.Modality == "denied" || !state && c.Kind != "review"
		days := c.NoticeDays()
		if shown && !r.Withdrawn(c.ID) && days.Lo <= t && t <= days.Hi {
			claims = append(claims, r.claims[c.ID])
		}
	}
	return claims
}
