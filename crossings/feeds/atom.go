package feeds

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
)

// An Atom is an Atom feed (RFC 4287) of what became known. It has an entry for each crossing and
// each day on which sources said something about it, with what they said and the answers that this
// changed; the latest comes first.
type Atom struct {
	View     border.View
	Of       string // code of the one crossing that it is of; "": of all
	Language edtf.Language
	From     border.Day // the first day of which it has news; the zero Day: of all
	Self     string     // address of the feed; "" leaves the link out
	Home     string     // address of the page that it belongs to; "" leaves the link out
	Most     int        // how many days with news; 0: 50. What is left out is told

	withdrawn map[uuid.UUID]time.Time // the claims that others retract, and when
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Rights   string      `xml:"rights"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Links     []atomLink   `xml:"link"`
	Title     string       `xml:"title"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Category  atomCategory `xml:"category"`
	Content   atomContent  `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// atomSpace is that of the ids of feeds and entries in English.
var atomSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/crossingstatus/border/feed"))

// space is that of the ids of the feed and its entries: another in each language, for
// one id is one entry (RFC 4287, 4.2.6), and a reader may take both feeds.
func (a Atom) space() uuid.UUID {
	if a.Language == edtf.English {
		return atomSpace
	}
	return uuid.NewSHA1(atomSpace, []byte(words.Tag(a.Language)))
}

// reach says how far the claims go, after what a feed or a calendar says of itself.
func reach(l edtf.Language, through border.Reach) string {
	if through.Reported.IsZero() {
		return ""
	}
	return ". " + words.Of(l, "The claims of this view reach to %s.", words.Day(l, through.Reported))
}

// sentence returns what a feed or a calendar says of itself, ended, for another sentence to follow.
func sentence(s string) string { return strings.TrimSuffix(s, ".") + ". " }

// of returns the name of the one crossing that something is of, before what it is.
func of(l edtf.Language, v border.View, code string) string {
	crossing, err := v.Lookup(code)
	if err != nil {
		return ""
	}
	return words.Crossing(l, crossing) + ". "
}

// WriteTo writes the feed. It holds the claims of the days of its entries in
// memory, and no others.
func (a Atom) WriteTo(w io.Writer) (int64, error) {
	if a.Of != "" {
		only, err := a.View.Only(a.Of)
		if err != nil {
			return 0, err
		}
		a.View = only
	}
	through := a.View.Through()
	a.withdrawn = a.View.Withdrawals()
	feed := atomFeed{
		Lang: words.Tag(a.Language), ID: "urn:uuid:" + a.space().String(),
		Title:    words.Of(a.Language, "Syria–Iraq border crossings: what is newly known"),
		Subtitle: words.Of(a.Language, "What sources said about the crossings, day by day, and which answers it changed") + reach(a.Language, through),
		Updated:  rfc3339(cmp.Or(exchange.LastChange(a.View, a.withdrawn), madeAt)), Author: atomAuthor{"border"},
		Rights: words.Of(a.Language, "The selection and wording are in the public domain; quotations belong to their sources"),
	}
	if a.Of != "" { // another feed with entries of that of all (RFC 4287, 4.2.6 and 4.1.1)
		feed.ID = "urn:uuid:" + uuid.NewSHA1(a.space(), []byte(a.Of)).String()
		feed.Title = of(a.Language, a.View, a.Of) + feed.Title
	}
	if a.Self != "" {
		feed.Links = append(feed.Links, atomLink{"self", "application/atom+xml", a.Self})
	}
	if a.Home != "" {
		feed.Links = append(feed.Links, atomLink{"alternate", "text/html", a.Home})
	}
	news, all := a.news()
	if len(news) < all {
		feed.Subtitle = sentence(feed.Subtitle) + words.Of(a.Language, "Only the last %d of %d days with news are here.", len(news), all)
	}
	revisions := a.revisions(news)
	for _, day := range slices.Backward(slices.SortedFunc(keys(news), border.Day.Compare)) {
		for crossing := range a.View.Crossings() {
			if claims := news[day][crossing.Code]; len(claims) > 0 {
				key := entryKey{crossing.Code, day}
				feed.Entries = append(feed.Entries, a.entry(crossing, day, claims, a.changed(key, revisions[key])))
			}
		}
	}
	counted := counter{w: w}
	if _, err := io.WriteString(&counted, xml.Header); err != nil {
		return counted.n, err
	}
	enc := xml.NewEncoder(&counted)
	enc.Indent("", " ")
	if err := enc.Encode(feed); err != nil {
		return counted.n, err
	}
	_, err := io.WriteString(&counted, "\n")
	return counted.n, err
}

// news returns the claims of the latest days on which there were any, by day and
// crossing, and of how many days they are.
func (a Atom) news() (news map[border.Day]map[string][]border.Claim, all int) {
	days := map[border.Day]map[string][]border.Claim{}
	for c := range a.View.All() {
		if day := knownFrom(c); !day.IsZero() && !day.Before(a.From) && c.Kind != border.KindReview {
			days[day] = nil
		}
	}
	latest := slices.SortedFunc(keys(days), border.Day.Compare)
	all = len(latest)
	for len(latest) > cmp.Or(a.Most, 50) {
		delete(days, latest[0])
		latest = latest[1:]
	}
	for c := range a.View.All() {
		day := knownFrom(c)
		of, ok := days[day]
		if !ok || c.Kind == border.KindReview {
			continue
		}
		if of == nil {
			of = map[string][]border.Claim{}
			days[day] = of
		}
		of[c.Crossing] = append(of[c.Crossing], c)
	}
	return days, all
}

func keys[V any](m map[border.Day]V) func(func(border.Day) bool) {
	return func(yield func(border.Day) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// knownFrom returns the day from which on KnownBy has a claim: the latest on
// which its source may have said it. It is no day if there is none.
func knownFrom(c border.Claim) border.Day { return c.ReportedOn().Latest }

// entry returns what became known about a crossing on a day, and when that was last said otherwise.
func (a Atom) entry(crossing border.Crossing, day border.Day, claims []border.Claim, updated time.Time) atomEntry {
	changes := a.changes(a.View, crossing.Code, day)
	var b strings.Builder
	if words.RightToLeft(a.Language) {
		b.WriteString("<div lang=\"ar\" dir=\"rtl\">\n")
	}
	if len(changes) > 0 {
		b.WriteString("<ul>\n")
		for _, c := range changes {
			fmt.Fprintf(&b, "<li>%s</li>\n", html.EscapeString(c))
		}
		b.WriteString("</ul>\n")
	}
	b.WriteString("<ul>\n")
	for _, c := range claims {
		fmt.Fprintf(&b, "<li>%s</li>\n", a.claim(c))
	}
	b.WriteString("</ul>\n")
	if words.RightToLeft(a.Language) {
		b.WriteString("</div>\n")
	}
	title := words.Of(a.Language, "no answer changed")
	if len(changes) > 0 {
		title = words.Of(a.Language, "%s changed", words.Answers(a.Language, len(changes)))
	}
	dated, published := words.Day(a.Language, day), ""
	if !slices.ContainsFunc(claims, func(c border.Claim) bool { on := c.ReportedOn(); return on.Earliest == on.Latest }) {
		dated = words.Of(a.Language, "%s or earlier", dated)
	} else if writable(day) && !day.Time().After(updated) { // RFC 3339 has years of four digits; and nothing is published after it was updated
		published = rfc3339(day.Time())
	}
	return atomEntry{
		ID:        "urn:uuid:" + uuid.NewSHA1(a.space(), []byte(crossing.Code+"/"+day.String())).String(),
		Title:     a.list(words.Crossing(a.Language, crossing), dated) + ": " + a.list(words.Claims(a.Language, len(claims)), title),
		Links:     a.links(crossing, day, claims),
		Published: published,
		Updated:   rfc3339(updated),
		Category:  atomCategory{crossing.Code},
		Content:   atomContent{"html", b.String()},
	}
}

// links returns the address of the page that shows an entry's day, or, where the feed
// belongs to no page, those at which its claims were read.
func (a Atom) links(crossing border.Crossing, day border.Day, claims []border.Claim) (links []atomLink) {
	if a.Home != "" {
		return []atomLink{{"alternate", "text/html", a.Home + "crossings/" + crossing.Code + "?on=" + day.String() + "&lang=" + words.Tag(a.Language)}}
	}
	for _, c := range claims {
		link := atomLink{Rel: "via", Href: exchange.URI(c.Source.URL)}
		if isAddress(c.Source.URL) && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links
}

// changes returns, in words, the answers about a crossing that what became known on a
// day has changed.
func (a Atom) changes(v border.View, code string, day border.Day) (changes []string) {
	only, err := v.Only(code)
	if err != nil { // the code is that of one of the view's crossings
		return nil
	}
	for c := range border.Diff(only.KnownBy(day.AddDays(-1)), only.KnownBy(day)) {
		changes = append(changes, a.change(c))
	}
	return changes
}

// change puts a changed answer into words.
func (a Atom) change(c border.Change) string {
	days := fmt.Sprintf("%s – %s", cmp.Or(words.Day(a.Language, c.From), "…"), cmp.Or(words.Day(a.Language, c.To), "…"))
	if c.From == c.To {
		days = words.Day(a.Language, c.From)
	}
	return a.list(words.Side(a.Language, c.Side), words.Name(a.Language, c.Question), days) + ": " + a.answer(c.Before) + arrow(a.Language) + a.answer(c.After)
}

// answer puts the answer of a segment into words.
func (a Atom) answer(s border.Segment) string {
	f := words.Describe(a.Language, a.View, s)
	text := words.Or(a.Language, f.Words)
	if !f.Certain && (f.Disputed || len(f.Words) > 1) {
		text += " (" + words.Doubt(a.Language, f.Certain, f.Disputed, false) + ")"
	}
	return text
}

// claim puts a claim into HTML.
func (a Atom) claim(c border.Claim) string {
	s := a.list(words.Side(a.Language, c.Side), words.Name(a.Language, c.Kind), words.Name(a.Language, c.Modality))
	if c.Value != "" {
		s += ": " + words.ClaimValue(a.Language, a.View, c).String()
	}
	if !c.When.IsZero() {
		s = a.list(s, c.When.Words(a.Language))
	}
	if _, ok := a.withdrawn[c.ID]; ok {
		s += " (" + words.Of(a.Language, "withdrawn since") + ")"
	}
	s = html.EscapeString(s)
	if c.Quote != "" {
		s += fmt.Sprintf("<br><q lang=%q>%s</q>", html.EscapeString(cmp.Or(c.Source.Lang, "en")), html.EscapeString(c.Quote))
	}
	source := html.EscapeString(words.Source(a.Language, a.View, c.Source))
	if isAddress(c.Source.URL) {
		source = `<a href="` + html.EscapeString(c.Source.URL) + `">` + source + `</a>`
	}
	return s + "<br>" + source
}

// list joins what stands beside each other.
func (a Atom) list(parts ...string) string {
	return strings.Join(parts, words.Of(a.Language, ", "))
}

// arrow returns what stands between the answer of before and the one of after: it
// points the way in which the language is read.
func arrow(l edtf.Language) string {
	if words.RightToLeft(l) {
		return " ← "
	}
	return " → "
}

func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }
