package journal

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"sync"
	"syscall"
	"time"
)

// A memDisk is a disk in memory. It knows what a power cut may leave of its files,
// and can let any operation fail.
type memDisk struct {
	names   map[string]*memData // as programs see them
	durable map[string]*memData // as they are after a power cut

	mu sync.Mutex // held for what follows, as a timer may also use the disk

	// fault is asked before each operation, of which the number counts from 0. A
	// write fails after as many bytes as it says.
	fault func(op string, number int) (short int, err error)
	ops   []string // what was done
	inUse int      // how many files are open

	// holdsNames says that no file can be replaced or renamed while it is open, as on Windows.
	holdsNames bool
}

// A memData is the content of a file.
type memData struct {
	now     []byte
	synced  []byte     // what is durable
	pending []memWrite // what was done since
	locked  bool
	opened  int // how often it is open
	syncs   int
	writes  int64 // how often it was written to: its time
}

// A memWrite is a write or, without data, a truncation to at.
type memWrite struct {
	at   int64
	data []byte
}

func (w memWrite) apply(b []byte) []byte {
	if w.data == nil {
		if n := int(w.at); n <= len(b) {
			return b[:n:n]
		}
		return append(slices.Clip(b), make([]byte, int(w.at)-len(b))...)
	}
	end := int(w.at) + len(w.data)
	out := slices.Clone(b)
	if end > len(out) {
		out = append(out, make([]byte, end-len(out))...)
	}
	copy(out[w.at:], w.data)
	return out
}

func newMemDisk() *memDisk {
	return &memDisk{names: map[string]*memData{}, durable: map[string]*memData{}}
}

// memDiskOf returns a disk that has these files.
func memDiskOf(files map[string][]byte) *memDisk {
	d := newMemDisk()
	for name, content := range files {
		d.names[name] = &memData{now: slices.Clone(content), synced: slices.Clone(content)}
	}
	d.durable = maps.Clone(d.names)
	return d
}

var errDisk = errors.New("the disk fails")

// do counts an operation, and tells whether it fails.
func (d *memDisk) do(op string) (short int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ops = append(d.ops, op)
	if d.fault == nil {
		return 0, nil
	}
	return d.fault(op, len(d.ops)-1)
}

func (d *memDisk) real(name string) string { return name }

func (d *memDisk) abs(name string) string { return name }

func (d *memDisk) open(name string) (file, error) {
	if _, err := d.do("open"); err != nil {
		return nil, err
	}
	data, ok := d.names[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	d.inUse++
	data.opened++
	return &memFile{disk: d, data: data, name: name}, nil
}

func (d *memDisk) change(name string) (file, error) { return d.open(name) }

func (d *memDisk) create(name string) (file, error) {
	f, err := d.exclusive(name)
	if err != nil {
		return nil, err
	}
	data := f.(*memFile).data
	data.now = nil
	data.pending = append(data.pending, memWrite{})
	return f, nil
}

func (d *memDisk) exclusive(name string) (file, error) {
	if _, err := d.do("lock"); err != nil {
		return nil, err
	}
	data, ok := d.names[name]
	if !ok {
		data = &memData{}
		d.names[name] = data
	}
	if data.locked {
		return nil, ErrLocked
	}
	data.locked = true
	d.inUse++
	data.opened++
	return &memFile{disk: d, data: data, name: name, holds: true}, nil
}

func (d *memDisk) rename(from, to string) error {
	if _, err := d.do("rename"); err != nil {
		return err
	}
	if old := d.names[to]; d.holdsNames && (d.names[from].opened > 0 || old != nil && old.opened > 0) {
		return syscall.EACCES
	}
	d.names[to] = d.names[from]
	delete(d.names, from)
	return nil
}

func (d *memDisk) renamesOpen() bool { return !d.holdsNames }

func (d *memDisk) remove(name string) error {
	if _, err := d.do("remove"); err != nil {
		return err
	}
	if _, ok := d.names[name]; !ok {
		return fs.ErrNotExist
	}
	if d.holdsNames && d.names[name].opened > 0 {
		return syscall.EACCES
	}
	delete(d.names, name)
	return nil
}

func (d *memDisk) syncDir(string) error {
	if _, err := d.do("syncDir"); err != nil {
		return err
	}
	d.durable = maps.Clone(d.names)
	return nil
}

// files returns the files as programs see them.
func (d *memDisk) files() map[string][]byte {
	files := map[string][]byte{}
	for name, data := range d.names {
		files[name] = slices.Clone(data.now)
	}
	return files
}

// A memFile is an open file of a memDisk.
type memFile struct {
	disk   *memDisk
	data   *memData
	name   string
	holds  bool
	closed bool
}

func (f *memFile) ReadAt(b []byte, at int64) (int, error) {
	if _, err := f.disk.do("read"); err != nil {
		return 0, err
	}
	if at >= int64(len(f.data.now)) {
		return 0, io.EOF
	}
	n := copy(b, f.data.now[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (f *memFile) WriteAt(b []byte, at int64) (int, error) {
	short, err := f.disk.do("write")
	n := len(b)
	if err != nil {
		n = min(short, n)
	}
	w := memWrite{at, slices.Concat([]byte{}, b[:n])}
	if n > 0 {
		f.data.writes++
		f.data.now = w.apply(f.data.now)
		f.data.pending = append(f.data.pending, w)
	}
	return n, err
}

func (f *memFile) Truncate(size int64) error {
	if _, err := f.disk.do("truncate"); err != nil {
		return err
	}
	w := memWrite{at: size}
	f.data.writes++
	f.data.now = w.apply(f.data.now)
	f.data.pending = append(f.data.pending, w)
	return nil
}

func (f *memFile) Sync() error {
	if _, err := f.disk.do("sync"); err != nil {
		return err
	}
	f.data.syncs++
	f.data.synced, f.data.pending = slices.Clone(f.data.now), nil
	return nil
}

func (f *memFile) own(file) error {
	_, err := f.disk.do("own")
	return err
}

func (f *memFile) size() (int64, error) { return int64(len(f.data.now)), nil }

func (f *memFile) named() (naming, error) {
	data, ok := f.disk.names[f.name]
	if !ok {
		return naming{}, fs.ErrNotExist
	}
	return naming{data == f.data, int64(len(data.now)), time.Unix(data.writes, 0)}, nil
}

func (f *memFile) Close() error {
	_, err := f.disk.do("close")
	if f.closed {
		return fs.ErrClosed
	}
	f.closed = true
	f.disk.inUse--
	f.data.opened--
	if f.holds {
		f.data.locked = false
	}
	return err // as of close(2), the file is closed even then
}

// crashes yields what a power cut may leave of the files now: of one directory
// operation that is not durable, before or after it; of what was written to a file
// and not synced, the beginning up to any byte, or any of its sectors or pages,
// with zero bytes where one is missing.
func (d *memDisk) crashes(yield func(map[string][]byte) bool) {
	states := []map[string]*memData{d.durable}
	if !maps.Equal(d.durable, d.names) {
		states = append(states, d.names)
	}
	for _, names := range states {
		whole := map[string][]byte{}
		for name, data := range names {
			whole[name] = data.synced
		}
		if !yield(whole) {
			return
		}
		for name, data := range names {
			for content := range data.crashes {
				state := maps.Clone(whole)
				state[name] = content
				if !yield(state) {
					return
				}
			}
		}
	}
}

// crashes yields what may be left of a file of which something is not synced.
func (m *memData) crashes(yield func([]byte) bool) {
	b := m.synced
	for _, w := range m.pending {
		for n := 1; n < len(w.data); n++ {
			if !yield(memWrite{w.at, w.data[:n]}.apply(b)) {
				return
			}
		}
		for _, page := range []int64{sector, 4096} {
			for kept := range pageSubsets(w, page) {
				state := memWrite{at: max(w.at+int64(len(w.data)), int64(len(b)))}.apply(b)
				for first := w.at - w.at%page; first < w.at+int64(len(w.data)); first += page {
					if kept(first) {
						from, to := max(first, w.at), min(first+page, w.at+int64(len(w.data)))
						state = memWrite{from, w.data[from-w.at : to-w.at]}.apply(state)
					}
				}
				if !yield(state) {
					return
				}
			}
		}
		b = w.apply(b)
		if !yield(b) {
			return
		}
	}
}

// pageSubsets yields every subset of the pages of a write, but not more than 256.
func pageSubsets(w memWrite, page int64) iter.Seq[func(int64) bool] {
	return func(yield func(func(int64) bool) bool) {
		if len(w.data) == 0 {
			return
		}
		first := w.at / page
		n := (w.at+int64(len(w.data))-1)/page - first + 1
		for subset := range 1 << min(n, 8) {
			if !yield(func(at int64) bool { return subset>>((at/page-first)%8)&1 == 1 }) {
				return
			}
		}
	}
}
