package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// dataset returns the registry of the embedded dataset.
func dataset(t testing.TB) *border.Registry {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	return reg
}

// small returns the registry of a few claims that do not change as the dataset
// does, with its crossings and parties: the one that the golden files are of.
func small(t testing.TB) *border.Registry {
	t.Helper()
	full := dataset(t)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	name := filepath.Join("testdata", "claims.jsonl")
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	var claims []border.Claim
	for c, err := range border.ReadClaims(f, name) {
		require.NoError(t, err)
		claims = append(claims, c)
	}
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	return reg
}

// smallDay is a day on which the small registry has open questions.
var smallDay = border.Date(2014, time.June, 15)

// texts are awkward on purpose: what separates, quotes, starts formulas, breaks
// lines and runs from right to left.
var texts = rapid.OneOf(
	rapid.SampledFrom([]string{
		"=HYPERLINK(\"http://example.org\")", "'=1+1", "''@SUM(A1)", "-1985", "+964 7", "@north", "'", "''", "' =x", " = 1", "\t=1", "\u00a0=1", "＝1", "＋", "'Ain al-Arab",
		"a,b;c\td|e", `back\slash \| bar`, `say "hi"`, `""`, "\"", "line\nbreak", "cr\r\nlf", "cr\ronly", "\r", "\n\n", " leading", "trailing ", " ", "\ufeffbom", "sep=;", "#date", "#meta+id",
		"{\"id\":1}", "NULL", "1e5", "0012", "\u2028\u2029", "\x00", "\u200f\u202e", "💠 \U0001F6A7", "e\u0301",
		"معبر البوكمال – القائم", "نقطة الوليد، الحدودية؛", "«قال» \u061c١٢٣", "ئەلبوکەمال – قائیم", "دەروازەی ڕەبیعە", "Ebû Kemal–Qaîm; Til Koçer",
	}),
	rapid.StringN(0, 40, 200),
	rapid.StringOfN(rapid.SampledFrom([]rune("=+-@'\"\\|,; \t\r\n#aبە")), 0, 12, -1),
)

// names are texts that are not blank.
var names = texts.Filter(func(s string) bool { return strings.TrimSpace(s) != "" })

var dates = rapid.SampledFrom([]string{
	"2014-06-15", "2014-06", "2014", "2014-38", "-1985", "-1985-04", "201X", "2014-XX-21", "2014-06~", "2014-06-15?", "[2014-06-21..2014-06-30]", "[2019-04-15,2019-04-22]",
	"2014-05/2014-08", "2019-04/2019-04", "2014-06-15/..", "../2014", "2014-06-15/", "/2014", "Y17000", "1950S2", "2014-06-15T10:00:00Z", "[..2014]", "[2014..]",
})

var reports = dates.Filter(func(s string) bool { return !strings.Contains(s, "/") })

// claims generates claims in the form in which a registry holds them.
var claims = rapid.Custom(func(t *rapid.T) border.Claim {
	maybe := func(g *rapid.Generator[string], label string) string {
		if rapid.Bool().Draw(t, label+"?") {
			return g.Draw(t, label)
		}
		return ""
	}
	c := border.Claim{
		Crossing: names.Draw(t, "crossing"),
		Side:     border.Side(rapid.IntRange(1, 3).Draw(t, "side")),
		Kind:     border.Kind(rapid.IntRange(1, 6).Draw(t, "kind")),
		Value:    names.Draw(t, "value"),
		When:     edtf.MustParse(dates.Draw(t, "when")),
		Edge:     border.Edge(rapid.IntRange(1, 2).Draw(t, "edge")),
		Modality: border.Modality(rapid.IntRange(1, 6).Draw(t, "modality")),
		Source: border.Source{
			Name:     names.Draw(t, "name"),
			Via:      rapid.SliceOfN(names, 0, 3).Draw(t, "via"),
			URL:      maybe(texts, "url"),
			Title:    maybe(texts, "title"),
			Archived: maybe(texts, "archived"),
			Lang:     maybe(texts, "lang"),
		},
		Quote: maybe(texts, "quote"),
		Note:  maybe(texts, "note"),
	}
	if len(c.Source.Via) == 0 {
		c.Source.Via = nil
	}
	if c.Kind == border.KindStatus {
		c.Value = border.Status(rapid.IntRange(1, 6).Draw(t, "status")).String()
	}
	if c.Kind == border.KindControl {
		c.Unit = maybe(texts, "unit")
	} else {
		c.Traffic = border.Traffic(rapid.IntRange(0, 255).Draw(t, "traffic"))
		c.Direction = border.Direction(rapid.IntRange(0, 3).Draw(t, "direction"))
	}
	if c.Modality == border.Denied && rapid.Bool().Draw(t, "withdraws") {
		c.When = edtf.Date{}
		if c.Kind != border.KindStatus || rapid.Bool().Draw(t, "no value") {
			c.Value = ""
		}
	}
	if rapid.Bool().Draw(t, "reported?") {
		c.Reported = edtf.MustParse(reports.Draw(t, "reported"))
	}
	if rapid.Bool().Draw(t, "recorded?") {
		c.Recorded = time.Unix(rapid.Int64Range(-9_000_000_000, 9_000_000_000).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	}
	if rapid.Bool().Draw(t, "graded") {
		c.Grade = border.Grade{Reliability: byte(rapid.IntRange('A', 'F').Draw(t, "letter")), Credibility: byte(rapid.IntRange('1', '6').Draw(t, "digit"))}
	}
	for _, ids := range []*[]uuid.UUID{&c.Retracts, &c.Denies, &c.Repeats} {
		for i := range rapid.IntRange(0, 2).Draw(t, "ids") {
			*ids = append(*ids, uuid.UUID{15: byte(i + 1), 7: rapid.Byte().Draw(t, "id")})
		}
		slices.SortFunc(*ids, func(x, y uuid.UUID) int { return bytes.Compare(x[:], y[:]) })
	}
	c.ID = c.ContentID() // as every claim of a registry has one
	return c
})
