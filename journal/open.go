package journal

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
)

// Open opens a journal and adds its claims to the registry, by [border.Registry.Load]. It
// reads every line. From then on, claims that are added with [Journal.Add] are kept in
// the file.
//
// If there is no such file, Open makes one. But if a mark says that the journal had
// claims, the missing file is [ErrTruncated].
//
// If Open returns an error, the registry has got no claim. The error is or wraps
// [ErrLocked], [ErrTruncated], [ErrNotJournal], [ErrVersion], a [*CorruptError] or, if the
// journal is whole but the registry refuses a claim, as one about a crossing that it does
// not have, a [*border.ClaimError] with file and line.
func Open(name string, registry *border.Registry, options Options) (*Journal, error) {
	return open(osDisk{}, name, registry, options)
}

func open(d disk, name string, registry *border.Registry, options Options) (_ *Journal, err error) {
	j := &Journal{name: name, disk: d, registry: registry, options: options}
	if !options.Shorter {
		if err := checkThere(d, name); err != nil {
			return nil, err
		}
	}
	if j.file, err = d.exclusive(name); err != nil {
		if _, named := errors.AsType[*fs.PathError](err); named {
			return nil, err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() {
		if err != nil {
			j.file.Close()
		}
	}()
	m, err := openMark(d, name)
	if err != nil {
		return nil, err
	}
	defer func() { m.close() }()
	j.mark = marker{disk: d, journal: d.abs(d.real(name)), file: j.file, isStale: true}
	if options.Shorter {
		m.close()
		m = &markFile{}
	}
	s := newScanner(fileReader(j.file), name, m.mark)
	s.collects = m.isExtendable()
	err = registry.LoadWith(func(_, _ []*border.Claim) error { return j.recover(s, m) }, func(yield func(border.Claim, error) bool) {
		for l, err := range s.allParallel() {
			if torn, ok := errors.AsType[*TornError](err); ok {
				j.recovery.Torn = torn
				break
			}
			if !yield(l.Claim, err) {
				return
			}
		}
		changed, err := m.check(s, j.file)
		if j.recovery.Changed = changed; err != nil {
			yield(border.Claim{}, err)
		}
	})
	_, corrupt := errors.AsType[*CorruptError](err)
	if e, ok := errors.AsType[*border.ClaimError](err); ok && !corrupt {
		return nil, j.placed(e)
	}
	if err != nil {
		return nil, err
	}
	return j, nil
}

// placed puts into an error of the registry where the claim stands.
func (j *Journal) placed(e *border.ClaimError) error {
	s := newScanner(fileReader(j.file), j.name, mark{})
	for range e.Line {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	placed := *e
	placed.File, placed.Line = j.name, s.line
	return &placed
}

// recover mends the end of the file, so that claims can be written behind it. The scanner
// has read the file.
func (j *Journal) recover(s *scanner, m *markFile) error {
	j.recovery.Claims = s.claims
	if torn := j.recovery.Torn; torn != nil {
		var err error
		if j.recovery.Kept, err = j.keepTorn(torn.Offset); err != nil {
			return err
		}
		if err := j.file.Truncate(torn.Offset); err != nil {
			return err
		}
	}
	var add []byte
	switch {
	case !s.begun:
		add = appendHeader(nil)
	case s.unended:
		add = []byte("\n")
	}
	if _, err := j.file.WriteAt(add, s.offset); err != nil {
		return err
	}
	if err := j.file.Sync(); err != nil {
		return err
	}
	if err := j.disk.syncDir(j.name); err != nil {
		return err
	}
	j.now = mark{s.claims, s.offset + int64(len(add)), crc32.Update(s.sum, castagnoli, add)}
	j.synced = j.now
	n, err := j.file.named()
	if err != nil {
		return err
	}
	j.modified = n.modified
	if m.isExtendable() && !j.recovery.Changed {
		j.mark.at, j.mark.end, j.mark.ids, j.mark.isStale = m.mark, m.end, s.since, false
	}
	m.close()
	return j.mark.set(j.synced)
}

// keepTorn copies what follows the whole lines to a file beside the journal, and
// returns its name.
func (j *Journal) keepTorn(offset int64) (name string, err error) {
	name = j.name + ".torn-" + strconv.FormatInt(offset, 10)
	f, err := j.disk.create(name)
	if err != nil {
		return "", err
	}
	_ = f.own(j.file) // who reads the journal may read this, too
	err = fill(f, func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(j.file, offset, math.MaxInt64-offset))
		return err
	})
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return "", err
	}
	return name, j.disk.syncDir(name)
}

// A Recovery tells what [Open] found in a journal.
type Recovery struct {
	Claims  int        // lines with claims
	Torn    *TornError // what was cut off the end, nil if nothing was
	Kept    string     // the file that has what was cut off
	Changed bool       // lines that were there before have changed since the last time: it was merged, edited or restored
}

// String returns what is worth telling, a sentence each: "" if all was as it was
// left.
func (r Recovery) String() string {
	var told []string
	if r.Torn != nil {
		told = append(told, fmt.Sprintf("%v; what was cut off is in %s.", r.Torn, r.Kept))
	}
	if r.Changed {
		told = append(told, fmt.Sprintf("The journal has changed since it was last closed: it was merged, sealed or restored, and has %d claims.", r.Claims))
	}
	return strings.Join(told, "\n")
}

// interval returns the interval of LosesInterval.
func (o Options) interval() time.Duration {
	if o.Interval <= 0 {
		return time.Second
	}
	return o.Interval
}
