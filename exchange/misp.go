package exchange

import (
	"fmt"
	"io"
	"iter"
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
	Deleted      bool      `json:"deleted"`
	FirstSeen    string    `json:"first_seen,omitempty"`
	LastSeen     string    `json:"last_seen,omitempty"`
	Tag          []mispTag `json:"Tag,omitempty"`
}

type mispTag struct {
	Name string `json:"name"`
}

// A mispOrg is the organisation that an event comes from.
type mispOrg struct {
	Name string `json:"name"`
	UUID string `json:"uuid"`
}

// A mispHead is what an event and its line in a feed's manifest have in common.
type mispHead struct {
	Info        string    `json:"info"`
	Date        string    `json:"date"`
	Timestamp   string    `json:"timestamp"`
	Analysis    string    `json:"analysis"`
	ThreatLevel string    `json:"threat_level_id"`
	Orgc        mispOrg   `json:"Orgc"`
	Tag         []mispTag `json:"Tag"`
}

// MISPEvent is the id of the one event that [WriteMISP] writes: the same for good, so
// that an instance that has it updates it.
var MISPEvent = namedID("misp", "")

// mispEventHead returns the head of a view's event. Its timestamp is when the last of
// its claims was recorded or withdrawn: it grows with every claim, a retraction too.
func mispEventHead(v border.View, withdrawn map[uuid.UUID]time.Time) mispHead {
	through := v.Through()
	return mispHead{
		Info: "Syria–Iraq border crossings: who holds them and whether they are open",
		Date: firstDay(through), Timestamp: mispTime(LastChange(v, withdrawn)), Analysis: "2", ThreatLevel: "4",
		Orgc: mispOrg{"border", madeID("identity", uuid.Nil).String()}, Tag: []mispTag{{"tlp:clear"}},
	}
}

// WriteMISP writes one event in MISP's core format, from some or all claims of a view.
//
//   - Each claim is an attribute of type text. Its value says what the claim says and who
//     said it, its comment is the quotation, and first_seen and last_seen are the earliest and
//     the latest day of the claim's date. A graded claim has the tags of the admiralty scale.
//   - Each address where claims were read is an attribute of type link, once. WriteMISP
//     remembers the addresses that it has written.
//   - No attribute is an indicator to detect. The distribution is the reader's own
//     organisation only. The numbers of events and organisations are left to the MISP instance.
//
// An instance that reads a later event updates what it has, because the event and its
// attributes keep their ids. A claim that was withdrawn, or that an edition of the dataset
// replaced, is marked as deleted, from the time at which that was recorded. The value of a
// text ends with the first digits of the claim's id, because MISP ignores an attribute with
// the same type and value as another.
func WriteMISP(w io.Writer, v border.View, claims iter.Seq[border.Claim]) error {
	l := newLines(w)
	_ = l.text(fmt.Sprintf(`{"Event":{"uuid":%q,`, MISPEvent))
	withdrawn := v.Withdrawals()
	head, err := appendJSON(nil, mispEventHead(v, withdrawn))
	if err != nil {
		return err
	}
	_ = l.text(string(head[1:len(head)-1]) + `,"published":false,"publish_timestamp":"0","distribution":"0",`)
	l.list(`"Attribute":`)
	crossings := map[string]border.Crossing{}
	for c := range v.Crossings() {
		crossings[c.Code] = c
	}
	live := liveAddresses(v, withdrawn)
	linked := map[string]bool{}
	old := newReplaced(v, v.Successors())
	for c := range withoutReviews(claims) {
		old.see(&c)
		at, deleted := withdrawn[c.ID]
		_ = l.element(mispText(v, crossings[c.Crossing], &c, later(c.Recorded, at), deleted))
		if c.Source.URL != "" && !linked[c.Source.URL] {
			linked[c.Source.URL] = true
			_ = l.element(mispLink(&c, later(c.Recorded, at), !live[c.Source.URL]))
		}
		if l.err != nil {
			break
		}
	}
	for id, at := range old.all() {
		_ = l.element(mispAttribute{UUID: id.String(), Type: "text", Category: "External analysis", Value: "replaced in a later edition [" + id.String()[:8] + "]",
			Distribution: "0", Deleted: true, Timestamp: mispTime(at)})
	}
	l.end("}}\n")
	return l.flush()
}

// liveAddresses returns the addresses at which a claim was read that is not withdrawn.
func liveAddresses(v border.View, withdrawn map[uuid.UUID]time.Time) map[string]bool {
	live := map[string]bool{}
	for c := range withoutReviews(v.All()) {
		if _, ok := withdrawn[c.ID]; !ok && c.Source.URL != "" {
			live[c.Source.URL] = true
		}
	}
	return live
}

// mispText returns the attribute that says a claim.
func mispText(v border.View, crossing border.Crossing, c *border.Claim, changed time.Time, deleted bool) mispAttribute {
	id := c.ID.String()
	a := mispAttribute{
		UUID: id, Type: "text", Category: "External analysis", Comment: c.Quote, Distribution: "0", Deleted: deleted, Timestamp: mispTime(changed),
		Value:     statement(v, crossing, c) + "; " + said(c) + " [" + id[:8] + "]",
		FirstSeen: mispDay(earliest(c.When)), LastSeen: mispDay(latest(c.When)),
	}
	for _, tag := range admiralty(c.Grade) {
		a.Tag = append(a.Tag, mispTag{tag})
	}
	return a
}

// mispLink returns the attribute of the address at which a claim was read.
func mispLink(c *border.Claim, changed time.Time, deleted bool) mispAttribute {
	return mispAttribute{
		UUID: namedID("link", c.Source.URL).String(), Type: "link", Category: "External analysis", Value: URI(c.Source.URL),
		Comment: c.Source.String(), Distribution: "0", Deleted: deleted, Timestamp: mispTime(changed),
	}
}

// WriteMISPManifest writes the manifest of a feed with the one event of a view: MISP
// fetches manifest.json, and then the event from the file ID.json beside it, where ID
// is [MISPEvent].
func WriteMISPManifest(w io.Writer, v border.View) error {
	l := newLines(w)
	_ = l.value(map[string]mispHead{MISPEvent.String(): mispEventHead(v, v.Withdrawals())})
	_ = l.text("\n")
	return l.flush()
}

// said returns who made a claim, and when.
func said(c *border.Claim) string {
	s := c.Source.String()
	if !c.Reported.IsZero() {
		s += ", " + c.Reported.String()
	}
	return s
}

func firstDay(reach border.Reach) string {
	if !isCommonYear(reach.Reported) {
		return made.Format(time.DateOnly)
	}
	return reach.Reported.String()
}

func mispTime(t time.Time) string {
	if t.IsZero() {
		t = made
	}
	return strconv.FormatInt(t.Unix(), 10)
}

func mispDay(d border.Day) string {
	if !isCommonYear(d) {
		return ""
	}
	return d.String() + "T00:00:00.000000+00:00"
}
