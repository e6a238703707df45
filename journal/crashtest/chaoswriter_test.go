package crashtest

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
)

// chaosEnv, where it is set, makes the test program a writer that does as its standard input tells.
const chaosEnv = "CRASHTEST_CHAOS"

// chaosClaim returns a claim of a run. Its clock jumps: a third of the claims are stamped by the machine,
// and the others long ago or long hence.
func chaosClaim(seed uint64, number int) border.Claim {
	c := border.Claim{
		Crossing: border.AlYarubiyahRabia, Side: border.Iraq, Kind: border.KindStatus, Value: "closed",
		When: edtf.MustParse("2014-06"), Modality: border.Reported,
		Source: border.Source{Name: "a customs officer"}, Note: fmt.Sprintf("run %d, claim %d %s", seed, number, strings.Repeat("x", number*37%900)),
	}
	switch number % 3 {
	case 1:
		c.Recorded = time.Date(1990, 1, 1, 0, 0, number, 0, time.UTC)
	case 2:
		c.Recorded = time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Duration(number) * time.Hour)
	}
	c.ID = c.ContentID()
	return c
}

// kindOf says in a word what an error of a journal tells.
func kindOf(err error) string {
	_, isTorn := errors.AsType[*journal.TornError](err)
	_, isCorrupt := errors.AsType[*journal.CorruptError](err)
	switch {
	case err == nil:
		return "whole"
	case isTorn:
		return "torn"
	case isCorrupt:
		return "corrupt"
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	}
	for kind, known := range map[string]error{
		"locked": journal.ErrLocked, "truncated": journal.ErrTruncated, "failed": journal.ErrFailed, "changed": journal.ErrChanged, "other": journal.ErrNotJournal, "closed": os.ErrClosed,
	} {
		if errors.Is(err, known) {
			return kind
		}
	}
	return "unknown"
}

// writeChaos does what it is told, line by line: "open NAME" opens a journal and prints how that went, "add SEED FIRST
// COUNT BATCH" adds claims with two goroutines, "close" closes the journal when they are added. Each outcome is a line,
// printed when it is known.
func writeChaos() {
	var j *journal.Journal
	var adding sync.WaitGroup
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		name, isOpen := strings.CutPrefix(in.Text(), "open ")
		switch {
		case isOpen:
			j = openChaos(name)
		case in.Text() == "close":
			adding.Wait()
			var err error
			if j != nil {
				err = j.Close()
			}
			fmt.Println("closed", kindOf(err), err)
		default:
			var seed uint64
			var first, count, batch int
			if _, err := fmt.Sscanf(in.Text(), "add %d %d %d %d", &seed, &first, &count, &batch); err != nil {
				fmt.Println("unknown", err)
				return
			}
			adding.Go(func() { addChaos(j, seed, first, count, batch) })
		}
	}
}

// openChaos opens a journal and prints how that went; nil if it does not open.
func openChaos(name string) *journal.Journal {
	reg, err := newRegistry()
	if err != nil {
		fmt.Println("unknown", err)
		return nil
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		fmt.Println("open", kindOf(err), 0, err)
		return nil
	}
	kind := "whole"
	if j.Recovery().Torn != nil {
		kind = "torn"
	}
	fmt.Println("open", kind, reg.Len())
	return j
}

// addChaos adds claims, with two goroutines that share them.
func addChaos(j *journal.Journal, seed uint64, first, count, batch int) {
	var both sync.WaitGroup
	for half := range 2 {
		both.Go(func() {
			for n := first + half*batch; n < first+count; n += 2 * batch {
				var claims []border.Claim
				for i := n; i < min(n+batch, first+count); i++ {
					claims = append(claims, chaosClaim(seed, i))
				}
				_, err := j.Add(claims...)
				told := "ack"
				if err != nil {
					told = "no " + kindOf(err)
				}
				var line strings.Builder
				for i := range claims {
					fmt.Fprintf(&line, "%s %d\n", told, n+i)
				}
				fmt.Print(line.String()) // one write
			}
		})
	}
	both.Wait()
	fmt.Println("done", first)
}
