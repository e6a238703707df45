package border

import "slices"

// elsewhere are the border crossings of Syria and Iraq with their other
// neighbours, by the names that people use: asked for one, the answer says where
// it is, for a like name of this border would not be meant.
var elsewhere = []struct {
	border string
	names  []string
}{
	{"Syria and Jordan", []string{"Nasib", "Naseeb", "Jaber", "Nasib–Jaber", "Daraa–Ramtha", "Ramtha", "نصيب", "جابر", "الرمثا"}},
	{"Syria and Lebanon", []string{"Masnaa", "Jdeidet Yabous", "Jdaidet Yabous", "Arida", "Dabousiyeh", "Jousieh", "المصنع", "جديدة يابوس", "العريضة", "الدبوسية", "جوسية"}},
	{"Syria and Türkiye", []string{
		"Bab al-Hawa", "Cilvegözü", "Bab al-Salama", "Bab al-Salameh", "Bab al-Salam", "Öncüpınar", "Jarablus", "Jarabulus", "Karkamış", "Tell Abyad", "Tal Abyad", "Akçakale",
		"Ras al-Ain", "Qamishli–Nusaybin", "Nusaybin", "Kassab", "Kasab", "Al-Ra'i", "باب الهوى", "باب السلامة", "جرابلس", "تل أبيض", "رأس العين", "كسب", "نصيبين", "الراعي",
	}},
	{"Syria and the Golan Heights", []string{"Quneitra", "القنيطرة"}},
	{"Iraq and Jordan", []string{"Trebil", "Turaibil", "Tarbil", "Karameh", "Al-Karama", "طريبيل", "الكرامة"}},
	{"Iraq and Saudi Arabia", []string{"Arar", "Jumaima", "عرعر", "الجميمة"}},
	{"Iraq and Kuwait", []string{"Safwan", "Abdali", "سفوان", "العبدلي"}},
	{"Iraq and Iran", []string{
		"Shalamcheh", "Shalamja", "Zurbatiyah", "Zurbatia", "Mehran", "Mandali", "Munthiriya", "Mundhiriya", "Khosravi", "Parwiz Khan", "Bashmaq", "Haji Omaran",
		"الشلامجة", "زرباطية", "مندلي", "المنذرية", "برويزخان", "باشماخ", "حاج عمران",
	}},
	{"Iraq and Türkiye", []string{"Ibrahim Khalil", "Habur", "Sarzeri", "إبراهيم الخليل", "خابور"}},
}

// borderOf returns between which countries the crossing of a folded name lies,
// "" if it is none of elsewhere.
func borderOf(key string) string {
	for _, b := range elsewhere {
		if slices.ContainsFunc(b.names, func(name string) bool { return fold(name) == key }) {
			return b.border
		}
	}
	return ""
}
