package border

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoParty is wrapped by errors about a name that no party of the registry has.
var ErrNoParty = errors.New("no such party")

// A PartyError says that a name is not that of a party. It wraps [ErrNoParty].
type PartyError struct {
	Name       string  // as asked
	Candidates []Party // that may be meant, by code
	All        []Party // all of them, by code; nil if there are candidates
}

// Error returns the name, and the parties that may be meant, or those that there
// are.
func (e *PartyError) Error() string {
	s := fmt.Sprintf("%q: %v", e.Name, ErrNoParty)
	words := func(parties []Party) []string {
		list := make([]string, len(parties))
		for i, p := range parties {
			list[i] = string(p)
		}
		return list
	}
	if len(e.Candidates) > 0 {
		return s + "; did you mean " + strings.Join(words(e.Candidates), " or ") + "?"
	}
	return s + "; want one of " + listOf(words(e.All))
}

// Unwrap returns ErrNoParty.
func (e *PartyError) Unwrap() error { return ErrNoParty }

// newPartyNames maps the folded codes, names and aliases of parties to them. A
// name of two parties is refused.
func newPartyNames(parties []PartyInfo) (map[string]Party, error) {
	m := map[string]Party{}
	for _, p := range parties {
		for _, name := range append([]string{string(p.Code), p.Names.English, p.Names.Arabic, p.Names.Kurdish}, p.Aliases...) {
			key := Fold(name)
			if other, ok := m[key]; ok && other != p.Code {
				return nil, fmt.Errorf("party %q: its name %q is also that of %q", p.Code, name, other)
			}
			if key != "" {
				m[key] = p.Code
			}
		}
	}
	return m, nil
}

// LookupParty returns the party that people call name: its code, its name in any
// language, or an alias such as "isis", whatever the case, marks, hyphens or
// article. The error is a [*PartyError], which names those that may be meant.
func (v View) LookupParty(name string) (PartyInfo, error) {
	if v.isZero() {
		return PartyInfo{}, &PartyError{Name: name}
	}
	w := v.reg.world
	key := Fold(name)
	if code, ok := w.partyNames[key]; ok {
		return w.parties[w.partyNumbers[code]].clone(), nil
	}
	e := &PartyError{Name: name}
	for _, code := range w.partyCodes {
		for k, p := range w.partyNames {
			if p == code && isNear(k, key) {
				e.Candidates = append(e.Candidates, code)
				break
			}
		}
	}
	if len(e.Candidates) == 0 {
		e.All = append(e.All, w.partyCodes...)
	}
	return PartyInfo{}, e
}

// LookupParty is [View.LookupParty]; parties do not change.
func (r *Registry) LookupParty(name string) (PartyInfo, error) { return r.View().LookupParty(name) }
