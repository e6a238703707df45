package raster

import (
	"fmt"
	"math"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// fix returns a number of pixels in 26.6 fixed point.
func fix(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

// outline returns the path of a shape in pixels.
func outline(e *element, s style) (rasterx.Path, error) {
	var path rasterx.Path
	adder := &rasterx.MatrixAdder{Adder: &path, M: s.matrix}
	switch e.XMLName.Local {
	case "path":
		var cursor oksvg.PathCursor
		cursor.ErrorMode = oksvg.StrictErrorMode
		if err := cursor.CompilePath(e.attr("d")); err != nil {
			return nil, fmt.Errorf("d=%q: %w", e.attr("d"), err)
		}
		cursor.Path.AddTo(adder)
	case "rect":
		n, err := e.lengths(s, "x", "y", "width", "height", "rx")
		if err != nil {
			return nil, err
		}
		if n[2] <= 0 || n[3] <= 0 {
			return nil, nil
		}
		round := min(n[4], n[2]/2, n[3]/2)
		rasterx.AddRoundRect(n[0], n[1], n[0]+n[2], n[1]+n[3], round, round, 0, rasterx.RoundGap, adder)
	case "circle":
		n, err := e.lengths(s, "cx", "cy", "r")
		if err != nil {
			return nil, err
		}
		rasterx.AddCircle(n[0], n[1], n[2], adder)
	case "line":
		n, err := e.lengths(s, "x1", "y1", "x2", "y2")
		if err != nil {
			return nil, err
		}
		adder.Start(fixed.Point26_6{X: fix(n[0]), Y: fix(n[1])})
		adder.Line(fixed.Point26_6{X: fix(n[2]), Y: fix(n[3])})
		adder.Stop(false)
	}
	return path, nil
}

// lengths returns lengths of an element; those named x, cx, width … are shares of
// the window's width where they are percentages, the others of its height.
func (e *element) lengths(s style, names ...string) (lengths []float64, err error) {
	for _, name := range names {
		of := s.height
		switch name {
		case "x", "cx", "x1", "x2", "width", "dx", "r", "rx":
			of = s.width
		}
		v, err := e.length(name, of, 0)
		if err != nil {
			return nil, err
		}
		lengths = append(lengths, v)
	}
	return lengths, nil
}
