package border

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/crossingstatus/border/edtf"
)

// A Party is the code of one that may hold a side of a crossing, such as
// "islamic-state". Answers compare parties by their codes; the groups that act
// for a party stand in a claim's unit.
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
	Kind    string    // government, armed-group, coalition, …
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

// UnmarshalJSON implements [json.Unmarshaler]. Members that it does not know
// are errors.
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

// validate reports what keeps p from being a party of a registry.
func (p *PartyInfo) validate() error {
	if !isCode(string(p.Code)) {
		return fmt.Errorf("party code %q: want lower-case words joined by hyphens", p.Code)
	}
	if p.Kind == "" {
		return fmt.Errorf("party %q: no kind", p.Code)
	}
	return nil
}
