package border

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// A Citation is what a footnote needs to say where an answer comes from. Whoever has
// the same claims can find the same answer by it. The zero Citation cites nothing.
type Citation struct {
	Crossing string    `json:"crossing"`         // code
	Name     string    `json:"name"`             // the crossing's English name
	On       Day       `json:"on"`               // the day asked about
	Known    Day       `json:"known,omitzero"`   // [View.Known]
	AsOf     time.Time `json:"asOf,omitzero"`    // [View.AsOfInstant]
	Through  Day       `json:"through,omitzero"` // the latest day on which a claim of the view was reported
	Digest   Digest    `json:"digest"`           // of the view's claims
	Version  string    `json:"version"`          // of the dataset; "" if it has none
	Answer   string    `json:"answer"`           // the crossing's status in words: "open", or "last known: open" if it was last attested before On
	Syria    string    `json:"syria,omitempty"`  // who holds Syria's side, in words as Answer
	Iraq     string    `json:"iraq,omitempty"`   // who holds Iraq's side, in words as Answer
	Claims   []Claim   `json:"claims,omitempty"` // the claims that give the statuses and the holders of the sides, each once

	// URL and Accessed are left empty, for those who publish the answer: its address, and
	// the day on which it was seen there.
	URL      string `json:"url,omitempty"`
	Accessed Day    `json:"accessed,omitzero"`
}

// Cite returns the citation of a crossing's state on a day. Version is that of the dataset, as
// [DatasetVersion] returns it; "" if it has none. The errors are those of [View.At].
func (v View) Cite(code string, day Day, version string) (Citation, error) {
	s, err := v.At(code, day)
	if err != nil {
		return Citation{}, err
	}
	crossing, err := v.Lookup(code)
	if err != nil {
		return Citation{}, err
	}
	answer := s.Status.String()
	if s.IsLastKnown() {
		answer = "last known: " + answer
	}
	claims, err := v.giving(code, day)
	if err != nil {
		return Citation{}, err
	}
	return Citation{
		Crossing: code, Name: crossing.Names.English, On: day, Known: v.Known(), AsOf: v.AsOfInstant(),
		Through: v.Through().Reported, Digest: v.Digest(), Version: version, Answer: answer,
		Syria: v.holder(s.Syria.Control, day), Iraq: v.holder(s.Iraq.Control, day), Claims: claims,
	}, nil
}

// holder puts into words who may hold a side on a day.
func (v View) holder(f Finding[Party], day Day) string {
	name := func(p Party) string {
		if info, ok := v.Party(p); ok {
			return info.Names.In("en")
		}
		return p.String()
	}
	list := []string{name(f.Value)}
	for p := range f.Possible() {
		if p != f.Value {
			list = append(list, name(p))
		}
	}
	text := strings.Join(list, " or ")
	if f.Disputed {
		text += ", disputed"
	}
	if !f.Attested.IsZero() && f.Attested.Before(day) {
		text = "last known: " + text
	}
	return text
}

// giving returns the claims that give the values of a crossing's findings, each once: of the
// statuses, then of who holds it, Syria's first.
func (v View) giving(code string, day Day) (claims []Claim, err error) {
	seen := map[uuid.UUID]bool{}
	for _, question := range []Question{QuestionStatus, QuestionControl} {
		for _, side := range []Side{Syria, Iraq} {
			reasons, err := v.Why(code, side, question, day)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(reasons, func(r Reason) bool { return r.Verdict == GivesValue })
			if i >= 0 && !seen[reasons[i].Claim.ID] {
				seen[reasons[i].Claim.ID] = true
				claims = append(claims, reasons[i].Claim)
			}
		}
	}
	return claims, nil
}

// Title says what is cited: the crossing, the day, the answer, who holds the sides, and how the view
// is narrowed.
func (c Citation) Title() string {
	title := fmt.Sprintf("%s on %s: %s", c.Name, c.On, c.Answer)
	if c.Syria != "" {
		title += fmt.Sprintf("; Syrian side: %s; Iraqi side: %s", c.Syria, c.Iraq)
	}
	if !c.Known.IsZero() {
		title += fmt.Sprintf(", as known by %s", c.Known)
	}
	if !c.AsOf.IsZero() {
		title += fmt.Sprintf(", as recorded by %s", c.AsOf.UTC().Format(time.RFC3339Nano))
	}
	return title
}

// Publisher returns the name of this registry, with the version of the dataset.
func (c Citation) Publisher() string {
	s := "Syria–Iraq border crossing status registry"
	if c.Version != "" {
		s += ", version " + c.Version
	}
	return s
}

// reach says through which day claims of the view were reported.
func (c Citation) reach() string {
	if c.Through.IsZero() {
		return "no claims reported"
	}
	return "claims reported through " + c.Through.String()
}

// Sources returns a line for each of Claims: the source, the day of its report and the address. Equal
// lines, as of two claims from one page, are given once.
func (c Citation) Sources() (lines []string) {
	for _, claim := range c.Claims {
		line := claim.Source.String()
		if day := claim.ReportedOn().Latest; !day.IsZero() {
			line += ", " + day.String()
		}
		if claim.Source.URL != "" {
			line += ", " + claim.Source.URL
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// String returns one line for a footnote.
func (c Citation) String() string {
	s := fmt.Sprintf("%s. %s, %s, digest %s.", c.Title(), c.Publisher(), c.reach(), c.Digest.Short())
	if lines := c.Sources(); len(lines) > 0 {
		s += " By " + strings.Join(lines, "; ") + "."
	}
	if c.URL != "" {
		s += " " + c.URL
	}
	if !c.Accessed.IsZero() {
		s += fmt.Sprintf(", seen on %s", c.Accessed)
	}
	return s
}

// A Digest identifies a set of claims, such as those of a view: equal digests mean equal sets. The
// zero Digest is none.
type Digest [sha256.Size]byte

// String returns the digest in 64 hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Short returns the first 12 of the digits, for people.
func (d Digest) Short() string { return d.String()[:12] }

// MarshalText implements [encoding.TextMarshaler]: the 64 digits.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Digest) UnmarshalText(text []byte) error {
	read, err := hex.DecodeString(string(text))
	if err != nil || len(read) != len(d) {
		return fmt.Errorf("%q is not a digest: want 64 hexadecimal digits", text)
	}
	copy(d[:], read)
	return nil
}

// Digest returns the digest of the view's claims. It depends only on their ids and on
// what they say: not on their order, nor on when they were recorded. It takes
// O(n log n) for n claims, and O(1) if no other view was asked since.
func (v View) Digest() Digest {
	if v.isZero() {
		return digestOf(v.all())
	}
	return v.reg.digest.of(v, func() Digest { return digestOf(v.all()) })
}

// DigestOf returns the digest of claims that come from elsewhere, as [View.Digest] does
// for those of a view. No claim may be given twice. It ranges over them twice.
func DigestOf(claims iter.Seq[Claim]) Digest {
	return digestOf(func(yield func(*Claim) bool) {
		for c := range claims {
			if !yield(&c) {
				return
			}
		}
	})
}

func digestOf(claims iter.Seq[*Claim]) Digest {
	n := 0
	for range claims {
		n++
	}
	sums := make([][sha256.Size]byte, 0, n) // 32 bytes a claim, and no more while it grows
	var buf []byte
	for c := range claims {
		buf = append(buf[:0], c.ID[:]...)
		sums = append(sums, sha256.Sum256(c.AppendCanonical(buf)))
	}
	slices.SortFunc(sums, func(x, y [sha256.Size]byte) int { return slices.Compare(x[:], y[:]) })
	h := sha256.New()
	for i := range sums {
		h.Write(sums[i][:])
	}
	return Digest(h.Sum(nil))
}
