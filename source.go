package border

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// A Source is who said something and where it was read. The zero Source names
// nobody, and no [Claim] may have it.
type Source struct {
	Name     string   // who said it
	Via      []string // the relays who passed it on, in order; the last is the page that was read
	URL      string   // where it was read
	Title    string   // of the page
	Archived string   // address of an archived copy
	Lang     string   // BCP 47 tag of the language of the quote; "" for English
}

// String returns the name and the relays: "Syrian diplomatic sources, via
// Al-Akhbar, North-Press Agency".
func (s Source) String() string {
	if len(s.Via) == 0 {
		return s.Name
	}
	return s.Name + ", via " + strings.Join(s.Via, ", ")
}

// A Grade is a NATO Admiralty grade: how reliable the source is, A to F, and how
// credible what it says, 1 to 6. The zero Grade is ungraded, which is not F6
// ("cannot be judged").
type Grade struct {
	Reliability byte // 'A' (completely reliable) to 'E' (unreliable), 'F' (cannot be judged)
	Credibility byte // '1' (confirmed) to '5' (improbable), '6' (cannot be judged)
}

// ParseGrade reads a grade such as "B2".
func ParseGrade(s string) (Grade, error) {
	if len(s) == 2 && 'A' <= s[0] && s[0] <= 'F' && '1' <= s[1] && s[1] <= '6' {
		return Grade{s[0], s[1]}, nil
	}
	return Grade{}, fmt.Errorf("%q is not a grade: want a letter A to F and a digit 1 to 6, as B2", abridged(s))
}

// IsZero reports whether nothing was graded.
func (g Grade) IsZero() bool { return g == Grade{} }

// String returns the letter and the digit, "" if ungraded.
func (g Grade) String() string {
	if g.IsZero() {
		return ""
	}
	return string([]byte{g.Reliability, g.Credibility})
}

// MarshalText implements [encoding.TextMarshaler]; ungraded is empty.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (g *Grade) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*g = Grade{}
		return nil
	}
	*g, err = ParseGrade(string(text))
	return err
}

// rank orders grades from the best, ungraded last.
func (g Grade) rank() int16 {
	if g.IsZero() {
		return 1<<15 - 1
	}
	return int16(g.Reliability)<<8 | int16(g.Credibility)
}

// A SourceKind says what a source is, so that readers can weigh its word. The zero
// SourceKind is no kind.
type SourceKind string

// The kinds of sources.
const (
	SourceAgency     SourceKind = "agency"     // a news agency
	SourceOutlet     SourceKind = "outlet"     // a newspaper, a broadcaster, a site of news
	SourceOfficial   SourceKind = "official"   // one who speaks for a body, by name or office
	SourceGovernment SourceKind = "government" // a body that governs, commands or fights
	SourceMonitor    SourceKind = "monitor"    // watches the war or the border
	SourceUN         SourceKind = "un"         // a body of the United Nations
	SourceNGO        SourceKind = "ngo"        // a body of aid or of society
	SourceResident   SourceKind = "resident"   // people on the spot: travellers, drivers, witnesses
	SourceBlog       SourceKind = "blog"       // a blog, a wiki, a forum, a copy of unknown make
)

var sourceKinds = []SourceKind{
	SourceAgency, SourceOutlet, SourceOfficial, SourceGovernment, SourceMonitor, SourceUN, SourceNGO, SourceResident, SourceBlog,
}

// String returns the word.
func (k SourceKind) String() string { return string(k) }

// MarshalText implements [encoding.TextMarshaler].
func (k SourceKind) MarshalText() ([]byte, error) { return []byte(k), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]; a word that is no kind is
// an error.
func (k *SourceKind) UnmarshalText(text []byte) error {
	if read := SourceKind(text); slices.Contains(sourceKinds, read) {
		*k = read
		return nil
	}
	words := make([]string, len(sourceKinds))
	for i, k := range sourceKinds {
		words[i] = string(k)
	}
	return fmt.Errorf("kind %q: want one of %s", text, listOf(words))
}

// A SourceInfo is an entry of the register of sources. It says who is behind a name that claims
// give as their source or as a relay. Two names are one if [Fold] returns the same for them.
// The zero SourceInfo is not valid.
type SourceInfo struct {
	Name  string // as claims write it
	Names Names  // in Arabic and Kurdish, where it has them; the English one is Name
	Kind  SourceKind
	Of    string // the Name of the entry for which this one speaks; "" if it speaks for itself
}

// sourceInfoJSON is the JSON form of a SourceInfo.
type sourceInfoJSON struct {
	Name  string     `json:"name"`
	Names Names      `json:"names,omitzero"`
	Kind  SourceKind `json:"kind"`
	Of    string     `json:"of,omitempty"`
}

// MarshalJSON implements [json.Marshaler].
func (s SourceInfo) MarshalJSON() ([]byte, error) { return json.Marshal(sourceInfoJSON(s)) }

// UnmarshalJSON implements [json.Unmarshaler]. Unknown members are errors.
func (s *SourceInfo) UnmarshalJSON(data []byte) error {
	var j sourceInfoJSON
	if err := unmarshalStrict(data, &j); err != nil {
		return err
	}
	*s = SourceInfo(j)
	return s.validate()
}

// In returns the name in a language, "en", "ar" or "ku"; Name where there is none
// in that language.
func (s SourceInfo) In(lang string) string {
	if name := s.Names.In(lang); name != "" {
		return name
	}
	return s.Name
}

func (s *SourceInfo) validate() error {
	if s.Name == "" {
		return fmt.Errorf("a source without a name")
	}
	var kind SourceKind
	if err := kind.UnmarshalText([]byte(s.Kind)); err != nil {
		return fmt.Errorf("source %q: %w", s.Name, err)
	}
	return nil
}

// sourceRegister finds sources by their folded names.
type sourceRegister struct {
	entries []SourceInfo   // in the order of the register
	places  map[string]int // in entries, by folded name
	spelled map[string]int // in entries, by the name as the register spells it, which most claims do
	bodies  []string       // by entry: the folded name of the one for which it speaks, in turn
}

func newSourceRegister(entries []SourceInfo) (*sourceRegister, error) {
	r := &sourceRegister{
		entries: slices.Clone(entries),
		places:  make(map[string]int, len(entries)),
		spelled: make(map[string]int, len(entries)),
		bodies:  make([]string, len(entries)),
	}
	for i := range r.entries {
		s := &r.entries[i]
		if err := s.validate(); err != nil {
			return nil, err
		}
		if j, ok := r.places[Fold(s.Name)]; ok {
			return nil, fmt.Errorf("source %q: the same name as %q", s.Name, r.entries[j].Name)
		}
		r.places[Fold(s.Name)], r.spelled[s.Name] = i, i
	}
	for i := range r.entries {
		s := &r.entries[i]
		for range r.entries {
			if s.Of == "" {
				break
			}
			j, ok := r.places[Fold(s.Of)]
			if !ok {
				return nil, fmt.Errorf("source %q: of %q, which is not in the register", s.Name, s.Of)
			}
			s = &r.entries[j]
		}
		if s.Of != "" {
			return nil, fmt.Errorf("source %q: it speaks for itself by way of others", r.entries[i].Name)
		}
		r.bodies[i] = Fold(s.Name)
	}
	return r, nil
}

// place returns where a source with that name is in entries.
func (r *sourceRegister) place(name string) (i int, ok bool) {
	if i, ok = r.spelled[name]; !ok {
		i, ok = r.places[Fold(name)]
	}
	return i, ok
}

// body returns a key of the body for which a source with that name speaks. Two
// sources with the same key speak for one body. A name that is not in the register
// speaks for itself.
func (r *sourceRegister) body(name string) string {
	key := Fold(name)
	if i, ok := r.places[key]; ok {
		return r.bodies[i]
	}
	return key
}

// origins groups claims by their origin, as a forest of disjoint sets (union–find). Its nodes,
// numbers, are claims and the bodies for which sources speak; all in one tree are of one origin.
// The zero origins has no claims.
type origins struct {
	parents []int32             // by number; a root is its own parent
	claims  map[uuid.UUID]int32 // numbers, by the claim's id
	bodies  map[string]int32    // numbers, by the body's folded name
	names   map[string]int32    // the same numbers, by the names of sources as claims write them
}

// number makes a new node and returns its number.
func (o *origins) number() int32 {
	if o.claims == nil {
		o.claims, o.bodies, o.names = map[uuid.UUID]int32{}, map[string]int32{}, map[string]int32{}
	}
	o.parents = append(o.parents, int32(len(o.parents)))
	return int32(len(o.parents) - 1)
}

// root returns the root of the tree of a number, which all of one origin share.
func (o *origins) root(n int32) int32 {
	for o.parents[n] != n {
		n = o.parents[n]
	}
	return n
}

// shorten makes the root the parent of every number on the way to it.
func (o *origins) shorten(n int32) {
	for root := o.root(n); o.parents[n] != root; {
		o.parents[n], n = root, o.parents[n]
	}
}

// join makes two numbers of one origin.
func (o *origins) join(m, n int32) {
	o.shorten(m)
	o.shorten(n)
	o.parents[o.root(m)] = o.root(n)
}

// of returns the root of a claim that was added; claims of one origin have the same.
func (o *origins) of(claim uuid.UUID) int32 { return o.root(o.claims[claim]) }

// add adds a claim, and joins it with the body for which its source speaks.
func (o *origins) add(claim uuid.UUID, source string, register *sourceRegister) {
	n := o.claim(claim)
	body, ok := o.names[source]
	if !ok {
		key := register.body(source)
		if body, ok = o.bodies[key]; !ok {
			body = o.number()
			o.bodies[key] = body
		}
		o.names[source] = body
	}
	o.join(n, body)
}

// claim returns the number of the claim with an id. No registry need have that claim.
func (o *origins) claim(id uuid.UUID) int32 {
	n, ok := o.claims[id]
	if !ok {
		n = o.number()
		o.claims[id] = n
	}
	return n
}
