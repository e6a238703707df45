package border

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// A Replacement says which claims of an edition of the dataset stand for one of
// the edition before, whose content, and so whose id, was changed. The zero
// Replacement is not valid.
type Replacement struct {
	Old     uuid.UUID   `json:"old"`
	New     []uuid.UUID `json:"new"`     // none if the claim was dropped
	Edition string      `json:"edition"` // in which it was replaced
}

func cloneReplacements(list []Replacement) []Replacement {
	list = slices.Clone(list)
	for i := range list {
		list[i].New = slices.Clone(list[i].New)
	}
	return list
}

// ReadSuccession reads replacements, one JSON object a line; name is the file's,
// for errors.
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

// MarshalJSON implements [json.Marshaler]; a claim that was dropped has an empty
// list.
func (r Replacement) MarshalJSON() ([]byte, error) {
	type plain Replacement
	if r.New == nil {
		r.New = []uuid.UUID{}
	}
	return json.Marshal(plain(r))
}

// succession finds what replaced a claim.
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

// follow returns the claims that stand for id where held tells which are there:
// id itself if it is, else those that replaced it, in turn, sorted; none if
// nothing did.
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
	slices.SortFunc(found, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return found
}
