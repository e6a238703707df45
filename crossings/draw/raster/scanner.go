package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A scanner fills outlines on an image. It is a [rasterx.Scanner], and works on the
// pixels that an outline may touch only, for a drawing has thousands of small ones:
// with a scanner of the whole image a timeline takes a hundred times as long.
type scanner struct {
	img     *image.RGBA
	clip    image.Rectangle
	lines   [][]fixed.Point26_6 // the outlines, one by one
	evenOdd bool
	source  image.Image
}

// Start begins an outline.
func (s *scanner) Start(a fixed.Point26_6) { s.lines = append(s.lines, []fixed.Point26_6{a}) }

// Line adds a line to the outline.
func (s *scanner) Line(b fixed.Point26_6) {
	last := &s.lines[len(s.lines)-1]
	*last = append(*last, b)
}

// Clear forgets the outlines.
func (s *scanner) Clear() { s.lines = s.lines[:0] }

// SetWinding chooses between the rule nonzero and the rule evenodd.
func (s *scanner) SetWinding(nonZero bool) { s.evenOdd = !nonZero }

// SetColor takes a colour, or a function that gives one for each pixel.
func (s *scanner) SetColor(of any) {
	switch of := of.(type) {
	case color.Color:
		s.source = image.NewUniform(of)
	case rasterx.ColorFunc:
		s.source = byPixel{of, s.img.Bounds()}
	}
}

// SetBounds and SetClip are not needed: the image bounds all, and clip is set by who
// draws.
func (s *scanner) SetBounds(int, int)      {}
func (s *scanner) SetClip(image.Rectangle) {}

// GetPathExtent returns the smallest rectangle around the outlines.
func (s *scanner) GetPathExtent() (r fixed.Rectangle26_6) {
	r.Min = fixed.Point26_6{X: math.MaxInt32, Y: math.MaxInt32}
	r.Max = fixed.Point26_6{X: math.MinInt32, Y: math.MinInt32}
	for _, line := range s.lines {
		for _, p := range line {
			r.Min.X, r.Min.Y = min(r.Min.X, p.X), min(r.Min.Y, p.Y)
			r.Max.X, r.Max.Y = max(r.Max.X, p.X), max(r.Max.Y, p.Y)
		}
	}
	return r
}

// Draw fills the outlines.
func (s *scanner) Draw() {
	if len(s.lines) == 0 {
		return
	}
	extent := s.GetPathExtent()
	frame := image.Rect(extent.Min.X.Floor(), extent.Min.Y.Floor(), extent.Max.X.Ceil(), extent.Max.Y.Ceil()).Intersect(s.clip)
	if frame.Empty() {
		return
	}
	var mask *image.Alpha
	if s.evenOdd {
		mask = image.NewAlpha(frame)
		for i := range s.lines {
			exclude(mask, cover(frame, s.lines[i:i+1]))
		}
	} else {
		mask = cover(frame, s.lines)
	}
	draw.DrawMask(s.img, frame, s.source, frame.Min, mask, frame.Min, draw.Over)
}

// cover returns how far outlines cover each pixel of a frame, by the rule nonzero.
// Outlines come closed; a stroke's two edges do not, and close one another.
func cover(frame image.Rectangle, lines [][]fixed.Point26_6) *image.Alpha {
	r := vector.NewRasterizer(frame.Dx(), frame.Dy())
	x, y := float32(frame.Min.X), float32(frame.Min.Y)
	for _, line := range lines {
		for i, p := range line {
			px, py := float32(p.X)/64-x, float32(p.Y)/64-y
			if i == 0 {
				r.MoveTo(px, py)
			} else {
				r.LineTo(px, py)
			}
		}
	}
	mask := image.NewAlpha(frame)
	r.Draw(mask, frame, image.Opaque, image.Point{})
	return mask
}

// exclude leaves in a mask what lies in one of the two, not in both.
func exclude(mask, other *image.Alpha) {
	for i, a := range other.Pix {
		x, y := int(a), int(mask.Pix[i])
		mask.Pix[i] = uint8(x + y - 2*x*y/255)
	}
}

// byPixel is an image of a colour a pixel.
type byPixel struct {
	of     rasterx.ColorFunc
	bounds image.Rectangle
}

func (b byPixel) ColorModel() color.Model { return color.NRGBAModel }
func (b byPixel) Bounds() image.Rectangle { return b.bounds }
func (b byPixel) At(x, y int) color.Color { return b.of(x, y) }
