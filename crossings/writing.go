package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"slices"
	"syscall"

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
	journal  *journal.Journal // nil until it is opened
	isImport bool             // what names claims that are not there is kept

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
	w := &writing{app: a, file: file, registry: reg, interrupted: context.Background()}
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
		if err := w.try(read.claims); err != nil {
			return 0, read.placed(err)
		}
	}
	if err := w.open(); err != nil {
		return 0, err
	}
	if w.interrupted.Err() != nil {
		return 0, errInterrupted
	}
	if w.isImport {
		err = w.journal.Load(accepted(slices.Values(read.claims)))
	} else {
		_, err = w.journal.Add(read.claims...)
	}
	if err != nil {
		return 0, w.advised(w.file, read.placed(err))
	}
	w.tellEffects(read.claims)
	return len(read.claims), w.buffered(func() error {
		for _, c := range read.claims {
			if c.ID == uuid.Nil {
				c.ID = c.ContentID()
			}
			fmt.Fprintln(w.out, c.ID)
		}
		return nil
	})
}

// try finds out whether the registry would take claims.
func (w *writing) try(claims []border.Claim) error {
	if !w.isImport {
		_, _, err := try(w.registry, claims...)
		return err
	}
	err := w.registry.LoadWith(func(_, _ []*border.Claim) error { return errTried }, accepted(slices.Values(claims)))
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}

// end makes a journal that is not there, if all went well, and closes it.
func (w *writing) end(err error) error {
	if err == nil {
		err = w.open()
	}
	w.tellUnresolved(w.registry)
	if w.journal != nil {
		err = errors.Join(err, w.journal.Close())
	}
	return err
}
