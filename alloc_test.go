package border_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// Reads allocate nothing once the crossing was asked about after its last claim;
// of a narrowed view, once it was asked about the crossing.
func TestAllocReads(t *testing.T) {
	if border.RaceDetector {
		t.Skip("the race detector allocates")
	}
	reg, err := border.Default()
	require.NoError(t, err)
	view := reg.View()
	handle, err := reg.Handle(border.AlBukamalAlQaim)
	require.NoError(t, err)
	viewHandle, err := view.Handle(border.AlTanfAlWaleed)
	require.NoError(t, err)
	day, known := border.Date(2014, time.June, 15), border.Date(2014, time.July, 1)
	instant := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	var state border.State
	var control border.Finding[border.Party]
	var status border.Finding[border.Status]
	reads := map[string]func(border.Day){
		"Current":        func(border.Day) { state, err = reg.Current(border.AlBukamalAlQaim) },
		"At":             func(d border.Day) { state, err = reg.At(border.AlBukamalAlQaim, d) },
		"Control":        func(d border.Day) { control, err = reg.Control(border.AlBukamalAlQaim, border.Iraq, d) },
		"Status":         func(d border.Day) { status, err = reg.Status(border.AlYarubiyahRabia, border.Syria, d) },
		"View.Current":   func(border.Day) { state, err = view.Current(border.AlBukamalAlQaim) },
		"View.At":        func(d border.Day) { state, err = view.At(border.AlBukamalAlQaim, d) },
		"View.Control":   func(d border.Day) { control, err = view.Control(border.AlBukamalAlQaim, border.Iraq, d) },
		"View.Status":    func(d border.Day) { status, err = view.Status(border.AlYarubiyahRabia, border.Syria, d) },
		"Handle.At":      func(d border.Day) { state = handle.At(d) },
		"Handle.Control": func(d border.Day) { control = handle.Control(border.Syria, d) },
		"Handle.Status":  func(d border.Day) { status = handle.Status(border.Iraq, d) },
		"a view's Handle": func(d border.Day) {
			state = viewHandle.At(d)
			control = viewHandle.Control(border.Syria, d)
			status = viewHandle.Status(border.Iraq, d)
		},
		"KnownBy":         func(d border.Day) { state, err = reg.KnownBy(known).At(border.AlBukamalAlQaim, d) },
		"KnownBy.Control": func(d border.Day) { control, err = reg.KnownBy(known).Control(border.AlTanfAlWaleed, border.Syria, d) },
		"AsOf":            func(d border.Day) { state, err = reg.AsOf(instant).At(border.AlBukamalAlQaim, d) },
		"AsOf.Status":     func(d border.Day) { status, err = reg.AsOf(instant).Status(border.AlTanfAlWaleed, border.Iraq, d) },
		"KnownBy.AsOf": func(d border.Day) {
			state, err = reg.KnownBy(known).AsOf(instant).At(border.AlBukamalAlQaim, d)
		},
		"States": func(d border.Day) {
			for s := range reg.States(d) {
				state = s
			}
		},
		"KnownBy.States": func(d border.Day) {
			for s := range view.KnownBy(known).States(d) {
				state = s
			}
		},
	}
	for name, read := range reads {
		t.Run(name, func(t *testing.T) {
			d := day
			require.Zero(t, testing.AllocsPerRun(100, func() {
				read(d)
				d = d.AddDays(37) // a day never asked about
			}))
			require.NoError(t, err)
		})
	}
	require.NotZero(t, state.Crossing)
	require.NotZero(t, control.Value)
	require.NotZero(t, status.Value)
}

// A claim that comes alone costs a few allocations: its own, the list of ids
// that is returned, and now and then a longer list to hold it.
func TestAllocAdd(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	claims := make([]border.Claim, 1001)
	for i := range claims {
		claims[i] = border.Claim{
			Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: "open",
			When: edtf.MustParse(fmt.Sprint(3000 + i)), Modality: border.Reported, Source: border.Source{Name: "a"},
		}
		claims[i].ID = claims[i].ContentID()
	}
	next := 0
	require.LessOrEqual(t, testing.AllocsPerRun(len(claims)-1, func() {
		_, err = reg.Add(claims[next])
		next++
	}), 4.0)
	require.NoError(t, err)
	require.Equal(t, len(claims), next)
}
