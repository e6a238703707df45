package exchange

import (
	"io"
	"iter"
	"strconv"

	"github.com/crossingstatus/border"
)

// A stateColumn is one column of states in CSV. There is a row for each side of
// each crossing.
type stateColumn struct {
	header, tag string
	append      func([]byte, *stateRow) []byte
}

// A stateRow is what a row of states is about.
type stateRow struct {
	view     border.View
	crossing border.Crossing
	state    border.State
	side     border.Side
	place    border.Place
	border.SideState
}

// stateColumns are those of states, in order.
var stateColumns = []stateColumn{
	{"on", "#date", func(b []byte, r *stateRow) []byte { return append(b, r.state.On.String()...) }},
	{"known", "#date+known", func(b []byte, r *stateRow) []byte { return append(b, r.state.Known.String()...) }},
	{"crossing", "#loc+code", func(b []byte, r *stateRow) []byte { return append(b, r.crossing.Code...) }},
	{"name", "#loc+name+i_en", func(b []byte, r *stateRow) []byte { return append(b, r.crossing.Names.English...) }},
	{"name.ar", "#loc+name+i_ar", func(b []byte, r *stateRow) []byte { return append(b, r.crossing.Names.Arabic...) }},
	{"name.ku", "#loc+name+i_ku", func(b []byte, r *stateRow) []byte { return append(b, r.crossing.Names.Kurdish...) }},
	{"type", "#loc+type", func(b []byte, _ *stateRow) []byte { return append(b, "border_crossing"...) }},
	{"side", "#loc+side", func(b []byte, r *stateRow) []byte { return append(b, r.side.String()...) }},
	{"country", "#country+code+v_iso3", func(b []byte, r *stateRow) []byte { return append(b, iso3(r.side)...) }},
	{"town", "#loc+town+name+i_en", func(b []byte, r *stateRow) []byte { return append(b, r.place.Town.English...) }},
	{"governorate", "#adm1+name+i_en", func(b []byte, r *stateRow) []byte { return append(b, r.place.Governorate.English...) }},
	{"pcode", "#adm1+code+v_pcode", func(b []byte, r *stateRow) []byte { return append(b, r.place.PCode...) }},
	{"lat", "#geo+lat", func(b []byte, r *stateRow) []byte { return appendDegrees(b, r.place.Point, r.place.Point.Lat) }},
	{"lon", "#geo+lon", func(b []byte, r *stateRow) []byte { return appendDegrees(b, r.place.Point, r.place.Point.Lon) }},
	{"accuracy_m", "#geo+accuracy_m", func(b []byte, r *stateRow) []byte {
		if r.place.Point == (border.Point{}) {
			return b
		}
		return strconv.AppendInt(b, int64(r.place.Point.AccuracyMetres), 10)
	}},
	{"status", "#access+status", func(b []byte, r *stateRow) []byte { return append(b, r.Status.Value.String()...) }},
	{"status.certain", "#access+status+certain", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.Status.Certain) }},
	{"status.disputed", "#access+status+disputed", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.Status.Disputed) }},
	{"status.possible", "#access+status+possible", func(b []byte, r *stateRow) []byte { return appendAll(b, r.Status.Possible()) }},
	{"status.earliest", "#date+earliest+status", func(b []byte, r *stateRow) []byte { return append(b, r.Status.Since.Earliest.String()...) }},
	{"status.latest", "#date+latest+status", func(b []byte, r *stateRow) []byte { return append(b, r.Status.Since.Latest.String()...) }},
	{"status.attested", "#date+attested+status", func(b []byte, r *stateRow) []byte { return append(b, r.Status.Attested.String()...) }},
	{"traffic", "#access+type", func(b []byte, r *stateRow) []byte { return appendTraffic(b, r.Status.Traffic()) }},
	{"direction", "#access+direction", func(b []byte, r *stateRow) []byte { return append(b, r.Status.Direction().String()...) }},
	{"control", "#group+controller+code", func(b []byte, r *stateRow) []byte { return append(b, r.Control.Value...) }},
	{"control.name", "#group+controller+name+i_en", func(b []byte, r *stateRow) []byte {
		party, _ := r.view.Party(r.Control.Value)
		return append(b, party.Names.English...)
	}},
	{"control.unit", "#group+unit", func(b []byte, r *stateRow) []byte { return append(b, r.Control.Unit()...) }},
	{"control.certain", "#group+controller+certain", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.Control.Certain) }},
	{"control.disputed", "#group+controller+disputed", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.Control.Disputed) }},
	{"control.possible", "#group+controller+possible", func(b []byte, r *stateRow) []byte { return appendAll(b, r.Control.Possible()) }},
	{"control.earliest", "#date+control+earliest", func(b []byte, r *stateRow) []byte { return append(b, r.Control.Since.Earliest.String()...) }},
	{"control.latest", "#date+control+latest", func(b []byte, r *stateRow) []byte { return append(b, r.Control.Since.Latest.String()...) }},
	{"control.attested", "#date+attested+control", func(b []byte, r *stateRow) []byte { return append(b, r.Control.Attested.String()...) }},
	{"crossing.status", "#access+crossing+status", func(b []byte, r *stateRow) []byte { return append(b, r.state.Status.Value.String()...) }},
	{"crossing.certain", "#access+certain+crossing+status", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.state.Status.Certain) }},
	{"crossing.disputed", "#access+crossing+disputed+status", func(b []byte, r *stateRow) []byte { return strconv.AppendBool(b, r.state.Status.Disputed) }},
	{"reported", "#date+reported", func(b []byte, r *stateRow) []byte { return append(b, r.state.LastReported().String()...) }},
}

// WriteStatesCSV writes the state of every crossing on a day as CSV, a row for
// each side. Days are plain; the cells of what is infinite or not known are
// empty.
func WriteStatesCSV(w io.Writer, v border.View, day border.Day) error {
	return writeStates(w, v, day, false)
}

// WriteStatesHXL is [WriteStatesCSV] with a row of HXL 1.1 tags below the names.
func WriteStatesHXL(w io.Writer, v border.View, day border.Day) error {
	return writeStates(w, v, day, true)
}

func writeStates(w io.Writer, v border.View, day border.Day, tags bool) error {
	t := newTable(w)
	for _, c := range stateColumns {
		t.raw([]byte(c.header))
	}
	t.end()
	if tags {
		for _, c := range stateColumns {
			t.raw([]byte(c.tag))
		}
		t.end()
	}
	var cell []byte
	for c := range v.Crossings() {
		state, err := v.At(c.Code, day)
		if err != nil {
			return err
		}
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			row := stateRow{v, c, state, side, c.Place(side), state.Side(side)}
			for _, col := range stateColumns {
				cell = col.append(cell[:0], &row)
				if col.tag == "#geo+lat" || col.tag == "#geo+lon" {
					t.raw(cell) // a number, which may be negative
				} else {
					t.cell(cell)
				}
			}
			t.end()
		}
	}
	return t.flush()
}

func iso3(s border.Side) string {
	switch s {
	case border.Syria:
		return "SYR"
	case border.Iraq:
		return "IRQ"
	}
	return ""
}

func appendDegrees(b []byte, p border.Point, degrees float64) []byte {
	if p == (border.Point{}) {
		return b
	}
	return strconv.AppendFloat(b, degrees, 'f', -1, 64)
}

// appendAll appends words as a list in one cell.
func appendAll[V interface{ String() string }](b []byte, words iter.Seq[V]) []byte {
	first := true
	for w := range words {
		if !first {
			b = append(b, " | "...)
		}
		first = false
		b = append(b, w.String()...)
	}
	return b
}

// appendTraffic writes a set of traffic as a list in one cell.
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
