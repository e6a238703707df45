package words

import (
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Told returns in one line what a claim says: "19 July 2012: Syrian side, control:
// Syrian opposition armed groups (free-syrian-army), seen on that day". The names
// of parties are the view's.
func Told(l edtf.Language, v border.View, c border.Claim) string {
	text := Of(l, "undated")
	if !c.When.IsZero() {
		text = c.When.Words(l)
	}
	text += ": " + Side(l, c.Side) + Of(l, ", ") + Name(l, c.Kind) + ": " + ClaimValue(l, v, c).String()
	if c.Unit != "" {
		text += " (" + Unit(l, v, c.Unit).String() + ")"
	}
	if c.Traffic != 0 {
		text += Of(l, ", ") + Of(l, "for %s", Traffic(l, c.Traffic))
	}
	if c.Direction != 0 {
		text += Of(l, ", ") + Name(l, c.Direction)
	}
	if c.Edge == border.Seen {
		text += Of(l, ", ") + Of(l, "seen on that day")
	}
	if c.Modality != border.Reported {
		text += Of(l, ", ") + Name(l, c.Modality)
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

// Cite returns the line for a footnote about a state: which answer it is, and by
// which claims it was worked out. The English line is the citation's own.
func Cite(l edtf.Language, crossing border.Crossing, s border.State, c border.Citation) string {
	if l == edtf.English {
		return c.String()
	}
	title := Of(l, "%s on %s: %s", Crossing(l, crossing), Day(l, s.On), cited(l, s))
	if !c.Known.IsZero() {
		title += Of(l, ", ") + Of(l, "as known by %s", Day(l, c.Known))
	}
	registry := Of(l, "Syria–Iraq border crossing status registry")
	if c.Version != "" {
		registry += Of(l, ", ") + Of(l, "version %s", c.Version)
	}
	return Of(l, "%s. %s, claims reported through %s, digest %s.", title, registry, Day(l, c.Through), c.Digest.Short())
}
