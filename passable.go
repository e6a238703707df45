package border

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
)

// A Passage says whether traffic may pass. The zero Passage is no answer.
type Passage uint8

// The answers to whether traffic may pass.
const (
	MayPass    Passage = iota + 1 // yes
	MayPassBut                    // yes, but there is an obstacle, or the crossing is on trial
	MayNotPass                    // no
	CannotTell                    // the claims do not say, or do not agree
)

var passageWords = words{"", "yes", "yes-but", "no", "cannot-tell"}

// ParsePassage returns the answer with that name: yes, yes-but, no or cannot-tell.
func ParsePassage(s string) (Passage, error) {
	n, err := passageWords.number(s)
	return Passage(n), err
}

// String returns "yes", "yes-but", "no" or "cannot-tell", or "" for the zero Passage.
func (p Passage) String() string { return passageWords.word(uint8(p)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Passage is an error.
func (p Passage) MarshalText() ([]byte, error) { return passageWords.text(uint8(p)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (p *Passage) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePassage(string(text))
	return err
}

// A Passability answers whether some traffic may pass a crossing in a direction on a
// day. It rests on the statuses of the two sides. The zero Passability answers nothing.
type Passability struct {
	Crossing  string // code
	On        Day
	Traffic   Traffic
	Direction Direction
	// Passage is the answer for the crossing: MayNotPass if a side says so, else CannotTell if a
	// side cannot tell, else MayPassBut if there are obstacles or the status of a side is trial,
	// else MayPass.
	Passage Passage
	Syria   SidePassage
	Iraq    SidePassage
	// Attested is the day up to which claims speak for the answer. If it is MayNotPass, that is the
	// latest day on which a side that says so was attested. Otherwise it is the earlier of the days
	// on which the two sides were attested, and the zero Day if one never was.
	Attested Day

	known   Day
	asOf    time.Time
	reading *reading
}

// A SidePassage is the answer of one side.
type SidePassage struct {
	Passage Passage         `json:"answer"` // MayPass, MayNotPass or CannotTell
	Status  Finding[Status] `json:"status"` // from which the answer follows
}

// Obstacles yields the obstacles and threats of the day that concern the traffic and the direction
// asked about, in the registry's order, whatever the answer is. They are about either side, were
// observed, reported or feared, and are neither withdrawn nor denied.
func (p Passability) Obstacles() iter.Seq[Claim] { return p.notices(KindObstacle, KindThreat) }

// Authorizations yields the authorizations of the day, chosen as Obstacles chooses. They change no
// answer.
func (p Passability) Authorizations() iter.Seq[Claim] {
	return p.notices(KindAuthorization, KindAuthorization)
}

func (p Passability) notices(first, second Kind) iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if p.reading == nil {
			return
		}
		for _, n := range p.reading.passNotices() {
			if (n.claim.Kind == first || n.claim.Kind == second) && n.meets(p.On, p.Traffic, p.Direction) && !yield(n.claim.Clone()) {
				return
			}
		}
	}
}

// isObstructed reports whether Obstacles yields any.
func (p *Passability) isObstructed() bool {
	return p.reading != nil && slices.ContainsFunc(p.reading.passNotices(), func(n passNotice) bool {
		return n.claim.Kind != KindAuthorization && n.meets(p.On, p.Traffic, p.Direction)
	})
}

// meets reports whether a notice stands on a day and concerns some of the traffic and ways asked about.
func (n *passNotice) meets(on Day, traffic Traffic, way Direction) bool {
	t, c := dayNumber(on), n.claim
	return n.days.Lo <= t && t <= n.days.Hi && (c.Traffic == 0 || c.Traffic&traffic != 0) &&
		(!namesWay(c.Direction) || !namesWay(way) || c.Direction == way)
}

// passNotices returns the obstacles, threats and authorizations that were observed, reported or
// feared, and are neither withdrawn nor denied.
func (r *reading) passNotices() []passNotice {
	r.grounds.passOnce.Do(func() {
		for i, c := range r.claims() {
			place := timeline.Claim(i)
			switch {
			case c.Kind != KindObstacle && c.Kind != KindThreat && c.Kind != KindAuthorization:
			case !c.Modality.IsFact() && c.Modality != Feared, r.isWithdrawn(place), len(r.AppendDenials(nil, place)) > 0:
			default:
				r.grounds.pass = append(r.grounds.pass, passNotice{c, noticeDays(c)})
			}
		}
	})
	return r.grounds.pass
}

// IsLastKnown reports whether the answer is only the last one known: whether Attested is before the
// day asked about.
func (p Passability) IsLastKnown() bool { return !p.Attested.IsZero() && p.Attested.Before(p.On) }

// Freshness grades how old Attested is on the day asked about.
func (p Passability) Freshness() Freshness { return FreshnessOf(p.Attested, p.On, p.known) }

// Through returns how far the claims about the crossing reach; see [State.Through].
func (p Passability) Through() Day { return State{reading: p.reading, on: dayNumber(p.On)}.Through() }

// Passable answers whether traffic may pass a crossing in a direction on a day. Traffic must name at
// least one kind; of several, all must pass. Direction is one way, or BothWays, and then both must be
// passable. It costs about as much as [View.At].
//
// A side answers for each kind and each way by its status. A status covers the kinds and the ways that
// its claim names. If the claim names no kind, it covers passengers, commercial, transit, humanitarian,
// returnees and fuel; if it names no way, both.
//
//   - Yes: the status is certain, covers the kind and the way, and is open; or it is restricted or
//     trial, and its claim names a kind or a way.
//   - No: the status is certain and closed, and covers the kind and the way; or it is restricted, and
//     its claim names other kinds or the other way. About military and official traffic a restricted
//     status says something only if its claim names that traffic.
//   - Cannot tell: all else; and where other claims about the same days name other kinds or ways and
//     would answer otherwise.
//
// The side says no if it says no to one kind and way asked about, and yes if it says yes to all.
//
// The error is a [*LookupError], [ErrNoDay], or a [*VocabularyError] about the traffic or the direction.
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
	if day.IsZero() {
		return Passability{}, ErrNoDay
	}
	r, t := v.reading(place), dayNumber(day)
	p = Passability{Crossing: r.cell.code, On: day, Traffic: traffic, Direction: direction, known: v.known, asOf: v.asOf, reading: r}
	r.status(&p.Syria.Status, syriaStatus, t)
	r.status(&p.Iraq.Status, iraqStatus, t)
	p.judge()
	return p, nil
}

// Passable answers from a state, as [View.Passable] does. The answer is CannotTell if traffic
// or direction is zero, and for a state that was read from JSON, which lacks what the claims
// say of the traffic.
func (s State) Passable(traffic Traffic, direction Direction) Passability {
	p := Passability{Crossing: s.Crossing, On: s.On, Traffic: traffic, Direction: direction, known: s.Known, asOf: s.AsOf, reading: s.reading}
	p.Syria.Status, p.Iraq.Status = s.Syria.Status, s.Iraq.Status
	p.judge()
	return p
}

// judge fills in the answers, from the statuses of the sides.
func (p *Passability) judge() {
	p.Syria.Passage = passes(&p.Syria.Status, p.Traffic, p.Direction)
	p.Iraq.Passage = passes(&p.Iraq.Status, p.Traffic, p.Direction)
	p.combine()
}

// combine fills in Passage and Attested, from the answers of the sides.
func (p *Passability) combine() {
	syria, iraq := p.Syria.Status.Attested, p.Iraq.Status.Attested
	p.Passage, p.Attested = CannotTell, earlierDay(syria, iraq)
	switch {
	case p.Syria.Passage == MayNotPass && p.Iraq.Passage == MayNotPass:
		p.Passage, p.Attested = MayNotPass, laterDay(syria, iraq)
	case p.Syria.Passage == MayNotPass:
		p.Passage, p.Attested = MayNotPass, syria
	case p.Iraq.Passage == MayNotPass:
		p.Passage, p.Attested = MayNotPass, iraq
	case p.Syria.Passage == MayPass && p.Iraq.Passage == MayPass:
		p.Passage = MayPass
		if p.Syria.Status.Value == Trial || p.Iraq.Status.Value == Trial || p.isObstructed() {
			p.Passage = MayPassBut
		}
	}
}

// NotOlder returns the answer if only sides count that were attested at most that many days before
// the day asked about. Any other side cannot tell.
func (p Passability) NotOlder(days int) Passability {
	for _, s := range []*SidePassage{&p.Syria, &p.Iraq} {
		if s.Status.Attested.IsZero() || p.On.Sub(s.Status.Attested) > days {
			s.Passage = CannotTell
		}
	}
	p.combine()
	return p
}

// passes answers for one side, about all kinds and ways asked about.
func passes(f *Finding[Status], traffic Traffic, direction Direction) Passage {
	if !f.Certain || traffic == 0 || direction == 0 {
		return CannotTell
	}
	if f.track.written != nil { // the JSON does not say what other claims about those days say
		return CannotTell
	}
	giver := f.giver()
	if !f.track.reading.tellsApart(f.track.place, f.Value) {
		return terms{f.Value, giver.Traffic, giver.Direction}.passAll(nil, traffic, direction)
	}
	return terms{f.Value, giver.Traffic, giver.Direction}.passAll(f.accounts(), traffic, direction)
}

// terms are a status, and the traffic and the way that a claim names for it.
type terms struct {
	status  Status
	traffic Traffic
	way     Direction
}

// passAll answers about all kinds and ways asked about: no if the answer about one of them is no, yes
// if all are yes. Accounts are the terms of other claims. Where one of those would answer otherwise,
// the answer is that nobody can tell.
func (s terms) passAll(accounts []terms, traffic Traffic, direction Direction) Passage {
	all := MayPass
	for asked := traffic; asked != 0; asked &= asked - 1 {
		kind := asked & -asked
		for way := SyriaToIraq; way <= IraqToSyria; way++ {
			if namesWay(direction) && way != direction {
				continue
			}
			answer := s.pass(kind, way)
			for _, other := range accounts {
				if other.pass(kind, way) != answer {
					answer = CannotTell
				}
			}
			switch answer {
			case MayNotPass:
				return MayNotPass
			case CannotTell:
				all = CannotTell
			}
		}
	}
	return all
}

// public is the traffic that a status covers if it names none.
const public = Passengers | Commercial | Transit | Humanitarian | Returnees | Fuel

// namesWay reports whether a direction is one way.
func namesWay(d Direction) bool { return d == SyriaToIraq || d == IraqToSyria }

// pass answers about one kind and one way.
func (s terms) pass(kind Traffic, way Direction) Passage {
	names := s.traffic != 0 || namesWay(s.way)
	named := s.traffic
	if named == 0 {
		named = public
	}
	covers := named&kind != 0 && (!namesWay(s.way) || s.way == way)
	switch {
	case covers && (s.status == Open || names && (s.status == Restricted || s.status == Trial)):
		return MayPass
	case covers && s.status == Closed:
		return MayNotPass
	case !covers && names && s.status == Restricted && (kind&public != 0 || s.traffic&kind != 0):
		return MayNotPass
	}
	return CannotTell
}

// tellsApart reports whether the claims of a status on a track differ in the traffic or the way that
// they name.
func (r *reading) tellsApart(track trackPlace, s Status) bool {
	r.grounds.termsOnce.Do(func() {
		var first [2][Unknown + 1]*Claim
		for i, c := range r.claims() {
			if c.Kind != KindStatus || !c.Modality.IsFact() || r.isWithdrawn(timeline.Claim(i)) {
				continue
			}
			status, err := ParseStatus(c.Value)
			if err != nil {
				continue
			}
			for side := Syria; side <= Iraq; side++ {
				if c.Side != side && c.Side != Both {
					continue
				}
				f := &first[side-Syria][status]
				if *f == nil {
					*f = c
				} else if (*f).Traffic != c.Traffic || (*f).Direction != c.Direction {
					r.grounds.apart[side-Syria] |= 1 << status
				}
			}
		}
	})
	return r.grounds.apart[track/2]&(1<<s) != 0
}

// accounts returns the terms of the claims of the basis that speak of the same days as the one that
// gives the value, or whose event has the same value and the same w (rule 5).
func (f *Finding[V]) accounts() (accounts []terms) {
	r, tl := f.track.reading, f.track.timeline()
	days, rivals := tl.Giver(f.on)
	basis, _ := tl.Basis(f.on)
	for _, p := range basis {
		c := r.grounds.claims[p]
		if status, err := ParseStatus(c.Value); err == nil && (slices.Contains(rivals, p) || speaksOf(c, days)) {
			accounts = append(accounts, terms{status, c.Traffic, c.Direction})
		}
	}
	return accounts
}

// speaksOf reports whether the days of a claim's fact are exactly these.
func speaksOf(c *Claim, days timeline.Bounds) bool {
	f := readFact(c, reportedBounds(c).Hi, 0)
	if f.form == timeline.Episode {
		return timeline.Bounds{Lo: f.first.Lo, Hi: f.last.Hi} == days
	}
	return f.first == days || f.twice && f.last == days
}
