package words_test

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func TestTexts(t *testing.T) {
	texts, err := border.ReadTexts([]byte(`{"units":{"u":"وحدة"},"values":{"28a5e0a5-6191-5a1c-92c2-fc0ece15af9c":"عبور الشاحنات"},"notes":{"28a5e0a5-6191-5a1c-92c2-fc0ece15af9c":"يوم خميس"}}`), "texts.ar.json")
	require.NoError(t, err)
	reg, err := border.NewWith(border.World{
		Sources: []border.SourceInfo{{Name: "Rudaw", Names: border.Names{Arabic: "رووداو"}, Kind: border.SourceOutlet}},
		Texts:   map[string]border.Texts{"ar": texts},
	})
	require.NoError(t, err)
	v := reg.View()
	known := border.Claim{ID: uuid.MustParse("28a5e0a5-6191-5a1c-92c2-fc0ece15af9c"), Kind: border.KindPassage, Value: "trucks cross", Note: "Thursday"}
	other := border.Claim{Kind: border.KindPassage, Value: "trucks cross", Note: "قال ذلك أمس"}

	for _, tt := range []struct {
		name            string
		english, arabic words.Text
		want            string // the Arabic as plain text
	}{
		{"notice", words.Notice(edtf.English, v, known), words.Notice(edtf.Arabic, v, known), "عبور الشاحنات"},
		{"note", words.Note(edtf.English, v, known), words.Note(edtf.Arabic, v, known), "يوم خميس"},
		{"unit", words.Unit(edtf.English, v, "u"), words.Unit(edtf.Arabic, v, "u"), "وحدة"},
		{"source", words.SourceName(edtf.English, v, "Rudaw"), words.SourceName(edtf.Arabic, v, "Rudaw"), "رووداو"},
		{"notice without Arabic", words.Notice(edtf.English, v, other), words.Notice(edtf.Arabic, v, other), "\u2066trucks cross\u2069"},
		{"note that is Arabic", words.Note(edtf.English, v, other), words.Note(edtf.Arabic, v, other), "قال ذلك أمس"},
		{"unit without Arabic", words.Unit(edtf.English, v, "x"), words.Unit(edtf.Arabic, v, "x"), "\u2066x\u2069"},
		{"no unit", words.Unit(edtf.English, v, ""), words.Unit(edtf.Arabic, v, ""), ""},
		{"a denial", words.ClaimValue(edtf.English, v, border.Claim{}), words.ClaimValue(edtf.Arabic, v, border.Claim{}), "نفي"},
	} {
		require.Empty(t, tt.english.Lang, tt.name)
		require.Equal(t, tt.english.Text, tt.english.String(), tt.name)
		require.Equal(t, tt.want, tt.arabic.String(), tt.name)
		require.Equal(t, tt.want != tt.arabic.Text, tt.arabic.Lang == "en", tt.name)
	}
	require.Equal(t, "رووداو، عبر \u2066Dawn\u2069، رووداو", words.Source(edtf.Arabic, v, border.Source{Name: "Rudaw", Via: []string{"Dawn", "Rudaw"}}))
	require.Equal(t, "Rudaw, via Dawn, Rudaw", words.Source(edtf.English, v, border.Source{Name: "Rudaw", Via: []string{"Dawn", "Rudaw"}}))
}

// A number of days takes the case that what stands before it governs, and the
// counted noun the form that goes with the number.
func TestDaysInArabic(t *testing.T) {
	day := border.Date(2014, 6, 15)
	for n, want := range map[int]string{
		0:   "في اليوم المطلوب نفسه",
		1:   "قبل اليوم المطلوب بيوم واحد",
		2:   "قبل اليوم المطلوب بيومين",
		3:   "قبل اليوم المطلوب بـ3 أيام",
		11:  "قبل اليوم المطلوب بـ11 يومًا",
		100: "قبل اليوم المطلوب بـ100 يوم",
		218: "قبل اليوم المطلوب بـ218 يومًا",
	} {
		require.Equal(t, want, words.Ago(edtf.Arabic, day, day.AddDays(-n)))
	}
	for _, tt := range []struct {
		least, most int
		want        string
	}{
		{1, 1, "بتأخير يوم واحد"},
		{2, 2, "بتأخير يومين"},
		{3, 3, "بتأخير 3 أيام"},
		{56, 56, "بتأخير 56 يومًا"},
		{-2, -2, "بتبكير يومين"},
		{1, 2, "بتأخير بين يوم واحد ويومين"},
		{3, 30, "بتأخير بين 3 أيام و30 يومًا"},
		{0, 43, "بتأخير لا يزيد على 43 يومًا"},
		{0, 2, "بتأخير لا يزيد على يومين"},
		{-2, 0, "بتبكير لا يزيد على يومين"},
		{-2, 2, "بين تبكير يومين وتأخير يومين"},
	} {
		require.Equal(t, tt.want, words.Slip(edtf.Arabic, border.Slip{Least: tt.least, Most: tt.most, Known: true}))
	}
	require.Equal(t, "بعد يومين من الإعلان عنه", words.Waited(edtf.Arabic, border.Slip{Least: 2, Most: 2, Known: true}))
	require.Equal(t, "يومان", words.Days(edtf.Arabic, 2))
}

func TestSinceInArabic(t *testing.T) {
	first, last := border.Date(2014, 6, 8), border.Date(2014, 6, 19)
	for _, tt := range []struct {
		span          border.Span
		english, want string
	}{
		{border.Span{}, "", ""},
		{border.Span{Earliest: last, Latest: last}, "since 19 June 2014", "منذ 19 حزيران 2014"},
		{border.Span{Earliest: first, Latest: last}, "since between 8 June 2014 and 19 June 2014", "بدأ بين 8 حزيران 2014 و19 حزيران 2014"},
		{border.Span{Latest: last}, "since 19 June 2014 or earlier", "بدأ في 19 حزيران 2014 أو قبل ذلك"},
		{border.Span{Earliest: first}, "since 8 June 2014 or later", "بدأ في 8 حزيران 2014 أو بعد ذلك"},
	} {
		require.Equal(t, tt.english, words.Since(edtf.English, tt.span))
		require.Equal(t, tt.want, words.Since(edtf.Arabic, tt.span))
	}
}
