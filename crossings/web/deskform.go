package web

import (
	"cmp"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draft"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// An option is one of a list to choose from.
type option struct {
	Value, Word string
	Chosen      bool
}

// A deskForm is the form of the desk, filled in.
type deskForm struct {
	Fields                                                    map[string]string
	Crossings, Sides, Kinds, Statuses, Parties, Edges, Manner []option
	Traffics, Directions                                      []option
	About                                                     *aboutRow // the claim that is corrected or denied; nil if there is none
}

// An aboutRow is the claim that the one of the form is about.
type aboutRow struct{ Heading, Text, Address string }

// Hidden returns the fields that no one fills in by hand.
func (f *deskForm) Hidden() []string {
	return slices.DeleteFunc([]string{"lang", "retracts", "denies", "unit", "grade"}, func(name string) bool { return f.Fields[name] == "" })
}

// deskFields are the fields of the form that are plain texts.
var deskFields = []string{"text", "url", "title", "source", "reported", "when", "notice", "quote", "note", "via", "lang", "retracts", "denies", "unit", "grade"}

// newDeskForm fills the form with values.
func newDeskForm(p *page, values url.Values) *deskForm {
	l := p.Language
	f := &deskForm{Fields: map[string]string{}}
	for _, name := range deskFields {
		f.Fields[name] = values.Get(name)
	}
	choose := func(name, value, word string) option { return option{value, word, values.Get(name) == value} }
	for c := range p.View.Crossings() {
		f.Crossings = append(f.Crossings, choose("crossing", c.Code, words.Crossing(l, c)))
	}
	for _, s := range []border.Side{border.Syria, border.Iraq, border.Both} {
		f.Sides = append(f.Sides, choose("side", s.String(), words.Side(l, s)))
	}
	for k := border.KindControl; k <= border.KindAuthorization; k++ {
		f.Kinds = append(f.Kinds, choose("kind", k.String(), words.Name(l, k)))
	}
	for s := border.Closed; s <= border.Unknown; s++ {
		f.Statuses = append(f.Statuses, choose("value", s.String(), words.Status(l, s)))
	}
	for party := range p.View.Parties() {
		f.Parties = append(f.Parties, choose("value", string(party.Code), words.Party(l, p.View, party.Code)))
	}
	f.Edges = []option{choose("edge", "start", words.Of(l, "it began then")), choose("edge", "seen", words.Of(l, "it was so then"))}
	for m := border.Observed; m <= border.Feared; m++ {
		o := choose("modality", m.String(), words.Name(l, m))
		o.Chosen = o.Chosen || values.Get("modality") == "" && m == border.Reported
		f.Manner = append(f.Manner, o)
	}
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		f.Traffics = append(f.Traffics, option{kind.String(), words.Traffic(l, kind), slices.Contains(values["traffic"], kind.String())})
	}
	f.Directions = []option{{"", words.Of(l, "does not say"), values.Get("direction") == ""}}
	for d := border.SyriaToIraq; d <= border.BothWays; d++ {
		f.Directions = append(f.Directions, choose("direction", d.String(), words.Name(l, d)))
	}
	f.About = aboutOf(p, values)
	return f
}

// aboutOf returns the claim that the form corrects or denies, nil if it does neither.
func aboutOf(p *page, values url.Values) *aboutRow {
	for _, of := range []struct{ field, heading string }{{"retracts", "Correction of what was entered:"}, {"denies", "Somebody denies what was said:"}} {
		id, err := uuid.Parse(values.Get(of.field))
		if err != nil {
			continue
		}
		for c := range p.View.All() {
			if c.ID == id {
				return &aboutRow{words.Of(p.Language, of.heading), deskTold(p, c), p.address("/desk/claims/" + id.String())}
			}
		}
	}
	return nil
}

// deskTold says what a claim tells, the crossing first.
func deskTold(p *page, c border.Claim) string {
	crossing, err := p.View.Lookup(c.Crossing)
	if err != nil {
		return words.Told(p.Language, p.View, c)
	}
	return words.Crossing(p.Language, crossing) + words.Of(p.Language, ": ") + words.Told(p.Language, p.View, c)
}

// formOf returns the values of the form that make a claim.
func formOf(c border.Claim) url.Values {
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("crossing", c.Crossing)
	set("side", c.Side.String())
	set("kind", c.Kind.String())
	if c.Kind.IsNotice() {
		set("notice", c.Value)
	} else {
		set("value", c.Value)
	}
	for kind := range c.Traffic.Kinds() {
		values.Add("traffic", kind.String())
	}
	set("direction", c.Direction.String())
	set("when", c.When.String())
	set("edge", c.Edge.String())
	set("modality", c.Modality.String())
	set("source", c.Source.Name)
	set("via", strings.Join(c.Source.Via, "; "))
	set("unit", c.Unit)
	set("grade", c.Grade.String())
	set("url", c.Source.URL)
	set("title", c.Source.Title)
	set("lang", c.Source.Lang)
	set("reported", c.Reported.String())
	set("quote", c.Quote)
	set("note", c.Note)
	return values
}

// claimOf reads the claim that the form makes. Dates may be in words, as "yesterday",
// reckoned from the day of the report.
func claimOf(v border.View, values url.Values, today border.Day) (border.Claim, error) {
	f := claimReader{values: values}
	crossing, err := v.Lookup(f.get("crossing"))
	if f.get("crossing") == "" {
		err = border.ErrMissing
	}
	f.note("crossing", err)
	f.claim.Crossing = crossing.Code
	f.readWhat()
	f.readForWhom()
	f.readDates(today)
	f.readSource()
	f.claim.Quote, f.claim.Note = f.get("quote"), f.get("note")
	f.claim.Retracts, f.claim.Denies, f.claim.Repeats = f.ids("retracts"), f.ids("denies"), f.ids("repeats")
	if f.err != nil {
		return f.claim, f.err
	}
	return f.claim, f.claim.Validate()
}

// A claimReader reads a claim from the fields of the form. It goes on after a fault, and
// keeps the first one.
type claimReader struct {
	values url.Values
	claim  border.Claim
	err    error
}

func (f *claimReader) get(name string) string { return strings.TrimSpace(f.values.Get(name)) }

// note keeps the first fault, with the field that has it.
func (f *claimReader) note(name string, err error) {
	if err != nil && f.err == nil {
		f.err = &border.ClaimError{Member: name, Value: f.get(name), Err: err}
	}
}

// readWhat reads what the claim says, and how surely.
func (f *claimReader) readWhat() {
	c, err := &f.claim, error(nil)
	c.Side, err = border.ParseSide(f.get("side"))
	f.note("side", err)
	c.Kind, err = border.ParseKind(f.get("kind"))
	f.note("kind", err)
	c.Modality, err = border.ParseModality(cmp.Or(f.get("modality"), "reported"))
	f.note("modality", err)
	if text := f.get("edge"); text != "" && c.Modality.IsFact() && !c.Kind.IsNotice() {
		c.Edge, err = border.ParseEdge(text)
		f.note("edge", err)
	}
	if c.Value = f.get("value"); c.Kind.IsNotice() {
		c.Value = f.get("notice")
	}
	if text := f.get("grade"); text != "" {
		f.note("grade", c.Grade.UnmarshalText([]byte(text)))
	}
}

// readForWhom reads which group holds the side, or for whom and in which direction the status
// holds.
func (f *claimReader) readForWhom() {
	c, err := &f.claim, error(nil)
	if c.Kind == border.KindControl {
		c.Unit = f.get("unit")
		return
	}
	if names := slices.DeleteFunc(slices.Clone(f.values["traffic"]), func(s string) bool { return s == "" }); len(names) > 0 {
		c.Traffic, err = border.ParseTraffic(strings.Join(names, ","))
		f.note("traffic", err)
	}
	if text := f.get("direction"); text != "" {
		c.Direction, err = border.ParseDirection(text)
		f.note("direction", err)
	}
}

// readDates reads when it was said, which is today if the form does not tell, and of when.
func (f *claimReader) readDates(today border.Day) {
	c, err := &f.claim, error(nil)
	c.Reported, err = dateOf(cmp.Or(f.get("reported"), today.String()), today)
	f.note("reported", err)
	anchor, _ := c.Reported.Latest()
	if text := f.get("when"); text != "" {
		c.When, err = dateOf(text, cmp.Or(anchor, today))
		f.note("when", err)
	}
}

// readSource reads who said it. A source without a name is called as the site of its address.
func (f *claimReader) readSource() {
	s := &f.claim.Source
	*s = border.Source{Name: f.get("source"), URL: f.get("url"), Title: f.get("title"), Lang: f.get("lang")}
	for relay := range strings.FieldsFuncSeq(f.get("via"), func(r rune) bool { return r == ';' || r == '؛' }) {
		if relay = strings.TrimSpace(relay); relay != "" {
			s.Via = append(s.Via, relay)
		}
	}
	if u, err := url.Parse(s.URL); err == nil && s.Name == "" {
		s.Name = strings.TrimPrefix(u.Hostname(), "www.")
	}
}

// ids reads the ids of claims in a field.
func (f *claimReader) ids(name string) (ids []uuid.UUID) {
	for _, text := range f.values[name] {
		if text = strings.TrimSpace(text); text != "" {
			id, err := uuid.Parse(text)
			f.note(name, err)
			ids = append(ids, id)
		}
	}
	return ids
}

// errNoDate is of what is neither an expression of EDTF nor a date in words.
var errNoDate = errors.New("no date: write it as 2014-06-21, 2014-06, or in words")

// dateOf reads an expression of EDTF, or a date in words. Of figures alone the order is guesswork: where they
// have no month behind the year, or may mean two days, they are refused, so that the editor says which is meant.
func dateOf(text string, anchor border.Day) (edtf.Date, error) {
	d, err := edtf.Parse(text)
	if err == nil {
		return d, nil
	}
	list := prose.Suggest(text, anchor, "")
	isFigures := !strings.ContainsFunc(text, unicode.IsLetter)
	if len(list) == 0 || isFigures && (len(list) > 1 || dayBeforeMonth.MatchString(text)) {
		return d, errNoDate
	}
	return edtf.Parse(list[0].EDTF)
}

// dayBeforeMonth finds a number that is no month where EDTF has the month.
var dayBeforeMonth = regexp.MustCompile(`^[0-9٠-٩]{4}[-/.](?:[1١][3-9٣-٩]|[2-9٢-٩][0-9٠-٩])`)

// A draftList is the drafts that the form may be filled with, the surest first.
type draftList struct {
	First, Others []draftRow
	Open          bool // whether the one chosen is among the others
}

// A draftRow is a draft of a draftList.
type draftRow struct {
	Number            int
	Text, Why, Action string
	Chosen            bool
}

// drafts returns what the words of the form seem to say.
func drafts(p *page, values url.Values) []draft.Draft {
	reported, _ := dateOf(cmp.Or(values.Get("reported"), p.Today.String()), p.Today)
	o := draft.Options{Reported: reported, URL: values.Get("url"), Title: values.Get("title"), Source: values.Get("source"), Language: p.Language}
	if c, err := p.View.Lookup(values.Get("about")); err == nil {
		o.Crossing = c.Code
	}
	list := draft.Claims(p.View, values.Get("text"), o)
	slices.SortStableFunc(list, func(a, b draft.Draft) int { return cmp.Compare(b.Sure, a.Sure) })
	return list[:min(len(list), 12)]
}

// firstDrafts is how many drafts are shown without being asked for.
const firstDrafts = 4

// listOf shows drafts, of which one was chosen.
func listOf(p *page, list []draft.Draft, chosen int) *draftList {
	var rows []draftRow
	for i, d := range list {
		rows = append(rows, draftRow{i, words.Told(p.Language, p.View, d.Claim), d.Why, p.address("/desk"), i == chosen})
	}
	first := min(firstDrafts, len(rows))
	return &draftList{rows[:first], rows[first:], chosen >= first}
}

// A repeatRow is a claim that the one of the form may repeat.
type repeatRow struct {
	ID, Text, Source string
	Chosen           bool
}

// nearDays is how far apart the days of a claim and of its relay are at most.
const nearDays = 3

// repeatsOf returns the claims that say the same of the same days, or have the same
// words or page: c may be a relay of them.
func repeatsOf(p *page, c border.Claim) (rows []repeatRow) {
	claims, err := p.View.Claims(c.Crossing)
	if err != nil {
		return nil
	}
	span := border.SpanOf(c.When)
	for _, o := range claims {
		if _, marked := p.mark(o.ID); marked {
			continue
		}
		if o.Kind != c.Kind || o.Side != c.Side && o.Side != border.Both && c.Side != border.Both || slices.Contains(c.Retracts, o.ID) {
			continue
		}
		other := border.SpanOf(o.When)
		isNear := o.Value == c.Value && !span.Earliest.IsZero() && !other.Earliest.IsZero() &&
			!other.Earliest.AddDays(-nearDays).After(span.Latest) && !span.Earliest.AddDays(-nearDays).After(other.Latest) && !c.Kind.IsNotice()
		isSame := c.Quote != "" && o.Quote == c.Quote || c.Source.URL != "" && o.Source.URL == c.Source.URL && o.Value == c.Value
		if isNear || isSame {
			rows = append(rows, repeatRow{o.ID.String(), words.Told(p.Language, p.View, o), words.Source(p.Language, p.View, o.Source), slices.Contains(c.Repeats, o.ID)})
		}
	}
	return rows[:min(len(rows), 8)]
}
