package oracle

import "slices"

// Endurance counts, day by day, the gaps between two attested days of at least age days that
// began with a status, and after how many of them the next word was the same. A day is attested
// if an event or an episode that is not denied speaks of it (rule 5, Attested); where that is of
// several values, it begins no gap, and is not the same word.
func (tr *Track) Endurance(status string, age int64) (of, same int) {
	values := map[int64]map[string]bool{}
	var spans []Span
	first, last := int64(End), int64(Beginning)
	for _, list := range [][]*event{tr.events, tr.episodes} {
		for _, e := range list {
			days := candidate{event: e}.spoken()
			if e.denied || days.Lo == Beginning || days.Hi == End {
				continue
			}
			spans = append(spans, days)
			for d := days.Lo; d <= days.Hi; d++ {
				if values[d] == nil {
					values[d] = map[string]bool{}
				}
				values[d][e.value()] = true
				first, last = min(first, d), max(last, d)
			}
		}
	}
	before := int64(End)
	for d := first; d <= last; d++ {
		if values[d] == nil {
			continue
		}
		spoken := slices.ContainsFunc(spans, func(s Span) bool { return s.Lo <= before && d <= s.Hi })
		if before != End && !spoken && d-before >= age && len(values[before]) == 1 && values[before][status] {
			of++
			if len(values[d]) == 1 && values[d][status] {
				same++
			}
		}
		before = d
	}
	return of, same
}
