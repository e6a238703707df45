package prose_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// growing are texts that a reader may be slow on, of which each is repeated.
var growing = []struct{ name, text string }{
	{"news", "The crossing, closed since August 15 for security reasons, may reopen in the coming days, officials said on Tuesday. "},
	{"arabic", "يخضع ومنذ نهاية العام 2017 وبعد افتتاحه الرسمي لسيطرة فعلية، قالت المصادر يوم الثلاثاء الماضي. "},
	{"between", "between between "},
	{"since", "since the "},
	{"numbers", "1-"},
	{"clock", "1:"},
	{"days", "on Sunday night of the late "},
	{"about", "about "},
	{"few", "a few "},
	{"word", "صباح"},
	{"nought", "o"},
	{"first", "the first "},
}

// BenchmarkGrowth reads texts of one, ten and a hundred thousand bytes: the time
// a byte stays the same.
func BenchmarkGrowth(b *testing.B) {
	anchor := edtf.MustParseDay("2019-07-05")
	for _, g := range growing {
		for _, size := range []int{1_000, 10_000, 100_000} {
			text := strings.Repeat(g.text, size/len(g.text)+1)
			b.Run(fmt.Sprintf("%s/%d", g.name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					prose.Suggest(text, anchor, "")
				}
			})
		}
	}
}

// BenchmarkPhrase reads what an editor writes.
func BenchmarkPhrase(b *testing.B) {
	anchor := edtf.MustParseDay("2019-07-05")
	for b.Loop() {
		prose.Suggest("in June of last year", anchor, "en")
	}
}
