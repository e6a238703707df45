package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// What lorries bring has one name in Arabic, in whatever place of a card it stands: of verdicts, of what
// stands in the way, and of claims.
func TestGoodsHaveOneName(t *testing.T) {
	goods := words.Traffic(edtf.Arabic, border.Commercial)
	require.Equal(t, "البضائع", goods)
	require.Equal(t, goods, words.Of(edtf.Arabic, "lorries"))
	require.Equal(t, goods, words.Of(edtf.Arabic, "goods"))
	require.Equal(t, "المسافرون و"+goods, words.Of(edtf.Arabic, "passengers and lorries"))
}

// phrases returns what pages, drawings and feeds say: the first argument of "t" in
// templates, and every text given to Of.
func phrases(t *testing.T) map[string]string {
	found := map[string]string{}
	templates, err := filepath.Glob("../web/templates/*.html")
	require.NoError(t, err)
	require.NotEmpty(t, templates)
	for _, file := range templates {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`[{(]t ("(?:[^"\\]|\\.)*")`).FindAllStringSubmatch(string(content), -1) {
			phrase, err := strconv.Unquote(m[1])
			require.NoError(t, err)
			found[phrase] = file
		}
	}
	var sources []string
	for _, pattern := range []string{"../web/*.go", "../draw/*.go", "../feeds/*.go", "../draft/*.go", "*.go"} {
		list, err := filepath.Glob(pattern)
		require.NoError(t, err)
		sources = append(sources, list...)
	}
	for _, file := range sources {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if literal, ok := call.Args[1].(*ast.BasicLit); ok && name == "Of" {
				phrase, err := strconv.Unquote(literal.Value)
				require.NoError(t, err)
				found[phrase] = file
			}
			return true
		})
	}
	return found
}

// Everything that pages, drawings and feeds say has an Arabic form, with the same verbs.
func TestEveryPhraseHasArabic(t *testing.T) {
	all := phrases(t)
	require.Greater(t, len(all), 120)
	verb := regexp.MustCompile(`%(?:\[\d\])?[a-z]`)
	for phrase, file := range all {
		if !strings.ContainsFunc(phrase, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
			continue
		}
		require.True(t, words.Has(edtf.Arabic, phrase), "%s: %q has no Arabic form", file, phrase)
		require.Equal(t, verb.FindAllString(phrase, -1), verb.FindAllString(words.Of(edtf.Arabic, phrase), -1), phrase)
	}
	for _, member := range members() {
		require.True(t, words.Has(edtf.Arabic, member), member)
	}
}

// members are the names of all vocabularies that are shown.
func members() (names []string) {
	for s := border.Closed; s <= border.Unknown; s++ {
		names = append(names, s.String())
	}
	for k := border.KindControl; k <= border.KindAuthorization; k++ {
		names = append(names, k.String())
	}
	for m := border.Observed; m <= border.Feared; m++ {
		names = append(names, m.String())
	}
	for o := border.Met; o <= border.Overdue; o++ {
		names = append(names, o.String())
	}
	for k := range (border.Passengers | border.Commercial | border.Transit | border.Humanitarian | border.Returnees | border.Fuel | border.Military | border.Official).Kinds() {
		names = append(names, k.String())
	}
	for v := border.GivesValue; v <= border.NoFact; v++ {
		names = append(names, words.Verdict(edtf.English, v))
	}
	return append(names, border.SyriaToIraq.String(), border.IraqToSyria.String(), border.BothWays.String())
}

func TestSpans(t *testing.T) {
	july := border.Date(2012, 7, 1)
	for _, tt := range []struct {
		said, arabic, want string
	}{
		{words.Span(edtf.English, border.Span{}), words.Span(edtf.Arabic, border.Span{}), ""},
		{words.Span(edtf.English, border.Span{Earliest: july, Latest: july}), words.Span(edtf.Arabic, border.Span{Earliest: july, Latest: july}), "1 July 2012"},
		{words.Span(edtf.English, border.Span{Latest: july}), words.Span(edtf.Arabic, border.Span{Latest: july}), "1 July 2012 or earlier"},
		{words.Span(edtf.English, border.Span{Earliest: july}), words.Span(edtf.Arabic, border.Span{Earliest: july}), "1 July 2012 or later"},
		{words.Span(edtf.English, border.Span{Earliest: july, Latest: july.AddDays(30)}), words.Span(edtf.Arabic, border.Span{Earliest: july, Latest: july.AddDays(30)}), "between 1 July 2012 and 31 July 2012"},
		{words.Run(edtf.English, border.Day{}, border.Day{}), words.Run(edtf.Arabic, border.Day{}, border.Day{}), "always"},
		{words.Run(edtf.English, july, july), words.Run(edtf.Arabic, july, july), "1 July 2012"},
		{words.Run(edtf.English, border.Day{}, july), words.Run(edtf.Arabic, border.Day{}, july), "until 1 July 2012"},
		{words.Run(edtf.English, july, border.Day{}), words.Run(edtf.Arabic, july, border.Day{}), "from 1 July 2012 on"},
		{words.Ago(edtf.English, july, july), words.Ago(edtf.Arabic, july, july), "on that day"},
		{words.Ago(edtf.English, july, july.AddDays(-1)), words.Ago(edtf.Arabic, july, july.AddDays(-1)), "1 day before"},
		{words.Month(edtf.English, july), words.Month(edtf.Arabic, july), "July"},
		{words.Month(edtf.English, border.Day{}), words.Month(edtf.Arabic, border.Day{}), ""},
	} {
		require.Equal(t, tt.want, tt.said)
		require.NotRegexp(t, `[A-Za-z%]`, tt.arabic)
		require.Equal(t, tt.want == "", tt.arabic == "")
	}
	require.Equal(t, "كانون الثاني", words.Month(edtf.Arabic, border.Date(2012, 1, 1)))
}

// Arabic has a form for one, for two, for three to ten, for eleven to ninety-nine,
// and begins again with each hundred.
func TestArabicCounts(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 يوم", 1: "يوم واحد", 2: "يومان", 3: "3 أيام", 10: "10 أيام", 11: "11 يومًا", 99: "99 يومًا", 100: "100 يوم", 102: "102 يوم",
		103: "103 أيام", 110: "110 أيام", 111: "111 يومًا", 218: "218 يومًا", 1000: "1000 يوم",
	} {
		require.Equal(t, want, words.Days(edtf.Arabic, n))
	}
	require.Equal(t, "1 day", words.Days(edtf.English, 1))
	require.Equal(t, "0 days", words.Days(edtf.English, 0))
	require.Equal(t, "two independent sources", words.Sources(edtf.English, 2))
	require.Equal(t, "مصدران مستقلان", words.Sources(edtf.Arabic, 2))
}

func TestSlips(t *testing.T) {
	for want, s := range map[string]border.Slip{
		"":                                    {},
		"on its last day":                     {Known: true},
		"56 days late":                        {Least: 56, Most: 56, Known: true},
		"1 day early":                         {Least: -1, Most: -1, Known: true},
		"between 3 and 30 days late":          {Least: 3, Most: 30, Known: true},
		"between 3 and 30 days early":         {Least: -30, Most: -3, Known: true},
		"between 3 days early and 1 day late": {Least: -3, Most: 1, Known: true},
	} {
		require.Equal(t, want, words.Slip(edtf.English, s))
		require.NotRegexp(t, `[A-Za-z%]`, words.Slip(edtf.Arabic, s))
	}
}

func TestGradesAndSources(t *testing.T) {
	require.Equal(t, "B2: usually reliable, probably true", words.Grade(edtf.English, border.Grade{Reliability: 'B', Credibility: '2'}))
	require.Equal(t, "F6: reliability cannot be judged, truth cannot be judged", words.Grade(edtf.English, border.Grade{Reliability: 'F', Credibility: '6'}))
	require.Empty(t, words.Grade(edtf.English, border.Grade{}))
	require.Equal(t, "A, via B, C", words.Source(edtf.English, border.View{}, border.Source{Name: "A", Via: []string{"B", "C"}}))
	require.Equal(t, "\u2066A\u2069، عبر \u2066B\u2069، \u2066C\u2069", words.Source(edtf.Arabic, border.View{}, border.Source{Name: "A", Via: []string{"B", "C"}}))
	for r := byte('A'); r <= 'F'; r++ {
		for c := byte('1'); c <= '6'; c++ {
			require.NotRegexp(t, `[a-z]{3}`, words.Grade(edtf.Arabic, border.Grade{Reliability: r, Credibility: c}))
		}
	}
}

func TestSourcesAndVerdicts(t *testing.T) {
	for n, want := range map[int]string{0: "no source", 1: "one source", 2: "two independent sources", 9: "nine independent sources", 10: "ten independent sources", 11: "eleven independent sources", 20: "twenty independent sources", 21: "twenty-one independent sources", 100: "100 independent sources"} {
		require.Equal(t, want, words.Sources(edtf.English, n))
	}
	require.Equal(t, "came before another", words.Verdict(edtf.English, border.CameBefore))
}
