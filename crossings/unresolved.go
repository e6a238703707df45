package main

import (
	"errors"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/google/uuid"
)

// tellUnresolved says on standard error, once, which claims withdraw or deny what is
// not there. They are kept: what they name may come with another file or edition.
func (a *app) tellUnresolved(reg *border.Registry) {
	if a.toldUnresolved {
		return
	}
	claims, first := map[uuid.UUID]bool{}, ""
	for c, id := range reg.Unresolved() {
		if len(claims) == 0 {
			first = a.say("claim %s %s %s, %s", c.ID, memberNaming(c, id), id, words.Refusal(a.language, errors.New(whatBecame(reg.View(), id))))
		}
		claims[c.ID] = true
	}
	if len(claims) == 0 {
		return
	}
	a.toldUnresolved = true
	more := ""
	if n := len(claims) - 1; n > 0 {
		more = a.say("; so do %s more, which crossings check lists", words.Claims(a.language, n))
		if n == 1 {
			more = a.say("; so does 1 claim more, which crossings check lists")
		}
	}
	a.note("%s: it is kept, without effect until that comes%s", first, more)
}

// memberNaming returns the member in which a claim names an id.
func memberNaming(c border.Claim, id uuid.UUID) string {
	if slices.Contains(c.Retracts, id) {
		return "retracts"
	}
	return "denies"
}

// whatBecame says of an id that no claim has what is known of it.
func whatBecame(v border.View, id uuid.UUID) string {
	for r := range v.Succession() {
		if r.Old == id && len(r.New) == 0 {
			return "which edition " + r.Edition + " of the dataset dropped"
		}
		if r.Old == id {
			return "which edition " + r.Edition + " of the dataset replaced, and what replaced it is not there"
		}
	}
	return "which is not there"
}

// warnUnresolved notes the claims that withdraw or deny what is not there.
func (c *checker) warnUnresolved(reg *border.Registry) {
	places := map[uuid.UUID]place{}
	for i, claim := range c.read.claims {
		if claim.ID == uuid.Nil {
			claim.ID = claim.ContentID()
		}
		if _, twice := places[claim.ID]; !twice {
			places[claim.ID] = c.read.places[i]
		}
	}
	for claim, id := range reg.Unresolved() {
		if at, ok := places[claim.ID]; ok {
			c.note(at, "warning", memberNaming(claim, id), id.String(), "names a claim "+whatBecame(reg.View(), id)+": without effect until that comes")
		}
	}
}
