package draft

import (
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Not every day in a sentence is one on which something came: until some it was as before, and
// some are reckoned from what is told elsewhere.

// stays is when it was as it stayed where a change did not come: until a day, or on it. Of
// the time after that the words tell nothing, unless it lies ahead.
func (t *times) stays() {
	if len(t.dates) == 0 {
		t.onReport(border.Seen, 0.7, "the day of the report")
		return
	}
	text := t.dates[0]
	if from, ok := strings.CutSuffix(text, "..]"); ok {
		text = strings.TrimPrefix(from, "[")
		if !t.isAhead(text) {
			t.before(text)
			return
		}
	}
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(text, "]"), "[.."), "/")
	if t.isAhead(text) {
		t.onReport(border.Seen, 0.9, "so on the day of the report")
		return
	}
	t.add(text, border.Seen, 0.9, "the words say when")
}

// undenied returns the words at m and those behind without their "not", to read the day on which
// a change did not come.
func (s sentence) undenied(m mark) string {
	from := m.i
	for k := m.i; k < m.end; k++ {
		if isAnyOf(s.list[k], []string{"not", "never", "لم", "لن"}) && k+1 < len(s.list) {
			from = k + 1
		}
	}
	return s.text[s.list[from].from:]
}

// isUpTo reports whether the words tell of a state, or of a closing, until a day that is past.
func (t *times) isUpTo() bool {
	if t.e.kind != border.KindStatus || t.e.modality != border.Reported || len(t.dates) == 0 || t.isSince {
		return false
	}
	until, ok := strings.CutPrefix(t.dates[0], "/")
	return ok && !t.isAhead(until)
}

// upTo is when it was so for the last time, before the day on which that ended. When it began,
// the words do not tell.
func (t *times) upTo() {
	t.e.seen = true
	t.before(strings.TrimPrefix(t.dates[0], "/"))
}

// before adds the day before a date.
func (t *times) before(text string) {
	if d, err := edtf.Parse(text); err == nil {
		if first, bound := d.Earliest(); bound == edtf.Dated {
			t.add(first.AddDays(-1).String(), border.Seen, 0.9, "it was so until then")
		}
	}
}

// reckoned is when something was of which the words say how far it lies from what is told
// elsewhere: some day up to that of the report.
func (t *times) reckoned() {
	if !t.day.IsZero() {
		t.e.seen = false
		t.add("[.."+t.day.String()+"]", border.Start, 0.7, "by the day of the report")
	}
}

// relatives are words for a day that is reckoned from another, which they do not name.
var relatives = []string{
	"day before", "previous day", "day earlier", "days earlier", "days before", "next day", "following day", "day later", "days later", "day after", "days after", "week earlier", "week later", "weeks later",
	"weeks earlier", "month earlier", "months earlier", "month later", "months later", "اليوم السابق", "اليوم التالي", "قبل ذلك", "بعد ذلك", "قبلها بيوم", "قبله بيوم", "بعدها بيوم", "اليوم الذي", "بعد يوم", "بعد يومين",
}

// isRelative reports whether the words behind m, and before those that tell of something
// else, say when by a day that is reckoned from another: "closed the day before".
func (s sentence) isRelative(m mark) bool {
	list := tokens(s.clause(m))
	return slices.ContainsFunc(relatives, func(words string) bool {
		first, second, _ := strings.Cut(words, " ")
		for i := 1; i < len(list); i++ {
			if list[i-1].is(fold(first)) && list[i].is(fold(second)) {
				return true
			}
		}
		return false
	})
}
