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
	if len(os.Args) == 3 && os.Args[1] == "history" {
		for s, err := range reg.History(os.Args[2]) {
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Printf("%s %s %10s..%-10s ", s.Side, s.Question, s.From, s.To)
			if s.Question == border.QuestionControl {
				fmt.Println(s.Control())
			} else {
				fmt.Println(s.Status())
			}
		}
		return
	}
	for s := range reg.States(border.Today()) {
		fmt.Println(s.Crossing, s.Syria.Status, s.Iraq.Status)
	}
}
