package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"time"
	"unsafe"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

// A curve is how a figure grows with the number of claims.
type curve struct {
	name   string
	unit   string
	claims []int
	value  []float64
}

// slope returns the slope of the line that fits the curve best on log-log paper:
// 0 is constant, 1 in proportion to the claims.
func (c *curve) slope() float64 {
	var sx, sy, sxx, sxy float64
	n := float64(len(c.claims))
	for i := range c.claims {
		x, y := math.Log10(float64(c.claims[i])), math.Log10(c.value[i])
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// grow measures one crossing with more and more claims.
func (p *plan) grow(r *results) error {
	curves := []*curve{
		{name: "At", unit: "ns"}, {name: "KnownBy, At, warm", unit: "ns"},
		{name: "Add of a batch, a claim", unit: "ns"}, {name: "Add one by one, a claim", unit: "ns"},
		{name: "first At, a claim", unit: "ns"}, {name: "first At of sightings alone, a claim", unit: "ns"},
		{name: "Why, a claim of the track", unit: "ns"},
		{name: "heap held, all claims", unit: "B"},
	}
	for _, n := range p.growth {
		values, err := p.growTo(n)
		if err != nil {
			return err
		}
		for i, v := range values {
			curves[i].claims = append(curves[i].claims, n)
			curves[i].value = append(curves[i].value, v)
		}
	}
	r.curves = curves
	return nil
}

// growTo measures one crossing with n claims, in the order of the curves.
func (p *plan) growTo(n int) ([]float64, error) {
	l := work.New("growth", 1, n, work.InOrder)
	var batch, one, changes, sightings []float64
	seen := l.Sightings()
	for range p.loads {
		reg := l.Registry()
		took, err := work.Timed(func() error {
			_, err := reg.Add(l.Claims...)
			return err
		})
		if err != nil {
			return nil, err
		}
		batch = append(batch, float64(took)/float64(n))
		first, err := firstAt(reg, l)
		if err != nil {
			return nil, err
		}
		changes = append(changes, first/float64(n))
		reg = l.Registry()
		if _, err := reg.Add(seen.Claims...); err != nil {
			return nil, err
		}
		if first, err = firstAt(reg, l); err != nil {
			return nil, err
		}
		sightings = append(sightings, first/float64(n))
		reg = l.Registry()
		took, err = work.Timed(func() error {
			for i := range l.Claims {
				if _, err := reg.Add(l.Claims[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		one = append(one, float64(took)/float64(n))
	}
	b := &bench{plan: p, load: l, floor: floor.New(l.Codes), qs: l.Questions(p.questions, 4)}
	var err error
	heap, reg := held(func() *border.Registry {
		reg := l.Registry()
		if _, err = reg.Add(l.Claims...); err == nil {
			_, err = reg.At(l.Codes[0], l.First)
		}
		return reg
	})
	if err != nil {
		return nil, err
	}
	b.reg = reg
	b.warm()
	fs := b.race(b.qs, contender{"at", b.atBorder}, contender{"known", b.knownAtBorder})
	why, err := b.why()
	if err != nil {
		return nil, err
	}
	return []float64{fs[0].ns(), fs[1].ns(), median(batch), median(one), median(changes), median(sightings), why,
		heap - float64(n)*float64(unsafe.Sizeof(border.Claim{}))}, nil
}

// why returns the nanoseconds that Why takes for each claim that it speaks of,
// once it was asked about the track.
func (b *bench) why() (float64, error) {
	var samples []float64
	for i := range b.loads + 1 {
		var reasons []border.Reason
		took, err := work.Timed(func() (err error) {
			reasons, err = b.reg.Why(b.load.Codes[0], border.Syria, border.QuestionStatus, b.qs[i].Day)
			return err
		})
		if err != nil {
			return 0, err
		}
		sink += len(reasons)
		if i > 0 {
			samples = append(samples, float64(took)/float64(len(reasons)))
		}
	}
	return median(samples), nil
}

// firstAt returns the nanoseconds that the first question about a crossing takes.
func firstAt(reg *border.Registry, l *work.Load) (float64, error) {
	runtime.GC()
	start := work.ProcessorTime()
	s, err := reg.At(l.Codes[0], l.First)
	took := work.ProcessorTime() - start
	sink += readState(&s)
	return float64(took), err
}

// colours are told apart by those who see no red or no green, and in grey by the
// marks.
var colours = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555", "#56b4e9", "#e69f00"}

// writeSVG draws curves of one unit on log-log paper.
func writeSVG(w io.Writer, title, unit string, curves []*curve) error {
	const left, top, width, height, right = 70, 40, 420, 300, 260
	lowX, highX, lowY, highY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, c := range curves {
		for i := range c.claims {
			lowX, highX = min(lowX, math.Log10(float64(c.claims[i]))), max(highX, math.Log10(float64(c.claims[i])))
			lowY, highY = min(lowY, math.Log10(c.value[i])), max(highY, math.Log10(c.value[i]))
		}
	}
	lowY, highY = math.Floor(lowY), math.Ceil(highY)
	x := func(v float64) float64 { return left + (v-lowX)/(highX-lowX)*width }
	y := func(v float64) float64 { return top + height - (v-lowY)/(highY-lowY)*height }
	var s strings.Builder
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img" aria-label="%s">`+"\n",
		left+width+right, top+height+50, title)
	fmt.Fprintf(&s, `<rect width="100%%" height="100%%" fill="#fff"/><text x="%d" y="22" font-size="14">%s</text>`+"\n", left, title)
	for e := int(math.Ceil(lowX)); e <= int(highX); e++ {
		fmt.Fprintf(&s, `<path d="M%.1f %dv%d" stroke="#ddd"/><text x="%.1f" y="%d" text-anchor="middle">10<tspan dy="-5" font-size="9">%d</tspan></text>`+"\n",
			x(float64(e)), top, height, x(float64(e)), top+height+18, e)
	}
	for e := int(lowY); e <= int(highY); e++ {
		fmt.Fprintf(&s, `<path d="M%d %.1fh%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">10<tspan dy="-5" font-size="9">%d</tspan></text>`+"\n",
			left, y(float64(e)), width, left-8, y(float64(e))+4, e)
	}
	fmt.Fprintf(&s, `<text x="%d" y="%d" text-anchor="middle">claims about one crossing</text><text x="%d" y="%d">%s</text>`+"\n",
		left+width/2, top+height+38, 10, top-4, unit)
	for k, c := range curves {
		var points []string
		for i := range c.claims {
			points = append(points, fmt.Sprintf("%.1f,%.1f", x(math.Log10(float64(c.claims[i]))), y(math.Log10(c.value[i]))))
		}
		colour := colours[k%len(colours)]
		fmt.Fprintf(&s, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.Join(points, " "), colour)
		for i := range c.claims {
			fmt.Fprintf(&s, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`, x(math.Log10(float64(c.claims[i]))), y(math.Log10(c.value[i])), colour)
		}
		fmt.Fprintf(&s, "\n"+`<text x="%d" y="%d" fill="%s">%s (slope %.2f)</text>`+"\n", left+width+12, top+16+20*k, colour, c.name, c.slope())
	}
	s.WriteString("</svg>\n")
	_, err := io.WriteString(w, s.String())
	return err
}

// seconds is a duration for people.
func seconds(d time.Duration) string { return d.Round(time.Second).String() }
