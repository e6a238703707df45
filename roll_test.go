package border

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// However often a day is asked for, and whatever was asked between, the states are
// those of every crossing by itself, in the view that was asked.
func TestStatesAgain(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	days := []Day{Date(2012, time.December, 20), Date(2014, time.June, 15), Date(2026, time.May, 2)}
	instant := time.Date(2030, time.January, 1, 0, 0, 0, 0, time.UTC)
	var views []View
	for n := range 4 {
		v := reg.View()
		views = append(views, v, v.KnownBy(days[1]), v.AsOf(instant), v.AsOf(instant.AddDate(1, 0, 0)))
		_, err := reg.Add(Claim{Crossing: AlBukamalAlQaim, Side: Syria, Kind: KindStatus, Value: "trial", Modality: Reported,
			When: edtf.MustParse("2026-05-01"), Reported: edtf.MustParse("2026-05-01"), Recorded: instant.AddDate(0, n, 0),
			Source: Source{Name: fmt.Sprint("a paper ", n)}})
		require.NoError(t, err)
	}
	kept := 0
	for _, day := range days {
		for _, v := range views {
			var want []string
			for _, c := range reg.world.crossings {
				s, err := v.At(c.Code, day)
				require.NoError(t, err)
				want = append(want, inJSON(t, s))
			}
			for range 4 {
				var got []string
				for s := range v.States(day) {
					got = append(got, inJSON(t, s))
				}
				require.Equal(t, want, got)
			}
			if r := reg.rolls.get(rollOf{v.seq, v.known, v.asOf, day}); r != nil {
				kept++
				require.Len(t, r.states, len(reg.cells))
			}
		}
	}
	require.Equal(t, len(days)*len(views), kept)
}

func inJSON(t *testing.T, s State) string {
	t.Helper()
	b, err := json.Marshal(s)
	require.NoError(t, err)
	return string(b)
}

// Who goes through a part only keeps nothing.
func TestStatesInPart(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	for range 5 {
		for range reg.States(Today()) {
			break
		}
	}
	require.Nil(t, reg.rolls.kept.Load())
}

// Readers of one day and of many find the states of their views while claims come
// in; the race detector watches.
func TestStatesAgainWhileClaimsComeIn(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	day := Date(2026, time.June, 1)
	var readers sync.WaitGroup
	for r := range 3 {
		readers.Go(func() {
			for n := range 100 {
				v := reg.View()
				for s := range v.States(day.AddDays(n / 10 * r)) {
					at, err := v.At(s.Crossing, s.On)
					if err != nil || at.Status.Value != s.Status.Value || at.Syria.Status.Attested != s.Syria.Status.Attested {
						t.Errorf("%s on %s: %v %v, not %v", s.Crossing, s.On, err, s, at)
					}
				}
			}
		})
	}
	for n := range 100 {
		_, err := reg.Add(Claim{Crossing: AlTanfAlWaleed, Side: Syria, Kind: KindStatus, Value: []string{"open", "closed"}[n%2],
			Modality: Reported, When: edtf.DateFromDay(Date(2026, time.May, 3).AddDays(n / 4)), Source: Source{Name: fmt.Sprint("a paper ", n)}})
		require.NoError(t, err)
	}
	readers.Wait()
}
