package web

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// A kitchen is a cache before a handler of which a test says what it makes.
type kitchen struct {
	handler http.Handler
	made    atomic.Int64
	release chan struct{} // closed when the handler may go on
	reg     *border.Registry
}

// inKitchen runs a test on a clock of its own. cook is called with the number of the making.
func inKitchen(t *testing.T, cook func(k *kitchen, n int64, w http.ResponseWriter, r *http.Request), test func(*testing.T, *kitchen)) {
	synctest.Test(t, func(t *testing.T) {
		reg, err := border.Load(os.DirFS("testdata"))
		require.NoError(t, err)
		s, err := New(Config{Registry: reg, Today: func() border.Day { return border.Date(2026, time.November, 24) }})
		require.NoError(t, err)
		defer s.Close()
		k := &kitchen{reg: reg, release: make(chan struct{})}
		k.handler = s.cache.keep(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { cook(k, k.made.Add(1), w, r) }))
		test(t, k)
	})
}

// A guest is somebody who asks.
type guest struct {
	*httptest.ResponseRecorder
	panicked any
	answered atomic.Bool // or panicked
}

// ask asks for one address, without waiting for the answer, which is there once all is quiet.
func (k *kitchen) ask(ctx context.Context, method string, header ...string) *guest {
	g := &guest{ResponseRecorder: httptest.NewRecorder()}
	r := httptest.NewRequestWithContext(ctx, method, "/feed.atom", nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	go func() {
		defer func() {
			g.panicked = recover()
			g.answered.Store(true)
		}()
		k.handler.ServeHTTP(g.ResponseRecorder, r)
	}()
	synctest.Wait()
	return g
}

// longPage is long enough to be compressed.
var longPage = strings.Repeat("a claim ", 1000)

// slow makes a page once it is released.
func slow(k *kitchen, n int64, w http.ResponseWriter, _ *http.Request) {
	<-k.release
	fmt.Fprint(w, longPage, n)
}

// An answer that many ask for at once is made once, and each gets it as he asked for it.
func TestManyWaitForOneMaking(t *testing.T) {
	inKitchen(t, slow, func(t *testing.T, k *kitchen) {
		ways := [][]string{{}, {"Accept-Encoding", "gzip"}, {"If-None-Match", "*"}}
		head := k.ask(t.Context(), http.MethodHead)
		var guests []*guest
		for n := range 60 {
			guests = append(guests, k.ask(t.Context(), http.MethodGet, ways[n%3]...))
		}
		heads := k.ask(t.Context(), http.MethodHead)
		require.Equal(t, int64(1), k.made.Load())
		close(k.release)
		synctest.Wait()
		require.Equal(t, int64(1), k.made.Load())
		want := longPage + "1"
		for _, h := range []*guest{head, heads} {
			require.Equal(t, http.StatusOK, h.Code)
			require.Zero(t, h.Body.Len())
			require.Equal(t, fmt.Sprint(len(want)), h.Header().Get("Content-Length"))
		}
		for n, g := range guests {
			require.Equal(t, head.Header().Get("Etag"), g.Header().Get("Etag"))
			require.Equal(t, "no-cache", g.Header().Get("Cache-Control"))
			switch n % 3 {
			case 0:
				require.Equal(t, want, g.Body.String())
				require.Empty(t, g.Header().Get("Content-Encoding"))
			case 1:
				require.Equal(t, "gzip", g.Header().Get("Content-Encoding"))
				z, err := gzip.NewReader(g.Body)
				require.NoError(t, err)
				body, err := io.ReadAll(z)
				require.NoError(t, err)
				require.Equal(t, want, string(body))
			case 2:
				require.Equal(t, http.StatusNotModified, g.Code)
				require.Zero(t, g.Body.Len())
			}
		}
		require.Equal(t, want, k.ask(t.Context(), http.MethodGet).Body.String(), "it was kept")
	})
}

// The server itself makes the feed once for all who ask after a new claim.
func TestFeedIsSharedAfterClaim(t *testing.T) {
	reg, err := border.Load(os.DirFS("testdata"))
	require.NoError(t, err)
	s, err := New(Config{Registry: reg, Today: func() border.Day { return border.Date(2026, time.November, 24) }})
	require.NoError(t, err)
	t.Cleanup(s.Close)
	tags := map[string]bool{}
	for n := range 20 {
		_, err := reg.Add(someNewClaim(n))
		require.NoError(t, err)
		var all sync.WaitGroup
		var mu sync.Mutex
		told := map[string]int{}
		for range 16 {
			all.Go(func() {
				w := httptest.NewRecorder()
				s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/feed.atom", nil))
				mu.Lock()
				defer mu.Unlock()
				if w.Code == http.StatusOK {
					told[w.Header().Get("Etag")]++
				}
			})
		}
		all.Wait()
		require.Len(t, told, 1, "all have the same answer")
		for tag, count := range told {
			require.Equal(t, 16, count)
			require.NotContains(t, tags, tag, "it has the new claim")
			tags[tag] = true
		}
	}
}

// someNewClaim is a claim that the small dataset does not have.
func someNewClaim(n int) border.Claim {
	day := edtf.DateFromDay(border.Date(2026, time.October, 1).AddDays(n))
	return border.StatusClaim(border.AlBukamalAlQaim, border.Syria, border.Open, day, border.Source{Name: "Border Gazette"})
}

// Whoever asked first may leave: the others get what is made.
func TestFirstMayLeave(t *testing.T) {
	leaves := func(k *kitchen, n int64, w http.ResponseWriter, r *http.Request) {
		select {
		case <-k.release:
			fmt.Fprint(w, longPage, n)
		case <-r.Context().Done():
			problem(w, http.StatusInternalServerError, "the client is gone")
		}
	}
	inKitchen(t, leaves, func(t *testing.T, k *kitchen) {
		ctx, leave := context.WithCancel(t.Context())
		k.ask(ctx, http.MethodGet)
		second := k.ask(t.Context(), http.MethodGet)
		leave()
		synctest.Wait()
		close(k.release)
		synctest.Wait()
		require.Equal(t, longPage+"1", second.Body.String())
		require.Equal(t, int64(1), k.made.Load())
	})
}

// A making that fails or panics is the first one's alone: the others make their own, and it is not kept.
func TestFailedMakingIsNotShared(t *testing.T) {
	for name, fail := range map[string]func(http.ResponseWriter){
		"panic":  func(http.ResponseWriter) { panic("on purpose") },
		"status": func(w http.ResponseWriter) { problem(w, http.StatusInternalServerError, "on purpose") },
	} {
		t.Run(name, func(t *testing.T) {
			fails := func(k *kitchen, n int64, w http.ResponseWriter, r *http.Request) {
				<-k.release
				if n == 1 {
					fail(w)
					return
				}
				fmt.Fprint(w, longPage)
			}
			inKitchen(t, fails, func(t *testing.T, k *kitchen) {
				first := k.ask(t.Context(), http.MethodGet)
				others := []*guest{k.ask(t.Context(), http.MethodGet), k.ask(t.Context(), http.MethodGet)}
				require.Equal(t, int64(1), k.made.Load())
				close(k.release)
				synctest.Wait()
				if name == "panic" {
					require.Equal(t, "on purpose", first.panicked, "which net/http logs")
				} else {
					require.Equal(t, http.StatusInternalServerError, first.Code)
				}
				for _, g := range others {
					require.Nil(t, g.panicked)
					require.Equal(t, longPage, g.Body.String())
				}
				made := k.made.Load()
				require.Equal(t, longPage, k.ask(t.Context(), http.MethodGet).Body.String())
				require.Equal(t, made, k.made.Load(), "what was right is kept")
			})
		})
	}
}

// Nobody waits for ever for an answer that is made for another, nor longer than he is there.
func TestWaitingIsBounded(t *testing.T) {
	inKitchen(t, slow, func(t *testing.T, k *kitchen) {
		begun := time.Now()
		first := k.ask(t.Context(), http.MethodGet)
		ctx, leave := context.WithCancel(t.Context())
		leaving, waiting := k.ask(ctx, http.MethodGet), k.ask(t.Context(), http.MethodGet)
		leave()
		synctest.Wait()
		require.True(t, leaving.answered.Load())
		require.Empty(t, leaving.Header(), "no failure of the server that would be counted")
		require.False(t, waiting.answered.Load())
		time.Sleep(writeTime - time.Second)
		synctest.Wait()
		require.Equal(t, http.StatusServiceUnavailable, waiting.Code)
		require.Equal(t, retryMaking, waiting.Header().Get("Retry-After"))
		require.Contains(t, waiting.Body.String(), "this answer is still being made; ask again in a few seconds")
		require.Equal(t, "no-store", waiting.Header().Get("Cache-Control"))
		require.Less(t, time.Since(begun), writeTime)
		close(k.release)
		synctest.Wait()
		require.Equal(t, longPage+"1", first.Body.String())
	})
}

// Who asks after a new claim does not get what is being made without it.
func TestMakingIsOfItsMoment(t *testing.T) {
	tells := func(k *kitchen, n int64, w http.ResponseWriter, r *http.Request) {
		told := k.reg.Len()
		if n == 1 {
			<-k.release
		}
		fmt.Fprint(w, told)
	}
	inKitchen(t, tells, func(t *testing.T, k *kitchen) {
		before := k.ask(t.Context(), http.MethodGet)
		_, err := k.reg.Add(someNewClaim(0))
		require.NoError(t, err)
		after := k.ask(t.Context(), http.MethodGet)
		require.Equal(t, fmt.Sprint(k.reg.Len()), after.Body.String())
		close(k.release)
		synctest.Wait()
		require.Equal(t, fmt.Sprint(k.reg.Len()-1), before.Body.String())
		require.Equal(t, after.Body.String(), k.ask(t.Context(), http.MethodGet).Body.String())
		require.Equal(t, int64(2), k.made.Load())
	})
}

// A file that is sent while it is written, as fast as its client reads, is waited for by nobody.
func TestNobodyWaitsForWhatIsSent(t *testing.T) {
	sends := func(k *kitchen, n int64, w http.ResponseWriter, r *http.Request) {
		w.(*recorder).tag = func() string { return `W/"all"` }
		w.Write(make([]byte, maxKeptEach))
		if n == 1 {
			<-k.release
		}
		io.WriteString(w, "end")
		if n == 1 {
			<-k.release
		}
	}
	inKitchen(t, sends, func(t *testing.T, k *kitchen) {
		k.ask(t.Context(), http.MethodGet)
		other := k.ask(t.Context(), http.MethodGet)
		require.Equal(t, int64(1), k.made.Load(), "it may still become one to keep")
		k.release <- struct{}{}
		synctest.Wait()
		require.Equal(t, int64(2), k.made.Load())
		require.Equal(t, maxKeptEach+3, other.Body.Len())
		close(k.release)
	})
}
