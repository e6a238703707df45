package crashtest

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// A cutDisk is a file system with one directory, in memory. After a power cut it
// has what was synced, and of the rest whatever chance leaves.
type cutDisk struct {
	fs.Inode

	mu      sync.Mutex
	random  *rand.Rand
	names   map[string]*content // as programs see them
	durable map[string]*content // as they are after a power cut
	left    int                 // operations until the power is cut; below 0: it is not
	cut     chan struct{}       // closed at the power cut
	off     bool                // the power is cut, and was not switched on again
	lost    int                 // bytes that power cuts took
}

// A content is that of a file. One that was open at a power cut is dead.
type content struct {
	fs.Inode
	disk   *cutDisk
	now    []byte
	synced []byte
	dead   bool
	known  bool // to the kernel
}

func newCutDisk(seed uint64) *cutDisk {
	return &cutDisk{random: rand.New(rand.NewPCG(seed, 0)), names: map[string]*content{}, durable: map[string]*content{}, left: -1, cut: make(chan struct{})}
}

// cutAfter lets the power be cut after some operations that change something.
func (d *cutDisk) cutAfter(operations int) <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left, d.cut = operations, make(chan struct{})
	return d.cut
}

// switchOn ends a power cut.
func (d *cutDisk) switchOn() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.off = false
}

// spend counts an operation that changes something, and fails if the power is cut
// before it. The caller holds mu.
func (d *cutDisk) spend() syscall.Errno {
	if d.off {
		return syscall.EIO
	}
	if d.left < 0 {
		return 0
	}
	if d.left--; d.left >= 0 {
		return 0
	}
	names := map[string]*content{}
	for name, c := range d.durable {
		names[name] = &content{disk: d, now: c.left(d.random)}
		names[name].synced = slices.Clone(names[name].now)
		d.lost += max(len(c.now)-len(names[name].now), 0)
	}
	for _, c := range d.names {
		c.dead = true
	}
	d.names, d.durable, d.off = names, maps.Clone(names), true
	close(d.cut)
	return syscall.EIO
}

// left returns what a power cut leaves of a file: what was synced, and of what was
// appended since nothing, all, the beginning, or some sectors.
func (c *content) left(random *rand.Rand) []byte {
	if len(c.now) <= len(c.synced) || string(c.now[:len(c.synced)]) != string(c.synced) {
		return slices.Clone(c.synced)
	}
	switch random.IntN(4) {
	case 0:
		return slices.Clone(c.synced)
	case 1:
		return slices.Clone(c.now)
	case 2:
		return slices.Clone(c.now[:len(c.synced)+random.IntN(len(c.now)-len(c.synced)+1)])
	}
	const sector = 512
	b := append(slices.Clone(c.synced), make([]byte, len(c.now)-len(c.synced))...)
	for at := len(c.synced) / sector * sector; at < len(c.now); at += sector {
		if random.IntN(2) == 0 {
			from, to := max(at, len(c.synced)), min(at+sector, len(c.now))
			copy(b[from:to], c.now[from:to])
		}
	}
	return b
}

// inode returns the inode of a file, which it has from the first time on.
func (d *cutDisk) inode(ctx context.Context, c *content) *fs.Inode {
	if !c.known {
		c.known = true
		return d.NewInode(ctx, c, fs.StableAttr{Mode: syscall.S_IFREG})
	}
	return c.EmbeddedInode()
}

func (d *cutDisk) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.names[name]
	if !ok {
		return nil, syscall.ENOENT
	}
	c.attr(&out.Attr)
	return d.inode(ctx, c), 0
}

func (d *cutDisk) Create(ctx context.Context, name string, _, _ uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if errno := d.spend(); errno != 0 {
		return nil, nil, 0, errno
	}
	c := &content{disk: d}
	d.names[name] = c
	c.attr(&out.Attr)
	return d.inode(ctx, c), nil, fuse.FOPEN_DIRECT_IO, 0
}

func (d *cutDisk) Unlink(_ context.Context, name string) syscall.Errno {
	d.mu.Lock()
	defer d.mu.Unlock()
	if errno := d.spend(); errno != 0 {
		return errno
	}
	delete(d.names, name)
	return 0
}

func (d *cutDisk) Rename(_ context.Context, from string, _ fs.InodeEmbedder, to string, _ uint32) syscall.Errno {
	d.mu.Lock()
	defer d.mu.Unlock()
	if errno := d.spend(); errno != 0 {
		return errno
	}
	c, ok := d.names[from]
	if !ok {
		return syscall.ENOENT
	}
	delete(d.names, from)
	d.names[to] = c
	return 0
}

// Fsync makes the names durable. It is a file system in which they become so in no
// other way.
func (d *cutDisk) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	d.mu.Lock()
	defer d.mu.Unlock()
	if errno := d.spend(); errno != 0 {
		return errno
	}
	d.durable = maps.Clone(d.names)
	return 0
}

func (c *content) attr(out *fuse.Attr) {
	out.Mode, out.Size, out.Nlink = syscall.S_IFREG|0o644, uint64(len(c.now)), 1
}

func (c *content) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) {
	return nil, fuse.FOPEN_DIRECT_IO, 0
}

func (c *content) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	c.disk.mu.Lock()
	defer c.disk.mu.Unlock()
	c.attr(&out.Attr)
	return 0
}

func (c *content) Read(_ context.Context, _ fs.FileHandle, b []byte, at int64) (fuse.ReadResult, syscall.Errno) {
	c.disk.mu.Lock()
	defer c.disk.mu.Unlock()
	if c.dead {
		return nil, syscall.EIO
	}
	from := min(at, int64(len(c.now)))
	n := copy(b, c.now[from:])
	return fuse.ReadResultData(b[:n]), 0
}

// change spends an operation, and fails if the file is dead.
func (c *content) change() syscall.Errno {
	if c.dead {
		return syscall.EIO
	}
	return c.disk.spend()
}

func (c *content) Write(_ context.Context, _ fs.FileHandle, b []byte, at int64) (uint32, syscall.Errno) {
	c.disk.mu.Lock()
	defer c.disk.mu.Unlock()
	if c.dead || c.disk.off {
		return 0, syscall.EIO
	}
	// The power may be cut in the middle of a write, or after it.
	before := c.now
	c.now = slices.Concat(before[:min(at, int64(len(before)))], b)
	if errno := c.change(); errno != 0 {
		return 0, errno
	}
	return uint32(len(b)), 0
}

func (c *content) Setattr(_ context.Context, _ fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	c.disk.mu.Lock()
	defer c.disk.mu.Unlock()
	if errno := c.change(); errno != 0 {
		return errno
	}
	if size, ok := in.GetSize(); ok {
		c.now = append(slices.Clone(c.now), make([]byte, max(0, int(size)-len(c.now)))...)[:size]
	}
	c.attr(&out.Attr)
	return 0
}

func (c *content) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	c.disk.mu.Lock()
	defer c.disk.mu.Unlock()
	if errno := c.change(); errno != 0 {
		return errno
	}
	c.synced = slices.Clone(c.now)
	return 0
}
