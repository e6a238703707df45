package oracle

import (
	"maps"
	"slices"
)

// derive applies rule 6, The crossing's status follows from both sides: closed if
// either is closed; equal values give that value; unknown with anything else is
// unknown; otherwise the later in open, restricted, intermittent, trial, closed.
func derive(a, b string) string {
	order := []string{"open", "restricted", "intermittent", "trial", "closed"}
	switch {
	case a == "closed" || b == "closed":
		return "closed"
	case a == b:
		return a
	case a == Unknown || b == Unknown:
		return Unknown
	}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// Crossing returns the status of a crossing with sides of those statuses.
func Crossing(syria, iraq Finding) Finding {
	// Its possible set is that of all pairs;
	values := map[string]bool{}
	for _, a := range syria.Possible {
		for _, b := range iraq.Possible {
			values[derive(a, b)] = true
		}
	}
	f := Finding{Value: derive(syria.Value, iraq.Value), Possible: slices.Sorted(maps.Keys(values))}
	// it is disputed if a side's is and more than one value is possible; certain as in
	// rule 5.
	f.Disputed = (syria.Disputed || iraq.Disputed) && len(f.Possible) > 1
	f.Certain = len(f.Possible) == 1 && f.Value != Unknown && !f.Disputed
	// Attested is the day that settles it: of a closed one the latest attested of its
	// closed sides, else the earlier of the two sides', none if either has none.
	f.Attested = min(syria.Attested, iraq.Attested)
	if f.Value == "closed" {
		f.Attested = Beginning
		for _, side := range []Finding{syria, iraq} {
			if side.Value == "closed" {
				f.Attested = max(f.Attested, side.Attested)
			}
		}
	}
	return f
}

// Freshness grades the age of the day that settles an answer about day t; known is
// the day of KnownBy, End if all is known. With its age a in days: current a <= 7,
// recent <= 30, ageing <= 180, stale beyond; none without such a day, or for a day
// after known.
func Freshness(attested, t, known int64) string {
	if attested == Beginning || t > known {
		return "none"
	}
	switch a := t - attested; {
	case a <= 7:
		return "current"
	case a <= 30:
		return "recent"
	case a <= 180:
		return "ageing"
	}
	return "stale"
}
