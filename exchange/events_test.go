package exchange_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// Columns as the codebooks of ACLED (2024) and of UCDP GED (25.1) list them, each with
// how R reads it: c text, i whole number, d number, D day.
const (
	acledCodebook = "event_id_cnty:c event_date:D year:i time_precision:i disorder_type:c event_type:c sub_event_type:c actor1:c assoc_actor_1:c inter1:c actor2:c assoc_actor_2:c inter2:c interaction:c civilian_targeting:c iso:i region:c country:c admin1:c admin2:c admin3:c location:c latitude:d longitude:d geo_precision:i source:c source_scale:c notes:c fatalities:i tags:c timestamp:i"
	ucdpCodebook  = "id:i relid:c year:i active_year:i code_status:c type_of_violence:i conflict_dset_id:c conflict_new_id:i conflict_name:c dyad_dset_id:c dyad_new_id:i dyad_name:c side_a_dset_id:c side_a_new_id:i side_a:c side_b_dset_id:c side_b_new_id:i side_b:c number_of_sources:i source_article:c source_office:c source_date:D source_headline:c source_original:c where_prec:i where_coordinates:c where_description:c adm_1:c adm_2:c latitude:d longitude:d geom_wkt:c priogrid_gid:i country:c country_id:i region:c event_clarity:i date_prec:i date_start:D date_end:D deaths_a:i deaths_b:i deaths_civilians:i deaths_unknown:i best:i high:i low:i gwnoa:i gwnob:i"
)

// No library reads the files of ACLED or UCDP but as tables; what makes them bind to
// theirs are the columns, their order and their types.
func TestEventsBindToTheCodebooks(t *testing.T) {
	for _, c := range []struct {
		write    func(io.Writer, border.View) error
		codebook string
	}{{exchange.WriteACLED, acledCodebook}, {exchange.WriteUCDP, ucdpCodebook}} {
		var b bytes.Buffer
		require.NoError(t, c.write(&b, dataset(t).View()))
		rows, err := csv.NewReader(&b).ReadAll()
		require.NoError(t, err)
		require.Greater(t, len(rows), 20)
		columns := strings.Fields(c.codebook)
		require.Len(t, rows[0], len(columns))
		ids := map[string]bool{}
		for i, column := range columns {
			name, kind, _ := strings.Cut(column, ":")
			require.Equal(t, name, rows[0][i])
			for _, row := range rows[1:] {
				require.True(t, row[i] == "" || isOfKind(row[i], kind), "%s: %q is not %s", name, row[i], kind)
			}
		}
		for _, row := range rows[1:] {
			require.False(t, ids[row[0]], "id %s is of two events", row[0])
			ids[row[0]] = true
		}
	}
}

func isOfKind(cell, kind string) bool {
	var err error
	switch kind {
	case "i":
		_, err = strconv.ParseInt(cell, 10, 32) // R has no others
	case "d":
		_, err = strconv.ParseFloat(cell, 64)
	case "D":
		_, err = time.Parse(time.DateOnly, cell)
	}
	return err == nil
}

// The kinds of parties are in ACLED's words.
func TestACLEDWords(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, exchange.WriteACLED(&b, dataset(t).View()))
	rows, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	words := []string{"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces", ""}
	seen := map[string]bool{}
	for _, name := range []string{"inter1", "inter2"} {
		i := slices.Index(rows[0], name)
		for _, row := range rows[1:] {
			require.Contains(t, words, row[i])
			seen[row[i]] = true
		}
	}
	require.True(t, seen["State forces"] && seen["Rebel group"])
}

// interaction is one of ACLED's words, the smaller code first; nobody and unknown are no actors.
func TestACLEDInteraction(t *testing.T) {
	full := dataset(t)
	crossing := slices.Collect(full.Crossings())[0]
	crossing.Iraq.Point = border.Point{}
	reg, err := border.New([]border.Crossing{crossing}, slices.Collect(full.Parties()))
	require.NoError(t, err)
	for i, party := range []string{"iraqi-government", "islamic-state", "iraqi-tribal-forces", "none", "us-led-coalition", "al-sanadid", "peshmerga"} {
		day := border.Date(2016, time.January, 1+i)
		c := border.ControlClaim(crossing.Code, border.Iraq, border.Party(party), edtf.DateFromDay(day), border.Source{Name: "A; B", Via: []string{"C"}})
		c.Unit = "unit-" + strconv.Itoa(i)
		_, err = reg.Add(c)
		require.NoError(t, err)
	}
	var b bytes.Buffer
	require.NoError(t, exchange.WriteACLED(&b, reg.View()))
	rows, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	var got [][]string
	for _, row := range rows {
		var cells []string
		for _, name := range []string{"actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "interaction", "geo_precision", "source"} {
			cells = append(cells, row[slices.Index(rows[0], name)])
		}
		got = append(got, cells)
	}
	require.Equal(t, [][]string{
		{"actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "interaction", "geo_precision", "source"},
		{"Iraqi government", "unit-0", "", "", "", "", "A, B"},
		{"Islamic State", "unit-1", "Iraqi government", "unit-0", "State forces-Rebel group", "", "A, B"},
		{"Iraqi tribal forces", "unit-2", "Islamic State", "unit-1", "Rebel group-Political militia", "", "A, B"},
		{"", "unit-3", "Iraqi tribal forces", "unit-2", "Political militia only", "", "A, B"},
		{"US-led coalition", "unit-4", "", "unit-3", "External/Other forces only", "", "A, B"},
		{"al-Sanadid Forces", "unit-5", "US-led coalition", "unit-4", "Rebel group-External/Other forces", "", "A, B"},
		{"Peshmerga", "unit-6", "al-Sanadid Forces", "unit-5", "", "", "A, B"},
	}, got)
}
