package web_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// What people come for takes three steps at most on a phone, in both languages: may my lorry pass,
// at two crossings; who held it on a day; what changed in half a year; a day as it was known then.
// In Firefox, too, where CROSSINGS_FIREFOX says that it is there.
func TestTasks(t *testing.T) {
	needTools(t)
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node")
	}
	if _, err := os.Stat(filepath.Join("tasks", "node_modules", "puppeteer-core")); err != nil {
		install := exec.Command("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
		install.Dir = "tasks"
		if out, err := install.CombinedOutput(); err != nil {
			t.Log(string(out))
			missing(t, "the npm package puppeteer-core")
		}
	}
	site := httptest.NewServer(server(t, config(t, realRegistry(t))))
	t.Cleanup(site.Close)
	for _, browser := range []struct{ kind, program string }{{"chrome", "chromium"}, {"firefox", "firefox-esr"}} {
		t.Run(browser.kind, func(t *testing.T) {
			if browser.kind == "firefox" && os.Getenv("CROSSINGS_FIREFOX") != "1" {
				t.Skip("SKIPPED: set CROSSINGS_FIREFOX=1 to play the tasks in Firefox ESR")
			}
			program, err := exec.LookPath(browser.program)
			if err != nil {
				missing(t, browser.program)
			}
			play := exec.CommandContext(t.Context(), node, "play.mjs", browser.kind, program, site.URL)
			play.Dir = "tasks"
			out, err := play.CombinedOutput()
			require.NoError(t, err, "%s", out)
			var want strings.Builder
			for _, lang := range []string{"en", "ar"} {
				for _, task := range []string{"lorry: 3", "held: 2", "changed: 3", "known: 3"} {
					want.WriteString(browser.kind + ", " + lang + ", " + task + " steps\n")
				}
			}
			require.Equal(t, want.String(), string(out))
		})
	}
}

// slowLine makes the line of a tab slow, in the words that every Chromium knows.
var slowLine = cdp.Command[map[string]any, cdp.Empty]{Method: "Network.emulateNetworkConditions"}

// At 400 kbit/s, with 100 ms to the server, a first visit to the front page or to a crossing paints
// within a second and a half.
func TestFirstPaint(t *testing.T) {
	b := browse(t, realRegistry(t))
	b.phone()
	_, err := chromedp.Call(b.ctx, slowLine, map[string]any{"offline": false, "latency": 100, "downloadThroughput": 400e3 / 8, "uploadThroughput": 400e3 / 8})
	require.NoError(t, err)
	_, err = chromedp.Call(b.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	require.NoError(t, err)
	_, err = chromedp.Call(b.ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
	require.NoError(t, err)
	for _, address := range []string{"/", "/crossings/" + border.AlBukamalAlQaim, "/crossings/" + border.FayshKhaburSemalka} {
		b.inBoth(address, func(lang string) {
			b.until("performance.getEntriesByName('first-contentful-paint').length")
			painted := js[float64](b, "performance.getEntriesByName('first-contentful-paint')[0].startTime")
			loaded := js[float64](b, "performance.getEntriesByType('navigation')[0].responseEnd")
			t.Logf("%s in %s: painted after %.0f ms, the page was there after %.0f ms", address, lang, painted, loaded)
			require.Greater(t, painted, 100.0, "the line is slow")
			require.Less(t, painted, 1500.0, "%s in %s", address, lang)
		})
	}
}

// Every sign in front of a verdict can be seen, also the pale one of a word some months old, which
// a later rule of the style once painted in the colour of the page.
func TestSignsCanBeSeen(t *testing.T) {
	b := browse(t, realRegistry(t))
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		for _, address := range []string{"/", "/?on=2014-06-15", "/?on=2026-04-22", "/?on=2026-08-01"} {
			b.inBoth(address, func(lang string) {
				require.Empty(t, js[[]string](b, `(() => {
					const sheet = getComputedStyle(document.querySelector('.verdicts .crossing')).backgroundColor;
					return [...document.querySelectorAll('.verdicts .glyph, .headline .glyph, .answer .glyph')].filter(e => { const s = getComputedStyle(e);
						return !e.querySelector('[stroke]') && !e.classList.contains('ask') && (s.fill === sheet || s.fill === 'none') && (s.stroke === sheet || s.stroke === 'none'); }).map(e => e.outerHTML);
				})()`), "%s in %s, %s", address, lang, scheme)
			})
		}
	}
	b.open("/?on=2026-08-01")
	require.NotZero(t, js[float64](b, "document.querySelectorAll('.verdicts .glyph.pale').length"))
	b.sound()
}
