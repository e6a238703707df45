package jetstream

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
)

// An archive keeps what a follower folds: the claims in a journal, and the
// sequences at which they came beside it. The log stays the truth: an archive that
// lost its end reads that again.
type archive struct {
	registry *border.Registry
	journal  *journal.Journal
	base     int // claims that the registry had otherwise

	exact bool // the registry had no claim of the log beyond the last position when the archive was opened

	mu        sync.Mutex // positions: written by the fold, read for others
	positions *positions
	aside     []uint64 // sequences set aside before the archive was opened

	lending sync.Mutex // what follows: a run of claims that others were asked for
	lent    loan
}

// openArchive opens the archive in a directory, which is made if it is not there,
// and adds its claims to the registry.
func openArchive(dir, stream string, created time.Time, registry *border.Registry) (_ *archive, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	a := &archive{registry: registry, base: registry.Len()}
	from := origin{Stream: stream, Created: created.UTC(), Base: registry.Digest().String()}
	a.journal, err = journal.Open(filepath.Join(dir, "claims.jsonl"), registry, journal.Options{PowerCut: journal.LosesInterval})
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	if a.positions, err = openPositions(filepath.Join(dir, "positions"), from); err == nil {
		err = a.settle()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("archive: %w", err), a.close())
	}
	return a, nil
}

// settle drops the positions of claims that the journal has lost.
func (a *archive) settle() error {
	const chunk = 4096
	have := a.count()
	last, before := a.positions.last, uint64(0)
	if a.journal.Recovery().Changed {
		last = 0 // edited, merged or restored: what it lacks cannot be told from counts
	}
	for from := uint64(1); from <= last; from += chunk {
		list, err := a.positions.between(from, min(from+chunk-1, last))
		if err != nil {
			// Damage, or what a power cut left: the log has the rest.
			last = from - 1
			break
		}
		for i, p := range list {
			// Of the positions that count all claims of the journal only the first
			// is sure: what followed may have been an earlier time of a claim.
			if p.count > have || p.count == have && before == have && p.kind == posClaim {
				last = from + uint64(i) - 1
				break
			}
			if p.kind == posAside {
				a.aside = append(a.aside, from+uint64(i))
			}
			before = p.count
		}
	}
	a.exact = last == a.positions.last && before == have
	return a.positions.cut(last)
}

// count returns how many claims the journal has given the registry.
func (a *archive) count() uint64 { return uint64(a.registry.Len() - a.base) }

// last returns the last sequence that is archived, and the checksum of its
// payload, 0 if that is not known.
func (a *archive) last() (seq uint64, sum uint32) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.positions.last == 0 {
		return 0, 0
	}
	p, err := a.positions.at(a.positions.last)
	if err != nil {
		return a.positions.last, 0
	}
	return a.positions.last, p.sum
}

// append notes what came at the next sequences.
func (a *archive) append(list []position) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.positions.append(list)
}

// entries returns what came at the sequences from one to another, as far as that
// is archived without a gap, no more than about most bytes of it, but at least one.
// Set aside holds what a registry refused.
func (a *archive) entries(from, to uint64, most int, aside func(seq uint64) (entry, bool)) []entry {
	list := a.between(from, to)
	if len(list) == 0 {
		return nil
	}
	claims := a.lend(from, list)
	var found []entry
	size := 0
	for i, p := range list {
		e := entry{seq: from + uint64(i), checkpoint: p.kind == posCheckpoint}
		switch p.kind {
		case posClaim:
			if c, ok := claims[p.id]; ok {
				e.data = c.AppendJSON(nil)
			}
		case posAside:
			e, _ = aside(e.seq)
		}
		if size += len(e.data) + 64; size > most && i > 0 || e.data == nil && !e.checkpoint {
			break
		}
		found = append(found, e)
	}
	return found
}

// between returns the positions of the sequences from one to another, up to the
// last that is archived.
func (a *archive) between(from, to uint64) []position {
	a.mu.Lock()
	defer a.mu.Unlock()
	to = min(to, a.positions.last)
	if from == 0 || from > to {
		return nil
	}
	list, err := a.positions.between(from, to)
	if err != nil {
		return nil
	}
	return list
}

// A loan is the claims of a run of sequences. A registry finds no claim by its id
// but by going through all, and whoever asks for some sequences asks for the next
// ones soon.
type loan struct {
	from, to uint64
	claims   map[uuid.UUID]border.Claim
	end      *time.Timer
}

const (
	loanLength = 1 << 16 // sequences; a claim shares its texts with the registry
	loanTime   = time.Minute
)

// lend returns the claims at positions that begin at a sequence, and maybe others.
func (a *archive) lend(from uint64, list []position) map[uuid.UUID]border.Claim {
	to := from + uint64(len(list)) - 1
	a.lending.Lock()
	defer a.lending.Unlock()
	if a.lent.claims != nil && a.lent.from <= from && to <= a.lent.to {
		a.lent.end.Reset(loanTime)
		return a.lent.claims
	}
	if more := a.between(from, from+loanLength-1); more != nil {
		list = more
	}
	claims := make(map[uuid.UUID]border.Claim, len(list))
	for _, p := range list {
		if p.kind == posClaim {
			claims[p.id] = border.Claim{}
		}
	}
	if len(claims) > 0 {
		for c := range a.registry.All() {
			if _, ok := claims[c.ID]; ok {
				claims[c.ID] = c
			}
		}
	}
	maps.DeleteFunc(claims, func(_ uuid.UUID, c border.Claim) bool { return c.ID == uuid.Nil })
	if a.lent.end != nil {
		a.lent.end.Stop()
	}
	a.lent = loan{from, from + uint64(len(list)) - 1, claims, time.AfterFunc(loanTime, a.endLoan)}
	return claims
}

// endLoan gives the memory back.
func (a *archive) endLoan() {
	a.lending.Lock()
	defer a.lending.Unlock()
	a.lent = loan{}
}

func (a *archive) close() error {
	a.lending.Lock()
	if a.lent.end != nil {
		a.lent.end.Stop()
	}
	a.lending.Unlock()
	err := a.journal.Close()
	if a.positions != nil {
		err = errors.Join(err, a.positions.file.Close())
	}
	return err
}
