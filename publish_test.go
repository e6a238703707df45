package border

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// sighting is a claim that Radio saw the Syrian side of Al-Qaim open on a day of June 2026.
func sighting(day int) Claim {
	on := Date(2026, time.June, day)
	return Claim{Crossing: AlBukamalAlQaim, Side: Syria, Kind: KindStatus, Value: Open.String(), Edge: Seen, Modality: Reported,
		When: edtf.DateFromDay(on), Source: Source{Name: "Radio"}, Reported: edtf.DateFromDay(on)}
}

// Who adds a claim to a crossing that is asked for works out its answers, so that who asks
// need not; to one that nobody asked for since its last claim, he does not.
func TestAddMakesWhatIsAskedFor(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	place := reg.cellOf(AlBukamalAlQaim)
	c := &reg.cells[place]
	isMade := func() bool { return c.latest(uint32(reg.added.Load())) != nil }
	add := func(claims ...Claim) {
		_, err := reg.Add(claims...)
		require.NoError(t, err)
	}
	on := Date(2026, time.June, 9)

	add(sighting(1))
	require.Nil(t, c.newest.Load(), "nobody asked yet")
	before, err := reg.At(AlBukamalAlQaim, on)
	require.NoError(t, err)
	require.Equal(t, Date(2026, time.June, 1), before.Syria.Status.Attested)

	// One that was made and not asked for is not made again.
	add(sighting(2))
	made := c.newest.Load()
	require.Equal(t, c.seq.Load(), made.window.least.seq)
	add(sighting(3))
	require.Same(t, made, c.newest.Load())
	require.Nil(t, c.latest(uint32(reg.added.Load())))

	// A batch does so, too.
	_, err = reg.At(AlBukamalAlQaim, on)
	require.NoError(t, err)
	add(sighting(4), sighting(5))
	require.True(t, isMade())
	after, err := reg.At(AlBukamalAlQaim, on)
	require.NoError(t, err)
	require.Same(t, c.newest.Load(), after.reading)
	require.Equal(t, Date(2026, time.June, 5), after.Syria.Status.Attested)
}

// Of all who ask at once, one makes the reading.
func TestOneReadingForAllWhoAsk(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	place := reg.cellOf(AlBukamalAlQaim)
	c := &reg.cells[place]
	making := &reg.readings.making[int(place)%len(reg.readings.making)]

	making.Lock() // as somebody does who makes it
	const n = 4
	begun, states := make(chan bool, n), make(chan State, n)
	for range n {
		go func() {
			begun <- true
			s, _ := reg.At(AlBukamalAlQaim, Date(2026, time.June, 1))
			states <- s
		}()
	}
	for range n {
		<-begun
	}
	time.Sleep(20 * time.Millisecond)
	require.Empty(t, states, "somebody did not wait")
	l := c.log()
	made := newReading(reg.world, c, noCutoff.window(&l))
	c.offer(made)
	making.Unlock()
	for range n {
		require.Same(t, made, (<-states).reading)
	}
}

// A panic of the rules while a claim comes does not tear its batch: views see it whole, and
// what comes next comes after it.
func TestBatchIsWholeDespitePanic(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	_, err = reg.At(AlBukamalAlQaim, Date(2026, time.June, 9))
	require.NoError(t, err)
	before := reg.View()
	first := &reg.cells[reg.cellOf(AlBukamalAlQaim)].lists.Load().claims[0]
	claim := *first
	*first = nil // the rules cannot do with that
	require.Panics(t, func() { _, _ = reg.Add(sighting(1), sighting(2)) })
	*first = claim

	require.Equal(t, before.Through().Claims+2, reg.Through().Claims)
	_, err = reg.Add(sighting(3))
	require.NoError(t, err)
	require.Equal(t, before.Through().Claims+3, reg.Through().Claims)
	s, err := reg.At(AlBukamalAlQaim, Date(2026, time.June, 9))
	require.NoError(t, err)
	require.Equal(t, Date(2026, time.June, 3), s.Syria.Status.Attested)
	l := reg.cells[s.reading.cell.place].log()
	require.True(t, slices.IsSortedFunc(l.entries, func(x, y entry) int { return cmp.Compare(x.seq, y.seq) }))
}
