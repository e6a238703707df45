package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// exchanged are the operators that take the place of each.
var exchanged = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO},
	token.QUO: {token.MUL}, token.REM: {token.MUL},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.AND}, token.AND_NOT: {token.AND},
	token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.MUL_ASSIGN: {token.QUO_ASSIGN}, token.QUO_ASSIGN: {token.MUL_ASSIGN},
	token.OR_ASSIGN: {token.AND_ASSIGN}, token.AND_ASSIGN: {token.OR_ASSIGN},
	token.SHL_ASSIGN: {token.SHR_ASSIGN}, token.SHR_ASSIGN: {token.SHL_ASSIGN},
}

// find adds the mutants of a function.
func (f *file) find(fn *ast.FuncDecl) {
	s := &finder{file: f, fn: fn}
	ast.PreorderStack(fn.Body, nil, func(n ast.Node, stack []ast.Node) bool {
		if isCapacity(n, stack) {
			return false
		}
		s.at = coveredAt(n, stack)
		switch n := n.(type) {
		case *ast.BinaryExpr:
			s.exchange(n, n.OpPos, n.Op)
		case *ast.IncDecStmt:
			s.exchange(n, n.TokPos, n.Tok)
		case *ast.AssignStmt:
			s.exchange(n, n.TokPos, n.Tok)
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				s.add(n, n.OpPos, n.OpPos+1, "")
			}
		case *ast.BasicLit:
			if n.Kind == token.INT || n.Kind == token.CHAR {
				s.replace(n, fmt.Sprintf("(%s + 1)", n.Value))
				s.replace(n, fmt.Sprintf("(%s - 1)", n.Value))
			}
		case *ast.Ident:
			switch n.Name {
			case "true":
				s.replace(n, "false")
			case "false":
				s.replace(n, "true")
			}
		case *ast.IfStmt:
			s.condition(n.Cond, true)
		case *ast.ForStmt:
			s.condition(n.Cond, false)
		case *ast.BranchStmt:
			s.branch(n)
		case *ast.ReturnStmt:
			s.zero(n, s.results(innermost(fn, stack)))
		case *ast.BlockStmt:
			s.remove(n.List)
		case *ast.CaseClause:
			s.remove(n.Body)
		case *ast.CommClause:
			s.remove(n.Body)
		}
		return true
	})
}

// finder adds the mutants of a function to those of its file.
type finder struct {
	*file
	fn *ast.FuncDecl
	at token.Pos // where the profile tells whether the node is covered
}

// add adds a mutant that puts text in the place of from to end, if that is covered;
// shown is the node that a reader is shown.
func (s *finder) add(shown ast.Node, from, end token.Pos, text string) {
	if !s.covered(s.at) {
		return
	}
	s.list = append(s.list, s.file.mutant(s.fn, shown, edit{s.offset(from), s.offset(end), text}))
}

func (s *finder) replace(n ast.Node, text string) { s.add(n, n.Pos(), n.End(), text) }

func (s *finder) exchange(n ast.Node, at token.Pos, op token.Token) {
	for _, other := range exchanged[op] {
		s.add(n, at, at+token.Pos(len(op.String())), other.String())
	}
}

// condition makes a condition always false, and where it ends no loop always true or
// negated, too. What it names stays in use.
func (s *finder) condition(c ast.Expr, both bool) {
	if c == nil {
		return
	}
	text := s.text(c)
	s.replace(c, "false && ("+text+")")
	if !both {
		return
	}
	s.replace(c, "true || ("+text+")")
	switch c := c.(type) {
	case *ast.BinaryExpr:
		if c.Op != token.LAND && c.Op != token.LOR {
			return // a comparison, which is turned round
		}
	case *ast.UnaryExpr:
		return
	}
	s.replace(c, "!("+text+")")
}

func (s *finder) branch(n *ast.BranchStmt) {
	end := n.TokPos + token.Pos(len(n.Tok.String()))
	switch n.Tok {
	case token.BREAK:
		s.add(n, n.TokPos, end, "continue")
	case token.CONTINUE:
		s.add(n, n.TokPos, end, "break")
	}
}

// zero makes each returned value zero, or all if one call returns them.
func (s *finder) zero(n *ast.ReturnStmt, types []string) {
	if len(n.Results) == 1 && len(types) > 1 {
		zeros := "*new(" + strings.Join(types, "), *new(") + ")"
		s.add(n, n.Results[0].Pos(), n.Results[0].End(), zeros)
		return
	}
	for i, result := range n.Results {
		if !slices.Contains([]string{"nil", "true", "false", "0", `""`, types[i] + "{}"}, s.text(result)) {
			s.add(n, result.Pos(), result.End(), "*new("+types[i]+")")
		}
	}
}

// remove leaves out the assignments and calls of a list of statements.
func (s *finder) remove(list []ast.Stmt) {
	for _, n := range list {
		s.at = n.Pos()
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				s.replace(n, "")
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.SendStmt:
			s.replace(n, "")
		}
	}
}

// results returns the texts of the types that a function returns.
func (s *finder) results(t *ast.FuncType) (types []string) {
	if t.Results == nil {
		return nil
	}
	for _, field := range t.Results.List {
		for range max(1, len(field.Names)) {
			types = append(types, s.text(field.Type))
		}
	}
	return types
}

// innermost returns the type of the function in which the stack ends.
func innermost(fn *ast.FuncDecl, stack []ast.Node) *ast.FuncType {
	for _, n := range slices.Backward(stack) {
		if l, ok := n.(*ast.FuncLit); ok {
			return l.Type
		}
	}
	return fn.Type
}

// coveredAt returns the position at which the profile tells of a node: of what a
// case compares with, that of its switch.
func coveredAt(n ast.Node, stack []ast.Node) token.Pos {
	for i, outer := range slices.Backward(stack) {
		switch outer := outer.(type) {
		case *ast.FuncLit, ast.Stmt:
			c, ok := outer.(*ast.CaseClause)
			if ok && n.Pos() < c.Colon && i >= 2 {
				return stack[i-2].Pos()
			}
			return n.Pos()
		}
	}
	return n.Pos()
}

// isCapacity tells whether a node is the capacity for which make is asked: it
// changes no answer.
func isCapacity(n ast.Node, stack []ast.Node) bool {
	if len(stack) == 0 {
		return false
	}
	c, ok := stack[len(stack)-1].(*ast.CallExpr)
	if !ok {
		return false
	}
	if name, ok := c.Fun.(*ast.Ident); !ok || name.Name != "make" || len(c.Args) == 0 {
		return false
	}
	i := slices.IndexFunc(c.Args, func(a ast.Expr) bool { return a == n })
	_, isMap := c.Args[0].(*ast.MapType)
	return i == 2 || i == 1 && isMap
}
