package border

import (
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
