package draw_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/draw/raster"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// A card answers in both languages, of one crossing and of all, and is as large as messengers
// have it.
func TestCard(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	on := border.Date(2017, 11, 1)
	for _, tt := range []struct {
		code  string
		lang  edtf.Language
		words []string
	}{
		{border.AlYarubiyahRabia, edtf.English, []string{"1 November 2017", "Al-Yarubiyah–Rabia", "last known: closed", "Syrian side: closed · Syrian Democratic Forces (SDF)", "last attested 25 October 2017, 7 days before"}},
		{border.AlYarubiyahRabia, edtf.Arabic, []string{"1 تشرين الثاني 2017", "اليعربية – ربيعة", "آخر ما عُرف: مغلق", `direction="rtl"`}},
		{"", edtf.English, []string{"Al-Bukamal–Al-Qaim", "Al-Tanf–Al-Waleed", "Faysh Khabur–Semalka"}},
		{"", edtf.Arabic, []string{"البوكمال", "التنف", "فيشخابور"}},
	} {
		svg, err := draw.Card{View: reg.View(), Code: tt.code, On: on, Today: border.Date(2026, 11, 24), Language: tt.lang, Credit: "made up"}.Inline()
		require.NoError(t, err)
		require.NoError(t, xml.Unmarshal([]byte(svg), new(struct{})))
		for _, word := range append(tt.words, "made up") {
			require.Contains(t, svg, word)
		}
		var b bytes.Buffer
		require.NoError(t, raster.PNG(&b, svg, 1))
		picture, err := png.Decode(&b)
		require.NoError(t, err)
		require.Equal(t, []int{draw.CardWidth, draw.CardHeight}, []int{picture.Bounds().Dx(), picture.Bounds().Dy()})
	}
	// What may be several things has no sign that says one of them.
	svg, err := draw.Card{View: reg.View(), Code: border.AlTanfAlWaleed, On: on, Today: on}.Inline()
	require.NoError(t, err)
	require.Contains(t, svg, "last known: open, closed or unknown, only possible")
	require.NotContains(t, svg, `class="v-open`)
	_, err = draw.Card{View: reg.View(), Code: "nowhere", On: on}.Inline()
	require.ErrorIs(t, err, border.ErrNoCrossing)
}
