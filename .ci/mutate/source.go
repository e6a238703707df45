package main

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// edit puts text in the place of the bytes from to end.
type edit struct {
	from, end int
	text      string
}

// mutant is one change of a function.
type mutant struct {
	file          *file
	fn            *ast.FuncDecl
	edit          edit
	id            int // what the environment variable says
	line          int
	function      string // package's directory and function
	before, after string
	same          int // how many like it precede in the function
}

// key is what tells a mutant from others of the package, wherever its line is.
func (m *mutant) key() string {
	return strings.Join([]string{m.function, m.before, m.after, fmt.Sprint(m.same)}, "\t")
}

func (m *mutant) String() string {
	return fmt.Sprintf("%s:%d %s: `%s` → `%s`", m.file.name, m.line, m.fn.Name.Name, m.before, m.after)
}

// file is one of a package's files with the mutants found in it.
type file struct {
	pkg     *pkg
	path    string // absolute
	name    string // below the top of the tree
	src     []byte
	set     *token.FileSet
	covered func(token.Pos) bool
	list    []*mutant
	lines   map[int]*mutant // of the text that was written last
}

func (f *file) offset(p token.Pos) int     { return f.set.Position(p).Offset }
func (f *file) text(n ast.Node) string     { return string(f.src[f.offset(n.Pos()):f.offset(n.End())]) }
func squashed(s string) string             { return strings.Join(strings.Fields(s), " ") }
func (f *file) until(from, end int) string { return string(f.src[from:end]) }

// mutant returns a mutant that a reader is shown as a change of a node.
func (f *file) mutant(fn *ast.FuncDecl, shown ast.Node, e edit) *mutant {
	from, end := f.offset(shown.Pos()), f.offset(shown.End())
	m := &mutant{file: f, fn: fn, edit: e, line: f.set.Position(shown.Pos()).Line}
	m.function = f.pkg.short + " " + fn.Name.Name
	if fn.Recv != nil {
		m.function = f.pkg.short + " " + strings.Trim(f.text(fn.Recv.List[0].Type), "*") + "." + fn.Name.Name
	}
	m.before = squashed(f.until(from, end))
	m.after = squashed(f.until(from, e.from) + e.text + f.until(e.end, end))
	return m
}

// mutants returns the mutants of the covered statements in the order in which a seed
// draws them.
func (p *pkg) mutants(seed uint64) ([]*mutant, error) {
	blocks, err := p.cover()
	if err != nil {
		return nil, err
	}
	var all []*mutant
	for _, name := range p.GoFiles {
		f := &file{pkg: p, path: filepath.Join(p.Dir, name), set: token.NewFileSet()}
		f.name = filepath.ToSlash(filepath.Join(p.short, name))
		if f.src, err = os.ReadFile(f.path); err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(f.set, f.path, f.src, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		f.covered = func(at token.Pos) bool { return blocks[name].contain(f.set.Position(at)) }
		for _, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				f.find(fn)
			}
		}
		p.files = append(p.files, f)
		all = append(all, f.list...)
	}
	seen := map[string]int{}
	order := map[*mutant]string{}
	for _, m := range all {
		like := m.key()
		m.same = seen[like]
		seen[like]++
		order[m] = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%d\t%s", seed, m.key())))
	}
	slices.SortFunc(all, func(a, b *mutant) int { return strings.Compare(order[a], order[b]) })
	return all, nil
}

// write returns the file's text with a copy of its function for each mutant. The
// function itself begins by calling the copy that the variable names; its lines stay
// where they are.
func (f *file) write(drawn []*mutant) string {
	functions := map[*ast.FuncDecl][]*mutant{}
	var order []*ast.FuncDecl
	for _, m := range drawn {
		if m.file != f {
			continue
		}
		if functions[m.fn] == nil {
			order = append(order, m.fn)
		}
		functions[m.fn] = append(functions[m.fn], m)
	}
	var edits []edit
	var copies strings.Builder
	f.lines = map[int]*mutant{}
	line := strings.Count(string(f.src), "\n") + 1
	for _, fn := range order {
		named, args := f.named(fn)
		edits = append(append(edits, named...), f.dispatch(fn, args, functions[fn]))
		for _, m := range functions[fn] {
			own := append(slices.Clone(named), m.edit, edit{f.offset(fn.Name.End()), f.offset(fn.Name.End()), m.suffix()})
			text := "\n" + f.apply(f.offset(fn.Pos()), f.offset(fn.End()), own) + "\n"
			for range strings.Count(text, "\n") {
				line++
				f.lines[line] = m
			}
			copies.WriteString(text)
		}
	}
	return f.apply(0, len(f.src), edits) + copies.String()
}

func (m *mutant) suffix() string { return fmt.Sprintf("__%d", m.id) }

// apply returns a part of the file with edits.
func (f *file) apply(from, end int, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	var text strings.Builder
	for _, e := range edits {
		text.WriteString(f.until(from, e.from) + e.text)
		from = e.end
	}
	return text.String() + f.until(from, end)
}

// named returns the edits that name a function's parameters, and the parameters.
func (f *file) named(fn *ast.FuncDecl) (edits []edit, args []string) {
	n := 0
	name := func(field *ast.Field) (names []string) {
		if len(field.Names) == 0 {
			n++
			at := f.offset(field.Type.Pos())
			edits = append(edits, edit{at, at, fmt.Sprintf("p__%d ", n)})
			return []string{fmt.Sprintf("p__%d", n)}
		}
		for _, id := range field.Names {
			name := id.Name
			if name == "_" {
				n++
				name = fmt.Sprintf("p__%d", n)
				edits = append(edits, edit{f.offset(id.Pos()), f.offset(id.End()), name})
			}
			names = append(names, name)
		}
		return names
	}
	args = []string{""}
	if fn.Recv != nil {
		args = name(fn.Recv.List[0])
	}
	for _, field := range fn.Type.Params.List {
		names := name(field)
		if _, ok := field.Type.(*ast.Ellipsis); ok {
			names[0] += "..."
		}
		args = append(args, names...)
	}
	return edits, args
}

// dispatch returns the edit by which a function calls the copies.
func (f *file) dispatch(fn *ast.FuncDecl, args []string, list []*mutant) edit {
	types := ""
	if fn.Type.TypeParams != nil {
		var names []string
		for _, field := range fn.Type.TypeParams.List {
			for _, id := range field.Names {
				names = append(names, id.Name)
			}
		}
		types = "[" + strings.Join(names, ", ") + "]"
	}
	receiver := args[0]
	if receiver != "" {
		receiver += "."
	}
	var text strings.Builder
	text.WriteString(" if mutant__ != 0 { switch mutant__ {")
	for _, m := range list {
		call := receiver + fn.Name.Name + m.suffix() + types + "(" + strings.Join(args[1:], ", ") + ")"
		if fn.Type.Results != nil {
			fmt.Fprintf(&text, " case %d: return %s;", m.id, call)
		} else {
			fmt.Fprintf(&text, " case %d: %s; return;", m.id, call)
		}
	}
	at := f.offset(fn.Body.Lbrace) + 1
	return edit{at, at, text.String() + " } };"}
}
