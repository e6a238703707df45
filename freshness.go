package border

// A Freshness grades how old the last word on an answer is. The zero Freshness is none.
type Freshness uint8

// The grades.
const (
	NotAttested Freshness = iota + 1 // nobody spoke of it; or the day asked about is later than the view knows
	Current                          // it is at most 7 days old
	Recent                           // at most 30
	Ageing                           // at most 180
	Stale                            // older
)

var freshnessWords = words{"", "none", "current", "recent", "ageing", "stale"}

// ParseFreshness returns the grade with that name: none, current, recent, ageing or stale.
func ParseFreshness(s string) (Freshness, error) {
	n, err := freshnessWords.number(s)
	return Freshness(n), err
}

// String returns the grade's name, or "" for the zero Freshness.
func (f Freshness) String() string { return freshnessWords.word(uint8(f)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Freshness is an error.
func (f Freshness) MarshalText() ([]byte, error) { return freshnessWords.text(uint8(f)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (f *Freshness) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFreshness(string(text))
	return err
}

// FreshnessOf grades the age of an answer about the day on that was last attested on another, the
// zero Day if never. Known is the day of [View.KnownBy]; zero if all is known.
func FreshnessOf(attested, on, known Day) Freshness {
	if attested.IsZero() || !known.IsZero() && on.After(known) {
		return NotAttested
	}
	switch age := on.Number() - attested.Number(); {
	case age <= 7:
		return Current
	case age <= 30:
		return Recent
	case age <= 180:
		return Ageing
	}
	return Stale
}

// earlierDay returns the earlier of two days, and the zero Day if one of them is zero.
func earlierDay(x, y Day) Day {
	switch {
	case x.IsZero() || y.IsZero():
		return Day{}
	case y.Before(x):
		return y
	}
	return x
}

// laterDay returns the later of two days; the zero Day is before all others.
func laterDay(x, y Day) Day {
	if x.IsZero() || !y.IsZero() && y.After(x) {
		return y
	}
	return x
}
