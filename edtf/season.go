package edtf

// The sub-year codes that stand where a month would.
const (
	firstSeason = 21
	lastSeason  = 41
)

// A span of whole months within a year, or into the next.
type monthSpan struct{ first, count uint8 }

// seasonSpans are the months of codes 21 to 41. A span that passes December
// goes on in the next year.
var seasonSpans = [...]monthSpan{
	{3, 3}, {6, 3}, {9, 3}, {12, 3}, // 21-24 spring to winter
	{3, 3}, {6, 3}, {9, 3}, {12, 3}, // 25-28 the same, northern
	{9, 3}, {12, 3}, {3, 3}, {6, 3}, // 29-32 spring to winter, southern
	{1, 3}, {4, 3}, {7, 3}, {10, 3}, // 33-36 quarters
	{1, 4}, {5, 4}, {9, 4}, // 37-39 thirds
	{1, 6}, {7, 6}, // 40-41 halves
}

// seasonDays returns the first and last day of a season.
func seasonDays(year int64, season uint8) (first, last Day) {
	span := seasonSpans[season-firstSeason]
	month := int(span.first)
	first = fromCivil(year, month, 1)
	month += int(span.count) - 1
	if month > 12 {
		year, month = year+1, month-12
	}
	return first, fromCivil(year, month, daysIn(year, month))
}

// seasonLevel: level 1 has the four seasons that name no hemisphere.
func seasonLevel(season uint8) uint8 {
	if season <= 24 {
		return 1
	}
	return 2
}
