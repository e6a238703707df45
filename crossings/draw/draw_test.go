package draw_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

var today = border.Date(2026, time.November, 24)

// registry returns the small registry of the web tests.
func registry(t testing.TB) *border.Registry {
	reg, err := border.Load(os.DirFS("../web/testdata"))
	require.NoError(t, err)
	return reg
}

// An element of a drawing, with what stands in it.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the elements within e that have a class.
func (e *element) all(class string) (found []*element) {
	for i := range e.Children {
		c := &e.Children[i]
		if strings.Contains(" "+c.attr("class")+" ", " "+class+" ") {
			found = append(found, c)
		}
		found = append(found, c.all(class)...)
	}
	return found
}

func parse(t testing.TB, svg string) *element {
	var e element
	require.NoError(t, xml.Unmarshal([]byte(svg), &e), svg[:min(400, len(svg))])
	return &e
}

func percentOf(t testing.TB, s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	require.NoError(t, err, s)
	return v
}

func inline(t testing.TB, d draw.Timeline) *element {
	svg, err := d.Inline()
	require.NoError(t, err)
	return parse(t, svg)
}

func timeline(t testing.TB) draw.Timeline {
	return draw.Timeline{View: registry(t).View(), Code: border.AlBukamalAlQaim, Today: today, Refer: address,
		From: border.Date(2012, 1, 1), To: border.Date(2021, 12, 31)}
}

// rows are, after the crossing's own lane, bars and marks of status and control of
// Syria, then of Iraq.
const (
	crossingRow = iota
	syriaStatus
	syriaStatusMarks
	syriaControl
)

// Each day of the window lies in exactly one bar of a lane.
func TestBarsCoverTheWindow(t *testing.T) {
	for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
		d := timeline(t)
		d.Language = l
		for n, row := range inline(t, d).all("row") {
			if n > 8 || n > 0 && n%2 == 0 {
				continue // marks, plans and notices lie where they like
			}
			at := 0.0
			bars := row.all("bar")
			require.NotEmpty(t, bars)
			if l == edtf.Arabic {
				at = 100
			}
			for _, bar := range bars {
				box := bar.Children[len(bar.Children)-1]
				for _, c := range bar.Children {
					if c.XMLName.Local == "rect" {
						box = c
						break
					}
				}
				x, width := percentOf(t, box.attr("x")), percentOf(t, box.attr("width"))
				if l == edtf.Arabic {
					require.InDelta(t, at, x+width, .15, "row %d", n)
					at = x
				} else {
					require.InDelta(t, at, x, .15, "row %d", n)
					at = x + width
				}
			}
			require.InDelta(t, map[edtf.Language]float64{edtf.English: 100, edtf.Arabic: 0}[l], at, .15)
		}
	}
}

// "July 2012" is drawn over the days of July, hatched with both that may be: a
// gradient would read as a gradual change.
func TestVagueEdgeIsHatchedOverItsDays(t *testing.T) {
	root := inline(t, timeline(t))
	var vague *element
	for _, bar := range root.all("row")[syriaStatus].all("bar") {
		if strings.HasPrefix(bar.attr("aria-label"), "1 July 2012 to 18 July 2012: open or closed") {
			vague = &bar.Children[0]
		}
	}
	require.NotNil(t, vague)
	require.Equal(t, "url(#th-open-closed)", vague.attr("fill"))
	days := border.Date(2021, 12, 31).Sub(border.Date(2012, 1, 1)) + 1
	require.InDelta(t, 100*182/float64(days), percentOf(t, vague.attr("x")), .01)
	// From the 19th on the side was in other hands, and nobody says what became of the gate.
	require.InDelta(t, 100*18/float64(days), percentOf(t, vague.attr("width")), .01)
	svg, err := timeline(t).Inline()
	require.NoError(t, err)
	require.NotContains(t, svg, "Gradient")
}

// Rivals lie side by side; an episode that may have been interrupts what stood.
func TestRivalsAndEpisodes(t *testing.T) {
	root := inline(t, timeline(t))
	var rivals, trial int
	for _, bar := range root.all("row")[syriaControl].all("bar") {
		if strings.Contains(bar.attr("aria-label"), "disputed") {
			rivals += len(bar.all("rival"))
		}
	}
	require.Equal(t, 2, rivals)
	for _, bar := range root.all("row")[syriaStatus].all("bar") {
		if strings.Contains(bar.attr("aria-label"), "trial") {
			trial++
			require.Equal(t, "1 April 2019 to 30 April 2019: closed, trial run or unknown, only possible", bar.attr("aria-label"))
			require.Equal(t, "url(#th-closed-trial-unknown)", bar.Children[0].attr("fill"))
		}
	}
	require.Equal(t, 1, trial)
	// Its claim is a bracket: a line and two ends.
	for _, mark := range root.all("row")[syriaStatusMarks].all("mark") {
		if strings.Contains(mark.attr("aria-label"), "trial") {
			require.Len(t, mark.Children, 3)
		}
	}
}

// What was not attested lately is pale after its last attested day, and nothing is
// pale that something else follows after the window.
func TestPaleIsLastKnown(t *testing.T) {
	d := timeline(t)
	require.Empty(t, inline(t, d).all("row")[crossingRow].all("pale"))
	d.To = today
	pale := inline(t, d).all("row")[crossingRow].all("pale")
	require.Len(t, pale, 1)
	first := border.Date(2019, 9, 30).AddDays(1)
	require.Greater(t, percentOf(t, pale[0].attr("x")), 100*float64(first.Sub(d.From))/float64(today.Sub(d.From)+1)-.1)
}

// A plan is a ghost: the days for which it was, and a line on to the day it came
// true.
func TestPlansAreGhosts(t *testing.T) {
	ghosts := inline(t, timeline(t)).all("ghost")
	require.Len(t, ghosts, 1)
	require.Equal(t, "Syrian diplomats, via Al-Akhbar: open, due by 5 August 2019: late, 56 days late", ghosts[0].attr("aria-label"))
	require.Len(t, ghosts[0].all("ghostly"), 1)
	slip := ghosts[0].all("slip")
	require.Len(t, slip, 1)
	days := float64(border.Date(2021, 12, 31).Sub(border.Date(2012, 1, 1)) + 1)
	require.InDelta(t, 100*56/days, percentOf(t, slip[0].attr("x2"))-percentOf(t, slip[0].attr("x1")), .02)
}

// A file of its own is whole: XML with a size and colours, and nothing from
// elsewhere.
func TestFileStandsAlone(t *testing.T) {
	for code := range map[string]bool{border.AlBukamalAlQaim: true, border.AlTanfAlWaleed: true} {
		for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
			var b bytes.Buffer
			d := timeline(t)
			d.Code, d.Language = code, l
			n, err := d.WriteTo(&b)
			require.NoError(t, err)
			require.EqualValues(t, b.Len(), n)
			requireAlone(t, b.String())
		}
	}
	requireAlone(t, draw.Map{View: registry(t).View(), On: today}.Inline())
}

func requireAlone(t testing.TB, svg string) {
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			require.Equal(t, "http://www.w3.org/2000/svg", e.Name.Space)
			require.NotContains(t, []string{"script", "style", "image", "foreignObject", "a"}, e.Name.Local)
		}
	}
	for _, u := range regexp.MustCompile(`https?://[^"' ]+|url\([^)]*\)`).FindAllString(svg, -1) {
		require.Truef(t, u == "http://www.w3.org/2000/svg" || strings.HasPrefix(u, "url(#"), u)
	}
	for _, id := range regexp.MustCompile(`url\(#([^)]*)\)`).FindAllStringSubmatch(svg, -1) {
		require.Contains(t, svg, `id="`+id[1]+`"`)
	}
	require.Contains(t, svg, `fill="#`)
}

// What claims say is text in drawings, too.
func TestMarkupInClaimsIsText(t *testing.T) {
	d := draw.Timeline{View: registry(t).View(), Code: border.AlTanfAlWaleed, Today: today, Refer: address}
	svg, err := d.Inline()
	require.NoError(t, err)
	require.NotContains(t, svg, "<script")
	require.NotContains(t, svg, "<b>")
	require.Contains(t, svg, "&lt;b&gt;Bold&lt;/b&gt; &amp; &#34;Sons&#34;")
}

func TestNoSuchDrawing(t *testing.T) {
	d := timeline(t)
	d.Code = "nowhere"
	_, err := d.Inline()
	require.ErrorIs(t, err, border.ErrNoCrossing)
	d = timeline(t)
	d.From, d.To = d.To, d.From
	_, err = d.Inline()
	require.EqualError(t, err, "the timeline's last day 2012-01-01 is before its first 2021-12-31")
}

// Drawings of any window, day and language are sound.
func TestAnyWindow(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for c := range reg.Crossings() {
		for _, days := range []int{0, 1, 10, 40, 90, 400, 1200, 4000, 30_000} {
			for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
				d := draw.Timeline{View: reg.View(), Code: c.Code, Language: l, Today: today, On: border.Date(2015, 6, 1), Refer: address,
					From: border.Date(2015, 6, 1).AddDays(-days / 2), To: border.Date(2015, 6, 1).AddDays(days - days/2)}
				svg, err := d.Inline()
				require.NoError(t, err)
				require.NotContains(t, svg, "NaN")
				require.NotContains(t, svg, "%!")
				parse(t, svg)
			}
		}
	}
}

// A picture that stands alone has no style to choose labels by, so it has those of
// its own width only: a label and its short form, one over the other, are a fault.
func TestAloneHasLabelsOfOneWidth(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	timeline := draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: border.Date(2026, time.November, 24)}
	var alone strings.Builder
	_, err = timeline.WriteTo(&alone)
	require.NoError(t, err)
	require.Regexp(t, `class="fit fw"`, alone.String())
	require.NotRegexp(t, `class="fit[^"]* f[nm]`, alone.String())
	timeline.Refer = address
	inline, err := timeline.Inline()
	require.NoError(t, err)
	require.Regexp(t, `class="fit[^"]* fn`, inline)
	compared, err := draw.Comparison{View: reg.View(), Today: timeline.Today}.Inline()
	require.NoError(t, err)
	require.Regexp(t, `class="fit[^"]* fn`, compared)
	require.Regexp(t, `class="fit[^"]* fm`, compared)
}

// Whatever a claim's texts hold, a drawing is XML: control characters, which no XML
// document may hold, are written as escapes.
func TestDrawingsOfNastyTextsAreXML(t *testing.T) {
	nasty := "\x00\x01\v\f\x1b[31m\x7f\u0085\ufffe\uffff ]]> <!-- & \" ' \u202e\xff"
	reg, err := border.Default()
	require.NoError(t, err)
	_, err = reg.Add(border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindObstacle, Value: "queue" + strings.ToValidUTF8(nasty, "?"),
		When: edtf.MustParse("2026-05"), Modality: border.Reported, Source: border.Source{Name: "Paper\v" + strings.ToValidUTF8(nasty, "?")}, Reported: edtf.MustParse("2026-05-30")})
	require.NoError(t, err)
	var file bytes.Buffer
	d := draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: today}
	_, err = d.WriteTo(&file)
	require.NoError(t, err)
	requireAlone(t, file.String())
	require.Contains(t, file.String(), `Paper\u000b\u0000\u0001\u000b\u000c\u001b[31m`)
	d.Refer = address
	inline, err := d.Inline()
	require.NoError(t, err)
	parse(t, inline)
}

// address is where the parts of a drawing lead in these tests.
func address(p draw.Part) string {
	if p.Claim != uuid.Nil {
		return "/claims/" + p.Claim.String()
	}
	return "?on=" + p.Day.String() + "#" + p.Side.String() + "-" + p.Question.String()
}

// Where there are too many claims for one to be hit, they are strokes of a drawing each colour,
// which takes little, and says how many they are; closer, each is a link again.
func TestManyMarksAreStrokes(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	d := draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: today, Refer: address}
	wide, err := d.Inline()
	require.NoError(t, err)
	require.NotContains(t, wide, `class="part mark"`)
	require.Regexp(t, `<svg class="strokes" [^>]*role="img" aria-label="What was said of it: \d+ claims">`, wide)
	require.Less(t, len(wide), 100_000)
	d.From, d.To = border.Date(2019, 9, 1), border.Date(2019, 10, 31)
	near, err := d.Inline()
	require.NoError(t, err)
	require.Contains(t, near, `class="part mark" href="/claims/`)
	require.NotContains(t, near, `class="strokes"`)
	// A file of its own has no links, and marks each claim.
	var file strings.Builder
	_, err = draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: today}.WriteTo(&file)
	require.NoError(t, err)
	require.NotContains(t, file.String(), `class="strokes"`)
}

// A bar leads to the first of its days that is drawn.
func TestBarsLeadToADay(t *testing.T) {
	d := timeline(t)
	svg, err := d.Inline()
	require.NoError(t, err)
	require.Regexp(t, `href="\?on=2012-01-01#syria-status" aria-label="`, svg)
	require.Regexp(t, `href="\?on=20\d\d-\d\d-\d\d#-status" aria-label="`, svg)
}

// A bar is pale from the day on after which nobody spoke, as the answer has it: that of its last
// day. It used to be pale from the day on after which nobody had spoken when it began.
func TestPaleBeginsWhereTheAnswerIsLastAttested(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	from := border.Date(2012, 1, 1)
	for c := range reg.Crossings() {
		s, err := reg.At(c.Code, today)
		require.NoError(t, err)
		var lanes []*element
		for _, row := range inline(t, draw.Timeline{View: reg.View(), Code: c.Code, Today: today, From: from, To: today, Refer: address}).all("row") {
			if len(row.all("bar")) > 0 {
				lanes = append(lanes, row)
			}
		}
		for n, attested := range []border.Day{s.Syria.Status.Attested, s.Syria.Control.Attested, s.Iraq.Status.Attested, s.Iraq.Control.Attested} {
			pale := lanes[1+n].all("pale")
			require.NotEmpty(t, pale, "%s %d", c.Code, n)
			begins := 100 * float64(attested.AddDays(1).Sub(from)) / float64(today.Sub(from)+1)
			require.InDelta(t, begins, percentOf(t, pale[len(pale)-1].attr("x")), .01, "%s, row %d, last attested %s", c.Code, n, attested)
		}
	}
}
