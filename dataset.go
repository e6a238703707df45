package border

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/crossingstatus/border/internal/jsontext"
)

//go:embed data/crossings.json data/parties.json data/sources.json data/claims.jsonl data/succession.jsonl data/texts.ar.json
var embedded embed.FS

// The names of a dataset's files.
const (
	crossingsFile  = "crossings.json"
	partiesFile    = "parties.json"
	sourcesFile    = "sources.json"     // may be missing
	successionFile = "succession.jsonl" // may be missing
	claimsFile     = "claims.jsonl"
	arabicFile     = "texts.ar.json" // may be missing
)

// A dataset is what the files of a dataset say.
type dataset struct {
	world  World
	claims []Claim
	lines  []int // by claim: the line on which it stands
}

var embeddedDataset = sync.OnceValues(func() (dataset, error) {
	dir, err := fs.Sub(embedded, "data")
	if err != nil {
		return dataset{}, err
	}
	d, err := readDataset(dir)
	d.world.Texts = map[string]Texts{"ar": embeddedTexts}
	return d, err
})

// embeddedTexts are the Arabic texts of the embedded dataset. They are read only when
// one is asked for: they take longer to read than all other files of the dataset except
// the claims, and most programs never ask. A test checks that they can be read.
var embeddedTexts = Texts{sync.OnceValue(func() textsJSON {
	data, err := fs.ReadFile(embedded, "data/"+arabicFile)
	if err != nil {
		return textsJSON{}
	}
	j, _ := parseJSON[textsJSON](data, arabicFile)
	return j
})}

// Default returns a registry of the embedded dataset: the crossings, the
// parties, and the claims that their sources make. The files are read once; each
// call makes a fresh registry.
func Default() (*Registry, error) {
	d, err := embeddedDataset()
	if err != nil {
		return nil, err
	}
	return d.registry()
}

// Load returns a registry of a dataset in a directory. It has the files crossings.json,
// parties.json and claims.jsonl, and it may have sources.json, succession.jsonl and
// texts.ar.json. The first fault in any of them is the error; then there is no registry.
func Load(dir fs.FS) (*Registry, error) {
	d, err := readDataset(dir)
	if err != nil {
		return nil, err
	}
	switch data, err := fs.ReadFile(dir, arabicFile); {
	case err == nil:
		arabic, err := ReadTexts(data, arabicFile)
		if err != nil {
			return nil, err
		}
		d.world.Texts = map[string]Texts{"ar": arabic}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return d.registry()
}

func (d dataset) registry() (*Registry, error) {
	r, err := NewWith(d.world)
	if err != nil {
		return nil, err
	}
	if err := r.Load(d.all()); err != nil {
		if e, ok := errors.AsType[*ClaimError](err); ok && 0 < e.Line && e.Line <= len(d.lines) {
			err = at(claimsFile, d.lines[e.Line-1], err)
		}
		return nil, err
	}
	return r, nil
}

// all yields copies of the claims, for one registry.
func (d dataset) all() iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		for i := range d.claims {
			if !yield(d.claims[i].Clone(), nil) {
				return
			}
		}
	}
}

func readDataset(dir fs.FS) (dataset, error) {
	var d dataset
	w := &d.world
	var err error
	if w.Crossings, err = readList[Crossing](dir, crossingsFile); err != nil {
		return dataset{}, err
	}
	slices.SortFunc(w.Crossings, func(x, y Crossing) int { return strings.Compare(x.Code, y.Code) })
	if w.Parties, err = readList[PartyInfo](dir, partiesFile); err != nil {
		return dataset{}, err
	}
	slices.SortFunc(w.Parties, func(x, y PartyInfo) int { return strings.Compare(string(x.Code), string(y.Code)) })
	if w.Sources, err = readList[SourceInfo](dir, sourcesFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return dataset{}, err
	}
	switch data, err := fs.ReadFile(dir, successionFile); {
	case err == nil:
		if w.Succession, err = ReadSuccession(data, successionFile); err != nil {
			return dataset{}, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return dataset{}, err
	}
	claims, err := fs.ReadFile(dir, claimsFile)
	if err != nil {
		return dataset{}, err
	}
	for l, err := range ReadClaimLines(bytes.NewReader(claims), claimsFile) {
		if err != nil {
			return dataset{}, err
		}
		d.claims = append(d.claims, l.Claim)
		d.lines = append(d.lines, l.Line)
	}
	return d, nil
}

func readList[T any](dir fs.FS, name string) ([]T, error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, err
	}
	return parseList[T](data, name)
}

// ReadCrossings reads crossings from a JSON list; name is the file's, for
// errors.
func ReadCrossings(data []byte, name string) ([]Crossing, error) {
	return parseList[Crossing](data, name)
}

// ReadSources reads a register of sources from a JSON list; name is the file's,
// for errors.
func ReadSources(data []byte, name string) ([]SourceInfo, error) {
	return parseList[SourceInfo](data, name)
}

// ReadParties reads parties from a JSON list; name is the file's, for errors.
func ReadParties(data []byte, name string) ([]PartyInfo, error) {
	return parseList[PartyInfo](data, name)
}

// ReadTexts reads the texts of one language from JSON; name is the file's, for
// errors.
func ReadTexts(data []byte, name string) (Texts, error) {
	j, err := parseJSON[textsJSON](data, name)
	if err != nil {
		return Texts{}, err
	}
	return Texts{func() textsJSON { return j }}, nil
}

func parseList[T any](data []byte, name string) ([]T, error) {
	return parseJSON[[]T](data, name)
}

func parseJSON[T any](data []byte, name string) (T, error) {
	var v, none T
	if err := unmarshalStrict(data, &v); err != nil {
		if s, ok := errors.AsType[*json.SyntaxError](err); ok {
			return none, fmt.Errorf("%s:%d: not JSON: %w", name, 1+bytes.Count(data[:s.Offset], []byte{'\n'}), jsontext.Fault(data, err))
		}
		return none, fmt.Errorf("%s: %w", name, jsontext.Fault(data, err))
	}
	return v, nil
}

//go:embed data/VERSION
var datasetVersion string

// DatasetVersion returns the edition of the embedded dataset. It is named after the day
// on which it was made: "2026.11.30".
func DatasetVersion() string { return strings.TrimSpace(datasetVersion) }

//go:embed data/editions.json
var editionsJSON []byte

// An Edition is the dataset as it was published on a day. Citations name it to say what they
// rest on. The zero Edition is none.
type Edition struct {
	Edition string `json:"edition"` // its name, the day on which it was made: "2026.11.30"
	Digest  Digest `json:"digest"`  // of all its claims
	Claims  int    `json:"claims"`  // how many claims it has
}

// Editions returns the editions of the dataset, from the oldest to the newest, which is
// the embedded one.
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
