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
}

// An Event is what a claim says: a value on one track from one day on.
type Event struct {
	Crossing int32
	Track    uint8 // 0 and 1: control and status of the Syrian side; 2 and 3: of the Iraqi
	Value    uint8 // place in Parties or number of the Status
	Day      int32 // since 1970
	Recorded int64 // nanoseconds since 1970
	Known    int32 // day by which it was known
}

// Tracks is the number of tracks of a crossing.
const Tracks = 4

// Parties are those that control claims name, in alphabetical order.
var Parties = []border.Party{border.IraqiGovernment, border.IslamicState, border.SDF, border.SyrianGovernment, border.SyrianOpposition}

var statuses = []border.Status{border.Closed, border.Intermittent, border.Open, border.Restricted, border.Trial}

// Order is how the days of claims lie to the order of their recording.
type Order int

// The orders.
const (
	InOrder     Order = iota // later days are recorded later
	NewestFirst              // the other way round, as in a backfill
)

// New returns a workload of n claims on each of some crossings.
func New(name string, crossings, n int, order Order) *Load {
	l := &Load{Name: name, First: border.Date(2000, time.January, 1), Days: 4 * n}
	rng := rand.New(rand.NewPCG(1, uint64(crossings*n)))
	for i := range crossings {
		l.Codes = append(l.Codes, fmt.Sprintf("crossing-%d", i))
	}
	first := int32(l.First.Number())
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	step := time.Second
	for k := range n {
		at := k
		if order == NewestFirst {
			at = n - 1 - k
		}
		for c := range crossings {
			e := Event{Crossing: int32(c), Track: uint8(rng.IntN(Tracks)), Day: first + int32(4*at+rng.IntN(4))}
			e.Recorded = start.Add(time.Duration(k*crossings+c) * step).UnixNano()
			e.Known = int32(border.Date(2020, 1, 1).Number()) + int32(k)
			if e.Track%2 == 0 {
				e.Value = uint8(rng.IntN(len(Parties)))
			} else {
				e.Value = uint8(statuses[rng.IntN(len(statuses))])
			}
			l.Events = append(l.Events, e)
		}
	}
	l.dropRepeats()
	l.makeClaims()
	return l
}

// dropRepeats changes values so that no event repeats what stands: the stores
// would not differ, but package border tells the beginning of a run.
func (l *Load) dropRepeats() {
	type key struct {
		crossing int32
		track    uint8
	}
	byTrack := map[key][]int{}
	for i, e := range l.Events {
		byTrack[key{e.Crossing, e.Track}] = append(byTrack[key{e.Crossing, e.Track}], i)
	}
	for k, places := range byTrack {
		slices.SortFunc(places, func(i, j int) int { return int(l.Events[i].Day - l.Events[j].Day) })
		for n := 1; n < len(places); n++ {
			e, before := &l.Events[places[n]], l.Events[places[n-1]]
			if e.Value != before.Value {
				continue
			}
			if k.track%2 == 0 {
				e.Value = uint8((int(e.Value) + 1) % len(Parties))
			} else {
				e.Value = uint8(statuses[(slices.Index(statuses, border.Status(e.Value))+1)%len(statuses)])
			}
		}
		// A change may now repeat the next one; those are few and alike for all.
	}
}

func (l *Load) makeClaims() {
	source := border.Source{Name: "bench"}
	l.Claims = make([]border.Claim, len(l.Events))
	for i, e := range l.Events {
		c := border.Claim{Crossing: l.Codes[e.Crossing], Modality: border.Reported, Source: source,
			When:     edtf.DateFromDay(edtf.DayFromNumber(int64(e.Day))),
			Reported: edtf.DateFromDay(edtf.DayFromNumber(int64(e.Known))),
			Recorded: time.Unix(0, e.Recorded).UTC()}
		c.Side = border.Syria
		if e.Track >= 2 {
			c.Side = border.Iraq
		}
		if e.Track%2 == 0 {
			c.Kind, c.Value = border.KindControl, string(Parties[e.Value])
		} else {
			c.Kind, c.Value = border.KindStatus, border.Status(e.Value).String()
		}
		binary.BigEndian.PutUint64(c.ID[8:], uint64(i)*0x9e3779b97f4a7c15)
		binary.BigEndian.PutUint64(c.ID[:8], uint64(i)+1)
		l.Claims[i] = c
	}
}

// Registry returns a registry of the load's crossings, without claims.
func (l *Load) Registry() *border.Registry {
	crossings := make([]border.Crossing, len(l.Codes))
	for i, code := range l.Codes {
		town := border.Place{Town: border.Names{English: code}}
		crossings[i] = border.Crossing{Code: code, Names: border.Names{English: code}, Syria: town, Iraq: town}
	}
	var parties []border.PartyInfo
	for _, p := range Parties {
		parties = append(parties, border.PartyInfo{Code: p, Kind: "bench"})
	}
	reg, err := border.New(crossings, parties)
	if err != nil {
		panic(err)
	}
	return reg
}

// A Question is a crossing, a track and two days.
type Question struct {
	Crossing int32
	Track    uint8
	Day      border.Day
	DayN     int32
	Known    border.Day
	KnownN   int32
}

// Questions returns n questions; their days of knowledge are some of few, so
// that they come up again.
func (l *Load) Questions(n, knownDays int) []Question {
	rng := rand.New(rand.NewPCG(2, uint64(n)))
	days := make([]int32, knownDays)
	lo, hi := l.Events[0].Known, l.Events[len(l.Events)-1].Known
	for i := range days {
		days[i] = lo + int32(rng.IntN(int(hi-lo)+1))
	}
	qs := make([]Question, n)
	for i := range qs {
		q := Question{Crossing: int32(rng.IntN(len(l.Codes))), Track: uint8(rng.IntN(Tracks))}
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
