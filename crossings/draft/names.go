package draft

import (
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
)

// A name is what a crossing, one of its sides, or something else with a like name
// is called in a text: the tokens from i to end.
type name struct {
	code   string // "" if it is of none of the crossings
	side   border.Side
	i, end int

	alone  bool   // it is known for the crossing alone
	shared bool   // there is something else of that name in the northeast
	near   string // of what is not the crossing of that code, but has its name: "Al-Tanf base"
}

// A gazetteer finds the names of crossings in texts. It has the names that
// [border.View.Lookup] takes.
type gazetteer struct {
	names map[string]name     // by folded words without articles, in one
	like  map[string][]string // by their consonants, those of names in Latin letters
	most  int                 // words that a name has
}

func newGazetteer(v border.View) *gazetteer {
	g := &gazetteer{names: map[string]name{}, like: map[string][]string{}}
	shared := map[string]bool{}
	for c := range v.Crossings() {
		for _, h := range c.Homonyms {
			g.put(h.Name, name{near: c.Code})
			if first, _, ok := strings.Cut(h.Name, " "); ok {
				shared[border.Fold(first)] = true // "al-Walid in Al-Hasakeh"
			}
		}
		g.put(c.Names.English, name{code: c.Code, side: border.Both})
		g.put(c.Names.Arabic, name{code: c.Code, side: border.Both})
		g.put(c.Names.Kurdish, name{code: c.Code, side: border.Both})
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			p := c.Place(side)
			for _, n := range append([]string{p.Town.English, p.Town.Arabic, p.Town.Kurdish}, p.Aliases...) {
				g.put(n, name{code: c.Code, side: side})
			}
		}
	}
	for n := range strings.SplitSeq(elsewhere, "|") {
		g.put(n, name{})
	}
	for n := range strings.SplitSeq(landings, "|") {
		if known, ok := g.names[border.Fold(n)]; ok {
			known.alone = true
			g.names[border.Fold(n)] = known
		}
	}
	for key := range shared {
		for other, n := range g.names {
			if n.code != "" && near(key, other) {
				n.shared = true
				g.names[other] = n
			}
		}
	}
	return g
}

// landings are names that are known for their crossings alone, not for a town.
const landings = "Semalka|Simalka|Sêmalka|Faysh Khabur–Semalka|سيمالكا|سيمالکا"

// near reports whether two folded names differ by their vowels only.
func near(a, b string) bool {
	return consonants(a) == consonants(b)
}

func consonants(key string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, key)
}

// leastLike is how many letters a name has at least that is found in a spelling of its
// own: of a shorter one too many words differ by a vowel.
const leastLike = 6

// similar returns the name that is written with other vowels, "Yaarubiyeh" for
// "Yarubiyah". It is none if several places have such.
func (g *gazetteer) similar(key string) (n name, ok bool) {
	if len(key) < leastLike || key[0] >= utf8.RuneSelf {
		return n, false
	}
	for _, other := range g.like[consonants(key)] {
		found := g.names[other]
		if len(key)-len(other) > 2 || len(other)-len(key) > 2 {
			continue
		}
		if ok && found.code != n.code {
			return name{}, false
		}
		n, ok = found, true
	}
	return n, ok
}

// put enters a name, unless it is of another crossing already: then it is of none.
func (g *gazetteer) put(text string, n name) {
	key := border.Fold(text)
	if key == "" {
		return
	}
	if other, ok := g.names[key]; ok && other.code != n.code {
		return
	}
	g.names[key], g.most = n, max(g.most, len(tokens(text)))
	if len(key) >= leastLike && key[0] < utf8.RuneSelf {
		g.like[consonants(key)] = append(g.like[consonants(key)], key)
	}
}

// find returns the names in a sentence, the longest at each place.
func (g *gazetteer) find(list []token) (found []name) {
	for i := 0; i < len(list); {
		n, ok := g.at(list, i)
		if !ok {
			i++
			continue
		}
		if last := len(found) - 1; last >= 0 && found[last].end == n.i && list[n.i].joined && found[last].code == n.code && n.code != "" {
			found[last].side, found[last].end = border.Both, n.end // a pair: "Al-Qaim–Bukamal"
		} else {
			found = append(found, n)
		}
		i = n.end
	}
	return found
}

// at returns the longest name that begins at token i.
func (g *gazetteer) at(list []token, i int) (n name, ok bool) {
	if border.Fold(list[i].text) == "" {
		return n, false
	}
	for _, first := range list[i].forms {
		key := border.Fold(first)
		for end := i + 1; ; end++ {
			found, is := g.names[key]
			if !is && end == i+1 {
				found, is = g.similar(key)
			}
			if is && key != "" && end > n.end && isProper(list[i]) {
				found.i, found.end = i, end
				n, ok = found, true
			}
			if end >= len(list) || end-i >= g.most {
				break
			}
			key += border.Fold(list[end].text)
		}
	}
	return n, ok
}

// isProper reports whether a token may begin a name: in Latin letters only with a
// capital.
func isProper(t token) bool {
	c := t.text[0]
	return c < 'a' || c > 'z'
}
