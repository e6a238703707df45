package research

import (
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A claimRow is a claim as a row of Parquet: its members under their names, in their
// order, and behind a date its first and its last day. What a claim does not have is
// null, or an empty list.
type claimRow struct {
	ID               string   `parquet:"id"`
	Crossing         string   `parquet:"crossing,dict"`
	Side             string   `parquet:"side,dict"`
	Kind             string   `parquet:"kind,dict"`
	Value            string   `parquet:"value,optional,dict"`
	Unit             string   `parquet:"unit,optional,dict"`
	Traffic          []string `parquet:"traffic,list"`
	Direction        string   `parquet:"direction,optional,dict"`
	When             string   `parquet:"when,optional"`
	Earliest         *int32   `parquet:"earliest,date"`
	Latest           *int32   `parquet:"latest,date"`
	Edge             string   `parquet:"edge,optional,dict"`
	Modality         string   `parquet:"modality,dict"`
	SourceName       string   `parquet:"source.name,dict"`
	SourceVia        []string `parquet:"source.via,list"`
	SourceURL        string   `parquet:"source.url,optional"`
	SourceTitle      string   `parquet:"source.title,optional"`
	SourceArchived   string   `parquet:"source.archived,optional"`
	SourceLang       string   `parquet:"source.lang,optional,dict"`
	Reported         string   `parquet:"reported,optional"`
	ReportedEarliest *int32   `parquet:"reported.earliest,date"`
	ReportedLatest   *int32   `parquet:"reported.latest,date"`
	Recorded         *int64   `parquet:"recorded,timestamp(nanosecond)"`
	Grade            string   `parquet:"grade,optional,dict"`
	Quote            string   `parquet:"quote,optional"`
	Note             string   `parquet:"note,optional"`
	Retracts         []string `parquet:"retracts,list"`
	Denies           []string `parquet:"denies,list"`
	Repeats          []string `parquet:"repeats,list"`
}

// cells returns where the row has the members of a claim, in their order; of recorded,
// which is a time, nil.
func (r *claimRow) cells() []any {
	return []any{
		&r.ID, &r.Crossing, &r.Side, &r.Kind, &r.Value, &r.Unit, &r.Traffic, &r.Direction, &r.When, &r.Edge, &r.Modality,
		&r.SourceName, &r.SourceVia, &r.SourceURL, &r.SourceTitle, &r.SourceArchived, &r.SourceLang,
		&r.Reported, nil, &r.Grade, &r.Quote, &r.Note, &r.Retracts, &r.Denies, &r.Repeats,
	}
}

// groupRows is how many claims a row group has: what the writer holds in memory.
const groupRows = 20_000

// WriteParquet writes claims as Parquet, a column for each member, so that
// [ReadParquet] reads the same claims. Texts and dates in EDTF are strings, recorded is
// a timestamp in nanoseconds of UTC, and the columns earliest and latest, and those of
// reported, are the first and the last day of the date beside them. Lists are lists.
// It holds 20,000 claims in memory. A claim that was recorded in a year which such a
// timestamp does not reach, before 1678 or after 2261, is an error.
func WriteParquet(w io.Writer, claims iter.Seq[border.Claim]) error {
	out := parquet.NewGenericWriter[claimRow](w,
		parquet.Compression(&zstd.Codec{}), parquet.CreatedBy("border", "1", "0"), parquet.MaxRowsPerRowGroup(groupRows))
	var row claimRow
	var claim border.Claim // one for all: the members are of its address
	members, cells := claim.Members(), row.cells()
	rows := make([]claimRow, 0, 256)
	flush := func() error {
		_, err := out.Write(rows)
		rows = rows[:0]
		return err
	}
	for claim = range claims {
		for i, m := range members {
			switch cell := cells[i].(type) {
			case *string:
				text, _ := m.AppendText(nil) // it never fails
				*cell = string(text)
			case *[]string:
				*cell = m.Texts()
			}
		}
		row.Earliest, row.Latest = days(claim.When)
		row.ReportedEarliest, row.ReportedLatest = days(claim.Reported)
		var err error
		if row.Recorded, err = nanoseconds(&claim); err != nil {
			return err
		}
		if rows = append(rows, row); len(rows) == cap(rows) {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return out.Close()
}

// nanoseconds returns when a claim was recorded as Parquet writes it.
func nanoseconds(c *border.Claim) (*int64, error) {
	if c.Recorded.IsZero() {
		return nil, nil
	}
	n := c.Recorded.UnixNano()
	if !time.Unix(0, n).Equal(c.Recorded) {
		return nil, &border.ClaimError{Member: "recorded", Value: c.Recorded.UTC().Format(time.RFC3339Nano),
			Err: fmt.Errorf("claim %s: a time in Parquet is of the years 1678 to 2261; write jsonl or csv", c.ID)}
	}
	return &n, nil
}

// days returns the first and the last day of a date, in days since 1970-01-01; nil where
// it has none or Parquet cannot count so far.
func days(d edtf.Date) (first, last *int32) {
	span := border.SpanOf(d)
	return sinceEpoch(span.Earliest), sinceEpoch(span.Latest)
}

var epoch = border.Date(1970, time.January, 1)

func sinceEpoch(d border.Day) *int32 {
	if d.IsZero() {
		return nil
	}
	n := d.Sub(epoch)
	if int(int32(n)) != n {
		return nil
	}
	of := int32(n)
	return &of
}
