package exchange

import (
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A column is one column of claims in CSV. Most are a member of the claim.
type column struct {
	header string
	tag    string                                // HXL 1.1
	also   []string                              // other headers and tags by which people call it
	append func([]byte, *border.Claim) []byte    // writes the cell
	set    func(r *rowReader, cell string) error // reads one that is not empty
}

// columns are those of claims, in the order in which they are written.
var columns = []column{
	{"id", "#meta+id", nil, func(b []byte, c *border.Claim) []byte {
		if c.ID == uuid.Nil {
			return b
		}
		return appendID(b, c.ID)
	}, func(r *rowReader, s string) (err error) { r.ID, err = parseID(s); return err }},
	{"crossing", "#loc+code", []string{"crossing.id", "#loc", "#loc+name"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Crossing...)
	}, func(r *rowReader, s string) error { r.Crossing = s; return nil }},
	{"side", "#loc+side", []string{"country", "#country", "#country+code", "#country+code+v_iso3"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Side.String()...)
	}, func(r *rowReader, s string) (err error) { r.Side, err = border.ParseSide(sideWord(s)); return err }},
	{"kind", "#event+type", []string{"#event"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Kind.String()...)
	}, func(r *rowReader, s string) (err error) { r.Kind, err = border.ParseKind(word(s)); return err }},
	{"value", "#event+value", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Value...)
	}, func(r *rowReader, s string) error { r.Value = s; return nil }},
	{"unit", "#group+unit", []string{"#group+name"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Unit...)
	}, func(r *rowReader, s string) error { r.Unit = s; return nil }},
	{"traffic", "#access+type", nil, func(b []byte, c *border.Claim) []byte {
		return appendTraffic(b, c.Traffic)
	}, func(r *rowReader, s string) error { return r.setTraffic(s) }},
	{"direction", "#access+direction", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Direction.String()...)
	}, func(r *rowReader, s string) (err error) {
		r.Direction, err = border.ParseDirection(word(s))
		return err
	}},
	{"when", "#meta+edtf", []string{"edtf", "date", "#date", "#date+occurred"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.When.String()...)
	}, func(r *rowReader, s string) (err error) { r.When, err = parseDate(s); return err }},
	{"earliest", "#date+earliest", []string{"when.earliest"}, func(b []byte, c *border.Claim) []byte {
		return appendDay(b, earliest(c.When))
	}, func(r *rowReader, s string) (err error) { r.when.Earliest, err = parseDay(s); return err }},
	{"latest", "#date+latest", []string{"when.latest"}, func(b []byte, c *border.Claim) []byte {
		return appendDay(b, latest(c.When))
	}, func(r *rowReader, s string) (err error) { r.when.Latest, err = parseDay(s); return err }},
	{"edge", "#event+edge", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, cmp.Or(c.Edge, border.Start).String()...)
	}, func(r *rowReader, s string) (err error) { r.Edge, err = border.ParseEdge(word(s)); return err }},
	{"modality", "#status+modality", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Modality.String()...)
	}, func(r *rowReader, s string) (err error) { r.Modality, err = border.ParseModality(word(s)); return err }},
	{"source.name", "#meta+source", []string{"source", "speaker", "#contact+speaker+name"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Source.Name...)
	}, func(r *rowReader, s string) error { r.Source.Name = s; return nil }},
	{"source.via", "#meta+source+via", []string{"via"}, func(b []byte, c *border.Claim) []byte {
		return joinList(b, c.Source.Via)
	}, func(r *rowReader, s string) error { r.Source.Via = splitList(s); return nil }},
	{"source.url", "#meta+url", []string{"url", "link"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Source.URL...)
	}, func(r *rowReader, s string) error { r.Source.URL = s; return nil }},
	{"source.title", "#meta+source+title", []string{"title"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Source.Title...)
	}, func(r *rowReader, s string) error { r.Source.Title = s; return nil }},
	{"source.archived", "#meta+archive+url", []string{"archived", "archive.url"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Source.Archived...)
	}, func(r *rowReader, s string) error { r.Source.Archived = s; return nil }},
	{"source.lang", "#meta+lang", []string{"lang", "language"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Source.Lang...)
	}, func(r *rowReader, s string) error { r.Source.Lang = s; return nil }},
	{"reported", "#meta+edtf+reported", []string{"#date+reported"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Reported.String()...)
	}, func(r *rowReader, s string) (err error) { r.Reported, err = parseDate(s); return err }},
	{"reported.earliest", "#date+earliest+reported", nil, func(b []byte, c *border.Claim) []byte {
		return appendDay(b, earliest(c.Reported))
	}, func(r *rowReader, s string) (err error) { r.reported.Earliest, err = parseDay(s); return err }},
	{"reported.latest", "#date+latest+reported", nil, func(b []byte, c *border.Claim) []byte {
		return appendDay(b, latest(c.Reported))
	}, func(r *rowReader, s string) (err error) { r.reported.Latest, err = parseDay(s); return err }},
	{"recorded", "#meta+recorded", nil, func(b []byte, c *border.Claim) []byte {
		if c.Recorded.IsZero() {
			return b
		}
		return c.Recorded.UTC().AppendFormat(b, time.RFC3339Nano)
	}, func(r *rowReader, s string) (err error) { r.Recorded, err = parseInstant(s); return err }},
	{"grade", "#meta+grade", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Grade.String()...)
	}, func(r *rowReader, s string) (err error) {
		r.Grade, err = border.ParseGrade(strings.ToUpper(strings.TrimSpace(s)))
		return err
	}},
	{"quote", "#description+quote", nil, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Quote...)
	}, func(r *rowReader, s string) error { r.Quote = s; return nil }},
	{"note", "#description+note", []string{"remarks", "#description", "#description+i_en"}, func(b []byte, c *border.Claim) []byte {
		return append(b, c.Note...)
	}, func(r *rowReader, s string) error { r.Note = s; return nil }},
	{"retracts", "#meta+id+retracts", nil, func(b []byte, c *border.Claim) []byte {
		return appendIDs(b, c.Retracts)
	}, func(r *rowReader, s string) (err error) { r.Retracts, err = parseIDs(s); return err }},
	{"denies", "#meta+id+denies", nil, func(b []byte, c *border.Claim) []byte {
		return appendIDs(b, c.Denies)
	}, func(r *rowReader, s string) (err error) { r.Denies, err = parseIDs(s); return err }},
	{"repeats", "#meta+id+repeats", nil, func(b []byte, c *border.Claim) []byte {
		return appendIDs(b, c.Repeats)
	}, func(r *rowReader, s string) (err error) { r.Repeats, err = parseIDs(s); return err }},
}

// readOnly are columns that people have in their own sheets: of the two
// questions each has its own, in place of kind and value.
var readOnly = []column{
	{"status", "#access+status", []string{"#status+operational", "#status"}, nil, func(r *rowReader, s string) error {
		r.status = s
		return nil
	}},
	{"control", "#group+controller+code", []string{"controller", "#group+controller", "#group"}, nil, func(r *rowReader, s string) error {
		r.control = s
		return nil
	}},
}

// required are the columns without which no row is a claim.
var required = [][]string{{"crossing"}, {"side"}, {"kind", "status", "control"}, {"modality"}, {"source.name"}}

// word puts a word of a vocabulary as it stands in one: people write Closed.
func word(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// sideWord reads a country's code as the side of the border that it is.
func sideWord(s string) string {
	switch s = word(s); s {
	case "sy", "syr":
		return border.Syria.String()
	case "iq", "irq":
		return border.Iraq.String()
	}
	return s
}

// parseDate reads a date. Spreadsheets turn 2014-05 into May-14, which nothing
// turns back.
func parseDate(s string) (edtf.Date, error) {
	d, err := edtf.Parse(strings.TrimSpace(s))
	if day, ok := dayNumber(s); ok {
		return d, fmt.Errorf("a spreadsheet's number of a day, perhaps %s; make the column text and write the date anew", day)
	}
	if err != nil && strings.ContainsAny(s, "/-. ") {
		err = fmt.Errorf("%w; if a spreadsheet changed it, make the column text before opening the file", err)
	}
	return d, err
}

// dayNumber returns the day that a spreadsheet means by a number of five digits: it
// counts from 1899-12-30.
func dayNumber(s string) (day border.Day, ok bool) {
	s = strings.TrimSpace(s)
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 5 || n < 10000 {
		return day, false
	}
	return border.Date(1899, time.December, 30).AddDays(n), true
}

func parseDay(s string) (border.Day, error) {
	d, err := border.ParseDay(strings.TrimSpace(s))
	if number, ok := dayNumber(s); ok && err != nil {
		err = fmt.Errorf("a spreadsheet's number of a day, perhaps %s; want a day as 2014-06-15", number)
	} else if err != nil {
		err = errors.New("want a day as 2014-06-15")
	}
	return d, err
}

func parseInstant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(s))
	if err != nil {
		return time.Time{}, errors.New("want a time as 2019-07-05T14:30:00Z")
	}
	return t.UTC(), nil
}

func parseID(s string) (uuid.UUID, error) {
	id, err := uuid.Parse(strings.TrimSpace(s))
	if err != nil || id == uuid.Nil {
		return uuid.Nil, errors.New("want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818")
	}
	return id, nil
}

// isSeparator reports whether c stands between the members of a list of plain
// words.
func isSeparator(c rune) bool { return strings.ContainsRune("|,; \t\r\n", c) }

func parseIDs(s string) (ids []uuid.UUID, err error) {
	for word := range strings.FieldsFuncSeq(s, isSeparator) {
		id, err := parseID(word)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func appendID(b []byte, id uuid.UUID) []byte {
	var text [36]byte
	hex.Encode(text[:8], id[:4])
	hex.Encode(text[9:13], id[4:6])
	hex.Encode(text[14:18], id[6:8])
	hex.Encode(text[19:23], id[8:10])
	hex.Encode(text[24:], id[10:])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return append(b, text[:]...)
}

func appendIDs(b []byte, ids []uuid.UUID) []byte {
	for i, id := range ids {
		if i > 0 {
			b = append(b, " | "...)
		}
		b = appendID(b, id)
	}
	return b
}

func appendTraffic(b []byte, t border.Traffic) []byte {
	first := true
	for k := range t.Kinds() {
		if !first {
			b = append(b, " | "...)
		}
		first = false
		b = append(b, k.String()...)
	}
	return b
}

func appendDay(b []byte, d border.Day) []byte {
	b, _ = d.AppendText(b) // it never fails
	return b
}

// earliest returns the first day of a date, no day if it has none.
func earliest(d edtf.Date) border.Day {
	day, bound := d.Earliest()
	if bound != edtf.Dated {
		return border.Day{}
	}
	return day
}

// latest returns the last day of a date, no day if it has none.
func latest(d edtf.Date) border.Day {
	day, bound := d.Latest()
	if bound != edtf.Dated {
		return border.Day{}
	}
	return day
}
