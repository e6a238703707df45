package words

import "github.com/crossingstatus/border/edtf"

// The nouns of lengths of time, as they stand after a preposition.
var (
	forDays   = noun{"day", "days", "يوم واحد", "يومين", "أيام", "يومًا", "يوم"}
	forMonths = noun{"month", "months", "شهر واحد", "شهرين", "أشهر", "شهرًا", "شهر"}
	forYears  = noun{"year", "years", "سنة واحدة", "سنتين", "سنوات", "سنة", "سنة"}
)

// Length returns a number of days as people say it after "for": in days up to two months, in whole
// months up to two years, and in whole years beyond.
func Length(l edtf.Language, days int) string {
	switch {
	case days < 61:
		return count(l, days, forDays)
	case days < 731:
		return count(l, days*12/365, forMonths)
	}
	return count(l, days*4/1461, forYears)
}
