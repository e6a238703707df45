package border

import (
	"encoding/json"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Traffic is a set of kinds of traffic. The zero Traffic names no kind, and means all
// of them: a claim without traffic is about everybody.
type Traffic uint16

// The kinds of traffic; a set is their union, as in Humanitarian | Returnees.
const (
	Passengers Traffic = 1 << iota
	Commercial
	Transit
	Humanitarian
	Returnees
	Fuel
	Military
	Official
)

var trafficWords = words{"", "passengers", "commercial", "transit", "humanitarian", "returnees", "fuel", "military", "official"}

// ParseTraffic reads a set of kinds of traffic: one name, or several with commas
// between them.
func ParseTraffic(s string) (Traffic, error) {
	var t Traffic
	for name := range strings.SplitSeq(s, ",") {
		n, err := trafficWords.number(name)
		if err != nil {
			return 0, err
		}
		t |= 1 << (n - 1)
	}
	return t, nil
}

// Kinds yields the kinds that the set names, in the order of the constants; none for
// the zero Traffic.
func (t Traffic) Kinds() iter.Seq[Traffic] {
	return func(yield func(Traffic) bool) {
		for rest := t; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// Includes reports whether all of u is in t. The zero Traffic, which is all traffic,
// includes every u, and is included in no other t.
func (t Traffic) Includes(u Traffic) bool { return t == 0 || u != 0 && u&^t == 0 }

// names returns the names of the kinds in the set.
func (t Traffic) names() []string {
	names := make([]string, 0, bits.OnesCount16(uint16(t)))
	for k := range t.Kinds() {
		names = append(names, trafficWords.word(uint8(bits.TrailingZeros16(uint16(k)))+1))
	}
	return names
}

// String returns the names of the kinds with commas between them, and "" for the zero
// Traffic.
func (t Traffic) String() string { return strings.Join(t.names(), ",") }

// MarshalText implements [encoding.TextMarshaler], in the form of String.
func (t Traffic) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (t *Traffic) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*t = 0
		return nil
	}
	*t, err = ParseTraffic(string(text))
	return err
}

// MarshalJSON implements [json.Marshaler]: a list of names.
func (t Traffic) MarshalJSON() ([]byte, error) { return json.Marshal(t.names()) }

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Traffic) UnmarshalJSON(data []byte) error {
	var names []string
	if err := json.Unmarshal(data, &names); err != nil {
		return err
	}
	return t.UnmarshalText([]byte(strings.Join(slices.Compact(names), ",")))
}

// A Direction is the way in which traffic crosses. The zero Direction means that none
// is stated.
type Direction uint8

// The directions.
const (
	SyriaToIraq Direction = iota + 1
	IraqToSyria
	BothWays
)

var directionWords = words{"", "sy-to-iq", "iq-to-sy", "both"}

// ParseDirection returns the direction with that name: sy-to-iq, iq-to-sy or
// both.
func ParseDirection(s string) (Direction, error) {
	n, err := directionWords.number(s)
	return Direction(n), err
}

// String returns the direction's name, or "" for the zero Direction.
func (d Direction) String() string { return directionWords.word(uint8(d)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Direction is an error.
func (d Direction) MarshalText() ([]byte, error) { return directionWords.text(uint8(d)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Direction) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDirection(string(text))
	return err
}
