package words

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// Each message is found whole, also where another is a part of it, and behind what others say.
func TestRefusals(t *testing.T) {
	for english, arabic := range refusals() {
		args := []any{}
		for _, v := range verb.FindAllString(english, -1) {
			switch v {
			case "%d":
				args = append(args, 7)
			default:
				args = append(args, "Tanf")
			}
		}
		said, want := fmt.Sprintf(english, args...), fmt.Sprintf(arabic, args...)
		require.NotContains(t, said+want, "%!", english)
		require.Equal(t, want, Refusal(edtf.Arabic, errors.New(said)), english)
		require.Equal(t, "a.csv: "+want+"؛ "+want, Refusal(edtf.Arabic, errors.New("a.csv: "+said+"; "+said)), english)
		require.Equal(t, said, Refusal(edtf.English, errors.New(said)))
		require.False(t, strings.HasPrefix(want, english[:1]) && english[0] != '%', english)
	}
}

// What people gave stays as it is.
func TestRefusalKeepsValues(t *testing.T) {
	err := &border.ClaimError{File: "missing", Line: 2, Member: "value", Value: "missing", Err: border.ErrMissing}
	require.Equal(t, `missing:2: value "missing": غير موجود`, Refusal(edtf.Arabic, err))
	_, date := edtf.Parse("missing")
	err.Err = fmt.Errorf("%w; if a spreadsheet changed it, make the column text before opening the file", date)
	require.Equal(t, `missing:2: value "missing": ليس تاريخًا مثل 2014-06-15 أو 2014-06 أو 2014؛ إن كان برنامج الجداول قد غيّره فاجعل العمود نصًّا قبل فتح الملف`, Refusal(edtf.Arabic, err))
	require.Equal(t, "nobody knows", Refusal(edtf.Arabic, errors.New("nobody knows")))
}
