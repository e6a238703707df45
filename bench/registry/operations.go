package main

import (
	"fmt"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

// A bench is a workload with the two stores that every operation is measured on.
type bench struct {
	*plan
	load    *work.Load
	floor   *floor.Store
	reg     *border.Registry
	qs      []work.Question // days of knowledge that come up again
	results *results
}

// newBench loads a workload. Of B it takes few days of knowledge, so that the
// readings of all its crossings fit the registry's cache.
func (p *plan) newBench(l *work.Load, r *results) (*bench, error) {
	b := &bench{plan: p, load: l, floor: floor.New(l.Codes), reg: l.Registry(), results: r}
	days := 16
	if len(l.Codes) > 100 {
		days = 4
	}
	b.qs = l.Questions(p.questions, days)
	b.floor.Load(l)
	if _, err := b.reg.Add(l.Claims...); err != nil {
		return nil, err
	}
	b.warm()
	return b, nil
}

// warm asks what is to be asked warm, once.
func (b *bench) warm() {
	for s := range b.reg.States(b.load.First) {
		sink += int(s.Status.Value)
	}
	for i := range b.qs {
		sink += b.knownBorder(&b.qs[i])
	}
}

// findingFloor, atFloor and those of border read the same of an answer: the
// value, whether it is certain, since when, and when it was last attested, the
// last two as far as the store has them.
func (b *bench) findingFloor(q *work.Question) int {
	return readAnswer(b.floor.Finding(q.Code, q.Track, q.DayN))
}

func readAnswer(a floor.Answer) int { return int(a.Value) + int(a.Since) }

func readFloor(s floor.State) int {
	n := int(s.Status)
	for i := range s.Answers {
		n += readAnswer(s.Answers[i])
	}
	return n
}

func readControl(f *border.Finding[border.Party]) int {
	n := len(f.Value) + int(f.Since.Earliest.Number()) + int(f.Since.Latest.Number()) + int(f.Attested.Number())
	if f.Certain {
		n++
	}
	return n
}

func readStatus(f *border.Finding[border.Status]) int {
	n := int(f.Value) + int(f.Since.Earliest.Number()) + int(f.Since.Latest.Number()) + int(f.Attested.Number())
	if f.Certain {
		n++
	}
	return n
}

func readState(s *border.State) int {
	return int(s.Status.Value) + readControl(&s.Syria.Control) + readStatus(&s.Syria.Status) +
		readControl(&s.Iraq.Control) + readStatus(&s.Iraq.Status)
}

func (b *bench) findingBorder(q *work.Question) int {
	if q.Track%2 == 0 {
		f, _ := b.reg.Control(q.Code, q.Side, q.Day)
		return readControl(&f)
	}
	f, _ := b.reg.Status(q.Code, q.Side, q.Day)
	return readStatus(&f)
}

func (b *bench) atFloor(q *work.Question) int { return readFloor(b.floor.At(q.Code, q.DayN)) }

func (b *bench) atBorder(q *work.Question) int {
	s, _ := b.reg.At(q.Code, q.Day)
	return readState(&s)
}

func (b *bench) currentFloor(q *work.Question) int {
	return readFloor(b.floor.At(q.Code, int32(border.Today().Number())))
}

func (b *bench) currentBorder(q *work.Question) int {
	s, _ := b.reg.Current(q.Code)
	return readState(&s)
}

func (b *bench) knownFloor(q *work.Question) int {
	return readAnswer(b.floor.Known(q.Code, q.Track, q.DayN, q.KnownN))
}

func (b *bench) knownBorder(q *work.Question) int {
	v := b.reg.KnownBy(q.Known)
	if q.Track%2 == 0 {
		f, _ := v.Control(q.Code, q.Side, q.Day)
		return readControl(&f)
	}
	f, _ := v.Status(q.Code, q.Side, q.Day)
	return readStatus(&f)
}

func (b *bench) knownAtFloor(q *work.Question) int {
	return readFloor(b.floor.KnownState(q.Code, q.DayN, q.KnownN))
}

func (b *bench) knownAtBorder(q *work.Question) int {
	s, _ := b.reg.KnownBy(q.Known).At(q.Code, q.Day)
	return readState(&s)
}

// asOfBorder asks by instant. It is measured beside the floor's answer by day of
// knowledge, of which it has one tree of minima only: in every workload made,
// recorded and known are in the same order.
func (b *bench) asOfBorder(q *work.Question) int {
	s, _ := b.reg.AsOf(b.instant(q)).At(q.Code, q.Day)
	return readState(&s)
}

// instant returns an instant by which the claims known by the question's day
// were recorded, give or take a crossing.
func (b *bench) instant(q *work.Question) time.Time {
	first := b.load.Claims[0].Recorded
	k := int(q.KnownN - b.load.Events[0].Known)
	return first.Add(time.Duration(k*len(b.load.Codes)) * time.Second)
}

// reads measures the questions.
func (b *bench) reads() error {
	byPlace := make([]border.Handle, len(b.load.Codes))
	for i, code := range b.load.Codes {
		h, err := b.reg.Handle(code)
		if err != nil {
			return err
		}
		byPlace[i] = h
	}
	for _, op := range []struct {
		name          string
		goal          float64
		floor, border func(*work.Question) int
	}{
		{"Current", 2, b.currentFloor, b.currentBorder},
		{"At by code", 2, b.atFloor, b.atBorder},
		{"Finding by code", 2, b.findingFloor, b.findingBorder},
		{"At by handle", 2,
			func(q *work.Question) int { return readFloor(b.floor.AtPlace(q.Place, q.DayN)) },
			func(q *work.Question) int {
				s := byPlace[q.Place].At(q.Day)
				return readState(&s)
			}},
		{"KnownBy, Finding, warm", 2, b.knownFloor, b.knownBorder},
		{"KnownBy, At, warm", 2, b.knownAtFloor, b.knownAtBorder},
		{"AsOf, At, warm", 2, b.knownAtFloor, b.asOfBorder},
	} {
		if b.load.Name == "R" && op.name == "AsOf, At, warm" {
			continue // the claims of the dataset were all recorded at once
		}
		for i := range min(len(b.qs), 1<<16) { // so that the first run is no colder
			sink += op.border(&b.qs[i])
		}
		fs := b.race(b.qs, contender{"floor", op.floor}, contender{"border", op.border})
		b.results.add(b.load.Name, op.name, "ns", fs[0], fs[1], ratioGoal(op.goal))
	}
	return nil
}

// passable measures whether somebody may pass, beside the state that it is read
// from.
func (b *bench) passable() {
	fs := b.race(b.qs, contender{"At", b.atBorder}, contender{"Passable", func(q *work.Question) int {
		p, _ := b.reg.Passable(q.Code, q.Day, border.Passengers, border.SyriaToIraq)
		return int(p.Passage) + readStatus(&p.Syria.Status) + readStatus(&p.Iraq.Status)
	}})
	b.results.passables = append(b.results.passables, passableRow{b.load.Name, fs[0], fs[1]})
}

// states measures the state of every crossing on a day.
func (b *bench) states() error {
	days := b.load.Questions(1<<10, 1)
	k := 0
	next := func() *work.Question { k++; return &days[k&(len(days)-1)] }
	fs, err := b.jobs(
		job{"floor", len(b.load.Codes), func() (time.Duration, error) {
			q := next()
			return work.Timed(func() error {
				b.floor.States(q.DayN, func(_ int32, s floor.State) bool { sink += readFloor(s); return true })
				return nil
			})
		}},
		job{"border", len(b.load.Codes), func() (time.Duration, error) {
			q := next()
			return work.Timed(func() error { b.readStates(q.Day); return nil })
		}},
	)
	if err != nil {
		return err
	}
	b.results.add(b.load.Name, "States(day), a crossing", "ns", fs[0], fs[1], ratioGoal(1.5))
	return nil
}

func (b *bench) readStates(day border.Day) {
	for s := range b.reg.States(day) {
		sink += readState(&s)
	}
}

// peers measures the one question that all stores answer, and the same as known,
// on stores that hold the workload whole.
func (b *bench) peers() error {
	finding := []contender{{"floor", b.findingFloor}, {"border", b.findingBorder}}
	known := []contender{{"floor", b.knownFloor}, {"border", b.knownBorder}}
	for _, s := range stores[2:] {
		other, err := s.open(b.load)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if other.close != nil {
			defer other.close()
		}
		took, err := work.Timed(func() error { return other.load(b.load) })
		if err != nil {
			return fmt.Errorf("%s, workload %s: %w", s.name, b.load.Name, err)
		}
		b.results.peerLoad(b.load.Name, s.name, float64(took)/float64(len(b.load.Claims)))
		finding = append(finding, contender{s.name, func(q *work.Question) int { return readAnswer(other.finding(q)) }})
		known = append(known, contender{s.name, func(q *work.Question) int { return readAnswer(other.known(q)) }})
	}
	b.results.peers(b.load.Name, "Finding", b.race(b.qs, finding...))
	b.results.peers(b.load.Name, "KnownBy, Finding, warm", b.race(b.qs, known...))
	return nil
}
