// Open prints which crossings are open today, and how old the last word is.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/crossingstatus/border"
)

func main() {
	if err := run(os.Stdout, border.Today()); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, today border.Day) error {
	reg, err := border.Default()
	if err != nil {
		return err
	}
	for s := range reg.States(today) {
		crossing, err := reg.Lookup(s.Crossing)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: %s\n", crossing.Names.English, s.Status)
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			f := s.Side(side).Status
			fmt.Fprintf(w, "  %s side: %s (independent sources: %d)\n", side, f, f.Origins())
		}
	}
	return nil
}
