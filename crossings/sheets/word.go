package sheets

import (
	"encoding"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// Word returns a function for [exchange.Reader].Word. It returns the word of claims that
// people mean by a cell: it knows words for a status, a side, a kind and so on in English and
// Arabic, as "Partially open", names of parties, which party finds as
// [border.View.LookupParty] does, and dates in numbers, if m gives their order. It returns
// any other cell unchanged.
func (m Map) Word(party func(name string) (border.PartyInfo, error)) func(member, cell string) string {
	return func(member, cell string) string {
		switch member {
		case "when", "reported":
			return m.date(strings.TrimFunc(cell, isUnseen))
		case "control":
			if p, err := party(cell); err == nil {
				return p.Code.String()
			}
		case "traffic":
			return traffics(cell)
		}
		if word, ok := vocabularies[member][plain(cell)]; ok {
			return word.code
		}
		return cell
	}
}

// traffics puts a list of words for traffic into those of claims, if all are known.
func traffics(cell string) string {
	var list []string
	for word := range strings.FieldsFuncSeq(cell, isTrafficSeparator) {
		known, ok := vocabularies["traffic"][plain(word)]
		if !ok {
			return cell
		}
		list = append(list, known.code)
	}
	return strings.Join(list, " ")
}

func isTrafficSeparator(c rune) bool { return strings.ContainsRune("|,;،؛/\n", c) }

// ReadAs yields the words in a cell of a member that are understood though they are neither
// words of claims nor of a form, each with the word of claims that it is taken for: "partly
// open" and restricted. It yields none for sides, whose other words are names without doubt.
func ReadAs(member, cell string) iter.Seq2[string, string] {
	return func(yield func(word, code string) bool) {
		vocabulary := vocabularies[member]
		if vocabulary == nil || member == "side" {
			return
		}
		list := []string{cell}
		if member == "traffic" {
			list = strings.FieldsFunc(cell, isTrafficSeparator)
		}
		for _, word := range list {
			if known := vocabulary[plain(word)]; known.other && !yield(strings.TrimSpace(word), known.code) {
				return
			}
		}
	}
}

// inNumbers are dates of which the order decides: "5/6/2025", "05.06.25".
var inNumbers = regexp.MustCompile(`^[0-9]{1,2}([/.-])[0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})$`)

// InNumbers reports whether a cell has a date in numbers, which an [Order] is needed to read.
func InNumbers(cell string) bool { return inNumbers.MatchString(plainDigits(cell)) }

// plainDigits returns a cell with its digits as 0 to 9.
func plainDigits(cell string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case '٠' <= c && c <= '٩':
			return c - '٠' + '0'
		case '۰' <= c && c <= '۹':
			return c - '۰' + '0'
		}
		return c
	}, strings.TrimSpace(cell))
}

// date returns a date in numbers as EDTF, in the order of the map. What is no such
// date it returns as it is.
func (m Map) date(cell string) string {
	text := plainDigits(cell)
	if m.Dates == "" || !inNumbers.MatchString(text) {
		return cell
	}
	dayFirst := text
	if m.Dates == MonthFirst { // prose has the day first
		a, rest, sign := cutSign(text)
		b, year, _ := cutSign(rest)
		dayFirst = b + sign + a + sign + year
	}
	first, _, _ := cutSign(dayFirst)
	if list := prose.Suggest(dayFirst, edtf.Day{}, prose.English); len(list) > 0 {
		d, err := edtf.ParseDay(list[0].EDTF)
		if _, _, n := d.Date(); err == nil && fmt.Sprint(n) == strings.TrimLeft(first, "0") {
			return list[0].EDTF
		}
	}
	return cell
}

// cutSign cuts a text at the first sign between numbers.
func cutSign(text string) (before, after, sign string) {
	i := strings.IndexAny(text, "/.-")
	if i < 0 {
		return text, "", ""
	}
	return text[:i], text[i+1:], text[i : i+1]
}

// A knownWord is the word of claims for one of people.
type knownWord struct {
	code  string
	other bool // it is neither that word nor what a form has for it
}

// vocabularies have, for each member that has one, the words of people with those of
// claims.
var vocabularies = map[string]map[string]knownWord{
	"status": vocabulary(every[border.Status](), map[border.Status]string{
		border.Open:         "opened|fully open|operational|functional|functioning|مفتوحة|يعمل|سالك",
		border.Closed:       "shut|close|fully closed|not operational|non functional|sealed|مغلقة|مقفل|متوقف",
		border.Restricted:   "partially open|partly open|partial|partially closed|partially operational|limited|مغلق جزئيا|مقيد|محدود|جزئي",
		border.Intermittent: "on and off|sporadic|occasionally open|متقطع",
		border.Trial:        "pilot|test|تجريبي",
		border.Unknown:      "no information|n a|مجهول",
	}),
	"side": vocabulary(every[border.Side](), map[border.Side]string{
		border.Syria: "syrian|sy|syr|سوريا|سورية|السوري|الطرف السوري",
		border.Iraq:  "iraqi|iq|irq|العراق|العراقي|الطرف العراقي",
		border.Both:  "syria and iraq|iraq and syria|كلا الجانبين|الجانبين|من الجانبين|على الجانبين|من كلا الجانبين|كلاهما|الطرفان|الطرفين|سوريا والعراق|العراق وسوريا",
	}),
	"kind": vocabulary(every[border.Kind](), nil),
	"modality": vocabulary(every[border.Modality](), map[border.Modality]string{
		border.Observed: "seen", border.Reported: "said|افيد|مفاد", border.Planned: "plan|مخطط", border.Denied: "denial|نفي",
	}),
	"traffic": vocabulary(slices.Collect(border.Traffic(1<<8-1).Kinds()), map[border.Traffic]string{
		border.Passengers: "people|travellers|travelers|مسافرون|مسافرين|الركاب", border.Commercial: "trade|goods|trucks|lorries|تجارة|التجارة|بضائع|البضائع|شاحنات|الشاحنات",
		border.Humanitarian: "aid|مساعدات|المساعدات", border.Fuel: "oil|وقود", border.Military: "army|عسكريون", border.Transit: "ترانزيت|عبور",
	}),
	"direction": vocabulary(every[border.Direction](), map[border.Direction]string{
		border.SyriaToIraq: "syria to iraq|to iraq|الى العراق", border.IraqToSyria: "iraq to syria|to syria|الى سوريا", border.BothWays: "both directions|الاتجاهان|كلا الاتجاهين",
	}),
	"edge": vocabulary(every[border.Edge](), nil),
}

// every returns the members of a vocabulary.
func every[V interface {
	~uint8
	encoding.TextMarshaler
}]() (all []V) {
	for v := V(1); ; v++ {
		if _, err := v.MarshalText(); err != nil {
			return all // the last was the last
		}
		all = append(all, v)
	}
}

// vocabulary has the words of a vocabulary, as they are written and as they are said in
// each language, and other words for them, between bars.
func vocabulary[V interface {
	comparable
	fmt.Stringer
}](all []V, others map[V]string) map[string]knownWord {
	table := map[string]knownWord{}
	for _, v := range all {
		said := []string{v.String()}
		for _, l := range words.Languages {
			said = append(said, words.Name(l, v))
			if s, ok := any(v).(border.Side); ok {
				said = append(said, words.Side(l, s))
			}
		}
		for word := range strings.SplitSeq(others[v], "|") {
			if word != "" {
				table[plain(word)] = knownWord{v.String(), true}
			}
		}
		for _, word := range said {
			if word != "" {
				table[plain(word)] = knownWord{v.String(), false}
			}
		}
	}
	return table
}
