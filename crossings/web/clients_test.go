package web_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// spectralRules are those by which Spectral lints.
const spectralRules = "extends: [\"spectral:oas\"]\n"

// run runs a command in a directory, and returns what it prints; that it fails fails the test.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOWORK=off", "REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true")
	out, err := c.CombinedOutput()
	require.NoError(t, err, "%s %s:\n%s", name, strings.Join(args, " "), out)
	return string(out)
}

// clients returns a directory of its own with what testdata/clients has, and the documents of an
// API.
func clients(t *testing.T, h http.Handler) string {
	dir := t.TempDir()
	all, err := os.ReadDir("testdata/clients")
	require.NoError(t, err)
	for _, file := range all {
		text, err := os.ReadFile(filepath.Join("testdata/clients", file.Name()))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, strings.TrimSuffix(file.Name(), ".txt")), text, 0o644))
	}
	for _, name := range []string{"openapi.json", "openapi-3.0.json"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), get(h, "/api/v1/"+name).Body.Bytes(), 0o644))
	}
	return dir
}

// What the generated clients print of the small dataset.
const clientsPrint = "syrian-government restricted 3 true true true no dataset 404"

// Spectral and Redocly find no fault in the API's document, and a client that openapi-typescript
// makes of it compiles and gets answers.
func TestTypeScriptClient(t *testing.T) {
	needTools(t)
	if _, err := exec.LookPath("npm"); err != nil {
		missing(t, "npm")
	}
	s := server(t, config(t, registry(t)))
	root, _ := listen(t, s)
	dir := clients(t, s)
	install := exec.Command("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Log(string(out))
		missing(t, "what testdata/clients/package.json names")
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".spectral.yaml"), []byte(spectralRules), 0o644))
	tool := func(name string) string { return filepath.Join(dir, "node_modules", ".bin", name) }
	run(t, dir, tool("spectral"), "lint", "--fail-severity=warn", "openapi.json")
	run(t, dir, tool("redocly"), "lint", "--extends=recommended", "openapi.json")
	run(t, dir, tool("openapi-typescript"), "openapi.json", "-o", "schema.d.ts")
	run(t, dir, tool("tsc"), "--strict", "--skipLibCheck", "--target", "es2022", "--module", "node16", "--moduleResolution", "node16", "client.ts")
	require.Equal(t, clientsPrint, strings.TrimSpace(run(t, dir, "node", "client.js", root)))
}

// A client that oapi-codegen makes of the API's document for OpenAPI 3.0 compiles and gets answers.
func TestGoClient(t *testing.T) {
	needTools(t)
	s := server(t, config(t, registry(t)))
	root, _ := listen(t, s)
	dir := clients(t, s)
	download := exec.Command("go", "mod", "download")
	download.Dir, download.Env = dir, append(os.Environ(), "GOWORK=off")
	if out, err := download.CombinedOutput(); err != nil {
		t.Log(string(out))
		missing(t, "oapi-codegen")
	}
	run(t, dir, "go", "tool", "oapi-codegen", "-config", "config.yaml", "openapi-3.0.json")
	require.Equal(t, clientsPrint, strings.TrimSpace(run(t, dir, "go", "run", ".", root)))
}
