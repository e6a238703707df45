package journal_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
)

// tempFile returns the name of a journal that is not there yet, and what removes it.
func tempFile() (name string, remove func()) {
	dir, err := os.MkdirTemp("", "journal")
	if err != nil {
		log.Fatal(err)
	}
	return filepath.Join(dir, "mine.jsonl"), func() { os.RemoveAll(dir) }
}

// closed is a claim of a driver.
var closed = border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed, edtf.MustParse("2026-05"), border.Source{Name: "a driver"})

// Claims of one's own stand beside the dataset, and are there again when the program
// starts anew.
func ExampleOpen() {
	name, remove := tempFile()
	defer remove()
	for range 2 { // two runs of a program
		reg, err := border.Default()
		if err != nil {
			log.Fatal(err)
		}
		before := reg.Len()
		j, err := journal.Open(name, reg, journal.Options{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(reg.Len()-before, "claims were in the journal")
		if _, err := j.Add(closed); err != nil { // when it returns, the claim is on the disk
			log.Fatal(err)
		}
		if err := j.Close(); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// 0 claims were in the journal
	// 1 claims were in the journal
}

// Reading needs no lock: somebody may write meanwhile.
func ExampleReadFile() {
	name, remove := tempFile()
	defer remove()
	reg, err := border.Default()
	if err != nil {
		log.Fatal(err)
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer j.Close()
	if _, err := j.Add(closed); err != nil {
		log.Fatal(err)
	}
	for line, err := range journal.ReadFile(name) {
		if _, isTorn := errors.AsType[*journal.TornError](err); isTorn {
			break // a write that is going on now, or was cut short
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(line.Line, line.Claim.Source.Name, "says", line.Claim.Value)
	}
	// Output: 2 a driver says closed
}

// What another program adds comes as it is written.
func ExampleFollow() {
	name, remove := tempFile()
	defer remove()
	reg, err := border.Default()
	if err != nil {
		log.Fatal(err)
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer j.Close()
	go func() {
		if _, err := j.Add(closed); err != nil {
			log.Fatal(err)
		}
	}()
	for lines, err := range journal.Follow(context.Background(), name, 10*time.Millisecond) {
		if err != nil {
			log.Fatal(err)
		}
		for _, line := range lines {
			fmt.Println(line.Claim.Source.Name, "says", line.Claim.Value)
		}
		if len(lines) > 0 {
			break
		}
	}
	// Output: a driver says closed
}
