// Package draw draws crossings as SVG: their timeline, their map, their signs.
//
// Drawings of time take the width that they are given: places along it are
// percentages, so that one drawing serves a phone and a desk, and words keep
// their size. On a page the colours come from the style sheet, see [CSS]; a
// drawing that is a file of its own carries them as attributes, which any
// program that shows SVG understands.
//
// The outlines of the map are of Natural Earth, which is in the public domain.
package draw

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A canvas takes down SVG.
type canvas struct {
	strings.Builder
	prefix  string          // of ids, so that several drawings fit on a page
	defined map[string]bool // ids of patterns
	defs    strings.Builder
}

// printf writes markup; texts among its arguments must be escaped.
func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

// escape makes a text safe in markup and in attributes. What no XML document may
// hold (XML 1.0, 2.2) becomes U+FFFD, as encoding/xml has it.
func escape(s string) string { return html.EscapeString(strings.Map(xmlChar, s)) }

func xmlChar(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 {
		return r
	}
	return '\ufffd'
}

// number writes a coordinate with at most two decimals.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(s, "0")
	return strings.TrimSuffix(s, ".")
}

// percent writes a place along the width.
func percent(v float64) string { return number(v) + "%" }

// A paint is the colour of a sign or a line of a value.
type paint struct {
	Colour
	class string
}

// define reports whether an id is to be defined: whether this is its first use.
func (c *canvas) define(id string) bool {
	if c.defined[id] {
		return false
	}
	if c.defined == nil {
		c.defined = map[string]bool{}
	}
	c.defined[id] = true
	return true
}
