package timeline

// A Day is the number of a civil day, counted from 1970-01-01, or one of the two
// infinities. 32 bits reach beyond the years -5,800,000 and 5,800,000.
type Day int32

// The infinities.
const (
	Never   Day = -1 << 31  // before all days
	Forever Day = 1<<31 - 1 // after all days
)

// Add returns the day n days later. Of an infinity it returns the same.
func (d Day) Add(n Day) Day {
	if d == Never || d == Forever {
		return d
	}
	return d + n
}

// upTo returns how many of the days, which are sorted, are no later than t.
func upTo(days []Day, t Day) int {
	lo := 0
	for n := len(days); n > 0; {
		half := n >> 1
		if days[lo+half] <= t {
			lo += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return lo
}

// Bounds are a range of days from Lo to Hi, both included. They are empty if Lo is after Hi.
type Bounds struct{ Lo, Hi Day }

// Within reports whether b lies within c.
func (b Bounds) Within(c Bounds) bool { return c.Lo <= b.Lo && b.Hi <= c.Hi }

// Meets reports whether b and c have a day in common.
func (b Bounds) Meets(c Bounds) bool { return b.Lo <= c.Hi && c.Lo <= b.Hi }
