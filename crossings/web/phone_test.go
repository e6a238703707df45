package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// realRegistry returns what people see: the embedded dataset.
func realRegistry(t testing.TB) *border.Registry {
	reg, err := border.Default()
	require.NoError(t, err)
	return reg
}

// phone makes the tab as wide and high as a phone.
func (b *tab) phone() { b.t.Helper(); b.do(chromedp.EmulateViewport(375, 812)) }

// scheme sets light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	require.NoError(b.t, err)
}

// inBoth opens an address in each language.
func (b *tab) inBoth(address string, test func(lang string)) {
	b.t.Helper()
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	for _, lang := range []string{"en", "ar"} {
		b.open(address + join + "lang=" + lang)
		test(lang)
	}
}

// On a phone the verdict of every crossing stands on the first screen, also where somebody has
// looked again at each. Two clocks without an answer used to fill it.
func TestFirstScreen(t *testing.T) {
	reg := realRegistry(t)
	b := browse(t, reg)
	b.phone()
	shown := func(lang string) {
		require.Equal(t, float64(4), js[float64](b, "document.querySelectorAll('.verdicts .crossing').length"))
		bottom := js[float64](b, "Math.max(...[...document.querySelectorAll('.verdicts .crossing')].map(e => e.getBoundingClientRect().bottom))")
		require.LessOrEqual(t, bottom, float64(812), lang)
		require.Equal(t, float64(0), js[float64](b, "scrollY"))
		// What stands in the way is told there whole, with its traffic, its first day and its age.
		require.Equal(t, float64(3), js[float64](b, "[...document.querySelectorAll('.verdicts .bites small')].filter(e => e.offsetParent && e.innerText.includes('2026')).length"), lang)
		require.Equal(t, float64(0), js[float64](b, "[...document.querySelectorAll('.verdicts .bites')].filter(e => e.scrollHeight > e.clientHeight + 1).length"), lang)
	}
	b.inBoth("/", shown)
	for c := range reg.Crossings() {
		_, err := reg.Add(border.Review(c.Code, today.AddDays(-1), border.Source{Name: "a reader"}))
		require.NoError(t, err)
	}
	b.inBoth("/", shown)
	b.sound()
}

// In the table of who may pass, in a comparison and among sources, no word is broken on a phone. It used to be
// broken letter by letter, in Arabic within joined letters.
func TestWordsStayWhole(t *testing.T) {
	b := browse(t, realRegistry(t))
	b.phone()
	for _, address := range []string{"/", "/crossings/al-bukamal-al-qaim", "/crossings/faysh-khabur-semalka?on=2016-02-01", "/compare", "/sources", "/weak"} {
		b.inBoth(address, func(lang string) {
			broken := js[[]string](b, `(() => {
				document.querySelectorAll('details').forEach(d => d.open = true);
				const broken = [], range = document.createRange();
				for (const cell of document.querySelectorAll('th, td')) {
					const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
					for (let node = walk.nextNode(); node; node = walk.nextNode())
						for (const word of node.data.matchAll(/[\p{L}\p{M}\d]+/gu)) {
							range.setStart(node, word.index);
							range.setEnd(node, word.index + word[0].length);
							if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
						}
				}
				return broken;
			})()`)
			require.Empty(t, broken, "%s in %s", address, lang)
		})
	}
}

// On a phone the comparison takes no more than the screen, and a question's head takes nothing from
// the answers, each of which has the name of its crossing. Its head used to take more than half, and
// a column was cut.
func TestCompareOnAPhone(t *testing.T) {
	b := browse(t, realRegistry(t))
	b.phone()
	b.inBoth("/compare", func(lang string) {
		require.Equal(t, js[float64](b, "document.querySelector('.scroll').clientWidth"), js[float64](b, "document.querySelector('.scroll').scrollWidth"), lang)
		require.Empty(t, js[[]string](b, `(() => { const t = document.querySelector('.compare').getBoundingClientRect();
			return [...document.querySelectorAll('.compare > tbody > tr > td')].filter(e => e.getBoundingClientRect().width < .95 * t.width || !e.querySelector('.of').innerText).map(e => e.innerText); })()`), lang)
	})
	// At a desk it is a table, whose columns have the names.
	b.do(chromedp.EmulateViewport(1440, 900))
	b.inBoth("/compare", func(lang string) {
		require.Equal(t, float64(0), js[float64](b, "[...document.querySelectorAll('.of')].filter(e => e.offsetParent).length"), lang)
		require.Equal(t, float64(4), js[float64](b, "document.querySelectorAll('.compare > thead th').length"), lang)
	})
	b.sound()
}

// With letters twice as large nothing is wider than the window of a phone. The fields of dates used
// to be.
func TestLettersTwiceAsLarge(t *testing.T) {
	b := browse(t, realRegistry(t))
	b.phone()
	for _, address := range []string{"/", "/?on=2014-06-15&known=2014-12-31", "/crossings/al-bukamal-al-qaim", "/crossings/faysh-khabur-semalka?q=a&since=2014-01-01", "/compare", "/weak",
		"/changes?from=2026-01-01&to=2026-06-30", "/crossings/al-bukamal-al-qaim/why?side=syria&question=control&on=2020-01-01"} {
		b.inBoth(address, func(lang string) {
			js[any](b, "document.documentElement.style.fontSize = '200%'; document.querySelectorAll('details').forEach(d => d.open = true)")
			require.LessOrEqual(t, js[float64](b, "document.documentElement.scrollWidth"), float64(375), "%s in %s", address, lang)
			require.Empty(t, js[[]string](b, `[...document.querySelectorAll('input, select, button, summary, h1, h2, h3, p, a, dd')].filter(e => !e.closest('.scroll, .across, svg, .skip, .unseen') && e.offsetParent)
				.filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && (r.left < -1 || r.right > 376); }).map(e => e.outerHTML.slice(0, 200))`), "%s in %s", address, lang)
		})
	}
}

// The names on the map lie within it and on no other, and no sign lies on a name; on phones, where
// letters are largest, names used to be cut at the edge and to lie on one another.
func TestMapCanBeRead(t *testing.T) {
	b := browse(t, realRegistry(t))
	for _, width := range []int64{375, 1440} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, address := range []string{"/", "/?on=2012-07-15", "/?on=2014-06-15"} {
			b.inBoth(address, func(lang string) {
				faults := js[[]string](b, `(() => {
					const svg = document.querySelector('svg.map'), box = svg.getBoundingClientRect(), faults = [];
					const seen = e => getComputedStyle(e).display !== 'none';
					const names = [...svg.querySelectorAll('text')].filter(seen).map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
					const shrunk = (r, by) => ({left: r.left + by, right: r.right - by, top: r.top + r.height * .15, bottom: r.bottom - r.height * .15});
					const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
					names.forEach(([name, r], i) => {
						if (r.left < box.left || r.right > box.right || r.top < box.top - 2 || r.bottom > box.bottom + 2) faults.push(name + ' is cut');
						for (const [other, q] of names.slice(i + 1)) if (meet(shrunk(r, 1), shrunk(q, 1))) faults.push(name + ' on ' + other);
						for (const sign of svg.querySelectorAll('.halo')) if (meet(shrunk(r, 1), shrunk(sign.getBoundingClientRect(), 1))) faults.push('a sign on ' + name);
					});
					return faults;
				})()`)
				require.Empty(t, faults, "%s in %s at %d pixels", address, lang, width)
			})
		}
	}
}

// The words on the bars of the timeline can be read on their fill, and the lines of notices that
// last can be seen: neither is painted over by a later rule of the style, as they were.
func TestTimelineCanBeRead(t *testing.T) {
	b := browse(t, realRegistry(t))
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		for _, width := range []int64{375, 1440} {
			b.do(chromedp.EmulateViewport(width, 900))
			for _, code := range []string{border.AlBukamalAlQaim, border.AlYarubiyahRabia, border.FayshKhaburSemalka} {
				what := fmt.Sprintf("%s, %s, %d pixels", code, scheme, width)
				b.open("/crossings/" + code)
				weak := js[[]string](b, contrasts)
				require.Empty(t, weak, what)
				require.Greater(t, js[float64](b, "[...document.querySelectorAll('.names text')].filter(e => e.getBoundingClientRect().width > 0).length"), 2.0, what)
				unseen := js[[]string](b, `[...document.querySelectorAll('.timeline line, .timeline .strokes path')].filter(e => getComputedStyle(e).stroke === 'none').map(e => e.outerHTML.slice(0, 200))`)
				require.Empty(t, unseen, what)
			}
		}
	}
	b.open("/crossings/al-bukamal-al-qaim?from=2026-01-01&to=2026-06-30")
	require.NotEmpty(t, js[[]string](b, `[...document.querySelectorAll('.timeline line.line.sign')].map(e => getComputedStyle(e).stroke)`))
	require.NotContains(t, js[[]string](b, `[...document.querySelectorAll('.timeline line.line.sign')].map(e => getComputedStyle(e).stroke)`), "none")
}

// contrasts lists the words on bars that have less than 4.5:1 on what they stand on.
const contrasts = `(() => {
	const numbers = c => c.match(/[\d.]+/g).map(Number);
	const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
	const weak = [];
	for (const text of document.querySelectorAll('.names text')) {
		const at = text.getBoundingClientRect();
		if (!at.width) continue;
		const inside = r => { const q = r.getBoundingClientRect(); return q.left <= at.left + 1 && q.right >= at.left + 1 && q.top <= at.top + at.height / 2 && q.bottom >= at.top + at.height / 2; };
		const bar = [...document.querySelectorAll('a.bar rect[class^=f-]')].find(inside);
		if (!bar) { weak.push('no bar under ' + text.textContent); continue; }
		let ground = numbers(getComputedStyle(bar).fill).slice(0, 3);
		if (getComputedStyle(bar).fillOpacity < 1) continue; // a hint of what is unknown
		const pale = [...document.querySelectorAll('rect.pale')].find(inside);
		if (pale) {
			const sheet = numbers(getComputedStyle(pale).fill), share = Number(getComputedStyle(pale).fillOpacity) * Number(getComputedStyle(pale).opacity);
			ground = ground.map((v, i) => v * (1 - share) + sheet[i] * share);
		}
		const [a, b] = [light(ground), light(numbers(getComputedStyle(text).fill).slice(0, 3))].sort((x, y) => y - x);
		const ratio = (a + .05) / (b + .05);
		if (ratio < 4.5) weak.push(text.textContent + ' ' + ratio.toFixed(2));
	}
	return weak;
})()`

// On a phone axe finds nothing in a list of claims with more pages than one. The links that lead
// through them were too small for a finger.
func TestAxeOfALongList(t *testing.T) {
	source := axeSource(t)
	b := browse(t, realRegistry(t))
	b.phone()
	for _, lang := range []string{"en", "ar"} {
		b.judge(source, "/crossings/al-bukamal-al-qaim?q=border&since=2014-01-01", lang, 375)
		require.NotZero(t, js[float64](b, "document.querySelectorAll('.pages a').length"))
	}
	b.sound()
}
