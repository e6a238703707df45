package border

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border/internal/names"
)

// ErrNoCrossing is wrapped by errors about a name or a code of which the registry has
// no crossing.
var ErrNoCrossing = errors.New("no such crossing")

// A LookupError says that a name does not belong to exactly one crossing. It wraps
// [ErrNoCrossing].
type LookupError struct {
	Name       string   // as asked
	Reason     string   // "" if the name is simply unknown
	Candidates []string // codes of the crossings that may be meant, sorted
	All        []string // codes of all crossings, sorted; nil if there are candidates
}

// Error returns the name, the reason, and the codes of Candidates or of All.
func (e *LookupError) Error() string {
	s := fmt.Sprintf("%q: %v", e.Name, ErrNoCrossing)
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	if len(e.Candidates) > 0 {
		s += "; did you mean " + strings.Join(e.Candidates, " or ") + "?"
	} else if len(e.All) > 0 {
		s += "; want one of " + listOf(e.All)
	}
	return s
}

// Unwrap returns ErrNoCrossing.
func (e *LookupError) Unwrap() error { return ErrNoCrossing }

// A nameIndex finds crossings by what people call them. Its keys are folded names
// (package names).
type nameIndex struct {
	whole map[string][]string           // by the name of a crossing: the codes of those with it
	side  map[string]map[string][]Side  // by the name of a side: by code, the sides with it
	other map[string]map[string]Homonym // by the name of a homonym: by code, the homonym
	codes []string                      // all, sorted
}

func newNameIndex(crossings []Crossing) *nameIndex {
	n := &nameIndex{
		whole: map[string][]string{},
		side:  map[string]map[string][]Side{},
		other: map[string]map[string]Homonym{},
	}
	for _, c := range crossings {
		n.codes = append(n.codes, c.Code)
		for _, name := range append([]string{c.Code, c.Names.English, c.Names.Arabic, c.Names.Kurdish, c.ID().String()}, c.Aliases...) {
			if key := names.FoldCrossing(name); key != "" && !slices.Contains(n.whole[key], c.Code) {
				n.whole[key] = append(n.whole[key], c.Code)
			}
		}
		for _, side := range []Side{Syria, Iraq} {
			p := c.Place(side)
			for _, name := range append([]string{p.Town.English, p.Town.Arabic, p.Town.Kurdish}, p.Aliases...) {
				key := names.FoldCrossing(name)
				if key == "" {
					continue
				}
				if n.side[key] == nil {
					n.side[key] = map[string][]Side{}
				}
				if !slices.Contains(n.side[key][c.Code], side) {
					n.side[key][c.Code] = append(n.side[key][c.Code], side)
				}
			}
		}
		for _, h := range c.Homonyms {
			key := names.FoldCrossing(h.Name)
			if n.other[key] == nil {
				n.other[key] = map[string]Homonym{}
			}
			n.other[key][c.Code] = h
		}
	}
	slices.Sort(n.codes)
	return n
}

// find returns the code of the crossing that is called name: the whole name,
// the name of either side, or both with a dash or a slash between them.
func (n *nameIndex) find(name string) (string, error) {
	key := names.FoldCrossing(name)
	if codes := n.whole[key]; len(codes) == 1 {
		return codes[0], nil
	}
	if codes := sortedKeys(n.side[key]); len(codes) == 1 {
		return codes[0], nil
	} else if len(codes) > 1 {
		return "", &LookupError{Name: name, Reason: "that name is of several", Candidates: codes}
	}
	if h, ok := n.other[key]; ok {
		for _, code := range sortedKeys(h) {
			return "", &LookupError{Name: name, Reason: "that name is of " + h[code].Note, Candidates: []string{code}}
		}
	}
	return n.findPair(name)
}

// findPair returns the code of the crossing whose two sides are named, with a dash, a
// slash, a bar or a comma between them.
func (n *nameIndex) findPair(name string) (string, error) {
	candidates := map[string]bool{}
	for i, r := range name {
		if !strings.ContainsRune("-–—/|,", r) {
			continue
		}
		a, b := n.side[names.FoldCrossing(name[:i])], n.side[names.FoldCrossing(name[i+len(string(r)):])]
		if a == nil || b == nil {
			continue
		}
		for _, code := range sortedKeys(a) {
			if sides := b[code]; len(sides) > 0 && (len(sides) > 1 || len(a[code]) > 1 || sides[0] != a[code][0]) {
				return code, nil
			}
			candidates[code] = true
		}
		for code := range b {
			candidates[code] = true
		}
	}
	switch len(candidates) {
	case 0:
		return "", n.unknown(name)
	case 1:
		return "", &LookupError{Name: name, Reason: "it names one side twice", Candidates: sortedKeys(candidates)}
	}
	return "", &LookupError{Name: name, Reason: "its two sides belong to different crossings", Candidates: sortedKeys(candidates)}
}

// unknown returns the error about a name that no crossing has.
func (n *nameIndex) unknown(name string) *LookupError {
	key := names.FoldCrossing(name)
	if border := borderOf(key); border != "" {
		return &LookupError{Name: name, Reason: "it lies between " + border + ", not on this border", All: slices.Clone(n.codes)}
	}
	e := &LookupError{Name: name, Candidates: n.near(key)}
	if len(e.Candidates) == 0 {
		e.Candidates, e.All = nil, slices.Clone(n.codes)
	}
	return e
}

// near returns the codes of the crossings that may be meant by a key: those with a name
// that contains it or that it contains; if there are none, those whose name is a slip of
// the hand away from it.
func (n *nameIndex) near(key string) []string {
	candidates := map[string]bool{}
	if len(key) < 3 {
		return nil
	}
	for k, codes := range n.whole {
		if strings.Contains(k, key) || strings.Contains(key, k) {
			for _, c := range codes {
				candidates[c] = true
			}
		}
	}
	for k, codes := range n.side {
		if strings.Contains(k, key) || len(k) > 2 && strings.Contains(key, k) {
			for c := range codes {
				candidates[c] = true
			}
		}
	}
	if len(candidates) > 0 {
		return sortedKeys(candidates)
	}
	for k, codes := range n.whole {
		if names.Near(k, key) {
			for _, c := range codes {
				candidates[c] = true
			}
		}
	}
	for k, codes := range n.side {
		if names.Near(k, key) {
			for c := range codes {
				candidates[c] = true
			}
		}
	}
	return sortedKeys(candidates)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Fold returns a key that is equal for different spellings of a text, in the Latin and the
// Arabic script: its letters in lower case and in one form each, and its digits, without
// marks, hyphens, apostrophes, spaces and articles. Two names of sources, or of parties,
// are one if their keys are equal. The key is empty if nothing is left. It takes O(n).
func Fold(text string) string { return names.Fold(text) }

// elsewhere are crossings from Syria and Iraq to their other neighbours, by the names
// that people use. Who asks for one of them is told where it lies; a crossing of this
// border with a similar name would not be what they mean.
var elsewhere = []struct {
	border string
	names  []string
}{
	{"Syria and Jordan", []string{"Nasib", "Naseeb", "Jaber", "Nasib–Jaber", "Daraa–Ramtha", "Ramtha", "نصيب", "جابر", "الرمثا"}},
	{"Syria and Lebanon", []string{"Masnaa", "Jdeidet Yabous", "Jdaidet Yabous", "Arida", "Dabousiyeh", "Jousieh", "المصنع", "جديدة يابوس", "العريضة", "الدبوسية", "جوسية"}},
	{"Syria and Türkiye", []string{
		"Bab al-Hawa", "Cilvegözü", "Bab al-Salama", "Bab al-Salameh", "Bab al-Salam", "Öncüpınar", "Jarablus", "Jarabulus", "Karkamış", "Tell Abyad", "Tal Abyad", "Akçakale",
		"Ras al-Ain", "Qamishli–Nusaybin", "Nusaybin", "Kassab", "Kasab", "Al-Ra'i", "باب الهوى", "باب السلامة", "جرابلس", "تل أبيض", "رأس العين", "كسب", "نصيبين", "الراعي",
	}},
	{"Syria and the Golan Heights", []string{"Quneitra", "القنيطرة"}},
	{"Iraq and Jordan", []string{"Trebil", "Turaibil", "Tarbil", "Karameh", "Al-Karama", "طريبيل", "الكرامة"}},
	{"Iraq and Saudi Arabia", []string{"Arar", "Jumaima", "عرعر", "الجميمة"}},
	{"Iraq and Kuwait", []string{"Safwan", "Abdali", "سفوان", "العبدلي"}},
	{"Iraq and Iran", []string{
		"Shalamcheh", "Shalamja", "Zurbatiyah", "Zurbatia", "Mehran", "Mandali", "Munthiriya", "Mundhiriya", "Khosravi", "Parwiz Khan", "Bashmaq", "Haji Omaran",
		"الشلامجة", "زرباطية", "مندلي", "المنذرية", "برويزخان", "باشماخ", "حاج عمران",
	}},
	{"Iraq and Türkiye", []string{"Ibrahim Khalil", "Habur", "Sarzeri", "إبراهيم الخليل", "خابور"}},
}

// borderOf returns between which countries the crossing with a folded name lies, and
// "" if it is not in elsewhere.
func borderOf(key string) string {
	for _, b := range elsewhere {
		if slices.ContainsFunc(b.names, func(name string) bool { return names.FoldCrossing(name) == key }) {
			return b.border
		}
	}
	return ""
}
