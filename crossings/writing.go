package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
)

// A writing is one run of the program that writes claims to a journal, on top of
// those that the flags name. It prints the ids of the claims that the journal has.
type writing struct {
	*app
	file     string
	registry *border.Registry
	journal  *journal.Journal        // nil until it is opened
	others   map[uuid.UUID]time.Time // when the claims that the flags name were recorded
	passed   int                     // claims that are among those, and were not written

	effects *effects // nil until something was written

	interrupted context.Context // done when the program is told to end
}

// errInterrupted says that the program was told to end before all was written.
var errInterrupted = errors.New("interrupted; the claims of which the id was printed are written; give the same input again for the others")

// startWriting opens a journal to write, if it is there. One that is not is made
// with the first claims, once they are found to be right.
func (a *app) startWriting(file string) (*writing, error) {
	reg, err := a.registry()
	if err != nil {
		return nil, err
	}
	w := &writing{app: a, file: file, registry: reg, others: map[uuid.UUID]time.Time{}, interrupted: context.Background()}
	for c := range reg.View().All() {
		w.others[c.ID] = c.Recorded
	}
	if isThere(file) {
		err = w.open()
	}
	return w, err
}

// open opens the journal. From then on the first interrupt ends the program in good
// order, with the journal closed, and the second at once.
func (w *writing) open() (err error) {
	if w.journal != nil {
		return nil
	}
	if w.journal, err = w.openJournal(w.file, w.registry); err != nil {
		return err
	}
	var stop func()
	w.interrupted, stop = signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(w.interrupted, stop)
	return nil
}

// add adds claims, all or none, and prints their ids once they are on the disk. It
// returns how many ids it printed.
func (w *writing) add(read *claimsRead) (printed int, err error) {
	if w.journal == nil {
		if _, _, err := try(w.registry, read.claims...); err != nil {
			return 0, read.placed(err)
		}
	}
	if err := w.open(); err != nil {
		return 0, err
	}
	if w.interrupted.Err() != nil {
		return 0, errInterrupted
	}
	ids, err := w.journal.Add(read.claims...)
	if err != nil {
		return 0, w.advised(w.file, read.placed(err))
	}
	w.tellEffects(read.claims)
	err = w.buffered(func() error {
		for i, id := range ids {
			if w.isOther(id, read.claims[i]) {
				w.passed++
				continue
			}
			printed++
			fmt.Fprintln(w.out, id)
		}
		return nil
	})
	return printed, err
}

// isOther reports whether a claim is among those that the flags name, so that the
// journal did not write it. It writes one that was recorded earlier than it is there.
func (w *writing) isOther(id uuid.UUID, c border.Claim) bool {
	recorded, ok := w.others[id]
	return ok && (c.Recorded.IsZero() || !c.Recorded.Before(recorded))
}

// end makes a journal that is not there, if all went well, closes it, and says how
// many claims were not written.
func (w *writing) end(err error) error {
	if err == nil {
		err = w.open()
	}
	if w.journal != nil {
		err = errors.Join(err, w.journal.Close())
	}
	where := "the dataset"
	switch {
	case len(w.data) > 0:
		where = "the files of --data and --add"
	case len(w.app.add) > 0:
		where = "the dataset or the files of --add"
	}
	switch w.passed {
	case 0:
	case 1:
		fmt.Fprintf(w.err, "crossings: 1 claim is in %s already and was not written\n", where)
	default:
		fmt.Fprintf(w.err, "crossings: %d claims are in %s already and were not written\n", w.passed, where)
	}
	return err
}
