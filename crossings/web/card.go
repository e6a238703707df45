package web

import (
	"html/template"
	"iter"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A card tells the state of a crossing on a day.
type card struct {
	Code, Name, OtherName, OtherTag string
	Kurdish                         string // the crossing's name, "" if it has none
	Address                         string
	Status                          headline
	Sides                           []cardSide
	Plans                           []planLine
	Notices                         []claimView
	LastReported                    border.Day
	LastReview                      border.Day // somebody looked on it and found nothing new
	Strip                           template.HTML
	Passage                         passTable
}

// A headline tells the crossing's own status.
type headline struct {
	Code, Word string
	Sign       template.HTML
	LastKnown  bool
	Possible   string // the values, if there are several
	Doubt      string
	DoubtClass string
}

// A cardSide tells the state of one side.
type cardSide struct {
	Side, Name, Town, Governorate string
	Kurdish                       string // the town's name, "" if it has none
	Answers                       []answerView
}

// An answerView tells a finding.
type answerView struct {
	Question, Name string // as code, and in words
	Sign           template.HTML
	words.Finding
	Possible   []words.Text // the values, if there are several, with the unit and the traffic of the first
	Kurdish    string       // the party's name, if it is the only one and has one
	LastKnown  bool
	Doubt      string
	DoubtClass string
	Age        string
	Sources    string
	Why        string // address of the page that takes the answer apart
	ID         string // on a crossing's page
	Basis      []claimView
	Against    []claimView
	Later      []claimView // those for and against that speak of later days
	More       int         // claims beyond these
	Endurance  string      // how often so old a word still held; "" if that was too seldom tried
}

// A planLine tells a plan and what became of it.
type planLine struct {
	Outcome, Word string
	Text          string
	Side          string
	Claim         claimView
}

// cardOf makes the card of a state.
func (a *ask) cardOf(c border.Crossing, s border.State) (card, error) {
	l := a.Language
	k := card{
		Code: c.Code, Name: words.Crossing(l, c), OtherName: c.Names.Arabic, OtherTag: "ar", Kurdish: c.Names.Kurdish,
		Address: a.address("/crossings/" + c.Code), LastReported: s.LastReported(), LastReview: s.LastReview(), Passage: a.passage(s),
		Status: headline{
			Code: s.Status.Value.String(), Word: words.Status(l, s.Status.Value), LastKnown: s.IsLastKnown(),
		},
	}
	if l == edtf.Arabic {
		k.OtherName, k.OtherTag = c.Names.English, "en"
	}
	possible := words.DerivedValues(l, s.Status)
	if len(possible) > 1 {
		k.Status.Possible = words.Or(l, possible)
	}
	k.Status.Sign = a.statusSign(s.Status.Value, s.Attested(), len(possible) == 1)
	k.Status.Doubt, k.Status.DoubtClass = doubt(l, s.Status.Certain, s.Status.Disputed, len(possible) == 1)
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		place, state := c.Place(side), s.Side(side)
		k.Sides = append(k.Sides, cardSide{
			Side: side.String(), Name: words.Side(l, side),
			Town: place.Town.In(words.Tag(l)), Governorate: place.Governorate.In(words.Tag(l)), Kurdish: place.Town.Kurdish,
			Answers: []answerView{
				a.statusAnswer(state.Status),
				a.controlAnswer(state.Control),
			},
		})
		var err error
		if k.Sides[len(k.Sides)-1].Answers[0].Endurance, err = a.endurance(c.Code, side, state.Status); err != nil {
			return k, err
		}
		answers := k.Sides[len(k.Sides)-1].Answers
		for i := range answers {
			answers[i].ID = side.String() + "-" + answers[i].Question
			answers[i].Why = a.address("/crossings/"+c.Code+"/why", "side", side.String(), "question", answers[i].Question)
		}
	}
	claims, err := a.claims(c.Code)
	if err != nil {
		return k, err
	}
	for p := range s.Plans() {
		if p.Outcome == border.Pending || p.Outcome == border.Overdue {
			k.Plans = append(k.Plans, a.planLine(p, claims))
		}
	}
	return k, nil
}

func (a *ask) statusAnswer(f border.Finding[border.Status]) answerView {
	return answerOf(a, border.QuestionStatus, a.statusSign(f.Value, f.Attested, f.Certain), words.StatusFinding(a.Language, f), f)
}

// minSilences is in how many cases the record must have tried an old word before it is told how
// often it still held.
const minSilences = 5

// endurance tells of a stale word how often, when nobody spoke for as long, it was still so.
func (a *ask) endurance(code string, side border.Side, f border.Finding[border.Status]) (string, error) {
	age := a.On.Sub(f.Attested)
	if f.Attested.IsZero() || border.FreshnessOf(f.Attested, a.On, border.Day{}) != border.Stale {
		return "", nil
	}
	e, err := a.View.Endurance(code, side, f.Value, age)
	if err != nil || e.Of < minSilences {
		return "", err
	}
	return words.Of(a.Language, "%d times nobody spoke for this long; %d of those times it was still %s when somebody spoke again", e.Of, e.Same, words.Status(a.Language, f.Value)), nil
}

func (a *ask) controlAnswer(f border.Finding[border.Party]) answerView {
	v := answerOf(a, border.QuestionControl, template.HTML(draw.Swatch(f.Value)), words.Control(a.Language, a.View, f, a.On), f)
	if info, ok := a.View.Party(f.Value); ok && v.Possible == nil {
		v.Kurdish = info.Names.Kurdish
	}
	return v
}

func answerOf[V border.Party | border.Status](a *ask, q border.Question, sign template.HTML, w words.Finding, f border.Finding[V]) answerView {
	l := a.Language
	v := answerView{Question: q.String(), Name: words.Name(l, q), Sign: sign, Finding: w}
	if len(w.Words) > 1 {
		v.Possible = w.Parts(l)
	}
	v.Doubt, v.DoubtClass = doubt(l, f.Certain, f.Disputed, len(w.Words) == 1)
	v.LastKnown = !f.Attested.IsZero() && f.Attested.Before(a.On)
	if !f.Attested.IsZero() {
		v.Age = words.Ago(l, a.On, f.Attested)
	}
	if n := f.Origins(); n > 0 {
		v.Sources = words.Sources(l, n)
	}
	return v
}

// maxSaid is how many claims for and against an answer a page shows with their words; the page
// that takes the answer apart has all.
const maxSaid = 3

// withClaims fills in who said so, the latest first: those who speak of the days up to the one asked
// about, and apart from them those who speak of later ones.
func withClaims[V border.Party | border.Status](a *ask, v *answerView, f border.Finding[V]) {
	latest := func(claims []border.Claim) (views []claimView) {
		slices.SortStableFunc(claims, func(x, y border.Claim) int { return dayOf(&y).Compare(dayOf(&x)) })
		for _, c := range claims[:min(maxSaid, len(claims))] {
			views = append(views, a.claimOf(c))
		}
		v.More += max(0, len(claims)-maxSaid)
		return views
	}
	var later []border.Claim
	until := func(claims iter.Seq[border.Claim]) (list []border.Claim) {
		for c := range claims {
			if dayOf(&c).After(a.On) {
				later = append(later, c)
			} else {
				list = append(list, c)
			}
		}
		return list
	}
	v.Basis, v.Against = latest(until(f.Basis())), latest(until(f.Against()))
	v.Later = latest(later)
}

// doubt returns in words what makes an answer doubtful, and the class of that. What is undisputed is
// simply said.
func doubt(l edtf.Language, certain, disputed, single bool) (word, class string) {
	switch {
	case certain:
		return "", "certain"
	case disputed:
		class = "disputed"
	case !single:
		class = "possible"
	}
	return words.Doubt(l, certain, disputed, single), class
}

func (a *ask) planLine(p border.Plan, claims []border.Claim) planLine {
	l := a.Language
	line := planLine{Outcome: p.Outcome.String(), Word: words.Outcome(l, p), Text: words.Promise(l, a.View, p), Side: words.Side(l, p.Side)}
	slip := words.Slip(l, p.Slip)
	if p.Outcome == border.Late && slip != "" {
		line.Word, slip = slip, "" // it says that it was late
	}
	for _, after := range []string{slip, words.Waited(l, p.Waited)} {
		if after != "" {
			line.Text += words.Of(l, ", ") + after
		}
	}
	for _, c := range claims {
		if c.ID == p.Claim {
			line.Claim = a.claimOf(c)
		}
	}
	return line
}

// A claimView tells a claim: what was said of what, by whom, and where that can
// be read.
type claimView struct {
	border.Claim
	Anchor     string
	Address    string     // of its page
	What       words.Text // the value in words
	UnitName   words.Text
	NoteText   words.Text
	Sign       template.HTML
	SideName   string
	KindName   string
	Manner     string // how the claim is to be read: a change, seen, an episode
	When       string
	SaidOn     string
	Said       string // the modality
	IsFact     bool
	Chain      []words.Text
	Link       string // "" unless it is an address of the web
	SourceName string
	LinkName   string
	LinkLang   string
	Archived   string
	GradeText  string
	QuoteLang  string
	Holds      string // traffic and direction
	Retracted  bool
	Mark       string   // of one that was retracted: taken back, or corrected
	Weak       []string // what makes the source hard to check
}

// claimOf puts a claim into words.
func (a *ask) claimOf(c border.Claim) claimView {
	l := a.Language
	v := claimView{
		Claim: c, Anchor: "c-" + c.ID.String(), Address: a.claimAddress(c.ID), What: words.ClaimValue(l, a.View, c), SideName: words.Side(l, c.Side), KindName: words.Name(l, c.Kind),
		When: c.When.Words(l), SaidOn: c.Reported.Words(l), Said: words.Name(l, c.Modality), IsFact: c.Modality.IsFact(),
		UnitName: words.Unit(l, a.View, c.Unit), NoteText: words.Note(l, a.View, c), Chain: words.Chain(l, a.View, c.Source), SourceName: words.Source(l, a.View, c.Source),
		Link: onlyWeb(c.Source.URL), LinkName: c.Source.Title, Archived: onlyWeb(c.Source.Archived),
		GradeText: words.Grade(l, c.Grade), QuoteLang: c.Source.Lang, Holds: words.Traffic(l, c.Traffic),
		Manner: manner(c), Weak: words.Weak(l, a.View, c.Source),
	}
	v.Mark, v.Retracted = a.mark(c.ID)
	if c.Value == "" && c.Modality == border.Denied { // its value says so already
		v.Said = ""
	}
	if v.QuoteLang == "" {
		v.QuoteLang = "en"
	}
	v.LinkLang = v.QuoteLang
	if v.LinkName == "" {
		v.LinkName, v.LinkLang = onlyHost(v.Link), "en"
	}
	if day := c.ReportedOn().Latest; c.Reported.IsZero() && !day.IsZero() {
		v.SaidOn = words.Day(l, day)
	}
	if c.Direction != 0 {
		if v.Holds != "" {
			v.Holds += words.Of(l, ", ")
		}
		v.Holds += words.Name(l, c.Direction)
	}
	switch c.Kind {
	case border.KindControl:
		v.Sign = template.HTML(draw.Swatch(border.Party(c.Value)))
	case border.KindStatus:
		v.Sign = template.HTML(draw.Glyph(c.Value))
	case border.KindReview: // it is on no picture
	default:
		v.Sign = template.HTML(draw.Glyph(c.Kind.String()))
	}
	v.Manner = words.Of(l, v.Manner)
	return v
}

// manner returns how the dates of a claim are to be read, if it tells a fact: those of a plan are when it is due.
func manner(c border.Claim) string {
	switch {
	case c.When.IsZero() || !c.Kind.MakesState() || !c.Modality.IsFact():
		return ""
	case c.Edge == border.Seen:
		return "seen"
	case c.When.Form() == edtf.FormInterval:
		if _, end, _ := c.When.Interval(); end.String() != ".." {
			return "for these days"
		}
	}
	return "from then on"
}
