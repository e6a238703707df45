package border

import (
	"fmt"
	"iter"
	"time"
)

// A Passage says whether traffic may pass. The zero Passage is no answer.
type Passage uint8

// The answers to whether traffic may pass.
const (
	MayPass    Passage = iota + 1 // the claims say so, and nothing else
	MayNotPass                    // the claims say that it may not, and nothing else
	CannotTell                    // they leave it open
)

var passageWords = words{"", "yes", "no", "cannot tell"}

// ParsePassage returns the answer with that name: yes, no or cannot tell.
func ParsePassage(s string) (Passage, error) {
	n, err := passageWords.number(s)
	return Passage(n), err
}

// String returns "yes", "no" or "cannot tell", or "" for the zero Passage.
func (p Passage) String() string { return passageWords.word(uint8(p)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Passage is an error.
func (p Passage) MarshalText() ([]byte, error) { return passageWords.text(uint8(p)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (p *Passage) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePassage(string(text))
	return err
}

// A Passability answers whether some traffic may pass a crossing in a direction
// on a day. What it rests on are the findings of the two sides, with their
// claims. The zero Passability answers nothing.
type Passability struct {
	Crossing  string // code
	On        Day
	Traffic   Traffic
	Direction Direction
	Passage   Passage // of the crossing: no if either side says no, yes if both say yes
	Syria     SidePassage
	Iraq      SidePassage
	// Attested is the older of the two days on which the sides' statuses were
	// last attested; the zero Day if one never was.
	Attested Day

	known   Day
	asOf    time.Time
	reading *reading
}

// A SidePassage is what one side says.
type SidePassage struct {
	Passage Passage
	Status  Finding[Status]
}

// Notices yields the obstacles, threats and authorizations of the day, in the
// registry's order. They never change the answer.
func (p Passability) Notices() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		for c := range p.state().Notices() {
			switch c.Kind {
			case KindObstacle, KindThreat, KindAuthorization:
				if !yield(c) {
					return
				}
			}
		}
	}
}

// Through returns how far the claims about the crossing go; see [State.Through].
func (p Passability) Through() Day { return p.state().Through() }

// state returns what of the day's state is not of the sides.
func (p *Passability) state() State { return State{reading: p.reading, on: dayNumber(p.On)} }

// Passable answers whether traffic of those kinds may pass a crossing in that
// direction on a day. Traffic must name at least one kind; of several, all must
// pass. It costs about as much as [View.At].
//
// A side says yes if its status is certain and open, or certain and restricted
// or trial with that traffic and direction among those named; no if it is certain
// and closed, or certain and restricted to others. Otherwise it cannot tell: the
// status is intermittent, unknown, disputed or not certain, or the source names
// neither traffic nor direction. The crossing: no if either side says no, yes if
// both say yes.
//
// The error is a [*LookupError], or a [*VocabularyError] about the traffic or the
// direction.
func (v View) Passable(code string, day Day, traffic Traffic, direction Direction) (p Passability, err error) {
	if traffic == 0 || traffic>>len(trafficWords[1:]) != 0 {
		return Passability{}, fmt.Errorf("traffic: %w", &VocabularyError{Word: traffic.String(), Allowed: trafficWords[1:]})
	}
	if direction == 0 || int(direction) >= len(directionWords) {
		return Passability{}, fmt.Errorf("direction: %w", &VocabularyError{Word: direction.String(), Allowed: directionWords[1:]})
	}
	place, err := v.place(code)
	if err != nil {
		return Passability{}, err
	}
	r, t := v.reading(place), dayNumber(day)
	p = Passability{Crossing: r.cell.code, On: day, Traffic: traffic, Direction: direction, known: v.known, asOf: v.asOf, reading: r}
	r.status(&p.Syria.Status, syriaStatus, t)
	r.status(&p.Iraq.Status, iraqStatus, t)
	p.judge()
	return p, nil
}

// Passable answers for a state that is there already; see [View.Passable]. It
// cannot tell about no traffic or no direction.
func (s State) Passable(traffic Traffic, direction Direction) Passability {
	p := Passability{Crossing: s.Crossing, On: s.On, Traffic: traffic, Direction: direction, known: s.Known, asOf: s.AsOf, reading: s.reading}
	p.Syria.Status, p.Iraq.Status = s.Syria.Status, s.Iraq.Status
	p.judge()
	return p
}

// judge answers from the statuses of the sides.
func (p *Passability) judge() {
	p.Syria.Passage = passes(&p.Syria.Status, p.Traffic, p.Direction)
	p.Iraq.Passage = passes(&p.Iraq.Status, p.Traffic, p.Direction)
	switch {
	case p.Syria.Passage == MayNotPass || p.Iraq.Passage == MayNotPass:
		p.Passage = MayNotPass
	case p.Syria.Passage == MayPass && p.Iraq.Passage == MayPass:
		p.Passage = MayPass
	default:
		p.Passage = CannotTell
	}
	p.Attested = p.Syria.Status.Attested
	if p.Iraq.Status.Attested.Before(p.Attested) {
		p.Attested = p.Iraq.Status.Attested
	}
}

// passes answers for one side.
func passes(f *Finding[Status], traffic Traffic, direction Direction) Passage {
	if !f.Certain || traffic == 0 || direction == 0 {
		return CannotTell
	}
	switch f.Value {
	case Open:
		return MayPass
	case Closed:
		return MayNotPass
	case Restricted, Trial:
		named, way := f.Traffic(), f.Direction()
		switch {
		case named == 0 && way == 0:
			return CannotTell
		case named.Includes(traffic) && (way == 0 || way == BothWays || way == direction):
			return MayPass
		case f.Value == Restricted:
			return MayNotPass
		}
	}
	return CannotTell
}

// MarshalJSON implements [json.Marshaler].
func (p Passability) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("crossing", p.Crossing)
	o.day("on", p.On)
	o.day("known", p.known)
	o.instant("asOf", p.asOf)
	o.list("traffic", p.Traffic.names())
	o.textOrNull("direction", p.Direction.String())
	o.textOrNull("passable", p.Passage.String())
	o.object("sides", func(o *objectWriter) {
		for _, side := range []struct {
			side Side
			SidePassage
		}{{Syria, p.Syria}, {Iraq, p.Iraq}} {
			o.object(side.side.String(), func(o *objectWriter) {
				o.textOrNull("passable", side.Passage.String())
				o.object("status", func(o *objectWriter) { side.Status.write(o, true) })
			})
		}
	})
	o.day("attested", p.Attested)
	o.day("through", p.Through())
	o.key("notices")
	o.b = append(o.b, '[')
	sep := ""
	for c := range p.Notices() {
		o.b = c.AppendJSON(append(o.b, sep...))
		sep = ","
	}
	o.b = append(o.b, ']')
	return append(o.b, '}'), nil
}
