package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// In a browser an editor logs in, pastes news, sees what it would change while the
// form is filled in, publishes it, and sees what it changed. At each step axe finds
// nothing, in either language, on a phone and at a desk, on light and dark ground.
func TestDeskInBrowser(t *testing.T) {
	needTools(t)
	source := axeSource(t)
	for _, lang := range []string{"en", "ar"} {
		s, _ := deskServer(t, t.TempDir())
		b := browseServer(t, s)
		judge := func() {
			for _, scheme := range []string{"light", "dark"} {
				_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
				require.NoError(t, err)
				for _, width := range []int64{390, 1440} {
					b.do(chromedp.EmulateViewport(width, 900))
					b.judgeShown(source, "desk", width)
				}
			}
		}
		b.open("/desk?lang=" + lang)
		judge()
		js[any](b, `(() => { document.getElementById('token').value = "`+editorToken+`"; document.querySelector('form button').click(); })()`)
		b.until(`document.getElementById('entry')`)
		judge()
		js[any](b, `(() => { document.getElementById('text').value = "Iraq reopened the Al-Waleed border crossing yesterday."; document.getElementById('url').value = "https://example.org/x"; document.querySelector('button[value=read]').click(); })()`)
		b.until(`document.querySelector('.drafts') && document.querySelector('#preview .changed')`)
		judge()
		js[any](b, `(() => { const v = document.getElementById('value'); v.value = 'closed'; v.dispatchEvent(new Event('input', {bubbles: true})); })()`)
		b.until(`document.querySelector('#preview') && !document.querySelector('#preview .changed')`)
		js[any](b, `(() => { const v = document.getElementById('value'); v.value = 'open'; v.dispatchEvent(new Event('input', {bubbles: true})); })()`)
		b.until(`document.querySelector('#preview .changed')`)
		js[any](b, `document.querySelector('button[value=publish]').click()`)
		b.until(`document.querySelector('button[value=retract]') && document.querySelector('.changed')`)
		judge()
		b.sound()
	}
}
