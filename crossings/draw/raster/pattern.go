package raster

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/srwiley/rasterx"
)

// tileScale is how many pixels of a tile a unit of the drawing has, so that its edges
// are smooth wherever they fall.
const tileScale = 8

// tile returns the colours of a pattern by the place of a pixel. The pattern is drawn
// once, as a tile, and each pixel is the mean of a few places in it.
func (p *painter) tile(id string, alpha float64, s style) (rasterx.ColorFunc, error) {
	e, ok := p.patterns[id]
	if !ok {
		return nil, fmt.Errorf("pattern %q is not defined", id)
	}
	n, err := e.lengths(s, "width", "height")
	if err != nil {
		return nil, err
	}
	if !(n[0] > 0 && n[0] <= 64 && n[1] > 0 && n[1] <= 64) {
		return nil, fmt.Errorf("pattern %q is of %v by %v: each must be at most 64", id, n[0], n[1])
	}
	matrix, err := transform(s.matrix, e.attr("patternTransform"))
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", id, err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, int(math.Ceil(n[0]*tileScale)), int(math.Ceil(n[1]*tileScale))))
	if err := p.drawTile(e, img); err != nil {
		return nil, fmt.Errorf("pattern %q: %w", id, err)
	}
	toTile := matrix.Invert()
	return func(x, y int) color.Color {
		return fade(sample(img, toTile, x, y, n[0], n[1]), alpha)
	}, nil
}

// drawTile draws what stands in a pattern.
func (p *painter) drawTile(e *element, img *image.NRGBA) error {
	rgba := image.NewRGBA(img.Rect)
	scanner := &scanner{img: rgba, clip: rgba.Rect}
	inner := painter{scanner: scanner, dasher: rasterx.NewDasher(rgba.Rect.Dx(), rgba.Rect.Dy(), scanner)}
	start := initial(rasterx.Identity.Scale(tileScale, tileScale), float64(rgba.Rect.Dx()), float64(rgba.Rect.Dy()))
	if err := inner.children(e, start); err != nil {
		return err
	}
	for y := range rgba.Rect.Dy() {
		for x := range rgba.Rect.Dx() {
			img.Set(x, y, rgba.At(x, y))
		}
	}
	return nil
}

// sample returns the mean colour of a pixel, of four by four places in it.
func sample(tile *image.NRGBA, toTile rasterx.Matrix2D, x, y int, width, height float64) color.NRGBA {
	const steps = 4
	var sum [3]float64
	var alpha float64
	for i := range steps {
		for j := range steps {
			u, v := toTile.Transform(float64(x)+(float64(i)+.5)/steps, float64(y)+(float64(j)+.5)/steps)
			u, v = u-math.Floor(u/width)*width, v-math.Floor(v/height)*height
			c := tile.NRGBAAt(min(int(u*tileScale), tile.Rect.Dx()-1), min(int(v*tileScale), tile.Rect.Dy()-1))
			a := float64(c.A)
			sum[0], sum[1], sum[2] = sum[0]+a*float64(c.R), sum[1]+a*float64(c.G), sum[2]+a*float64(c.B)
			alpha += a
		}
	}
	if alpha == 0 {
		return color.NRGBA{}
	}
	return color.NRGBA{uint8(sum[0]/alpha + .5), uint8(sum[1]/alpha + .5), uint8(sum[2]/alpha + .5), uint8(alpha/(steps*steps) + .5)}
}
