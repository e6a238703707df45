package main

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

	"github.com/stretchr/testify/require"
)

// literals returns the texts in the program and in what follows a log, with § in
// place of what is filled in.
func literals(t *testing.T) string {
	t.Helper()
	verb := regexp.MustCompile(`%[a-z]`)
	var all strings.Builder
	for _, pattern := range []string{"*.go", "jetstream/*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			require.NoError(t, err)
			ast.Inspect(tree, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					text, err := strconv.Unquote(l.Value)
					require.NoError(t, err)
					all.WriteString(verb.ReplaceAllString(text, "§") + "\n")
				}
				return true
			})
		}
	}
	return all.String()
}

// What docs/cluster.md says that somebody sees when a part fails is what the program
// and the follower print.
func TestClusterDocHasWhatIsPrinted(t *testing.T) {
	doc, err := os.ReadFile("../docs/cluster.md")
	require.NoError(t, err)
	_, failures, ok := strings.Cut(string(doc), "\n## When a part fails\n")
	require.True(t, ok)
	printed := literals(t)
	filled := regexp.MustCompile(`"[^"]*"|\b\d+(\.\d+)*\b|\bn\d\b`)
	messages := 0
	for line := range strings.Lines(failures) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			continue
		}
		for _, m := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(cells[2], -1) {
			if strings.Contains(m[1], "Violation") || strings.Contains(m[1], "crossings_log_") || strings.HasPrefix(m[1], "sync_") {
				continue // the server's own words, and names that are put together
			}
			messages++
			for part := range strings.SplitSeq(filled.ReplaceAllString(m[1], "§"), "…") {
				for piece := range strings.SplitSeq(part, ": ") {
					piece = strings.Trim(piece, " :()")
					require.True(t, strings.Contains(printed, piece), "%s: nothing prints %q", m[1], piece)
				}
			}
		}
	}
	require.Greater(t, messages, 20)
}

// Every flag that the examples and the pages on running a cluster give is one that
// the program has.
func TestClusterFilesHaveTheProgramsFlags(t *testing.T) {
	help := crossings(t, "", "serve", "--help").stdout + crossings(t, "", "doctor", "--help").stdout + crossings(t, "", "append", "--help").stdout
	flags := 0
	for _, file := range []string{"../docs/cluster.md", "../examples/cluster/README.md", "../examples/cluster/crossings@.service"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, flag := range regexp.MustCompile(`--[a-z][a-z-]+`).FindAllString(string(text), -1) {
			if flag != "--now" { // systemctl's
				require.True(t, strings.Contains(help, flag), "%s: %s", file, flag)
				flags++
			}
		}
	}
	require.Greater(t, flags, 20)
}
