// Package sheets reads claims from other people's spreadsheets. A [Map] says which member of
// a claim each column is, which members all rows have in common, and in which order dates in
// numbers have the day and the month. The package also reads and writes workbooks (.xlsx).
package sheets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/crossingstatus/border/internal/jsontext"
)

// A Map says how the columns of a sheet become the members of claims. Members have the names
// of the columns that crossings export --format csv writes; status and control are columns
// with values of that kind. With the zero Map, [Guess] decides.
type Map struct {
	// Columns has the member for each name of a column, as it stands in the sheet.
	// A column with the member "" is left out.
	Columns map[string]string `json:"columns,omitempty"`
	// Set has members that every row has: "side": "both".
	Set map[string]string `json:"set,omitempty"`
	// Dates is the order in which dates in numbers have the day and the month.
	Dates Order `json:"dates,omitempty"`
}

// An Order is that of the day, the month and the year in "05/06/2025". The zero
// Order is none: such a date is refused.
type Order string

// The orders.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
)

// IsZero reports whether the Map says nothing.
func (m Map) IsZero() bool { return len(m.Columns)+len(m.Set) == 0 && m.Dates == "" }

// Check returns an error if the Map has a member that claims do not have.
func (m Map) Check() error {
	for _, name := range slices.Sorted(maps.Keys(m.Columns)) {
		if member := m.Columns[name]; member != "" && !isMember(member) {
			return fmt.Errorf("column %q: %w", name, noMember(member))
		}
	}
	for _, member := range slices.Sorted(maps.Keys(m.Set)) {
		if !isMember(member) {
			return noMember(member)
		}
	}
	switch m.Dates {
	case "", DayFirst, MonthFirst:
		return nil
	}
	return fmt.Errorf("dates %q: want dmy or mdy", m.Dates)
}

func noMember(name string) error {
	return fmt.Errorf("a claim has no member %q; it has %s", name, strings.Join(members, ", "))
}

// ReadMap reads a Map from its JSON. Members that it does not know are errors.
func ReadMap(r io.Reader) (m Map, err error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return Map{}, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Map{}, jsontext.Fault(text, err)
	}
	return m, m.Check()
}

// Write writes the Map as JSON that [ReadMap] reads.
func (m Map) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(m)
}

// members are the names of what a column may be.
var members = func() []string {
	names := []string{"status", "control"}
	for _, m := range new(border.Claim).Members() {
		names = append(names, m.Name())
	}
	return names
}()

func isMember(name string) bool { return slices.Contains(members, name) }

// Guess returns the member that a column with a name is likely to be, in English or Arabic,
// and "" if none is likely.
func Guess(name string) string {
	key := plain(name)
	if key == "" {
		return ""
	}
	for _, m := range members {
		if key == plain(m) {
			return m
		}
	}
	if member := synonyms[key]; member != "" {
		return member
	}
	return exchange.Member(name)
}

// plain puts the name of a column, or a word, into one form: without capitals,
// vowel signs, marks of direction and the letters that people write for one another.
func plain(name string) string {
	name = strings.NewReplacer("_", " ", "-", " ", "أ", "ا", "إ", "ا", "ة", "ه", "ى", "ي").Replace(strings.ToLower(name))
	name = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == 'ـ' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	return strings.Join(strings.Fields(name), " ")
}

// isUnseen reports whether a rune shows nothing at the end of a text: a space, or a mark
// of direction as word processors put around Arabic.
func isUnseen(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// synonyms has the members of columns as other people call them.
var synonyms = func() map[string]string {
	table := map[string]string{}
	for member, names := range map[string]string{
		"crossing":        "name|crossing name|border crossing|crossing point|border point|border crossing point|point of entry|poe|bcp|المعبر|معبر|اسم المعبر|المعبر الحدودي|المنفذ|المنفذ الحدودي",
		"side":            "side of the border|country|الجانب|الطرف|جانب الحدود|البلد|الدولة",
		"kind":            "type|question|النوع|نوع الإفادة",
		"value":           "القيمة",
		"status":          "state|condition|operational status|crossing status|access|الحالة|الوضع|حالة المعبر",
		"control":         "controlled by|controlling party|controller|holder|السيطرة|الجهة المسيطرة|المسيطر",
		"unit":            "group|الوحدة|الفصيل",
		"traffic":         "who may pass|open for|نوع العبور|حركة العبور|لمن",
		"direction":       "way|الاتجاه",
		"when":            "date|day|event date|as of|date of status|status date|متى|التاريخ|تاريخ|اليوم",
		"edge":            "البداية",
		"modality":        "how known|نوع الخبر|كيف عُرف",
		"reported":        "report date|date reported|reported on|published|publication date|تاريخ النشر|تاريخ الخبر",
		"source.name":     "source|sources|reported by|source name|المصدر|مصدر|المصادر|اسم المصدر",
		"source.via":      "نقلا عن",
		"source.url":      "url|link|source url|source link|الرابط|رابط|رابط المصدر",
		"source.title":    "العنوان",
		"source.archived": "نسخة محفوظة",
		"source.lang":     "source language|لغة المصدر|اللغة",
		"grade":           "reliability|التصنيف",
		"quote":           "text|الاقتباس|النص",
		"note":            "comments|comment|notes|remarks|remark|details|description|ملاحظات|ملاحظة|تفاصيل",
	} {
		for n := range strings.SplitSeq(names, "|") {
			table[plain(n)] = member
		}
	}
	return table
}()
