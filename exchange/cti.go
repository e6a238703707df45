package exchange

import (
	"iter"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// Programs that read formats of threat intelligence keep what they have read, and update it
// when they read again. So ids stay the same, what has changed has a later time, and what was
// withdrawn is marked as such.

// LastChange returns when the claims that a view lists last changed: when one was
// recorded, or was withdrawn, as [border.View.Withdrawals] tells. The zero Time if there
// are none.
func LastChange(v border.View, withdrawn map[uuid.UUID]time.Time) time.Time {
	last := v.Through().Recorded
	for _, at := range withdrawn {
		last = later(last, at)
	}
	return last
}

// withoutReviews yields the claims that say something: such formats leave out that
// somebody looked and found nothing new.
func withoutReviews(claims iter.Seq[border.Claim]) iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) {
		for c := range claims {
			if c.Kind != border.KindReview && !yield(c) {
				return
			}
		}
	}
}

// later returns the later of two times.
func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// made is the time given to objects that come from no claim: when this mapping was written.
var made = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)

// madeID makes an id from that of a claim or a crossing, so that the same view gives
// the same file.
func madeID(role string, of uuid.UUID) uuid.UUID { return namedID(role, string(of[:])) }

// namedID makes an id from a name.
func namedID(role, name string) uuid.UUID {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/crossingstatus/border"))
	return uuid.NewSHA1(space, []byte("stix/"+role+"/"+name))
}

// URI returns an address as a URI, with what a URI may not hold percent-encoded
// (RFC 3987, 3.1): formats that want a URI refuse the letters of Arabic.
func URI(address string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"{}|\\^`", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
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

// confidence returns the confidence of STIX for a grade's credibility, and nil if that
// cannot be judged or was not. STIX has no number for how reliable a source is.
func confidence(g border.Grade) *int {
	n, ok := map[byte]int{'1': 90, '2': 70, '3': 50, '4': 30, '5': 10}[g.Credibility]
	if !ok {
		return nil
	}
	return &n
}

// isCommonYear reports whether the year of a day is written with four digits. Formats that
// have no other years leave such days out.
func isCommonYear(d border.Day) bool {
	year, _, _ := d.Date()
	return !d.IsZero() && year >= 1 && year <= 9999
}
