package exchange

import (
	"io"
	"iter"

	"github.com/crossingstatus/border"
)

// WriteCSV writes claims as CSV, a row for each below a row of names. Every
// member is written, so that [Reader.Claims] reads the same claims.
func WriteCSV(w io.Writer, claims iter.Seq[border.Claim]) error { return writeClaims(w, claims, false) }

// WriteHXL is [WriteCSV] with a row of HXL 1.1 tags below the names.
func WriteHXL(w io.Writer, claims iter.Seq[border.Claim]) error { return writeClaims(w, claims, true) }

func writeClaims(w io.Writer, claims iter.Seq[border.Claim], tags bool) error {
	t := newTable(w)
	for i := range columns {
		t.raw([]byte(columns[i].header))
	}
	t.end()
	if tags {
		for i := range columns {
			t.raw([]byte(columns[i].tag))
		}
		t.end()
	}
	var cell []byte
	var claim border.Claim // one for all: the members are of its address
	members := claim.Members()
	for claim = range claims {
		for i := range columns {
			cell = columns[i].append(cell[:0], &claim, members)
			t.cell(cell)
		}
		t.end()
		if t.err != nil {
			break
		}
	}
	return t.flush()
}

// WriteJSONLines writes claims in their JSON form, one a line.
// [border.ReadClaims] reads them back.
func WriteJSONLines(w io.Writer, claims iter.Seq[border.Claim]) error {
	lines := newLines(w)
	for c := range claims {
		if lines.add(append(c.AppendJSON(lines.b), '\n')) != nil {
			break
		}
	}
	return lines.flush()
}
