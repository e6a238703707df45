package border

import "math/bits"

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

// openness ranks the statuses from the most to the least open, to compare the two sides
// of a crossing. Unknown has no rank.
var openness = [...]uint8{Open: 1, Restricted: 2, Intermittent: 3, Trial: 4, Closed: 5}

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
	case openness[a] > openness[b]:
		return a
	}
	return b
}

// A statusSet has bit 1<<s for each status s in it.
type statusSet uint8

// several reports whether there is more than one status in the set.
func (s statusSet) several() bool { return s&(s-1) != 0 }

// acrossAll returns the statuses that follow by rule 6 from the pairs of statuses that
// are possible for the two sides.
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
