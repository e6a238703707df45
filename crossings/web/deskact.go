package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// act does what a form of the desk asks for.
func (d *desk) act(w http.ResponseWriter, r *http.Request, v *visit) {
	switch action := v.form.Get("action"); {
	case action == "logout":
		d.door.leave(r)
		http.SetCookie(w, cookie(r, "", -1))
		http.Redirect(w, r, v.page.address("/desk"), http.StatusSeeOther)
	case action == "read" || strings.HasPrefix(action, "pick-"):
		d.read(w, r, v, strings.TrimPrefix(action, "pick-"))
	case action == "preview" || action == "publish":
		d.enter(w, r, v, action == "publish")
	case action == "review":
		c := border.Review(v.form.Get("crossing"), v.page.Today, border.Source{Name: strings.TrimSpace(v.form.Get("source"))})
		c.Reported = edtf.DateFromDay(v.page.Today)
		d.publish(w, r, v, "looked, nothing new", []border.Claim{c}, deskBody{Form: newDeskForm(v.page, v.form)})
	case action == "retract" || action == "end":
		d.undo(w, r, v, action)
	default:
		d.server.fail(w, r, http.StatusBadRequest, words.Of(v.page.Language, "the desk does not know what to do"))
	}
}

// read fills the form with a draft of its words: the surest, or the one picked.
func (d *desk) read(w http.ResponseWriter, r *http.Request, v *visit, picked string) {
	fillNews(v.form, v.page.View, v.page.Today)
	list := drafts(v.page, v.form)
	var b deskBody
	if len(list) == 0 {
		if code := crossingIn(v.page.View, v.form.Get("text")); code != "" {
			v.form.Set("crossing", code)
		}
		b.Form = newDeskForm(v.page, v.form)
		b.Fault = words.Of(v.page.Language, "No claim about a crossing is found in these words; choose below what they say.")
		if b.Form.Fields["quote"] == "" {
			b.Form.Fields["quote"] = v.form.Get("text")
		}
		d.render(w, r, http.StatusOK, v, b)
		return
	}
	n, err := strconv.Atoi(picked)
	if err != nil || n < 0 || n >= len(list) {
		n = 0
	}
	b.Drafts = listOf(v.page, list, n)
	values := formOf(list[n].Claim)
	values.Set("text", v.form.Get("text"))
	for _, name := range []string{"retracts", "denies", "via"} {
		if v.form.Get(name) != "" {
			values[name] = v.form[name]
		}
	}
	b.Form = newDeskForm(v.page, values)
	if c, err := claimOf(v.page.View, values, v.page.Today); err == nil {
		d.try(v, &b, c)
	}
	d.render(w, r, http.StatusOK, v, b)
}

// try puts into what is shown what claims would change, and which claims the first of
// them may repeat.
func (d *desk) try(v *visit, b *deskBody, claims ...border.Claim) bool {
	before := d.server.registry.View()
	after, err := before.With(claims...)
	if err == nil {
		b.Changes, err = v.page.changesBy(before, after, claims)
	}
	if err != nil {
		b.Fault = deskFault(v.page.Language, err)
		return false
	}
	b.Tried = true
	b.Repeats = repeatsOf(v.page, claims[0])
	return true
}

// enter shows what the claim of the form would change, or publishes it.
func (d *desk) enter(w http.ResponseWriter, r *http.Request, v *visit, publish bool) {
	b := deskBody{Form: newDeskForm(v.page, v.form)}
	c, err := claimOf(v.page.View, v.form, v.page.Today)
	if err != nil {
		b.Fault = deskFault(v.page.Language, err)
		d.render(w, r, http.StatusUnprocessableEntity, v, b)
		return
	}
	if publish {
		did := "published"
		if len(c.Retracts) > 0 {
			did = "corrected"
		} else if len(c.Denies) > 0 {
			did = "contradicted"
		}
		d.publish(w, r, v, did, []border.Claim{c}, b)
		return
	}
	status := http.StatusOK
	if !d.try(v, &b, c) {
		status = http.StatusUnprocessableEntity
	}
	d.render(w, r, status, v, b)
}

// preview answers the script of the desk with what the claim of the form would change.
func (d *desk) preview(w http.ResponseWriter, r *http.Request, v *visit) {
	var b deskBody
	if c, err := claimOf(v.page.View, v.form, v.page.Today); err != nil {
		b.Fault = deskFault(v.page.Language, err)
	} else {
		d.try(v, &b, c)
	}
	v.page.Body = b
	d.server.render(w, r, http.StatusOK, "preview", v.page)
}

// publish keeps claims and leads to the page of the first.
func (d *desk) publish(w http.ResponseWriter, r *http.Request, v *visit, did string, claims []border.Claim, b deskBody) {
	for i := range claims {
		claims[i].ID = claims[i].ContentID()
		if _, ok := d.find(d.server.registry.View(), claims[i].ID); ok {
			b.Fault = words.Of(v.page.Language, "This claim is there already; nothing is published.")
			d.render(w, r, http.StatusConflict, v, b)
			return
		}
	}
	ids, err := d.server.writer.add(claims...)
	refused := refusalOf(err, maxForm)
	if err == nil || refused == errNotKept {
		d.server.writer.ended(err)
	}
	if err != nil {
		d.server.log.Info("desk refused", "name", v.session.name, "status", refused.status, "error", cut(err.Error(), maxReason))
		b.Fault = deskFault(v.page.Language, err)
		if refused == errNotKept {
			b.Fault = refused.detail // the rest is for the log
		}
		d.render(w, r, refused.status, v, b)
		return
	}
	d.server.log.Info("desk", "name", v.session.name, "did", did, "ids", ids)
	if err := d.entries.add(entry{time.Now().UTC(), v.session.name, did, ids}); err != nil {
		d.server.log.Error("the list of who entered what", "error", err)
	}
	shown := ids[0]
	if did == "retracted" { // what was taken back says by whom and why
		shown = claims[0].Retracts[0]
	}
	http.Redirect(w, r, v.page.address("/desk/claims/"+shown.String(), "done", did), http.StatusSeeOther)
}

// undo takes a claim back, or says when what it tells was over.
func (d *desk) undo(w http.ResponseWriter, r *http.Request, v *visit, action string) {
	id, err := uuid.Parse(v.form.Get("id"))
	c, ok := d.find(v.page.View, id)
	if err != nil || !ok {
		d.server.fail(w, r, http.StatusNotFound, words.Of(v.page.Language, "there is no such claim"))
		return
	}
	b := deskBody{Form: newDeskForm(v.page, formOf(c))}
	source := border.Source{Name: strings.TrimSpace(v.form.Get("source"))}
	reported := edtf.DateFromDay(v.page.Today)
	if action == "retract" {
		back := border.Retraction(c, source)
		back.Reported, back.Note = reported, strings.TrimSpace(v.form.Get("note"))
		if back.Note == "" {
			d.server.fail(w, r, http.StatusUnprocessableEntity, words.Of(v.page.Language, "say why it is taken back; go back and fill in the reason"))
			return
		}
		d.publish(w, r, v, "retracted", []border.Claim{back}, b)
		return
	}
	ended, err := endedOn(c, v.form.Get("on"))
	if err != nil {
		b.Fault = deskFault(v.page.Language, err)
		d.render(w, r, http.StatusUnprocessableEntity, v, b)
		return
	}
	d.publish(w, r, v, "ended", []border.Claim{ended}, b)
}

// endedOn returns a claim anew with its last day: what lasts is retracted by it.
func endedOn(c border.Claim, last string) (border.Claim, error) {
	day, err := border.ParseDay(last)
	if err != nil {
		return c, err
	}
	start, lasts := lasting(c)
	if !lasts {
		return c, errors.New("what this claim tells does not last: enter what came after it")
	}
	when, err := edtf.Parse(start + "/" + day.String())
	if err != nil {
		return c, err
	}
	ended := c.Clone()
	ended.ID, ended.Recorded, ended.When, ended.Retracts = uuid.Nil, time.Time{}, when, []uuid.UUID{c.ID}
	return ended, nil
}

// lasting returns the start of the date of a claim that tells of what lasts: an open
// end of a notice, an episode without end.
func lasting(c border.Claim) (start string, ok bool) {
	text := c.When.String()
	if start, ok = strings.CutSuffix(text, "/.."); ok {
		return start, c.Kind.IsNotice()
	}
	return strings.CutSuffix(text, "/")
}

// A deskClaim is a claim as the desk shows it.
type deskClaim struct {
	ID, Text, Quote, Source, Recorded string
	Changes                           []tried
	Lasts, IsWithdrawn, IsRetraction  bool
	Compared                          bool                                   // whether Changes were worked out
	Done                              string                                 // what was done just now
	By                                []struct{ Text, Note, Address string } // what withdrew or denied it
	Correct, Deny, Crossing           string
}

// claim shows a claim, what it changed, and what can be done about it.
func (d *desk) claim(w http.ResponseWriter, r *http.Request, v *visit) {
	id, err := uuid.Parse(r.PathValue("id"))
	view, l := v.page.View, v.page.Language
	c, ok := d.find(view, id)
	if err != nil || !ok {
		d.server.fail(w, r, http.StatusNotFound, words.Of(l, "there is no such claim"))
		return
	}
	switch v.page.query.Get("do") { // the form, filled in, for a claim about this one
	case "correct":
		values := formOf(c)
		values.Set("retracts", c.ID.String())
		d.render(w, r, http.StatusOK, v, deskBody{Form: newDeskForm(v.page, values)})
		return
	case "deny":
		values := formOf(border.Denial(c, border.Source{}))
		values.Set("denies", c.ID.String())
		values.Set("reported", v.page.Today.String())
		d.render(w, r, http.StatusOK, v, deskBody{Form: newDeskForm(v.page, values)})
		return
	}
	shown, err := d.shownClaim(v.page, c)
	if err != nil {
		d.server.fail(w, r, http.StatusInternalServerError, err.Error())
		return
	}
	d.render(w, r, http.StatusOK, v, deskBody{Claim: shown})
}

// shownClaim returns a claim as its page at the desk shows it.
func (d *desk) shownClaim(p *page, c border.Claim) (*deskClaim, error) {
	view, l, here := p.View, p.Language, "/desk/claims/"+c.ID.String()
	shown := &deskClaim{ID: c.ID.String(), Text: deskTold(p, c), Quote: c.Quote, Source: words.Source(l, view, c.Source), Recorded: c.Recorded.UTC().Format("2006-01-02 15:04") + " UTC",
		Correct: p.address(here, "do", "correct"), Deny: p.address(here, "do", "deny"), Crossing: p.address("/crossings/" + c.Crossing)}
	_, shown.Lasts = lasting(c)
	shown.IsRetraction = isBareRetraction(c)
	shown.Done = doneWords[p.query.Get("done")]
	if shown.Done != "" {
		shown.Done = words.Of(l, shown.Done)
	}
	stands := view.Successors()
	for o := range view.All() {
		retracts, denies := following(stands, o.Retracts), following(stands, o.Denies)
		if slices.Contains(retracts, c.ID) || slices.Contains(denies, c.ID) {
			shown.IsWithdrawn = shown.IsWithdrawn || slices.Contains(retracts, c.ID)
			shown.By = append(shown.By, struct{ Text, Note, Address string }{words.Told(l, view, o), o.Note, p.address("/desk/claims/" + o.ID.String())})
		}
	}
	if view.Through().Claims > mostCompared || shown.IsWithdrawn {
		return shown, nil
	}
	before, after, err := without(view, c)
	if err != nil {
		return nil, err
	}
	shown.Compared = true
	shown.Changes, err = p.changesBy(before, after, []border.Claim{c})
	return shown, err
}

// doneWords say what was done, by what the list of who entered what calls it.
var doneWords = map[string]string{
	"published": "It is published.", "corrected": "The correction is published.", "contradicted": "The denial is published.",
	"retracted": "It is taken back; the answers are as without it.", "ended": "Its end is published.", "looked, nothing new": "The review is published.",
}

// deskValues are the values of a form with nothing in it but the day.
func deskValues(p *page) url.Values { return url.Values{"reported": {p.Today.String()}} }
