package web

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// fillNews fills in what the words of the news say of it themselves, where nothing was filled in: the
// address of the page, and by the dateline the day on which it was said.
func fillNews(form url.Values, today border.Day) {
	text := form.Get("text")
	if form.Get("url") == "" {
		if address := webAddress.FindString(text); address != "" {
			form.Set("url", strings.TrimRight(address, ".,;:!?)]}»”\"'،؛؟"))
		}
	}
	if form.Get("source") == "" {
		if name := speakerIn(text); name != "" {
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
	}
	return words.Of(l, fieldLabels[e.Member]) + words.Of(l, ": ") + said
}
