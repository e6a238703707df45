package web

import (
	"cmp"
	"html/template"
	"slices"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
)

// A track tells the history of one question about one side. It is told if the address asks for
// it, for five of them weigh more than the rest of the page.
type track struct {
	ID, Side, Question string
	Address            string // of the page that tells it, or of the one that does not
	IsTold             bool
	Rows               []trackRow
}

// A trackRow tells a segment.
type trackRow struct {
	Address    string // of the answer on its first day
	Run        string
	Sign       template.HTML
	Text       string
	Since      string
	Attested   border.Day
	Sources    string
	DoubtClass string
}

// A claimRef refers to a claim.
type claimRef struct {
	Address string
	What    words.Text   // it says
	When    string       // it says it of
	Chain   []words.Text // who said it
}

// tracks puts the history of a crossing into words: of the crossing itself, then of each side.
// Only the one that the address asks for is told, the latest first.
func (a *ask) tracks(c border.Crossing) (tracks []track, err error) {
	asked := a.query.Get("track")
	for _, side := range []border.Side{0, border.Syria, border.Iraq} {
		for _, q := range []border.Question{border.QuestionStatus, border.QuestionControl} {
			if side == 0 && q == border.QuestionControl {
				continue
			}
			t := track{ID: answerID(side, q), Side: words.Of(a.Language, "The crossing"), Question: words.Name(a.Language, q)}
			if side != 0 {
				t.Side = words.Side(a.Language, side)
			}
			t.IsTold = t.ID == asked
			t.Address = a.here("track", t.ID) + "#words"
			if t.IsTold {
				t.Address = a.here("track", "") + "#words"
				if t.Rows, err = a.rows(c, side, q); err != nil {
					return nil, err
				}
			}
			tracks = append(tracks, t)
		}
	}
	return tracks, nil
}

// rows tells the history of a question about a side, of the crossing itself if side is 0.
func (a *ask) rows(c border.Crossing, side border.Side, q border.Question) (rows []trackRow, err error) {
	if side == 0 {
		runs, err := draw.DerivedRuns(a.View, c.Code)
		if err != nil {
			return nil, err
		}
		for _, r := range slices.Backward(runs) {
			rows = append(rows, a.derivedRow(r))
		}
		return rows, nil
	}
	for s, err := range a.View.History(c.Code) {
		if err != nil {
			return nil, err
		}
		if s.Side == side && s.Question == q {
			rows = append(rows, a.row(s))
		}
	}
	slices.Reverse(rows)
	return rows, nil
}

// derivedRow tells a run of the crossing's own status, which rests on what was
// said of both sides.
func (a *ask) derivedRow(r draw.DerivedRun) trackRow {
	row := trackRow{
		Address: a.dayOfRow(r.From, r.To, 0, border.QuestionStatus), Run: words.Run(a.Language, r.From, r.To),
		Text: words.Derived(a.Language, r.Status), Attested: r.Attested, Sign: template.HTML(draw.Glyph(r.Status.Value.String())),
	}
	possible := 0
	for range r.Status.Possible() {
		possible++
	}
	_, row.DoubtClass = doubt(a.Language, r.Status.Certain, r.Status.Disputed, possible == 1)
	return row
}

// dayOfRow returns the address of the answer on the first day of a row, or if it has none on the last.
func (a *ask) dayOfRow(from, to border.Day, side border.Side, q border.Question) string {
	return a.here("on", cmp.Or(from, to, a.On).String(), "page", "") + "#" + answerID(side, q)
}

func (a *ask) row(s border.Segment) trackRow {
	l := a.Language
	f := words.Describe(l, a.View, s)
	row := trackRow{Address: a.dayOfRow(s.From, s.To, s.Side, s.Question), Run: words.Run(l, s.From, s.To), Text: f.Text, Since: f.Since, Attested: f.Attested}
	_, row.DoubtClass = doubt(l, f.Certain, f.Disputed, len(f.Words) == 1)
	var origins int
	if s.Question == border.QuestionControl {
		row.Sign, origins = template.HTML(draw.Swatch(s.Control().Value)), s.Control().Origins()
	} else {
		row.Sign, origins = template.HTML(draw.Glyph(s.Value())), s.Status().Origins()
	}
	if origins > 0 {
		row.Sources = words.Sources(l, origins)
	}
	return row
}

// claimAddress returns the address of the page of a claim.
func (a *ask) claimAddress(id uuid.UUID) string { return a.address("/claims/" + id.String()) }

func (a *ask) ref(c border.Claim) claimRef {
	l := a.Language
	return claimRef{a.claimAddress(c.ID), words.ClaimValue(l, a.View, c), c.When.Words(l), words.Chain(l, a.View, c.Source)}
}
