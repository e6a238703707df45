// Command api prints the exported API of the library as text, a declaration a line,
// without comments: what somebody who imports it can name. It is run at the top of
// the tree as
//
//	go run ./.ci/api > api/v0.txt
//
// With -check it compares instead, and prints what api/v0.txt lacks (+) and has no
// more (-).
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	module = "github.com/crossingstatus/border"
	file   = "api/v0.txt"
)

// directories are those of the packages to which the promise extends.
var directories = []string{".", "edtf", "edtf/prose", "exchange", "journal"}

func main() {
	check := flag.Bool("check", false, "compare with "+file)
	flag.Parse()
	lines, err := api()
	if err == nil && *check {
		err = compare(lines)
	} else if err == nil {
		_, err = os.Stdout.WriteString(strings.Join(lines, "\n") + "\n")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "api:", err)
		os.Exit(1)
	}
}

// compare returns an error if the file differs from lines.
func compare(lines []string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	kept := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	differ := 0
	for _, d := range []struct {
		sign      string
		has, lack []string
	}{{"-", kept, lines}, {"+", lines, kept}} {
		for _, line := range d.has {
			if !slices.Contains(d.lack, line) {
				fmt.Println(d.sign, line)
				differ++
			}
		}
	}
	if differ > 0 {
		return fmt.Errorf("%s differs in %d lines; say in CHANGELOG.md what changed, and make it anew: go run ./.ci/api > %s", file, differ, file)
	}
	return nil
}

// api returns the declarations of all packages.
func api() (lines []string, err error) {
	for _, dir := range directories {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		path := module
		if dir != "." {
			path += "/" + dir
		}
		var list []string
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			more, err := declarations(name)
			if err != nil {
				return nil, err
			}
			list = append(list, more...)
		}
		slices.Sort(list)
		for _, line := range slices.Compact(list) { // one that each system has of its own comes once
			lines = append(lines, path+": "+line)
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%w here: run it at the top of the tree", fs.ErrNotExist)
	}
	return lines, nil
}

// declarations returns the exported declarations of a file.
func declarations(name string) (lines []string, err error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
	if err != nil || f.Name.Name == "main" {
		return nil, err
	}
	ast.FileExports(f)
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil && !ast.IsExported(receiver(d.Recv.List[0].Type)) {
				continue
			}
			d.Body, d.Doc = nil, nil
			lines = append(lines, text(set, d))
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			for _, spec := range d.Specs {
				lines = append(lines, specification(set, d.Tok, spec)...)
			}
		}
	}
	return lines, nil
}

// receiver returns the name of a receiver's type.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// specification returns the lines of one constant, variable or type, of a struct or
// an interface one more for each member.
func specification(set *token.FileSet, kind token.Token, spec ast.Spec) (lines []string) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for i, name := range s.Names {
			if !name.IsExported() {
				continue
			}
			line := kind.String() + " " + name.Name
			if s.Type != nil {
				line += " " + text(set, s.Type)
			}
			if kind == token.CONST && i < len(s.Values) {
				line += " = " + text(set, s.Values[i])
			}
			lines = append(lines, line)
		}
	case *ast.TypeSpec:
		head := "type " + s.Name.Name
		if s.TypeParams != nil {
			var list []string
			for _, p := range s.TypeParams.List {
				for _, n := range p.Names {
					list = append(list, n.Name+" "+text(set, p.Type))
				}
			}
			head += "[" + strings.Join(list, ", ") + "]"
		}
		var members *ast.FieldList
		switch t := s.Type.(type) {
		case *ast.StructType:
			head, members = head+" struct", t.Fields
		case *ast.InterfaceType:
			head, members = head+" interface", t.Methods
		default:
			if s.Assign.IsValid() {
				head += " ="
			}
			return []string{head + " " + text(set, s.Type)}
		}
		lines = append(lines, head)
		for _, m := range members.List {
			m.Doc, m.Comment = nil, nil
			if len(m.Names) == 0 {
				lines = append(lines, head+", "+text(set, m.Type))
			}
			for _, n := range m.Names {
				lines = append(lines, head+", "+n.Name+" "+text(set, m.Type))
			}
		}
	}
	return lines
}

var spaces = regexp.MustCompile(`\s+`)

// text prints a node on one line.
func text(set *token.FileSet, node any) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, set, node); err != nil {
		panic(err) // of nodes that were parsed it prints all
	}
	return spaces.ReplaceAllString(b.String(), " ")
}
