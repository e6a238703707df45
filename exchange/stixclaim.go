package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
)

// A stixSpan is the time within which the claims of an object were recorded, and whether
// all of them are withdrawn. It starts at the zero value.
//
// An object is revoked for good: its id may never have a later version (3.6). So if another
// claim comes once all are withdrawn, it is of another object, with an id of its own.
type stixSpan struct {
	first, last time.Time
	live        bool
}

// add takes a claim in.
func (s *stixSpan) add(c *border.Claim, withdrawn time.Time, isWithdrawn bool) {
	if s.first.IsZero() || c.Recorded.Before(s.first) {
		s.first = c.Recorded
	}
	s.last = later(s.last, later(c.Recorded, withdrawn))
	s.live = s.live || !isWithdrawn
}

// isOver reports whether all claims had been withdrawn when another was recorded.
func (s *stixSpan) isOver(recorded time.Time) bool {
	return !s.first.IsZero() && !s.live && recorded.After(s.last)
}

// stamp gives an object its times.
func (s *stixSpan) stamp(o *stixObject) {
	o.Created, o.Modified, o.Revoked = stixTime(s.first), stixTime(s.last), !s.live
}

// A stixArticle is where claims were read: an address, or what a source without one
// said on a day.
type stixArticle struct {
	stixSpan
	id    string
	claim border.Claim // the first
	refs  []string
}

// A stixHolder is a party that was said to be in control of a side.
type stixHolder struct {
	stixSpan
	id       string
	party    border.Party
	location string
}

// claim writes the objects that a claim makes by itself, and remembers where it was
// read and which party it names.
func (b *stixBundle) claim(c *border.Claim) {
	var span stixSpan
	at, isWithdrawn := b.withdrawn[c.ID]
	span.add(c, at, isWithdrawn)
	note := b.note(c)
	span.stamp(&note)
	article := b.article(c)
	article.add(c, at, isWithdrawn)
	article.refs = append(article.refs, note.ID)
	if party := border.Party(c.Value); c.Kind == border.KindControl && party != "" && party != border.UnknownParty && party != "none" {
		b.party(party)
		note.ObjectRefs = append(note.ObjectRefs, partyID(party))
		for _, location := range b.locations(c) {
			if c.Modality != border.Denied { // who says that it was not so relates nobody to it
				b.holder(c, party, location).add(c, at, isWithdrawn)
			}
		}
	}
	b.write(note)
	if o, ok := b.opinion(c, note); ok {
		span.stamp(&o)
		b.write(o)
	}
}

// note returns the note that says a claim.
func (b *stixBundle) note(c *border.Claim) stixObject {
	o := stixObject{Type: "note", ID: "note--" + c.ID.String(), Abstract: statement(b.view, b.crossings[c.Crossing], c), Authors: []string{c.Source.Name}}
	o.Content = o.Abstract
	if c.Quote != "" {
		o.Content += "\n\n“" + c.Quote + "”"
	}
	if c.Note != "" {
		o.Content += "\n\n" + c.Note
	}
	o.Labels = append([]string{c.Kind.String(), c.Modality.String()}, admiralty(c.Grade)...)
	o.Confidence = confidence(c.Grade)
	o.ObjectRefs = b.locations(c)
	o.Extensions = map[string]any{stixSaid: saidMembers(c)}
	return o
}

// saidMembers returns what a claim says as the members of our extension.
func saidMembers(c *border.Claim) map[string]string {
	members := map[string]string{
		"extension_type": "property-extension", "crossing": c.Crossing, "side": c.Side.String(), "kind": c.Kind.String(),
		"value": c.Value, "modality": c.Modality.String(), "edge": cmp.Or(c.Edge, border.Start).String(),
		"when": c.When.String(), "reported": c.Reported.String(),
	}
	if day := earliest(c.When); isCommonYear(day) {
		members["earliest"] = day.String()
	}
	if day := latest(c.When); isCommonYear(day) {
		members["latest"] = day.String()
	}
	for name, value := range members {
		if value == "" {
			delete(members, name)
		}
	}
	return members
}

// locations returns the ids of the sides that a claim is about.
func (b *stixBundle) locations(c *border.Claim) (ids []string) {
	for side := border.Syria; side <= border.Iraq; side++ {
		if c.Side == side || c.Side == border.Both {
			ids = append(ids, locationID(b.crossings[c.Crossing], side))
		}
	}
	return ids
}

// opinion returns what a claim thinks of those that it denies, of which the bundle
// has notes; ok is false if it has none.
func (b *stixBundle) opinion(c *border.Claim, note stixObject) (o stixObject, ok bool) {
	o = stixObject{Type: "opinion", ID: "opinion--" + madeID("opinion", c.ID).String(), Opinion: "disagree", Explanation: note.Abstract, Authors: note.Authors}
	for _, named := range c.Denies {
		for _, id := range b.stands(named) {
			if ref := "note--" + id.String(); b.notes[id] && !slices.Contains(o.ObjectRefs, ref) {
				o.ObjectRefs = append(o.ObjectRefs, ref)
			}
		}
	}
	return o, len(o.ObjectRefs) > 0
}

// article returns where a claim was read.
func (b *stixBundle) article(c *border.Claim) *stixArticle {
	key := c.Source.URL
	if key == "" {
		key = c.Source.String() + "/" + c.Source.Title + "/" + c.Reported.String()
	}
	a := b.byAddress[key]
	if a == nil || a.isOver(c.Recorded) {
		a = &stixArticle{id: "report--" + b.lastingID("report", key), claim: *c}
		if b.byAddress == nil {
			b.byAddress = map[string]*stixArticle{}
		}
		b.byAddress[key] = a
		b.articles = append(b.articles, a)
	}
	return a
}

// reports writes a report of each article, with the notes of what was read there.
func (b *stixBundle) reports() {
	for _, a := range b.articles {
		c := &a.claim
		o := stixObject{Type: "report", ID: a.id, Name: cmp.Or(c.Source.Title, c.Source.String()), ReportTypes: []string{"observed-data"},
			Published: stixTime(published(c)), ObjectRefs: unique(a.refs), Lang: languageTag(c.Source.Lang)}
		a.stamp(&o)
		if c.Source.Title != "" || c.Source.URL != "" { // a reference needs one of the two
			o.References = append(o.References, stixReference{SourceName: c.Source.String(), Description: c.Source.Title, URL: URI(c.Source.URL)})
		}
		if c.Source.Archived != "" {
			o.References = append(o.References, stixReference{SourceName: c.Source.String(), Description: "archived copy", URL: URI(c.Source.Archived)})
		}
		b.write(o)
	}
}

// holder returns what is remembered of a party at a side.
func (b *stixBundle) holder(c *border.Claim, party border.Party, location string) *stixHolder {
	key := string(party) + "/" + location
	h := b.byHolder[key]
	if h == nil || h.isOver(c.Recorded) {
		h = &stixHolder{id: "relationship--" + b.lastingID("holds", key), party: party, location: location}
		if b.byHolder == nil {
			b.byHolder = map[string]*stixHolder{}
		}
		b.byHolder[key] = h
		b.holders = append(b.holders, h)
	}
	return h
}

// lastingID returns an id made from a name, another each time it is asked for that name.
func (b *stixBundle) lastingID(role, name string) string {
	if b.asked == nil {
		b.asked = map[string]int{}
	}
	n := b.asked[role+"/"+name]
	b.asked[role+"/"+name]++
	if n > 0 {
		name += " " + strconv.Itoa(n+1)
	}
	return namedID(role, name).String()
}

func partyID(party border.Party) string {
	return "identity--" + namedID("party", string(party)).String()
}

// party writes a party as an identity, once.
func (b *stixBundle) party(party border.Party) {
	if b.parties == nil {
		b.parties = map[border.Party]bool{}
	}
	if !b.parties[party] {
		b.parties[party] = true
		b.write(stixObject{Type: "identity", ID: partyID(party), Name: partyName(b.view, party), IdentityClass: "group"})
	}
}

// relations writes the relation of each party to each side that it was said to control. When it
// did is in the notes: a relation lasts, whatever later claims say of its days.
func (b *stixBundle) relations() {
	for _, h := range b.holders {
		o := stixObject{Type: "relationship", ID: h.id, Relationship: "related-to",
			From: partyID(h.party), To: h.location, Description: partyName(b.view, h.party) + " was said to control this side, or to be about to"}
		h.stamp(&o)
		b.write(o)
	}
}

// unique returns ids without those that stand before.
func unique(ids []string) []string {
	seen := map[string]bool{}
	var list []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	return list
}

// published returns the first moment of the latest day by which a claim was
// reported.
func published(c *border.Claim) time.Time {
	if day := latest(c.Reported); isCommonYear(day) {
		year, month, d := day.Date()
		return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	}
	return c.Recorded
}

// languageTag returns a tag of BCP 47, and nothing for what is none.
func languageTag(lang string) string {
	parts := 0
	for part := range strings.SplitSeq(lang, "-") {
		letters := strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
		digits := strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
		if len(part) < 1 || len(part) > 8 || !digits || parts == 0 && (!letters || len(part) < 2) {
			return ""
		}
		parts++
	}
	return lang
}
