package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// Widths in columns: that of an output that is no terminal, and the least that is heeded.
const (
	usualWidth = 80
	leastWidth = 40
)

// widthOf returns how many columns a line of an output has: what COLUMNS says, else what the
// terminal has, else as many as terminals usually have.
func widthOf(out any) int {
	width, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil {
		width = usualWidth
		if f, ok := out.(*os.File); ok && isTerminal(f) {
			if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
				width = columns
			}
		}
	}
	return max(width, leastWidth)
}

// printWrapped prints a head and a text after it, broken between words so that lines fit; those
// that follow the first begin below the text.
func (a *app) printWrapped(head, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(head))
	line, used := head, utf8.RuneCountInString(head)
	isFirst := true
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case isFirst:
			isFirst = false
		case used+1+n > a.width:
			fmt.Fprintln(a.out, line)
			line, used = indent, len(indent)
		default:
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	fmt.Fprintln(a.out, line)
}
