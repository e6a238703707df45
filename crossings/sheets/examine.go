package sheets

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/crossingstatus/border/exchange"
)

// Bounds on the XML of a part.
const (
	deepest     = 64                      // elements within one another
	longestItem = 4*exchange.MaxRow + 512 // bytes of a token, and of what is read ahead
)

// An examined workbook was read to its end, part by part.
type examined struct {
	parts  []*zip.File
	inside map[string]*inSheet // by the name of a sheet's part
	texts  int                 // how many there are in the table of texts
	empty  map[int]bool        // those in which is nothing
	sheets []namedSheet        // in the order of the workbook

	targets map[string]string // of relations, by their ids
}

// A namedSheet is a sheet with the name of its part.
type namedSheet struct {
	name, part string
	hidden     bool
}

// An inSheet is what was found in a sheet.
type inSheet struct {
	filled     int    // how many rows have something in them
	merged     []area // of more than one row
	unreckoned string // the first cell with a formula and without its value
	line       int    // of that cell
}

// examine reads the parts of a workbook that matter, and returns an error if one of them
// cannot be read to its end, is no XML or holds more than it may. The library that reads
// them afterwards tells of none of this: it would end at the fault, and rows would be lost
// in silence.
func examine(packed *zip.Reader, size int64) (found examined, err error) {
	found.inside, found.empty, found.targets = map[string]*inSheet{}, map[int]bool{}, map[string]string{}
	var unpacked uint64
	names := map[string]bool{}
	for _, part := range packed.File {
		name := nameOf(part)
		if name == "mimetype" || name == "meta-inf/manifest.xml" {
			return found, ErrOpenDocument
		}
		if !matters(name) {
			continue
		}
		if names[name] {
			return found, fmt.Errorf("%w: two parts are %s", ErrDamaged, part.Name)
		}
		names[name] = true
		unpacked += part.UncompressedSize64
		switch {
		case part.UncompressedSize64 > mostUnpacked || unpacked > mostUnpacked,
			unpacked > freeUnpacked && unpacked/mostTight > uint64(size),
			part.UncompressedSize64 > mostOfPart && !isSheet(name) && !isTexts(name):
			return found, fmt.Errorf("%w: %s has %d bytes", ErrTooBig, part.Name, part.UncompressedSize64)
		}
		found.parts = append(found.parts, part)
	}
	for _, texts := range []bool{true, false} { // sheets refer to the texts
		for _, part := range found.parts {
			if isTexts(nameOf(part)) == texts {
				if err := found.part(part); err != nil {
					return found, fmt.Errorf("%s: %w", part.Name, err)
				}
			}
		}
	}
	return found, found.name()
}

// name finds the part of each sheet. A sheet without cells, and cells without a sheet,
// are a damage: rows would be lost.
func (e *examined) name() error {
	named := map[string]bool{}
	for i, sheet := range e.sheets {
		target, ok := e.targets[sheet.part]
		part := strings.ToLower(strings.TrimPrefix(path.Join("/xl", target), "/"))
		if strings.HasPrefix(target, "/") {
			part = strings.ToLower(target[1:])
		}
		if e.inside[part] == nil && !strings.HasPrefix(part, "xl/chartsheets/") || !ok || named[part] {
			return fmt.Errorf("%w: the sheet %q is not there", ErrDamaged, sheet.name)
		}
		named[part], e.sheets[i].part = true, part
	}
	for part, in := range e.inside {
		if in.filled > 0 && !named[part] {
			return fmt.Errorf("%w: nothing names the sheet of %s", ErrDamaged, part)
		}
	}
	if len(e.sheets) == 0 {
		return ErrNoWorkbook
	}
	return nil
}

// nameOf returns the name of a part as other parts give it, whoever packed it.
func nameOf(part *zip.File) string { return strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/")) }

// matters reports whether a part is one of those of which cells are read.
func matters(name string) bool {
	inside, ok := strings.CutPrefix(name, "xl/")
	switch {
	case name == "[content_types].xml", name == "_rels/.rels", strings.HasPrefix(name, "xl/_rels/workbook"), isSheet(name):
		return true
	case !ok || strings.Contains(inside, "/"):
		return false
	}
	return strings.HasPrefix(inside, "workbook") && strings.HasSuffix(inside, ".xml") || inside == "styles.xml" || isTexts(name)
}

func isSheet(name string) bool {
	inside, ok := strings.CutPrefix(name, "xl/worksheets/")
	return ok && !strings.Contains(inside, "/") && strings.HasSuffix(name, ".xml")
}

func isTexts(name string) bool { return name == "xl/sharedstrings.xml" }

// part reads a part to its end.
func (e *examined) part(part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer in.Close()
	whole := &wholeReader{r: in, size: int64(part.UncompressedSize64)}
	whole.next()
	tokens := &tokenReader{xml.NewDecoder(whole), whole, 0}
	name := nameOf(part)
	switch {
	case isSheet(name):
		e.inside[name] = &inSheet{}
		err = e.sheet(tokens, e.inside[name])
	case isTexts(name):
		err = e.table(tokens)
	case strings.HasPrefix(name, "xl/workbook"):
		err = e.workbook(tokens)
	case strings.HasPrefix(name, "xl/_rels/"):
		err = e.relations(tokens)
	}
	for err == nil { // the rest
		_, err = tokens.Token()
	}
	if err == io.EOF {
		_, err = io.Copy(io.Discard, in)
	}
	switch {
	case errors.Is(err, ErrTooBig), errors.Is(err, ErrDamaged):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// A wholeReader reads a part that has as many bytes as it says, and no token that is
// longer than it may be.
type wholeReader struct {
	r          io.Reader
	size, left int64
	token      int
}

func (w *wholeReader) next() { w.token = longestItem }

func (w *wholeReader) Read(b []byte) (int, error) {
	n, err := w.r.Read(b[:min(len(b), 4<<10)])
	w.left += int64(n)
	w.token -= n
	switch {
	case w.left > w.size:
		return 0, fmt.Errorf("%w: more than the %d bytes that it says it has", ErrTooBig, w.size)
	case w.token < 0:
		return 0, fmt.Errorf("%w: a text of more than %d bytes", ErrTooBig, longestItem)
	}
	return n, err
}

// A tokenReader reads XML without declarations of a kind of its own.
type tokenReader struct {
	d     *xml.Decoder
	in    *wholeReader
	depth int
}

func (t *tokenReader) Token() (xml.Token, error) {
	t.in.next()
	token, err := t.d.Token()
	switch token.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > deepest {
			return nil, fmt.Errorf("%w: elements within one another, %d deep", ErrTooBig, t.depth)
		}
	case xml.EndElement:
		t.depth--
	case xml.Directive:
		return nil, fmt.Errorf("%w: a declaration that no workbook has", ErrDamaged)
	}
	return token, err
}

// workbook takes the names of the sheets, with the ids of their parts.
func (e *examined) workbook(tokens *tokenReader) error {
	for {
		token, err := tokens.Token()
		if err != nil {
			return err
		}
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "sheet" {
			id := ""
			for _, a := range t.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			state := attribute(t, "state")
			e.sheets = append(e.sheets, namedSheet{attribute(t, "name"), id, state == "hidden" || state == "veryHidden"})
		}
	}
}

// relations takes the parts that ids stand for.
func (e *examined) relations(tokens *tokenReader) error {
	for {
		token, err := tokens.Token()
		if err != nil {
			return err
		}
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "Relationship" {
			e.targets[attribute(t, "Id")] = attribute(t, "Target")
		}
	}
}

// table counts the texts of the table that cells refer to.
func (e *examined) table(tokens *tokenReader) error {
	written := false
	for {
		token, err := tokens.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				e.texts++
				written = false
			}
		case xml.CharData:
			written = written || len(t) > 0
		case xml.EndElement:
			if t.Name.Local == "si" && !written {
				e.empty[e.texts-1] = true
			}
		}
	}
}

// sheet finds what is in a sheet.
func (e *examined) sheet(tokens *tokenReader, in *inSheet) error {
	row, column, isFilled, inside := 0, 0, false, false
	for {
		token, err := tokens.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "sheetData":
				inside = true
			case inside && t.Name.Local == "row":
				number, err := place(attribute(t, "r"), row)
				if err != nil {
					return err
				}
				row, column, isFilled = number, 0, false
			case inside && t.Name.Local == "c":
				if column, err = place(columnOf(attribute(t, "r")), column); err != nil {
					return err
				}
				c, err := e.cell(tokens, attribute(t, "t"))
				if err != nil {
					return err
				}
				isFilled = isFilled || c.hasText
				if c.isUnreckoned && in.line == 0 {
					in.unreckoned, in.line = cellName(column, row), row
				}
			case t.Name.Local == "mergeCell":
				if err := in.merge(attribute(t, "ref")); err != nil {
					return err
				}
			}
		case xml.EndElement:
			switch {
			case inside && t.Name.Local == "row" && isFilled:
				in.filled++
			case t.Name.Local == "sheetData":
				inside = false
			}
		}
	}
}

// place returns the number of a row or a column, which comes after the last; without one
// it is the next.
func place(number string, last int) (int, error) {
	if number == "" {
		return last + 1, nil
	}
	n, err := strconv.Atoi(number)
	if err != nil || n <= last {
		return 0, fmt.Errorf("%w: a row or a cell %q after number %d", ErrDamaged, number, last)
	}
	return n, nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
