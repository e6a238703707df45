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
	f.Unit.Lang = "en"
	require.Equal(t, []Text{{Text: "a"}, {Text: " ("}, {Text: "u", Lang: "en"}, {Text: ")"}, {Text: " أو b"}}, f.Parts(edtf.Arabic))
	f = Finding{Words: []string{"a", "b"}, For: "x"}
	require.Equal(t, []Text{{Text: "a"}, {Text: " (for x) or b"}}, f.Parts(edtf.English))
	require.Equal(t, "a (for x) or b", f.Line(edtf.English))
	f.Words = f.Words[:1]
	require.Equal(t, "a (for x)", f.Line(edtf.English))
	require.Equal(t, "a (الحركة: x)", f.Line(edtf.Arabic))
}

// What was attested before it began stands again after an episode, of which the end is said.
func TestSinceOrAgain(t *testing.T) {
	day := func(d int) border.Day { return border.Date(2019, 1, d) }
	for _, tt := range []struct {
		since           border.Span
		attested        border.Day
		english, arabic string
	}{
		{border.Span{Earliest: day(23), Latest: day(23)}, day(24), "since 23 January 2019", "منذ 23 كانون الثاني 2019"},
		{border.Span{Earliest: day(23), Latest: day(23)}, border.Day{}, "since 23 January 2019", "منذ 23 كانون الثاني 2019"},
		{border.Span{Latest: day(23)}, day(4), "since 23 January 2019 or earlier", "بدأ في 23 كانون الثاني 2019 أو قبل ذلك"},
		{border.Span{Earliest: day(20), Latest: day(23)}, day(20), "since between 20 January 2019 and 23 January 2019", "بدأ بين 20 كانون الثاني 2019 و23 كانون الثاني 2019"},
		{border.Span{Earliest: day(23), Latest: day(23)}, day(22), "as it was before a temporary change that ended on 22 January 2019", "كما كان قبل تغيّر مؤقت انتهى في 22 كانون الثاني 2019"},
		{border.Span{Earliest: day(20), Latest: day(23)}, day(4), "as it was before a temporary change that ended between 19 January 2019 and 22 January 2019", "كما كان قبل تغيّر مؤقت انتهى بين 19 كانون الثاني 2019 و22 كانون الثاني 2019"},
		{border.Span{Earliest: day(23)}, day(4), "as it was before a temporary change that ended on 22 January 2019 or later", "كما كان قبل تغيّر مؤقت انتهى في 22 كانون الثاني 2019 أو بعد ذلك"},
	} {
		require.Equal(t, tt.english, sinceOrAgain(edtf.English, tt.since, tt.attested))
		require.Equal(t, tt.arabic, sinceOrAgain(edtf.Arabic, tt.since, tt.attested))
	}
}
