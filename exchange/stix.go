package exchange

import (
	"io"
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
	Modified      string          `json:"modified"`
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
}

type stixReference struct {
	SourceName  string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

// stixMade is when this mapping was made: the time of objects that come from no
// claim, which STIX wants to have one.
var stixMade = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// stixAuthor is the identity that all objects are created by.
var stixAuthor = "identity--" + stixID("identity", uuid.Nil).String()

// stixID makes an id from that of a claim or a crossing, so that the same view
// gives the same bundle.
func stixID(role string, of uuid.UUID) uuid.UUID {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/crossingstatus/border"))
	return uuid.NewSHA1(space, append([]byte("stix/"+role+"/"), of[:]...))
}

// WriteSTIX writes a bundle of STIX 2.1: a location for each side of a crossing,
// and for each claim a note that says it, with the confidence that follows from
// its grade, in a report of where it was read. What a claim denies, an opinion
// disagrees with. Ids are made from those of the claims.
func WriteSTIX(w io.Writer, v border.View) error {
	l := newLines(w)
	digest := v.Digest()
	l.list(`{"type":"bundle","id":"bundle--` + uuid.NewSHA1(stixID("bundle", uuid.Nil), digest[:]).String() + `","objects":`)
	_ = l.element(stixObject{Type: "identity", SpecVersion: "2.1", ID: stixAuthor, Created: stixTime(stixMade), Modified: stixTime(stixMade),
		Name: "border", Description: "claims about the Syria–Iraq border crossings, as their sources make them", IdentityClass: "system"})
	crossings := map[string]border.Crossing{}
	for c := range v.Crossings() {
		crossings[c.Code] = c
		_ = l.element(stixLocation(c, border.Syria))
		_ = l.element(stixLocation(c, border.Iraq))
	}
	for c := range v.All() {
		for _, o := range stixClaim(v, crossings[c.Crossing], &c) {
			_ = l.element(o)
		}
		if l.err != nil {
			break
		}
	}
	l.end("}\n")
	return l.flush()
}

// stixTime has the milliseconds that STIX wants.
func stixTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func locationID(c border.Crossing, side border.Side) string {
	return "location--" + stixID(side.String(), c.ID()).String()
}

func stixLocation(c border.Crossing, side border.Side) stixObject {
	p := c.Place(side)
	o := stixObject{Type: "location", SpecVersion: "2.1", ID: locationID(c, side), CreatedBy: stixAuthor, Created: stixTime(stixMade), Modified: stixTime(stixMade),
		Name: c.Names.English + ", side of " + p.Town.English, Country: map[border.Side]string{border.Syria: "SY", border.Iraq: "IQ"}[side], Area: p.ISO, City: p.Town.English}
	if p.Point != (border.Point{}) {
		precision := float64(p.Point.AccuracyMetres)
		o.Latitude, o.Longitude, o.Precision = &p.Point.Lat, &p.Point.Lon, &precision
	}
	return o
}

// stixClaim returns the objects that a claim makes.
func stixClaim(v border.View, crossing border.Crossing, c *border.Claim) []stixObject {
	made := stixTime(c.Recorded)
	base := stixObject{SpecVersion: "2.1", CreatedBy: stixAuthor, Created: made, Modified: made}
	note := base
	note.Type, note.ID = "note", "note--"+c.ID.String()
	note.Abstract = statement(v, crossing, c)
	note.Content = note.Abstract
	if c.Quote != "" {
		note.Content += "\n\n“" + c.Quote + "”"
	}
	if c.Note != "" {
		note.Content += "\n\n" + c.Note
	}
	note.Authors = []string{c.Source.Name}
	note.Labels = append([]string{c.Kind.String(), c.Modality.String()}, admiralty(c.Grade)...)
	note.Confidence = confidence(c.Grade)
	for side := border.Syria; side <= border.Iraq; side++ {
		if c.Side == side || c.Side == border.Both {
			note.ObjectRefs = append(note.ObjectRefs, locationID(crossing, side))
		}
	}
	report := base
	report.Type, report.ID = "report", "report--"+stixID("report", c.ID).String()
	report.Name = c.Source.String()
	if c.Source.Title != "" {
		report.Name = c.Source.Title
	}
	report.ReportTypes = []string{"observed-data"}
	report.Published = stixTime(published(c))
	report.ObjectRefs = append([]string{note.ID}, note.ObjectRefs...)
	report.Lang = c.Source.Lang
	if c.Source.Title != "" || c.Source.URL != "" { // a reference needs one of the two
		report.References = append(report.References, stixReference{SourceName: c.Source.String(), Description: c.Source.Title, URL: c.Source.URL})
	}
	if c.Source.Archived != "" {
		report.References = append(report.References, stixReference{SourceName: c.Source.String(), Description: "archived copy", URL: c.Source.Archived})
	}
	objects := []stixObject{note, report}
	if len(c.Denies) > 0 {
		opinion := base
		opinion.Type, opinion.ID = "opinion", "opinion--"+stixID("opinion", c.ID).String()
		opinion.Opinion, opinion.Explanation, opinion.Authors = "disagree", note.Abstract, note.Authors
		for _, id := range c.Denies {
			opinion.ObjectRefs = append(opinion.ObjectRefs, "note--"+id.String())
		}
		objects = append(objects, opinion)
	}
	return objects
}

// published returns the first moment of the latest day by which a claim was
// reported.
func published(c *border.Claim) time.Time {
	if day := latest(c.Reported); !day.IsZero() {
		year, month, d := day.Date()
		return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	}
	return c.Recorded
}

// confidence returns the confidence of STIX that stands for a grade's credibility;
// nil where it cannot be judged, or was not. How reliable the source is has no
// such number.
func confidence(g border.Grade) *int {
	n, ok := map[byte]int{'1': 90, '2': 70, '3': 50, '4': 30, '5': 10}[g.Credibility]
	if !ok {
		return nil
	}
	return &n
}

// admiralty returns the tags of MISP's taxonomy that stand for a grade.
func admiralty(g border.Grade) []string {
	if g.IsZero() {
		return nil
	}
	return []string{
		`admiralty-scale:source-reliability="` + string(rune(g.Reliability-'A'+'a')) + `"`,
		`admiralty-scale:information-credibility="` + string(rune(g.Credibility)) + `"`,
	}
}
