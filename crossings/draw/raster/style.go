package raster

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
)

// A paint is what a shape is filled or stroked with. The zero paint is none set.
type paint struct {
	none    bool
	colour  color.NRGBA
	pattern string   // id; empty: a colour
	opacity *float64 // nil: full
}

func (p paint) alpha() float64 {
	if p.opacity == nil {
		return 1
	}
	return *p.opacity
}

// A style is how an element is drawn, its own attributes and those that it inherits.
type style struct {
	matrix        rasterx.Matrix2D
	width, height float64     // of the window, of which percentages are
	color         color.NRGBA // what currentColor is
	fill, stroke  paint
	strokeWidth   float64
	dashes        []float64
	roundCap      bool
	roundJoin     bool
	evenOdd       bool
	opacity       float64
	fontSize      float64
	bold          bool
	italic        bool
	spacing       float64
	anchor        string // start, middle or end; empty is start
	rightToLeft   bool
}

// initial returns the style at the outset, as SVG has it: black, without a stroke.
func initial(m rasterx.Matrix2D, width, height float64) style {
	return style{matrix: m, width: width, height: height, color: color.NRGBA{A: 255}, fill: paint{colour: color.NRGBA{A: 255}}, strokeWidth: 1, fontSize: 16, opacity: 1}
}

// unit returns how many pixels a unit of the drawing is.
func (s style) unit() float64 {
	return math.Sqrt(math.Abs(s.matrix.A*s.matrix.D - s.matrix.B*s.matrix.C))
}

// window returns the pixels of the window.
func (s style) window() image.Rectangle {
	left, top := s.matrix.Transform(0, 0)
	right, bottom := s.matrix.Transform(s.width, s.height)
	return image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom)))
}

// with returns the style of an element within one of style s.
func (s style) with(e *element) (style, error) {
	for _, a := range e.Attrs {
		if err := s.set(e, a.Name.Local, a.Value); err != nil {
			return s, err
		}
	}
	return s, nil
}

// set applies an attribute. Attributes that are no matter of looks are passed over.
func (s *style) set(e *element, name, value string) (err error) {
	switch name {
	case "color":
		s.color, err = parseColour(value)
	case "fill":
		s.fill, err = s.paint(value, s.fill.opacity)
	case "stroke":
		s.stroke, err = s.paint(value, s.stroke.opacity)
	case "fill-opacity":
		s.fill.opacity, err = parseShare(value)
	case "stroke-opacity":
		s.stroke.opacity, err = parseShare(value)
	case "opacity":
		var share *float64
		if share, err = parseShare(value); err == nil {
			s.opacity *= *share
		}
	case "stroke-width":
		s.strokeWidth, err = strconv.ParseFloat(value, 64)
	case "stroke-dasharray":
		s.dashes, err = parseNumbers(value)
	case "stroke-linecap":
		s.roundCap = value == "round"
	case "stroke-linejoin":
		s.roundJoin = value == "round"
	case "fill-rule":
		s.evenOdd = value == "evenodd"
	case "font-size":
		s.fontSize, err = fontSize(value, s.fontSize)
	case "font-weight":
		s.bold = value == "bold" || value >= "600"
	case "font-style":
		s.italic = value == "italic"
	case "letter-spacing":
		s.spacing, err = strconv.ParseFloat(value, 64)
	case "text-anchor":
		s.anchor = value
	case "direction":
		s.rightToLeft = value == "rtl"
	case "transform":
		s.matrix, err = transform(s.matrix, value)
	}
	if err != nil {
		return fmt.Errorf("%s %s=%q: %w", e.XMLName.Local, name, value, err)
	}
	return nil
}

func fontSize(value string, inherited float64) (float64, error) {
	if share, ok := strings.CutSuffix(value, "em"); ok {
		f, err := strconv.ParseFloat(share, 64)
		return f * inherited, err
	}
	return strconv.ParseFloat(value, 64)
}

// transform adds translate, scale and rotate to a matrix.
func transform(m rasterx.Matrix2D, value string) (rasterx.Matrix2D, error) {
	for value = strings.TrimSpace(value); value != ""; value = strings.TrimSpace(value) {
		name, rest, ok := strings.Cut(value, "(")
		args, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return m, fmt.Errorf("no transformation")
		}
		n, err := parseNumbers(args)
		if err != nil {
			return m, err
		}
		if name == "rotate" && len(n) == 1 {
			m, value = m.Rotate(n[0]*math.Pi/180), after
			continue
		}
		if len(n) == 1 {
			n = append(n, map[string]float64{"scale": n[0]}[name])
		}
		if len(n) != 2 {
			return m, fmt.Errorf("%s of %d numbers", name, len(n))
		}
		switch name {
		case "translate":
			m = m.Translate(n[0], n[1])
		case "scale":
			m = m.Scale(n[0], n[1])
		default:
			return m, fmt.Errorf("%s is not one that can be drawn", name)
		}
		value = after
	}
	return m, nil
}

// length returns a length of an element in units of the drawing; of is what 100 %
// are. Without the attribute it is missing.
func (e *element) length(name string, of, missing float64) (float64, error) {
	value := e.attr(name)
	if value == "" {
		return missing, nil
	}
	number, percent := strings.CutSuffix(value, "%")
	f, err := strconv.ParseFloat(strings.TrimSuffix(number, "px"), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, fmt.Errorf("%s %s=%q is not a length", e.XMLName.Local, name, value)
	}
	if percent {
		f = f / 100 * of
	}
	return f, nil
}

// paint reads none, currentColor, #rgb, #rrggbb or url(#pattern).
func (s *style) paint(value string, opacity *float64) (paint, error) {
	switch value {
	case "none":
		return paint{none: true, opacity: opacity}, nil
	case "currentColor":
		return paint{colour: s.color, opacity: opacity}, nil
	}
	if id, ok := strings.CutPrefix(value, "url(#"); ok {
		return paint{pattern: strings.TrimSuffix(id, ")"), opacity: opacity}, nil
	}
	c, err := parseColour(value)
	return paint{colour: c, opacity: opacity}, err
}

func parseColour(value string) (color.NRGBA, error) {
	hex, ok := strings.CutPrefix(value, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || len(hex) != 6 || err != nil {
		return color.NRGBA{}, fmt.Errorf("%q is not a colour as #rrggbb", value)
	}
	return color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}, nil
}

// parseShare reads a number from 0 to 1.
func parseShare(value string) (*float64, error) {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || !(f >= 0 && f <= 1) {
		return nil, fmt.Errorf("%q is not a share from 0 to 1", value)
	}
	return &f, nil
}

// parseNumbers reads numbers parted by spaces or commas; "none" has none.
func parseNumbers(value string) (numbers []float64, err error) {
	if value == "none" {
		return nil, nil
	}
	for field := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ' ' || r == ',' }) {
		f, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", field)
		}
		numbers = append(numbers, f)
	}
	return numbers, nil
}
