package web

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// claimBody is what the page of one claim shows.
type claimBody struct {
	Crossing, Address string
	Claim             claimView
	Links             []claimLink
	Report            string // where an error in it is reported; "" if nowhere
	Unweighed         bool   // there are too many claims to say what it changes
	Changed           []tried
	Beside            []claimView // others of its kind, traffic, way and day
	Desk              string      // where an editor corrects or contradicts it; "" without a desk
}

// A claimLink is the claims that stand in some relation to another one.
type claimLink struct {
	Word string
	Refs []claimRef
}

// claim fills in the page of a claim, with what it takes back, denies and repeats, and what
// does so to it.
func (s *Server) claim(r *http.Request, p *page) (string, error) {
	none := pageError{http.StatusNotFound, fmt.Errorf("no claim has the id %q", shorten(r.PathValue("id")))}
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil || id == uuid.Nil { // no claim has the zero id
		return "", none
	}
	if id.String() != r.PathValue("id") {
		return "", redirect(p.address("/claims/" + id.String()))
	}
	l := p.Language
	stands := p.View.Successors()
	claim, by := p.namedBy(id, stands)
	if now := stands(id); claim.ID != id && len(now) == 1 { // an edition replaced it
		return "", redirect(p.address("/claims/" + now[0].String()))
	}
	if claim.ID != id {
		return "", none
	}
	crossing, err := p.View.Lookup(claim.Crossing)
	if err != nil {
		return "", err
	}
	b := claimBody{Crossing: words.Crossing(l, crossing), Address: p.address("/crossings/" + crossing.Code), Claim: p.claimOf(claim)}
	p.Title = words.Of(l, "Claim: %s, %s", words.Told(l, p.View, claim), b.Crossing)
	b.Report = p.reportOf(s.reportTo, claim)
	if err := b.compare(p, claim); err != nil {
		return "", err
	}
	if s.desk != nil {
		b.Desk = p.address("/desk/claims/" + claim.ID.String())
	}
	for i, phrase := range []string{"It takes back", "It denies", "It repeats"} {
		if i == 0 && !isBareRetraction(claim) {
			phrase = "It corrects"
		}
		b.add(words.Of(l, phrase), p.refsTo(following(stands, [][]uuid.UUID{claim.Retracts, claim.Denies, claim.Repeats}[i])))
	}
	for i, phrase := range []string{"It is taken back by", "It is denied by", "It is repeated by", "It was corrected; in place of it stands"} {
		b.add(words.Of(l, phrase), by[i])
	}
	p.Body = b
	return "claim.html", nil
}

// namedBy returns the claim with an id, or the zero Claim, and those that name it, as phrases of
// its page has them: that take it back, deny it, repeat it, and that stand in place of it.
func (p *page) namedBy(id uuid.UUID, stands func(uuid.UUID) []uuid.UUID) (claim border.Claim, by [4][]claimRef) {
	names := func(ids []uuid.UUID) bool {
		return slices.ContainsFunc(ids, func(named uuid.UUID) bool { return slices.Contains(stands(named), id) })
	}
	for c := range p.View.All() {
		if c.ID == id {
			claim = c
		}
		for i, ids := range [][]uuid.UUID{c.Retracts, c.Denies, c.Repeats} {
			if !names(ids) {
				continue
			}
			if i == 0 && !isBareRetraction(c) {
				i = 3 // it says what is so in place of it
			}
			by[i] = append(by[i], p.ref(c))
		}
	}
	return claim, by
}

// compare fills in what the claim changes, and what stands beside it.
func (b *claimBody) compare(p *page, claim border.Claim) (err error) {
	if b.Beside, err = p.beside(claim); err != nil {
		return err
	}
	if p.View.Through().Claims > mostCompared {
		b.Unweighed = true
		return nil
	}
	before, after, err := without(p.View, claim)
	if err != nil {
		return err
	}
	b.Changed = changesOf(p.Language, p.View, slices.Collect(border.Diff(before, after)))
	if claim.Kind != border.KindObstacle && claim.Kind != border.KindThreat && len(claim.Denies)+len(claim.Retracts) == 0 {
		return nil // the answers of the sides show it
	}
	passes, err := p.passChanges(before, after, claim)
	b.Changed = append(b.Changed, passes...)
	return err
}

// following returns the claims that stand for those with ids.
func following(stands func(uuid.UUID) []uuid.UUID, ids []uuid.UUID) (found []uuid.UUID) {
	for _, id := range ids {
		found = append(found, stands(id)...)
	}
	return found
}

func (b *claimBody) add(word string, refs []claimRef) {
	if len(refs) > 0 {
		b.Links = append(b.Links, claimLink{word, refs})
	}
}

// refsTo returns references to the claims with those ids that the view has.
func (a *ask) refsTo(ids []uuid.UUID) (refs []claimRef) {
	if len(ids) == 0 {
		return nil
	}
	for c := range a.View.All() {
		if slices.Contains(ids, c.ID) {
			refs = append(refs, a.ref(c))
		}
	}
	return refs
}

// isBareRetraction reports whether a claim takes others back and says nothing else.
func isBareRetraction(c border.Claim) bool {
	return len(c.Retracts) > 0 && c.Value == "" && c.Modality == border.Denied
}
