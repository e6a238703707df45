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

// Validate reports the first thing that keeps c from being added to any
// registry, as a [*ClaimError]. What only a registry can know, that its
// crossing, its party and the claims it names exist, is left to
// [Registry.Add].
func (c *Claim) Validate() error {
	if err := c.validatePresence(); err != nil {
		return err
	}
	if err := c.validateWords(); err != nil {
		return err
	}
	if err := c.validateTexts(); err != nil {
		return err
	}
	if err := c.validateRelays(); err != nil {
		return err
	}
	if err := c.validateTimes(); err != nil {
		return err
	}
	if err := c.validateReview(); err != nil {
		return err
	}
	return c.validateNames()
}

// validatePresence checks that no member is absent that is required.
func (c *Claim) validatePresence() error {
	missing := ""
	switch {
	case c.Crossing == "":
		missing = "crossing"
	case c.Side == 0:
		missing = "side"
	case c.Kind == 0:
		missing = "kind"
	case strings.TrimSpace(c.Value) == "" && c.Modality != Denied && c.Kind != KindReview:
		missing = "value"
	case c.When.IsZero() && c.Modality != Denied:
		missing = "when"
	case c.Modality == 0:
		missing = "modality"
	case strings.TrimSpace(c.Source.Name) == "":
		missing = "source.name"
	default:
		return nil
	}
	return fault(missing, "", ErrMissing)
}

// validateWords checks the members that have a vocabulary, and those that have
// a meaning with some kinds only.
func (c *Claim) validateWords() error {
	for _, v := range []struct {
		member string
		words  words
		number uint8
	}{
		{"side", sideWords, uint8(c.Side)},
		{"kind", kindWords, uint8(c.Kind)},
		{"direction", directionWords, uint8(c.Direction)},
		{"edge", edgeWords, uint8(c.Edge)},
		{"modality", modalityWords, uint8(c.Modality)},
	} {
		if int(v.number) >= len(v.words) {
			return fault(v.member, v.words.word(v.number), fmt.Errorf("want one of %s", v.words.list()))
		}
	}
	if c.Kind == KindStatus && c.Value != "" {
		if _, err := ParseStatus(c.Value); err != nil {
			return fault("value", c.Value, fmt.Errorf("want one of %s", statusWords.list()))
		}
	}
	if c.Unit != "" && c.Kind != KindControl {
		return fault("unit", c.Unit, fmt.Errorf("has a meaning with kind control only, not with %s", c.Kind))
	}
	if c.Traffic != 0 && (c.Kind == KindControl || c.Kind == KindReview) {
		return fault("traffic", c.Traffic.String(), fmt.Errorf("has no meaning with kind %s", c.Kind))
	}
	if c.Traffic>>len(trafficWords[1:]) != 0 {
		return fault("traffic", fmt.Sprint(uint16(c.Traffic)), fmt.Errorf("want some of %s", trafficWords.list()))
	}
	if c.Direction != 0 && (c.Kind == KindControl || c.Kind == KindReview) {
		return fault("direction", c.Direction.String(), fmt.Errorf("has no meaning with kind %s", c.Kind))
	}
	if !c.Grade.IsZero() {
		if _, err := ParseGrade(c.Grade.String()); err != nil {
			return fault("grade", c.Grade.String(), err)
		}
	}
	return nil
}

// validateTexts checks that every text is UTF-8, so that it survives JSON.
func (c *Claim) validateTexts() error {
	member, text := "", ""
	switch {
	case !utf8.ValidString(c.Crossing):
		member, text = "crossing", c.Crossing
	case !utf8.ValidString(c.Value):
		member, text = "value", c.Value
	case !utf8.ValidString(c.Unit):
		member, text = "unit", c.Unit
	case !utf8.ValidString(c.Source.Name):
		member, text = "source.name", c.Source.Name
	case !utf8.ValidString(c.Source.URL):
		member, text = "source.url", c.Source.URL
	case !utf8.ValidString(c.Source.Title):
		member, text = "source.title", c.Source.Title
	case !utf8.ValidString(c.Source.Archived):
		member, text = "source.archived", c.Source.Archived
	case !utf8.ValidString(c.Source.Lang):
		member, text = "source.lang", c.Source.Lang
	case !utf8.ValidString(c.Quote):
		member, text = "quote", c.Quote
	case !utf8.ValidString(c.Note):
		member, text = "note", c.Note
	default:
		return nil
	}
	return fault(member, text, errNotUTF8)
}

// validateRelays checks that each relay has a name.
func (c *Claim) validateRelays() error {
	for _, via := range c.Source.Via {
		if !utf8.ValidString(via) {
			return fault("source.via", via, errNotUTF8)
		}
		if strings.TrimSpace(via) == "" {
			return fault("source.via", via, errors.New("a relay without a name"))
		}
	}
	return nil
}

var (
	errNotUTF8 = errors.New("not UTF-8")
	errFarDays = errors.New("want days between the years -5800000 and 5800000")
)

// Times that the registry holds: nanoseconds since 1970 in 64 bits.
var (
	firstInstant = time.Date(1678, 1, 1, 0, 0, 0, 0, time.UTC)
	lastInstant  = time.Date(2261, 12, 31, 0, 0, 0, 0, time.UTC)
)

// validateTimes checks the dates.
func (c *Claim) validateTimes() error {
	if c.When.Form() == edtf.FormAllOf {
		return fault("when", c.When.String(), errors.New("a set of several days at once; make one claim for each"))
	}
	if f := c.Reported.Form(); !c.Reported.IsZero() && f != edtf.FormDate && f != edtf.FormOneOf {
		return fault("reported", c.Reported.String(), errors.New("want one date or a one-of set, as [2019-07-05..2019-09-29]"))
	}
	if !withinReach(c.When) {
		return fault("when", c.When.String(), errFarDays)
	}
	if !withinReach(c.Reported) {
		return fault("reported", c.Reported.String(), errFarDays)
	}
	if !c.Recorded.IsZero() && (c.Recorded.Before(firstInstant) || c.Recorded.After(lastInstant)) {
		return fault("recorded", c.Recorded.Format(time.RFC3339), errors.New("want a time between the years 1678 and 2261"))
	}
	return nil
}

// validateNames checks that a claim does not name itself.
func (c *Claim) validateNames() error {
	if c.ID == uuid.Nil || len(c.Retracts)+len(c.Denies)+len(c.Repeats) == 0 {
		return nil
	}
	for _, ids := range [...]struct {
		member string
		list   []uuid.UUID
	}{{"retracts", c.Retracts}, {"denies", c.Denies}, {"repeats", c.Repeats}} {
		if slices.Contains(ids.list, c.ID) {
			return fault(ids.member, c.ID.String(), ErrSelf)
		}
	}
	return nil
}

// withinReach reports whether the dated bounds of d are moments.
func withinReach(d edtf.Date) bool {
	earliest, b := d.Earliest()
	if b == edtf.Dated && dayOf(dayNumber(earliest)) != earliest {
		return false
	}
	latest, b := d.Latest()
	return b != edtf.Dated || dayOf(dayNumber(latest)) == latest
}
