package web

import (
	"slices"
	"sync"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// maxDrawings is how many bytes of drawings are kept, and maxDrawing how many one may have.
const (
	maxDrawings = 8 << 20
	maxDrawing  = maxDrawings / 8
)

// drawings keep what pages of other days draw, too: what was asked for last, in bounded memory.
type drawings struct {
	mu   sync.Mutex
	kept []keptDrawing // the one that was asked for last is the last
	size int
}

type keptDrawing struct {
	key   drawingKey
	drawn drawing
}

// A drawing tells how many bytes it takes.
type drawing interface{ Size() int }

// A drawingKey is what a drawing depends on, beside the day that it marks.
type drawingKey struct {
	view            border.View
	kind, code      string
	language        edtf.Language
	from, to, today border.Day
	links           string // the address of a day to which its parts lead
}

// drawn returns the drawing that was kept for a key, or else keeps the one that draw makes.
func drawn[T drawing](d *drawings, key drawingKey, draw func() (T, error)) (T, error) {
	if kept := d.find(key); kept != nil {
		return kept.(T), nil
	}
	made, err := draw()
	if err == nil && made.Size() <= maxDrawing {
		d.keep(key, made)
	}
	return made, err
}

// find returns the drawing that was kept for a key, or nil.
func (d *drawings) find(key drawingKey) drawing {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.kept, func(k keptDrawing) bool { return k.key == key })
	if i < 0 {
		return nil
	}
	k := d.kept[i]
	d.kept = append(slices.Delete(d.kept, i, i+1), k)
	return k.drawn
}

// keep keeps a drawing, and drops as many others as it takes, those that were not asked for the longest.
func (d *drawings) keep(key drawingKey, made drawing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept, d.size = append(d.kept, keptDrawing{key, made}), d.size+made.Size()
	first := 0
	for ; d.size > maxDrawings; first++ {
		d.size -= d.kept[first].drawn.Size()
	}
	d.kept = slices.Delete(d.kept, 0, first)
}
