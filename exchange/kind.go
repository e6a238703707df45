package exchange

import (
	"bytes"
	"errors"
	"slices"
)

// Errors about files that hold no claims, or not in a form that a reader of JSON Lines
// or of CSV takes.
var (
	errSheet    = errors.New("this looks like CSV, not like claims one a line; read it with crossings import")
	errDocument = errors.New("this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them")
	errUTF16    = errors.New("the text is UTF-16; save the sheet as CSV in UTF-8")
	errWorkbook = errors.New("this is a workbook; save its sheet as CSV in UTF-8")
	errParquet  = errors.New("this is Parquet, which crossings import reads")
	errDatabase = errors.New("this is a database (SQLite or GeoPackage); save the table of claims as CSV in UTF-8")
	errStates   = errors.New("this is a sheet of states, which follow from claims; write what you know as rows of crossing, side, when, status or control, modality and source.name")
	errCoded    = errors.New("the text is not UTF-8; save the sheet as CSV in UTF-8")
)

// Unlike returns an error that says what a file is if it is clearly not JSON Lines, but CSV,
// a JSON document, a workbook or text in UTF-16, for instance. Otherwise it returns nil; then
// each line has its own faults. Start is the beginning of the file, some 4096 bytes.
func Unlike(start []byte) error {
	if kind := unreadable(start); kind != nil {
		return kind
	}
	line, _, _ := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(start, bom)), []byte{'\n'})
	if len(line) == 0 || line[0] == '{' {
		return nil
	}
	for _, comma := range separators {
		if bytes.Count(line, []byte{comma}) >= 2 && bytes.IndexByte(line, '{') < 0 {
			return errSheet
		}
	}
	return nil
}

// unreadable returns an error that says what a file is if it must be saved in another format
// before claims can be read from it. Start is the beginning of the file.
func unreadable(start []byte) error {
	switch text := bytes.TrimSpace(bytes.TrimPrefix(start, bom)); {
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return errUTF16
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return errWorkbook
	case bytes.HasPrefix(start, []byte("PAR1")):
		return errParquet
	case bytes.HasPrefix(start, []byte("SQLite format 3\x00")):
		return errDatabase
	case isDocument(text):
		return errDocument
	}
	return nil
}

// documents are the beginnings of what exports write as one object: JSON, GeoJSON, STIX and MISP.
var documents = []string{`{"version":`, `{"type":"FeatureCollection"`, `{"type":"bundle"`, `{"Event":`}

// isDocument reports whether text begins a JSON document: a list, an object of which
// the first line ends within it, or what exports write as one.
func isDocument(text []byte) bool {
	line, _, more := bytes.Cut(text, []byte{'\n'})
	line = bytes.TrimSpace(line)
	switch {
	case bytes.HasPrefix(text, []byte("[")):
		return bytes.HasPrefix(bytes.TrimSpace(text[1:]), []byte("{")) || len(text) == 1
	case more && bytes.HasPrefix(line, []byte("{")) && bytes.ContainsAny(line[len(line)-1:], "{[,"):
		return true // an object over several lines
	}
	return slices.ContainsFunc(documents, func(start string) bool { return bytes.HasPrefix(text, []byte(start)) })
}
