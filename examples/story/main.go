// Story tells the history of one crossing: who held its Syrian side, and which of
// the changes are sure.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/crossingstatus/border"
)

func main() {
	name := "Al-Bukamal"
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	if err := run(os.Stdout, name); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, name string) error {
	reg, err := border.Default()
	if err != nil {
		return err
	}
	crossing, err := reg.Lookup(name) // by any alias, in any of the border's scripts
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, Syrian side\n", crossing.Names.English)
	for segment, err := range reg.History(crossing.Code) {
		if err != nil {
			return err
		}
		if segment.Side != border.Syria || segment.Question != border.QuestionControl {
			continue
		}
		from := "always"
		if !segment.From.IsZero() {
			from = segment.From.String()
		}
		fmt.Fprintf(w, "%10s  %s\n", from, segment.Control())
	}
	return nil
}
