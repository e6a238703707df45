package main

import (
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// lastDay is the last day on which all has been seen when the measurement begins.
var lastDay = border.Date(2026, time.May, 1)

// A watchman sees every day, of each crossing and side, what the dataset says of it: who
// controls it and its status. Where the dataset knows nothing, he sees it closed, and in
// nobody's hands.
type watchman struct {
	dataset *border.Registry
	codes   []string
}

func newWatchman() (*watchman, error) {
	dataset, err := border.Default()
	if err != nil {
		return nil, err
	}
	w := &watchman{dataset: dataset}
	for c := range dataset.Crossings() {
		w.codes = append(w.codes, c.Code)
	}
	return w, nil
}

// perDay returns how many sightings a day has.
func (w *watchman) perDay() int { return 4 * len(w.codes) }

// sighting returns the nth sighting; the first of the day after lastDay is the 0th, and
// those of earlier days have numbers below 0.
func (w *watchman) sighting(n int) (border.Claim, error) {
	days, of := n/w.perDay(), n%w.perDay()
	if of < 0 {
		days, of = days-1, of+w.perDay()
	}
	day := lastDay.AddDays(days + 1)
	c := border.Claim{
		ID:       uuid.NewSHA1(uuid.NameSpaceOID, binary.BigEndian.AppendUint64(nil, uint64(n))),
		Crossing: w.codes[of/4], Side: border.Syria, Edge: border.Seen, When: edtf.DateFromDay(day),
		Modality: border.Reported, Source: border.Source{Name: "watchman"}, Reported: edtf.DateFromDay(day),
		Recorded: day.Time().Add(18*time.Hour + time.Duration(of)*time.Second),
	}
	if of%4 >= 2 {
		c.Side = border.Iraq
	}
	if of%2 == 0 {
		f, err := w.dataset.Control(c.Crossing, c.Side, day)
		c.Kind, c.Value = border.KindControl, string(border.NoParty)
		if f.Value != border.UnknownParty {
			c.Value = string(f.Value)
		}
		return c, err
	}
	f, err := w.dataset.Status(c.Crossing, c.Side, day)
	c.Kind, c.Value = border.KindStatus, border.Closed.String()
	if f.Value != border.Unknown {
		c.Value = f.Value.String()
	}
	return c, err
}

// registry returns a registry of the dataset's claims and the sightings of some years.
func (w *watchman) registry(years int) (*border.Registry, error) {
	var claims []border.Claim
	for n := -years * 365 * w.perDay(); n < 0; n++ {
		c, err := w.sighting(n)
		if err != nil {
			return nil, err
		}
		claims = append(claims, c)
	}
	reg, err := border.Default()
	if err != nil {
		return nil, err
	}
	_, err = reg.Add(claims...)
	return reg, err
}
