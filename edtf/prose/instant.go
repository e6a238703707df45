package prose

import (
	"regexp"
	"strings"

	"github.com/crossingstatus/border/edtf"
)

// zone is where a clock is, as people and programs write it: "Z", "UTC", "+0300".
const zone = `([Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)`

// zoned are texts that end in a time of day with its zone: "2019-09-30 01:00:00.5 +0300".
var zoned = regexp.MustCompile(`^(.*[0-9]),?(?:[Tt]|\s+)([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\s*` + zone + `$`)

// zonedPart are times of day with a zone within an interval, a set, or a qualified date.
var zonedPart = regexp.MustCompile(`[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?\s*` + zone + `\s*(?:/|\.\.|[],}?~%])`)

// instants reads a text that is one date and a time of day with its zone, as EDTF with that time: on
// which day that falls depends on the place, and is not for this package to say. EDTF wants seconds,
// which are 00 where the text has none. Of a text with such a time that EDTF has no form for, ok is true
// and there is no reading: the day as written may be the wrong one.
func instants(text string, anchor edtf.Day, lang string) (texts []string, ok bool) {
	if zonedPart.MatchString(text) {
		return nil, true
	}
	m := zoned.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	if zoned.MatchString(m[1]) { // two clocks
		return nil, true
	}
	list := Suggest(m[1], anchor, lang)
	hour, minute, second, shift := m[2], m[3], m[4], m[5]
	for _, s := range list {
		day, err := edtf.ParseDay(s.EDTF)
		if err != nil {
			continue
		}
		switch {
		case hour == "24" && minute == "00" && strings.Trim(second, "0") == "":
			day, hour = day.AddDays(1), "00"
		case second == "60": // a second that was put in
			second = "59"
		}
		if second == "" {
			second = "00"
		}
		texts = append(texts, day.String()+"T"+hour+":"+minute+":"+second+shiftOf(shift))
	}
	return texts, len(list) > 0
}

// shiftOf writes a zone as EDTF does.
func shiftOf(zone string) string {
	if zone[0] != '+' && zone[0] != '-' || strings.Trim(zone, "-0:") == "" {
		return "Z"
	}
	if digits := strings.Replace(zone, ":", "", 1); len(digits) == len("+hhmm") {
		return digits[:3] + ":" + digits[3:]
	}
	return zone
}
