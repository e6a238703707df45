package web

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Limits say how much one client may ask of the server, so that none takes it from the
// others. A client is an IPv4 address, or a network of 64 bits in IPv6, since that is what
// one customer is given. The zero Limits set no limit.
type Limits struct {
	RequestsPerSecond float64        // on average; four seconds' worth may come at once. 0: any number
	StreamsPerClient  int            // event streams open at once; 0: any number
	WrongPerMinute    int            // requests to write without a token that is known; 0: any number
	TrustProxies      []netip.Prefix // whose header X-Forwarded-For tells the client's address
}

// burst is for how many seconds a client may ask at once.
const burst = 4

// maxClients is of how many clients the limits are kept. A client that is dropped for others begins anew.
const maxClients = 1 << 16

// clients keep what each client did of late.
type clients struct {
	limits Limits
	now    func() time.Time

	mu      sync.Mutex
	buckets map[netip.Prefix]*client
}

type client struct {
	tokens  float64 // requests that it may still make at once
	wrong   float64 // wrong tokens that it may still send
	last    time.Time
	streams int
}

func newClients(limits Limits) *clients {
	return &clients{limits: limits, now: time.Now, buckets: map[netip.Prefix]*client{}}
}

// of returns a client, with what it may do by now. The caller holds the lock.
func (c *clients) of(key netip.Prefix) *client {
	now := c.now()
	known, ok := c.buckets[key]
	if !ok {
		c.makeRoom()
		known = &client{tokens: c.atOnce(), wrong: float64(c.limits.WrongPerMinute), last: now}
		c.buckets[key] = known
	}
	passed := max(0, now.Sub(known.last).Seconds())
	known.tokens = min(c.atOnce(), known.tokens+passed*c.limits.RequestsPerSecond)
	known.wrong = min(float64(c.limits.WrongPerMinute), known.wrong+passed*float64(c.limits.WrongPerMinute)/60)
	known.last = now
	return known
}

// atOnce is how many requests a client may make at once: one, however few a second it may make.
func (c *clients) atOnce() float64 { return max(1, c.limits.RequestsPerSecond*burst) }

// makeRoom drops clients that have no stream open, if there are too many: a map yields them in no order.
func (c *clients) makeRoom() {
	if len(c.buckets) < maxClients {
		return
	}
	for key, known := range c.buckets {
		if known.streams == 0 {
			delete(c.buckets, key)
		}
		if len(c.buckets) < maxClients*3/4 {
			return
		}
	}
}

// mayAsk counts a request, unless the client has made too many.
func (c *clients) mayAsk(key netip.Prefix) bool {
	if c.limits.RequestsPerSecond <= 0 {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.of(key)
	if known.tokens < 1 {
		return false
	}
	known.tokens--
	return true
}

// mayTry reports whether a client may send another token. With isWrong it counts one that is not known.
func (c *clients) mayTry(key netip.Prefix, isWrong bool) bool {
	if c.limits.WrongPerMinute <= 0 {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.of(key)
	if isWrong {
		known.wrong--
	}
	return known.wrong >= 1
}

// enter takes a place for an event stream of a client, if it has one left.
func (c *clients) enter(key netip.Prefix) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.of(key)
	if c.limits.StreamsPerClient > 0 && known.streams >= c.limits.StreamsPerClient {
		return false
	}
	known.streams++
	return true
}

func (c *clients) leave(key netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.buckets[key]; known != nil && known.streams > 0 {
		known.streams--
	}
}

// limit tells next of the client's own address, if a trusted proxy passes it on, and refuses a client
// that asks too often. Whether the server lives is asked without limit.
func (c *clients) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(c.limits.TrustProxies) > 0 {
			r.RemoteAddr = c.address(r)
		}
		if isProbe := r.URL.Path == "/healthz" || r.URL.Path == "/readyz"; !isProbe && !c.mayAsk(clientOf(r)) {
			w.Header().Set("Retry-After", "1")
			problem(w, http.StatusTooManyRequests, "too many requests from your address: "+strconv.FormatFloat(c.limits.RequestsPerSecond, 'g', -1, 64)+" a second may come; try again in a second")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// address returns the address of who sent a request: the last one in X-Forwarded-For that is no
// trusted proxy's, if a trusted one sends it. What stands before that one anybody can write.
func (c *clients) address(r *http.Request) string {
	from := addressOf(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && c.isTrusted(from); i-- {
		hop := addressOf(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			break
		}
		from = hop
	}
	if !from.IsValid() {
		return r.RemoteAddr
	}
	return net.JoinHostPort(from.String(), "0")
}

func (c *clients) isTrusted(address netip.Addr) bool {
	for _, p := range c.limits.TrustProxies {
		if p.Contains(address) {
			return true
		}
	}
	return false
}

// addressOf returns the address of a host, with a port or without; it is not valid if there is none.
func addressOf(hostPort string) netip.Addr {
	if a, err := netip.ParseAddrPort(hostPort); err == nil {
		return a.Addr().Unmap().WithZone("")
	}
	a, _ := netip.ParseAddr(hostPort)
	return a.Unmap().WithZone("")
}

// clientOf returns whose request it is: the address, of IPv6 its first 64 bits.
func clientOf(r *http.Request) netip.Prefix {
	a := addressOf(r.RemoteAddr)
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // of no address the zero one, which all such share
	return p
}
