package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// missing skips a test that needs a tool of the machine, aloud; on a machine that
// checks every change the tool must be there.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing, and CI must have it", what)
	}
	t.Skipf("SKIPPED: %s is missing", what)
}

// needTools skips a test that starts a browser or installs what npm has, unless
// CROSSINGS_BROWSER says that there is time for it.
func needTools(t testing.TB) {
	t.Helper()
	if os.Getenv("CROSSINGS_BROWSER") != "1" {
		t.Skip("SKIPPED: set CROSSINGS_BROWSER=1 to test the pages in a real browser")
	}
}

// A tab is a page in a real browser, with what went wrong on it.
type tab struct {
	t    testing.TB
	ctx  context.Context
	root string
	site *httptest.Server

	mu     sync.Mutex
	faults []string
}

// browse opens a tab of headless Chromium for a server of a registry.
func browse(t testing.TB, reg *border.Registry) *tab {
	needTools(t)
	return browseServer(t, server(t, config(t, reg)))
}

// browseServer opens a tab of headless Chromium for a server.
func browseServer(t testing.TB, h http.Handler) *tab {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		missing(t, "Chromium")
	}
	site := httptest.NewServer(h)
	t.Cleanup(site.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("lang", "en-US"))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	b := &tab{t: t, ctx: ctx, root: site.URL, site: site}
	b.do(chromedp.Navigate("about:blank"))
	_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	require.NoError(t, err)
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	home, err := url.Parse(site.URL)
	require.NoError(t, err)
	require.NoError(t, chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			b.fault("exception: %s", e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
				b.fault("console: %v", e.Type)
			}
		case *log.EventEntryAdded:
			b.fault("log: %s %s", e.Entry.Text, e.Entry.URL)
		case *network.EventRequestWillBeSent:
			if u, err := url.Parse(e.Request.URL); err != nil || u.Host != home.Host && u.Scheme != "data" && u.Scheme != "about" {
				b.fault("request to %s", e.Request.URL)
			}
		}
	}))
	return b
}

func (b *tab) fault(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// sound requires that nothing went wrong so far: no error on the console, no
// request to another host.
func (b *tab) sound() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	require.Empty(b.t, b.faults)
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	require.NoError(b.t, chromedp.Do(b.ctx, steps...))
}

func (b *tab) open(address string) { b.t.Helper(); b.do(chromedp.Navigate(b.root + address)) }

// js evaluates an expression.
func js[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoError(b.t, err, expression)
	return v
}

// until asks again and again until an expression is true. A page that is being
// left for another has no document to ask: that is a no, too.
func (b *tab) until(expression string) {
	b.t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); <-again.C {
		if so, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && so {
			return
		}
	}
	require.Fail(b.t, "never came true", "%s at %s", expression, js[string](b, "location.href"))
}

func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// A person turns both clocks, follows a claim to its source, and reads the page
// in Arabic.
func TestBrowse(t *testing.T) {
	b := browse(t, registry(t))
	b.open("/")
	require.Equal(t, "Border crossings between Syria and Iraq, 24 November 2026", js[string](b, "document.title"))
	require.Equal(t, float64(3), js[float64](b, "document.querySelectorAll('.card').length"))

	// The first clock, by its slider: the answer changes and so does the address.
	require.Contains(t, js[string](b, "document.querySelector('.card').innerText"), "last known restricted")
	js[any](b, `(() => { const s = document.querySelector('[data-turns=on]'); s.value = s.min; s.dispatchEvent(new Event('input', {bubbles: true})); s.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	b.until(`location.search.includes('on=2026-10-10')`)
	js[any](b, `(() => { const d = document.getElementById('on'); d.value = '2016-01-01'; d.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	b.until(`location.search.includes('on=2016-01-01') && document.querySelector('.card').innerText.includes('Islamic State')`)
	require.Contains(t, js[string](b, "document.querySelector('.fold summary').innerText"), "1 January 2016")
	// The second clock, by its date.
	js[any](b, `(() => { const d = document.getElementById('known'); d.value = '2012-12-31'; d.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	b.until(`location.search.includes('known=2012-12-31') && document.querySelector('.card').innerText.includes('Syrian opposition')`)

	// From a card to the crossing, keeping both clocks; from the answer to the
	// claim, and from there to its source.
	b.do(chromedp.Click(chromedp.CSS(".card h2 a")))
	b.until(`location.pathname === '/crossings/al-bukamal-al-qaim' && document.readyState === 'complete'`)
	require.Contains(t, js[string](b, "location.search"), "known=2012-12-31")
	b.do(chromedp.Click(chromedp.CSS(".side .who summary")), chromedp.Click(chromedp.CSS(".side .who[open] .said p a")))
	b.until("location.pathname.startsWith('/claims/') && document.readyState === 'complete'")
	require.Equal(t, "https://gazette.example/2012/07", js[string](b, "document.querySelector('.claim a[rel]').href"))
	require.Equal(t, "noopener noreferrer external", js[string](b, "document.querySelector('.claim a[rel]').rel"))
	b.do(chromedp.Click(chromedp.CSS(".crumb a")))
	b.until(`location.pathname === '/crossings/al-bukamal-al-qaim' && document.readyState === 'complete'`)

	// Arabic, with the same view.
	b.do(chromedp.Click(chromedp.CSS(".language")))
	b.until("document.documentElement.dir === 'rtl' && document.readyState === 'complete'")
	require.Contains(t, js[string](b, "location.search"), "known=2012-12-31")
	require.Contains(t, js[string](b, "document.querySelector('h1').innerText"), "البوكمال")
	// The first lane's first bar stands at the right now.
	require.True(t, js[bool](b, `(() => { const p = [...document.querySelectorAll('.timeline .row')[0].querySelectorAll('.part')].map(e => e.getBoundingClientRect().left); return p[0] > p[p.length - 1]; })()`))
	b.sound()
}

// A request that fails leaves no old answer under a new date: the browser goes to the page itself.
func TestFailedRequest(t *testing.T) {
	b := browse(t, registry(t))
	for _, failure := range []string{"() => Promise.reject(new TypeError('offline'))", "() => Promise.resolve(new Response('', {status: 503}))"} {
		b.open("/")
		js[any](b, "window.fetch = "+failure+"; undefined")
		js[any](b, `(() => { const d = document.getElementById('on'); d.value = '2016-01-01'; d.dispatchEvent(new Event('change', {bubbles: true})); })()`)
		b.until(`location.search.includes('on=2016-01-01') && document.querySelector('.fold summary').innerText.includes('1 January 2016')`)
	}
	b.sound()
}

// Everything can be done without a mouse.
func TestKeyboard(t *testing.T) {
	b := browse(t, registry(t))
	b.open("/crossings/al-bukamal-al-qaim")
	b.press(kb.Tab)
	require.Equal(t, "To the content", js[string](b, "document.activeElement.innerText"))
	b.press(kb.Enter)
	b.until("document.activeElement.id === 'main'")
	// On to the timeline: a stop for each row, arrows within it.
	for n := 0; js[string](b, "String(document.activeElement.closest('[data-drawing]') !== null)") != "true"; n++ {
		require.Less(t, n, 60, "the Tab key never reached the timeline")
		b.press(kb.Tab)
	}
	label := "document.activeElement.getAttribute('aria-label')"
	last := js[string](b, label)
	b.press(kb.ArrowLeft)
	require.NotEqual(t, last, js[string](b, label))
	b.press(kb.ArrowRight)
	require.Equal(t, last, js[string](b, label))
	b.press(kb.Home)
	require.Contains(t, js[string](b, label), "open")
	// The crossing's own lane tells its answer; Escape puts the note away.
	b.press(kb.End)
	b.until("document.querySelector('.tip')?.hidden === false && document.querySelector('.tip .headline')")
	b.press(kb.Escape)
	b.until("document.querySelector('.tip').hidden")
	// A row below, who said so; Enter turns the page to the answer of that day.
	b.press(kb.Tab)
	b.until("document.querySelector('.tip .who')")
	require.Contains(t, js[string](b, "document.querySelector('.tip').innerText"), "Who says so")
	b.press(kb.Enter)
	b.until("location.hash === '#syria-status' && location.search.includes('on=') && document.querySelector('#syria-status:target')")
	// The list of claims is filtered by a form.
	js[any](b, "document.getElementById('q').focus()")
	b.press("f", "u", "e", "l", kb.Enter)
	b.until("location.search.includes('q=fuel') && document.readyState === 'complete' && document.querySelectorAll('.list .claim').length === 1")
	b.press(kb.Tab)
	b.until("document.activeElement.matches('a, button, input, summary')")
	// Focus can always be seen.
	require.NotEqual(t, "none", js[string](b, "getComputedStyle(document.activeElement).outlineStyle"))
	b.sound()
}

// Without scripts pages tell the same, and the clocks turn by links and a button.
func TestWithoutScripts(t *testing.T) {
	b := browse(t, registry(t))
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	require.NoError(t, err)
	b.open("/?on=2016-01-01")
	require.Equal(t, float64(0), js[float64](b, "document.querySelectorAll('[data-turns]:not([hidden])').length"))
	b.do(chromedp.Click(chromedp.CSS(".fold summary")), chromedp.Click(chromedp.CSS(".clocks .steps li:last-child a"))) // today
	b.until("!location.search.includes('on=')")
	b.until("document.readyState === 'complete'")
	js[any](b, "document.getElementById('on').value = '2014-06-15'")
	b.do(chromedp.Click(chromedp.CSS(".fold summary")), chromedp.Click(chromedp.CSS(".clocks .submit")))
	b.until("location.search.includes('on=2014-06-15') && document.readyState === 'complete'")
	require.Contains(t, js[string](b, "document.querySelector('.card').innerText"), "Islamic State")
	b.open("/crossings/al-bukamal-al-qaim?on=2014-06-15")
	b.do(chromedp.Click(chromedp.CSS(".side .who summary")), chromedp.Click(chromedp.CSS(".who[open] .said p a")))
	b.until("location.pathname.startsWith('/claims/')")
	b.open("/crossings/al-bukamal-al-qaim?on=2014-06-15")
	js[any](b, "document.getElementById('q').value = 'fuel lorries'")
	js[any](b, "document.querySelector('.filter button').click()")
	b.until("location.search.includes('q=fuel') && document.querySelectorAll('.claim').length === 1")
	require.Contains(t, js[string](b, "location.search"), "on=2014-06-15")
	b.sound()
}

// axe-core finds nothing that keeps people out, on any page, in either language,
// on a phone and at a desk, and on dark ground.
func TestAxe(t *testing.T) {
	source := axeSource(t)
	b := browse(t, registry(t))
	judge := func(addresses ...string) {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{390, 1440} {
				_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
				require.NoError(t, err)
				b.do(chromedp.EmulateViewport(width, 900))
				for _, address := range addresses {
					for _, lang := range []string{"en", "ar"} {
						b.judge(source, address, lang, width)
					}
				}
			}
		}
	}
	last := len(pageAddresses) - 1
	judge(append([]string{"/embed/al-bukamal-al-qaim"}, pageAddresses[:last]...)...)
	b.sound()
	judge(pageAddresses[last]) // the browser's console complains of an error page, as it should
}

// judge lets axe judge a page, with all that unfolds unfolded.
func (b *tab) judge(source, address, lang string, width int64) {
	b.t.Helper()
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	b.open(address + join + "lang=" + lang)
	b.judgeShown(source, address+" in "+lang, width)
}

// judgeShown lets axe judge the page that is shown.
func (b *tab) judgeShown(source, what string, width int64) {
	b.t.Helper()
	js[any](b, "document.querySelectorAll('details').forEach(d => d.open = true)")
	js[any](b, source+";undefined")
	found := js[string](b, `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.any.map(a => a.message).join(' ')).join(' | '))))`)
	var violations []string
	require.NoError(b.t, json.Unmarshal([]byte(found), &violations))
	require.Empty(b.t, violations, "%s, %d pixels", what, width)
	// Nothing is wider than the window.
	require.LessOrEqual(b.t, js[float64](b, "document.documentElement.scrollWidth"), float64(width), "%s at %d pixels", what, width)
}

// axeSource returns axe-core, which npm fetches into a directory of its own.
func axeSource(t testing.TB) string {
	file := filepath.Join("axe", "node_modules", "axe-core", "axe.min.js")
	if _, err := os.Stat(file); err != nil {
		npm, err := exec.LookPath("npm")
		if err != nil {
			missing(t, "npm")
		}
		install := exec.Command(npm, "install", "--no-audit", "--no-fund", "--ignore-scripts")
		install.Dir = "axe"
		if out, err := install.CombinedOutput(); err != nil {
			t.Log(string(out))
			missing(t, "axe-core")
		}
	}
	source, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(source)
}
