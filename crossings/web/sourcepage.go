package web

import (
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// sourcesBody is what the page of all sources shows.
type sourcesBody struct {
	Sources []sourceRow
	Claims  int
}

// A sourceRow is a source in the table.
type sourceRow struct {
	sourceCount
	Name, Of  words.Text
	Address   string
	OfAddress string // of the source for which it speaks; "" if for itself
	KindWord  string
}

// sourceKinds say in words what a source is.
var sourceKinds = map[string]string{
	"agency": "news agency", "outlet": "newspaper, broadcaster or news site", "official": "official or spokesman", "government": "government or armed body",
	"monitor": "monitor of the war or the border", "un": "body of the United Nations", "ngo": "body of aid or of society", "resident": "people on the spot", "blog": "blog, wiki or forum",
}

// sourceRow puts what a source said into words.
func (p *page) sourceRow(c sourceCount) sourceRow {
	row := sourceRow{sourceCount: c, Name: words.SourceName(p.Language, p.View, c.Name), Address: p.address("/sources/" + c.Name)}
	if c.Of != "" {
		row.Of, row.OfAddress = words.SourceName(p.Language, p.View, c.Of), p.address("/sources/"+c.Of)
	}
	if phrase, ok := sourceKinds[c.Kind]; ok {
		row.KindWord = words.Of(p.Language, phrase)
	}
	return row
}

// sources fills in the page that says who said how much, for whom, and how often alone.
func (s *Server) sources(_ *http.Request, p *page) (string, error) {
	p.Title = words.Of(p.Language, "Sources")
	counts, err := countSources(p.View)
	if err != nil {
		return "", err
	}
	b := sourcesBody{}
	for _, c := range counts {
		b.Sources = append(b.Sources, p.sourceRow(c))
		b.Claims += c.Claims
	}
	p.Body = b
	return "sources.html", nil
}

// sourceBody is what the page of one source shows.
type sourceBody struct {
	Source   sourceRow
	Speakers []sourceRow // that speak for it
	Sources  string      // address of the page of all
	Claims   claimList   // that it made or passed on
}

// source fills in the page of a source, by its name in any spelling.
func (s *Server) source(r *http.Request, p *page) (string, error) {
	name := r.PathValue("name")
	counts, err := countSources(p.View)
	if err != nil {
		return "", err
	}
	b, folded := sourceBody{Sources: p.address("/sources")}, border.Fold(name)
	for _, c := range counts {
		switch folded {
		case border.Fold(c.Name):
			b.Source = p.sourceRow(c)
		case border.Fold(c.Of):
			b.Speakers = append(b.Speakers, p.sourceRow(c))
		}
	}
	info, known := p.View.Source(name)
	switch {
	case b.Source.sourceCount.Name != "":
	case known && len(b.Speakers) > 0: // it says nothing itself
		b.Source = p.sourceRow(sourceCount{Name: info.Name, Names: info.Names, Kind: info.Kind.String(), Of: info.Of})
	default:
		return "", pageError{http.StatusNotFound, fmt.Errorf("no claim names the source %q", shorten(name))}
	}
	if c := b.Source.sourceCount; c.Name != name {
		p.path = "/sources/" + c.Name
		return "", redirect(p.here())
	}
	var claims []border.Claim
	for c := range p.View.All() {
		for _, said := range append([]string{c.Source.Name}, c.Source.Via...) {
			if border.Fold(said) == folded {
				claims = append(claims, c)
				break
			}
		}
	}
	if b.Claims, err = p.claimList(claims); err != nil {
		return "", err
	}
	p.Title = words.Of(p.Language, "Source: %s", b.Source.Name.Text)
	p.Body = b
	return "source.html", nil
}

// partyBody is what the page of a party shows.
type partyBody struct {
	Name, Kurdish string
	Other         string // its name in the other language
	OtherTag      string
	Existed       string
	Aliases       string
	Held          []heldRow
}

// onlyNames returns those of the other names of a party that people write as such. The others, as
// "syrian-democratic-forces", are codes, by which it is looked up.
func onlyNames(aliases []string) (names []string) {
	for _, alias := range aliases {
		if strings.ContainsFunc(alias, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsUpper(r) }) {
			names = append(names, alias)
		}
	}
	return names
}

// A heldRow is a stretch of days on which a party held a side, or may have.
type heldRow struct {
	Crossing, Address, Side, Run string
	Sure                         bool
	Doubt                        string
}

// party fills in the page of a party, with what it held.
func (s *Server) party(r *http.Request, p *page) (string, error) {
	l, name := p.Language, r.PathValue("code")
	info, err := p.View.LookupParty(name)
	if err != nil {
		return "", pageError{http.StatusNotFound, err}
	}
	if string(info.Code) != name {
		p.path = "/parties/" + string(info.Code)
		return "", redirect(p.here())
	}
	b := partyBody{Name: words.Party(l, p.View, info.Code), Kurdish: info.Names.Kurdish, Other: info.Names.Arabic, OtherTag: "ar", Aliases: strings.Join(onlyNames(info.Aliases), words.Of(l, ", "))}
	if p.Tag() == "ar" {
		b.Other, b.OtherTag = info.Names.English, "en"
	}
	b.Existed = words.Period(l, info.From, info.To)
	for c := range p.View.Crossings() {
		for segment, err := range p.View.History(c.Code) {
			if err != nil {
				return "", err
			}
			if segment.Question != border.QuestionControl {
				continue
			}
			f, may := segment.Control(), false
			for party := range f.Possible() {
				may = may || party == info.Code
			}
			if !may {
				continue
			}
			row := heldRow{Crossing: words.Crossing(l, c), Side: words.Side(l, segment.Side), Run: words.Run(l, segment.From, segment.To), Sure: f.Certain,
				Doubt: words.Doubt(l, f.Certain, f.Disputed, false)}
			day := segment.From
			if day.IsZero() {
				day = p.On
			}
			row.Address = p.address("/crossings/"+c.Code, "on", day.String()) + "#" + answerID(segment.Side, border.QuestionControl)
			b.Held = append(b.Held, row)
		}
	}
	p.Title = b.Name
	p.Body = b
	return "party.html", nil
}
