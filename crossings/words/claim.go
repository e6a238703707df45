package words

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Told returns in one line what a claim says: "19 July 2012: Syrian side, control:
// Syrian opposition armed groups (free-syrian-army), seen on that day". The names
// of parties are the view's.
func Told(l edtf.Language, v border.View, c border.Claim) string {
	text := ""
	if !c.When.IsZero() {
		text = c.When.Words(l) + ": "
	} else if c.Value != "" || len(c.Retracts)+len(c.Denies) == 0 {
		text = Of(l, "undated") + ": "
	}
	text += Side(l, c.Side) + Of(l, ", ") + Name(l, c.Kind) + ": "
	isRestricted := c.Kind == border.KindStatus && c.Value == border.Restricted.String() && c.Traffic != 0
	next := Of(l, ", ")
	if isRestricted { // "restricted, for" would be read as barred to them
		text, next = text+restrictedTo(l, c), Of(l, "; ")
	} else {
		text += ClaimValue(l, v, c).String()
	}
	if c.Unit != "" {
		text += " (" + Unit(l, v, c.Unit).String() + ")"
	}
	if !isRestricted {
		text += claimedFor(l, c)
	}
	if c.Edge == border.Seen {
		text += next + Of(l, "seen on that day")
	}
	isBare := c.Value == "" && c.Modality == border.Denied // its value says so already
	if c.Modality != border.Reported && !isBare {
		text += next + Name(l, c.Modality)
	}
	return text
}

// claimedFor says for whom and which way a claim holds, traffic in parentheses.
func claimedFor(l edtf.Language, c border.Claim) string {
	way := ""
	if c.Direction != 0 {
		way = Of(l, ", ") + Name(l, c.Direction)
	}
	if c.Traffic == 0 {
		return way
	}
	return " (" + Of(l, "for %s", Traffic(l, c.Traffic)) + way + ")"
}

// restrictedTo says to whom alone a claim says that a side is open, and which way.
func restrictedTo(l edtf.Language, c border.Claim) string {
	phrase := "restricted to %s"
	if l == edtf.Arabic && bits.OnesCount(uint(c.Traffic)) == 1 {
		phrase = "restricted to %s alone"
	}
	text := Of(l, phrase, Traffic(l, c.Traffic))
	if c.Direction != 0 {
		text += " (" + Name(l, c.Direction) + ")"
	}
	return text
}

// Weak says, phrase by phrase, what makes a source hard to check: that it has no
// address, and that what passed it on last is a blog, a wiki or a copy of unknown
// make by the register of the view.
func Weak(l edtf.Language, v border.View, s border.Source) []string {
	var said []string
	if s.URL == "" {
		said = append(said, Of(l, "no address"))
	}
	last := s.Name
	if n := len(s.Via); n > 0 {
		last = s.Via[n-1]
	}
	if r, ok := v.Source(last); ok && r.Kind == border.SourceBlog {
		said = append(said, Of(l, "read on a blog, a wiki or a copy of unknown make"))
	}
	return said
}

// cited returns the answer of a citation, which like [border.Citation] says of an
// answer whether it is doubtful.
func cited(l edtf.Language, s border.State) string {
	list := DerivedValues(l, s.Status)
	text := Or(l, list)
	if !s.Status.Certain && (len(list) > 1 || s.Status.Disputed) {
		text += Of(l, ", ") + Doubt(l, false, s.Status.Disputed, false)
	}
	if s.IsLastKnown() {
		return Of(l, "last known: %s", text)
	}
	return text
}

// Cite returns the line for a footnote about a state of a view: which answer it is, by which claims
// it was worked out and who made them. The English line is the citation's own.
func Cite(l edtf.Language, v border.View, s border.State, c border.Citation) string {
	crossing, err := v.Lookup(s.Crossing)
	if l == edtf.English || err != nil {
		return Plain(c.String())
	}
	title := strings.Join([]string{
		Of(l, "%s on %s: %s", Crossing(l, crossing), Day(l, s.On), cited(l, s)),
		Side(l, border.Syria) + ": " + holder(l, v, s.Syria.Control, s.On),
		Side(l, border.Iraq) + ": " + holder(l, v, s.Iraq.Control, s.On),
	}, Of(l, "; "))
	if !c.Known.IsZero() {
		title += Of(l, ", ") + Of(l, "as known by %s", Day(l, c.Known))
	}
	if at := Instant(l, c.AsOf); !c.AsOf.IsZero() && !c.Known.IsZero() {
		title += Of(l, ", ") + Of(l, "and as recorded by %s", at)
	} else if !c.AsOf.IsZero() {
		title += Of(l, ", ") + Of(l, "as recorded by %s", at)
	}
	registry := Of(l, "Syria–Iraq border crossing status registry")
	if c.Version != "" {
		registry += Of(l, ", ") + Of(l, "version %s", c.Version)
	}
	text := Of(l, "%s. %s, claims reported through %s, digest %s.", title, registry, Day(l, c.Through), c.Digest.Short())
	if len(c.Claims) > 0 {
		text += " " + Of(l, "By %s.", strings.Join(citedClaims(l, v, c.Claims), Of(l, "; ")))
	}
	if c.URL != "" {
		text += " " + c.URL
	}
	if !c.Accessed.IsZero() {
		text += Of(l, ", ") + Of(l, "seen on %s", Day(l, c.Accessed))
	}
	return text
}

// holder names who may hold a side.
func holder(l edtf.Language, v border.View, f border.Finding[border.Party], on border.Day) string {
	list := []string{Party(l, v, f.Value)}
	for p := range f.Possible() {
		if p != f.Value {
			list = append(list, Party(l, v, p))
		}
	}
	text := Or(l, list)
	if f.Disputed {
		text += Of(l, ", ") + Of(l, "disputed")
	}
	if !f.Attested.IsZero() && f.Attested.Before(on) {
		return Of(l, "last known: %s", text)
	}
	return text
}

// citedClaims says who made the claims, when and where, each once, as [border.Citation.Sources] does.
func citedClaims(l edtf.Language, v border.View, claims []border.Claim) (lines []string) {
	for _, c := range claims {
		line := Source(l, v, c.Source)
		if day := c.ReportedOn().Latest; !day.IsZero() {
			line += Of(l, ", ") + Day(l, day)
		}
		if c.Source.URL != "" {
			line += Of(l, ", ") + Plain(c.Source.URL)
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
