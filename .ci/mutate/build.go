package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// pkg is a package whose mutants are drawn.
type pkg struct {
	Dir, Name, ImportPath string
	GoFiles               []string
	Module                struct{ Path, Dir string }

	short string // its directory below the top of the tree
	temp  string
	files []*file
	tests []*binary
}

// binary is a compiled test of a package.
type binary struct {
	pattern, dir, path string
	rapid              bool // it knows rapid's flags
	common             []string
	quick, slow        string // patterns of the tests that run first and then
	limits             map[string]limit
}

// output returns what go prints; its errors are go's messages.
func output(args ...string) ([]byte, error) {
	c := exec.Command("go", args...)
	var out, message bytes.Buffer
	c.Stdout, c.Stderr = &out, &message
	if err := c.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("go %s: %w\n%s%s", args[0], err, message.Bytes(), out.Bytes())
	}
	return out.Bytes(), nil
}

// load finds a package and the packages whose tests run.
func load(name string, o options) (*pkg, error) {
	p := &pkg{}
	out, err := output("list", "-json", name)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(out, p); err != nil {
		return nil, err
	}
	if p.short, err = filepath.Rel(p.Module.Dir, p.Dir); err != nil {
		return nil, err
	}
	if top, err := os.Getwd(); err == nil {
		if below, err := filepath.Rel(top, p.Dir); err == nil {
			p.short = below
		}
	}
	if p.temp, err = os.MkdirTemp("", "mutate"); err != nil {
		return nil, err
	}
	by := o.by
	if by == "" {
		by = name
	}
	for i, pattern := range strings.Split(by, ",") {
		b := &binary{pattern: pattern, path: filepath.Join(p.temp, fmt.Sprintf("%d.test", i))}
		out, err := output("list", "-test", "-deps", "-f", "{{.ImportPath}}", pattern)
		if err != nil {
			return nil, err
		}
		b.rapid = bytes.Contains(out, []byte("pgregory.net/rapid\n"))
		if out, err = output("list", "-f", "{{.Dir}}", pattern); err != nil {
			return nil, err
		}
		b.dir = strings.TrimSpace(string(out))
		b.common = []string{"-test.short", "-test.failfast"}
		if b.rapid {
			b.common = append(b.common, fmt.Sprintf("-rapid.checks=%d", o.checks), fmt.Sprintf("-rapid.seed=%d", o.seed),
				"-rapid.nofailfile", "-rapid.shrinktime=1ms")
		}
		if o.skip != "" {
			b.common = append(b.common, "-test.skip="+o.skip)
		}
		p.tests = append(p.tests, b)
	}
	return p, nil
}

// blocks are those of a file that the tests cover.
type blocks [][4]int

func (b blocks) contain(at token.Position) bool {
	for _, k := range b {
		after := at.Line > k[0] || at.Line == k[0] && at.Column >= k[1]
		before := at.Line < k[2] || at.Line == k[2] && at.Column < k[3]
		if after && before {
			return true
		}
	}
	return false
}

// cover runs the tests once and returns what they cover of each file.
func (p *pkg) cover() (map[string]blocks, error) {
	covered := map[string]blocks{}
	for _, b := range p.tests {
		profile := filepath.Join(p.temp, "profile")
		args := append([]string{"test", "-count=1", "-timeout=1h", "-coverpkg=" + p.ImportPath, "-coverprofile=" + profile, b.pattern, "-args"}, b.common...)
		if _, err := output(args...); err != nil {
			return nil, err
		}
		f, err := os.Open(profile)
		if err != nil {
			return nil, err
		}
		for s := bufio.NewScanner(f); s.Scan(); {
			i := strings.LastIndexByte(s.Text(), ':')
			var k [4]int
			var statements, count int
			n, _ := fmt.Sscanf(s.Text()[i+1:], "%d.%d,%d.%d %d %d", &k[0], &k[1], &k[2], &k[3], &statements, &count)
			if n == 6 && count > 0 {
				name := filepath.Base(s.Text()[:i])
				covered[name] = append(covered[name], k)
			}
		}
		f.Close()
	}
	return covered, nil
}

// compile draws mutants until as many as wanted compile, and makes the test
// binaries that have them all.
func (p *pkg) compile(all []*mutant, want int, r *report) (drawn []*mutant, err error) {
	next := 0
	overlay := filepath.Join(p.temp, "overlay.json")
	for {
		for len(drawn) < want && next < len(all) {
			all[next].id = next + 1
			drawn = append(drawn, all[next])
			next++
		}
		if err := p.writeOverlay(overlay, drawn); err != nil {
			return nil, err
		}
		_, err := output("build", "-gcflags=-e", "-overlay="+overlay, "-o", os.DevNull, p.ImportPath)
		if err == nil {
			break
		}
		bad := p.refused(err.Error())
		if len(bad) == 0 {
			return nil, err
		}
		var good []*mutant
		for _, m := range drawn {
			if bad[m] {
				r.add(result{mutant: m, outcome: uncompiled})
			} else {
				good = append(good, m)
			}
		}
		drawn = good
	}
	for _, b := range p.tests {
		if _, err := output("test", "-c", "-vet=off", "-overlay="+overlay, "-o", b.path, b.pattern); err != nil {
			return nil, err
		}
	}
	return drawn, nil
}

var fault = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):`)

// refused returns the mutants that the compiler's messages are about.
func (p *pkg) refused(messages string) map[*mutant]bool {
	bad := map[*mutant]bool{}
	for _, found := range fault.FindAllStringSubmatch(messages, -1) {
		line, _ := strconv.Atoi(found[2])
		for _, f := range p.files {
			if m := f.lines[line]; m != nil && filepath.Base(found[1]) == filepath.Base(f.path) {
				bad[m] = true
			}
		}
	}
	return bad
}

// writeOverlay writes the package's files with the mutants, and go's list of them.
func (p *pkg) writeOverlay(overlay string, drawn []*mutant) error {
	replace := map[string]string{}
	put := func(name, text string) error {
		at := filepath.Join(p.temp, name)
		replace[filepath.Join(p.Dir, name)] = at
		return os.WriteFile(at, []byte(text), 0o666)
	}
	err := put("mutant__.go", "package "+p.Name+`

import (
	"os"
	"strconv"
)

var mutant__ = func() int { n, _ := strconv.Atoi(os.Getenv("MUTANT")); return n }()
`)
	for _, f := range p.files {
		err = errors.Join(err, put(filepath.Base(f.path), f.write(drawn)))
	}
	list, _ := json.Marshal(map[string]any{"Replace": replace})
	return errors.Join(err, os.WriteFile(overlay, list, 0o666))
}
