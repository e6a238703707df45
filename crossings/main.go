// Program crossings prints what is known about the Syria–Iraq border crossings:
// who holds each side, whether it is open and for whom, since when, according to
// whom, and what was known when.
package main

import (
	"os"
	"strings"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// isCobraUsage reports whether an error of the command line's library is one of
// wrong usage; it has no type for them.
func isCobraUsage(err error) bool {
	text := err.Error()
	for _, start := range []string{"unknown command", "unknown flag", "unknown shorthand", "accepts ", "requires ", "required flag", "invalid argument"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}
