package main

import (
	"fmt"
	"math"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// report measures shapes, all or only some, and prints what came of it.
func report(only []string, limit time.Duration) error {
	command := "GOWORK=off go run ./shapes"
	if len(only) > 0 {
		command += " -only " + strings.Join(only, ",")
	}
	fmt.Printf(`# Histories of a shape that is hard

Made by

    %s > shapes.md

with %s on %s/%s, %d processors, of revision %s. Each size of each shape is a process of its own, ended after %s: what had not come by then is
"–", and larger sizes are not tried. A figure is the median of up to 11 runs (of one, where that takes more than %s), of the operation whole, in ms of
processor time. The slope is that from 1,000 claims to the largest size that has a figure, on log-log paper: 1 in proportion to the
claims, 2 to their square. The goal is O(n log n), a slope of at most about 1.2, for all but Add of one and At asked again.

"KnownBy half way" is a view that knows half of the claims, never asked before. History is of all segments; Why of one side's control and status on
the last day. Of D, At and History are of its three crossings, one after the other, and Why of the first.
`, command, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), revision(), limit, repeated)
	for _, s := range shapes {
		if len(only) > 0 && !slices.Contains(only, s.name) {
			continue
		}
		var columns []map[string]float64
		for _, n := range s.sizes {
			figures, ended, err := run(s.name, n, limit)
			if err != nil {
				return err
			}
			if columns = append(columns, figures); !ended {
				break
			}
		}
		s.write(columns)
	}
	return nil
}

// write prints the table of a shape, a column for each size.
func (s *shape) write(columns []map[string]float64) {
	fmt.Printf("\n## %s\n\n%s.\n\n| |", s.name, s.says)
	for i := range columns {
		fmt.Printf(" %s |", work.Number(float64(s.sizes[i])))
	}
	fmt.Print(" slope |\n|---|")
	for range columns {
		fmt.Print("---:|")
	}
	fmt.Println("---:|")
	for _, operation := range operations {
		unit, scale := ", ms", 1e6
		if strings.HasSuffix(operation, "bytes") {
			unit, scale = "", 1
		}
		fmt.Printf("| %s%s |", operation, unit)
		var had []int
		for i, c := range columns {
			v, ok := c[operation]
			if !ok {
				fmt.Print(" – |")
				continue
			}
			if s.sizes[i] >= 1000 {
				had = append(had, i)
			}
			if scale == 1 {
				fmt.Printf(" %s |", work.Number(v))
			} else {
				fmt.Printf(" %s |", milliseconds(v/scale))
			}
		}
		slope := "–"
		if len(had) >= 2 {
			i, j := had[0], had[len(had)-1]
			slope = fmt.Sprintf("%.2f", math.Log(columns[j][operation]/columns[i][operation])/math.Log(float64(s.sizes[j])/float64(s.sizes[i])))
		}
		fmt.Printf(" %s |\n", slope)
	}
}

func milliseconds(ms float64) string {
	switch {
	case ms < 0.01:
		return fmt.Sprintf("%.5f", ms)
	case ms < 10:
		return fmt.Sprintf("%.3f", ms)
	}
	return work.Number(ms)
}

// revision returns the commit that is measured, with a + where files differ from
// it, and "unknown" outside git.
func revision() string {
	out, err := exec.Command("git", "describe", "--always", "--dirty=+", "--exclude=*").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
