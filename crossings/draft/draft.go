package draft

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// Options say what is known about a text besides its words. The zero Options say nothing.
type Options struct {
	Crossing string        // code of the crossing that it is about; "" if only its words say so
	Reported edtf.Date     // when it was said; zero: words such as "yesterday" have no day
	URL      string        // where it was read
	Title    string        // of the page; it names the crossing for sentences that do not
	Source   string        // who said it; "": the host of URL
	TextLang string        // of the text: "en", "ar", "ku"; "": as its letters say
	Language edtf.Language // in which a draft says why
}

// A Draft is a claim that a text seems to make. The zero Draft proposes nothing.
type Draft struct {
	// Claim has neither ID nor Recorded, and lacks what the text does not say: the
	// source's name or the date, without which it cannot be added.
	Claim border.Claim `json:"claim"`
	// Sure is how much the words support the claim, above 0 and up to 1. It orders
	// drafts, and is no probability.
	Sure float64 `json:"sure"`
	// Why says which words were read so.
	Why string `json:"why"`
}

// mostDates is how many dates there are at most of what a sentence tells surest, and
// one less of each that is less sure.
const mostDates = 4

// leastSure is what a draft has at least.
const leastSure = 0.06

// most is how many drafts there are of a sentence about a crossing.
const most = 12

// Claims returns the claims that a text seems to make, the surest of each sentence
// first, in the order of the sentences: none if it makes none. The crossings, and
// the parties by which they are held, are those of the view.
func Claims(v border.View, text string, o Options) []Draft {
	text = strings.ToValidUTF8(text, "\ufffd")
	r := newReader(v, o)
	var list []Draft
	for _, s := range sentences(text) {
		list = append(list, r.read(s)...)
	}
	return list
}

// A reader reads the sentences of one text.
type reader struct {
	o       Options
	view    border.View
	names   *gazetteer
	source  border.Source
	day     edtf.Day // of Options.Reported, zero if it has none
	context []string // codes of the crossings that the sentences so far are about
	titled  bool     // context is that of the title
	title   sentence
	told    bool // what the title tells is drafted

	titleDates []string
}

func newReader(v border.View, o Options) *reader {
	r := &reader{o: o, view: v, names: newGazetteer(v)}
	r.source = border.Source{Name: o.Source, URL: o.URL, Title: o.Title}
	if u, err := url.Parse(o.URL); err == nil && r.source.Name == "" {
		r.source.Name = strings.TrimPrefix(u.Hostname(), "www.")
	}
	if day, bound := o.Reported.Latest(); bound == edtf.Dated {
		r.day = day
	}
	if o.Title != "" {
		r.title = r.parse(strings.ToValidUTF8(o.Title, "\ufffd"))
		r.context, r.titled = r.title.about(), true
		for _, p := range prose.Suggest(r.title.text, r.day, cmp.Or(o.TextLang, r.title.lang)) {
			r.titleDates = append(r.titleDates, p.EDTF)
		}
		if len(r.context) == 0 && r.title.has(post) && !r.title.isElsewhere() {
			r.context = r.title.only() // "a new crossing between Syria and Iraq in place of Semalka"
		}
	}
	return r
}

// read returns the drafts of a sentence.
func (r *reader) read(text string) []Draft {
	s := r.parse(text)
	codes, share := r.crossings(s)
	if len(codes) == 0 {
		return nil
	}
	source := r.source
	source.Lang = cmp.Or(r.o.TextLang, s.lang)
	if source.Lang == "en" {
		source.Lang = ""
	}
	var list []Draft
	events := r.events(s)
	for _, code := range codes {
		var best, rest []Draft // of each event the surest, and what else it may be
		add := func(s sentence, e event, k int, share float64) {
			drafts := r.drafts(s, code, e, k, share)
			for i := range drafts {
				drafts[i].Claim.Source, drafts[i].Claim.Quote = source, strings.TrimSpace(s.text)
				if r.told && s.text == r.title.text {
					drafts[i].Why += words.Of(r.o.Language, "; ") + words.Of(r.o.Language, "told in the title")
				}
			}
			if len(drafts) > 0 {
				best, rest = append(best, drafts[0]), append(rest, drafts[1:]...)
			}
		}
		for k, e := range events {
			add(s, e, k, share)
		}
		if len(best) == 0 || best[0].Sure < mostVague {
			for k, e := range r.headline(code) {
				add(r.title, e, k, share*0.5)
			}
		}
		drafts := apart(best, rest)
		slices.SortStableFunc(drafts, bySure)
		list = append(list, drafts...)
	}
	return list
}

// mostVague is how sure the drafts of a sentence are at most that tells so little of a
// crossing that the title's are added.
const mostVague = 0.4

// headline returns what the title tells of a crossing, once for each text.
func (r *reader) headline(code string) []event {
	if r.told || r.title.text == "" || !slices.Contains(r.title.only(), code) && !slices.Contains(r.title.about(), code) {
		return nil
	}
	r.told = true
	events := r.events(r.title)
	return events[:min(len(events), 2)]
}

// apart adds to the best drafts of the rest those that are sure and tell what those
// before do not: another value or side rather than the same on another day. An editor
// who finds the right one changes a day faster than all else.
func apart(best, rest []Draft) []Draft {
	for len(best) < most && len(rest) > 0 {
		next, worth := 0, 0.0
		for i, d := range rest {
			if n := d.Sure * newness(best, d); n > worth {
				next, worth = i, n
			}
		}
		best = append(best, rest[next])
		rest = slices.Delete(rest, next, next+1)
	}
	return best
}

// newness is less the more of a draft is in others.
func newness(others []Draft, d Draft) float64 {
	told, dated := 1.0, 1.0
	for _, o := range others {
		if o.Claim.Kind == d.Claim.Kind && o.Claim.Side == d.Claim.Side && o.Claim.Value == d.Claim.Value {
			told = 0.25
		}
		if o.Claim.When.String() == d.Claim.When.String() {
			dated = 0.6
		}
	}
	return told * dated
}

// bySure orders drafts, the surest first.
func bySure(a, b Draft) int { return cmp.Compare(b.Sure, a.Sure) }

// drafts returns the drafts of the event that is the k-th surest of a sentence, the
// surest first, without source and quote.
func (r *reader) drafts(s sentence, code string, e event, k int, share float64) (list []Draft) {
	if e.modality == border.Reported && !e.seen && slices.ContainsFunc(r.dates(s, e)[:min(1, len(r.dates(s, e)))], r.isAhead) {
		e.modality = border.Planned // "announced that it closes tomorrow"
	}
	sides, times := r.sides(s, code, e), r.times(s, e)
	times = times[:min(len(times), max(1, mostDates-k))]
	for _, side := range sides {
		for _, w := range times {
			sure := min(1, e.sure*share*side.sure*w.sure)
			if sure < leastSure {
				continue
			}
			c := border.Claim{Crossing: code, Side: side.side, Kind: e.kind, Value: e.value, Traffic: s.traffic(e), Direction: s.direction(e),
				When: w.when, Edge: w.edge, Modality: e.modality, Reported: r.o.Reported}
			list = append(list, Draft{c, math.Round(sure*100) / 100, r.why(s, e, side, w)})
		}
	}
	slices.SortStableFunc(list, bySure)
	return list
}

// sentences returns the sentences of a text, without space around them.
func sentences(text string) (list []string) {
	from := 0
	cut := func(to int) {
		if s := strings.TrimSpace(text[from:to]); s != "" {
			list = append(list, s)
		}
		from = to
	}
	for i, r := range text {
		switch end := i + utf8.RuneLen(r); {
		case r == '\n':
			cut(end)
		case strings.ContainsRune("!?؟", r), r == '.' && endsSentence(text[:i]):
			if next, _ := utf8.DecodeRuneInString(text[end:]); unicode.IsSpace(next) {
				cut(end)
			}
		}
	}
	cut(len(text))
	return list
}

// endsSentence reports whether a full stop behind a text ends a sentence: not
// behind an initial or a title.
func endsSentence(text string) bool {
	word := text[strings.LastIndexAny(text, " \n.")+1:]
	switch strings.ToLower(word) {
	case "gen", "brig", "maj", "col", "lt", "capt", "st", "mr", "mrs", "dr", "no", "sgt", "vs", "u", "s",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return false
	}
	return utf8.RuneCountInString(word) > 1
}
