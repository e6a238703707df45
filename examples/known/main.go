// Known shows what was known when the article appeared that this registry grew
// from, and what is known now of the same days.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/crossingstatus/border"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer) error {
	reg, err := border.Default()
	if err != nil {
		return err
	}
	article := border.Date(2019, time.July, 10)
	for _, view := range []struct {
		name string
		view border.View
	}{
		{"as known then", reg.KnownBy(article)},
		{"as known now", reg.View()},
	} {
		s, err := view.view.At(border.AlBukamalAlQaim, article)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s, %s: %s\n", article, view.name, s.Status)
		for p := range s.Plans() {
			if p.Outcome == border.Pending && !p.Due.Latest.IsZero() {
				fmt.Fprintf(w, "  a plan of %s: %s by %s\n", p.Reported, p.Value, p.Due.Latest)
				break // others say the same
			}
		}
	}
	plans, err := reg.Plans(border.AlBukamalAlQaim, border.Date(2019, time.October, 10))
	if err != nil {
		return err
	}
	for _, p := range plans {
		if p.Outcome == border.Late && p.Due.Latest == border.Date(2019, time.August, 5) {
			fmt.Fprintf(w, "what was to be by %s came %d days late\n", p.Due.Latest, p.Slip.Most)
			break
		}
	}
	for change := range border.Diff(reg.KnownBy(article), reg.View()) {
		if change.Crossing == border.AlBukamalAlQaim && change.Before.Contains(article) {
			fmt.Fprintf(w, "learnt since of that day: %s side, %s: %s\n", change.Side, change.Question, change.After.Value())
		}
	}
	return nil
}
