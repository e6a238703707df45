package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
)

// A currency can be changed while a server asks for it.
type currency struct{ atomic.Pointer[web.Currency] }

func (c *currency) set(now web.Currency) { c.Store(&now) }
func (c *currency) get() web.Currency    { return *c.Load() }

// following serves a registry that follows something, and is current at first.
func following(t *testing.T) (*web.Server, *currency) {
	var c currency
	c.set(web.Currency{Current: true})
	conf := config(t, registry(t))
	conf.Currency = c.get
	return server(t, conf), &c
}

var behind = web.Currency{Reason: "12 messages behind", Confirmed: time.Date(2026, 11, 24, 19, 3, 21, 0, time.UTC)}

const notCurrent = "Not current: what came in after 24 November 2026, 19:03 UTC may be missing here."

// A registry that is not current never answers as if it were, whatever was kept of
// its answers: programs are refused, and people told.
func TestNotCurrent(t *testing.T) {
	s, c := following(t)
	d := newDocument(t, s)
	pages := pageAddresses[:len(pageAddresses)-1]
	for range 2 { // the second time answers were kept
		for _, address := range pages {
			w := get(s, address)
			require.Equal(t, http.StatusOK, w.Code, address)
			require.NotContains(t, w.Body.String(), "Not current", address)
			require.Empty(t, w.Header().Get("Crossings-Current"))
		}
		require.Equal(t, http.StatusOK, d.get(s, bukamal+"/state").Code)
		require.Equal(t, "ready\n", get(s, "/readyz").Body.String())

		c.set(behind)
		for _, address := range append(pages, "/nowhere") {
			for range 2 {
				w := get(s, address)
				require.Contains(t, w.Body.String(), notCurrent, address)
				require.Equal(t, "false", w.Header().Get("Crossings-Current"), address)
				require.Equal(t, "2026-11-24T19:03:00Z", w.Header().Get("Crossings-Confirmed"), address)
				require.Equal(t, "no-store", w.Header().Get("Cache-Control"), address)
			}
		}
		require.Contains(t, get(s, "/?lang=ar").Body.String(), "غير محدّث: قد ينقص هنا ما ورد بعد 24 تشرين الثاني 2026، 19:03 بالتوقيت العالمي.")
		for _, address := range []string{"/api/v1/crossings", "/api/v1/states", bukamal, bukamal + "/state", "/api/v1/diff?from=2019-01-01&to=2020-01-01"} {
			for _, header := range []string{"", "no-cache", "max-age=0"} {
				w := get(s, address, "Cache-Control", header)
				require.Contains(t, requireProblem(t, w, http.StatusServiceUnavailable, address),
					"the registry of this server is not current: 12 messages behind; ask another server, or send Cache-Control: max-stale to be answered all the same")
				require.Equal(t, "2", w.Header().Get("Retry-After"))
				require.Equal(t, "false", w.Header().Get("Crossings-Current"))
			}
			w := get(s, address, "Cache-Control", "no-transform, Max-Stale")
			require.Equal(t, http.StatusOK, w.Code, address)
			require.Equal(t, "false", w.Header().Get("Crossings-Current"))
			require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		}
		d.get(s, bukamal+"/state")
		require.Contains(t, requireProblem(t, get(s, "/readyz"), http.StatusServiceUnavailable, "readyz"), `"12 messages behind"`)
		for _, address := range []string{"/healthz", "/metrics", "/style.css", "/api/v1/openapi.json"} {
			w := get(s, address)
			require.Equal(t, http.StatusOK, w.Code, address)
			require.Empty(t, w.Header().Get("Crossings-Current"), address)
		}
		c.set(web.Currency{Current: true})
	}
	c.set(web.Currency{Reason: "sums differ"})
	w := get(s, "/")
	require.Contains(t, w.Body.String(), "Not current: this server cannot tell whether it has all claims.")
	require.Empty(t, w.Header().Get("Crossings-Confirmed"))
}

// A stream tells that the registry is not current, and that it is again.
func TestStreamTellsWhetherCurrent(t *testing.T) {
	s, c := following(t)
	root, _ := listen(t, s)
	c.set(behind)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/api/v1/changes", nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	told := func() string {
		for lines.Scan() {
			if lines.Text() == "event: currency" && lines.Scan() {
				return lines.Text()
			}
		}
		return ""
	}
	require.Equal(t, `data: {"current":false,"reason":"12 messages behind","confirmed":"2026-11-24T19:03:21Z"}`, told())
	c.set(web.Currency{Current: true})
	require.Equal(t, `data: {"current":true}`, told())
}

// What cannot be known now is to be sent again, and what is behind that stays with
// those who run the server.
func TestWritingThatIsUnknown(t *testing.T) {
	conf := config(t, registry(t))
	conf.Token = []byte(token)
	conf.Add = func(...border.Claim) ([]uuid.UUID, error) {
		return nil, &web.UnavailableError{Detail: "not known; send it again", After: 1500 * time.Millisecond, Err: errors.New("secret")}
	}
	s := server(t, conf)
	w := post(s, listOf(t, claimOn("2026-11-01")))
	told := requireProblem(t, w, http.StatusServiceUnavailable, "unknown")
	require.Contains(t, told, "not known; send it again")
	require.NotContains(t, told, "secret")
	require.Equal(t, "2", w.Header().Get("Retry-After"))
	newDocument(t, s).check(httptest.NewRequest(http.MethodPost, "/api/v1/claims", nil), w)
}

// Whether claims can be added is for Add to say, also when the registry is not
// current.
func TestWritingWhenNotCurrent(t *testing.T) {
	conf := config(t, registry(t))
	conf.Token, conf.Add = []byte(token), conf.Registry.Add
	conf.Currency = func() web.Currency { return behind }
	w := post(server(t, conf), listOf(t, claimOn("2026-11-01")))
	require.Equal(t, http.StatusCreated, w.Code, w.Body)
	require.True(t, json.Valid(w.Body.Bytes()))
}

func TestMoreMetrics(t *testing.T) {
	conf := config(t, registry(t))
	conf.Metrics = []prometheus.Collector{prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "more", Help: "More."}, func() float64 { return 7 })}
	require.True(t, strings.Contains(get(server(t, conf), "/metrics").Body.String(), "\nmore 7\n"))
}
