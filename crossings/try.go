package main

import (
	"errors"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// errTried ends the trial of claims that could be added.
var errTried = errors.New("tried")

// try finds out whether a registry would take claims, and adds none: isNew if it
// would, and some of them are new; their ids if all are there already.
func try(reg *border.Registry, claims ...border.Claim) (ids []uuid.UUID, isNew bool, err error) {
	ids, err = reg.AddWith(func(added, _ []*border.Claim) error {
		if len(added) > 0 {
			return errTried
		}
		return nil
	}, claims...)
	if errors.Is(err, errTried) {
		return nil, true, nil
	}
	return ids, false, err
}
