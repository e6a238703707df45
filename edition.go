package border

import (
	_ "embed"
	"iter"
	"slices"
	"strings"

	"github.com/google/uuid"
)

//go:embed data/VERSION
var datasetVersion string

// DatasetVersion returns the edition of the embedded dataset, the day of its
// making: "2026.11.30".
func DatasetVersion() string { return strings.TrimSpace(datasetVersion) }

//go:embed data/editions.json
var editionsJSON []byte

// An Edition is a state of the dataset that was given a name, by which citations
// say what they rest on. The zero Edition is none.
type Edition struct {
	Edition string `json:"edition"` // the day of its making: "2026.11.30"
	Digest  Digest `json:"digest"`  // of all its claims
	Claims  int    `json:"claims"`  // how many it has
}

// Editions returns the editions of the dataset, the newest, which is the embedded
// one, last.
func Editions() ([]Edition, error) { return parseList[Edition](editionsJSON, "editions.json") }

// EditionOf returns the edition whose claims have a digest, and ok false if no
// edition has it.
func EditionOf(d Digest) (e Edition, ok bool) {
	editions, err := Editions()
	if err != nil {
		return Edition{}, false
	}
	i := slices.IndexFunc(editions, func(e Edition) bool { return e.Digest == d })
	if i < 0 {
		return Edition{}, false
	}
	return editions[i], true
}

// Replacements works out which claims of a newer edition stand for those of the
// older one that it lacks: the claims that only it has of the same crossing, with
// the same quote from the same page (the same source, where there is no address).
// There may be several, where one was split in two, or none. Of known, lines that
// editors wrote or an earlier edition left, all stay, and are not worked out anew.
// Known comes first, the others follow by their old ids. It takes O(n log n).
func Replacements(older, newer View, edition string, known iter.Seq[Replacement]) []Replacement {
	type words struct{ crossing, page, quote string }
	of := func(c *Claim) words {
		page := c.Source.URL
		if page == "" {
			page = c.Source.Name
		}
		return words{c.Crossing, page, c.Quote}
	}
	var list []Replacement
	written := map[uuid.UUID]bool{}
	for r := range known {
		list = append(list, r)
		written[r.Old] = true
	}
	first := len(list)
	was, is := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for c := range older.All() {
		was[c.ID] = true
	}
	added := map[words][]uuid.UUID{}
	for c := range newer.All() {
		is[c.ID] = true
		if !was[c.ID] {
			added[of(&c)] = append(added[of(&c)], c.ID)
		}
	}
	for c := range older.All() {
		if !is[c.ID] && !written[c.ID] {
			ids := slices.Clone(added[of(&c)])
			slices.SortFunc(ids, compareIDs)
			list = append(list, Replacement{Old: c.ID, New: ids, Edition: edition})
		}
	}
	slices.SortFunc(list[first:], func(a, b Replacement) int { return compareIDs(a.Old, b.Old) })
	return list
}
