package journal

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// The mark is set anew when it lacks so many claims, or when the first that it lacks is so
// old: so it is there within a second, even if the disk is slow.
const (
	markEvery = 4096
	markAfter = time.Second / 2
)

// A Journal keeps the claims of a registry in a file. [Open] makes one; the zero Journal
// cannot be used. Its methods may be called from any number of goroutines.
type Journal struct {
	name     string
	disk     disk
	registry *border.Registry
	options  Options
	recovery Recovery
	queue    queue

	mu     sync.Mutex // held by the one who uses the file
	file   file
	buf    []byte
	has    map[uuid.UUID]bool // the claims in the file; nil until it is asked for
	now    mark               // what is in the file and acknowledged
	synced mark               // what of that is known to be on the disk
	mark   marker
	closed bool

	modified time.Time               // when the file was last written, as its system tells
	later    *time.Timer             // nil if nothing waits
	wakes    time.Time               // when it is due
	failed   atomic.Pointer[failure] // nil unless it has failed; changed by who holds mu
}

// Add adds claims to the registry and to the journal, all or none of them. When it
// returns, the claims are as safe as [Options] say, by default on the disk. Views see them
// only then.
//
// A claim that the journal has already is not written again. One that only the registry
// has, as those of a dataset, is written as the registry has it, so that it is there when
// the journal is opened with another edition of the dataset.
//
// The errors are those of [border.Registry.Add], and these:
//
//   - The claims of a batch name each other in a circle. Only ids that are not made from
//     content can do so.
//   - [ErrFailed]: whoever opens the journal before it has healed may find all of the
//     claims, the first of them or none. Once it has healed, it has none of them.
//   - [ErrChanged]: see there for the claims acknowledged before.
func (j *Journal) Add(claims ...border.Claim) ([]uuid.UUID, error) {
	r := request{claims: slices.Clone(claims), turn: make(chan turn, 1)}
	if err := j.do(&r); err != nil {
		return nil, err
	}
	return r.ids, r.err
}

// Load is [Journal.Add] for claims that were recorded elsewhere, as those of another
// journal. Like [border.Registry.Load] it takes claims that withdraw or deny a claim that
// is not there. It adds all of them or none, and holds them in memory meanwhile.
func (j *Journal) Load(claims iter.Seq2[border.Claim, error]) error {
	r := request{isLoad: true, turn: make(chan turn, 1)}
	for c, err := range claims {
		if err != nil {
			return err
		}
		r.claims = append(r.claims, c)
	}
	if err := j.do(&r); err != nil {
		return err
	}
	return r.err
}

// do checks the claims of a request, and returns when they are written or refused.
func (j *Journal) do(r *request) error {
	claims := r.claims
	for i := range claims {
		c := &claims[i]
		if err := check(c); err != nil {
			return numbered(err, i+1)
		}
		if c.ID == uuid.Nil {
			c.ID = c.ContentID() // here and not in the registry, where others would wait for it
		}
	}
	if err := checkCircles(claims); err != nil && !r.isLoad {
		return err
	}
	if group := j.queue.join(r); group != nil {
		j.commit(group)
		j.queue.leave(group)
	}
	return nil
}

// check refuses a claim that cannot be in any registry, or not in a line.
func check(c *border.Claim) error {
	if err := c.Validate(); err != nil {
		return err
	}
	// Texts of this length fit, however much of them is escaped.
	const short = border.MaxLine / 16
	s := &c.Source
	length := len(c.Crossing) + len(c.Value) + len(c.Unit) + len(c.Quote) + len(c.Note) +
		len(s.Name) + len(s.URL) + len(s.Title) + len(s.Archived) + len(s.Lang) +
		len(c.When.String()) + len(c.Reported.String()) + 40*(len(c.Retracts)+len(c.Denies)+len(c.Repeats))
	for _, via := range s.Via {
		length += len(via) + 3
	}
	if length < short {
		return nil
	}
	whole := *c
	whole.ID, whole.Recorded = uuid.Max, time.Date(2026, 12, 31, 23, 59, 59, 999999999, time.UTC)
	if n := len(whole.AppendJSON(nil)); n > border.MaxLine {
		return &border.ClaimError{Err: fmt.Errorf("its line would have %d bytes, of at most %d", n, border.MaxLine)}
	}
	return nil
}

// numbered puts the place of a claim in its batch into an error about it.
func numbered(err error, line int) error {
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		placed := *e
		placed.Line = line
		return &placed
	}
	return err
}

// commit adds the claims of all requests of a group with one write. A request
// that the registry refuses gets its error; the others are tried again without it.
func (j *Journal) commit(group []*request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	err := j.usable()
	if err == nil {
		err = j.check(j.now.size) // before anything is written, and if all is there already
	}
	if err != nil {
		for _, r := range group {
			r.err = err
		}
		return
	}
	for len(group) > 0 {
		n := 1 // what is loaded is added alone
		for !group[0].isLoad && n < len(group) && !group[n].isLoad {
			n++
		}
		j.addAll(append([]*request(nil), group[:n]...))
		group = group[n:]
	}
	if j.synced.claims-j.mark.at.claims >= markEvery {
		_ = j.mark.set(j.synced) // it can wait for the next time; Close tells if it never worked
	}
}

// addAll adds the claims of requests with one write, without those of requests that
// the registry refuses.
func (j *Journal) addAll(waiting []*request) {
	for len(waiting) > 0 {
		claims := waiting[0].claims
		if len(waiting) > 1 {
			n := 0
			for _, r := range waiting {
				n += len(r.claims)
			}
			claims = make([]border.Claim, 0, n)
			for _, r := range waiting {
				claims = append(claims, r.claims...)
			}
		}
		var ids []uuid.UUID
		var err error
		if waiting[0].isLoad {
			err = j.registry.LoadWith(j.write, asRead(claims))
		} else {
			ids, err = j.registry.AddWith(j.write, claims...)
		}
		if refused := refusedOf(waiting, err); refused >= 0 {
			waiting = append(waiting[:refused], waiting[refused+1:]...)
			continue
		}
		for _, r := range waiting {
			if r.err = err; err == nil && !r.isLoad {
				r.ids, ids = ids[:len(r.claims):len(r.claims)], ids[len(r.claims):]
			}
		}
		break
	}
}

// asRead yields claims as they are read without a fault.
func asRead(claims []border.Claim) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for i := range claims {
			if !yield(claims[i].Clone(), nil) {
				return
			}
		}
	}
}

// refusedOf finds the request whose claim the registry refused, puts the error into it, and
// returns its place; -1 if err is not about a claim.
func refusedOf(requests []*request, err error) int {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return -1
	}
	before := 0
	for i, r := range requests {
		if line := e.Line - before; line <= len(r.claims) {
			r.err = numbered(e, line)
			return i
		}
		before += len(r.claims)
	}
	return -1
}

// write appends claims to the file, those that are new and those that only the
// registry had, and, if a power cut shall lose nothing, waits until they are on the
// disk. The caller holds mu.
func (j *Journal) write(claims, had []*border.Claim) error {
	missing, err := j.missing(had, claims)
	if err != nil {
		return err
	}
	if claims = append(claims, missing...); len(claims) == 0 {
		return nil
	}
	j.buf = j.buf[:0]
	lines, _ := inOrder(claims)
	for _, c := range lines {
		j.buf = appendClaim(j.buf, c)
	}
	after := mark{j.now.claims + len(claims), j.now.size + int64(len(j.buf)), crc32.Update(j.now.sum, castagnoli, j.buf)}
	if _, err := j.file.WriteAt(j.buf, j.now.size); err != nil {
		return j.fail(err, after.size)
	}
	const most = 4 << 20
	if cap(j.buf) > most {
		j.buf = nil
	}
	if j.options.PowerCut == LosesNothing {
		if err := j.file.Sync(); err != nil {
			return j.fail(err, after.size)
		}
	}
	if err := j.check(after.size); err != nil { // what is written to another file is lost
		return err
	}
	j.now = after
	for _, c := range lines {
		j.mark.ids = append(j.mark.ids, c.ID)
		if j.has != nil {
			j.has[c.ID] = true
		}
	}
	switch j.options.PowerCut {
	case LosesNothing:
		j.synced = after
		j.wake(markAfter)
	case LosesInterval:
		j.wake(j.options.interval())
	}
	return nil
}

// missing returns the claims that the file does not have, each once. It leaves out those
// that are also among added, where they are recorded earlier. At the first call it reads
// the file. The caller holds mu.
func (j *Journal) missing(claims, added []*border.Claim) (missing []*border.Claim, err error) {
	if len(claims) == 0 {
		return nil, nil
	}
	if j.has == nil {
		has := make(map[uuid.UUID]bool, j.now.claims)
		for l, err := range Read(io.NewSectionReader(j.file, 0, j.now.size), j.name) {
			if err != nil {
				return nil, err
			}
			has[l.Claim.ID] = true
		}
		j.has = has
	}
	taken := make(map[uuid.UUID]bool, len(added))
	for _, c := range added {
		taken[c.ID] = true
	}
	for _, c := range claims {
		if !j.has[c.ID] && !taken[c.ID] {
			taken[c.ID] = true
			missing = append(missing, c)
		}
	}
	return missing, nil
}

// Sync returns when all claims that were added are on the disk. By default they
// are already.
func (j *Journal) Sync() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.usable(); err != nil {
		return err
	}
	return j.sync()
}

func (j *Journal) sync() error {
	if j.synced == j.now {
		return nil
	}
	if err := j.file.Sync(); err != nil {
		return j.fail(err, j.now.size)
	}
	j.synced = j.now
	return nil
}

// Close waits until all claims are on the disk, sets the mark, and lets the file
// go. The registry keeps its claims. Calls of [Journal.Add] that have not begun to
// write fail. The error is the last failure, if it could not be healed.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return j.closedError()
	}
	err := j.usable()
	if err == nil {
		err = j.check(j.now.size)
	}
	if err == nil {
		err = j.sync()
	}
	if err == nil {
		err = j.mark.set(j.synced)
	}
	if j.later != nil {
		j.later.Stop()
	}
	j.closed = true
	return errors.Join(err, j.file.Close())
}

// Recovery tells what opening the journal found.
func (j *Journal) Recovery() Recovery { return j.recovery }
