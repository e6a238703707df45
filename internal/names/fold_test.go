package names

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What keyboards, fonts and old documents make of one name is one name.
func TestFold(t *testing.T) {
	for name, spellings := range map[string][]string{
		"القائم":  {"القايم", "قائم", "ﺍﻟﻘﺎﺋﻢ", "القـائم", "القَائِم", "الـ\u200dقائم", "\u200fالقائم", "ال\u200cقائم", "القاۓم"},
		"ربيعة":   {"ربیعه", "ربيعۀ", "ربيعہ", "ﺭﺑﻴﻌﺔ", "رَبِيعَة", "ربيعۃ"},
		"الوليد":  {"الولید", "وليد", "ﺍﻟﻮﻟﻴﺪ"},
		"تل كوجر": {"تل کوجر", "تل ڪوجر"},
		"Rabia":   {"Rabīa", "rabi'a", "Rabiʻa", "Rabiʿa", "Rabi´a", "Ｒａｂｉａ", "Rābia", "Rabi\u0304a", "RABİA"},
		"Qaim":    {"Qa'im", "Qa’im", "Qaʼim", "al-Qāʾim", "Al Qaïm", "the Qaim border crossing"},
		"ﻻ":       {"لا", "لآ", "ﻷ", "لإ"},
	} {
		for _, s := range spellings {
			require.Equal(t, FoldCrossing(name), FoldCrossing(s), "%s as %s", name, s)
		}
	}
	require.NotEqual(t, FoldCrossing("Rabia"), FoldCrossing("Rabat"))
	require.Empty(t, FoldCrossing("the border crossing"), "nothing but what says that it is a crossing")
}

// The name of a source keeps the words that a crossing's name may drop.
func TestFoldSource(t *testing.T) {
	require.Equal(t, Fold("Reuters"), Fold("Reuters\u00a0 "))
	require.Equal(t, Fold("The Washington Post"), Fold("washington post"))
	require.Equal(t, Fold("Al-Mayadeen"), Fold("Al Mayadeen"))
	require.NotEqual(t, Fold("a source"), Fold("a source at the crossing"))
	require.NotEqual(t, Fold("The Washington Post"), Fold("Washington"))
}

// Searching folds as looking up does, digits of other scripts too.
func TestFoldText(t *testing.T) {
	for text, word := range map[string]string{
		"السلطات قالت":       "السلطـات",
		"معبر القائم":        "القايم",
		"Café of the border": "cafe\u0301",
		"٦٠ شاحنة":           "60",
		"۲۴ trucks":          "24",
		"２４ trucks":          "٢٤",
		"Al-Bukamal":         "bu kamal",
	} {
		require.Contains(t, Fold(text), Fold(word), text)
	}
	require.NotContains(t, Fold("closed"), Fold("open"))
	require.Equal(t, Fold("post 12"), Fold("Post-12"))
}

// Of names that a hand has slipped on, those are near that differ by one slip, of long
// ones by two.
func TestNear(t *testing.T) {
	for _, near := range [][2]string{{"qaim", "qiam"}, {"tanf", "tanef"}, {"semalka", "smelka"}, {"rabia", "rabai"}} {
		require.True(t, Near(near[0], near[1]), near)
		require.True(t, Near(near[1], near[0]), near)
	}
	for _, far := range [][2]string{{"qaim", "miaq"}, {"tan", "tam"}, {"rabia", "rbi"}, {"semalka", "smlk"}} {
		require.False(t, Near(far[0], far[1]), far)
	}
}
