package web

import (
	"cmp"
	"fmt"
	"html/template"
	"iter"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
)

// crossingBody is what a crossing's page shows.
type crossingBody struct {
	Crossing border.Crossing
	Verdicts verdicts
	Sentence sentence
	Card     card
	Plans    []planLine
	Timeline template.HTML
	Window   window
	Legend   []legendLine
	Parties  []legendLine
	Marks    []legendLine
	Tracks   []track
	Claims   []claimView
	All      int // claims, of which the filter may leave out some
	Words    string
	Footnote string // the citation in words
	BibTeX   string // the same for a bibliography
}

// A window is the days that a timeline shows, and the links to other windows.
type window struct {
	From, To border.Day
	Steps    []step
}

// A track tells the history of one question about one side.
type track struct {
	Side, Question string
	Rows           []trackRow
}

// A trackRow tells a segment.
type trackRow struct {
	Anchor     string
	Run        string
	Sign       template.HTML
	Text       string
	Since      string
	Attested   border.Day
	Sources    string
	Basis      []claimRef
	Against    []claimRef
	DoubtClass string
}

// A claimRef refers to a claim on the page.
type claimRef struct {
	Anchor string
	Chain  []words.Text // who said it
}

// crossing fills in a crossing's page.
func (s *Server) crossing(r *http.Request, p *page) (string, error) {
	c, err := p.lookup(r.PathValue("code"))
	if err != nil {
		return "", err
	}
	l := p.Language
	p.Title = words.Crossing(l, c)
	b := crossingBody{Crossing: c, Legend: p.statusLegend(), Words: strings.TrimSpace(p.query.Get("q"))}
	state, err := p.View.At(c.Code, p.On)
	if err != nil {
		return "", err
	}
	b.Verdicts, b.Sentence = p.verdicts(c, state, math.MaxInt), p.sentence()
	if b.Card, err = p.cardOf(c, state); err != nil {
		return "", err
	}
	for i, side := range []border.Side{border.Syria, border.Iraq} {
		answers, of := b.Card.Sides[i].Answers, state.Side(side)
		withClaims(&p.ask, &answers[0], of.Status)
		withClaims(&p.ask, &answers[1], of.Control)
	}
	for n := range state.Notices() {
		b.Card.Notices = append(b.Card.Notices, p.claimOf(n))
	}
	cite, err := p.View.Cite(c.Code, p.On, s.datasetVersion)
	if err != nil {
		return "", err
	}
	b.Footnote, b.BibTeX = words.Cite(l, c, state, cite), exchange.BibTeX(cite)
	claims, err := p.claims(c.Code)
	if err != nil {
		return "", err
	}
	for plan := range state.Plans() {
		b.Plans = append(b.Plans, p.planLine(plan, claims))
	}
	slices.Reverse(b.Plans) // the latest first

	if err := b.timeline(p, c, claims); err != nil {
		return "", err
	}
	if b.Tracks, err = p.tracks(c); err != nil {
		return "", err
	}
	b.All = len(claims)
	wanted := strings.Fields(fold(b.Words))
	latest := make([]*border.Claim, len(claims))
	for i := range claims {
		latest[i] = &claims[i]
	}
	slices.SortStableFunc(latest, func(x, y *border.Claim) int { return dayOf(y).Compare(dayOf(x)) })
	for _, claim := range latest {
		v := p.claimOf(*claim)
		if v.has(wanted) {
			b.Claims = append(b.Claims, v)
		}
	}
	p.Body = b
	return "crossing.html", nil
}

// timeline draws the timeline in the window that the address asks for.
func (b *crossingBody) timeline(p *page, c border.Crossing, claims []border.Claim) error {
	from, err := p.day("from")
	if err != nil {
		return pageError{http.StatusBadRequest, err}
	}
	to, err := p.day("to")
	if err != nil {
		return pageError{http.StatusBadRequest, err}
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return pageError{http.StatusBadRequest, fmt.Errorf("to %q is before from %q", to, from)}
	}
	defaultFrom, defaultTo := draw.Window(claims, p.On, p.Today)
	b.Window.From, b.Window.To = defaultFrom, defaultTo
	if !from.IsZero() {
		b.Window.From = from
	}
	if !to.IsZero() {
		b.Window.To = to
	}
	if b.Window.To.Before(b.Window.From) {
		b.Window.To = b.Window.From
	}
	svg, err := draw.Timeline{
		View: p.View, Code: c.Code, Language: p.Language, From: b.Window.From, To: b.Window.To, On: p.On, Today: p.Today, Links: true,
	}.Inline()
	if err != nil {
		return err
	}
	b.Timeline = template.HTML(svg)

	l := p.Language
	add := func(label string, from, to border.Day) {
		b.Window.Steps = append(b.Window.Steps, step{words.Of(l, label), p.here("from", from.String(), "to", to.String()) + "#timeline", from == b.Window.From && to == b.Window.To})
	}
	b.Window.Steps = append(b.Window.Steps, step{words.Of(l, "most of it"), p.here("from", "", "to", "") + "#timeline", from.IsZero() && to.IsZero()})
	add("from the first claim on", p.Clocks.On.First, defaultTo)
	year, month, day := p.On.Date()
	add("the year around the day", border.Date(year, month-6, day), border.Date(year, month+6, day))
	add("the month around the day", p.On.AddDays(-15), p.On.AddDays(15))
	days := b.Window.To.Sub(b.Window.From)
	add("earlier", b.Window.From.AddDays(-days/2-1), b.Window.To.AddDays(-days/2-1))
	add("later", b.Window.From.AddDays(days/2+1), b.Window.To.AddDays(days/2+1))
	add("closer", b.Window.From.AddDays(days/4), b.Window.To.AddDays(-days/4))
	add("wider", b.Window.From.AddDays(-days/2-1), b.Window.To.AddDays(days/2+1))

	for _, k := range []border.Kind{border.KindPassage, border.KindAuthorization, border.KindObstacle, border.KindThreat} {
		b.Marks = append(b.Marks, legendLine{Sign: template.HTML(draw.Glyph(k.String())), Word: words.Name(l, k)})
	}
	seen := map[border.Party]bool{}
	for segment, err := range p.View.Between(c.Code, b.Window.From, b.Window.To) {
		if err != nil {
			return err
		}
		if segment.Question != border.QuestionControl {
			continue
		}
		for party := range segment.Control().Possible() {
			if !seen[party] && party != border.UnknownParty {
				seen[party] = true
				b.Parties = append(b.Parties, legendLine{Sign: template.HTML(draw.Swatch(party)), Word: words.Party(l, p.View, party)})
			}
		}
	}
	return nil
}

// tracks puts the history of a crossing into words, the latest first: of the
// crossing itself, then of each side.
func (a *ask) tracks(c border.Crossing) (tracks []track, err error) {
	l := a.Language
	runs, err := draw.DerivedRuns(a.View, c.Code)
	if err != nil {
		return nil, err
	}
	own := track{Side: words.Of(l, "The crossing"), Question: words.Name(l, border.QuestionStatus)}
	for _, r := range slices.Backward(runs) {
		own.Rows = append(own.Rows, a.derivedRow(r))
	}
	tracks = append(tracks, own)
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		for _, q := range []border.Question{border.QuestionStatus, border.QuestionControl} {
			t := track{Side: words.Side(l, side), Question: words.Name(l, q)}
			for s, err := range a.View.History(c.Code) {
				if err != nil {
					return nil, err
				}
				if s.Side != side || s.Question != q {
					continue
				}
				t.Rows = append(t.Rows, a.row(s))
			}
			slices.Reverse(t.Rows)
			tracks = append(tracks, t)
		}
	}
	return tracks, nil
}

// derivedRow tells a run of the crossing's own status, which rests on what was
// said of both sides.
func (a *ask) derivedRow(r draw.DerivedRun) trackRow {
	l := a.Language
	row := trackRow{
		Anchor: r.ID(), Run: words.Run(l, r.From, r.To), Text: words.Derived(l, r.Status), Attested: r.Attested,
		Sign: template.HTML(draw.Glyph(r.Status.Value.String())), Sources: words.Of(l, "Who says so"),
	}
	possible := 0
	for range r.Status.Possible() {
		possible++
	}
	_, row.DoubtClass = doubt(l, r.Status.Certain, r.Status.Disputed, possible == 1)
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		f := r.State.Side(side).Status
		row.Basis = append(row.Basis, a.refs(f.Basis())...)
		row.Against = append(row.Against, a.refs(f.Against())...)
	}
	row.Basis, row.Against = once(row.Basis), once(row.Against)
	return row
}

// once drops references that were made before.
func once(refs []claimRef) (list []claimRef) {
	for _, r := range refs {
		if !slices.ContainsFunc(list, func(other claimRef) bool { return other.Anchor == r.Anchor }) {
			list = append(list, r)
		}
	}
	return list
}

func (a *ask) row(s border.Segment) trackRow {
	l := a.Language
	f := words.Describe(l, a.View, s)
	row := trackRow{Anchor: draw.SegmentID(s), Run: words.Run(l, s.From, s.To), Text: f.Text, Since: f.Since, Attested: f.Attested}
	_, row.DoubtClass = doubt(l, f.Certain, f.Disputed, len(f.Words) == 1)
	var origins int
	if s.Question == border.QuestionControl {
		row.Sign = template.HTML(draw.Swatch(s.Control().Value))
		row.Basis, row.Against, origins = a.refs(s.Control().Basis()), a.refs(s.Control().Against()), s.Control().Origins()
	} else {
		row.Sign = template.HTML(draw.Glyph(s.Value()))
		row.Basis, row.Against, origins = a.refs(s.Status().Basis()), a.refs(s.Status().Against()), s.Status().Origins()
	}
	if origins > 0 {
		row.Sources = words.Sources(l, origins)
	}
	return row
}

func (a *ask) ref(c border.Claim) claimRef {
	return claimRef{draw.ClaimID(c), words.Chain(a.Language, a.View, c.Source)}
}

func (a *ask) refs(claims iter.Seq[border.Claim]) (refs []claimRef) {
	for c := range claims {
		refs = append(refs, a.ref(c))
	}
	return refs
}

// has reports whether a claim has all of the words, anywhere in what it says.
func (v *claimView) has(wanted []string) bool {
	if len(wanted) == 0 {
		return true
	}
	text := fold(strings.Join([]string{
		v.What.Text, v.Value, v.UnitName.Text, v.Unit, v.KindName, v.Kind.String(), v.SideName, v.Side.String(), v.Said, v.When, v.Claim.When.String(), v.Holds,
		v.SourceName, v.Source.String(), v.LinkName, v.Quote, v.NoteText.Text, v.Note, v.SaidOn, v.ID.String(),
	}, " "))
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// fold drops the case of letters, so that words are found however written.
func fold(s string) string { return strings.ToLower(s) }

// dayOf returns the day by which a list of claims is sorted: the last of those of
// which it speaks, else the one on which it was made.
func dayOf(c *border.Claim) border.Day {
	spoken := border.SpanOf(c.When)
	return cmp.Or(spoken.Latest, spoken.Earliest, c.ReportedOn().Latest)
}

// onlyHost returns the host of an address.
func onlyHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
