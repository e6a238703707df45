package border

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

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

// validatePresence checks that the required members are there.
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

// validateWords checks that the members with a vocabulary have a word of it, and
// that members which go with some kinds only are absent with others.
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

// The first and last instant at which a claim may have been recorded. Nanoseconds
// since 1970 fit 64 bits between them.
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

// withinReach reports whether the first and the last day of d, where it has them, are
// days that the registry can count.
func withinReach(d edtf.Date) bool {
	earliest, b := d.Earliest()
	if b == edtf.Dated && dayOf(dayNumber(earliest)) != earliest {
		return false
	}
	latest, b := d.Latest()
	return b != edtf.Dated || dayOf(dayNumber(latest)) == latest
}

// validateReview checks that a claim of kind review has nothing but what a review needs.
// A claim that withdraws a review is of kind review, too: it is a denial without a day
// that retracts the other.
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
