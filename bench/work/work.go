// Package work makes the claims and the questions that the stores under
// measurement are given.
//
// Every claim is a change on one day of its own, so that the rules of package
// border come down to "the latest change wins" and every store can give the same
// answer.
package work

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Load is a workload: crossings and the claims about them, in the order in
// which they come.
type Load struct {
	Name   string
	Codes  []string
	Claims []border.Claim
	Events []Event // the same claims, for the other stores
	First  border.Day
	Days   int // how many days, from First on, the claims are spread over

	crossings []border.Crossing
	parties   []border.PartyInfo
	byCode    []border.Party // parties by number
}

// An Event is what a claim says: a value on one track from one day on.
type Event struct {
	Crossing int32
	Track    uint8 // 0 and 1: control and status of the Syrian side; 2 and 3: of the Iraqi
	Value    uint8 // number of the party, from 1, or of the Status
	Day      int32 // since 1970
	Recorded int64 // nanoseconds since 1970
	Known    int32 // day by which it was known
}

// Tracks is the number of tracks of a crossing.
const Tracks = 4

// parties are those that claims of control name.
var parties = []border.Party{border.IraqiGovernment, border.IslamicState, border.SDF, border.SyrianGovernment, border.SyrianOpposition}

var statuses = []border.Status{border.Closed, border.Intermittent, border.Open, border.Restricted, border.Trial}

// Order is how the days of claims lie to the order of their recording.
type Order int

// The orders.
const (
	InOrder     Order = iota // later days are recorded later
	NewestFirst              // the other way round, as in a backfill
)

// New returns a workload of n claims on each of some crossings. Those that come
// newest first are all on one track, so that nothing shortens the search for what
// was known.
func New(name string, crossings, n int, order Order) *Load {
	l := &Load{Name: name, First: border.Date(2000, time.January, 1), Days: 4 * n}
	rng := rand.New(rand.NewPCG(1, uint64(crossings*n)))
	for i := range crossings {
		code := fmt.Sprintf("crossing-%d", i)
		town := border.Place{Town: border.Names{English: code}}
		l.Codes = append(l.Codes, code)
		l.crossings = append(l.crossings, border.Crossing{Code: code, Names: border.Names{English: code}, Syria: town, Iraq: town})
	}
	for _, p := range parties {
		l.parties = append(l.parties, border.PartyInfo{Code: p, Kind: "bench"})
	}
	l.numberParties()
	first := int32(l.First.Number())
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	step := time.Second
	last := make([][Tracks]uint8, crossings) // the value before, which the next one does not repeat
	for k := range n {
		at := k
		if order == NewestFirst {
			at = n - 1 - k
		}
		for c := range crossings {
			e := Event{Crossing: int32(c), Track: 1, Day: first + int32(4*at+rng.IntN(4))}
			if order == InOrder {
				e.Track = uint8(rng.IntN(Tracks))
			}
			e.Recorded = start.Add(time.Duration(k*crossings+c) * step).UnixNano()
			e.Known = int32(border.Date(2020, 1, 1).Number()) + int32(k)
			before := &last[c][e.Track]
			for e.Value == 0 || e.Value == *before {
				if e.Track%2 == 0 {
					e.Value = l.number(parties[rng.IntN(len(parties))])
				} else {
					e.Value = uint8(statuses[rng.IntN(len(statuses))])
				}
			}
			*before = e.Value
			l.Events = append(l.Events, e)
		}
	}
	l.makeClaims()
	return l
}

// numberParties sets byCode.
func (l *Load) numberParties() {
	for _, p := range l.parties {
		l.byCode = append(l.byCode, p.Code)
	}
	slices.Sort(l.byCode)
}

// number returns the number of a party in events.
func (l *Load) number(p border.Party) uint8 {
	i, ok := slices.BinarySearch(l.byCode, p)
	if !ok {
		panic("no party " + p)
	}
	return uint8(i) + 1
}

// Value returns the number in events of the value of a finding of control.
func (l *Load) Value(p border.Party) uint8 {
	if p == border.UnknownParty {
		return 0
	}
	return l.number(p)
}

func (l *Load) makeClaims() {
	source := border.Source{Name: "bench"}
	l.Claims = make([]border.Claim, len(l.Events))
	for i, e := range l.Events {
		c := border.Claim{Crossing: l.Codes[e.Crossing], Modality: border.Reported, Source: source,
			When:     edtf.DateFromDay(edtf.DayFromNumber(int64(e.Day))),
			Reported: edtf.DateFromDay(edtf.DayFromNumber(int64(e.Known))),
			Recorded: time.Unix(0, e.Recorded).UTC(),
			Side:     e.Side()}
		if e.Track%2 == 0 {
			c.Kind, c.Value = border.KindControl, string(l.byCode[e.Value-1])
		} else {
			c.Kind, c.Value = border.KindStatus, border.Status(e.Value).String()
		}
		c.ID = uuid.NewSHA1(uuid.NameSpaceOID, binary.BigEndian.AppendUint64([]byte(l.Name), uint64(i)))
		l.Claims[i] = c
	}
}

// Side returns the side of an event's track.
func (e *Event) Side() border.Side { return sideOf(e.Track) }

func sideOf(track uint8) border.Side {
	if track >= 2 {
		return border.Iraq
	}
	return border.Syria
}

// Registry returns a registry of the load's crossings, without claims.
func (l *Load) Registry() *border.Registry {
	reg, err := border.New(l.crossings, l.parties)
	if err != nil {
		panic(err)
	}
	return reg
}

// Sightings returns the same claims, each of which saw one value then: no change
// ends what another tells, so that all stand together in the end.
func (l *Load) Sightings() *Load {
	s := *l
	s.Claims = slices.Clone(l.Claims)
	for i := range s.Claims {
		c := &s.Claims[i]
		c.Side, c.Kind, c.Value, c.Edge = border.Syria, border.KindStatus, border.Closed.String(), border.Seen
	}
	return &s
}

// Head returns the load's first n claims, and tail the others.
func (l *Load) Head(n int) (head, tail *Load) {
	h, t := *l, *l
	h.Claims, t.Claims = l.Claims[:n:n], l.Claims[n:]
	h.Events, t.Events = l.Events[:n:n], l.Events[n:]
	return &h, &t
}

// A Question is a crossing, a track and two days.
type Question struct {
	Code   string
	Place  int32 // of the crossing in the load
	Track  uint8
	Side   border.Side // of the track
	DayN   int32
	KnownN int32
	Day    border.Day
	Known  border.Day
}

// Questions returns n questions at random; their days of knowledge are some of
// few, so that they come up again.
func (l *Load) Questions(n, knownDays int) []Question {
	rng := rand.New(rand.NewPCG(2, uint64(n)))
	lo, hi := l.Events[0].Known, l.Events[0].Known
	for i := range l.Events {
		lo, hi = min(lo, l.Events[i].Known), max(hi, l.Events[i].Known)
	}
	days := make([]int32, knownDays)
	for i := range days {
		days[i] = lo + int32(rng.IntN(int(hi-lo)+1))
	}
	qs := make([]Question, n)
	for i := range qs {
		q := Question{Place: int32(rng.IntN(len(l.Codes))), Track: l.Events[rng.IntN(len(l.Events))].Track}
		q.Code, q.Side = l.Codes[q.Place], sideOf(q.Track)
		q.DayN = int32(l.First.Number()) + int32(rng.IntN(l.Days))
		q.Day = edtf.DayFromNumber(int64(q.DayN))
		q.KnownN = days[rng.IntN(len(days))]
		q.Known = edtf.DayFromNumber(int64(q.KnownN))
		qs[i] = q
	}
	return qs
}

// ID returns the id of event i, as its claim has it.
func (l *Load) ID(i int) uuid.UUID { return l.Claims[i].ID }
