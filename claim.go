package border

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Claim is what somebody said about a crossing. It is the only thing that a
// [Registry] stores.
//
// When is an EDTF expression. One date, or a one-of set [a..b], is a change on
// some day within it, or with the edge Seen a sighting; what began stands until
// something later. An interval a/b is an episode: it holds from a through b, its
// last day, and leaves what stood before as it was. a/.. is a change at a, and
// a/ an episode whose end is unknown.
//
// Crossing, Side, Kind, Modality and Source.Name are required; Value and When
// too, unless the claim denies. A review has no Value ([Review]). The zero Claim is
// not valid.
type Claim struct {
	ID        uuid.UUID // zero: made from the content when the claim is added
	Crossing  string    // code of the crossing
	Side      Side
	Kind      Kind
	Value     string // a party's code, a status's name, or of a notice free text
	Unit      string // with KindControl: the group that holds it for the party
	Traffic   Traffic
	Direction Direction
	When      edtf.Date
	Edge      Edge // zero: Start
	Modality  Modality
	Source    Source
	Reported  edtf.Date // when the source said it; absent: the day of Recorded at the border
	Recorded  time.Time // when the registry took it in, UTC; zero: stamped when added
	Grade     Grade
	Quote     string      // verbatim words of the source
	Note      string      // remarks of whoever made the claim
	Retracts  []uuid.UUID // claims that are withdrawn by this one
	Denies    []uuid.UUID // claims that this one contradicts
	Repeats   []uuid.UUID // claims of the same origin: a relay, a mirror, an agency's copy
}

// ContentID returns the id that c has by its content: every member but ID and
// Recorded. Claims of equal content are one claim.
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

// canonicalForms has memory in which forms of claims are put together.
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
	// ErrUnknownClaim: a claim retracts or denies one that is not there.
	ErrUnknownClaim = errors.New("no claim has this id; add it first, or in the same batch")
	// ErrTwoContents: an id is taken by a claim of other content.
	ErrTwoContents = errors.New("this id already has another content; a correction is a new claim")
	// ErrSelf: a claim names itself.
	ErrSelf = errors.New("a claim cannot name itself")
)

// A ClaimError says why a claim was refused.
type ClaimError struct {
	File   string // where it was read; "" if it was not read from a file
	Line   int    // line in the file, or the claim's place in the batch, from 1
	Member string // the member at fault, as in JSON; "" if the claim as a whole
	Value  string // its value; "" if absent
	Err    error
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
		b.WriteString(e.Member)
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

// abridged cuts a value that is too long for a message.
func abridged(s string) string {
	const most = 64
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// fault returns a ClaimError about one member.
func fault(member, value string, err error) error {
	return &ClaimError{Member: member, Value: value, Err: err}
}

// normalize puts c into the one form in which claims are stored: defaults
// filled in, sets in order, times in UTC.
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

func compareIDs(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }

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

// Review returns the claim that a source looked for news of a crossing on a day and found
// nothing new. It changes no answer; [State.LastReview] tells of it.
func Review(code string, day Day, source Source) Claim {
	return Claim{
		Crossing: code, Side: Both, Kind: KindReview, When: edtf.DateFromDay(day), Modality: Reported, Source: source,
	}
}
