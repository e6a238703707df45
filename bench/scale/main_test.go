package main

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// small is a plan that is drawn in a moment.
var small = func() assumptions {
	a := plan
	a.countries, a.crossings, a.claims, a.part = 20, 300, 50_000, 2_000
	return a
}()

// The tables of the docs are those of this program.
func TestDocs(t *testing.T) {
	const name = "../../docs/scale.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want, err := withTables(string(text), plan)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != want {
		t.Errorf("%s is not what the program writes; run GOWORK=off go run ./scale -write %s in bench", name, "../docs/scale.md")
	}
}

// What is drawn is what was asked for, and skewed as it should be.
func TestDraw(t *testing.T) {
	w := drawWorld(small)
	crossings, claims := 0, 0
	for k, list := range w.byCountry {
		crossings += len(list)
		sum := 0
		for _, n := range list {
			sum += n
		}
		if sum != w.claims[k] {
			t.Errorf("country %d has %d claims, and its crossings have %d", k, w.claims[k], sum)
		}
		claims += sum
	}
	if crossings != small.crossings || claims != small.claims {
		t.Errorf("%d crossings and %d claims, want %d and %d", crossings, claims, small.crossings, small.claims)
	}
	harmonic := 0.0
	for k := range small.countries {
		harmonic += 1 / float64(k+1)
	}
	if got, want := float64(w.claims[0]), float64(claims)/harmonic; math.Abs(got-want) > want/20 {
		t.Errorf("the greatest country has %.0f claims, want about %.0f", got, want)
	}
}

// Partitions have all claims, and none has too many unless it is one crossing.
func TestPartitions(t *testing.T) {
	w := drawWorld(small)
	most := 0 // claims of a crossing
	for _, list := range w.byCountry {
		most = max(most, slices.Max(list))
	}
	for _, cut := range []bool{false, true} {
		claims, reads := 0, 0.0
		list := w.partitions(small, cut)
		for i, p := range list {
			claims += p.claims
			reads += p.reads
			if i > 0 && p.claims > list[i-1].claims {
				t.Errorf("partition %d is greater than the one before", i)
			}
		}
		if claims != small.claims || math.Abs(reads-float64(small.readers)) > 1e-6 {
			t.Errorf("cut %v: %d claims and %f reads", cut, claims, reads)
		}
		if !cut && len(list) != small.countries {
			t.Errorf("%d partitions of %d countries", len(list), small.countries)
		}
		if limit := max(2*small.part, most); cut && list[0].claims > limit {
			t.Errorf("a partition has %d claims, of at most %d", list[0].claims, limit)
		}
	}
}

// However many machines there are and whichever is lost, every partition has as
// many holders as there can be, and all readers are answered.
func TestPlace(t *testing.T) {
	list := drawWorld(small).partitions(small, true)
	for _, n := range []int{1, 2, 3, 5, 8} {
		for lost := range n {
			p := place(list, n, 2)
			check(t, p, n, min(2, n))
			unserved, _, moved := p.lose(lost)
			if moved == 0 {
				t.Errorf("%d machines: machine %d had nothing", n, lost)
			}
			if n == 1 {
				if unserved != len(list) {
					t.Errorf("one machine was lost, and %d of %d partitions with it", unserved, len(list))
				}
				continue
			}
			if unserved > 0 {
				t.Errorf("%d machines: %d partitions were lost", n, unserved)
			}
			check(t, p, n, min(2, n-1))
			if m := p.machines[lost]; m.claims != 0 || m.reads != 0 {
				t.Errorf("%d machines: the lost one has %d claims and %f reads", n, m.claims, m.reads)
			}
		}
	}
}

func check(t *testing.T, p *placing, n, copies int) {
	t.Helper()
	claims, reads := 0, 0.0
	for _, m := range p.machines {
		claims += m.claims
		reads += m.reads
	}
	if claims != copies*small.claims {
		t.Errorf("%d machines hold %d claims, want %d times %d", n, claims, copies, small.claims)
	}
	if math.Abs(reads-float64(small.readers)) > 1e-6 {
		t.Errorf("%d machines answer %f readers", n, reads)
	}
	for i, holders := range p.holders {
		if len(holders) != copies {
			t.Errorf("%d machines: partition %d has %d holders, want %d", n, i, len(holders), copies)
		}
	}
}

// Everything that is measured is in the report.
func TestMeasure(t *testing.T) {
	var b strings.Builder
	if err := measure(&b, true); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{"heap, bytes a claim", "loading the journal", "states of all crossings", "copying the journal"} {
		if !strings.Contains(b.String(), "| "+row) {
			t.Errorf("the report lacks %q:\n%s", row, b.String())
		}
	}
}
