package words_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// TestDateFaultsInArabic: whatever is wrong with an expression is said in Arabic, with no English left but
// what was given.
func TestDateFaultsInArabic(t *testing.T) {
	english := regexp.MustCompile(`[A-Za-z]{2,}`)
	for _, text := range []string{
		"", "y", "2014-13", "2014-06-31", "2014-06-0", "2014-0", "2014/2013", "2014-06-15T25:00:00", "2014-06-15T10:60:00", "2014-06-15T10:00:61", "2014-06-15T1", "2014-06-15T10:0",
		"2014-06-15T10-00", "2014-06-15T10:00:00-00:00", "2014-06-15T10:00:00+15:00", "2014-06-15T10:00:00Z/2015", "[2014-06-15T10:00:00Z]", "2014-XXT10:00:00Z", "20145", "-0000", "?2014?", "2014-21-01",
		"[2014..2014-05]", "[2014..2013]", "[2014,..2015]", "[2014", "[2014-05..2014]", "Y02014", "Y2014", "Y1E0", "Y1E", "Y12345S0", "1XXXS2", "2014-X3-32", "2014-02-3X", "/", "../..x", "2014-06-15x", "Y12345678901234567890123", "[2014-06-15..2014-06]",
	} {
		_, err := edtf.Parse(text)
		if err == nil {
			continue // it may be read after all
		}
		message := strings.TrimPrefix(err.Error(), "edtf: ")
		said := words.Fault(edtf.Arabic, message)
		require.False(t, english.MatchString(regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'`).ReplaceAllString(said, "")), "%s: %s", message, said)
		require.Equal(t, message, words.Fault(edtf.English, message))
	}
	for message, want := range map[string]string{
		`"2014-13": month 13 at offset 5`:                                 `"2014-13": لا شهر رقمه 13، عند الموضع 5`,
		`"2014-06-15T10": text ends where a colon should be at offset 13`: `"2014-06-15T10": ينتهي النص حيث ينبغي أن تكون نقطتان رأسيتان، عند الموضع 13`,
		`"2014-06-15T10-00": '-' where a colon should be at offset 13`:    `"2014-06-15T10-00": '-' في موضع نقطتين رأسيتين، عند الموضع 13`,
		`side "3": want a text, got a number`:                             `side "3": المطلوب نصّ، والموجود عدد`,
		"invalid character 'b'":                                           "حرف غير صالح 'b'",
		"listen tcp: address 99999: invalid port":                         "العنوان 99999: رقم منفذ غير صالح",
		"cite takes a CODE or --verify, not both":                         "الأمر cite يأخذ CODE أو \u200e--verify\u200e، لا كليهما",
		"invalid character 'b' looking for beginning of value":            "حرف غير صالح 'b' حيث ينبغي أن تبدأ قيمة",
		`retracts: want a list of texts, got null`:                        `retracts: المطلوب قائمة نصوص، والموجود قيمة خالية`,
	} {
		require.Equal(t, want, words.Fault(edtf.Arabic, message))
	}
}

// A day is asked for as a day, and no month.
func TestRefusedDayInArabic(t *testing.T) {
	_, err := edtf.ParseDay("2019")
	require.Contains(t, words.Refusal(edtf.Arabic, err), `"2019": ليس يومًا مثل 2014-06-15`)
}

// What a refused date may mean is said in Arabic where a server said it in English.
func TestMayMeanInArabic(t *testing.T) {
	said := words.Problem(edtf.Arabic, `on "2020-13-01": want a day as YYYY-MM-DD; "2020-13-01" may mean 2020-01-13 (13 January 2020)`)
	require.Contains(t, said, `قد يعني "2020-13-01": 2020-01-13 (13 كانون الثاني 2020)`)
	require.NotRegexp(t, `may mean|January`, said)
}
