// Program crossings prints what is known about the Syria–Iraq border crossings.
package main

import (
	"fmt"
	"os"

	"github.com/crossingstatus/border"
)

func main() {
	reg, err := border.Default()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for s := range reg.States(border.Today()) {
		fmt.Println(s.Crossing, s.Syria.Status, s.Iraq.Status)
	}
}
