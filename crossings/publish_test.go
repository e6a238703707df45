package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

// A stranger has Go and nothing else: the library and the program are published
// with tags of their own in a folder that serves as a proxy of modules, installed,
// imported and run from there in a fresh cache of modules, and upgraded to a second
// edition. It compiles all that the program is made of, so it runs where
// CROSSINGS_PUBLISH is set, as in .ci/run.
func TestPublished(t *testing.T) {
	if os.Getenv("CROSSINGS_PUBLISH") == "" {
		t.Skip("CROSSINGS_PUBLISH is not set")
	}
	s := newStranger(t)
	s.publish("v0.1.0", nil)
	s.run("go", "install", "github.com/crossingstatus/border/crossings@latest")
	require.Regexp(t, `^crossings v0\.1\.0, dataset .*, commit that of the tag crossings/v0\.1\.0\n$`, s.run("crossings", "--version"))
	ours := crossings(t, "", "at", "al-bukamal-al-qaim", "--on", "2014-06-15", "--json")
	require.Equal(t, ours.stdout, s.run("crossings", "at", "al-bukamal-al-qaim", "--on", "2014-06-15", "--json"))

	// The program of the README, in a module of its own.
	text, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, code, _ := strings.Cut(string(text), "```go\n")
	code, _, found := strings.Cut(code, "```")
	require.True(t, found)
	s.write("main.go", code)
	s.run("go", "mod", "init", "example.org/stranger")
	s.run("go", "get", "github.com/crossingstatus/border@latest")
	require.Contains(t, s.run("go", "list", "-m", "all"), "github.com/crossingstatus/border v0.1.0\n")
	require.NotEmpty(t, s.run("go", "run", "."))

	// A claim of one's own stays through an upgrade.
	s.write("claim.jsonl", `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2026-10-01","edge":"seen","modality":"observed","source":{"name":"a driver"},"reported":"2026-10-01"}`+"\n")
	id := strings.TrimSpace(s.pipe("claim.jsonl", "crossings", "add", "--journal", "mine.jsonl"))
	require.Contains(t, s.run("crossings", "claims", "al-tanf-al-waleed", "--json", "--add", "mine.jsonl"), id)
	// So does a retraction of a claim that the second edition replaced.
	old, now, second := secondEdition(t)
	retraction := strings.TrimSpace(s.run("crossings", "retract", "--journal", "mine.jsonl", "--source", "me", "--yes", old))
	s.publish("v0.2.0", second)
	s.run("go", "install", "github.com/crossingstatus/border/crossings@latest")
	require.Contains(t, s.run("crossings", "--version"), "crossings v0.2.0, dataset 2027.01.01, ")
	require.Contains(t, s.run("crossings", "claims", "al-tanf-al-waleed", "--json", "--add", "mine.jsonl"), id)
	require.Contains(t, s.run("crossings", "cite", "al-tanf-al-waleed"), "2027.01.01")
	require.Regexp(t, "  id "+now+"\n  withdrawn by "+retraction+"\n", s.run("crossings", "claims", "al-tanf-al-waleed", "--add", "mine.jsonl"))
	require.Contains(t, s.run("crossings", "export", "--format", "jsonl", "--add", "mine.jsonl"), `"retracts":["`+old+`"]`)
}

// A retraction of a claim that the second edition replaced survives it, as in
// TestPublished, with the program of this tree.
func TestSecondEdition(t *testing.T) {
	old, now, files := secondEdition(t)
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "mine.jsonl")
	for _, name := range []string{"crossings.json", "parties.json", "sources.json", "texts.ar.json"} {
		text, err := os.ReadFile(filepath.Join("..", "data", name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), text, 0o644))
	}
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.Base(name)), []byte(text), 0o644))
	}
	r := crossings(t, "", "retract", "--journal", file, "--source", "me", "--yes", old)
	require.Zero(t, r.status, r.stderr)
	retraction := strings.TrimSpace(r.stdout)
	r = crossings(t, "", "claims", "al-tanf-al-waleed", "--dataset", dir, "--add", file)
	require.Equal(t, result{stdout: r.stdout}, r)
	require.Regexp(t, "  id "+now+"\n  withdrawn by "+retraction+"\n", r.stdout)
	r = crossings(t, "", "edition", "succession", "../data", dir)
	require.Equal(t, files["data/succession.jsonl"], r.stdout, "what edition succession makes of the two")
}

// secondEdition returns the files of an edition in which a claim about Al-Tanf has
// other words and so another id, and both ids.
func secondEdition(t *testing.T) (old, now string, files map[string]string) {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	named := map[uuid.UUID]bool{}
	for c := range reg.All() {
		for _, id := range slices.Concat(c.Retracts, c.Denies, c.Repeats) {
			named[id] = true
		}
	}
	i := slices.IndexFunc(claims, func(c border.Claim) bool {
		return c.Quote != "" && c.Note == "" && !named[c.ID] && len(c.Retracts)+len(c.Denies)+len(c.Repeats) == 0
	})
	require.GreaterOrEqual(t, i, 0)
	was := claims[i]
	is := was.Clone()
	is.Note = "Read again."
	is.ID = is.ContentID()
	lines, err := os.ReadFile("../data/claims.jsonl")
	require.NoError(t, err)
	var text strings.Builder
	for line := range strings.Lines(string(lines)) {
		if strings.Contains(line, `"id":"`+was.ID.String()+`"`) {
			line = string(is.AppendJSON(nil)) + "\n"
		}
		text.WriteString(line)
	}
	require.Contains(t, text.String(), is.ID.String())
	require.NotContains(t, text.String(), was.ID.String())
	succession, err := os.ReadFile("../data/succession.jsonl")
	require.NoError(t, err)
	line, err := json.Marshal(border.Replacement{Old: was.ID, New: []uuid.UUID{is.ID}, Edition: "2027.01.01"})
	require.NoError(t, err)
	return was.ID.String(), is.ID.String(), map[string]string{
		"data/VERSION": "2027.01.01\n", "data/claims.jsonl": text.String(), "data/succession.jsonl": string(succession) + string(line) + "\n",
	}
}

// A stranger is somebody with a directory and Go, to whom a proxy offers what was
// published, and what this machine has in its cache of modules.
type stranger struct {
	t                *testing.T
	dir, proxy, tree string
	env              []string
}

func newStranger(t *testing.T) *stranger {
	t.Helper()
	s := &stranger{t: t, dir: t.TempDir(), proxy: t.TempDir()}
	var err error
	s.tree, err = filepath.Abs("..")
	require.NoError(t, err)
	env := goEnv(t, "GOMODCACHE", "GOPROXY")
	bin, modules := filepath.Join(s.dir, "bin"), t.TempDir()
	s.env = append(os.Environ(), "GOWORK=off", "GOBIN="+bin, "GOMODCACHE="+modules, "GOFLAGS=-modcacherw -trimpath", "GOSUMDB=off",
		"PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"),
		"GOPROXY=file://"+filepath.ToSlash(s.proxy)+",file://"+filepath.ToSlash(filepath.Join(env["GOMODCACHE"], "cache", "download"))+","+env["GOPROXY"])
	return s
}

// goEnv returns settings of the go command.
func goEnv(t *testing.T, names ...string) map[string]string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"env", "-json"}, names...)...).Output()
	require.NoError(t, err)
	var env map[string]string
	require.NoError(t, json.Unmarshal(out, &env))
	return env
}

// run runs a command in the stranger's directory and returns what it prints.
func (s *stranger) run(name string, args ...string) string {
	s.t.Helper()
	return s.pipe("", name, args...)
}

// pipe is run with a file of the directory as standard input.
func (s *stranger) pipe(input, name string, args ...string) string {
	s.t.Helper()
	// exec looks a command up in this process's PATH, not in the stranger's.
	if program := filepath.Join(s.dir, "bin", name); name != "go" {
		name = program
	}
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = s.dir, s.env
	if input != "" {
		file, err := os.Open(filepath.Join(s.dir, input))
		require.NoError(s.t, err)
		defer file.Close()
		cmd.Stdin = file
	}
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	require.NoError(s.t, cmd.Run(), "%s %v: %s%s", name, args, out.String(), errOut.String())
	return out.String()
}

func (s *stranger) write(name, text string) {
	s.t.Helper()
	require.NoError(s.t, os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o644))
}

// publish puts the library and the program of the tree into the proxy, as tags of
// the two modules would, some files changed.
func (s *stranger) publish(version string, changed map[string]string) {
	s.t.Helper()
	s.publishModule("github.com/crossingstatus/border", ".", version, changed)
	// The program requires the library of its own version.
	mod, err := os.ReadFile(filepath.Join(s.tree, "crossings", "go.mod"))
	require.NoError(s.t, err)
	require.NotContains(s.t, string(mod), "\nreplace ")
	required := "\tgithub.com/crossingstatus/border v0.1.0\n"
	require.Contains(s.t, string(mod), required, "write here the version that crossings/go.mod requires")
	text := strings.Replace(string(mod), required, "\tgithub.com/crossingstatus/border "+version+"\n", 1)
	s.publishModule("github.com/crossingstatus/border/crossings", "crossings", version, map[string]string{"go.mod": text})
}

func (s *stranger) publishModule(path, dir, version string, changed map[string]string) {
	s.t.Helper()
	at := filepath.Join(s.proxy, filepath.FromSlash(path), "@v")
	require.NoError(s.t, os.MkdirAll(at, 0o755))
	list, err := os.OpenFile(filepath.Join(at, "list"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	require.NoError(s.t, err)
	defer list.Close()
	fmt.Fprintln(list, version)
	// Only what git has is in a tag.
	out, err := exec.Command("git", "-C", filepath.Join(s.tree, dir), "ls-files", "-z").Output()
	require.NoError(s.t, err)
	var files []modzip.File
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		f := treeFile{name: name, at: filepath.Join(s.tree, dir, filepath.FromSlash(name))}
		f.text, f.isChanged = changed[name]
		if _, err := os.Lstat(f.at); err == nil {
			files = append(files, f)
		}
	}
	var packed bytes.Buffer
	require.NoError(s.t, modzip.Create(&packed, module.Version{Path: path, Version: version}, files))
	r, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	require.NoError(s.t, err)
	mod, err := r.Open(path + "@" + version + "/go.mod")
	require.NoError(s.t, err)
	text, err := io.ReadAll(mod)
	require.NoError(s.t, err)
	for ending, content := range map[string][]byte{
		".zip": packed.Bytes(), ".mod": text,
		".info": fmt.Appendf(nil, `{"Version":%q,"Time":%q}`, version, time.Now().UTC().Format(time.RFC3339)),
	} {
		require.NoError(s.t, os.WriteFile(filepath.Join(at, version+ending), content, 0o644))
	}
}

// A changedInfo is what is known of a file, and the size of the text in its place.
type changedInfo struct {
	os.FileInfo
	size int64
}

func (i changedInfo) Size() int64 { return i.size }

// A treeFile is a file of the tree, or a text in its place.
type treeFile struct {
	name, at, text string
	isChanged      bool
}

func (f treeFile) Path() string { return f.name }

func (f treeFile) Lstat() (os.FileInfo, error) {
	info, err := os.Lstat(f.at)
	if err == nil && f.isChanged {
		info = changedInfo{info, int64(len(f.text))}
	}
	return info, err
}

func (f treeFile) Open() (io.ReadCloser, error) {
	if f.isChanged {
		return io.NopCloser(strings.NewReader(f.text)), nil
	}
	return os.Open(f.at)
}
