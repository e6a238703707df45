package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

const token = "correct horse battery staple"

// post sends claims to a server, as one who knows the token.
func post(h http.Handler, body string, header ...string) *httptest.ResponseRecorder {
	return do(h, http.MethodPost, "/api/v1/claims", body, append([]string{"Content-Type", "application/json", "Authorization", "Bearer " + token}, header...)...)
}

func listOf(t testing.TB, claims ...border.Claim) string {
	b, err := json.Marshal(claims)
	require.NoError(t, err)
	return string(b)
}

// What is sent is in the journal before it is answered, shows on the pages, and
// is there once however often it is sent.
func TestWriting(t *testing.T) {
	file := filepath.Join(t.TempDir(), "claims.jsonl")
	reg := registry(t)
	j, err := journal.Open(file, reg, journal.Options{})
	require.NoError(t, err)
	c := config(t, reg)
	c.Add, c.Token = j.Add, []byte(token)
	s := server(t, c)
	d := newDocument(t, s)
	body := listOf(t, claimOn("2026-11-01"), claimOn("2026-11-02"))
	var ids [2]struct{ IDs []uuid.UUID }
	for i := range ids {
		w := post(s, body)
		require.Equal(t, http.StatusCreated, w.Code, w.Body)
		d.check(httptest.NewRequest(http.MethodPost, "/api/v1/claims", nil), w)
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &ids[i]))
	}
	require.Equal(t, ids[0], ids[1])
	require.Equal(t, 28, reg.Len())
	require.Contains(t, get(s, "/crossings/al-tanf-al-waleed").Body.String(), "c-"+ids[0].IDs[0].String())
	require.NoError(t, j.Close())

	kept := registry(t)
	j, err = journal.Open(file, kept, journal.Options{})
	require.NoError(t, err)
	defer j.Close()
	require.Equal(t, 28, kept.Len())
}

func TestWritingIsRefused(t *testing.T) {
	reg := registry(t)
	c := config(t, reg)
	c.Add, c.Token = reg.Add, []byte(token)
	s := server(t, c)
	good := listOf(t, claimOn("2026-11-01"))
	other := claimOn("2026-11-03")
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	other.ID = claims[0].ID
	recorded := claimOn("2026-11-04")
	recorded.Recorded = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		body   string
		header []string
		code   int
		want   string
	}{
		"no token":               {good, []string{"Authorization", ""}, 401, "writing takes the header"},
		"another token":          {good, []string{"Authorization", "Bearer wrong"}, 401, "writing takes the header"},
		"another scheme":         {good, []string{"Authorization", "Basic " + token}, 401, "writing takes the header"},
		"a part of it":           {good, []string{"Authorization", "Bearer " + token[:20]}, 401, "writing takes the header"},
		"no claims":              {"[]", nil, 422, "send from 1 to 100 claims at once"},
		"too many":               {"[" + strings.Repeat(good[1:len(good)-1]+",", 100) + good[1:], nil, 422, "send from 1 to 100"},
		"no JSON":                {"claims", nil, 400, ""},
		"a typo":                 {strings.Replace(good, `"modality"`, `"modalty"`, 1), nil, 422, "modalty"},
		"no such crossing":       {strings.Replace(good, "al-tanf-al-waleed", "nowhere", 1), nil, 422, "nowhere"},
		"no such day":            {strings.Replace(good, "2026-11-01", "2026-11-31", 1), nil, 422, "2026-11-31"},
		"an id of other content": {listOf(t, other), nil, 422, "the id of this content is " + other.ContentID().String() + "; send that, or none"},
		"a time of recording":    {listOf(t, recorded), nil, 422, "the server says when a claim was recorded; leave it out"},
		"too long":               {`["` + strings.Repeat("x", 2<<20) + `"]`, nil, 413, ""},
		"another type":           {good, []string{"Content-Type", "text/plain"}, 415, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := post(s, tt.body, tt.header...)
			require.Contains(t, requireProblem(t, w, tt.code, name), tt.want)
			require.Equal(t, 26, reg.Len())
		})
	}
}

func TestWritingIsLimited(t *testing.T) {
	reg := registry(t)
	c := config(t, reg)
	c.Add, c.Token = reg.Add, []byte(token)
	s := server(t, c)
	codes := map[int]int{}
	for range 60 {
		w := post(s, listOf(t, claimOn("2026-11-01")))
		if codes[w.Code]++; w.Code == http.StatusTooManyRequests {
			require.Equal(t, "1", w.Header().Get("Retry-After"))
		}
	}
	require.GreaterOrEqual(t, codes[http.StatusCreated], 20)
	require.Positive(t, codes[http.StatusTooManyRequests])
	require.Len(t, codes, 2)
}

// A disk that fails is the server's fault, and its words are not the client's
// business. Until a write succeeds, or the one who writes says so, the server is not
// ready.
func TestWritingThatFails(t *testing.T) {
	broken := errors.New("disk /secret is full")
	for name, tells := range map[string]bool{"by the last write": false, "by asking": true} {
		t.Run(name, func(t *testing.T) {
			reg := registry(t)
			c := config(t, reg)
			var failing error
			c.Add = func(claims ...border.Claim) ([]uuid.UUID, error) {
				if failing != nil {
					return nil, failing
				}
				return reg.Add(claims...)
			}
			if tells {
				c.Writable = func() error { return failing }
			}
			c.Token = []byte(token)
			var log bytes.Buffer
			c.Log = slog.New(slog.NewTextHandler(&log, nil))
			s := server(t, c)
			requireWritable := func(code int, metric string) {
				w := do(s, http.MethodGet, "/readyz", "", "Accept", "*/*")
				require.Equal(t, code, w.Code)
				require.NotContains(t, w.Body.String(), "secret")
				require.Contains(t, get(s, "/metrics").Body.String(), "crossings_writable "+metric+"\n")
			}
			requireWritable(http.StatusOK, "1")
			failing = broken
			for range 2 {
				w := post(s, listOf(t, claimOn("2026-11-01")))
				detail := requireProblem(t, w, http.StatusServiceUnavailable, "a failing disk")
				require.NotContains(t, detail, "secret")
				require.Contains(t, detail, "it is not known whether the claims were kept; send the same again, none is added twice")
				require.Equal(t, "10", w.Header().Get("Retry-After"))
				requireWritable(http.StatusServiceUnavailable, "0")
			}
			// Claims at fault say nothing of the disk.
			require.Equal(t, http.StatusUnprocessableEntity, post(s, `[{}]`).Code)
			requireWritable(http.StatusServiceUnavailable, "0")
			failing = nil
			if tells {
				requireWritable(http.StatusOK, "1")
			}
			require.Equal(t, http.StatusCreated, post(s, listOf(t, claimOn("2026-11-01"))).Code)
			requireWritable(http.StatusOK, "1")
			require.Equal(t, 1, strings.Count(log.String(), `level=ERROR msg="claims cannot be kept" error="disk /secret is full"`))
			require.Equal(t, 1, strings.Count(log.String(), `level=INFO msg="claims can be kept again"`))
		})
	}
}

// A dry run answers with what the claims would change, and keeps nothing.
func TestDryRun(t *testing.T) {
	reg := registry(t)
	c := config(t, reg)
	c.Add, c.Token = reg.Add, []byte(token)
	s := server(t, c)
	d := newDocument(t, s)
	claim := claimOn("2026-11-01")
	claim.Value = "closed"
	want, err := reg.Try(claim)
	require.NoError(t, err)
	require.NotEmpty(t, want)
	before := reg.Len()
	dry := func(query, body string) *httptest.ResponseRecorder {
		w := do(s, http.MethodPost, "/api/v1/claims?"+query, body, "Content-Type", "application/json", "Authorization", "Bearer "+token)
		d.check(httptest.NewRequest(http.MethodPost, "/api/v1/claims", nil), w)
		return w
	}
	w := dry("dry-run=true", listOf(t, claim))
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	expected, err := json.Marshal(want)
	require.NoError(t, err)
	require.JSONEq(t, string(expected), w.Body.String())
	require.Equal(t, before, reg.Len())
	for c := range reg.View().All() {
		c.Recorded = time.Time{}
		w = dry("dry-run=true", listOf(t, c)) // known already: changes nothing
		require.Equal(t, "200 []\n", fmt.Sprint(w.Code, " ", w.Body))
		break
	}
	bad := claim
	bad.Crossing = "nowhere"
	require.Contains(t, requireProblem(t, dry("dry-run=true", listOf(t, bad)), http.StatusUnprocessableEntity, ""), `"nowhere"`)
	require.Contains(t, requireProblem(t, dry("dry-run=yes", listOf(t, claim)), http.StatusUnprocessableEntity, ""), "want true or false")
	require.Contains(t, requireProblem(t, dry("dryrun=true", listOf(t, claim)), http.StatusUnprocessableEntity, ""), "unknown query parameter")
	require.Equal(t, before, reg.Len())
	require.Equal(t, http.StatusUnauthorized, do(s, http.MethodPost, "/api/v1/claims?dry-run=true", "[]").Code)
	require.Equal(t, http.StatusCreated, dry("dry-run=false", listOf(t, claim)).Code)
	require.Equal(t, before+1, reg.Len())
}
