// Command paced tells how long questions wait while news comes in: of the embedded
// dataset with ten years of daily sightings, to which a claim is added every second,
// readers ask at a pace. Beside them as many others read a constant at the same pace,
// so that what the machine and the scheduler do is seen, too. It is run from the folder
// above as
//
//	GOWORK=off go run ./paced > paced.md
//
// and takes a quarter of an hour for a million questions; -for makes it shorter.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

// A plan is what is measured.
type plan struct {
	readers int           // of each kind
	rate    int           // questions a second of all readers of a kind
	every   time.Duration // from one new claim to the next
	length  time.Duration
	years   int // of daily sightings before the first new claim
}

func main() {
	p := plan{readers: 64, rate: 1000, every: time.Second, years: 10}
	flag.DurationVar(&p.length, "for", 1000*time.Second, "measure for so long")
	flag.Parse()
	command := "GOWORK=off go run ./paced"
	if p.length != 1000*time.Second {
		command += " -for " + p.length.String()
	}
	m, err := p.measure()
	if err == nil {
		err = m.write(os.Stdout, &p, command)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "paced:", err)
		os.Exit(1)
	}
}
