// Program scale backs the plan of docs/scale.md. It draws a year of claims about
// the crossings of 200 countries, places them on machines, and writes what each
// machine has to bear, before and after the loss of one, as tables in Markdown:
//
//	GOWORK=off go run ./scale
//	GOWORK=off go run ./scale -write ../docs/scale.md
//
// Every figure of them follows from its assumptions and from what was measured of
// one partition; the same command always writes the same. What is measured, is so
// with
//
//	GOWORK=off go run ./scale -measure > scale.md
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	isMeasure := flag.Bool("measure", false, "measure one partition")
	isShort := flag.Bool("short", false, "measure a small one only, to see that it works")
	file := flag.String("write", "", "write the tables into this file, between its marks")
	flag.Parse()
	var err error
	switch {
	case *isMeasure || *isShort:
		err = measure(os.Stdout, *isShort)
	case *file != "":
		err = write(*file)
	default:
		_, err = io.WriteString(os.Stdout, tables(plan))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

// write writes the tables into a file.
func write(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	whole, err := withTables(string(text), plan)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, []byte(whole), 0o644)
}

// withTables returns a text with the tables between its marks.
func withTables(text string, a assumptions) (string, error) {
	const begin, end = "<!-- tables -->\n", "<!-- end of tables -->"
	before, rest, found := strings.Cut(text, begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		return "", errors.New("it has no marks for the tables")
	}
	return before + begin + "\n" + tables(a) + "\n" + end + after, nil
}
