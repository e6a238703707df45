package border

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Claim is what one source said about a side of a crossing, or about both. It is
// the only thing that a [Registry] stores.
//
// When is a date in EDTF (see package edtf). Its form says what the claim tells:
//
//   - One date, as 2014-06, or a one-of set, as [2014-06-01..2014-06-21], is a
//     change: Value began on some day within it, and stands until something later.
//     An interval with an open end, as 2014-06/.., is the same.
//   - With the edge Seen it is a sighting: Value held on some day within the date,
//     and when it began is not said. An interval is two sightings, one at each end.
//   - Any other interval, as 2014-06/2017-11, is an episode: Value held from a day
//     within the start through a day within the end. What stood before stands
//     again afterwards. An empty end, as in 2014-06/, is an unknown last day.
//
// Crossing, Side, Kind, Modality and Source.Name are required. So are Value and
// When, unless the Modality is Denied; a review has no Value ([Review]). The zero
// Claim is not valid.
type Claim struct {
	ID        uuid.UUID // zero: made from the content when the claim is added
	Crossing  string    // code of the crossing
	Side      Side
	Kind      Kind
	Value     string // a party's code, a status's name or, of a notice, free text
	Unit      string // with KindControl: the group that holds the side for the party
	Traffic   Traffic
	Direction Direction
	When      edtf.Date
	Edge      Edge // zero: Start
	Modality  Modality
	Source    Source
	Reported  edtf.Date // when the source said it; if absent, the day of Recorded at the border counts
	Recorded  time.Time // when the registry took it in, UTC; zero: stamped when added
	Grade     Grade
	Quote     string      // the source's own words
	Note      string      // remarks of whoever made the claim
	Retracts  []uuid.UUID // claims that this one withdraws
	Denies    []uuid.UUID // claims that this one contradicts
	Repeats   []uuid.UUID // claims that this one passes on, as a relay or a copy does: they have one origin
}

// ContentID returns the id that is made from the content of c: from every member
// but ID and Recorded. Claims of equal content have the same, and are one claim.
func (c Claim) ContentID() uuid.UUID {
	buf := canonicalForms.Get().(*[]byte)
	*buf = c.AppendCanonical(append((*buf)[:0], namespace[:]...))
	sum := sha1.Sum(*buf)
	canonicalForms.Put(buf)
	id := uuid.UUID(sum[:len(uuid.UUID{})])
	id[6] = id[6]&0x0f | 5<<4 // version 5
	id[8] = id[8]&0x3f | 0x80 // variant of RFC 9562
	return id
}

// canonicalForms has buffers for canonical forms of claims.
var canonicalForms = sync.Pool{New: func() any { return new([]byte) }}

// Clone returns a copy that shares no memory with c.
func (c Claim) Clone() Claim {
	c.Source.Via = slices.Clone(c.Source.Via)
	c.Retracts = slices.Clone(c.Retracts)
	c.Denies = slices.Clone(c.Denies)
	c.Repeats = slices.Clone(c.Repeats)
	return c
}

// Sentinels that a [ClaimError] may wrap, for programs that branch on them.
var (
	// ErrMissing: a member that is required is absent.
	ErrMissing = errors.New("missing")
	// ErrUnknownClaim: a claim retracts or denies one that the registry does not have.
	ErrUnknownClaim = errors.New("no claim has this id; add it first, or in the same batch")
	// ErrTwoContents: an id is taken by a claim of other content.
	ErrTwoContents = errors.New("this id already has another content; a correction is a new claim")
	// ErrSelf: a claim names itself.
	ErrSelf = errors.New("a claim cannot name itself")
)

// A ClaimError says why a claim was refused.
type ClaimError struct {
	File   string // the file it was read from; "" if there is none
	Line   int    // the line in File or, without a file, the claim's place in its batch, from 1; 0 if it has neither
	Member string // the member at fault, by its name in JSON; "" if it is the claim as a whole
	Value  string // the value of the member; "" if it has none
	Err    error  // the reason
}

// Error returns "file:line: member "value": reason".
func (e *ClaimError) Error() string {
	var b strings.Builder
	switch {
	case e.File != "":
		fmt.Fprintf(&b, "%s:%d: ", e.File, e.Line)
	case e.Line > 0:
		fmt.Fprintf(&b, "claim %d: ", e.Line)
	}
	if e.Member != "" {
		b.WriteString(shown(e.Member))
		if e.Value != "" {
			fmt.Fprintf(&b, " %q", abridged(e.Value))
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns the reason.
func (e *ClaimError) Unwrap() error { return e.Err }

// shown returns the name of a member, between quotes if it has what would not show: an unknown one is
// the choice of whoever wrote the line.
func shown(member string) string {
	if strings.ContainsFunc(member, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(abridged(member))
	}
	return member
}

// fault returns a ClaimError about one member.
func fault(member, value string, err error) error {
	return &ClaimError{Member: member, Value: value, Err: err}
}

// at puts a file and a line into an error, if it is a ClaimError.
func at(file string, line int, err error) error {
	if e, ok := errors.AsType[*ClaimError](err); ok {
		placed := *e
		placed.File, placed.Line = file, line
		return &placed
	}
	return err
}

// normalize puts c into the form in which claims are stored: defaults filled in,
// sets of ids sorted, times in UTC.
func (c *Claim) normalize() {
	if c.Edge == 0 {
		c.Edge = Start
	}
	c.Recorded = c.Recorded.UTC().Round(0)
	c.Retracts = sortedIDs(c.Retracts)
	c.Denies = sortedIDs(c.Denies)
	c.Repeats = sortedIDs(c.Repeats)
	if c.ID == uuid.Nil {
		c.ID = c.ContentID()
	}
}

func sortedIDs(ids []uuid.UUID) []uuid.UUID {
	if len(ids) == 0 {
		return nil
	}
	slices.SortFunc(ids, compareIDs)
	return slices.Compact(ids)
}

func compareIDs(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }

// compareClaims orders claims by (recorded, id): the registry's order.
func compareClaims(c, d *Claim) int {
	return cmp.Or(c.Recorded.Compare(d.Recorded), compareIDs(c.ID, d.ID))
}

// The functions below make the common claims, each in one line. They check nothing;
// [Registry.Add] does. Their Modality is Reported, but for a retraction or a denial. Further
// members, as Reported or Quote, are set on what they return.

// StatusClaim returns the claim that a side began to have a status, as open, at a time.
func StatusClaim(code string, side Side, status Status, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: KindStatus, Value: status.String(), When: when, Modality: Reported, Source: source}
}

// ControlClaim returns the claim that a party began to hold a side at a time.
func ControlClaim(code string, side Side, party Party, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: KindControl, Value: string(party), When: when, Modality: Reported, Source: source}
}

// Sighting returns c as a sighting, with the edge Seen: its value held at that time, and when it
// began is not said. The result has no ID, since its content is another than that of c.
func Sighting(c Claim) Claim {
	c = c.Clone()
	c.ID, c.Edge = uuid.Nil, Seen
	return c
}

// Notice returns a notice, which answers show beside the state ([State.Notices]). Kind is
// [KindPassage], [KindObstacle], [KindThreat] or [KindAuthorization], and text is free.
func Notice(code string, side Side, kind Kind, text string, when edtf.Date, source Source) Claim {
	return Claim{Crossing: code, Side: side, Kind: kind, Value: text, When: when, Modality: Reported, Source: source}
}

// Retraction returns the claim that withdraws c. In a view that sees the retraction, c says
// nothing of any day, and only [State.LastReported] still counts c. In a view of what was known
// or recorded before, c stands. The retraction names c by its ID, or by its [Claim.ContentID]
// if it has none.
func Retraction(c Claim, source Source) Claim {
	r := denying(c, source)
	r.Retracts = []uuid.UUID{c.idOrContentID()}
	return r
}

// Denial returns the claim that what c says was not so. The value of c stays possible, beside what
// others say, but c has no other effect: it ends no other value and dates none. The denial names c as
// [Retraction] does.
func Denial(c Claim, source Source) Claim {
	d := denying(c, source)
	d.Denies = []uuid.UUID{c.idOrContentID()}
	return d
}

// denying returns a claim of modality denied about the crossing, side and kind of c.
func denying(c Claim, source Source) Claim {
	return Claim{Crossing: c.Crossing, Side: c.Side, Kind: c.Kind, Modality: Denied, Source: source}
}

// idOrContentID returns the id that c has once it is added.
func (c *Claim) idOrContentID() uuid.UUID {
	if c.ID != uuid.Nil {
		return c.ID
	}
	return c.ContentID()
}

// Review returns the claim that a source looked for news of a crossing on a day and found
// nothing new. It changes no answer but [State.LastReview].
func Review(code string, day Day, source Source) Claim {
	return Claim{
		Crossing: code, Side: Both, Kind: KindReview, When: edtf.DateFromDay(day), Modality: Reported, Source: source,
	}
}
