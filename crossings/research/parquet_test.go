package research

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

func dataset(t testing.TB) border.View {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	return reg.View()
}

func written(t testing.TB, claims ...border.Claim) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteParquet(&b, slices.Values(claims)))
	return b.Bytes()
}

func readBack(t testing.TB, data []byte) (claims []border.Claim) {
	t.Helper()
	for l, err := range ReadParquet(bytes.NewReader(data), int64(len(data)), exchange.Reader{Name: "x.parquet"}) {
		require.NoError(t, err)
		claims = append(claims, l.Claim)
		require.Equal(t, len(claims), l.Line)
	}
	return claims
}

// The table of columns has every member of a claim, in its order, and what is worked out.
func TestColumnsAreTheMembers(t *testing.T) {
	var want []string
	for _, m := range new(border.Claim).Members() {
		want = append(want, m.Name())
		switch m.Name() {
		case "when":
			want = append(want, "earliest", "latest")
		case "reported":
			want = append(want, "reported.earliest", "reported.latest")
		}
	}
	require.Equal(t, want, headers())
	require.Len(t, new(claimRow).cells(), len(new(border.Claim).Members()))
}

func TestDatasetReadsBackWhole(t *testing.T) {
	want := slices.Collect(dataset(t).All())
	data := written(t, want...)
	require.True(t, IsParquet(data))
	require.Equal(t, want, readBack(t, data))
	require.Equal(t, data, written(t, want...), "the same each time")
}

var update = flag.Bool("update", false, "rewrite the example files")

// The example file holds the claims of the other formats' examples.
func TestExampleFile(t *testing.T) {
	const name = "testdata/claims.parquet"
	f, err := os.Open("../../exchange/testdata/claims.jsonl")
	require.NoError(t, err)
	defer f.Close()
	v := dataset(t)
	reg, err := border.New(slices.Collect(v.Crossings()), slices.Collect(v.Parties()))
	require.NoError(t, err)
	err = reg.Load(border.ReadClaims(f, f.Name()))
	require.NoError(t, err)
	want := slices.Collect(reg.All())
	if *update {
		require.NoError(t, os.WriteFile(name, written(t, want...), 0o644))
	}
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, want, readBack(t, data))
}

// Every member, and texts and times at their ends, come back as they were.
func TestEveryMemberReadsBack(t *testing.T) {
	one := border.Claim{
		Crossing: "x", Side: border.Both, Kind: border.KindStatus, Value: "open", Traffic: border.Commercial | border.Military, Direction: border.SyriaToIraq,
		When: edtf.MustParse("Y17E3"), Edge: border.Seen, Modality: border.Planned, Reported: edtf.MustParse("[2014..]"),
		Source: border.Source{Name: "=1+1", Via: []string{"a | b", `c\d`, " e "}, URL: "u", Title: "t\r\n", Archived: "a", Lang: "ar"},
		Grade:  border.Grade{Reliability: 'B', Credibility: '2'}, Quote: "«قال» \x00 \U0001F6A7", Note: "'",
		Recorded: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC),
		Retracts: []uuid.UUID{{1}, {2}}, Denies: []uuid.UUID{{3}}, Repeats: []uuid.UUID{{4}},
	}
	one.ID = one.ContentID()
	two := border.Claim{Crossing: "x", Side: border.Iraq, Kind: border.KindControl, Value: "p", Unit: "u", Modality: border.Reported, Source: border.Source{Name: "s"},
		When: edtf.MustParse("-1985-04"), Edge: border.Start, Recorded: time.Date(2260, 12, 31, 23, 59, 59, 999_999_999, time.UTC)}
	two.ID = two.ContentID()
	three := border.Claim{ID: uuid.UUID{9}, Crossing: "x", Side: border.Iraq, Kind: border.KindStatus, Modality: border.Denied, Source: border.Source{Name: "s"}, Edge: border.Start,
		Retracts: []uuid.UUID{{1}}, Recorded: time.Date(1700, 1, 1, 0, 0, 0, 1, time.UTC)}
	want := []border.Claim{one, two, three}
	require.Equal(t, want, readBack(t, written(t, want...)))
	require.Empty(t, readBack(t, written(t)))
}

func TestParquetTellsATimeThatItCannotHold(t *testing.T) {
	c := border.Claim{ID: uuid.UUID{1}, Recorded: time.Date(1492, 10, 12, 0, 0, 0, 0, time.UTC)}
	require.EqualError(t, WriteParquet(&bytes.Buffer{}, slices.Values([]border.Claim{c})),
		`recorded "1492-10-12T00:00:00Z": claim 01000000-0000-0000-0000-000000000000: a time in Parquet is of the years 1678 to 2261; write jsonl or csv`)
}

// Files that are not as ReadParquet wants them are refused, each with its reason.
func TestReadParquetRefuses(t *testing.T) {
	type sheet struct {
		Crossing string `parquet:"crossing"`
		Comments string `parquet:"comments"`
	}
	type numbers struct {
		Crossing int64 `parquet:"crossing"`
	}
	type short struct {
		Crossing string `parquet:"crossing"`
		Side     string `parquet:"side"`
	}
	type whole struct {
		Crossing string `parquet:"crossing"`
		Side     string `parquet:"side"`
		Kind     string `parquet:"kind"`
		Value    string `parquet:"value"`
		When     int32  `parquet:"when,date"`
		Modality string `parquet:"modality"`
		Source   struct {
			Name string `parquet:"name"`
		} `parquet:"source"`
	}
	row := whole{Crossing: "qaim", Side: "iraq", Kind: "status", Value: "open", When: 20000, Modality: "observed"}
	row.Source.Name = "Desk"
	wrong, nowhere := row, row
	wrong.Side, nowhere.Crossing = "north", "atlantis"
	whole1 := of(t, row)
	for want, data := range map[string][]byte{
		`x.parquet: column "comments" is not known; a claim has id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source.name, source.via, source.url, source.title, source.archived, source.lang, reported, recorded, grade, quote, note, retracts, denies, repeats`: of(t, sheet{}),
		`x.parquet: column "crossing" holds INT(64,true); want text`: of(t, numbers{}),
		`x.parquet: no column for kind`:                              of(t, short{}),
		`x.parquet:1: side "north": want one of syria, iraq, both`:   of(t, wrong),
		`x.parquet:1: crossing: "atlantis": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`: of(t, nowhere),
	} {
		var told []string
		for _, err := range ReadParquet(bytes.NewReader(data), int64(len(data)), exchange.Reader{Name: "x.parquet", Lookup: dataset(t).Lookup}) {
			if err != nil {
				told = append(told, err.Error())
			}
		}
		require.Equal(t, []string{want}, told)
	}
	// What another program writes: a group, and a day in place of a text.
	for l, err := range ReadParquet(bytes.NewReader(whole1), int64(len(whole1)), exchange.Reader{Lookup: dataset(t).Lookup}) {
		require.NoError(t, err)
		require.Equal(t, "2024-10-04", l.Claim.When.String())
		require.Equal(t, "Desk", l.Claim.Source.Name)
		require.Equal(t, border.AlBukamalAlQaim, l.Claim.Crossing)
	}
}

func of[T any](t *testing.T, rows ...T) []byte {
	var b bytes.Buffer
	require.NoError(t, parquet.Write(&b, rows))
	return b.Bytes()
}

// A damaged file ends with an error, whatever the library that reads it does.
func FuzzReadParquet(f *testing.F) {
	c := border.Claim{ID: uuid.UUID{1}, Crossing: "x", Side: border.Iraq, Kind: border.KindStatus, Value: "open", Modality: border.Reported, Source: border.Source{Name: "s", Via: []string{"a"}}, When: edtf.MustParse("2014")}
	whole := written(f, c)
	f.Add(whole)
	f.Add(whole[:len(whole)-9])
	f.Add([]byte("PAR1PAR1"))
	for _, place := range []int{4, 60, len(whole) / 2, len(whole) - 40} {
		damaged := bytes.Clone(whole)
		damaged[place] ^= 0x55
		f.Add(damaged)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for l, err := range ReadParquet(bytes.NewReader(data), int64(len(data)), exchange.Reader{Name: "x"}) {
			if err != nil {
				continue
			}
			require.NoError(t, l.Claim.Validate())
		}
	})
}
