package border

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// The texts of the model and of everything else that the package exports, for people and
// for logs.

// String returns the English name.
func (n Names) String() string { return n.English }

// LogValue implements [slog.LogValuer].
func (n Names) LogValue() slog.Value { return slog.StringValue(n.String()) }

// String returns the code and the English name: "al-tanf-al-waleed (Al-Tanf–Al-Waleed)".
func (c Crossing) String() string { return codeAndName(c.Code, c.Names) }

// LogValue implements [slog.LogValuer]: the code.
func (c Crossing) LogValue() slog.Value { return slog.StringValue(c.Code) }

// codeAndName returns a code and what people call it.
func codeAndName(code string, names Names) string {
	if names.English == "" {
		return code
	}
	return code + " (" + names.English + ")"
}

// String returns the name, and what the other place is.
func (h Homonym) String() string { return strings.TrimSuffix(h.Name+": "+h.Note, ": ") }

// LogValue implements [slog.LogValuer].
func (h Homonym) LogValue() slog.Value { return slog.StringValue(h.Name) }

// String returns the town and the governorate: "Al-Tanf, Homs".
func (p Place) String() string {
	return strings.Trim(p.Town.English+", "+p.Governorate.English, ", ")
}

// LogValue implements [slog.LogValuer].
func (p Place) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String returns the degrees, and how far sources differ: "33.506, 38.660, within 500 m"; "" of no point.
func (p Point) String() string {
	if p == (Point{}) {
		return ""
	}
	return fmt.Sprintf("%g, %g, within %d m", p.Lat, p.Lon, p.AccuracyMetres)
}

// LogValue implements [slog.LogValuer].
func (p Point) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String returns the code and the English name: "ypg (People's Protection Units)".
func (p PartyInfo) String() string { return codeAndName(p.Code.String(), p.Names) }

// LogValue implements [slog.LogValuer]: the code.
func (p PartyInfo) LogValue() slog.Value { return slog.StringValue(p.Code.String()) }

// LogValue implements [slog.LogValuer].
func (s Source) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String returns the name, and for whom it speaks: "SANA, of the Syrian government".
func (s SourceInfo) String() string {
	if s.Of == "" {
		return s.Name
	}
	return s.Name + ", of " + s.Of
}

// LogValue implements [slog.LogValuer].
func (s SourceInfo) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String says which claims stand for which: "… replaced by … in 2026.11.30".
func (r Replacement) String() string {
	by := make([]string, len(r.New))
	for i, id := range r.New {
		by[i] = id.String()
	}
	if len(by) == 0 {
		return fmt.Sprintf("%s dropped in %s", r.Old, r.Edition)
	}
	return fmt.Sprintf("%s replaced by %s in %s", r.Old, strings.Join(by, ", "), r.Edition)
}

// LogValue implements [slog.LogValuer].
func (r Replacement) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String says which edition it is: "2026.11.30, 700 claims, digest 0123456789ab".
func (e Edition) String() string {
	return fmt.Sprintf("%s, %d claims, digest %s", e.Edition, e.Claims, e.Digest.Short())
}

// LogValue implements [slog.LogValuer].
func (e Edition) LogValue() slog.Value { return slog.StringValue(e.String()) }

// LogValue implements [slog.LogValuer]: the first 12 digits.
func (d Digest) LogValue() slog.Value { return slog.StringValue(d.Short()) }

// String says how far the claims go: "700 claims, reported through 2026-11-23, recorded through
// 2026-11-30T00:00:00Z".
func (r Reach) String() string {
	text := fmt.Sprintf("%d claims", r.Claims)
	if !r.Reported.IsZero() {
		text += ", reported through " + r.Reported.String()
	}
	if !r.Recorded.IsZero() {
		text += ", recorded through " + r.Recorded.UTC().Format(time.RFC3339)
	}
	return text
}

// LogValue implements [slog.LogValuer].
func (r Reach) LogValue() slog.Value { return slog.StringValue(r.String()) }

// LogValue implements [slog.LogValuer].
func (c Citation) LogValue() slog.Value { return slog.StringValue(c.Title()) }

// LogValue implements [slog.LogValuer].
func (s Span) LogValue() slog.Value { return slog.StringValue(s.String()) }

// LogValue implements [slog.LogValuer].
func (s Slip) LogValue() slog.Value { return slog.StringValue(s.String()) }

// LogValue implements [slog.LogValuer].
func (g Grade) LogValue() slog.Value { return slog.StringValue(g.String()) }

// LogValue implements [slog.LogValuer].
func (d DerivedStatus) LogValue() slog.Value { return slog.StringValue(d.String()) }

// String puts the side into words: "open, held by iraqi-government"; "" of the zero SideState.
func (s SideState) String() string {
	if s.Status.track == nil {
		return ""
	}
	return fmt.Sprintf("%s, held by %s", s.Status.Value, s.Control.Value)
}

// LogValue implements [slog.LogValuer].
func (s SideState) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String returns the answer and what it rests on: "no: closed, since 2015-05-21"; "" of the zero
// SidePassage.
func (p SidePassage) String() string {
	if p.Passage == 0 {
		return ""
	}
	return p.Passage.String() + ": " + p.Status.String()
}

// LogValue implements [slog.LogValuer].
func (p SidePassage) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String returns what became of the claim, and the claim.
func (r Reason) String() string {
	if r.Verdict == 0 {
		return ""
	}
	if r.Claim.Crossing == "" { // read from JSON
		return r.Verdict.String() + ": " + r.Claim.ID.String()
	}
	return r.Verdict.String() + ": " + r.Claim.String()
}

// LogValue implements [slog.LogValuer].
func (r Reason) LogValue() slog.Value {
	return slog.GroupValue(slog.String("verdict", r.Verdict.String()), slog.String("id", r.Claim.ID.String()))
}

// String returns the number of the line and the claim: "line 3: …".
func (l ClaimLine) String() string { return fmt.Sprintf("line %d: %s", l.Line, l.Claim) }

// LogValue implements [slog.LogValuer].
func (l ClaimLine) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("line", l.Line), slog.String("id", l.Claim.ID.String()))
}

// String says how much there is: "4 crossings, 30 parties".
func (w World) String() string {
	return fmt.Sprintf("%d crossings, %d parties", len(w.Crossings), len(w.Parties))
}

// LogValue implements [slog.LogValuer].
func (w World) LogValue() slog.Value { return slog.StringValue(w.String()) }

// String says what it is; the texts are asked for one by one.
func (t Texts) String() string {
	if t.read == nil {
		return "no texts"
	}
	return "texts in another language"
}

// LogValue implements [slog.LogValuer].
func (t Texts) LogValue() slog.Value { return slog.StringValue(t.String()) }

// String says how much there is: "4 crossings, 700 claims, …". It takes O(claims).
func (r *Registry) String() string {
	if r == nil || r.world == nil {
		return "no crossings"
	}
	return fmt.Sprintf("%d crossings, %s", len(r.world.crossings), r.View().Through())
}

// LogValue implements [slog.LogValuer].
func (r *Registry) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String returns the code of the crossing, and "" for the zero Handle.
func (h Handle) String() string {
	if h.reg == nil {
		return ""
	}
	return h.reg.world.crossings[h.place].Code
}

// LogValue implements [slog.LogValuer].
func (h Handle) LogValue() slog.Value { return slog.StringValue(h.String()) }

// String returns the name of the member: "source.name".
func (m Member) String() string { return m.name }

// LogValue implements [slog.LogValuer].
func (m Member) LogValue() slog.Value { return slog.StringValue(m.name) }

// String says how often the next word was the same: "al-tanf-al-waleed syria closed, 90 days without a
// word: the same after 3 of 4"; "" of the zero Endurance.
func (e Endurance) String() string {
	if e.Crossing == "" {
		return ""
	}
	return fmt.Sprintf("%s %s %s, %d days without a word: the same after %d of %d", e.Crossing, e.Side, e.Status, e.Age, e.Same, e.Of)
}

// LogValue implements [slog.LogValuer].
func (e Endurance) LogValue() slog.Value { return slog.StringValue(e.String()) }
