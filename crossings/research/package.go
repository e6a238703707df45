package research

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
)

// A Package is what a data package holds: the claims of a view, with its crossings,
// parties and sources, and the states of the crossings on a day.
type Package struct {
	View   border.View
	Claims iter.Seq[border.Claim] // those of the table of claims; nil: all of the view
	On     border.Day
	// Version is that of the embedded dataset, which is in the public domain (CC0
	// 1.0); "" if the claims are from elsewhere, and then no licence is named.
	Version string
}

// A field is a column of a table: its name, its type in Table Schema, and what it holds.
type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

//go:embed dictionary.txt
var dictionaryText string

// dictionary has the fields of each table by its name, in the order of its columns. In
// the text a line without bars names a table.
var dictionary = func() map[string][]field {
	tables, table := map[string][]field{}, ""
	for line := range strings.Lines(dictionaryText) {
		parts := strings.SplitN(strings.TrimSpace(line), "|", 3)
		if len(parts) == 1 {
			table = parts[0]
			continue
		}
		tables[table] = append(tables[table], field{parts[0], parts[1], parts[2]})
	}
	return tables
}()

//go:embed dictionary.ar.txt
var arabicText string

// inArabic has what the dictionary says of a table, by its name, and of a column, by the
// names of both with a dot between them, in Arabic.
var inArabic = func() map[string]string {
	said := map[string]string{}
	for line := range strings.Lines(arabicText) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), "|")
		said[name] = text
	}
	return said
}()

// A table is one of a package: its name, what it holds, and who writes it.
type table struct {
	name, about string
	key         []string
	reference   [3]string // field, table and field there; "" if none
	write       func(Package, io.Writer) error
}

var tables = []table{
	{"claims", "What sources said, a claim a row. A cell that a spreadsheet would run as a formula has an apostrophe before it.", []string{"id"}, [3]string{"crossing", "crossings", "code"},
		func(p Package, w io.Writer) error { return exchange.WriteCSV(w, p.claims()) }},
	{"states", "What follows from the claims for a day, a side of a crossing a row.", []string{"crossing", "side"}, [3]string{"crossing", "crossings", "code"},
		func(p Package, w io.Writer) error { return exchange.WriteStatesCSV(w, p.View, p.On) }},
	{"crossings", "The crossings, with the places of both sides.", []string{"code"}, [3]string{}, Package.writeCrossings},
	{"parties", "Those that may hold a side.", []string{"code"}, [3]string{}, Package.writeParties},
	{"sources", "The register of sources: who they are, and who speaks for whom.", []string{"name"}, [3]string{}, Package.writeSources},
}

func (p Package) claims() iter.Seq[border.Claim] {
	if p.Claims != nil {
		return p.Claims
	}
	return p.View.All()
}

// WritePackage writes a data package (Frictionless Data Package 1) into a directory,
// which is made if need be: datapackage.json with a schema of each table, the tables as
// CSV, data-dictionary.md and data-dictionary.ar.md that say in English and in Arabic of each
// column what it holds, and dataset.jsonld, the [Package.SchemaOrg]. A file of such a name that is there is written anew, in one step.
func WritePackage(dir string, p Package) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, t := range tables {
		if err := writeFile(dir, t.name+".csv", func(w io.Writer) error { return t.write(p, w) }); err != nil {
			return err
		}
	}
	descriptor, err := marshal(p.descriptor())
	if err != nil {
		return err
	}
	about, err := p.SchemaOrg("")
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"datapackage.json": descriptor, "dataset.jsonld": about, "data-dictionary.md": dictionaryPage(), "data-dictionary.ar.md": arabicPage()} {
		if err := writeFile(dir, name, func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a file beside its place, and puts it there when it is whole.
func writeFile(dir, name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(dir, "."+name+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of no effect once it is renamed
	if err := errors.Join(write(f), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, name))
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

const (
	home     = "https://github.com/crossingstatus/border"
	title    = "Syria–Iraq border crossings: who holds them and whether they are open"
	licence  = "https://creativecommons.org/publicdomain/zero/1.0/"
	ofClaims = "Claims about who controlled each border crossing between Syria and Iraq, on which side, whether it was open and for whom, each with its source, its date as precise as the source gives it, and what sources plan, deny or withdraw."
)

// version returns what tells the package from others: the version of the dataset, else the
// first digits of the digest of its claims.
func (p Package) version() string {
	return cmp.Or(p.Version, p.View.Digest().Short())
}

// descriptor returns datapackage.json.
func (p Package) descriptor() map[string]any {
	var resources []map[string]any
	for _, t := range tables {
		schema := map[string]any{"fields": dictionary[t.name], "primaryKey": t.key, "missingValues": []string{""}}
		if t.reference[0] != "" {
			schema["foreignKeys"] = []any{map[string]any{"fields": t.reference[0], "reference": map[string]string{"resource": t.reference[1], "fields": t.reference[2]}}}
		}
		resources = append(resources, map[string]any{
			"name": t.name, "path": t.name + ".csv", "description": t.about, "profile": "tabular-data-resource",
			"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
		})
	}
	d := map[string]any{
		"profile": "tabular-data-package", "name": "syria-iraq-border-crossings", "title": title, "description": ofClaims,
		"homepage": home, "version": p.version(), "resources": resources,
		"keywords": []string{"border crossings", "Syria", "Iraq", "control", "access"},
	}
	if at := p.View.Through().Recorded; !at.IsZero() {
		d["created"] = at.UTC().Format(time.RFC3339)
	}
	if p.Version != "" {
		d["licenses"] = []map[string]string{{"name": "CC0-1.0", "title": "CC0 1.0 Universal", "path": licence}}
	}
	return d
}

// dictionaryPage returns data-dictionary.md.
func dictionaryPage() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Data dictionary\n\n%s\n", title)
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s.csv\n\n%s\n\n| column | type | what it holds |\n|---|---|---|\n", t.name, t.about)
		for _, f := range dictionary[t.name] {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Type, f.Description)
		}
	}
	return b.Bytes()
}

// arabicPage returns data-dictionary.ar.md.
func arabicPage() []byte {
	var b bytes.Buffer
	b.WriteString("# معجم البيانات\n\nالمعابر الحدودية بين سوريا والعراق\n")
	types := map[string]string{"string": "نص", "date": "يوم", "number": "عدد", "integer": "عدد صحيح", "boolean": "نعم أو لا"}
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s.csv\n\n%s\n\n| العمود | النوع | ما فيه |\n|---|---|---|\n", t.name, inArabic[t.name])
		for _, f := range dictionary[t.name] {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, types[f.Type], inArabic[t.name+"."+f.Name])
		}
	}
	return b.Bytes()
}

// writeRows writes a table of which the rows have a text for each field.
func writeRows(w io.Writer, name string, rows iter.Seq[[]string]) error {
	out := csv.NewWriter(w)
	var head []string
	for _, f := range dictionary[name] {
		head = append(head, f.Name)
	}
	_ = out.Write(head) // Error has what happened
	for row := range rows {
		_ = out.Write(row)
	}
	out.Flush()
	return out.Error()
}

func names(n border.Names) []string { return []string{n.English, n.Arabic, n.Kurdish} }

// mapped yields what make makes of each value.
func mapped[V any](values iter.Seq[V], make func(V) []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for v := range values {
			if !yield(make(v)) {
				return
			}
		}
	}
}

func (p Package) writeCrossings(w io.Writer) error {
	return writeRows(w, "crossings", mapped(p.View.Crossings(), func(c border.Crossing) []string {
		row := slices.Concat([]string{c.Code}, names(c.Names))
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			place := c.Place(side)
			lat, lon := degrees(place.Point)
			row = append(row, place.Town.English, place.Governorate.English, place.ISO, place.PCode, lat, lon)
		}
		return row
	}))
}

// degrees returns where a point is, nothing of no point.
func degrees(p border.Point) (lat, lon string) {
	if p == (border.Point{}) {
		return "", ""
	}
	return strconv.FormatFloat(p.Lat, 'f', -1, 64), strconv.FormatFloat(p.Lon, 'f', -1, 64)
}

func (p Package) writeParties(w io.Writer) error {
	return writeRows(w, "parties", mapped(p.View.Parties(), func(party border.PartyInfo) []string {
		return slices.Concat([]string{string(party.Code), party.Kind, party.Country}, names(party.Names), []string{party.From.String(), party.To.String()})
	}))
}

func (p Package) writeSources(w io.Writer) error {
	return writeRows(w, "sources", mapped(p.View.Sources(), func(s border.SourceInfo) []string {
		return []string{s.Name, s.Names.Arabic, s.Names.Kurdish, s.Kind.String(), s.Of}
	}))
}
