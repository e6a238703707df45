package words

import (
	"errors"
	"fmt"
	"strings"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// Bounds on what is proposed for a refused date.
const (
	longestPhrase = 200 // bytes of a text that is read as words
	mostProposed  = 3
)

// MayMean says what a date may mean that was refused with err, an error of
// [edtf.Parse] or [edtf.ParseDay], as in
//
//	"mid-2014" may mean 2014-38 (some time in May to August of 2014)
//
// and returns the expression that it names first. Both are empty if err is about
// no date, or if the text names none. The anchor is the day on which the text
// was written; without one, of words that are reckoned from it MayMean says so,
// and first is empty. With onlyDays nothing but days is proposed.
func MayMean(l edtf.Language, err error, anchor edtf.Day, onlyDays bool) (said, first string) {
	e, ok := errors.AsType[*edtf.ParseError](err)
	if !ok {
		return "", ""
	}
	readings := Readings(l, e.Text, anchor, onlyDays)
	switch {
	case len(readings) > 0:
		said = Of(l, "%q may mean %s", e.Text, joinReadings(l, readings))
		return said, readings[0].EDTF
	case anchor.IsZero() && IsReckoned(e.Text):
		return Of(l, "%q is reckoned from the day on which it was written; try: crossings date --suggest --anchor DAY %q", e.Text, e.Text), ""
	}
	return "", ""
}

// A Reading is an expression that a text may mean, and its words.
type Reading struct{ EDTF, Words string }

// Readings returns what a text may mean that was written on the day of the anchor, best
// first, and no more than three. With onlyDays they are days.
func Readings(l edtf.Language, text string, anchor edtf.Day, onlyDays bool) (list []Reading) {
	if len(text) > longestPhrase {
		return nil
	}
	for _, s := range prose.Suggest(text, anchor, "") {
		if _, err := edtf.ParseDay(s.EDTF); onlyDays && err != nil {
			continue
		}
		if list = append(list, Reading{s.EDTF, edtf.MustParse(s.EDTF).Words(l)}); len(list) == mostProposed {
			break
		}
	}
	return list
}

// CellMayMean says of a cell under its name what it may mean: "may mean 2026-04-20 (20 April
// 2026); if so, write 2026-04-20".
func CellMayMean(l edtf.Language, readings []Reading) string {
	said := Of(l, "may mean %s", joinReadings(l, readings))
	if len(readings) == 1 {
		return said + Of(l, "; if so, write %s", readings[0].EDTF)
	}
	return said + Of(l, "; write the one that is meant")
}

func joinReadings(l edtf.Language, readings []Reading) string {
	var list []string
	for _, r := range readings {
		list = append(list, fmt.Sprintf("%s (%s)", r.EDTF, r.Words))
	}
	return strings.Join(list, Of(l, " or "))
}

// IsReckoned reports whether a text means something only if the day is known on which it
// was written, as "yesterday".
func IsReckoned(text string) bool {
	return len(text) <= longestPhrase && len(prose.Suggest(text, edtf.Day{}, "")) == 0 && len(prose.Suggest(text, someDay, "")) > 0
}

// someDay is a day to find out with whether words are reckoned from one.
var someDay = edtf.MustParseDay("2019-07-05")
