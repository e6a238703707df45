package border

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

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
