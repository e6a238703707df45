package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed answers/main.go
var answersSource []byte

// A tree is the source of package border that answers are built against.
type tree struct {
	name string
	dir  string // where it lies
	temp string // where what is made of it lies
}

// open returns the tree of a directory, or of a git revision, which is checked out
// below temp.
func open(name, temp string) (*tree, error) {
	if err := os.MkdirAll(temp, 0o755); err != nil {
		return nil, err
	}
	if info, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && !info.IsDir() {
		dir, err := filepath.Abs(name)
		return &tree{name, dir, temp}, err
	}
	t := &tree{name, filepath.Join(temp, "tree"), temp}
	return t, command(".", nil, "git", "worktree", "add", "--detach", "--force", t.dir, name)
}

// close forgets the checked-out tree.
func (t *tree) close() error {
	if filepath.Dir(t.dir) != t.temp {
		return nil
	}
	return command(".", nil, "git", "worktree", "remove", "--force", t.dir)
}

// answers builds the program of answers, in a module of its own.
func (t *tree) answers() (string, error) {
	dir := filepath.Join(t.temp, "answers")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	sums, err := os.ReadFile(filepath.Join(t.dir, "go.sum"))
	if err != nil {
		return "", err
	}
	mod := "module answers\n\ngo 1.26\n\nrequire github.com/crossingstatus/border v0.0.0\n\nreplace github.com/crossingstatus/border => " + t.dir + "\n"
	for name, content := range map[string][]byte{"main.go": answersSource, "go.mod": []byte(mod), "go.sum": sums} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return "", err
		}
	}
	program := filepath.Join(t.temp, "answers.exe")
	return program, command(dir, []string{"GOWORK=off", "GOFLAGS=-mod=mod"}, "go", "build", "-o", program, ".")
}

// crossings builds the program crossings.
func (t *tree) crossings() (string, error) {
	program := filepath.Join(t.temp, "crossings.exe")
	return program, command(t.dir, []string{"GOWORK=" + filepath.Join(t.dir, "go.work")}, "go", "build", "-o", program, "./crossings")
}

func command(dir string, env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}
