package clustertest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
	"github.com/stretchr/testify/require"
)

// A forgetful file system keeps its files in another directory. At a power cut it
// forgets all bytes that were not synced; names are kept at once, as a journalling
// file system does soon enough.
type forgetful struct {
	mu        sync.Mutex
	unsynced  map[uint64]*unsynced // by inode of the backing file
	forgotten int64                // bytes that cuts took
}

// unsynced is what is to be undone of a file at a power cut.
type unsynced struct {
	file *os.File
	size int64 // what was synced
	undo []patch
}

type patch struct {
	at    int64
	bytes []byte
}

// A forgetfulNode is a file or directory.
type forgetfulNode struct {
	fs.LoopbackNode
	disk *forgetful
}

// mountForgetful mounts a forgetful file system and returns its directory.
func mountForgetful(t *testing.T) (disk *forgetful, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: the power is not cut, because only root may mount a file system")
	}
	if _, err := os.Stat("/dev/fuse"); err != nil {
		t.Skipf("SKIPPED: the power is not cut, because there is no FUSE: %v", err)
	}
	disk = &forgetful{unsynced: map[uint64]*unsynced{}}
	dir = t.TempDir()
	backing := t.TempDir()
	root := &fs.LoopbackRoot{Path: backing}
	node := &forgetfulNode{LoopbackNode: fs.LoopbackNode{RootData: root}, disk: disk}
	root.RootNode = node
	server, err := fs.Mount(dir, node, &fs.Options{MountOptions: fuse.MountOptions{
		DirectMountStrict: true, FsName: "forgetful", Name: "forgetful", MaxWrite: 1 << 20}})
	if err != nil {
		t.Skipf("SKIPPED: the power is not cut, because nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() { require.NoError(t, server.Unmount()) })
	return disk, dir
}

// cut forgets what was not synced. Nobody may use the files meanwhile.
func (d *forgetful) cut() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for inode, u := range d.unsynced {
		for i := len(u.undo) - 1; i >= 0; i-- {
			if _, err := u.file.WriteAt(u.undo[i].bytes, u.undo[i].at); err != nil {
				return err
			}
			d.forgotten += int64(len(u.undo[i].bytes))
		}
		if info, err := u.file.Stat(); err == nil {
			d.forgotten += max(0, info.Size()-u.size)
		}
		if err := u.file.Truncate(u.size); err != nil {
			return err
		}
		u.file.Close()
		delete(d.unsynced, inode)
	}
	return nil
}

// of returns what is unsynced of a file. The caller holds mu.
func (d *forgetful) of(file *os.File) (*unsynced, error) {
	var s syscall.Stat_t
	if err := syscall.Fstat(int(file.Fd()), &s); err != nil {
		return nil, err
	}
	if u := d.unsynced[s.Ino]; u != nil {
		return u, nil
	}
	kept, err := os.OpenFile("/proc/self/fd/"+strconv.Itoa(int(file.Fd())), os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	u := &unsynced{file: kept, size: s.Size}
	d.unsynced[s.Ino] = u
	return u, nil
}

// change notes what a change from an offset on overwrites. The caller holds mu.
func (d *forgetful) change(file *os.File, at int64, n int64) error {
	u, err := d.of(file)
	if err != nil {
		return err
	}
	if n = min(n, u.size-at); n > 0 {
		old := make([]byte, n)
		m, _ := u.file.ReadAt(old, at)
		u.undo = append(u.undo, patch{at, old[:m]})
	}
	return nil
}

// sync forgets how to undo what a file had. The caller holds mu.
func (d *forgetful) sync(file *os.File) {
	var s syscall.Stat_t
	if syscall.Fstat(int(file.Fd()), &s) == nil && d.unsynced[s.Ino] != nil {
		d.unsynced[s.Ino].file.Close()
		delete(d.unsynced, s.Ino)
	}
}

// WrapChild makes every file and directory one of the forgetful file system.
func (n *forgetfulNode) WrapChild(context.Context, fs.InodeEmbedder) fs.InodeEmbedder {
	return &forgetfulNode{LoopbackNode: fs.LoopbackNode{RootData: n.RootData}, disk: n.disk}
}

func (n *forgetfulNode) path() string {
	return filepath.Join(n.RootData.Path, n.Path(n.Root()))
}

// Open opens the backing file for reading, too, since what is overwritten must be
// known.
func (n *forgetfulNode) Open(_ context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	return n.open(n.path(), int(flags))
}

func (n *forgetfulNode) open(path string, flags int) (fs.FileHandle, uint32, syscall.Errno) {
	access := os.O_RDWR
	if flags&syscall.O_ACCMODE == os.O_RDONLY {
		access = os.O_RDONLY
	}
	file, err := os.OpenFile(path, access, 0)
	if err != nil {
		return nil, 0, fs.ToErrno(err)
	}
	h := &forgetfulFile{disk: n.disk, file: file, always: flags&syscall.O_DSYNC != 0}
	if flags&os.O_TRUNC != 0 {
		if errno := h.truncate(0); errno != 0 {
			return nil, 0, errno
		}
	}
	return h, fuse.FOPEN_DIRECT_IO, 0
}

// Create makes a file that is empty after a power cut.
func (n *forgetfulNode) Create(ctx context.Context, name string, flags, mode uint32, out *fuse.EntryOut) (*fs.Inode, fs.FileHandle, uint32, syscall.Errno) {
	inode, handle, _, errno := n.LoopbackNode.Create(ctx, name, flags&^uint32(os.O_TRUNC), mode, out)
	if errno != 0 {
		return nil, nil, 0, errno
	}
	if r, ok := handle.(fs.FileReleaser); ok {
		r.Release(ctx)
	}
	h, use, errno := n.open(filepath.Join(n.path(), name), int(flags))
	return inode, h, use, errno
}

// Setattr passes a change of size on to an open file.
func (n *forgetfulNode) Setattr(ctx context.Context, h fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	size, ok := in.GetSize()
	if !ok {
		return n.LoopbackNode.Setattr(ctx, nil, in, out)
	}
	f, ok := h.(*forgetfulFile)
	if !ok {
		opened, _, errno := n.open(n.path(), os.O_RDWR)
		if errno != 0 {
			return errno
		}
		f = opened.(*forgetfulFile)
		defer f.file.Close()
	}
	if errno := f.truncate(int64(size)); errno != 0 {
		return errno
	}
	return n.LoopbackNode.Getattr(ctx, nil, out)
}

// Getattr looks at the file by its name, whoever has it open.
func (n *forgetfulNode) Getattr(ctx context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	return n.LoopbackNode.Getattr(ctx, nil, out)
}

// A forgetfulFile is an open file.
type forgetfulFile struct {
	disk   *forgetful
	file   *os.File
	always bool // each write is synced
}

func (f *forgetfulFile) Read(_ context.Context, b []byte, at int64) (fuse.ReadResult, syscall.Errno) {
	n, _ := f.file.ReadAt(b, at)
	return fuse.ReadResultData(b[:n]), 0
}

func (f *forgetfulFile) Write(_ context.Context, b []byte, at int64) (uint32, syscall.Errno) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.change(f.file, at, int64(len(b))); err != nil {
		return 0, fs.ToErrno(err)
	}
	n, err := f.file.WriteAt(b, at)
	if err == nil && f.always {
		f.disk.sync(f.file)
	}
	return uint32(n), fs.ToErrno(err)
}

func (f *forgetfulFile) truncate(size int64) syscall.Errno {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.change(f.file, size, 1<<62); err != nil {
		return fs.ToErrno(err)
	}
	return fs.ToErrno(f.file.Truncate(size))
}

func (f *forgetfulFile) Fsync(context.Context, uint32) syscall.Errno {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.disk.sync(f.file)
	return 0
}

func (f *forgetfulFile) Flush(context.Context) syscall.Errno { return 0 }

func (f *forgetfulFile) Release(context.Context) syscall.Errno { return fs.ToErrno(f.file.Close()) }
