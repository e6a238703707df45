package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// programs compares what the two programs print about the dataset: each command
// for each crossing, at on every day on which an answer turns, the others, of which
// each answers for one day, on a day in four of these.
func (c *comparison) programs(programs [2]string) error {
	files := []string{"--crossings", filepath.Join(c.dataset, "crossings.json"),
		"--parties", filepath.Join(c.dataset, "parties.json"), "--data", filepath.Join(c.dataset, "claims.jsonl"), "--json"}
	codes, err := c.codes()
	if err != nil {
		return err
	}
	for _, code := range codes {
		history, err := exec.Command(programs[0], append([]string{"history", code}, files...)...).Output()
		if err != nil {
			return err
		}
		days := turns(history)
		at := []string{"at", code}
		for _, day := range days {
			at = append(at, "--on", day)
		}
		asked := [][]string{{"history", code}, {"claims", code}, at}
		for i := 0; i < len(days); i += 4 {
			asked = append(asked, []string{"plans", code, "--on", days[i]},
				[]string{"can", code, "--on", days[i], "--traffic", "commercial", "--direction", "iq-to-sy"},
				[]string{"why", code, "--on", days[i], "--side", "syria", "--question", "control"},
				[]string{"why", code, "--on", days[i], "--side", "iraq", "--question", "status"})
		}
		for _, args := range asked {
			older, newer := both(programs, slices.Concat(args, files))
			c.answer(strings.Join(args, " "), older, newer)
		}
	}
	return nil
}

// codes returns the codes of the dataset's crossings.
func (c *comparison) codes() (codes []string, err error) {
	text, err := os.ReadFile(filepath.Join(c.dataset, "crossings.json"))
	if err != nil {
		return nil, err
	}
	var crossings []struct{ Code string }
	if err := json.Unmarshal(text, &crossings); err != nil {
		return nil, err
	}
	for _, crossing := range crossings {
		codes = append(codes, crossing.Code)
	}
	return codes, nil
}

// turns returns the days on which segments begin.
func turns(history []byte) (days []string) {
	for line := range bytes.Lines(history) {
		var s struct{ From string }
		if json.Unmarshal(line, &s) == nil && s.From != "" {
			days = append(days, s.From)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// both runs both programs and returns what they print, errors included.
func both(programs [2]string, args []string) (older, newer []byte) {
	var out [2][]byte
	var group sync.WaitGroup
	for i, program := range programs {
		group.Go(func() {
			text, err := exec.Command(program, args...).CombinedOutput()
			if out[i] = text; err != nil {
				out[i] = fmt.Appendf(text, "%v", err)
			}
		})
	}
	group.Wait()
	return out[0], out[1]
}
