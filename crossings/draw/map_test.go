package draw_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// The map puts each crossing where it is, in the colour and the shape of its
// status.
func TestMap(t *testing.T) {
	m := draw.Map{View: registry(t).View(), On: today, Link: func(code string) string { return "/x/" + code + "?a=1&b=2" }}
	root := parse(t, m.Inline())
	var said []string
	for _, c := range root.all("crossing") {
		said = append(said, fmt.Sprintf("%s %s", c.attr("href"), strings.TrimSpace(c.all("told")[0].Text)))
	}
	require.Equal(t, []string{
		"/x/al-yarubiyah-rabia?a=1&b=2 last known: open",
		"/x/al-bukamal-al-qaim?a=1&b=2 last known: restricted",
		"/x/al-tanf-al-waleed?a=1&b=2 last known: closed",
	}, said)
	m.On = border.Date(2012, 7, 15)
	root = parse(t, m.Inline())
	require.Len(t, root.all("doubtful"), 3)
	told := root.all("told")[1]
	require.Equal(t, "last known: open or closed, only possible", told.Text+told.Children[0].Text)
	// The crossings are north to south: Al-Yarubiyah, Al-Bukamal, Al-Tanf.
	halos := root.all("halo")
	y := func(i int) float64 { return percentOf(t, halos[i].attr("cy")) }
	require.Less(t, y(0), y(1))
	require.Less(t, y(1), y(2))
	require.NotEmpty(t, root.all("river"))
}

// The words beside the signs stay inside the map and do not lie on one another,
// at the size that they have on phones.
func TestMapWordsHaveRoom(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
		for _, day := range []border.Day{border.Date(2012, 7, 15), border.Date(2014, 6, 15), today} {
			root := parse(t, draw.Map{View: reg.View(), On: day, Language: l, Link: func(string) string { return "/" }}.Inline())
			bottom := map[string]float64{}
			for _, text := range root.all("place") {
				x, y := percentOf(t, text.attr("x")), percentOf(t, text.attr("y"))
				require.Greater(t, y, 20.0)
				require.Less(t, y+30, 540.0)
				toTheLeft := (text.attr("text-anchor") == "end") == (l == edtf.English)
				room := 778 - x
				if toTheLeft {
					room = x
				}
				for _, line := range text.Children {
					size := 1.0
					said := line.Text
					if len(line.Children) > 0 {
						said = line.Children[0].Text
						size = percentOf(t, strings.TrimSuffix(line.Children[0].attr("font-size"), "em"))
					}
					require.LessOrEqual(t, float64(utf8.RuneCountInString(said))*14.5*size, room+8, said)
				}
				side := fmt.Sprint(toTheLeft)
				require.GreaterOrEqual(t, y-24, bottom[side])
				bottom[side] = y + 34
			}
		}
	}
}

// A map that is a file of its own says which day it shows, what its signs mean, how
// far its claims reach and whose its outlines are.
func TestMapAloneSaysWhatItIs(t *testing.T) {
	for l, wants := range map[edtf.Language][]string{
		edtf.English: {">Map of the Syria–Iraq border, 15 June 2014<", ">open<", ">restricted<", ">intermittent<", ">closed<", ">unknown<", "The claims of this view reach to ", "Natural Earth", ">100 km<", ">Euphrates<"},
		edtf.Arabic:  {"خريطة الحدود السورية العراقية، 15 حزيران 2014", ">مفتوح<", ">مغلق<", "Natural Earth", ">100 كم<", ">الفرات<"},
	} {
		svg := draw.Map{View: registry(t).View(), On: border.Date(2014, 6, 15), Language: l}.Inline()
		for _, want := range wants {
			require.Contains(t, svg, want)
		}
	}
}
