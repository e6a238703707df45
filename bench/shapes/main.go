// Command shapes times package border on histories of a shape that is hard: many
// claims about few tracks, whose days lie within, beside and against each other.
// It is run from the folder above as
//
//	GOWORK=off go run ./shapes > shapes.md
//
// Each size of each shape is a process of its own, which is ended after the limit;
// of a shape that did not end, no larger size is tried.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

func main() {
	limit := flag.Duration("limit", 20*time.Second, "the longest that one size of one shape may take")
	only := flag.String("only", "", "measure these shapes alone, with commas between them")
	one := flag.String("one", "", "measure one shape, of -size claims, and print each figure as JSON")
	size := flag.Int("size", 100, "how many claims -one measures")
	flag.Parse()
	var err error
	if *one != "" {
		err = measure(*one, *size)
	} else {
		err = report(strings.FieldsFunc(*only, func(c rune) bool { return c == ',' }), *limit)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "shapes:", err)
		os.Exit(1)
	}
}

// A figure is what one operation took.
type figure struct {
	Operation string
	NS        float64 // of the operation whole
}

// run measures one size of a shape in a process of its own. Of one that did not
// end in time it returns the figures that it had come to.
func run(name string, n int, limit time.Duration) (figures map[string]float64, ended bool, err error) {
	program, err := os.Executable()
	if err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	c := exec.CommandContext(ctx, program, "-one", name, "-size", fmt.Sprint(n))
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, false, err
	}
	samples := map[string][]float64{}
	for line := range strings.Lines(string(out)) {
		var f figure
		if json.Unmarshal([]byte(line), &f) == nil {
			samples[f.Operation] = append(samples[f.Operation], f.NS)
		}
	}
	figures = map[string]float64{}
	for operation, list := range samples {
		slices.Sort(list)
		figures[operation] = list[len(list)/2]
	}
	return figures, err == nil, nil
}
