package main

import (
	"fmt"

	"github.com/crossingstatus/border"
)

// printTrial prints what claims would change in the answers, and adds them nowhere.
func (a *app) printTrial(reg *border.Registry, read *claimsRead) error {
	changes, err := reg.Try(read.claims...)
	if err != nil {
		return read.placed(err)
	}
	return a.buffered(func() error {
		for _, c := range changes {
			if a.json {
				if err := a.printJSON(c); err != nil {
					return err
				}
				continue
			}
			a.printChange(reg.View(), c)
		}
		if len(changes) == 0 {
			fmt.Fprintf(a.err, "crossings: %s\n", a.say("no answer would change"))
		}
		return nil
	})
}

// registryWith returns a registry of the claims that the flags name and those of a journal, if
// one is named and there.
func (a *app) registryWith(file string) (*border.Registry, error) {
	a.writes = file
	reg, err := a.registry()
	if err != nil || file == "" || !isThere(file) {
		return reg, err
	}
	var read claimsRead
	if err := a.readClaims(file, &read); err != nil {
		return nil, err
	}
	err = read.load(reg)
	a.tellUnresolved(reg)
	return reg, err
}
