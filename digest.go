package border

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"time"
)

// A Reach is how far the claims of a view go. The zero Reach is of no claims.
type Reach struct {
	Reported Day       `json:"reported"`          // the latest day by which a claim surely had been reported: the latest first day of Reported, reviews aside
	Recorded time.Time `json:"recorded,omitzero"` // the latest instant at which one was recorded, UTC
	Claims   int       `json:"claims"`            // how many there are
}

// Through returns how far the claims of the view go. An answer about a later day
// is what was last known. It takes O(claims).
func (v View) Through() Reach {
	var reach Reach
	for c := range v.all() {
		reach.Claims++
		if day := dayOf(reportedBounds(c).Lo); day.After(reach.Reported) && c.Kind != KindReview {
			reach.Reported = day
		}
		if c.Recorded.After(reach.Recorded) {
			reach.Recorded = c.Recorded
		}
	}
	return reach
}

// all yields the claims of the view, by crossing.
func (v View) all() iter.Seq[*Claim] {
	return func(yield func(*Claim) bool) {
		if v.isZero() {
			return
		}
		n := v.cutoff()
		for i, end := v.listed(); i < end; i++ {
			l := v.reg.cells[i].log()
			for _, p := range n.visible(&l, nil) {
				if !l.isForeign(p) && !yield(l.claims[p]) {
					return
				}
			}
		}
	}
}

// A Digest identifies the claims of a view. The zero Digest is of none.
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

// Digest returns the digest of the view's claims. It depends on what the claims
// say and on their ids alone: not on their order, on when they were recorded, or
// on the machine. It takes O(n log n) for n claims.
func (v View) Digest() Digest { return digestOf(v.all()) }

// DigestOf returns the digest of claims, each given once: of those of a view that of
// [View.Digest]. It goes through them twice.
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
