package prose_test

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// What has lasted since some time in a month began in it, and not after the words were
// written; what holds as of a date may lie ahead.
func TestSinceSomeTime(t *testing.T) {
	for _, tt := range []struct{ phrase, want string }{
		{"منذ شباط", "2026-02/.."},
		{"منذ وقت ما في شباط", "2026-02/.."},
		{"منذ وقت ما من شباط", "2026-02/.."},
		{"منذ وقت ما خلال شباط", "2026-02/.."},
		{"منذ وقت ما في شهر شباط", "2026-02/.."},
		{"منذ وقت ما من شهر شباط الماضي", "2026-02/.."},
		{"منذ وقت ما الشهر الماضي", "2026-02/.."},
		{"منذ وقت ما من السنة الماضية", "2025/.."},
		{"منذ يوم ما في نيسان", "2025-04/.."},
		{"مغلق منذ وقت ما في شباط", "2026-02/.."},
		{"في وقت ما من شباط", "2026-02 2027-02"},
		{"since February", "2026-02/.."},
		{"since some time in February", "2026-02/.."},
		{"since sometime in February", "2026-02/.."},
		{"since some point in February", "2026-02/.."},
		{"since some day in February", "2026-02/.."},
		{"since some time during February", "2026-02/.."},
		{"since some time last month", "2026-02/.."},
		{"since sometime last year", "2025/.."},
		{"since 5 April", "2025-04-05/.."},
		{"closed since some time in February", "2026-02/.."},
		{"some time in February", "2026-02 2027-02"},
		{"as of April", "2026-04/.. 2025-04/.."},
	} {
		var got []string
		for _, s := range prose.Suggest(tt.phrase, edtf.MustParseDay("2026-03-03"), "") {
			got = append(got, s.EDTF)
		}
		require.Equal(t, tt.want, strings.Join(got, " "), tt.phrase)
	}
}
