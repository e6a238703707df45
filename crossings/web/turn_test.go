package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// choose sets the day of a clock as a person does.
func (b *tab) choose(id, day string) {
	b.t.Helper()
	js[any](b, fmt.Sprintf(`(() => { const d = document.getElementById('%s'); d.value = '%s'; d.dispatchEvent(new Event('change', {bubbles: true})); })()`, id, day))
	b.until(fmt.Sprintf(`location.search.includes('%s') && document.getElementById('answer')`, day))
}

// Back and forward go through the days that were chosen, and the list of claims is that of the day.
func TestBack(t *testing.T) {
	b := browse(t, registry(t))
	b.open("/crossings/al-bukamal-al-qaim")
	count := "document.querySelector('.count').innerText"
	all := js[string](b, count)
	b.choose("on", "2016-01-01")
	b.choose("known", "2013-01-01")
	b.until(count + " !== '" + all + "'")
	js[any](b, "history.back()")
	b.until("!location.search.includes('known=') && location.search.includes('on=2016-01-01') && " + count + " === '" + all + "'")
	require.Contains(t, js[string](b, "document.querySelector('.fold summary').innerText"), "1 January 2016")
	js[any](b, "history.back()")
	b.until("!location.search.includes('on=') && document.querySelector('.fold summary').innerText.includes('Today')")
	js[any](b, "history.forward()")
	b.until("location.search.includes('on=2016-01-01') && document.querySelector('.fold summary').innerText.includes('1 January 2016')")
	b.sound()
}

// Dragging a slider asks once, when it is let go; and it hits every day around.
func TestDragAsksOnce(t *testing.T) {
	b := browse(t, registry(t))
	b.open("/?on=2019-06-15")
	js[any](b, "window.asks = 0; { const real = fetch; window.fetch = (...a) => { window.asks++; return real(...a); } } undefined")
	require.Equal(t, float64(90), js[float64](b, "(() => { const s = document.querySelector('[data-turns=on]'); return s.max - s.min; })()"))
	js[any](b, `(() => { const s = document.querySelector('[data-turns=on]');
		for (let i = 1; i <= 30; i++) { s.value = Number(s.value) + 1; s.dispatchEvent(new Event('input', {bubbles: true})); }
		s.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	b.until("location.search.includes('on=2019-07-15') && document.querySelector('.fold summary').innerText.includes('15 July 2019')")
	require.Equal(t, float64(1), js[float64](b, "window.asks"))
	b.sound()
}

// A click on the timeline turns the page to the day that was hit.
func TestTimelineTurns(t *testing.T) {
	b := browse(t, registry(t))
	b.do(chromedp.EmulateViewport(1440, 900))
	b.open("/crossings/al-bukamal-al-qaim?on=2019-09-20&from=2019-09-01&to=2019-09-30")
	at := js[[]float64](b, `(() => { document.querySelector('.drawing').scrollIntoView({block: 'center'}); const r = document.querySelector('.drawing svg').getBoundingClientRect(); const y = document.querySelector('a.bar').getBoundingClientRect(); return [r.left + r.width * 11.5 / 30, y.top + y.height / 2]; })()`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until("location.search.includes('on=2019-09-12') && document.querySelector('.fold summary').innerText.includes('12 September 2019')")
	b.sound()
}

// On a phone the first tap opens a sheet with who said so, where one is; the second follows it.
func TestTap(t *testing.T) {
	b := browse(t, registry(t))
	b.do(chromedp.EmulateViewport(375, 812))
	_, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	require.NoError(t, err)
	b.open("/crossings/al-bukamal-al-qaim")
	tap := func() {
		js[any](b, `(() => { const p = document.querySelectorAll('.timeline .row')[1].querySelector('a.bar:last-child'); const r = p.getBoundingClientRect();
			p.dispatchEvent(new PointerEvent('click', {bubbles: true, cancelable: true, pointerType: 'touch', detail: 1, clientX: r.left + r.width / 2, clientY: r.top + 5})); })()`)
	}
	js[any](b, "document.querySelector('.drawing').scrollIntoView()")
	before := js[float64](b, "scrollY")
	tap()
	b.until("document.querySelector('.tip .who') && document.querySelector('.tip .follow')")
	require.Equal(t, before, js[float64](b, "scrollY"))
	require.NotContains(t, js[string](b, "location.href"), "on=")
	require.LessOrEqual(t, js[float64](b, "document.querySelector('.tip').getBoundingClientRect().right"), float64(375))
	tap()
	b.until("location.search.includes('on=') && location.hash === '#syria-status'")
	b.sound()
}

// With the server stopped the front page and each crossing that was visited show their last
// answer, and since when it was not refreshed, in both languages.
func TestOffline(t *testing.T) {
	b := browse(t, registry(t))
	said := map[string]string{"en": "The server cannot be reached. This is its last answer, not refreshed since ", "ar": "تعذّر الوصول إلى الخادم. هذا آخر جواب منه، لم يُحدَّث منذ "}
	for _, lang := range []string{"en", "ar"} {
		for _, page := range []string{"/?lang=", "/crossings/al-bukamal-al-qaim?lang="} {
			b.open(page + lang)
			b.until("navigator.serviceWorker.controller && caches.keys().then(k => k.length > 0)")
			b.until(`caches.open('crossings').then(c => c.match(location.href)).then(r => !!r)`)
		}
	}
	b.open("/crossings/al-bukamal-al-qaim?lang=en&on=2016-01-01")
	b.until(`caches.open('crossings').then(c => c.match(location.href)).then(r => !!r)`)
	b.sound()
	b.site.CloseClientConnections()
	b.site.Listener.Close()
	for _, lang := range []string{"en", "ar"} {
		b.open("/?lang=" + lang)
		require.Contains(t, js[string](b, "document.querySelector('.offline').innerText"), said[lang])
		require.Regexp(t, `\d{1,2} \S+( \S+)? \d{4}, \d\d:\d\d UTC\.$`, js[string](b, "document.querySelector('.offline').innerText"))
		require.Equal(t, lang, js[string](b, "document.documentElement.lang"))
		require.NotEmpty(t, js[string](b, "document.querySelector('.verdicts').innerText"))
		require.NotEqual(t, "0px", js[string](b, "getComputedStyle(document.querySelector('.card')).borderTopLeftRadius"), "the style is there")
	}
	// Of another day the last answer is shown under its own address.
	b.open("/crossings/al-bukamal-al-qaim?lang=en&on=2014-06-15")
	require.Contains(t, js[string](b, "location.search"), "on=2016-01-01")
	require.Contains(t, js[string](b, "document.querySelector('.fold summary').innerText"), "1 January 2016")
	require.Contains(t, js[string](b, "document.querySelector('.offline').innerText"), said["en"])
	b.open("/crossings/al-bukamal-al-qaim?lang=ar")
	require.Contains(t, js[string](b, "document.querySelector('.offline').innerText"), said["ar"])
}
