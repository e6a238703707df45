package border

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// A Status says whether a side of a crossing lets traffic pass. The zero Status is
// none, and not the same as [Unknown].
type Status uint8

// The statuses. Their order is that of their names, in which answers list them.
const (
	Closed       Status = iota + 1 // closed to everybody
	Intermittent                   // now open, now closed
	Open                           // open to everybody
	Restricted                     // open to some traffic only, which the claim names if it is known
	Trial                          // there was a first passage or a test run, but no opening
	Unknown                        // nobody has said
)

var statusWords = words{"", "closed", "intermittent", "open", "restricted", "trial", "unknown"}

// ParseStatus returns the status with that name.
func ParseStatus(s string) (Status, error) {
	n, err := statusWords.number(s)
	return Status(n), err
}

// String returns the status's name, or "" for the zero Status.
func (s Status) String() string { return statusWords.word(uint8(s)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return statusWords.text(uint8(s)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Status) UnmarshalText(text []byte) (err error) {
	*s, err = ParseStatus(string(text))
	return err
}

// closedness ranks the statuses: the larger, the less open. Unknown has no rank.
var closedness = [...]uint8{Open: 1, Restricted: 2, Intermittent: 3, Trial: 4, Closed: 5}

// across returns the status of a crossing whose sides have the statuses a and b
// (rule 6): closed if either is, else unknown if either is, else the less open.
func across(a, b Status) Status {
	switch {
	case a == b:
		return a
	case a == Closed || b == Closed:
		return Closed
	case a == Unknown || b == Unknown:
		return Unknown
	case closedness[a] > closedness[b]:
		return a
	}
	return b
}

// A statusSet has bit 1<<s for each status s in it.
type statusSet uint8

// several reports whether there is more than one status in the set.
func (s statusSet) several() bool { return s&(s-1) != 0 }

// acrossAll returns the statuses that follow by rule 6 from each pair of a status in a and one
// in b.
func acrossAll(a, b statusSet) statusSet {
	if !a.several() && !b.several() {
		return 1 << across(a.first(), b.first())
	}
	return acrossTable[a>>1][b>>1]
}

// first returns the first status in the set.
func (s statusSet) first() Status { return Status(bits.TrailingZeros8(uint8(s))) }

// acrossTable has the results of acrossAll, by the two sets without their bit 0.
var acrossTable = func() (table [64][64]statusSet) {
	for a := range table {
		for b := range table {
			for x := Closed; x <= Unknown; x++ {
				for y := Closed; y <= Unknown; y++ {
					if a>>(x-1)&1 == 1 && b>>(y-1)&1 == 1 {
						table[a][b] |= 1 << across(x, y)
					}
				}
			}
		}
	}
	return table
}()

// A DerivedStatus is the status of a crossing as it follows from those of its two
// sides (rule 6): closed if one is closed; else unknown if one is unknown; else the
// one that stands later in open, restricted, intermittent, trial.
type DerivedStatus struct {
	Value    Status
	Certain  bool // one value alone is possible, and it is not unknown
	Disputed bool // more than one value is possible, and the status of a side is disputed
	possible statusSet
}

// Possible yields each status that follows from one possible status of Syria's side and one of
// Iraq's, in alphabetical order.
func (d DerivedStatus) Possible() iter.Seq[Status] {
	return func(yield func(Status) bool) {
		for rest := d.possible; rest != 0; rest &= rest - 1 {
			if !yield(rest.first()) {
				return
			}
		}
	}
}

// derive applies rule 6 to the statuses of the two sides, and to the sets of statuses that are
// possible for them. IsDisputed says whether the status of a side is disputed.
func (d *DerivedStatus) derive(syria, iraq Status, ofSyria, ofIraq statusSet, isDisputed bool) {
	d.Value = across(syria, iraq)
	d.possible = acrossAll(ofSyria, ofIraq)
	several := d.possible.several()
	d.Disputed = several && isDisputed
	d.Certain = !several && d.Value != Unknown
}

// String puts the derived status into words, what the claims support best first: "open",
// "open or closed, disputed"; of the zero DerivedStatus "".
func (d DerivedStatus) String() string {
	if d.possible == 0 {
		return ""
	}
	words := bestFirst(d.Value, d.Possible())
	s := strings.Join(words, " or ")
	switch {
	case d.Disputed:
		s += ", disputed"
	case len(words) > 1:
		s += ", not certain"
	}
	return s
}

// bestFirst returns the possible values as texts: value first, then the others in
// alphabetical order.
func bestFirst[V Party | Status](value V, possible iter.Seq[V]) []string {
	list := []string{fmt.Sprint(value)}
	for p := range possible {
		if p != value {
			list = append(list, fmt.Sprint(p))
		}
	}
	return list
}

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

// ParseTraffic reads a set of kinds of traffic: one name, or several with commas between them.
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

// String returns the names of the kinds with commas between them, and "" for the zero Traffic.
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

// A Direction is the way in which traffic crosses. The zero Direction means that none is stated.
type Direction uint8

// The directions.
const (
	SyriaToIraq Direction = iota + 1
	IraqToSyria
	BothWays
)

var directionWords = words{"", "sy-to-iq", "iq-to-sy", "both"}

// ParseDirection returns the direction with that name: sy-to-iq, iq-to-sy or both.
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
