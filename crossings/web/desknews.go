package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// fillNews fills in what the words of the news say of it themselves, where nothing was filled in: the
// address of the page, who speaks and, by the dateline, the day on which it was said.
func fillNews(form url.Values, v border.View, today border.Day) {
	text := form.Get("text")
	if form.Get("url") == "" {
		if address := webAddress.FindString(text); address != "" {
			form.Set("url", strings.TrimRight(address, ".,;:!?)]}»”\"'،؛؟"))
		}
	}
	if form.Get("source") == "" {
		if name := wholeSpeaker(speakerIn(text), crossingNames(v, text, cmp.Or(form.Get("crossing"), crossingIn(v, text)))); name != "" {
			form.Set("source", name)
			if u, err := url.Parse(form.Get("url")); err == nil && u.Hostname() != "" && form.Get("via") == "" {
				form.Set("via", strings.TrimPrefix(u.Hostname(), "www."))
			}
		}
	}
	if said := form.Get("reported"); said == "" || said == today.String() {
		if day, ok := datelineOf(text, today); ok {
			form.Set("reported", day.String())
		}
	}
}

var webAddress = regexp.MustCompile(`https?://[^\s<>"]+`)

// A speaker stands before or after a verb of saying.
var (
	englishSpeaker = regexp.MustCompile(`(?:^|[\s—–,.;:(])((?:[Tt]he |\p{Lu})[\p{L}\p{N}’'.\- ]{2,60}?) (?:said|says|announced|announces|declared|stated|confirmed|reported)\b`)
	arabicSpeaker  = regexp.MustCompile(`(?:^|[\s—–،.؛:(])و?(?:أعلنت|أعلن|قالت|قال|أكدت|أكد|أفادت|أفاد|ذكرت|ذكر|صرحت|صرح)\s+([^،.؛:]{3,60}?)(?:[،.؛:]|\s+(?:إغلاق|فتح|إعادة|افتتاح|استئناف|تعليق|وقف|أن|إن|عن|في بيان|اليوم|أمس|بأن)(?:\s|$))`)
)

// What ends with one of these is told of, and does not speak: "the crossing was reported closed".
var told = regexp.MustCompile(` (?:is|are|was|were|be|been|has|have|had|not)$`)

// speakerIn returns whom a text names as the first to say something; "" if nobody.
func speakerIn(text string) string {
	text = strings.TrimSpace(text)
	if line := dateline.FindString(text); datelineDate.MatchString(line) {
		text = strings.TrimPrefix(text, line)
	}
	for _, speaker := range []*regexp.Regexp{englishSpeaker, arabicSpeaker} {
		if found := speaker.FindStringSubmatch(text); found != nil && !told.MatchString(found[1]) {
			return strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(found[1], "the "), "The "))
		}
	}
	return ""
}

// A speaker who is named by what he has to do with "the crossing", which only the rest of the text names.
var (
	ofCrossing       = regexp.MustCompile(`^(.*?)\b(?:border )?(crossing|post|gate)[’']s (.+)$`)
	atCrossing       = regexp.MustCompile(`^(.+ (?:of|at|in) )the (?:border )?(crossing|post|gate)$`)
	ofArabicCrossing = regexp.MustCompile(`^(.+ (?:في )?)ال(معبر|منفذ)(?: الحدودي)?$`)
)

// wholeSpeaker returns a speaker of whom a text gives a fragment as one who is known without the text:
// "crossing's administration" as "administration of the Semalka crossing". It is "" if the crossing has no
// names, and for one who is only pointed at: "official", "المصدر".
func wholeSpeaker(speaker string, name border.Names) string {
	for _, form := range []struct {
		of    *regexp.Regexp
		name  string
		whole string
	}{
		{ofCrossing, name.English, "${3} of the %s ${2}"}, {atCrossing, name.English, "${1}the %s ${2}"}, {ofArabicCrossing, name.Arabic, "${1}${2} %s"},
	} {
		found := form.of.FindStringSubmatch(speaker)
		switch {
		case found == nil || form.of == ofCrossing && strings.TrimSpace(found[1]) != "":
		case form.name == "":
			return ""
		default:
			return form.of.ReplaceAllString(speaker, fmt.Sprintf(form.whole, form.name))
		}
	}
	isNamed := strings.ContainsFunc(speaker, func(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Arabic, r) })
	if !isNamed || pointedAt.MatchString(speaker) {
		return ""
	}
	return speaker
}

// crossingNames returns the names of the crossing of a code: by the side that a text names alone, else by
// both; none if there is no such crossing.
func crossingNames(v border.View, text, code string) border.Names {
	c, err := v.Lookup(code)
	if err != nil {
		return border.Names{}
	}
	names, folded := c.Names, border.Fold(text)
	in := func(name string) bool { return name != "" && strings.Contains(folded, border.Fold(name)) }
	one := func(name *string, syria, iraq string) {
		switch inSyria, inIraq := in(syria), in(iraq); {
		case inSyria && !inIraq:
			*name = syria
		case inIraq && !inSyria:
			*name = iraq
		}
	}
	one(&names.English, c.Syria.Town.English, c.Iraq.Town.English)
	one(&names.Arabic, c.Syria.Town.Arabic, c.Iraq.Town.Arabic)
	return names
}

// pointedAt are words of Arabic for a speaker who was named before.
var pointedAt = regexp.MustCompile(`^(?:المصدر|المصادر|المسؤول|المسؤولون|المتحدث|الناطق|الوزير|الوزارة|الهيئة|الإدارة|المدير|البيان|الجانبان|السلطات)$`)

// A dateline ends with a dash or a colon: "BAGHDAD, 29 Nov 2026 —", "SANA, 30 November 2026:".
var (
	dateline     = regexp.MustCompile(`^[^\n]{0,80}?(?:[—–:]| - )`)
	datelineDate = regexp.MustCompile(`[0-9٠-٩]{1,2} +\p{L}+(?: +\p{L}+)? +[0-9٠-٩]{4}|\p{L}+ [0-9]{1,2}, [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}`)
)

// datelineOf returns the day of the dateline with which a text begins; ok is false if it has none, or
// one after today.
func datelineOf(text string, today border.Day) (day border.Day, ok bool) {
	written := datelineDate.FindString(dateline.FindString(strings.TrimSpace(text)))
	if written == "" {
		return day, false
	}
	for _, s := range prose.Suggest(written, today, "") {
		day, err := border.ParseDay(s.EDTF)
		return day, err == nil && !day.After(today)
	}
	return day, false
}

// crossingIn returns the code of the one crossing that a text names, by a name of it or of a side; "" if it
// names none or several.
func crossingIn(v border.View, text string) (code string) {
	folded := border.Fold(text)
	for c := range v.Crossings() {
		for _, n := range []border.Names{c.Names, c.Syria.Town, c.Iraq.Town} {
			for _, name := range []string{n.English, n.Arabic} {
				if name == "" || !strings.Contains(folded, border.Fold(name)) {
					continue
				}
				if code != "" && code != c.Code {
					return ""
				}
				code = c.Code
			}
		}
	}
	return code
}

// fieldLabels are the labels of the form's fields, by the members of a claim that they fill.
var fieldLabels = map[string]string{
	"crossing": "Crossing", "side": "Side", "kind": "What it is about", "value": "Who holds it, or how it is", "when": "When (2014-06-21, 2014-06, yesterday)",
	"edge": "Then", "modality": "Told as", "source.name": "Who says it", "source.url": "Link of the news", "reported": "Said on", "quote": "Quote", "note": "Note",
	"traffic": "For whom", "direction": "Which way", "source.via": "Passed on by",
}

// deskFault says what is wrong with a form, by the label of the field.
func deskFault(l edtf.Language, err error) string {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok || fieldLabels[e.Member] == "" {
		return words.Refusal(l, errors.New(reason(err)))
	}
	said := words.Refusal(l, errors.New(reason(e.Err)))
	switch {
	case errors.Is(e.Err, border.ErrMissing):
		said = words.Of(l, "fill this in")
	case e.Member == "value":
		said = words.Of(l, "choose what goes with what it is about")
	case errors.Is(e.Err, errNoDate):
		said = words.Of(l, "%q is no date; write it as 2014-06-21, 2014-06, or in words", shorten(e.Value))
		if readings := words.Readings(l, e.Value, border.Day{}, false); len(readings) > 0 {
			said = fmt.Sprintf("%q ", shorten(e.Value)) + words.CellMayMean(l, readings)
		}
	}
	return words.Of(l, fieldLabels[e.Member]) + words.Of(l, ": ") + said
}
