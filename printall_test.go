package border_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// TestEveryTypePrints: every exported type has words, and every one that is not a word or a number logs
// short.
func TestEveryTypePrints(t *testing.T) {
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	large := map[string]bool{} // by type, whether it has parts
	methods := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		require.NoError(t, err)
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() && !s.Assign.IsValid() {
						_, isWord := s.Type.(*ast.Ident)
						large[s.Name.Name] = !isWord
					}
				}
			case *ast.FuncDecl:
				if d.Recv != nil {
					methods[receiver(d.Recv.List[0].Type)+"."+d.Name.Name] = true
				}
			}
		}
	}
	require.Greater(t, len(large), 40)
	for name, parts := range large {
		if methods[name+".Error"] {
			continue
		}
		require.True(t, methods[name+".String"], "%s has no String", name)
		require.True(t, !parts || methods[name+".LogValue"], "%s has no LogValue", name)
	}
}

// receiver returns the name of a receiver's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// TestModelPrints: what is no answer prints in a line, too, without braces and addresses, and logs short.
func TestModelPrints(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	code, day := border.AlTanfAlWaleed, border.Date(2016, time.June, 1)
	crossing, err := reg.Lookup(code)
	require.NoError(t, err)
	s, err := reg.At(code, day)
	require.NoError(t, err)
	p, err := reg.Passable(code, day, border.Fuel, border.BothWays)
	require.NoError(t, err)
	handle, err := reg.Handle(code)
	require.NoError(t, err)
	cite, err := reg.View().Cite(code, day, "2026.11.30")
	require.NoError(t, err)
	party, _ := reg.View().Party(border.SyrianOpposition)
	for _, tt := range []struct {
		value any
		want  string
	}{
		{crossing, "al-tanf-al-waleed (Al-Tanf–Al-Waleed)"},
		{crossing.Names, "Al-Tanf–Al-Waleed"},
		{crossing.Syria, "Al-Tanf, Homs"},
		{border.Point{Lat: 33.5, Lon: 38.66, AccuracyMetres: 500}, "33.5, 38.66, within 500 m"},
		{border.Point{}, ""},
		{border.Homonym{Name: "al-Walid", Note: "of Hasakah"}, "al-Walid: of Hasakah"},
		{party, "syrian-opposition (" + party.Names.English + ")"},
		{border.SourceInfo{Name: "SANA", Of: "Syrian government"}, "SANA, of Syrian government"},
		{border.Replacement{Edition: "2026.11.30"}, "00000000-0000-0000-0000-000000000000 dropped in 2026.11.30"},
		{border.Edition{Edition: "2026.11.30", Claims: 7}, "2026.11.30, 7 claims, digest 000000000000"},
		{border.Reach{Claims: 2, Reported: day}, "2 claims, reported through 2016-06-01"},
		{border.Reach{}, "0 claims"},
		{border.Span{Earliest: day}, "2016-06-01 or later"},
		{border.Slip{Least: 3, Most: 3, Known: true}, "3 days"},
		{border.Digest{}, strings.Repeat("0", 64)},
		{s.Syria, fmt.Sprintf("%s, held by %s", s.Syria.Status.Value, s.Syria.Control.Value)},
		{border.SideState{}, ""},
		{p.Syria, p.Syria.Passage.String() + ": " + p.Syria.Status.String()},
		{border.SidePassage{}, ""},
		{s.Status, s.Status.String()},
		{border.Reason{}, ""},
		{border.ClaimLine{Line: 3, Claim: border.Claim{Crossing: code}}, "line 3: al-tanf-al-waleed  ,  by "},
		{border.World{Crossings: []border.Crossing{crossing}}, "1 crossings, 0 parties"},
		{border.Texts{}, "no texts"},
		{handle, code},
		{border.Handle{}, ""},
		{border.Endurance{Crossing: code, Side: border.Syria, Status: border.Closed, Age: 90, Of: 4, Same: 3},
			"al-tanf-al-waleed syria closed, 90 days without a word: the same after 3 of 4"},
		{border.Endurance{}, ""},
		{emptyRegistry(t), fmt.Sprintf("%d crossings, 0 claims", len(emptyCrossings()))},
		{&border.Registry{}, "no crossings"},
		{cite, cite.String()},
		{border.Citation{Name: "X", On: day, Answer: "unknown"}, "X on 2016-06-01: unknown. Syria–Iraq border crossing status registry, no claims reported, digest 000000000000."},
	} {
		require.Equal(t, tt.want, fmt.Sprint(tt.value), "%T", tt.value)
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("it", "v", tt.value)
		require.Less(t, log.Len(), 300, "%T: %s", tt.value, log.String())
		require.NotContains(t, log.String(), `\u003c`)
	}
}

func emptyCrossings() []border.Crossing {
	crossings, _ := emptyWorld()
	return crossings
}

// TestModelJSON: the members of what has no form of its own are lower case, and what is absent is left out.
func TestModelJSON(t *testing.T) {
	day := border.Date(2016, time.June, 1)
	for _, tt := range []struct {
		value any
		want  string
	}{
		{border.Span{Earliest: day}, `{"earliest":"2016-06-01","latest":null}`},
		{border.Reach{Reported: day, Claims: 2}, `{"reported":"2016-06-01","claims":2}`},
		{border.Slip{Least: 2, Most: 3, Known: true}, `{"least":2,"most":3,"known":true}`},
		{border.SidePassage{Passage: border.MayPass}, `{"answer":"yes","status":{}}`},
		{border.SideState{}, `{"control":{},"status":{}}`},
		{border.ClaimLine{Line: 3}, `{"claim":{"edge":"start","source":{}},"line":3}`},
		{border.Citation{Crossing: "x", On: day, Answer: "open"},
			`{"crossing":"x","name":"","on":"2016-06-01","digest":"` + strings.Repeat("0", 64) + `","version":"","answer":"open"}`},
	} {
		data, err := json.Marshal(tt.value)
		require.NoError(t, err)
		require.Equal(t, tt.want, string(data))
	}
	span := border.Span{Latest: day}
	require.Equal(t, span, readBack(t, span))
}
