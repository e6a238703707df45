package words

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A party that is possible only because nobody said since when it has been there stands in no
// sentence about a day before it existed. That it ended keeps it in none: a claim says that it left.
func TestPartiesBeforeTheyExisted(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for _, c := range []struct {
		code string
		side border.Side
		day  string
		text string
		ar   string
	}{
		{border.AlBukamalAlQaim, border.Iraq, "1900-01-01", "unknown", "غير معروف"},
		{border.AlBukamalAlQaim, border.Iraq, "2003-03-19", "unknown", "غير معروف"},
		{border.AlBukamalAlQaim, border.Iraq, "2003-03-20", "unknown or United States forces, only possible", "غير معروف أو القوات الأمريكية، محتمل فقط"},
		{border.AlBukamalAlQaim, border.Syria, "1900-01-01", "unknown or Syrian government, only possible", "غير معروف أو الحكومة السورية، محتمل فقط"},
	} {
		on, err := border.ParseDay(c.day)
		require.NoError(t, err)
		f, err := reg.Control(c.code, c.side, on)
		require.NoError(t, err)
		assert.Equal(t, c.text, Control(edtf.English, reg.View(), f, on).Text, c)
		assert.Equal(t, c.ar, Control(edtf.Arabic, reg.View(), f, on).Text, c)
	}
	f, err := reg.Control(border.AlBukamalAlQaim, border.Iraq, border.Date(1900, 1, 1))
	require.NoError(t, err)
	assert.Equal(t, "unknown or United States forces, only possible", Control(edtf.English, reg.View(), f, border.Day{}).Text)
}

// What is said of one possible value stands with it.
func TestLine(t *testing.T) {
	f := Finding{Words: []string{"a"}, Unit: Text{Text: "u"}}
	require.Equal(t, "a (u)", f.Line(edtf.English))
	f.Words = []string{"a", "b"}
	require.Equal(t, "a (u) or b", f.Line(edtf.English))
	require.Equal(t, "a (u) أو b", f.Line(edtf.Arabic))
	f = Finding{Words: []string{"a", "b"}, For: "x"}
	require.Equal(t, "a (for x) or b", f.Line(edtf.English))
	f.Words = f.Words[:1]
	require.Equal(t, "a, for x", f.Line(edtf.English))
	require.Equal(t, "a، الحركة: x", f.Line(edtf.Arabic))
}
