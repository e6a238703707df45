package border

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// A World is everything that a registry is made of, except its claims. Fields may be
// left empty; claims can only be about the crossings and parties that are here.
type World struct {
	Crossings []Crossing
	Parties   []PartyInfo
	// Sources is the register of sources. It says who speaks for whom; a source that is
	// not in it speaks for itself.
	Sources []SourceInfo
	// Succession says which claims editions of the dataset replaced, and by which.
	Succession []Replacement
	// Texts has, by the tag of a language, the translations into that language.
	Texts map[string]Texts
}

// A world is a World that was checked, with its indexes. It never changes.
type world struct {
	crossings    []Crossing // sorted by code
	names        *nameIndex
	parties      []PartyInfo      // sorted by code
	partyCodes   []Party          // their codes; the place of a party here is the number of that value
	partyNumbers map[Party]uint16 // the numbers
	partyNames   map[string]Party // by folded name
	unknownParty uint16
	noParty      uint16 // "none"; the same as unknownParty if there is no such party
	sources      *sourceRegister
	replacements []Replacement
	succession   succession
	texts        map[string]Texts // by language
}

func newWorld(given World) (*world, error) {
	w := &world{partyNumbers: map[Party]uint16{}, replacements: cloneReplacements(given.Succession), texts: maps.Clone(given.Texts)}
	var err error
	if w.sources, err = newSourceRegister(given.Sources); err != nil {
		return nil, err
	}
	if w.succession, err = newSuccession(w.replacements); err != nil {
		return nil, err
	}
	for _, c := range given.Crossings {
		if err := c.validate(); err != nil {
			return nil, err
		}
		w.crossings = append(w.crossings, c.clone())
	}
	slices.SortFunc(w.crossings, func(x, y Crossing) int { return strings.Compare(x.Code, y.Code) })
	for i, c := range w.crossings {
		if i > 0 && c.Code == w.crossings[i-1].Code {
			return nil, fmt.Errorf("crossing %q: two crossings have this code", c.Code)
		}
	}
	w.names = newNameIndex(w.crossings)
	for key, codes := range w.names.whole {
		if len(codes) > 1 {
			return nil, fmt.Errorf("crossing %q: its name %q is also that of %q", codes[1], key, codes[0])
		}
	}
	for _, p := range given.Parties {
		w.parties = append(w.parties, p.clone())
	}
	if !slices.ContainsFunc(w.parties, func(p PartyInfo) bool { return p.Code == UnknownParty }) {
		w.parties = append(w.parties, PartyInfo{Code: UnknownParty, Kind: "unknown", Names: Names{English: "unknown"}})
	}
	slices.SortFunc(w.parties, func(x, y PartyInfo) int { return strings.Compare(string(x.Code), string(y.Code)) })
	for i, p := range w.parties {
		if err := p.validate(); err != nil {
			return nil, err
		}
		if i > 0 && p.Code == w.parties[i-1].Code {
			return nil, fmt.Errorf("party %q: two parties have this code", p.Code)
		}
		w.partyCodes = append(w.partyCodes, p.Code)
		w.partyNumbers[p.Code] = uint16(i)
		if p.Code == UnknownParty {
			w.unknownParty = uint16(i)
		}
	}
	w.noParty = w.unknownParty
	if i, ok := w.partyNumbers[NoParty]; ok {
		w.noParty = i
	}
	if w.partyNames, err = newPartyNames(w.parties); err != nil {
		return nil, err
	}
	if len(w.parties) > 1<<15 || len(w.crossings) > 1<<24 {
		return nil, fmt.Errorf("%d parties and %d crossings are more than a registry holds", len(w.parties), len(w.crossings))
	}
	return w, nil
}

// noCrossing returns the error about a code that no crossing has.
func (w *world) noCrossing(code string) error {
	meant, err := w.names.find(code)
	if err != nil {
		return err
	}
	return &LookupError{Name: code, Reason: "want its code", Candidates: []string{meant}}
}

func (w *world) crossingList() string {
	codes := make([]string, len(w.crossings))
	for i, c := range w.crossings {
		codes[i] = c.Code
	}
	return listOf(codes)
}

func (w *world) partyList() string {
	codes := make([]string, len(w.parties))
	for i, p := range w.parties {
		codes[i] = string(p.Code)
	}
	return listOf(codes)
}

// numberOf returns the number by which the rules know the value of a claim of control
// or status, and ok false if there is no such value.
func (w *world) numberOf(c *Claim) (n uint16, ok bool) {
	if c.Kind == KindControl {
		i, ok := w.partyNumbers[Party(c.Value)]
		return i, ok
	}
	s, err := ParseStatus(c.Value)
	return uint16(s), err == nil
}

// Texts are translations of what claims say in English: of notes and of the values of notices,
// by the claim's id, and of the names of units, by their codes. They are apart from the claims,
// because a claim never changes. (The names of sources are in the register of sources,
// [SourceInfo].Names.) Texts do not change. The zero Texts has none.
type Texts struct {
	read func() textsJSON // nil if there are none
}

// textsJSON is the JSON form of Texts.
type textsJSON struct {
	Units  map[string]string    `json:"units,omitempty"`
	Values map[uuid.UUID]string `json:"values,omitempty"`
	Notes  map[uuid.UUID]string `json:"notes,omitempty"`
}

func (t Texts) all() textsJSON {
	if t.read == nil {
		return textsJSON{}
	}
	return t.read()
}

// Value returns the value of a notice, by its claim, and ok false if there is no
// text for it.
func (t Texts) Value(claim uuid.UUID) (text string, ok bool) {
	text, ok = t.all().Values[claim]
	return text, ok
}

// Note returns the note of a claim, and ok false if there is no text for it.
func (t Texts) Note(claim uuid.UUID) (text string, ok bool) {
	text, ok = t.all().Notes[claim]
	return text, ok
}

// Unit returns the name of a unit, by its code, and ok false if there is none.
func (t Texts) Unit(code string) (name string, ok bool) {
	name, ok = t.all().Units[code]
	return name, ok
}

// A Replacement says that an edition of the dataset replaced a claim of the edition
// before. To correct the content of a claim is to replace it, since the id follows from
// the content. The zero Replacement is not valid.
type Replacement struct {
	Old     uuid.UUID   `json:"old"`     // the claim that was replaced
	New     []uuid.UUID `json:"new"`     // the claims that stand for it now; none if it was dropped
	Edition string      `json:"edition"` // the edition that replaced it
}

func cloneReplacements(list []Replacement) []Replacement {
	list = slices.Clone(list)
	for i := range list {
		list[i].New = slices.Clone(list[i].New)
	}
	return list
}

// ReadSuccession reads a succession: the replacements of all editions, one JSON object a
// line. Name is that of the file, for errors.
func ReadSuccession(data []byte, name string) ([]Replacement, error) {
	var list []Replacement
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var r Replacement
		if err := unmarshalStrict(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		list = append(list, r)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// MarshalJSON implements [json.Marshaler]. If the claim was dropped, new is an empty list.
func (r Replacement) MarshalJSON() ([]byte, error) {
	type plain Replacement
	if r.New == nil {
		r.New = []uuid.UUID{}
	}
	return json.Marshal(plain(r))
}

// succession has, for each claim that an edition replaced, the claims that it was
// replaced by. One of those may have been replaced by a later edition.
type succession map[uuid.UUID][]uuid.UUID

func newSuccession(list []Replacement) (succession, error) {
	s := make(succession, len(list))
	for _, r := range list {
		if r.Old == uuid.Nil || r.Edition == "" {
			return nil, fmt.Errorf("succession: %q: a replacement needs the id of the old claim and an edition", r.Old)
		}
		if _, ok := s[r.Old]; ok {
			return nil, fmt.Errorf("succession: claim %s is replaced twice", r.Old)
		}
		s[r.Old] = r.New
	}
	return s, nil
}

// concerns reports whether a claim names others so that it must be linked with them: it
// retracts or denies some, or repeats one that an edition replaced.
func (s succession) concerns(c *Claim) bool {
	return len(c.Retracts)+len(c.Denies) > 0 || slices.ContainsFunc(c.Repeats, func(id uuid.UUID) bool { return s.isReplaced(id) })
}

// isReplaced reports whether an edition replaced a claim.
func (s succession) isReplaced(id uuid.UUID) bool {
	_, ok := s[id]
	return ok
}

// mayStandFor returns the ids of a claim that an edition replaced and of all claims that
// replaced it, in turn, whether or not the registry has them. It returns nil if no edition
// replaced the claim.
func (s succession) mayStandFor(id uuid.UUID) (may []uuid.UUID) {
	if !s.isReplaced(id) {
		return nil
	}
	s.follow(id, func(id uuid.UUID) bool { may = append(may, id); return false })
	return may
}

// explain returns the error about an id of which the registry has no claim. Found are
// the claims that it has and that stand for it.
func (s succession) explain(id uuid.UUID, found []uuid.UUID) error {
	switch {
	case len(found) > 0:
		texts := make([]string, len(found))
		for i, id := range found {
			texts[i] = id.String()
		}
		return fmt.Errorf("%w; the dataset replaced it: name %s instead", ErrUnknownClaim, strings.Join(texts, ", "))
	case s.isReplaced(id) && len(s[id]) == 0:
		return fmt.Errorf("%w; the dataset dropped it", ErrUnknownClaim)
	}
	return ErrUnknownClaim
}

// follow returns the claims that stand for id, sorted: id itself if held reports that it
// is there, else those of its replacements that are there, and so on in turn.
func (s succession) follow(id uuid.UUID, held func(uuid.UUID) bool) []uuid.UUID {
	var found []uuid.UUID
	seen := map[uuid.UUID]bool{}
	var visit func(uuid.UUID)
	visit = func(id uuid.UUID) {
		if seen[id] {
			return
		}
		seen[id] = true
		if held(id) {
			found = append(found, id)
			return
		}
		for _, next := range s[id] {
			visit(next)
		}
	}
	visit(id)
	return sortedIDs(found)
}
