package exchange

import (
	"io"
	"iter"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A stixObject is an object of STIX 2.1. Members that an object does not have
// are left out.
type stixObject struct {
	Type          string          `json:"type"`
	SpecVersion   string          `json:"spec_version"`
	ID            string          `json:"id"`
	CreatedBy     string          `json:"created_by_ref,omitempty"`
	Created       string          `json:"created"`
	Modified      string          `json:"modified,omitempty"` // a marking has none
	Revoked       bool            `json:"revoked,omitempty"`
	Name          string          `json:"name,omitempty"`
	Description   string          `json:"description,omitempty"`
	IdentityClass string          `json:"identity_class,omitempty"`
	ReportTypes   []string        `json:"report_types,omitempty"`
	Published     string          `json:"published,omitempty"`
	Abstract      string          `json:"abstract,omitempty"`
	Content       string          `json:"content,omitempty"`
	Authors       []string        `json:"authors,omitempty"`
	Explanation   string          `json:"explanation,omitempty"`
	Opinion       string          `json:"opinion,omitempty"`
	Relationship  string          `json:"relationship_type,omitempty"`
	From          string          `json:"source_ref,omitempty"`
	To            string          `json:"target_ref,omitempty"`
	ObjectRefs    []string        `json:"object_refs,omitempty"`
	Latitude      *float64        `json:"latitude,omitempty"`
	Longitude     *float64        `json:"longitude,omitempty"`
	Precision     *float64        `json:"precision,omitempty"` // metres
	Country       string          `json:"country,omitempty"`
	Area          string          `json:"administrative_area,omitempty"`
	City          string          `json:"city,omitempty"`
	Labels        []string        `json:"labels,omitempty"`
	Confidence    *int            `json:"confidence,omitempty"`
	Lang          string          `json:"lang,omitempty"`
	References    []stixReference `json:"external_references,omitempty"`
	Markings      []string        `json:"object_marking_refs,omitempty"`
	Schema        string          `json:"schema,omitempty"`
	Version       string          `json:"version,omitempty"`
	ExtensionType []string        `json:"extension_types,omitempty"`
	Extensions    map[string]any  `json:"extensions,omitempty"`
}

type stixReference struct {
	SourceName  string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

// stixAuthor is the identity that all objects are created by.
var stixAuthor = "identity--" + madeID("identity", uuid.Nil).String()

// The marking TLP:CLEAR and the extension that says what it is, as FIRST and OASIS
// have fixed them for TLP 2.0.
const (
	tlpClear     = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
	tlpExtension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
)

// stixSaid is the extension by which a note has what its claim says as members.
var stixSaid = "extension-definition--" + madeID("extension", uuid.Nil).String()

const stixSaidSchema = `A property extension of a note about a border crossing. ` +
	`crossing: code of the crossing. side: syria, iraq or both. kind: control, status, passage, obstacle, threat or authorization. ` +
	`value: of control the code of a party, of status open, restricted, intermittent, trial, closed or unknown, else text; absent if nothing is claimed. ` +
	`modality: observed, reported, planned, expected, denied or feared. edge: start, the value began then, or seen, it was so then. ` +
	`when: the date of the event in EDTF (ISO 8601-2). earliest, latest: the first and the last day within it as YYYY-MM-DD; absent where it is open or beyond four digits of a year. ` +
	`reported: the date in EDTF on which the source said so.`

// WriteSTIX writes a bundle of STIX 2.1 from claims of a view, all or some:
//
//   - a location for each side of a crossing;
//   - an identity for each party that a claim names, with a relationship to each side that the
//     party was said to control;
//   - for each claim a note that says it, with the confidence that follows from its grade, and
//     with what it says as members of an extension;
//   - a report of each article in which claims were read;
//   - for what a claim denies, an opinion that disagrees with it.
//
// All is marked TLP:CLEAR. Programs that keep such objects update them by id. Ids are made from
// ids of claims and from names that never change, and modified grows when an object changes. An
// object is revoked if later claims withdrew what it says, even if they are not among the claims
// given, or if an edition of the dataset replaced it. It stays revoked: a claim that comes after
// all claims of a report or a relationship were withdrawn makes a new object. WriteSTIX goes
// through the claims several times.
func WriteSTIX(w io.Writer, v border.View, claims iter.Seq[border.Claim]) error {
	b := &stixBundle{lines: newLines(w), view: v, withdrawn: v.Withdrawals(), stands: v.Successors(), notes: map[uuid.UUID]bool{}, crossings: map[string]border.Crossing{}}
	digest := border.DigestOf(claims)
	b.list(`{"type":"bundle","id":"bundle--` + uuid.NewSHA1(madeID("bundle", uuid.Nil), digest[:]).String() + `","objects":`)
	b.write(stixObject{Type: "identity", ID: stixAuthor, Name: "border", Description: "claims about the Syria–Iraq border crossings, as their sources make them", IdentityClass: "system"})
	b.markings()
	for c := range v.Crossings() {
		b.crossings[c.Code] = c
		b.write(stixLocation(c, border.Syria))
		b.write(stixLocation(c, border.Iraq))
	}
	old := newReplaced(v, b.stands)
	for c := range withoutReviews(claims) {
		b.notes[c.ID] = true
		old.see(&c)
	}
	for c := range withoutReviews(claims) {
		b.claim(&c)
		if b.err != nil {
			break
		}
	}
	for id, at := range old.all() {
		b.write(stixObject{Type: "note", ID: "note--" + id.String(), Created: stixTime(made), Modified: stixTime(at), Revoked: true,
			Content: "Replaced in a later edition.", ObjectRefs: []string{stixAuthor}})
	}
	b.relations()
	b.reports()
	b.end("}\n")
	return b.flush()
}

// A stixBundle is a bundle in the making.
type stixBundle struct {
	*lines
	view      border.View
	crossings map[string]border.Crossing
	withdrawn map[uuid.UUID]time.Time
	stands    func(uuid.UUID) []uuid.UUID // what the bundle has for an id that a claim names
	notes     map[uuid.UUID]bool          // the claims that the bundle has notes of
	articles  []*stixArticle              // in the order of their first claims
	byAddress map[string]*stixArticle
	holders   []*stixHolder
	byHolder  map[string]*stixHolder
	parties   map[border.Party]bool // those that are written
	asked     map[string]int        // how many ids were made from each name
}

// write writes an object, with what all have.
func (b *stixBundle) write(o stixObject) {
	o.SpecVersion = "2.1"
	if o.ID != stixAuthor && o.ID != tlpClear {
		o.CreatedBy = stixAuthor
	}
	if o.Created == "" {
		o.Created, o.Modified = stixTime(made), stixTime(made)
	}
	if o.ID != tlpClear {
		o.Markings = []string{tlpClear}
	}
	_ = b.element(o)
}

// markings writes the marking of all objects and the definition of our extension.
func (b *stixBundle) markings() {
	b.write(stixObject{Type: "marking-definition", ID: tlpClear, Created: "2022-10-01T00:00:00.000Z", Name: "TLP:CLEAR",
		Extensions: map[string]any{tlpExtension: map[string]string{"extension_type": "property-extension", "tlp_2_0": "clear"}}})
	b.write(stixObject{Type: "extension-definition", ID: stixSaid, Name: "Claim about a border crossing",
		Description: "What a note about a border crossing says, as members", Schema: stixSaidSchema, Version: "1.0.0", ExtensionType: []string{"property-extension"}})
}

// stixTime has the milliseconds that STIX wants.
func stixTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func locationID(c border.Crossing, side border.Side) string {
	return "location--" + madeID(side.String(), c.ID()).String()
}

func stixLocation(c border.Crossing, side border.Side) stixObject {
	p := c.Place(side)
	o := stixObject{Type: "location", ID: locationID(c, side),
		Name: c.Names.English + ", side of " + p.Town.English, Country: map[border.Side]string{border.Syria: "SY", border.Iraq: "IQ"}[side], Area: p.ISO, City: p.Town.English}
	if p.Point != (border.Point{}) {
		precision := float64(p.Point.AccuracyMetres)
		o.Latitude, o.Longitude, o.Precision = &p.Point.Lat, &p.Point.Lon, &precision
	}
	return o
}
