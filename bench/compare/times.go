package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// A timing is what the measurements of registry say of one operation.
type timing struct {
	Workload, Operation, Unit string
	Border, Ratio             float64 // Ratio is to the floor of the same run, 0 without one
}

// key tells operations apart.
func (t timing) key() string { return t.Operation + " | " + t.Workload }

// times measures both trees by the same programs, those of this folder, in turns,
// and prints how many times as long the newer takes. What else the machine does
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
			out, err := exec.Command(programs[i], "-short", "-json", "-only", only).Output()
			if err != nil {
				return fmt.Errorf("%s: %w", trees[i].name, err)
			}
			for line := range bytes.Lines(out) {
				var t timing
				if err := json.Unmarshal(line, &t); err != nil {
					return err
				}
				if !slices.Contains(order, t.key()) {
					order = append(order, t.key())
				}
				v := t.Border
				if t.Ratio > 0 {
					v = t.Ratio
				}
				samples[i][t.key()] = append(samples[i][t.key()], v)
			}
		}
	}
	fmt.Printf("%s beside %s, %d rounds of each in turns, in %s. A figure is the median, of the ratio to the floor where there\nis one, else in ns or bytes.\n\n",
		trees[1].name, trees[0].name, rounds, time.Since(begun).Round(time.Second))
	fmt.Println("| operation | workload | before | now | times |\n|---|---|---:|---:|---:|")
	for _, key := range order {
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

// registry builds the measurements of the registry against a tree: the folder of
// benchmarks is this one's.
func (t *tree) registry() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(t.temp, "bench")
	if err := os.CopyFS(dir, os.DirFS(here)); err != nil {
		return "", err
	}
	for _, module := range []string{"", "/crossings"} {
		replace := "-replace=github.com/crossingstatus/border" + module + "=" + t.dir + module
		if err := command(dir, []string{"GOWORK=off"}, "go", "mod", "edit", replace); err != nil {
			return "", err
		}
	}
	program := filepath.Join(t.temp, "registry.exe")
	return program, command(dir, []string{"GOWORK=off", "GOFLAGS=-mod=mod"}, "go", "build", "-o", program, "./registry")
}
