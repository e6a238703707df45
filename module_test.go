package border_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// importer is what somebody would write who imports this module: under 20 lines,
// with Current and History.
const importer = `package main

import (
	"fmt"

	"github.com/crossingstatus/border"
)

func main() {
	reg, err := border.Default()
	if err != nil {
		panic(err)
	}
	s, _ := reg.Current(border.AlBukamalAlQaim)
	fmt.Println(s.Status)
	for segment := range reg.History(border.AlTanfAlWaleed) {
		fmt.Println(segment.From, segment.Value())
	}
}
`

// goTool runs the go command in a directory, outside the workspace.
func goTool(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	require.NoError(t, err, errOut.String())
	return string(out)
}

// A program in another module that imports border alone gets google/uuid and
// nothing else.
func TestImportedByAnotherModule(t *testing.T) {
	require.Less(t, strings.Count(importer, "\n"), 21)
	here, err := os.Getwd()
	require.NoError(t, err)
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(importer), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/importer\n\ngo 1.26\n\nrequire github.com/crossingstatus/border v0.0.0\n\nreplace github.com/crossingstatus/border => "+here+"\n"), 0o644))
	out := goTool(t, dir, "run", ".")
	require.Contains(t, out, "islamic-state\n")
	deps := strings.Fields(goTool(t, dir, "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "."))
	slices.Sort(deps)
	require.Equal(t, []string{"example.com/importer", "github.com/crossingstatus/border", "github.com/crossingstatus/border/edtf", "github.com/crossingstatus/border/internal/jsontext", "github.com/crossingstatus/border/internal/names", "github.com/crossingstatus/border/internal/timeline", "github.com/google/uuid"}, deps)
}

// Imports point one way: {edtf, internal/*} <- border <- what brings files and
// formats.
func TestImportsPointOneWay(t *testing.T) {
	const module = "github.com/crossingstatus/border"
	below := []string{module + "/edtf", module + "/internal/jsontext", module + "/internal/names", module + "/internal/timeline", "github.com/google/uuid"}
	above := append([]string{module}, below...)
	allowed := map[string][]string{
		module + "/edtf":                     {},
		module + "/edtf/prose":               {module + "/edtf"},
		module + "/internal/jsontext":        {},
		module + "/internal/names":           {},
		module + "/internal/timeline":        {},
		module + "/internal/timeline/oracle": {}, // for tests only
		module:                               below,
		module + "/journal":                  above,
		module + "/exchange":                 above,
	}
	here, err := os.Getwd()
	require.NoError(t, err)
	for pkg := range strings.FieldsSeq(goTool(t, here, "list", "./...")) {
		may, ok := allowed[pkg]
		if !ok {
			require.Contains(t, pkg, module+"/examples/", "say in this test what %s may import", pkg)
			continue
		}
		for dep := range strings.FieldsSeq(goTool(t, here, "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", pkg)) {
			require.True(t, dep == pkg || slices.Contains(may, dep), "%s imports %s", pkg, dep)
		}
	}
}
