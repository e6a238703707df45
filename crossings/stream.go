package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/crossingstatus/border"
)

// A claimStream yields the claims of files one by one, in the order of the files, without
// a registry of them: of more claims than memory has room for. Each is checked, and gets
// its id and its time, as in a registry; but what concerns two claims is not looked at, so
// that one that stands there twice is yielded twice.
type claimStream struct {
	*app
	taker *border.Registry // checks claims; it keeps none
	code  string           // of the crossing whose claims are wanted; "" if of all
	takes func(border.Claim) bool
	err   error
}

// streams reports whether the claims to write in a format may be streamed: those of files
// that can be read twice, all of which are wanted.
func (a *app) streams(format, states string) bool {
	return slices.Contains([]string{"jsonl", "csv", "hxl"}, format) && states == "" && len(a.data) > 0 && a.dataset == "" &&
		a.known == "" && a.asOf == "" && len(a.added()) == 0 && !slices.ContainsFunc(a.data, func(file string) bool { return !isRegular(file) })
}

// openStream reads every claim of the files of --data, and fails if one is at fault: of
// files with a fault nothing is written.
func (e *exporter) openStream(args []string) error {
	base, err := e.datasetRegistry()
	if err != nil {
		return err
	}
	world, err := e.world(base.View())
	if err != nil {
		return err
	}
	s := &claimStream{app: e.app, takes: e.chosen.Taker()}
	if s.taker, err = border.NewWith(world); err != nil {
		return err
	}
	if len(args) > 0 {
		c, err := s.taker.View().Lookup(args[0])
		if err != nil {
			return err
		}
		s.code = c.Code
	}
	for _, err := range s.all() {
		if err != nil {
			return err
		}
	}
	e.streamed = s
	return nil
}

// claims yields the claims that are wanted; where a file has changed since they were read
// first and is at fault now, they end, and err has the fault.
func (s *claimStream) claims(yield func(border.Claim) bool) {
	for c, err := range s.all() {
		if err != nil {
			s.err = fmt.Errorf("the file changed while it was read: %w", err)
			return
		}
		if !yield(c) {
			return
		}
	}
}

// all yields the claims that are wanted, or an error and then no more.
func (s *claimStream) all() iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for _, file := range s.data {
			for l, err := range s.claimsOf(file) {
				if err == nil {
					l.Claim, err = s.taken(l, file)
				}
				if err != nil {
					yield(border.Claim{}, err)
					return
				}
				if (s.code == "" || l.Claim.Crossing == s.code) && s.takes(l.Claim) && !yield(l.Claim, nil) {
					return
				}
			}
		}
	}
}

// errNotKept keeps a registry from taking a claim in.
var errNotKept = errors.New("only checked")

// taken returns a claim as a registry takes it in.
func (s *claimStream) taken(l border.ClaimLine, file string) (c border.Claim, err error) {
	err = s.taker.LoadWith(func(added, _ []*border.Claim) error {
		c = added[0].Clone()
		return errNotKept
	}, accepted(func(yield func(border.Claim) bool) { yield(l.Claim) }))
	if errors.Is(err, errNotKept) {
		return c, nil
	}
	read := claimsRead{places: []place{{file, l.Line}}}
	return c, read.placed(err)
}
