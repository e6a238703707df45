package research

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// IsParquet reports whether a file that begins with start is Parquet.
func IsParquet(start []byte) bool { return strings.HasPrefix(string(start), "PAR1") }

// ReadParquet yields the claims of a Parquet file of a size, written by [WriteParquet] or by
// another program from such claims; the line of a claim is its row, from 1. It uses Name,
// Lookup and Check of the reader. Columns are the members of a claim, of its source as
// source.name or as a group source; the columns of days are worked out and passed over. A row
// at fault yields its [*border.ClaimError] and reading goes on; a fault of the file ends it.
// Some 1,000 rows are in memory beside the pages that they are in.
func ReadParquet(r io.ReaderAt, size int64, reader exchange.Reader) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		for l, err := range guarded(func(yield func(border.ClaimLine, error) bool) { readParquet(r, size, reader, yield) }) {
			if err != nil {
				err = placed(reader.Name, l.Line, err)
				l = border.ClaimLine{}
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// guarded ends a sequence with an error where the library that reads Parquet panics: of
// a damaged file it may. What the loop's own body does is none of its business.
func guarded(claims iter.Seq2[border.ClaimLine, error]) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		inLoop, stopped := false, false
		defer func() {
			if inLoop {
				return
			}
			if p := recover(); p != nil && !stopped {
				yield(border.ClaimLine{}, errDamaged)
			}
		}()
		claims(func(l border.ClaimLine, err error) bool {
			inLoop = true
			stopped = !yield(l, err)
			inLoop = false
			return !stopped
		})
	}
}

// errDamaged: the library has words for what it met, which help nobody who has the file.
var errDamaged = errors.New("the Parquet file is damaged; get it anew")

// damaged returns errDamaged for an error of the library, but one of reading from the disk as it is.
func damaged(err error) error {
	if _, isOfDisk := errors.AsType[syscall.Errno](err); isOfDisk {
		return err
	}
	return errDamaged
}

// placed says where a fault is: in a row, or with row 0 in the file as a whole.
func placed(file string, row int, err error) error {
	if fault, ok := errors.AsType[*border.ClaimError](err); ok {
		at := *fault
		at.File, at.Line = file, row
		return &at
	}
	if row == 0 {
		return fmt.Errorf("%s: %w", file, err)
	}
	return &border.ClaimError{File: file, Line: row, Err: err}
}

func readParquet(r io.ReaderAt, size int64, reader exchange.Reader, yield func(border.ClaimLine, error) bool) {
	file, err := parquet.OpenFile(r, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		yield(border.ClaimLine{}, damaged(err))
		return
	}
	columns, err := parquetColumns(file.Schema())
	if err != nil {
		yield(border.ClaimLine{}, err)
		return
	}
	number := 0
	buffer := make([]parquet.Row, 1000)
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				number++
				c, fault := claimOf(row, columns, reader)
				if !yield(border.ClaimLine{Claim: c, Line: number}, fault) {
					_ = rows.Close()
					return
				}
			}
			if err == nil && n > 0 {
				continue
			}
			if err != nil && err != io.EOF {
				yield(border.ClaimLine{Line: number + 1}, damaged(err))
				_ = rows.Close()
				return
			}
			break
		}
		_ = rows.Close()
	}
}

// A parquetColumn is what a column of values is: the place of its member among those of
// a claim, -1 if it is passed over, and how its values are texts.
type parquetColumn struct {
	name  string
	place int
	text  func(parquet.Value) string
}

var required = []string{"crossing", "side", "kind", "modality", "source.name"}

// parquetColumns says what the columns of a file are, or what keeps every row from being
// read.
func parquetColumns(schema *parquet.Schema) ([]parquetColumn, error) {
	places := map[string]int{}
	var names []string
	for i, m := range new(border.Claim).Members() {
		places[m.Name()] = i
		names = append(names, m.Name())
	}
	for _, name := range []string{"earliest", "latest", "reported.earliest", "reported.latest"} {
		places[name] = -1
	}
	var columns []parquetColumn
	found := map[string]bool{}
	for _, path := range schema.Columns() {
		leaf, _ := schema.Lookup(path...)
		name := path[0]
		if _, ok := places[name]; !ok && len(path) > 1 {
			name += "." + path[1]
		}
		place, ok := places[name]
		if !ok {
			return nil, fmt.Errorf("column %q is not known; a claim has %s", strings.Join(path, "."), strings.Join(names, ", "))
		}
		text := textOf(leaf.Node.Type())
		if text == nil && place >= 0 {
			return nil, fmt.Errorf("column %q holds %s; want text", name, leaf.Node.Type())
		}
		found[name] = true
		columns = append(columns, parquetColumn{name, place, text})
	}
	for _, name := range required {
		if !found[name] {
			return nil, fmt.Errorf("no column for %s", name)
		}
	}
	return columns, nil
}

// textOf returns how values of a type are texts, as a claim has them: strings as they
// are, times and days as in JSON. Of others it is nil.
func textOf(t parquet.Type) func(parquet.Value) string {
	var logical format.LogicalTypeValue
	if l := t.LogicalType(); l != nil {
		logical = l.Value
	}
	switch logical := logical.(type) {
	case *format.UUIDType:
		return func(v parquet.Value) string {
			id, err := uuid.FromBytes(v.ByteArray())
			if err != nil {
				return string(v.ByteArray())
			}
			return id.String()
		}
	case *format.DateType:
		return func(v parquet.Value) string { return epoch.AddDays(int(v.Int32())).String() }
	case *format.TimestampType:
		if logical.Unit.Value == nil {
			return nil
		}
		unit := logical.Unit.Value.Duration()
		return func(v parquet.Value) string {
			each := int64(time.Second / unit)
			return time.Unix(v.Int64()/each, v.Int64()%each*int64(unit)).UTC().Format(time.RFC3339Nano)
		}
	}
	if t.Kind() == parquet.ByteArray {
		return func(v parquet.Value) string { return string(v.ByteArray()) }
	}
	return nil
}

// claimOf returns the claim of a row.
func claimOf(row parquet.Row, columns []parquetColumn, reader exchange.Reader) (c border.Claim, err error) {
	members := c.Members()
	for _, value := range row {
		column := columns[value.Column()]
		if column.place < 0 || value.IsNull() {
			continue
		}
		text := column.text(value)
		if text == "" && !members[column.place].IsList() {
			continue
		}
		if err := members[column.place].Set(text); err != nil {
			if v, ok := errors.AsType[*border.VocabularyError](err); ok {
				err = fmt.Errorf("want one of %s", strings.Join(v.Allowed, ", "))
			}
			return c, &border.ClaimError{Member: column.name, Value: text, Err: err}
		}
	}
	if reader.Lookup != nil && c.Crossing != "" {
		crossing, err := reader.Lookup(c.Crossing)
		if err != nil {
			return c, &border.ClaimError{Member: "crossing", Err: err}
		}
		c.Crossing = crossing.Code
	}
	if err := c.Validate(); err != nil {
		return c, err
	}
	if reader.Check != nil {
		err = reader.Check(c)
	}
	return c.Clone(), err
}

// headers returns the names of the columns, in their order.
func headers() []string {
	var names []string
	for _, path := range parquet.SchemaOf(claimRow{}).Columns() {
		names = append(names, path[0])
	}
	return slices.Compact(names)
}
