// Program crossings prints what is known about the Syria–Iraq border crossings:
// who holds each side, whether it is open and for whom, since when, according to
// whom, and what was known when.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
