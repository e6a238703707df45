package web

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// Whatever is put into a cache, it holds no more bytes than it may, counts them
// right, and keeps the answers that were asked for last.
func TestCacheIsBounded(t *testing.T) {
	c := newCache(nil)
	now := moment{border.View{}, border.Date(2026, 11, 24), Currency{}}
	c.find(cacheKey{}, now)
	random := rand.New(rand.NewPCG(1, 2))
	dropped := 0
	for n := range 20_000 {
		a := &answer{key: cacheKey{path: fmt.Sprint("/", n)}, status: http.StatusOK, plain: make([]byte, random.IntN(64<<10))}
		before := len(c.answers)
		c.put(a, now)
		dropped += before + 1 - len(c.answers)
		require.LessOrEqual(t, c.size, maxKept)
		require.Same(t, a, c.find(a.key, now))
		if n%1000 > 0 {
			continue
		}
		size, bytes := 0, 0
		for e := c.recent.Front(); e != nil; e = e.Next() {
			a := e.Value.(*answer)
			require.Same(t, e, c.answers[a.key])
			size += a.size()
			bytes += len(a.plain)
		}
		require.Equal(t, len(c.answers), c.recent.Len())
		require.Equal(t, size, c.size)
		require.LessOrEqual(t, 2*bytes, maxKept)
	}
	require.Positive(t, dropped)
	// What is asked for stays, however much comes after.
	c.put(&answer{key: cacheKey{path: "/kept"}}, now)
	for n := range 20_000 {
		c.put(&answer{key: cacheKey{path: fmt.Sprint("/later/", n)}, plain: make([]byte, 8<<10)}, now)
		require.NotNil(t, c.find(cacheKey{path: "/kept"}, now))
	}
	require.Nil(t, c.find(cacheKey{path: "/later/0"}, now))
	// Small answers, too, are bounded in number, and one that is too large is not kept.
	for n := range 2 * maxKept / keptOverhead {
		c.put(&answer{key: cacheKey{path: fmt.Sprint("/small/", n)}}, now)
	}
	require.LessOrEqual(t, len(c.answers), maxKept/keptOverhead)
	c.put(&answer{key: cacheKey{path: "/large"}, plain: make([]byte, maxKeptEach)}, now)
	require.Nil(t, c.find(cacheKey{path: "/large"}, now))
	// Another view or another day empties it.
	require.Nil(t, c.find(cacheKey{path: "/kept"}, moment{now.view, now.today.AddDays(1), now.shown}))
	require.Zero(t, c.size)
	require.Empty(t, c.answers)
	require.Zero(t, c.recent.Len())
}
