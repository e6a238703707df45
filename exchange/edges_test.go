package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// elsewhere returns a registry of one crossing, with its sides at these points.
func elsewhere(t *testing.T, syria, iraq border.Point, claims ...border.Claim) *border.Registry {
	t.Helper()
	full := dataset(t)
	c, err := full.Lookup(border.AlTanfAlWaleed)
	require.NoError(t, err)
	c.Syria.Point, c.Iraq.Point = syria, iraq
	reg, err := border.New([]border.Crossing{c}, slices.Collect(full.Parties()))
	require.NoError(t, err)
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	return reg
}

// held returns a claim that a party took the Syrian side.
func held(party border.Party, when string) border.Claim {
	return border.ControlClaim(border.AlTanfAlWaleed, border.Syria, party, edtf.MustParse(when), border.Source{Name: "a driver"})
}

// columns returns the cells of some columns, a row each.
func columns(t *testing.T, sheet []byte, names ...string) (rows []string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(sheet)).ReadAll()
	require.NoError(t, err)
	for _, row := range all[1:] {
		var cells []string
		for _, name := range names {
			cells = append(cells, row[slices.Index(all[0], name)])
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	return rows
}

// A place south of the equator or west of Greenwich is a number, too, and no formula.
func TestNegativeDegrees(t *testing.T) {
	v := elsewhere(t, border.Point{Lat: -33.5, Lon: -38.25}, border.Point{Lat: -33.75, Lon: -38.5},
		held(border.SyrianGovernment, "2010-01-01"), held(border.IslamicState, "2015-05-21")).View()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteStatesCSV(&b, v, border.Date(2016, 1, 1)))
	require.Equal(t, []string{"-33.5 -38.25", "-33.75 -38.5"}, columns(t, b.Bytes(), "lat", "lon"))
	for name, write := range map[string]func(io.Writer, border.View) error{"acled": exchange.WriteACLED, "ucdp": exchange.WriteUCDP} {
		b.Reset()
		require.NoError(t, write(&b, v), name)
		require.Equal(t, []string{"-33.5 -38.25", "-33.5 -38.25"}, columns(t, b.Bytes(), "latitude", "longitude"), name)
	}
}

// mapped returns the one feature of a map.
func mapped(t *testing.T, v border.View, day border.Day) (geometry any, properties map[string]any) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteGeoJSON(&b, v, day))
	var m struct {
		Features []struct {
			Geometry   any
			Properties map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &m))
	require.Len(t, m.Features, 1)
	return m.Features[0].Geometry, m.Features[0].Properties
}

// A side of which no source gives the place has none on the map, and is not off Africa.
func TestMapWithoutPoints(t *testing.T) {
	day := border.Date(2016, 1, 1)
	geometry, p := mapped(t, elsewhere(t, border.Point{}, border.Point{}).View(), day)
	require.Nil(t, geometry)
	for _, name := range []string{"accuracy_m", "syria_lat", "syria_lon", "syria_accuracy_m", "iraq_lat", "iraq_lon", "iraq_accuracy_m"} {
		require.Contains(t, p, name)
		require.Nil(t, p[name], name)
	}
	geometry, p = mapped(t, elsewhere(t, border.Point{}, border.Point{Lat: 33.5, Lon: 38.5, AccuracyMetres: 40}).View(), day)
	require.Equal(t, map[string]any{"type": "Point", "coordinates": []any{38.5, 33.5}}, geometry)
	require.Equal(t, []any{nil, nil, 33.5, 38.5, 40.0, 40.0}, []any{p["syria_lat"], p["syria_lon"], p["iraq_lat"], p["iraq_lon"], p["iraq_accuracy_m"], p["accuracy_m"]})
}

// The map counts the plans and the notices that stand on its day.
func TestMapCounts(t *testing.T) {
	plan := border.StatusClaim(border.AlTanfAlWaleed, border.Both, border.Open, edtf.MustParse("2016-03-01"), border.Source{Name: "a ministry"})
	plan.Modality, plan.Reported = border.Planned, edtf.MustParse("2015-12-01")
	queues := border.Notice(border.AlTanfAlWaleed, border.Iraq, border.KindObstacle, "queues", edtf.MustParse("2015-12/.."), border.Source{Name: "a driver"})
	queues.Reported = edtf.MustParse("2015-12-02")
	mines := queues.Clone()
	mines.Value = "mines"
	_, p := mapped(t, elsewhere(t, border.Point{}, border.Point{}, plan, queues, mines).View(), border.Date(2016, 1, 1))
	require.Equal(t, []any{1.0, 2.0}, []any{p["plans"], p["notices"]})
}

// The precision of UCDP is by how many days an event may have been on.
func TestUCDPPrecision(t *testing.T) {
	for when, want := range map[string]string{
		"2014-06-10":               "1",
		"[2014-06-10,2014-06-11]":  "2",
		"[2014-06-10..2014-06-15]": "2",
		"[2014-06-10..2014-06-16]": "3",
		"[2014-06-10..2014-06-17]": "4",
		"[2014-07-01..2014-07-31]": "4",
		"[2014-07-01..2014-08-01]": "5",
		"2016":                     "5",
		"[2014-07-01..2015-07-02]": "",
		"[0000-06-01..0000-06-03]": "none",
		"[0000-12-31..0001-01-01]": "none",
		"[0001-01-01..0001-01-02]": "2",
		"[9999-12-30..9999-12-31]": "2",
	} {
		v := elsewhere(t, border.Point{}, border.Point{}, held(border.SyrianGovernment, "-0010"), held(border.IslamicState, when)).View()
		var b bytes.Buffer
		require.NoError(t, exchange.WriteUCDP(&b, v))
		got := append(columns(t, b.Bytes(), "date_prec"), "none")
		require.Equal(t, want, got[0], when)
	}
}

// bundled returns the objects of a type of the bundle of claims.
func bundled(t *testing.T, kind string, claims ...border.Claim) (list []map[string]any) {
	t.Helper()
	v := elsewhere(t, border.Point{}, border.Point{}, claims...).View()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&b, v, v.All()))
	var bundle struct{ Objects []map[string]any }
	require.NoError(t, json.Unmarshal(b.Bytes(), &bundle))
	for _, o := range bundle.Objects {
		if o["type"] == kind {
			list = append(list, o)
		}
	}
	return list
}

// A language is named in STIX if it is written as RFC 5646 has it.
func TestLanguageTags(t *testing.T) {
	for lang, want := range map[string]any{
		"": nil, "ar": "ar", "ckb": "ckb", "ar-SY": "ar-SY", "zh-Hans-CN": "zh-Hans-CN", "en-abcdefgh": "en-abcdefgh", "abcdefgh": "abcdefgh", "de-1996": "de-1996", "ar-x-a": "ar-x-a",
		"a": nil, "abcdefghi": nil, "en-abcdefghi": nil, "12": nil, "a1": nil, "ar-": nil, "-ar": nil, "ar--SY": nil, "ar_SY": nil, "عربي": nil, "ar-سو": nil, "ar SY": nil,
	} {
		c := held(border.SyrianGovernment, "2014")
		c.Source.URL, c.Source.Lang = "https://example.org/1", lang
		reports := bundled(t, "report", c)
		require.NotEmpty(t, reports)
		require.Equal(t, want, reports[0]["lang"], lang)
	}
}

// A note has a quotation where the claim has one, and days that STIX can have.
func TestNotesOfSTIX(t *testing.T) {
	c := held(border.SyrianGovernment, "0000")
	plain := bundled(t, "note", c)[0]
	require.Equal(t, plain["abstract"], plain["content"])
	require.NotContains(t, fmt.Sprint(plain["extensions"]), "earliest")
	c.Quote, c.When = "they came", edtf.MustParse("0001")
	quoted := bundled(t, "note", c)[0]
	require.Equal(t, quoted["abstract"].(string)+"\n\n“they came”", quoted["content"])
	require.Contains(t, fmt.Sprint(quoted["extensions"]), "earliest:0001-01-01")
}

const shortNames = "crossing,side,kind,value,unit,traffic,when,modality,source\n"

// What is at fault in a row is told, and of what was read in its place nothing.
func TestFaultsOfARowAlone(t *testing.T) {
	for row, want := range map[string][]string{
		"qaim,iraq,colour,x,,fuel,2020,said,X": {
			`sheet.csv:2: kind "colour": want one of control, status, passage, obstacle, threat, authorization, review`,
			`sheet.csv:2: modality "said": want one of observed, reported, planned, expected, denied, feared`,
		},
		"qaim,iraq,colour,Not a word!,border-guards,,2020,observed,X": {`sheet.csv:2: kind "colour": want one of control, status, passage, obstacle, threat, authorization, review`},
		"qaim,iraq,obstacle,Queues At Night,,,2020,observed,X":        {"al-bukamal-al-qaim iraq obstacle Queues At Night 2020 observed X"},
		"qaim,iraq,control,Iraqi-Government ,,,2020,observed,X":       {"al-bukamal-al-qaim iraq control iraqi-government 2020 observed X"},
	} {
		require.Equal(t, want, read(t, shortNames+row+"\n"), row)
	}
}

// A claim whose kind is at fault is checked as one of a kind that it may be, with a value of
// that kind, so that a check finds no fault in what nobody wrote.
func TestCheckOfAFaultyKind(t *testing.T) {
	var faults []string
	var checked []string
	rd := exchange.Reader{Name: "s.csv", Check: func(c border.Claim) error {
		checked = append(checked, c.Kind.String()+" "+c.Value)
		if c.Kind == border.KindControl && !slices.ContainsFunc(slices.Collect(dataset(t).Parties()), func(p border.PartyInfo) bool { return string(p.Code) == c.Value }) {
			return &border.ClaimError{Member: "value", Value: c.Value, Err: errors.New("no such party")}
		}
		return nil
	}}
	for _, err := range rd.Claims(strings.NewReader(shortNames + "qaim,iraq,colour,Not a word!,border-guards,,2020,observed,X\nqaim,iraq,colour,Not a word!,,,2020,observed,X\n")) {
		faults = append(faults, err.Error())
	}
	require.Equal(t, []string{
		`s.csv:2: kind "colour": want one of control, status, passage, obstacle, threat, authorization, review`,
		`s.csv:3: kind "colour": want one of control, status, passage, obstacle, threat, authorization, review`,
	}, faults)
	require.Equal(t, []string{"control syrian-government", "status open"}, checked)
}

// A sheet may end without the end of a line, behind its names or a row, and a tag that is
// not known leaves a column the name above it.
func TestHeadsOfSheets(t *testing.T) {
	const row, want = "qaim,iraq,status,open,,,2020,observed,X", "al-bukamal-al-qaim iraq status open 2020 observed X"
	require.Nil(t, read(t, strings.TrimSpace(shortNames)))
	require.Nil(t, read(t, "sep=,\n"+strings.TrimSpace(shortNames)))
	require.Equal(t, []string{want}, read(t, shortNames+row))
	require.Equal(t, []string{want}, read(t, "sep=,\n"+shortNames+row))
	require.Equal(t, []string{want}, read(t, shortNames+"#loc+code,#loc+side,#event+type,#event+value,#x_unit,#x_traffic,#date,#status+modality,#meta+source\n"+row))
	require.Equal(t, []string{want}, read(t, strings.Replace(shortNames, "source", "source.name", 1)+"#loc+code,#loc+side,#event+type,#event+value,,,#x_when,#x_modality,#x_source\n"+row))
}

// A row has the names of the columns if half of its names are known, and two at least.
func TestNamesOfColumns(t *testing.T) {
	const none = "sheet.csv:1: no row names the columns; name them as crossing, side, kind, value, when, modality, source.name"
	for names, want := range map[string]string{
		"crossing,side,my,own":        `sheet.csv:1: status: no column is for it, nor is there one for control or kind`,
		"crossing,side,my":            `sheet.csv:1: status: no column is for it, nor is there one for control or kind`,
		"crossing,side,my,own,remark": none,
		"crossing,my":                 none,
	} {
		require.Equal(t, want, read(t, names+"\nqaim,iraq,x,y,z\n")[0], names)
	}
}

// Below a row that is at fault the others are read, with their lines, wherever the line ends
// in what was read of the file so far.
func TestRowsBelowAFault(t *testing.T) {
	const good = "qaim,iraq,status,open,,,2020,observed,X"
	for _, end := range []string{"\n", "\r\n", "\r"} {
		names := strings.ReplaceAll(shortNames, "\n", end)
		for _, size := range []int{64 << 10, 128 << 10} { // of the buffer
			for off := -3; off <= 3; off++ {
				bad := `"a"x` + strings.Repeat("y", size+off-len(names)-4)
				got := read(t, names+bad+end+good+end+`"b"x`+end+good+end)
				require.Len(t, got, 4)
				require.Equal(t, "al-bukamal-al-qaim iraq status open 2020 observed X", got[1])
				require.Equal(t, got[1], got[3])
				require.Equal(t, strings.Replace(got[0], ":2:", ":4:", 1), got[2], "%q at %d", end, size+off)
			}
		}
	}
}

// Two claims of one row have nothing in common that one could change of the other.
func TestClaimsOfARowAreApart(t *testing.T) {
	const sheet = "crossing,side,when,status,control,modality,source.name,source.via\nqaim,iraq,2020,open,iraqi-government,observed,X,A | B\n"
	var list []border.Claim
	for c, err := range (exchange.Reader{}).Claims(strings.NewReader(sheet)) {
		require.NoError(t, err)
		list = append(list, c)
	}
	require.Len(t, list, 2)
	list[0].Source.Via[0] = "changed"
	require.Equal(t, []string{"A", "B"}, list[1].Source.Via)
}

// Rows leaves out what is blank, and ends with the fault of the file.
func TestRowsOfABrokenFile(t *testing.T) {
	broken := errors.New("the cable is out")
	var got []string
	for row, err := range exchange.Rows(io.MultiReader(strings.NewReader("a,b\n\n , \n\"c\"x\n1,2\n"), iotest.ErrReader(broken))) {
		got = append(got, fmt.Sprintf("%d %q %v", row.Line, row.Cells, err))
		if len(got) == 9 {
			break
		}
	}
	require.Equal(t, []string{
		`1 ["a" "b"] <nil>`,
		`4 [] claim 4: "x" follows the quotation mark that closes a cell; write one within a cell twice`,
		`5 ["1" "2"] <nil>`,
		`5 [] the cable is out`,
	}, got)
}

// Who cannot write asks for no more claims.
func TestWritersStopAtTheFirstError(t *testing.T) {
	full := errors.New("the disk is full")
	claims := slices.Collect(dataset(t).All())
	for name, write := range map[string]func(io.Writer, iter.Seq[border.Claim]) error{"csv": exchange.WriteCSV, "hxl": exchange.WriteHXL, "jsonl": exchange.WriteJSONLines} {
		asked := 0
		err := write(failing{full}, func(yield func(border.Claim) bool) {
			for i := 0; i < 100*len(claims) && yield(claims[i%len(claims)]); i++ {
				asked++
			}
		})
		require.ErrorIs(t, err, full, name)
		require.Less(t, asked, len(claims), name)
	}
}

// failing is a writer that fails.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
