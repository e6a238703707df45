package jetstream

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/bits"
	"sync"

	"github.com/crossingstatus/border"
)

// A Sum identifies the claims of a registry, as a [border.Digest] does, but it can be kept up to
// date claim by claim: it is the sum, modulo 2 to the 256th, of the SHA-256 of each claim's id
// and canonical form. It does not depend on the order of the claims, nor on when they were
// recorded. Equal sums show that registries are equal unless somebody forged a claim for the
// purpose; a Sum does not protect against that. The zero Sum is of no claims.
type Sum [4]uint64

// add adds a claim. The buffer is used and returned.
func (s *Sum) add(c *border.Claim, buf []byte) []byte {
	buf = c.AppendCanonical(append(buf[:0], c.ID[:]...))
	hash := sha256.Sum256(buf)
	var carry uint64
	for i := range s {
		s[i], carry = bits.Add64(s[i], binary.LittleEndian.Uint64(hash[8*i:]), carry)
	}
	return buf
}

// join adds the claims of another sum, which has none of these.
func (s *Sum) join(o Sum) {
	var carry uint64
	for i := range s {
		s[i], carry = bits.Add64(s[i], o[i], carry)
	}
}

// bytes returns the number, its greatest byte first.
func (s Sum) bytes() (b [32]byte) {
	for i := range s {
		binary.BigEndian.PutUint64(b[8*(3-i):], s[i])
	}
	return b
}

// String returns the sum in 64 hexadecimal digits.
func (s Sum) String() string {
	b := s.bytes()
	return hex.EncodeToString(b[:])
}

// Short returns the first 12 of the digits, for people.
func (s Sum) Short() string { return s.String()[:12] }

// MarshalText implements encoding.TextMarshaler.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Sum) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != sha256.Size {
		return errors.New("want a sum of 64 hexadecimal digits")
	}
	for i := range s {
		s[i] = binary.BigEndian.Uint64(b[8*(3-i):])
	}
	return nil
}

// SumOf returns the sum of a registry's claims. It takes O(claims).
func SumOf(registry *border.Registry) Sum {
	var t tally
	t.catchUp(registry)
	return t.sum
}

// A tally is the sum of the first claims that came to a registry.
type tally struct {
	sum    Sum
	claims int
	buf    []byte
}

// catchUp adds the claims that have come since.
func (t *tally) catchUp(registry *border.Registry) {
	// From this many on, another processor may take half of them.
	const worth = 512
	n := registry.Len()
	half := n
	var other tally
	var wg sync.WaitGroup
	if n-t.claims >= worth {
		half -= (n - t.claims) / 2
		other.claims = half
		wg.Go(func() { other.upTo(registry, n) })
	}
	t.upTo(registry, half)
	wg.Wait()
	t.sum.join(other.sum)
	t.claims = n
}

// upTo adds the claims that have come since, up to the n-th.
func (t *tally) upTo(registry *border.Registry, n int) {
	if t.claims >= n {
		return
	}
	for c := range registry.WatchFrom(context.Background(), t.claims) {
		t.buf = t.sum.add(&c, t.buf)
		if t.claims++; t.claims == n {
			return
		}
	}
}
