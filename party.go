package border

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border/edtf"
)

// A Party is the code of somebody who may hold a side of a crossing, such as
// "islamic-state". A group that acts for a party is not a party of its own, but the Unit
// of a [Claim].
type Party string

// The parties of the embedded dataset that programs are most likely to name.
// The dataset has more; [View.Parties] lists them all.
const (
	SyrianGovernment             Party = "syrian-government" // until 2024-12-08
	SyrianTransitionalGovernment Party = "syrian-transitional-government"
	SyrianOpposition             Party = "syrian-opposition"
	IslamicState                 Party = "islamic-state"
	AlNusraFront                 Party = "al-nusra-front"
	YPG                          Party = "ypg"
	SDF                          Party = "sdf"
	USLedCoalition               Party = "us-led-coalition"
	AutonomousAdministration     Party = "autonomous-administration" // of North and East Syria
	IraqiGovernment              Party = "iraqi-government"
	KurdistanRegionalGovernment  Party = "kurdistan-regional-government"
	Peshmerga                    Party = "peshmerga"
	NoParty                      Party = "none"    // nobody holds it
	UnknownParty                 Party = "unknown" // nobody has said who
)

// String returns the code.
func (p Party) String() string { return string(p) }

// A PartyInfo describes a party. The zero PartyInfo is not valid.
type PartyInfo struct {
	Code    Party
	Kind    string    // such as government, armed-group or coalition
	Country string    // ISO 3166-1 alpha-2; "" if of no one country
	Names   Names     // how people call it
	Aliases []string  // other names, by which [View.LookupParty] finds it
	From    edtf.Date // when it began; absent if unknown or long before
	To      edtf.Date // when it ended; absent if it exists still
}

// partyJSON is the JSON form of a PartyInfo.
type partyJSON struct {
	Code    string   `json:"code"`
	Kind    string   `json:"kind"`
	Country string   `json:"country,omitempty"`
	Names   Names    `json:"names"`
	Aliases []string `json:"aliases,omitempty"`
	From    string   `json:"from,omitempty"`
	To      string   `json:"to,omitempty"`
}

// MarshalJSON implements [json.Marshaler].
func (p PartyInfo) MarshalJSON() ([]byte, error) {
	return json.Marshal(partyJSON{string(p.Code), p.Kind, p.Country, p.Names, p.Aliases, p.From.String(), p.To.String()})
}

// UnmarshalJSON implements [json.Unmarshaler]. Unknown members are errors.
func (p *PartyInfo) UnmarshalJSON(data []byte) error {
	var j partyJSON
	if err := unmarshalStrict(data, &j); err != nil {
		return err
	}
	*p = PartyInfo{Code: Party(j.Code), Kind: j.Kind, Country: j.Country, Names: j.Names, Aliases: j.Aliases}
	for _, d := range []struct {
		member, text string
		date         *edtf.Date
	}{{"from", j.From, &p.From}, {"to", j.To, &p.To}} {
		if err := d.date.UnmarshalText([]byte(d.text)); err != nil {
			return fmt.Errorf("party %q: %s: %w", j.Code, d.member, err)
		}
	}
	return p.validate()
}

// clone returns a copy that shares no memory with p.
func (p PartyInfo) clone() PartyInfo {
	p.Aliases = slices.Clone(p.Aliases)
	return p
}

// validate returns an error if p cannot be a party of a registry.
func (p *PartyInfo) validate() error {
	if !isCode(string(p.Code)) {
		return fmt.Errorf("party code %q: want lower-case words joined by hyphens", p.Code)
	}
	if p.Kind == "" {
		return fmt.Errorf("party %q: no kind", p.Code)
	}
	return nil
}

// ErrNoParty is wrapped by errors about a name that no party of the registry has.
var ErrNoParty = errors.New("no such party")

// A PartyError says that no party has the name that was asked for. It wraps [ErrNoParty].
type PartyError struct {
	Name       string  // as asked
	Candidates []Party // the parties that may be meant, sorted
	All        []Party // all parties, sorted; nil if there are candidates
}

// Error returns the name, and Candidates or All.
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

// newPartyNames returns parties by their folded codes, names and aliases. It is an error
// if two parties have a name in common.
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
