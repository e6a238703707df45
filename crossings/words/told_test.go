package words_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// TestTold: what is restricted to some is not read as barred to them, and what only takes back or denies
// says that it does.
func TestTold(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	source := border.Source{Name: "a mayor"}
	c := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Restricted, edtf.MustParse("2026-11-20"), source)
	for _, test := range []struct {
		claim           border.Claim
		english, arabic string
	}{
		{c, "20 November 2026: Iraqi side, status: restricted", "20 تشرين الثاني 2026: الجانب العراقي، الحالة: مفتوح جزئيًا"},
		{with(c, func(c *border.Claim) { c.Traffic = border.Passengers | border.Commercial }), "20 November 2026: Iraqi side, status: restricted to passengers, commercial traffic", "20 تشرين الثاني 2026: الجانب العراقي، الحالة: مفتوح لهذه الفئات دون غيرها: المسافرون، البضائع"},
		{with(c, func(c *border.Claim) { c.Value, c.Traffic = "closed", border.Passengers }), "20 November 2026: Iraqi side, status: closed (for passengers)", "20 تشرين الثاني 2026: الجانب العراقي، الحالة: مغلق (الحركة: المسافرون)"},
		{with(c, func(c *border.Claim) {
			c.Value, c.Traffic, c.Direction, c.Edge = "open", border.Commercial|border.Humanitarian, border.SyriaToIraq, border.Seen
		}), "20 November 2026: Iraqi side, status: open (for commercial traffic, humanitarian aid, from Syria to Iraq), seen on that day", "20 تشرين الثاني 2026: الجانب العراقي، الحالة: مفتوح (الحركة: البضائع، المساعدات الإنسانية، من سوريا إلى العراق)، كان الأمر كذلك حينها"},
		{with(c, func(c *border.Claim) {
			c.Traffic, c.Direction, c.Edge = border.Returnees, border.SyriaToIraq, border.Seen
		}), "20 November 2026: Iraqi side, status: restricted to returnees (from Syria to Iraq); seen on that day", "20 تشرين الثاني 2026: الجانب العراقي، الحالة: مفتوح لهذه الفئة دون غيرها: العائدون (من سوريا إلى العراق)؛ كان الأمر كذلك حينها"},
		{border.Retraction(c, source), "Iraqi side, status: an earlier claim is taken back", "الجانب العراقي، الحالة: سُحبت إفادة سابقة"},
		{border.Denial(c, source), "Iraqi side, status: an earlier claim is denied", "الجانب العراقي، الحالة: نُفيت إفادة سابقة"},
	} {
		require.Equal(t, test.english, words.Told(edtf.English, reg.View(), test.claim))
		require.Equal(t, test.arabic, words.Told(edtf.Arabic, reg.View(), test.claim))
	}
}

// with returns a claim with a change.
func with(c border.Claim, change func(*border.Claim)) border.Claim {
	change(&c)
	return c
}
