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
	if !ok || len(e.Text) > longestPhrase {
		return "", ""
	}
	var list []string
	for _, s := range prose.Suggest(e.Text, anchor, "") {
		if _, err := edtf.ParseDay(s.EDTF); onlyDays && err != nil {
			continue
		}
		if list = append(list, fmt.Sprintf("%s (%s)", s.EDTF, edtf.MustParse(s.EDTF).Words(l))); len(list) == 1 {
			first = s.EDTF
		}
		if len(list) == mostProposed {
			break
		}
	}
	switch {
	case first != "":
		return Of(l, "%q may mean %s", e.Text, strings.Join(list, Of(l, " or "))), first
	case anchor.IsZero() && len(prose.Suggest(e.Text, someDay, "")) > 0:
		return Of(l, "%q is reckoned from the day on which it was written; try: crossings date --suggest --anchor DAY %q", e.Text, e.Text), ""
	}
	return "", ""
}

// someDay is a day to find out with whether words are reckoned from one.
var someDay = edtf.MustParseDay("2019-07-05")
