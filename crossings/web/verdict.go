package web

import (
	"html/template"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// verdicts answer in a few words who may cross at one crossing on the day asked about.
type verdicts struct {
	Code, Name, Address string
	Age                 string     // how old the last word is, if that is the same for all
	LastReview          border.Day // somebody looked on it and found nothing new
	Of                  []verdict
	Reasons             []string // why the answer is no, where it is
	Closed              bool     // it is no for all: no obstacle is the reason
	Obstacles           []obstacle
	More                int // obstacles beyond those listed
}

// A verdict is the answer for some traffic.
type verdict struct {
	Traffic string
	Age     string // "" if it stands above
	Answers []wayAnswer
}

// A wayAnswer is a verdict one way, or both ways if that is the same.
type wayAnswer struct {
	Class string // yes, yes-but, no or cannot-tell; and how old the last word is
	Sign  template.HTML
	Word  string
	Way   string
}

// An obstacle is what stands in the way, though the crossing be open.
type obstacle struct {
	Claim   claimView
	Address string // of the claim
	Whom    string // the traffic and the way that it meets; "" if it names none
	Told    string // how old the last word on it is
	last    border.Day
}

// maxObstacles is how many obstacles the front page tells of one crossing.
const maxObstacles = 2

// asked returns the kinds of traffic that a page answers for, each with the word by which it is
// called: passengers and lorries, unless the address asks for others.
func (a *ask) asked() (kinds []border.Traffic) {
	if a.Traffic == 0 {
		return []border.Traffic{border.Passengers, border.Commercial}
	}
	return slices.Collect(a.Traffic.Kinds())
}

// ways returns the directions that a page answers for.
func (a *ask) ways() []border.Direction {
	if a.Way == border.SyriaToIraq || a.Way == border.IraqToSyria {
		return []border.Direction{a.Way}
	}
	return passDirections
}

// verdicts answers who may cross in a state.
func (a *ask) verdicts(c border.Crossing, s border.State, most int) (v verdicts) {
	v = verdicts{Code: c.Code, Name: words.Crossing(a.Language, c), Address: a.address("/crossings/" + c.Code), LastReview: s.LastReview()}
	v.Closed = true
	for _, kind := range a.asked() {
		one, ages := verdict{Traffic: a.trafficWord(kind)}, []string{}
		for _, way := range a.ways() {
			p := s.Passable(kind, way)
			one.Answers = append(one.Answers, a.wayAnswer(p, way))
			ages = append(ages, a.silence(p))
			v.Closed = v.Closed && p.Passage == border.MayNotPass
			v.reason(a, p)
			for o := range p.Obstacles() {
				v.obstacle(a, o)
				if kind == border.Commercial && p.Passage == border.MayPassBut && o.Traffic&kind != 0 {
					one.Traffic = words.Of(a.Language, "goods") // the lorries that bring them may not be let through
				}
			}
		}
		if x := one.Answers; len(x) == 2 && x[0].Class == x[1].Class && ages[0] == ages[1] {
			one.Answers = x[:1]
			one.Answers[0].Way = words.Of(a.Language, "both ways")
		}
		one.Age = strings.Join(slices.Compact(ages), words.Of(a.Language, "; "))
		v.Of = append(v.Of, one)
	}
	v.Age = v.Of[0].Age
	for _, one := range v.Of {
		if one.Age != v.Age {
			v.Age = ""
		}
	}
	for i := range v.Of {
		if v.Age != "" {
			v.Of[i].Age = ""
		}
	}
	for i, o := range v.Obstacles {
		v.Obstacles[i].Told = a.toldBefore(o.last)
	}
	if len(v.Obstacles) > most {
		v.Obstacles, v.More = v.Obstacles[:most], len(v.Obstacles)-most
	}
	return v
}

// reason adds why an answer is no: what the sides say that close the way, and since when.
func (v *verdicts) reason(a *ask, p border.Passability) {
	l := a.Language
	say := func(side border.SidePassage) string {
		if side.Passage != border.MayNotPass {
			return ""
		}
		f := words.StatusFinding(l, side.Status)
		parts := []string{f.Line(l)}
		if f.Since != "" {
			parts = append(parts, f.Since)
		}
		if f.Attested.Before(a.On) && f.Attested.After(side.Status.Since.Latest) {
			parts = append(parts, words.Of(l, "last attested %s", words.Day(l, f.Attested)))
		}
		return words.Of(l, ": ") + strings.Join(parts, words.Of(l, ", "))
	}
	syria, iraq := say(p.Syria), say(p.Iraq)
	for _, side := range []struct{ name, says string }{{words.Side(l, border.Syria), syria}, {words.Side(l, border.Iraq), iraq}} {
		if syria == iraq {
			side.name = words.Of(l, "both sides")
		}
		if text := side.name + side.says; side.says != "" && !slices.Contains(v.Reasons, text) {
			v.Reasons = append(v.Reasons, text)
		}
	}
}

// obstacle adds an obstacle, or what another claim says of the same. It is told by who said so first.
func (v *verdicts) obstacle(a *ask, c border.Claim) {
	told := c.ReportedOn().Latest
	last := told
	i := slices.IndexFunc(v.Obstacles, func(o obstacle) bool { return isOneObstacle(o.Claim.Claim, c) })
	if i >= 0 {
		if v.Obstacles[i].last.After(last) {
			last = v.Obstacles[i].last
		}
		if !told.Before(v.Obstacles[i].Claim.Claim.ReportedOn().Latest) {
			v.Obstacles[i].last = last
			return
		}
	}
	var whom []string
	for kind := range c.Traffic.Kinds() {
		whom = append(whom, a.trafficWord(kind))
	}
	if way := wayWords[c.Direction]; way != "" {
		whom = append(whom, words.Of(a.Language, way))
	}
	view := a.claimOf(c)
	one := obstacle{Claim: view, Address: view.Address, Whom: strings.Join(whom, words.Of(a.Language, ", ")), last: last}
	if i >= 0 {
		v.Obstacles[i] = one
		return
	}
	v.Obstacles = append(v.Obstacles, one)
}

// isOneObstacle reports whether two claims are of one obstacle: of the same words, or of one
// statement, whose claims name each other or the same one in repeats.
func isOneObstacle(a, b border.Claim) bool {
	if a.Traffic != b.Traffic || a.Direction != b.Direction {
		return false
	}
	ids := append(slices.Clone(a.Repeats), a.ID)
	return a.Value == b.Value || slices.Contains(ids, b.ID) || slices.ContainsFunc(b.Repeats, func(id uuid.UUID) bool { return slices.Contains(ids, id) })
}

// toldBefore tells how old the last word on an obstacle is; "" of what was told later, or nobody
// knows when.
func (a *ask) toldBefore(last border.Day) string {
	switch {
	case last.IsZero() || last.After(a.On):
		return ""
	case last == a.On:
		return words.Of(a.Language, "said on that day")
	}
	return words.LastWord(a.Language, a.On.Sub(last))
}

// wayAnswer puts an answer into words and a sign.
func (a *ask) wayAnswer(p border.Passability, way border.Direction) wayAnswer {
	fresh := a.freshness(p.Attested)
	return wayAnswer{
		Class: p.Passage.String() + " word-" + fresh.String(), Sign: sign(passageSigns[p.Passage], fresh),
		Word: words.Passage(a.Language, p.Passage), Way: words.Of(a.Language, wayWords[way]),
	}
}

// wayWords say the ways short.
var wayWords = map[border.Direction]string{border.SyriaToIraq: "to Iraq", border.IraqToSyria: "to Syria"}

// passageSigns are the signs of answers.
var passageSigns = map[border.Passage]string{
	border.MayPass: "open", border.MayPassBut: "obstacle", border.MayNotPass: "closed", border.CannotTell: "unknown",
}

// trafficWord returns what people call a kind of traffic.
func (a *ask) trafficWord(kind border.Traffic) string {
	if kind == border.Commercial {
		return words.Of(a.Language, "lorries")
	}
	return words.Name(a.Language, kind)
}

// silence tells how old the last word on an answer is; of a stale one first that nobody has spoken
// for so long, or nobody of one side, if the last word on the other is not stale.
func (a *ask) silence(p border.Passability) string {
	l, text, attested := a.Language, "", p.Attested
	if a.On.After(a.Today) {
		text = words.Of(l, "this day is still to come") + words.Of(l, "; ")
	}
	age := a.On.Sub(attested)
	switch grade := border.FreshnessOf(attested, a.On, border.Day{}); {
	case attested.IsZero():
		return text + words.Of(l, "nobody has said")
	case grade == border.Stale && p.Passage != border.MayNotPass:
		for side, other := range map[border.Side]border.SidePassage{border.Syria: p.Iraq, border.Iraq: p.Syria} {
			if later := other.Status.Attested; later.After(attested) && border.FreshnessOf(later, a.On, border.Day{}) != border.Stale {
				return text + words.Of(l, "no word on the %s for %s; before that:", words.Side(l, side), words.Length(l, age))
			}
		}
		fallthrough
	case grade == border.Stale:
		return text + words.Of(l, "no word for %s; before that:", words.Length(l, age))
	case age == 0:
		return text + words.Of(l, "said on that day")
	}
	return text + words.LastWord(l, age)
}

// A choice is one of the answers that fit a blank.
type choice struct {
	Value, Word string
	Chosen      bool
}

// A sentence is a question with blanks, which the address of a page fills in.
type sentence struct {
	Action        string
	Traffic, Ways []choice
	Hidden        []parameter
}

// sentence returns the question that a page answers.
func (a *ask) sentence() (q sentence) {
	l := a.Language
	q.Action = a.path
	q.Traffic = []choice{{"", words.Of(l, "passengers and lorries"), a.Traffic == 0}}
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		q.Traffic = append(q.Traffic, choice{kind.String(), a.trafficWord(kind), a.Traffic == kind})
	}
	q.Ways = []choice{{"", words.Name(l, border.BothWays), len(a.ways()) > 1}}
	for _, way := range passDirections {
		q.Ways = append(q.Ways, choice{way.String(), words.Name(l, way), a.Way == way})
	}
	for _, name := range []string{"known", "as-of", "lang"} {
		if value := a.query.Get(name); value != "" {
			q.Hidden = append(q.Hidden, parameter{name, value})
		}
	}
	return q
}
