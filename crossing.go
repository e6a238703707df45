package border

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Codes of the crossings of the embedded dataset.
const (
	AlBukamalAlQaim    = "al-bukamal-al-qaim"
	AlYarubiyahRabia   = "al-yarubiyah-rabia"
	AlTanfAlWaleed     = "al-tanf-al-waleed"
	FayshKhaburSemalka = "faysh-khabur-semalka"
)

// A Crossing is a fixed place for passing from Syria to Iraq or back. It has only
// what identifies the place: a code, names, and where its two sides are. Who controls
// it and whether it is open are [Claim]s, because that depends on the day, on the
// source, and on what was known.
//
// The zero Crossing is not valid; [New] refuses it.
type Crossing struct {
	Code     string    // lower-case words joined by hyphens
	Names    Names     // of the whole crossing
	Aliases  []string  // other names of the whole crossing, in any script
	Homonyms []Homonym // places elsewhere that share a name with it
	Syria    Place     // the Syrian side
	Iraq     Place     // the Iraqi side
}

// ID returns the crossing's UUID, which is made from its code.
func (c Crossing) ID() uuid.UUID { return uuid.NewSHA1(namespace, []byte("crossing/"+c.Code)) }

// Place returns the place of a side, and the zero Place if side is not Syria or Iraq.
func (c Crossing) Place(side Side) Place {
	switch side {
	case Syria:
		return c.Syria
	case Iraq:
		return c.Iraq
	}
	return Place{}
}

// clone returns a copy that shares no memory with c.
func (c Crossing) clone() Crossing {
	c.Aliases = slices.Clone(c.Aliases)
	c.Homonyms = slices.Clone(c.Homonyms)
	c.Syria.Aliases = slices.Clone(c.Syria.Aliases)
	c.Iraq.Aliases = slices.Clone(c.Iraq.Aliases)
	return c
}

// Names are the names of something in the languages of the border. The zero
// Names has none.
type Names struct {
	English string `json:"en,omitempty"`
	Arabic  string `json:"ar,omitempty"`
	Kurdish string `json:"ku,omitempty"`
}

// In returns the name in a language, "en", "ar" or "ku". It returns the English name if
// there is none in that language, and for any other language.
func (n Names) In(lang string) string {
	switch {
	case lang == "ar" && n.Arabic != "":
		return n.Arabic
	case lang == "ku" && n.Kurdish != "":
		return n.Kurdish
	}
	return n.English
}

// A Homonym is another place with the name of a crossing. No claim about it belongs to
// the crossing.
type Homonym struct {
	Name string `json:"name"` // that both have
	Note string `json:"note"` // says what the other place is
}

// A Place is one side of a crossing.
type Place struct {
	Town        Names    `json:"town"`
	Aliases     []string `json:"aliases,omitempty"` // other names of this side, in any script
	Governorate Names    `json:"governorate"`
	ISO         string   `json:"iso"`            // ISO 3166-2 code of the governorate: SY- on the Syrian side, IQ- on the Iraqi
	PCode       string   `json:"pcode"`          // OCHA P-code of the governorate: begins with SY or IQ
	Point       Point    `json:"point,omitzero"` // of the crossing point; zero if no source gives it
}

// A Point is a place on the earth, WGS 84. The zero Point is no point.
type Point struct {
	Lat            float64 `json:"lat"`            // degrees north
	Lon            float64 `json:"lon"`            // degrees east
	AccuracyMetres int     `json:"accuracyMetres"` // how far apart the sources put it
}

// crossingJSON is the JSON form of a Crossing.
type crossingJSON struct {
	Code     string    `json:"code"`
	ID       string    `json:"id,omitempty"`
	Names    Names     `json:"names"`
	Aliases  []string  `json:"aliases,omitempty"`
	Homonyms []Homonym `json:"homonyms,omitempty"`
	Sides    struct {
		Syria Place `json:"syria"`
		Iraq  Place `json:"iraq"`
	} `json:"sides"`
}

// MarshalJSON implements [json.Marshaler].
func (c Crossing) MarshalJSON() ([]byte, error) {
	j := crossingJSON{Code: c.Code, ID: c.ID().String(), Names: c.Names, Aliases: c.Aliases, Homonyms: c.Homonyms}
	j.Sides.Syria, j.Sides.Iraq = c.Syria, c.Iraq
	return json.Marshal(j)
}

// UnmarshalJSON implements [json.Unmarshaler]. Unknown members are errors, and so is an
// id that is not made from the code.
func (c *Crossing) UnmarshalJSON(data []byte) error {
	var j crossingJSON
	if err := unmarshalStrict(data, &j); err != nil {
		return err
	}
	read := Crossing{Code: j.Code, Names: j.Names, Aliases: j.Aliases, Homonyms: j.Homonyms, Syria: j.Sides.Syria, Iraq: j.Sides.Iraq}
	if j.ID != "" && j.ID != read.ID().String() {
		return fmt.Errorf("crossing %q: id %q is not that of its code, %s", j.Code, j.ID, read.ID())
	}
	if err := read.validate(); err != nil {
		return err
	}
	*c = read
	return nil
}

// countries are the ISO 3166-1 codes of the two sides. A registry is about the border between Syria and
// Iraq alone.
var countries = map[Side]string{Syria: "SY", Iraq: "IQ"}

// validate returns an error if c cannot be a crossing of a registry.
func (c *Crossing) validate() error {
	if !isCode(c.Code) {
		return fmt.Errorf("crossing code %q: want lower-case words joined by hyphens", c.Code)
	}
	if c.Names.English == "" {
		return fmt.Errorf("crossing %q: no English name", c.Code)
	}
	for _, side := range []Side{Syria, Iraq} {
		p := c.Place(side)
		if p.Town.English == "" {
			return fmt.Errorf("crossing %q: %s side: no English name of the town", c.Code, side)
		}
		if country := countries[side]; p.ISO != "" && !strings.HasPrefix(p.ISO, country+"-") {
			return fmt.Errorf("crossing %q: %s side: iso %q is not of that country; want %s- and a governorate", c.Code, side, p.ISO, country)
		} else if p.PCode != "" && !strings.HasPrefix(p.PCode, country) {
			return fmt.Errorf("crossing %q: %s side: pcode %q is not of that country; want %s and a governorate", c.Code, side, p.PCode, country)
		}
		if p.Point.Lat < -90 || p.Point.Lat > 90 || p.Point.Lon < -180 || p.Point.Lon > 180 {
			return fmt.Errorf("crossing %q: %s side: point %v, %v is not on the earth", c.Code, side, p.Point.Lat, p.Point.Lon)
		}
	}
	return nil
}

// unmarshalStrict decodes one JSON value and refuses members that v lacks and
// anything that follows.
func unmarshalStrict(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("something follows the JSON value")
	}
	return nil
}

// namespace is the UUID namespace of all ids made from content.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/crossingstatus/border"))

// isCode reports whether s is lower-case words and numbers joined by hyphens.
func isCode(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
