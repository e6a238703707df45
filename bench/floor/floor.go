// Package floor is the least that a store must do: an atomic pointer, a map and
// sorted flat arrays. It keeps no sources, no validation and no vague dates; it
// bounds what package border can reach, and is not a substitute for it.
package floor

import (
	"slices"
	"sync/atomic"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/google/uuid"
)

// A Store holds events that stand until the next one.
type Store struct {
	byCode map[string]int32
	cells  []atomic.Pointer[cell]
	held   map[uuid.UUID]struct{}
}

// A cell is the tracks of one crossing; it is replaced, never changed, but for
// what lies beyond the lengths of its arrays.
type cell [work.Tracks]track

type track struct {
	days     []int32 // ascending
	values   []uint8
	recorded []int64
	known    []int32
	minima   [][]int32 // level by level, the least known of 16 below
}

// New returns a store of crossings.
func New(codes []string) *Store {
	s := &Store{byCode: make(map[string]int32, len(codes)), cells: make([]atomic.Pointer[cell], len(codes)), held: map[uuid.UUID]struct{}{}}
	for i, code := range codes {
		s.byCode[code] = int32(i)
		s.cells[i].Store(&cell{})
	}
	return s
}

// Load puts all events in at once.
func (s *Store) Load(l *work.Load) {
	parts := make([][]work.Event, len(s.cells)*work.Tracks)
	for i, e := range l.Events {
		s.held[l.ID(i)] = struct{}{}
		k := int(e.Crossing)*work.Tracks + int(e.Track)
		parts[k] = append(parts[k], e)
	}
	for c := range s.cells {
		made := &cell{}
		for t := range made {
			events := parts[c*work.Tracks+t]
			slices.SortFunc(events, func(x, y work.Event) int { return int(x.Day - y.Day) })
			tr := &made[t]
			for _, e := range events {
				tr.days = append(tr.days, e.Day)
				tr.values = append(tr.values, e.Value)
				tr.recorded = append(tr.recorded, e.Recorded)
				tr.known = append(tr.known, e.Known)
			}
			tr.index()
		}
		s.cells[c].Store(made)
	}
}

// Add puts one event in: after all others in place, else by copying its track.
func (s *Store) Add(e work.Event, id uuid.UUID) {
	if _, ok := s.held[id]; ok {
		return
	}
	s.held[id] = struct{}{}
	old := s.cells[e.Crossing].Load()
	made := *old
	tr := &made[e.Track]
	if n := len(tr.days); n == 0 || tr.days[n-1] <= e.Day {
		tr.days = append(tr.days, e.Day)
		tr.values = append(tr.values, e.Value)
		tr.recorded = append(tr.recorded, e.Recorded)
		tr.known = append(tr.known, e.Known)
	} else {
		i, _ := slices.BinarySearch(tr.days, e.Day)
		tr.days = slices.Insert(slices.Clone(tr.days), i, e.Day)
		tr.values = slices.Insert(slices.Clone(tr.values), i, e.Value)
		tr.recorded = slices.Insert(slices.Clone(tr.recorded), i, e.Recorded)
		tr.known = slices.Insert(slices.Clone(tr.known), i, e.Known)
	}
	tr.index()
	s.cells[e.Crossing].Store(&made)
}

// index makes the minima over known.
func (tr *track) index() {
	tr.minima = tr.minima[:0:0]
	for below := tr.known; len(below) > 16; {
		level := make([]int32, 0, len(below)/16+1)
		for part := range slices.Chunk(below, 16) {
			level = append(level, slices.Min(part))
		}
		tr.minima = append(tr.minima, level)
		below = level
	}
}

// An Answer is what stands on one track.
type Answer struct {
	Value uint8 // 0 if nothing does
	Since int32 // the day from which on it does
}

// A State is the answers of a crossing.
type State struct {
	Answers [work.Tracks]Answer
	Status  uint8
}

// Place finds a crossing.
func (s *Store) Place(code string) (int32, bool) {
	i, ok := s.byCode[code]
	return i, ok
}

func upper(days []int32, day int32) int {
	lo, n := 0, len(days)
	for n > 0 {
		half := n >> 1
		if days[lo+half] <= day {
			lo += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return lo
}

func (tr *track) at(day int32) Answer {
	i := upper(tr.days, day)
	if i == 0 {
		return Answer{}
	}
	return Answer{tr.values[i-1], tr.days[i-1]}
}

// Finding answers one question.
func (s *Store) Finding(code string, track uint8, day int32) Answer {
	i, ok := s.byCode[code]
	if !ok {
		return Answer{}
	}
	return s.cells[i].Load()[track].at(day)
}

// At answers all questions about a crossing.
func (s *Store) At(code string, day int32) State {
	i, ok := s.byCode[code]
	if !ok {
		return State{}
	}
	return s.AtPlace(i, day)
}

// AtPlace is At without finding the crossing.
func (s *Store) AtPlace(i int32, day int32) State {
	c := s.cells[i].Load()
	var st State
	for t := range c {
		st.Answers[t] = c[t].at(day)
	}
	st.Status = across[st.Answers[1].Value&7][st.Answers[3].Value&7]
	return st
}

// across is the status of a crossing by those of its sides, as a table: closed
// if either is, unknown if either is, else the less open.
var across = func() (table [8][8]uint8) {
	less := []border.Status{border.Open, border.Restricted, border.Intermittent, border.Trial, border.Unknown, border.Closed}
	for a := range table {
		for b := range table {
			x, y := slices.Index(less, border.Status(a)), slices.Index(less, border.Status(b))
			if a == 0 {
				x = slices.Index(less, border.Unknown)
			}
			if b == 0 {
				y = slices.Index(less, border.Unknown)
			}
			if x >= 0 && y >= 0 {
				table[a][b] = uint8(less[max(x, y)])
			}
		}
	}
	return table
}()

// Known answers one question by what was known by a day.
func (s *Store) Known(code string, track uint8, day, known int32) Answer {
	i, ok := s.byCode[code]
	if !ok {
		return Answer{}
	}
	return s.cells[i].Load()[track].knownAt(day, known)
}

// KnownState answers all questions by what was known by a day.
func (s *Store) KnownState(code string, day, known int32) State {
	i, ok := s.byCode[code]
	if !ok {
		return State{}
	}
	c := s.cells[i].Load()
	var st State
	for t := range c {
		st.Answers[t] = c[t].knownAt(day, known)
	}
	st.Status = across[st.Answers[1].Value&7][st.Answers[3].Value&7]
	return st
}

func (tr *track) knownAt(day, known int32) Answer {
	j := tr.lastKnown(upper(tr.days, day), known)
	if j < 0 {
		return Answer{}
	}
	return Answer{tr.values[j], tr.days[j]}
}

// lastKnown returns the right-most place before i that was known, by climbing
// the minima and coming down again.
func (tr *track) lastKnown(i int, known int32) int {
	below := tr.known
	level := 0
	for {
		for i&15 != 0 {
			i--
			if below[i] <= known {
				return tr.down(i, level, known)
			}
		}
		if i == 0 {
			return -1
		}
		if level == len(tr.minima) {
			for i > 0 {
				i--
				if below[i] <= known {
					return tr.down(i, level, known)
				}
			}
			return -1
		}
		below = tr.minima[level]
		level++
		i >>= 4
	}
}

func (tr *track) down(i, level int, known int32) int {
	for level > 0 {
		level--
		below := tr.known
		if level > 0 {
			below = tr.minima[level-1]
		}
		j := min(i<<4+16, len(below)) - 1
		for below[j] > known {
			j--
		}
		i = j
	}
	return i
}

// States answers all questions about every crossing.
func (s *Store) States(day int32, yield func(int32, State) bool) {
	for i := range s.cells {
		if !yield(int32(i), s.AtPlace(int32(i), day)) {
			return
		}
	}
}
