package main

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/crossingstatus/border"
)

// A verification is what cite --verify prints with --json.
type verification struct {
	Digest  string        `json:"digest"` // whole, if it is known, else as it was given
	Matches bool          `json:"matches"`
	Edition *string       `json:"edition"` // of which the digest is
	Current border.Digest `json:"current"` // that of the claims there are
}

// verify says whether a digest, or its first digits, is that of the claims that the
// flags name, and of which edition of the dataset it is.
func (a *app) verify(given string) error {
	digits := strings.ToLower(strings.TrimSpace(given))
	if _, err := hex.DecodeString(digits + strings.Repeat("0", len(digits)%2)); err != nil || len(digits) < len(border.Digest{}.Short()) || len(digits) > len(border.Digest{}.String()) {
		return usageError{fmt.Errorf("--verify %q: want 12 to 64 hexadecimal digits, as crossings cite prints them", given)}
	}
	v, err := a.view()
	if err != nil {
		return err
	}
	editions, err := border.Editions()
	if err != nil {
		return err
	}
	found := verification{Digest: digits, Current: v.Digest()}
	if strings.HasPrefix(found.Current.String(), digits) {
		found.Digest, found.Matches = found.Current.String(), true
	}
	for _, e := range editions {
		if strings.HasPrefix(e.Digest.String(), digits) {
			found.Digest, found.Edition = e.Digest.String(), &e.Edition
		}
	}
	if err := a.printVerification(found); err != nil {
		return err
	}
	if !found.Matches {
		return errFaults
	}
	return nil
}

func (a *app) printVerification(found verification) error {
	if a.json {
		return a.printJSON(found)
	}
	of := a.say("no edition of the dataset")
	if found.Edition != nil {
		of = a.say("edition %s of the dataset", *found.Edition)
	}
	var err error
	switch {
	case found.Matches:
		_, err = fmt.Fprintln(a.out, a.say("digest %s is that of these claims (%s)", found.Digest, of))
	case found.Edition != nil:
		_, err = fmt.Fprintln(a.out, a.say("digest %s is that of %s, and not of these claims, which have %s", found.Digest, of, found.Current))
	default:
		_, err = fmt.Fprintln(a.out, a.say("digest %s is unknown; these claims have %s", found.Digest, found.Current))
	}
	return err
}
