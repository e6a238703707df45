package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// An answer for frames of other sites has a policy of its own: it may be framed, and runs nothing.
// No other page may be framed.
func TestEmbed(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for lang, words := range map[string][]string{
		"en": {"Al-Bukamal–Al-Qaim", "1 January 2020", "last known Iraqi government", "The claims of this view reach to"},
		"ar": {"البوكمال – القائم", "1 كانون الثاني 2020", "الجانب السوري"},
	} {
		address := "/embed/al-bukamal-al-qaim?on=2020-01-01&lang=" + lang
		w := get(s, address)
		require.Equal(t, http.StatusOK, w.Code, w.Body)
		shown := text(t, w.Body.String())
		for _, word := range words {
			require.Contains(t, shown, word)
		}
		require.NotContains(t, w.Body.String(), "<script")
		require.Contains(t, w.Body.String(), `target="_blank" rel="noopener"`)
		policy := w.Header().Get("Content-Security-Policy")
		require.Contains(t, policy, "frame-ancestors *")
		require.NotContains(t, policy, "script-src")
		require.Equal(t, "cross-origin", w.Header().Get("Cross-Origin-Resource-Policy"))
		require.Equal(t, http.StatusNotModified, get(s, address, "If-None-Match", w.Header().Get("Etag")).Code)
		require.Empty(t, do(s, http.MethodHead, address, "").Body.Bytes())
	}
	require.Equal(t, "/embed/al-tanf-al-waleed?lang=ar", get(s, "/embed/tanf?lang=ar").Header().Get("Location"))
	require.Equal(t, http.StatusNotFound, get(s, "/embed/nowhere").Code)
	for _, address := range pageAddresses {
		require.Contains(t, get(s, address).Header().Get("Content-Security-Policy"), "frame-ancestors 'none'", address)
	}
}

// One bar takes a view along: its address, a frame, a citation, files, feeds.
func TestBar(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for lang, words := range map[string][]string{
		"en": {"Share", "Embed", "Cite", "Download", "Follow"},
		"ar": {"شارك", "ضمّن", "اقتبس", "تنزيل", "متابعة"},
	} {
		page := get(s, "/crossings/al-tanf-al-waleed?on=2020-01-01&lang="+lang).Body.String()
		_, after, ok := strings.Cut(page, `<div class="take"`)
		require.True(t, ok)
		for _, word := range words {
			require.Contains(t, after, "<summary>"+word+"</summary>")
		}
		require.Contains(t, after, `&lt;iframe src=&#34;http://example.com/embed/al-tanf-al-waleed?lang=`+lang+`&amp;amp;on=2020-01-01&#34;`)
		require.Contains(t, after, `<a href="http://example.com/crossings/al-tanf-al-waleed?as-of=2026-11-24T00%3A00%3A00Z&amp;known=2026-11-24&amp;lang=`+lang+`&amp;on=2020-01-01"`)
		front := get(s, "/?lang="+lang).Body.String()
		require.Contains(t, front, `<div class="take"`)
		require.NotContains(t, front, "<summary>"+words[2]+"</summary>")
		require.NotContains(t, get(s, "/weak?lang="+lang).Body.String(), `<div class="take"`)
	}
}

// A program on a page of another origin reads the answer with its tag, asks again with it, follows
// the stream, and shows the answer in a frame; other pages it cannot frame.
func TestAnotherOrigin(t *testing.T) {
	needTools(t)
	api := httptest.NewServer(server(t, config(t, registry(t))))
	defer api.Close()
	const page = `<!doctype html><title>Another site</title><iframe id="f" src="%[1]s/embed/al-bukamal-al-qaim?lang=%[2]s&on=2020-01-01" width="420" height="460"></iframe>`
	other := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if strings.HasPrefix(r.URL.Path, "/page") {
			fmt.Fprintf(w, `<!doctype html><title>Another site</title><iframe src="%s/crossings/al-bukamal-al-qaim"></iframe>`, api.URL)
			return
		}
		fmt.Fprintf(w, page, api.URL, r.URL.Query().Get("lang"))
	})
	b := browseServer(t, other)
	for _, lang := range []string{"en", "ar"} {
		b.open("/?lang=" + lang)
		if dir := os.Getenv("CROSSINGS_PICTURES"); dir != "" {
			picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "embed-"+lang+".png"), picture, 0o644))
		}
	}
	b.mu.Lock()
	require.NotContains(t, strings.Join(b.faults, "\n"), "log: ", "the frame was refused")
	b.mu.Unlock()
	got := js[string](b, fmt.Sprintf(`(async () => {
		const address = '%[1]s/api/v1/crossings/al-bukamal-al-qaim/state';
		const first = await fetch(address), tag = first.headers.get('ETag'), state = await first.json();
		const again = await fetch(address, {headers: {'If-None-Match': tag}, cache: 'no-store'});
		const claim = await new Promise((done, failed) => {
			const stream = new EventSource('%[1]s/api/v1/changes?after=0');
			stream.addEventListener('claim', e => { stream.close(); done(JSON.parse(e.data)); });
			stream.onerror = failed;
		});
		return [state.crossing, tag.slice(0, 3), again.status, claim.id.length].join(' ');
	})()`, api.URL))
	require.Equal(t, `al-bukamal-al-qaim W/" 304 36`, got)
	b.open("/page")
	b.until("document.readyState === 'complete'")
	require.Eventually(t, func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return strings.Contains(strings.Join(b.faults, "\n"), "frame-ancestors 'none'")
	}, 10e9, 5e7, "a page was shown in a frame of another site")
}
