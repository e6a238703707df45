package web

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/crossingstatus/border"
)

// Bounds of what a cache keeps.
const (
	maxKept      = 32 << 20 // bytes of answers
	maxKeptEach  = 4 << 20  // bytes of one answer
	keptOverhead = 512      // bytes counted for an answer beside its bodies
	minGzip      = 1 << 10  // bytes below which compressing does not pay
)

// A cache keeps what was answered to GET requests until the registry takes in
// another claim, the day at the border ends, or the registry becomes current or stops
// being so. It holds the answers that were asked for last, in bounded memory, so that a
// million addresses cost no more than a few. An answer for which many ask at once is made
// once.
type cache struct {
	server *Server

	mu      sync.Mutex
	now     moment // for which the answers hold
	answers map[cacheKey]*list.Element
	recent  *list.List // of *answer, the latest first
	size    int
	makings map[cacheKey]*making // under way
}

// A moment is what every answer depends on, whatever was asked.
type moment struct {
	view  border.View
	today border.Day
	shown Currency // whether the registry was current
}

// A cacheKey is what the answer to a request depends on, beside the moment.
type cacheKey struct {
	path, query, language string
	page                  bool   // asked for by a browser
	origin                string // under which the server is known; only of what names it
	form                  string // in which the API is to answer; "" is JSON
}

// An answer is a response as it goes out.
type answer struct {
	key    cacheKey
	status int
	header http.Header // without the length and the encoding
	etag   string
	plain  []byte
	length []string // of plain, as a header's value

	zipping    sync.Once // the first client that takes gzip has it made
	zipped     []byte
	zippedSize []string // of zipped, as a header's value
}

func newCache(s *Server) *cache {
	return &cache{server: s, answers: map[cacheKey]*list.Element{}, recent: list.New(), makings: map[cacheKey]*making{}}
}

// kept reports whether answers for a path may be kept.
func kept(path string) bool {
	switch path {
	case "/metrics", "/healthz", "/readyz", streamPath:
		return false
	}
	return path != "/desk" && !strings.HasPrefix(path, "/desk/")
}

// asked returns what of an address's query its answer depends on: all of it, unless the answer is the same whatever the
// query has, so that nobody fills the cache with one answer under many addresses.
func (s *Server) asked(address *url.URL) string {
	a, isAsset := s.pages.assets[address.Path]
	switch {
	case isAsset && address.Query().Get("v") == a.mark:
		return "v=" + a.mark
	case isAsset || isFixed(address.Path):
		return ""
	}
	return address.RawQuery
}

// keep answers from what was kept, and keeps what next answers.
func (c *cache) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || !kept(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		key := c.keyOf(r)
		now := moment{c.server.registry.View(), c.server.today(), currencyOf(r).shown()}
		a, m, isFirst := c.enter(key, now)
		if a == nil && !isFirst {
			if !m.wait(r.Context()) {
				if r.Context().Err() != nil {
					return // the client is gone, which is no failure of the server
				}
				w.Header().Set("Retry-After", retryMaking)
				problem(w, http.StatusServiceUnavailable, "this answer is still being made; ask again in a few seconds")
				return
			}
			if a = m.answer; a == nil {
				m = newMaking(key, now) // of which nobody else knows
			}
		}
		if a == nil {
			a = c.make(m, next, w, r)
		}
		if a != nil {
			a.write(w, r)
		}
	})
}

// keyOf returns what the answer to a request depends on.
func (c *cache) keyOf(r *http.Request) cacheKey {
	key := cacheKey{path: r.URL.Path, query: c.server.asked(r.URL)}
	if !strings.HasPrefix(key.path, "/api/") {
		key.language = negotiated(r)
		key.page = wantsPage(r)
		key.origin = originOf(r)
		return key
	}
	key.form = preferred(r.Header.Get("Accept"), otherTypes)
	if strings.HasSuffix(key.path, citePath) {
		key.origin = originOf(r)
	}
	return key
}

// find returns what was kept for a key, or nil. At another moment than the last it drops all.
// The caller holds the lock.
func (c *cache) find(key cacheKey, now moment) *answer {
	if c.now != now {
		c.now, c.size = now, 0
		clear(c.answers)
		clear(c.makings)
		c.recent.Init()
		return nil
	}
	e, ok := c.answers[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*answer)
}

// put keeps an answer that was worked out at a moment. The caller holds the lock.
func (c *cache) put(a *answer, now moment) {
	size := a.size()
	if size > maxKeptEach || c.now != now || c.answers[a.key] != nil {
		return
	}
	c.answers[a.key] = c.recent.PushFront(a)
	for c.size += size; c.size > maxKept; {
		oldest := c.recent.Remove(c.recent.Back()).(*answer)
		delete(c.answers, oldest.key)
		c.size -= oldest.size()
	}
}

// size is what a kept answer is counted as: the body twice, for the compressed
// one, which may still come, is no larger than the plain one.
func (a *answer) size() int {
	return 2*len(a.plain) + len(a.key.path) + len(a.key.query) + keptOverhead
}

// write sends the answer, or only that it is the one that the client has.
func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	maps.Copy(h, a.header)
	body, length := a.plain, a.length
	if len(a.plain) >= minGzip && acceptsGzip(r) {
		a.zipping.Do(a.zip)
		body, length = a.zipped, a.zippedSize
		h["Content-Encoding"] = gzipEncoding
	}
	if a.status == http.StatusOK && a.etag != "" {
		if matches(r.Header.Get("If-None-Match"), a.etag) {
			delete(h, "Content-Type")
			delete(h, "Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h["Content-Length"] = length
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

var gzipEncoding = []string{"gzip"}

// acceptsGzip reports whether a client takes gzip, and does not rather have the body as it is
// (RFC 9110, 12.5.3). What it says of gzip itself goes before what it says of the rest.
func acceptsGzip(r *http.Request) bool {
	said := r.Header.Get("Accept-Encoding")
	if said == "" || said == "gzip" {
		return said != ""
	}
	weights := map[string]float64{}
	for part := range strings.SplitSeq(said, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		weights[strings.ToLower(strings.TrimSpace(name))] = weight(parameters)
	}
	of := func(names ...string) float64 {
		for _, name := range append(names, "*") {
			if q, ok := weights[name]; ok {
				return q
			}
		}
		return 0
	}
	zipped := of("gzip", "x-gzip")
	plain, ok := weights["identity"]
	return zipped > 0 && (!ok || zipped >= plain)
}

// matches reports whether a list of entity tags has one, or is a star. The tags
// are compared weakly, for a compressed body is the same answer.
func matches(list, etag string) bool {
	for tag := range strings.SplitSeq(list, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || tag != "" && tag == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// A recorder takes down a response, to be kept. One that is too long for that, and that has a
// tag, it sends while it is written.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer

	w    http.ResponseWriter
	r    *http.Request
	tag  func() string // the entity tag of what is not taken down; nil: all is
	sent bool
	send func() // called before what is not taken down is sent
}

// errSame ends the writing of what a client has already, or did not ask to see.
var errSame = errors.New("the client needs no body")

func (r *recorder) Header() http.Header    { return r.header }
func (r *recorder) WriteHeader(status int) { r.status = status }
func (r *recorder) Write(p []byte) (int, error) {
	if r.sent {
		r.more()
		return r.w.Write(p)
	}
	if r.tag == nil || r.status != http.StatusOK || r.body.Len()+len(p) <= maxKeptEach {
		return r.body.Write(p)
	}
	r.sent = true
	r.send()
	h, tag := r.w.Header(), r.tag()
	maps.Copy(h, r.header)
	h["Vary"] = variesFile
	h["Etag"] = []string{tag}
	if h.Get("Cache-Control") == "" {
		h["Cache-Control"] = []string{"no-cache"}
	}
	if matches(r.r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Type")
		r.w.WriteHeader(http.StatusNotModified)
		return 0, errSame
	}
	if r.r.Method == http.MethodHead {
		return 0, errSame
	}
	r.more()
	if _, err := r.w.Write(r.body.Bytes()); err != nil {
		return 0, err
	}
	r.body = bytes.Buffer{}
	return r.w.Write(p)
}

// more gives a client time for another part of what is sent while it is written.
func (r *recorder) more() {
	// Who knows no deadline has all the time.
	_ = http.NewResponseController(r.w).SetWriteDeadline(time.Now().Add(writeTime))
}

// variesFile is on what a file depends beside its address.
var variesFile = []string{"Accept-Encoding, Accept-Language"}

// answer makes what was taken down into an answer. A good one gets an entity tag
// made from its body. The tag is weak, since it stands for both encodings.
func (r *recorder) answer(key cacheKey) *answer {
	a := &answer{key: key, status: r.status, header: r.header, plain: r.body.Bytes()}
	if len(a.header["Vary"]) == 0 {
		a.header["Vary"] = []string{"Accept-Encoding"}
	}
	if isFile(key.path) {
		a.header["Vary"] = variesFile
	} else if key.path == "/" || !strings.Contains(key.path, ".") && !strings.HasPrefix(key.path, "/api/") {
		a.header["Vary"] = []string{"Accept, Accept-Encoding, Accept-Language"}
	}
	if a.status == http.StatusOK {
		sum := sha256.Sum256(a.plain)
		a.etag = `W/"` + hex.EncodeToString(sum[:12]) + `"`
		a.header["Etag"] = []string{a.etag}
		if a.header.Get("Cache-Control") == "" {
			a.header["Cache-Control"] = []string{"no-cache"}
		}
	}
	a.length = []string{strconv.Itoa(len(a.plain))}
	return a
}

// zip compresses the body.
func (a *answer) zip() {
	var b bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&b)
	z.Write(a.plain) // into memory: it cannot fail
	z.Close()
	a.zipped = b.Bytes()
	a.zippedSize = []string{strconv.Itoa(len(a.zipped))}
}

var zippers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.DefaultCompression)
	if err != nil {
		panic(err) // the level is one of gzip's own
	}
	return z
}}
