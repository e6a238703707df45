// Package raster draws the SVG of package draw as pixels, for places that show no
// SVG: messengers, office programs, printers of old.
//
// It knows the part of SVG that package draw writes, and refuses what lies outside
// it, so that no picture lacks a part in silence: nested svg and g with translate
// and scale, path, rect, circle, line, text with tspan, and patterns of shapes. Letters are those of Vazirmatn, of the Vazirmatn Project
// Authors, under the SIL Open Font License 1.1, which the file Vazirmatn-OFL.txt
// beside it has.
package raster

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/srwiley/rasterx"
)

// maxPixels bounds the width and the height of a picture.
const maxPixels = 8192

// PNG writes a drawing of package draw as a PNG file, scale pixels to a unit of
// the drawing. It returns an error for what is not XML, for what it cannot draw,
// and for a picture of more than 8,192 pixels in width or height.
func PNG(w io.Writer, svg string, scale float64) error {
	img, err := Image(svg, scale)
	if err != nil {
		return err
	}
	return png.Encode(w, img)
}

// Image draws a drawing of package draw, scale pixels to a unit of the drawing. Its
// errors are those of [PNG].
func Image(svg string, scale float64) (*image.RGBA, error) {
	var root element
	if err := xml.Unmarshal([]byte(svg), &root); err != nil {
		return nil, fmt.Errorf("raster: the drawing is no XML: %w", err)
	}
	if root.XMLName.Local != "svg" {
		return nil, fmt.Errorf("raster: the drawing is of element %q, not svg", root.XMLName.Local)
	}
	width, err := root.length("width", 0, 0)
	if err != nil {
		return nil, err
	}
	height, err := root.length("height", 0, 0)
	if err != nil {
		return nil, err
	}
	wide, high := math.Ceil(width*scale), math.Ceil(height*scale)
	if !(wide >= 1 && high >= 1 && wide <= maxPixels && high <= maxPixels) {
		return nil, fmt.Errorf("raster: a picture of %v by %v pixels: each must be from 1 to %d", wide, high, maxPixels)
	}
	img := image.NewRGBA(image.Rect(0, 0, int(wide), int(high)))
	scanner := &scanner{img: img, clip: img.Bounds()}
	p := painter{scanner: scanner, dasher: rasterx.NewDasher(int(wide), int(high), scanner), patterns: map[string]*element{}}
	p.define(&root)
	if err := p.svg(&root, initial(rasterx.Identity.Scale(scale, scale), width, height), true); err != nil {
		return nil, fmt.Errorf("raster: %w", err)
	}
	return img, nil
}

// An element of a drawing. Inner keeps its texts and elements in order.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Inner   []node
}

// A node is a piece of text or an element.
type node struct {
	text    string
	element *element
}

// UnmarshalXML reads an element and keeps the order of texts and elements in it.
func (e *element) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	e.XMLName, e.Attrs = start.Name, start.Attr
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			child := new(element)
			if err := child.UnmarshalXML(d, token.Copy()); err != nil {
				return err
			}
			e.Inner = append(e.Inner, node{element: child})
		case xml.CharData:
			e.Inner = append(e.Inner, node{text: string(token)})
		case xml.EndElement:
			return nil
		}
	}
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// A painter draws elements.
type painter struct {
	scanner  *scanner
	dasher   *rasterx.Dasher
	patterns map[string]*element // by id
}

// define keeps the patterns of a drawing, wherever they are defined.
func (p *painter) define(e *element) {
	if e.XMLName.Local == "pattern" {
		p.patterns[e.attr("id")] = e
		return
	}
	for _, n := range e.Inner {
		if n.element != nil {
			p.define(n.element)
		}
	}
}

// svg draws an svg element: a window of its own into the drawing.
func (p *painter) svg(e *element, s style, root bool) error {
	s, err := s.with(e)
	if err != nil {
		return err
	}
	if !root {
		x, err := e.length("x", s.width, 0)
		if err != nil {
			return err
		}
		y, err := e.length("y", s.height, 0)
		if err != nil {
			return err
		}
		s.matrix = s.matrix.Translate(x, y)
		if s.width, err = e.length("width", s.width, s.width); err != nil {
			return err
		}
		if s.height, err = e.length("height", s.height, s.height); err != nil {
			return err
		}
		if e.attr("overflow") != "visible" {
			defer func(clip image.Rectangle) { p.scanner.clip = clip }(p.scanner.clip)
			p.scanner.clip = p.scanner.clip.Intersect(s.window())
		}
	}
	if box := e.attr("viewBox"); box != "" {
		var x, y, w, h float64
		if _, err := fmt.Sscanf(box, "%g %g %g %g", &x, &y, &w, &h); err != nil || w <= 0 || h <= 0 {
			return fmt.Errorf("viewBox %q is not four numbers", box)
		}
		scale := min(s.width/w, s.height/h)
		s.matrix = s.matrix.Translate((s.width-w*scale)/2, (s.height-h*scale)/2).Scale(scale, scale).Translate(-x, -y)
		s.width, s.height = w, h
	}
	return p.children(e, s)
}

func (p *painter) children(e *element, s style) error {
	for _, n := range e.Inner {
		if n.element == nil {
			continue
		}
		if err := p.draw(n.element, s); err != nil {
			return err
		}
	}
	return nil
}

// draw draws an element and all within it.
func (p *painter) draw(e *element, s style) error {
	switch name := e.XMLName.Local; name {
	case "title", "desc", "defs":
		return nil
	case "svg":
		return p.svg(e, s, false)
	}
	s, err := s.with(e)
	if err != nil {
		return err
	}
	switch name := e.XMLName.Local; name {
	case "g", "a":
		return p.children(e, s)
	case "text":
		return p.text(e, s)
	case "path", "rect", "circle", "line":
		path, err := outline(e, s)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return p.paint(path, s)
	default:
		return fmt.Errorf("element %q is not one that can be drawn", name)
	}
}

// paint fills and strokes a path.
func (p *painter) paint(path rasterx.Path, s style) error {
	if !s.fill.none {
		fill, err := p.colour(s.fill, s)
		if err != nil {
			return err
		}
		filler := &p.dasher.Filler
		filler.Clear()
		filler.SetWinding(!s.evenOdd)
		path.AddTo(filler)
		filler.SetColor(fill)
		filler.Draw()
		filler.SetWinding(true)
	}
	if s.stroke.none || s.stroke == (paint{}) || s.strokeWidth == 0 {
		return nil
	}
	stroke, err := p.colour(s.stroke, s)
	if err != nil {
		return err
	}
	unit := s.unit()
	dashes := make([]float64, len(s.dashes))
	for i, d := range s.dashes {
		dashes[i] = d * unit
	}
	lineCap, join := rasterx.ButtCap, rasterx.Miter
	if s.roundCap {
		lineCap = rasterx.RoundCap
	}
	if s.roundJoin {
		join = rasterx.Round
	}
	p.dasher.Clear()
	p.dasher.SetStroke(fix(s.strokeWidth*unit), fix(4), lineCap, lineCap, nil, join, dashes, 0)
	path.AddTo(p.dasher)
	p.dasher.SetColor(stroke)
	p.dasher.Draw()
	return nil
}

// colour returns a paint as rasterx takes it: a colour, or a function of the place.
func (p *painter) colour(of paint, s style) (any, error) {
	alpha := of.alpha() * s.opacity
	if of.pattern != "" {
		return p.tile(of.pattern, alpha, s)
	}
	return fade(of.colour, alpha), nil
}

func fade(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(math.Round(float64(c.A) * alpha))
	return c
}
