package journal

import (
	"io"
	"iter"
	"runtime"
	"sync"

	"github.com/crossingstatus/border"
)

// A chunk is some claims on their way from the file to the registry. One goroutine reads
// lines and checks their sums, several parse the claims in them, and the caller gets the
// chunks in order.
type chunk struct {
	objects *[]byte     // one after the other, in memory from buffers
	places  []placed    // of each
	claims  []claimRead // of each, once done is closed
	err     error       // what ends the journal after them
	done    chan struct{}
}

// A placed is an object of a chunk, and where it stands in the file.
type placed struct {
	end    int // in objects
	line   int
	offset int64
}

type claimRead struct {
	border.ClaimLine
	err error
}

// buffers have the memory of chunks that are read.
var buffers = sync.Pool{New: func() any { return new(make([]byte, 0, chunkBytes+chunkBytes/4)) }}

// claimRoom has memory for the claims of chunks.
var claimRoom = sync.Pool{New: func() any { return new(make([]claimRead, chunkClaims)) }}

// A chunk is full when it has so many claims, or bytes.
const (
	chunkClaims = 256
	chunkBytes  = 256 << 10
)

// allParallel is [scanner.all] on several processors. The scanner may be used again when
// the loop has ended.
func (s *scanner) allParallel() iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		workers := runtime.GOMAXPROCS(0)
		toRead, inOrder := make(chan *chunk, workers), make(chan *chunk, 2*workers)
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(stop)
		running.Go(func() {
			defer close(inOrder)
			defer close(toRead)
			for {
				c := s.nextChunk()
				select {
				case inOrder <- c:
				case <-stop:
					return
				}
				toRead <- c // read even if nobody wants it: there are few
				if c.err != nil {
					return
				}
			}
		})
		for range workers {
			running.Go(func() {
				for c := range toRead {
					c.read(s.name)
				}
			})
		}
		for c := range inOrder {
			<-c.done
			for i := range c.claims {
				if r := &c.claims[i]; !yield(r.ClaimLine, r.err) || r.err != nil {
					return
				}
			}
			c.free()
			if c.err != nil {
				if c.err != io.EOF {
					yield(border.ClaimLine{Line: s.line}, c.err)
				}
				return
			}
		}
	}
}

// nextChunk returns the next claims that are sealed.
func (s *scanner) nextChunk() *chunk {
	c := &chunk{objects: buffers.Get().(*[]byte), places: make([]placed, 0, chunkClaims), done: make(chan struct{})}
	objects := (*c.objects)[:0]
	for len(c.places) < chunkClaims && len(objects) < chunkBytes {
		object, err := s.next()
		if err != nil {
			c.err = err
			break
		}
		objects = append(objects, object...)
		c.places = append(c.places, placed{len(objects), s.line, s.offset - int64(s.last)})
	}
	*c.objects = objects
	return c
}

// read reads the claims of a chunk.
func (c *chunk) read(name string) {
	defer close(c.done)
	c.claims = (*claimRoom.Get().(*[]claimRead))[:len(c.places)]
	from := 0
	for i, p := range c.places {
		r := &c.claims[i]
		r.Line = p.line
		if err := r.Claim.UnmarshalJSON((*c.objects)[from:p.end]); err != nil {
			r.err = &CorruptError{name, p.line, p.offset, err}
		}
		from = p.end
	}
	buffers.Put(c.objects)
	c.objects, c.places = nil, nil
}

// free gives back the memory of a chunk, when the caller has its claims.
func (c *chunk) free() {
	clear(c.claims)
	room := c.claims[:chunkClaims]
	claimRoom.Put(&room)
	c.claims = nil
}
