// Program outlines cuts the surroundings of the Syria–Iraq border out of Natural
// Earth's countries and writes them, simplified, as package draw embeds them.
//
// It reads countries-10m.json of the npm package world-atlas 2.0.2, a TopoJSON
// edition of Natural Earth 4.1.0, which is in the public domain:
//
//	go run ./draw/outlines <countries-10m.json >draw/outlines.json
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
)

// The cut is wider than the map, so that its edges are not seen.
const west, south, east, north = 35.4, 31.2, 46.2, 38.4

// tolerance is how far a simplified line may stray, in degrees: about a pixel.
const tolerance = 0.012

// wanted are the countries of the map by ISO 3166-1 numeric code.
var wanted = map[string]string{
	"760": "SY", "368": "IQ", "792": "TR", "364": "IR", "400": "JO", "682": "SA", "422": "LB",
}

type point [2]float64

type topology struct {
	Transform struct{ Scale, Translate point }
	Arcs      [][]point
	Objects   struct {
		Countries struct {
			Geometries []struct {
				ID   string
				Type string
				Arcs json.RawMessage
			}
		}
	}
}

type country struct {
	Code  string    `json:"code"`
	Rings [][]point `json:"rings"`
}

type outlines struct {
	Source    string    `json:"source"`
	Countries []country `json:"countries"`
	Border    [][]point `json:"border"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "outlines:", err)
		os.Exit(1)
	}
}

func run(r io.Reader, w io.Writer) error {
	var t topology
	if err := json.NewDecoder(r).Decode(&t); err != nil {
		return err
	}
	for i, arc := range t.Arcs {
		t.Arcs[i] = simplify(t.absolute(arc))
	}
	out := outlines{Source: "Natural Earth 4.1.0, 1:10m, public domain"}
	users := map[int][]string{} // by arc, the countries that it bounds
	for _, g := range t.Objects.Countries.Geometries {
		code, ok := wanted[g.ID]
		if !ok {
			continue
		}
		polygons, err := readPolygons(g.Type, g.Arcs)
		if err != nil {
			return fmt.Errorf("country %s: %w", code, err)
		}
		c := country{Code: code}
		for _, polygon := range polygons {
			for _, ring := range polygon {
				for _, a := range ring {
					users[max(a, ^a)] = append(users[max(a, ^a)], code)
				}
				if cut := clip(t.stitch(ring)); len(cut) > 2 {
					c.Rings = append(c.Rings, cut)
				}
			}
		}
		out.Countries = append(out.Countries, c)
	}
	slices.SortFunc(out.Countries, func(a, b country) int { return slices.Compare([]byte(a.Code), []byte(b.Code)) })
	for i, arc := range t.Arcs {
		if slices.Contains(users[i], "SY") && slices.Contains(users[i], "IQ") {
			out.Border = append(out.Border, round(arc))
		}
	}
	return json.NewEncoder(w).Encode(out)
}

// readPolygons reads the arcs of a Polygon or MultiPolygon.
func readPolygons(kind string, arcs json.RawMessage) (polygons [][][]int, err error) {
	if kind == "MultiPolygon" {
		err = json.Unmarshal(arcs, &polygons)
		return polygons, err
	}
	var polygon [][]int
	err = json.Unmarshal(arcs, &polygon)
	return [][][]int{polygon}, err
}

// absolute undoes the delta coding and the quantization of an arc.
func (t *topology) absolute(arc []point) []point {
	var at point
	points := make([]point, len(arc))
	for i, d := range arc {
		for k := range at {
			at[k] += d[k]
			points[i][k] = at[k]*t.Transform.Scale[k] + t.Transform.Translate[k]
		}
	}
	return points
}

// stitch joins the arcs of a ring; ^i stands for arc i backwards.
func (t *topology) stitch(ring []int) []point {
	var points []point
	for _, a := range ring {
		arc := t.Arcs[max(a, ^a)]
		if a < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(points) > 0 {
			arc = arc[1:]
		}
		points = append(points, arc...)
	}
	return points
}

// simplify is the algorithm of Douglas and Peucker. It keeps the ends of an arc,
// so that neighbours still meet.
func simplify(arc []point) []point {
	if len(arc) < 3 {
		return arc
	}
	first, last := arc[0], arc[len(arc)-1]
	far, distance := 0, tolerance
	for i := 1; i < len(arc)-1; i++ {
		if d := distanceTo(arc[i], first, last); d > distance {
			far, distance = i, d
		}
	}
	if far == 0 {
		if first == last {
			return arc // a ring of one arc, too small to matter
		}
		return []point{first, last}
	}
	return append(simplify(arc[:far+1]), simplify(arc[far:])[1:]...)
}

// distanceTo returns the distance of p from the line from a to b.
func distanceTo(p, a, b point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if dx == 0 && dy == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	s := min(1, max(0, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/(dx*dx+dy*dy)))
	return math.Hypot(p[0]-a[0]-s*dx, p[1]-a[1]-s*dy)
}

// clip is the algorithm of Sutherland and Hodgman on the four edges of the cut.
func clip(ring []point) []point {
	for _, e := range []struct {
		axis  int
		bound float64
		sign  float64
	}{{0, west, 1}, {0, east, -1}, {1, south, 1}, {1, north, -1}} {
		inside := func(p point) bool { return (p[e.axis]-e.bound)*e.sign >= 0 }
		var kept []point
		for i, p := range ring {
			q := ring[(i+len(ring)-1)%len(ring)]
			if inside(p) != inside(q) {
				s := (e.bound - q[e.axis]) / (p[e.axis] - q[e.axis])
				kept = append(kept, point{q[0] + s*(p[0]-q[0]), q[1] + s*(p[1]-q[1])})
			}
			if inside(p) {
				kept = append(kept, p)
			}
		}
		ring = kept
	}
	return round(ring)
}

// round keeps two decimals, about a kilometre, and drops what coincides then.
func round(points []point) []point {
	rounded := make([]point, len(points))
	for i, p := range points {
		rounded[i] = point{math.Round(p[0]*100) / 100, math.Round(p[1]*100) / 100}
	}
	return slices.Compact(rounded)
}
