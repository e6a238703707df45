package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A shape is a kind of history that grows with the number of its claims.
type shape struct {
	name, says string
	claims     func(n int) ([]border.Claim, error)
	sizes      []int // numbers of claims; of D of sightings
}

var (
	sizes      = []int{100, 1000, 10_000, 30_000, 100_000}
	sizesWithD = []int{100, 1000, 10_000, tenYears, 100_000}
)

// tenYears is how many daily sightings of all that the dataset tells make ten
// years: of three crossings, two sides and two questions.
const tenYears = 3653 * 12

var shapes = []shape{
	{"nested", "episodes of one side's status, open and closed by turns, each of whose days lie within those of the one before", pure(nested), sizes},
	{"beside", "half daily sightings of one side's status, half episodes of ten days, one of which begins each day", pure(beside), sizes},
	{"staggered", "episodes of one side's status, open and closed by turns, one of which begins each day and lasts as many days as there are claims", pure(staggered), sizes},
	{"ongoing", "episodes of one side's status that began and have no known end, one each day", pure(ongoing), sizes},
	{"ended", "episodes of one side's status that ended and have no known beginning, one each day", pure(ended), sizes},
	{"ended and seen", "the same, and each day a sighting", pure(endedSeen), sizes},
	{"alternating", "daily sightings of one side's status, open and closed by turns", pure(alternating), sizes},
	{"rival", "daily sightings of who controls one side, by two sources that name two parties", pure(rivals), sizes},
	{"D", "the embedded dataset, and daily sightings of all that it says, each side and question in turn, up to its last day; ten years of them are 43,836", dataset, sizesWithD},
}

// crossing is what all shapes but D are about.
const crossing = border.AlBukamalAlQaim

// start is the first day of the shapes, early enough for 100,000 more.
var start = border.Date(1500, time.January, 1)

func pure(f func(n int) []border.Claim) func(n int) ([]border.Claim, error) {
	return func(n int) ([]border.Claim, error) { return f(n), nil }
}

func byTurns(i int) string {
	return []border.Status{border.Open, border.Closed}[i%2].String()
}

func nested(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = claim(i, border.KindStatus, byTurns(i), episode(i, 2*n-i))
	}
	return claims
}

func beside(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		if i%2 == 0 {
			claims[i] = seen(claim(i, border.KindStatus, byTurns(i/2), day(i/2)))
		} else {
			claims[i] = claim(i, border.KindStatus, byTurns(i/2), episode(i/2, i/2+9))
		}
	}
	return claims
}

func staggered(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = claim(i, border.KindStatus, byTurns(i), episode(i, i+n))
	}
	return claims
}

func ongoing(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = claim(i, border.KindStatus, byTurns(i), edtf.MustParse(day(i).String()+"/"))
		claims[i].Reported = day(i)
	}
	return claims
}

func ended(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = claim(i, border.KindStatus, byTurns(i), edtf.MustParse("/"+day(i).String()))
	}
	return claims
}

func endedSeen(n int) []border.Claim {
	claims := ended(n)
	for i := range claims {
		if i%2 == 0 {
			claims[i] = seen(claim(i, border.KindStatus, byTurns(i/2), day(i)))
		}
	}
	return claims
}

func alternating(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = seen(claim(i, border.KindStatus, byTurns(i), day(i)))
	}
	return claims
}

func rivals(n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		party := []border.Party{border.SyrianGovernment, border.SDF}[i%2]
		claims[i] = seen(claim(i, border.KindControl, string(party), day(i/2)))
		claims[i].Source.Name = fmt.Sprint("source ", i%2)
	}
	return claims
}

// day writes the nth day.
func day(n int) edtf.Date { return edtf.DateFromDay(start.AddDays(n)) }

func episode(first, last int) edtf.Date {
	return edtf.MustParse(day(first).String() + "/" + day(last).String())
}

// claim is the nth of a shape, told on the last of its days.
func claim(n int, kind border.Kind, value string, when edtf.Date) border.Claim {
	last, _ := when.Latest()
	return border.Claim{
		ID:       uuid.NewSHA1(uuid.NameSpaceOID, binary.BigEndian.AppendUint64(nil, uint64(n))),
		Crossing: crossing, Side: border.Syria, Kind: kind, Value: value, When: when, Modality: border.Reported,
		Source: border.Source{Name: "bench"}, Reported: edtf.DateFromDay(last),
		Recorded: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Second),
	}
}

func seen(c border.Claim) border.Claim {
	c.Edge = border.Seen
	return c
}

// dataset returns the embedded claims and n sightings. Day after day, each track
// of each crossing is seen as the dataset has it; where it knows nothing, closed
// or in nobody's hands.
func dataset(n int) ([]border.Claim, error) {
	reg, err := border.Default()
	if err != nil {
		return nil, err
	}
	var codes []string
	for c := range reg.Crossings() {
		codes = append(codes, c.Code)
	}
	// The newest edition has more crossings than the first, on which D was defined.
	codes = slices.DeleteFunc(codes, func(code string) bool {
		return !slices.Contains([]string{border.AlBukamalAlQaim, border.AlYarubiyahRabia, border.AlTanfAlWaleed}, code)
	})
	claims := slices.Collect(reg.All())
	last := border.Date(2026, time.May, 1)
	perDay := 4 * len(codes)
	for i := range n {
		on := last.AddDays(i/perDay - (n-1)/perDay)
		code, side := codes[i%perDay/4], border.Syria
		if i%4 >= 2 {
			side = border.Iraq
		}
		c := claim(i, border.KindStatus, border.Closed.String(), edtf.DateFromDay(on))
		c.Crossing, c.Side = code, side
		if i%2 == 0 {
			f, err := reg.Control(code, side, on)
			if err != nil {
				return nil, err
			}
			c.Kind, c.Value = border.KindControl, string(border.NoParty)
			if f.Value != border.UnknownParty {
				c.Value = string(f.Value)
			}
		} else {
			f, err := reg.Status(code, side, on)
			if err != nil {
				return nil, err
			}
			if f.Value != border.Unknown {
				c.Value = f.Value.String()
			}
		}
		claims = append(claims, seen(c))
	}
	return claims, nil
}
