package border

import (
	"math"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/stretchr/testify/require"
)

// A window is all narrowings that let the same claims through, and no others.
func TestWindow(t *testing.T) {
	s := &shelf{known: []timeline.Day{timeline.Never + 1, 3, 4, 7, timeline.Forever}, recorded: []int64{10, 11, 15}}
	days := []timeline.Day{timeline.Never + 1, 0, 2, 3, 4, 5, 6, 7, 8, timeline.Forever - 1, timeline.Forever}
	instants := []int64{9, 10, 11, 12, 14, 15, 16, math.MaxInt64}
	same := 0
	for _, day := range days {
		for _, instant := range instants {
			n := narrowing{day, instant}
			known, recorded := daysUpTo(s.known, day), s.instants(instant)
			w := s.window(known, recorded)
			for _, otherDay := range days {
				for _, otherInstant := range instants {
					o := narrowing{otherDay, otherInstant}
					alike := daysUpTo(s.known, otherDay) == known && s.instants(otherInstant) == recorded
					require.Equal(t, alike, w.serves(&o), "%v for %v", o, n)
					if alike {
						same++
					}
				}
			}
		}
	}
	require.Greater(t, same, len(days)*len(instants))
}

// A front gives back what was put in for a cell and a narrowing, or nothing; it
// keeps nearly all while it has the room that it was made for.
func TestFront(t *testing.T) {
	const cells, days = 20, 30
	for _, room := range []int{cells * days, 0} {
		f := newFront(room)
		var made [cells]cell
		var want [cells][days]*reading
		narrowed := func(day int) *narrowing { return &narrowing{timeline.Day(day), math.MaxInt64} }
		for i := range made {
			made[i].place = int32(i)
			for day := range days {
				n := narrowed(day)
				want[i][day] = &reading{cell: &made[i], window: window{*n, *n}}
				require.Nil(t, f.get(&made[i], int32(i), n))
				f.put(&made[i], n, want[i][day])
				require.Same(t, want[i][day], f.get(&made[i], int32(i), n))
			}
		}
		found := 0
		for i := range made {
			for day := range days {
				if r := f.get(&made[i], int32(i), narrowed(day)); r != nil {
					require.Same(t, want[i][day], r)
					found++
				}
			}
		}
		require.GreaterOrEqual(t, found, room*95/100)
		require.NotZero(t, found)
	}
	var none *front
	require.Nil(t, none.get(&cell{}, 0, &narrowing{}))
}

// A registry asks its front first, and the front never answers for claims that
// came later.
func TestFrontServesViews(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	c := &reg.cells[0]
	v := reg.KnownBy(Date(2015, time.January, 1))
	n := v.narrowing()
	made := v.reading(0)
	v.reading(0)
	require.Same(t, made, reg.front.Load().get(c, 0, &n))
	_, err = reg.Add(Claim{Crossing: c.code, Side: Syria, Kind: KindObstacle, Value: "mines", Modality: Reported,
		When: edtf.MustParse("2014-01-01"), Reported: edtf.MustParse("2014-01-01"), Source: Source{Name: "a"}})
	require.NoError(t, err)
	newer := reg.KnownBy(Date(2015, time.January, 1))
	require.Len(t, newer.reading(0).claims(), len(made.claims())+1)
	require.Len(t, v.reading(0).claims(), len(made.claims()), "the view is older than the claim")
}
