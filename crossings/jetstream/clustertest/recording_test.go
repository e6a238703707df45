package clustertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A recording is what writers and readers of a log did, with when each began and ended.
type recording struct {
	begun  time.Time
	claims []border.Claim
	places map[uuid.UUID]int // of claims

	mu     sync.Mutex
	adds   []recordedAdd
	reads  []recordedRead
	orders [][]int // places of claims, in the order in which a follower folded them
}

// A recordedAdd is a batch that was acknowledged, if not at once then when it was sent again.
type recordedAdd struct {
	begin, end time.Duration
	batch      []int // places of its claims
}

// A recordedRead is a view of a follower's registry: the claims that it had, and what it answered.
type recordedRead struct {
	begin, end, confirmed time.Duration // confirmed: all that the log had then the follower had, it said
	isCurrent             bool          // it said
	follower              int
	seen                  []bool // by place
	size                  int
	day, known            border.Day
	answer                string
}

// newRecording draws n claims about one crossing, of which some take back or deny that which the same of
// the writers adds before.
func newRecording(random *rand.Rand, n, writers int) *recording {
	r := &recording{begun: time.Now(), places: map[uuid.UUID]int{}}
	start := border.Date(2014, time.January, 1)
	for i := range n {
		day := start.AddDays(random.IntN(60))
		c := border.StatusClaim(border.AlTanfAlWaleed, border.Side(1+random.IntN(2)), border.Status(1+random.IntN(5)), edtf.DateFromDay(day), border.Source{Name: fmt.Sprintf("source %d", i)})
		if random.IntN(2) == 0 {
			c = border.ControlClaim(border.AlTanfAlWaleed, c.Side, []border.Party{border.IslamicState, border.IraqiGovernment, border.SyrianGovernment}[random.IntN(3)], c.When, c.Source)
		}
		switch before := i - writers; {
		case before >= 0 && random.IntN(6) == 0:
			c = border.Retraction(r.claims[before], c.Source)
		case before >= 0 && random.IntN(6) == 0:
			c = border.Denial(r.claims[before], c.Source)
		}
		c.Reported, c.Recorded = edtf.DateFromDay(day), time.Date(2026, 1, 1, 0, 0, random.IntN(n), 0, time.UTC)
		c.ID = c.ContentID()
		r.places[c.ID] = i
		r.claims = append(r.claims, c)
	}
	return r
}

func (r *recording) now() time.Duration { return time.Since(r.begun) }

// read takes a view of a follower's registry and asks it.
func (r *recording) read(t *testing.T, number int, f replica, random *rand.Rand) {
	read := recordedRead{follower: number, begin: r.now(), seen: make([]bool, len(r.claims)), day: border.Date(2014, time.January, 1).AddDays(random.IntN(70))}
	if random.IntN(2) == 0 {
		read.known = read.day.AddDays(-random.IntN(20))
	}
	s := f.Status()
	v := f.registry.View()
	read.isCurrent = s.Current
	if !s.Confirmed.IsZero() {
		read.confirmed = s.Confirmed.Sub(r.begun)
	}
	for c := range v.All() {
		if place, ok := r.places[c.ID]; ok {
			read.seen[place] = true
			read.size++
		}
	}
	var err error
	if read.answer, err = stateAndHistory(v, read.day, read.known); err != nil {
		t.Error(err)
	}
	read.end = r.now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reads = append(r.reads, read)
}

// stateAndHistory returns what a view answers, as JSON.
func stateAndHistory(v border.View, day, known border.Day) (string, error) {
	v = v.KnownBy(known)
	state, err := v.At(border.AlTanfAlWaleed, day)
	if err != nil {
		return "", err
	}
	answer := []any{state}
	for s, err := range v.History(border.AlTanfAlWaleed) {
		if err != nil {
			return "", err
		}
		answer = append(answer, s)
	}
	text, err := json.Marshal(answer)
	return string(text), err
}

// noteOrder notes in which order a follower has folded what it has.
func (r *recording) noteOrder(t *testing.T, f replica) {
	order, n := []int{}, f.registry.Len()
	for c := range f.registry.WatchFrom(t.Context(), 0) {
		if place, ok := r.places[c.ID]; ok {
			order = append(order, place)
		} else {
			t.Errorf("nobody has sent claim %s", c.ID)
		}
		if n--; n == 0 {
			break
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.orders = append(r.orders, order)
}

// wrong returns what is against there being one order of all claims, in which what was acknowledged stands before
// what began later, and by which every follower folded; such that each read answers what a registry answers that has
// them up to some place, which is no earlier than the follower said, and no earlier than that of a read before it. It
// returns "" if there is such an order.
func (r *recording) wrong(empty func() *border.Registry) string {
	longest := slices.MaxFunc(r.orders, func(x, y []int) int { return len(x) - len(y) })
	for _, order := range r.orders {
		if !slices.Equal(order, longest[:len(order)]) {
			return fmt.Sprintf("one follower folded %v, another %v", order, longest)
		}
	}
	position := map[int]int{}
	for at, place := range longest {
		position[place] = at
	}
	if len(position) != len(longest) {
		return fmt.Sprintf("a claim is twice in %v", longest)
	}
	if why := r.wrongAdds(position); why != "" {
		return why
	}
	answers := map[string]string{}
	for i := range r.reads {
		read := &r.reads[i]
		if why := r.wrongRead(read, longest); why != "" {
			return why
		}
		key := fmt.Sprint(read.size, read.day, read.known)
		if _, ok := answers[key]; !ok {
			reg := empty()
			for _, place := range longest[:read.size] {
				if _, err := reg.Add(r.claims[place]); err != nil {
					return err.Error()
				}
			}
			answer, err := stateAndHistory(reg.View(), read.day, read.known)
			if err != nil {
				return err.Error()
			}
			answers[key] = answer
		}
		if answers[key] != read.answer {
			return fmt.Sprintf("of %d claims follower %d answered %s, want %s", read.size, read.follower, read.answer, answers[key])
		}
	}
	return ""
}

// wrongAdds returns what is wrong with where batches stand.
func (r *recording) wrongAdds(position map[int]int) string {
	first, last := make([]int, len(r.adds)), make([]int, len(r.adds))
	for i, add := range r.adds {
		first[i] = len(position)
		for _, place := range add.batch {
			at, ok := position[place]
			if !ok {
				return fmt.Sprintf("claim %d was acknowledged, and no follower has it", place)
			}
			first[i], last[i] = min(first[i], at), max(last[i], at)
		}
	}
	for i, x := range r.adds {
		for j, y := range r.adds {
			if x.end < y.begin && last[i] > first[j] {
				return fmt.Sprintf("batch %v was acknowledged before %v began, and stands behind it", x.batch, y.batch)
			}
		}
	}
	return ""
}

// wrongRead returns what is wrong with which claims a read saw.
func (r *recording) wrongRead(read *recordedRead, order []int) string {
	for at, place := range order {
		if read.seen[place] != (at < read.size) {
			return fmt.Sprintf("follower %d had %d claims that are not the first ones: it is wrong of claim %d", read.follower, read.size, place)
		}
	}
	for _, add := range r.adds {
		for _, place := range add.batch {
			switch {
			case add.end < read.confirmed && !read.seen[place]:
				return fmt.Sprintf("claim %d was acknowledged at %v; follower %d said to have all of %v, and had it not", place, add.end, read.follower, read.confirmed)
			case read.end < add.begin && read.seen[place]:
				return fmt.Sprintf("claim %d was sent at %v, and read at %v", place, add.begin, read.end)
			}
		}
	}
	for _, other := range r.reads {
		if other.follower == read.follower && other.end < read.begin && other.size > read.size {
			return fmt.Sprintf("follower %d had %d claims, and later %d", read.follower, other.size, read.size)
		}
	}
	return ""
}

// The check of a recording notices what is wrong in it.
func TestRecordingIsChecked(t *testing.T) {
	base := newRegistry(t)
	empty := func() *border.Registry {
		reg, err := border.New(slices.Collect(base.Crossings()), slices.Collect(base.Parties()))
		require.NoError(t, err)
		return reg
	}
	record := func() *recording {
		r := newRecording(rand.New(rand.NewPCG(1, 1)), 4, 2)
		reg := empty()
		_, err := reg.Add(r.claims[0])
		require.NoError(t, err)
		answer, err := stateAndHistory(reg.View(), border.Date(2014, time.January, 20), border.Day{})
		require.NoError(t, err)
		r.adds = []recordedAdd{{1, 2, []int{0}}, {3, 4, []int{1}}, {5, 6, []int{2, 3}}}
		r.reads = []recordedRead{{begin: 2, end: 5, confirmed: 3, seen: []bool{true, false, false, false}, size: 1, day: border.Date(2014, time.January, 20), answer: answer}}
		r.orders = [][]int{{0, 1, 2, 3}, {0, 1}}
		return r
	}
	require.Empty(t, record().wrong(empty))
	for want, change := range map[string]func(*recording){
		"one follower folded [1 0], another [0 1 2 3]":                                        func(r *recording) { r.orders[1] = []int{1, 0} },
		"a claim is twice in [0 1 2 3 3]":                                                     func(r *recording) { r.orders[0] = []int{0, 1, 2, 3, 3} },
		"claim 3 was acknowledged, and no follower has it":                                    func(r *recording) { r.orders[0] = []int{0, 1, 2} },
		"batch [0] was acknowledged before [1] began, and stands behind it":                   func(r *recording) { r.orders = [][]int{{1, 0, 2, 3}} },
		"follower 0 had 1 claims that are not the first ones: it is wrong of claim 0":         func(r *recording) { r.reads[0].seen = []bool{false, true, false, false} },
		"claim 1 was acknowledged at 4ns; follower 0 said to have all of 5ns, and had it not": func(r *recording) { r.reads[0].confirmed = 5 },
		"claim 0 was sent at 6ns, and read at 5ns":                                            func(r *recording) { r.adds[0] = recordedAdd{6, 7, []int{0}}; r.adds = r.adds[:1] },
		"follower 0 had 2 claims, and later 1":                                                func(r *recording) { r.reads = append(r.reads, recordedRead{end: 1, size: 2}) },
		"of 1 claims follower 0 answered {}, want " + record().reads[0].answer:                func(r *recording) { r.reads[0].answer = "{}" },
	} {
		r := record()
		change(r)
		require.Equal(t, want, r.wrong(empty))
	}
}
