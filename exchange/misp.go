package exchange

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A mispAttribute is an attribute of MISP's core format.
type mispAttribute struct {
	UUID         string    `json:"uuid"`
	Type         string    `json:"type"`
	Category     string    `json:"category"`
	Value        string    `json:"value"`
	Comment      string    `json:"comment"`
	ToIDS        bool      `json:"to_ids"`
	Distribution string    `json:"distribution"`
	Timestamp    string    `json:"timestamp"`
	FirstSeen    string    `json:"first_seen,omitempty"`
	LastSeen     string    `json:"last_seen,omitempty"`
	Tag          []mispTag `json:"Tag,omitempty"`
}

type mispTag struct {
	Name string `json:"name"`
}

// WriteMISP writes an event of MISP's core format: each claim is an attribute of
// type text that says it and whose it is, with the quotation as its comment and,
// where the claim is graded, the tags of the admiralty scale; each address where
// claims were read is an attribute of type link. first_seen and last_seen are the
// bounds of a claim's dates. Nothing is an indicator to detect, and nothing is to
// be distributed further than the organisation that reads it. The numbers that an
// instance gives to events and organisations are left to it.
//
// MISP passes over an attribute whose type and value an event has already, so an
// address is written once; WriteMISP remembers those that it has written.
func WriteMISP(w io.Writer, v border.View) error {
	l := newLines(w)
	digest := v.Digest()
	through := v.Through()
	head := fmt.Sprintf(`{"Event":{"uuid":%q,"info":"Syria–Iraq border crossings: who holds them and whether they are open","date":%q,"timestamp":%q,"published":false,"publish_timestamp":"0","analysis":"2","threat_level_id":"4","distribution":"0","Orgc":{"name":"border","uuid":%q},"Attribute":`,
		uuid.NewSHA1(stixID("misp", uuid.Nil), digest[:]), firstDay(through), mispTime(through.Recorded), stixID("identity", uuid.Nil))
	l.list(head)
	crossings := map[string]border.Crossing{}
	for c := range v.Crossings() {
		crossings[c.Code] = c
	}
	linked := map[string]bool{}
	for c := range v.All() {
		a := mispAttribute{UUID: c.ID.String(), Type: "text", Category: "External analysis", Value: statement(v, crossings[c.Crossing], &c) + "; " + said(&c),
			Comment: c.Quote, Distribution: "0", Timestamp: mispTime(c.Recorded), FirstSeen: mispDay(earliest(c.When)), LastSeen: mispDay(latest(c.When))}
		for _, tag := range admiralty(c.Grade) {
			a.Tag = append(a.Tag, mispTag{tag})
		}
		_ = l.element(a)
		if c.Source.URL != "" && !linked[c.Source.URL] {
			linked[c.Source.URL] = true
			_ = l.element(mispAttribute{UUID: stixID("link", c.ID).String(), Type: "link", Category: "External analysis", Value: c.Source.URL,
				Comment: c.Source.String(), Distribution: "0", Timestamp: mispTime(c.Recorded)})
		}
		if l.err != nil {
			break
		}
	}
	l.end("}}\n")
	return l.flush()
}

// said returns whose claim it is, and when it was made.
func said(c *border.Claim) string {
	s := c.Source.String()
	if !c.Reported.IsZero() {
		s += ", " + c.Reported.String()
	}
	return s
}

func firstDay(reach border.Reach) string {
	if reach.Reported.IsZero() {
		return stixMade.Format(time.DateOnly)
	}
	return reach.Reported.String()
}

func mispTime(t time.Time) string {
	if t.IsZero() {
		t = stixMade
	}
	return strconv.FormatInt(t.Unix(), 10)
}

func mispDay(d border.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + "T00:00:00.000000+00:00"
}
