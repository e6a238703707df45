package web_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// Pictures of the pages of the real dataset, for a person to look at, go into the
// directory that CROSSINGS_PICTURES names. Nothing but the browser judges them
// here: that each page is painted.
func TestPictures(t *testing.T) {
	dir := os.Getenv("CROSSINGS_PICTURES")
	if dir == "" {
		t.Skip("set CROSSINGS_PICTURES=DIR to have pictures of the pages")
	}
	reg, err := border.Default()
	require.NoError(t, err)
	b := browse(t, reg)
	for name, address := range map[string]string{
		"front":    "/?",
		"crossing": "/crossings/al-bukamal-al-qaim?",
		"tanf":     "/crossings/al-tanf-al-waleed?on=2016-06-01&",
		"compare":  "/compare?",
		"changes":  "/changes?from=2019-01-01&to=2020-01-01&",
		"why":      "/crossings/al-bukamal-al-qaim/why?side=syria&question=control&",
		"error":    "/nowhere?",
	} {
		for _, lang := range []string{"en", "ar"} {
			for _, look := range []struct {
				name, media, scheme string
				width               int64
			}{{"390", "screen", "light", 390}, {"1440", "screen", "light", 1440}, {"390-dark", "screen", "dark", 390}, {"1440-dark", "screen", "dark", 1440}, {"print", "print", "light", 794}} {
				_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Media: look.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}},
				})
				require.NoError(t, err)
				b.do(chromedp.EmulateViewport(look.width, 900))
				b.open(address + "lang=" + lang)
				height := js[float64](b, "document.documentElement.scrollHeight")
				b.do(chromedp.EmulateViewport(look.width, min(int64(height), 3600)))
				picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
				require.NoError(t, err)
				require.Greater(t, len(picture), 5000, strconv.Itoa(int(look.width)))
				require.NoError(t, os.WriteFile(filepath.Join(dir, strings.Join([]string{name, lang, look.name}, "-")+".png"), picture, 0o600))
			}
		}
	}
}
