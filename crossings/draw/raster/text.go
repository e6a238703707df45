package raster

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

//go:embed Vazirmatn-Regular.ttf
var vazirmatn []byte

var parseFont = sync.OnceValue(func() *font.Font {
	face, err := font.ParseTTF(bytes.NewReader(vazirmatn))
	if err != nil {
		panic("raster: Vazirmatn-Regular.ttf: " + err.Error())
	}
	return face.Font
})

// boldness is the width of the stroke that makes a letter bold, as a share of its
// size; slant is how far a letter of italic leans.
const (
	boldness = .035
	slant    = .2
)

// A run is a piece of text in one style.
type run struct {
	text  string
	style style
}

// A chunk is what is placed together: the texts from one absolute place to the next.
type chunk struct {
	x, y float64
	runs []run
}

// text draws a text element with its tspans.
func (p *painter) text(e *element, s style) error {
	n, err := e.lengths(s, "x", "y", "dx")
	if err != nil {
		return err
	}
	chunks := []chunk{{x: n[0] + n[2], y: n[1]}}
	if chunks, err = collect(chunks, e, s); err != nil {
		return err
	}
	for _, c := range chunks {
		if err := p.chunk(c); err != nil {
			return err
		}
	}
	return nil
}

// collect adds the texts within an element to the chunks.
func collect(chunks []chunk, e *element, s style) ([]chunk, error) {
	for _, n := range e.Inner {
		last := &chunks[len(chunks)-1]
		if n.element == nil {
			if s.fontSize > 0 && n.text != "" {
				last.runs = append(last.runs, run{n.text, s})
			}
			continue
		}
		inner, err := s.with(n.element)
		if err != nil {
			return nil, err
		}
		down := 0.0
		if dy := n.element.attr("dy"); dy != "" {
			if down, err = fontSize(dy, inner.fontSize); err != nil {
				return nil, err
			}
		}
		if n.element.attr("x") != "" {
			x, err := n.element.length("x", s.width, 0)
			if err != nil {
				return nil, err
			}
			chunks = append(chunks, chunk{x: x, y: last.y + down})
		}
		if chunks, err = collect(chunks, n.element, inner); err != nil {
			return nil, err
		}
	}
	return chunks, nil
}

// A glyphRun is a run after shaping, in pixels of the font's size 1:1 with units.
type glyphRun struct {
	shaping.Output
	style style
}

// chunk draws a chunk: its runs in the order in which they are seen, about its
// anchor.
func (p *painter) chunk(c chunk) error {
	var runs []glyphRun
	width := 0.0
	for _, r := range c.runs {
		for _, out := range shape(r) {
			runs = append(runs, glyphRun{out, r.style})
			width += advance(out, r.style)
		}
	}
	if len(runs) == 0 {
		return nil
	}
	first := runs[0].style
	if first.rightToLeft && len(c.runs) > 1 {
		slices.Reverse(runs)
	}
	x := c.x
	switch {
	case first.anchor == "middle":
		x -= width / 2
	case (first.anchor == "end") != first.rightToLeft:
		x -= width
	}
	for _, r := range runs {
		if err := p.glyphs(r, x, c.y); err != nil {
			return err
		}
		x += advance(r.Output, r.style)
	}
	return nil
}

func advance(out shaping.Output, s style) float64 {
	return float64(out.Advance)/64 + s.spacing*float64(len(out.Glyphs))
}

// shape returns the glyphs of a run, in the order in which they are seen.
func shape(r run) []shaping.Output {
	text := []rune(strings.Join(strings.Fields(" "+r.text+" "), " "))
	if strings.HasPrefix(r.text, " ") {
		text = append([]rune{' '}, text...)
	}
	if strings.HasSuffix(r.text, " ") && len(text) > 1 {
		text = append(text, ' ')
	}
	direction := di.DirectionLTR
	if r.style.rightToLeft {
		direction = di.DirectionRTL
	}
	face := font.NewFace(parseFont())
	input := shaping.Input{
		Text: text, RunEnd: len(text), Direction: direction, Face: face,
		Size: fix(r.style.fontSize), Language: language.NewLanguage("ar"),
	}
	var segmenter shaping.Segmenter
	var shaper shaping.HarfbuzzShaper
	var outs []shaping.Output
	for _, part := range segmenter.Split(input, oneFace{face}) {
		outs = append(outs, shaper.Shape(part))
	}
	var wrapper shaping.LineWrapper
	lines, _ := wrapper.WrapParagraph(shaping.WrapConfig{Direction: direction}, 1<<20, text, shaping.NewSliceIterator(outs))
	var line []shaping.Output
	for _, l := range lines {
		line = append(line, l...)
	}
	slices.SortStableFunc(line, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	return line
}

// oneFace is a map of fonts with one font.
type oneFace struct{ face *font.Face }

// ResolveFace returns the one face.
func (f oneFace) ResolveFace(rune) *font.Face { return f.face }

// glyphs draws the glyphs of a run from a place on.
func (p *painter) glyphs(r glyphRun, x, y float64) error {
	s := r.style
	scale := s.fontSize / float64(r.Face.Upem())
	if s.bold {
		s.stroke, s.strokeWidth, s.dashes = s.fill, s.fontSize*boldness, nil
	}
	for _, g := range r.Glyphs {
		if outline, ok := r.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
			m := s.matrix.Translate(x+float64(g.XOffset)/64, y-float64(g.YOffset)/64).Scale(scale, -scale)
			if s.italic {
				m = m.SkewX(slant)
			}
			if err := p.paint(letter(outline, m), s); err != nil {
				return err
			}
		}
		x += float64(g.Advance)/64 + s.spacing
	}
	return nil
}

// letter returns the path of a glyph in pixels.
func letter(g font.GlyphOutline, m rasterx.Matrix2D) rasterx.Path {
	var path rasterx.Path
	point := func(p opentype.SegmentPoint) fixed.Point26_6 {
		x, y := m.Transform(float64(p.X), float64(p.Y))
		return fixed.Point26_6{X: fix(x), Y: fix(y)}
	}
	open := false
	for _, segment := range g.Segments {
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			if open {
				path.Stop(true)
			}
			path.Start(point(segment.Args[0]))
			open = true
		case opentype.SegmentOpLineTo:
			path.Line(point(segment.Args[0]))
		case opentype.SegmentOpQuadTo:
			path.QuadBezier(point(segment.Args[0]), point(segment.Args[1]))
		case opentype.SegmentOpCubeTo:
			path.CubeBezier(point(segment.Args[0]), point(segment.Args[1]), point(segment.Args[2]))
		}
	}
	if open {
		path.Stop(true)
	}
	return path
}
