package journal

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/crossingstatus/border"
)

// Compact rewrites a journal in the order of its claims, (recorded, id), each once and as
// [border.Claim.AppendJSON] writes it: two journals of the same claims are then the same file.
// It returns how many lines with claims there were, and how many there are. Of two lines of one
// claim, that with the earlier recorded stays.
//
// Nobody may have the journal open, and it must be whole and end well: the errors are those of
// [Open], and a [*TornError]. The claims are held in memory.
func Compact(name string) (before, after int, err error) { return compact(osDisk{}, name) }

func compact(d disk, name string) (before, after int, err error) {
	f, err := exclusiveIfThere(d, name)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	m, err := openMark(d, name)
	if err != nil {
		return 0, 0, err
	}
	defer m.close()
	var claims []border.ClaimLine
	for l, err := range readMarked(f, name, m) {
		if err != nil {
			return 0, 0, err
		}
		claims = append(claims, l)
	}
	before = len(claims)
	slices.SortStableFunc(claims, func(x, y border.ClaimLine) int {
		return cmp.Or(bytes.Compare(x.Claim.ID[:], y.Claim.ID[:]), x.Claim.Recorded.Compare(y.Claim.Recorded))
	})
	for i := 1; i < len(claims); i++ {
		x, y := &claims[i-1], &claims[i]
		if x.Claim.ID == y.Claim.ID && string(x.Claim.AppendCanonical(nil)) != string(y.Claim.AppendCanonical(nil)) {
			return 0, 0, &border.ClaimError{File: name, Line: max(x.Line, y.Line), Member: "id", Value: x.Claim.ID.String(),
				Err: fmt.Errorf("%w: see line %d", border.ErrTwoContents, min(x.Line, y.Line))}
		}
	}
	claims = slices.CompactFunc(claims, func(x, y border.ClaimLine) bool { return x.Claim.ID == y.Claim.ID })
	slices.SortFunc(claims, func(x, y border.ClaimLine) int {
		return cmp.Or(x.Claim.Recorded.Compare(y.Claim.Recorded), bytes.Compare(x.Claim.ID[:], y.Claim.ID[:]))
	})
	m.close()
	if m.isFirst { // it would miss the lines that are left out; one with ids misses nothing
		if err := removeMark(d, d.real(name)); err != nil {
			return 0, 0, err
		}
	}
	err = rewrite(d, name, f, len(claims), func(w io.Writer) error {
		var line []byte
		for i := range claims {
			line = appendClaim(line[:0], &claims[i].Claim)
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		return nil
	})
	return before, len(claims), err
}
