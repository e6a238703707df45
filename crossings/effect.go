package main

import (
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// effects knows which claims are withdrawn and which do no more than withdraw or deny others, to say
// what has no effect.
type effects struct {
	withdrawn map[uuid.UUID][]uuid.UUID // by the withdrawn claim
	takesBack map[uuid.UUID]bool        // claims that withdraw others, and say nothing else
	denies    map[uuid.UUID]bool        // denials
	stands    func(uuid.UUID) []uuid.UUID
}

// effectsOf looks through the claims of a view.
func effectsOf(v border.View) *effects {
	e := &effects{withdrawn: map[uuid.UUID][]uuid.UUID{}, takesBack: map[uuid.UUID]bool{}, denies: map[uuid.UUID]bool{}, stands: v.Successors()}
	e.add(slices.Collect(v.All()))
	return e
}

func (e *effects) add(claims []border.Claim) {
	for _, c := range claims {
		id := idOf(c)
		if c.Modality == border.Denied {
			e.denies[id] = true
			e.takesBack[id] = len(c.Retracts) > 0 && len(c.Denies) == 0
		}
		for _, target := range e.targets(c.Retracts) {
			if !slices.Contains(e.withdrawn[target], id) {
				e.withdrawn[target] = append(e.withdrawn[target], id)
			}
		}
	}
}

// targets returns the claims that ids name, for those that an edition replaced what stands for them.
func (e *effects) targets(ids []uuid.UUID) (targets []uuid.UUID) {
	for _, id := range ids {
		if now := e.stands(id); len(now) > 0 {
			targets = append(targets, now...)
		} else {
			targets = append(targets, id) // it came later
		}
	}
	return targets
}

// idOf returns the id that a claim has or will have.
func idOf(c border.Claim) uuid.UUID {
	if c.ID == uuid.Nil {
		return c.ContentID()
	}
	return c.ID
}

// noEffect returns why a claim has no effect among the others, "" if it has one: it claims again what
// is withdrawn, or does nothing but withdraw withdrawals, and deny denials and what is withdrawn.
func (a *app) noEffect(e *effects, c border.Claim) string {
	id := idOf(c)
	if by := e.withdrawn[id]; len(by) > 0 {
		return a.say("claim %s has no effect: it is withdrawn, by %s; to claim it anew, say in its note or in reported what is new", id, a.idList(by))
	}
	if c.Modality != border.Denied {
		return "" // it says something of its own
	}
	why := ""
	for _, target := range e.targets(c.Denies) {
		switch {
		case e.denies[target]:
			why = a.say("claim %s has no effect: what it denies, %s, is a denial itself; claim anew what that denies instead", id, target)
		case len(e.withdrawn[target]) > 0:
			why = a.say("claim %s has no effect: what it denies, %s, is withdrawn", id, target)
		default:
			return ""
		}
	}
	for _, target := range e.targets(c.Retracts) {
		if !e.takesBack[target] {
			return ""
		}
		why = a.say("claim %s has no effect: what it withdraws, %s, withdraws others, and they stay withdrawn; claim those anew instead", id, target)
	}
	return why
}

// tellEffects says which claims, just written, have no effect.
func (w *writing) tellEffects(claims []border.Claim) {
	if w.effects == nil {
		w.effects = effectsOf(w.registry.View())
	} else {
		w.effects.add(claims)
	}
	for _, c := range claims {
		if why := w.noEffect(w.effects, c); why != "" {
			fmt.Fprintf(w.err, "crossings: %s\n", why)
		}
	}
}
