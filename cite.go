package border

import (
	"fmt"
)

// A Citation is what a footnote needs to say where an answer came from, so that
// whoever has the same claims can find the same answer. The zero Citation cites
// nothing.
type Citation struct {
	Crossing string `json:"crossing"`         // code
	Name     string `json:"name"`             // the crossing's English name
	On       Day    `json:"on"`               // the day asked about
	Known    Day    `json:"known,omitzero"`   // what was known by; the zero Day: all
	Through  Day    `json:"through,omitzero"` // the latest day on which a claim was reported
	Digest   Digest `json:"digest"`           // of the view's claims
	Version  string `json:"version"`          // of the dataset; "" if it has none
	Answer   string `json:"answer"`           // the crossing's status in words, "last known: open" after the day of which the claims speak
}

// Cite returns the citation of a crossing's state on a day. Version is that of
// the dataset, as [DatasetVersion] gives it.
func (v View) Cite(code string, day Day, version string) (Citation, error) {
	s, err := v.At(code, day)
	if err != nil {
		return Citation{}, err
	}
	crossing, err := v.Lookup(code)
	if err != nil {
		return Citation{}, err
	}
	answer := s.Status.String()
	if s.IsLastKnown() {
		answer = "last known: " + answer
	}
	return Citation{
		Crossing: code, Name: crossing.Names.English, On: day, Known: v.Known(),
		Through: v.Through().Reported, Digest: v.Digest(), Version: version, Answer: answer,
	}, nil
}

// Title says what is cited: the crossing, the day and the answer.
func (c Citation) Title() string {
	title := fmt.Sprintf("%s on %s: %s", c.Name, c.On, c.Answer)
	if !c.Known.IsZero() {
		title += fmt.Sprintf(", as known by %s", c.Known)
	}
	return title
}

// Publisher says what the answer was worked out from.
func (c Citation) Publisher() string {
	s := "Syria–Iraq border crossing status registry"
	if c.Version != "" {
		s += ", version " + c.Version
	}
	return s
}

// String returns one line for a footnote.
func (c Citation) String() string {
	return fmt.Sprintf("%s. %s, claims reported through %s, digest %s.", c.Title(), c.Publisher(), c.Through, c.Digest.Short())
}
