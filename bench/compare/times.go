package main

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// A timing is a row of what registry prints: of the table beside the floor.
type timing struct {
	key    string // operation and workload
	border float64
	ratio  float64 // to the floor of the same run, 0 without one
}

// timings reads the rows of a report.
func timings(report string) (list []timing, err error) {
	for line := range strings.Lines(report) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 10 || strings.Contains(cells[1], "---") || strings.TrimSpace(cells[4]) == "border" {
			continue
		}
		t := timing{key: strings.TrimSpace(cells[1]) + " | " + strings.TrimSpace(cells[2])}
		if t.border, err = number(cells[4]); err != nil {
			return nil, err
		}
		if t.ratio, err = number(cells[5]); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	if len(list) == 0 {
		return nil, errors.New("the report has no table beside the floor")
	}
	return list, nil
}

// number reads a figure as the report writes it: 85.1, 1183, 30 k, 17.3 M.
func number(cell string) (float64, error) {
	text, scale := strings.TrimSpace(cell), 1.0
	if text == "" {
		return 0, nil
	}
	if s, ok := strings.CutSuffix(text, " k"); ok {
		text, scale = s, 1e3
	} else if s, ok := strings.CutSuffix(text, " M"); ok {
		text, scale = s, 1e6
	}
	v, err := strconv.ParseFloat(text, 64)
	return v * scale, err
}

// times measures both trees in turns, each by its own program, for what they export
// differs, and prints how many times as long the newer takes. What else the machine does
// weighs on both, and less on ratios to the floor, which are taken where there is one.
func (c *comparison) times(trees [2]*tree, only string, rounds int) error {
	var programs [2]string
	for i, t := range trees {
		program, err := t.registry()
		if err != nil {
			return err
		}
		programs[i] = program
	}
	var order []string
	samples := [2]map[string][]float64{{}, {}}
	begun := time.Now()
	for round := range rounds {
		for k := range programs {
			i := (round + k) % 2 // who goes first has the colder machine
			out, err := exec.Command(programs[i], "-short", "-only", only).Output()
			if err != nil {
				return fmt.Errorf("%s: %w", trees[i].name, err)
			}
			list, err := timings(string(out))
			if err != nil {
				return fmt.Errorf("%s: %w", trees[i].name, err)
			}
			for _, t := range list {
				if !slices.Contains(order, t.key) {
					order = append(order, t.key)
				}
				v := t.border
				if t.ratio > 0 {
					v = t.ratio
				}
				samples[i][t.key] = append(samples[i][t.key], v)
			}
		}
	}
	fmt.Printf("%s beside %s, %d rounds of each in turns, in %s. A figure is the median, of the ratio to the floor where there\nis one, else in ns or bytes.\n\n",
		trees[1].name, trees[0].name, rounds, time.Since(begun).Round(time.Second))
	fmt.Println("| operation | workload | before | now | times |\n|---|---|---:|---:|---:|")
	for _, key := range order {
		if len(samples[0][key]) == 0 || len(samples[1][key]) == 0 {
			continue // one of them measures it
		}
		before, now := median(samples[0][key]), median(samples[1][key])
		mark := ""
		if now > 1.05*before {
			mark = " **slower**"
			c.different++
		}
		c.compared++
		fmt.Printf("| %s | %s | %s | %.2f%s |\n", key, figure(before), figure(now), now/before, mark)
	}
	return nil
}

func figure(v float64) string {
	if v < 100 {
		return fmt.Sprintf("%.2f", v)
	}
	return work.Number(v)
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(list))[len(list)/2]
}

// registry builds a tree's measurements of the registry.
func (t *tree) registry() (string, error) {
	program := filepath.Join(t.temp, "registry.exe")
	return program, command(filepath.Join(t.dir, "bench"), []string{"GOWORK=off"}, "go", "build", "-o", program, "./registry")
}
