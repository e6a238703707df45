package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	// What is printed in Latin letters whatever the language: ids, and the one address that a note names.
	inLatin  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|elnashra\.com/news/show/1327831`)
	asISO    = regexp.MustCompile(`\d{4}-\d|\d[~?%]`)
	isolated = regexp.MustCompile("\u2066[^\u2069]*\u2069")
	latinRun = regexp.MustCompile(`\p{Latin}{2,}`)
)

// What the program prints in Arabic has no run of Latin letters but sources' own
// words and addresses, which stand on lines of their own, and what is isolated, and no
// dates as programs write them.
func TestArabicAnswersAreArabic(t *testing.T) {
	for _, command := range []string{
		"at --on 2004-11-07 al-qaim",
		"at --on 2014-06-23 al-waleed",
		"at --on 2026-03-03 semalka",
		"at --on 2019-10-01 --known 2019-10-01 bukamal",
		"history rabia",
		"history semalka",
		"why al-qaim --side syria --question control --on 2020-01-01",
		"why rabia --side iraq --question status --on 2014-06-15",
		"plans",
		"plans --on 2017-11-20",
		"diff --from 2019-08-01 --to 2019-10-01",
		"can al-qaim --traffic commercial --direction sy-to-iq --on 2024-12-20",
		"can semalka --traffic passengers --direction iq-to-sy --on 2023-05-18",
		"claims al-qaim",
		"claims al-tanf",
		"claims rabia",
		"claims semalka",
	} {
		r := crossings(t, "", append([]string{"--lang", "ar"}, strings.Fields(command)...)...)
		require.NotEmpty(t, r.stdout, command)
		quoted := false
		for line := range strings.Lines(r.stderr + r.stdout) {
			text := strings.TrimSpace(line)
			quoted = quoted || strings.HasPrefix(text, "“")
			if !quoted && !strings.HasPrefix(text, "http") {
				text = inLatin.ReplaceAllString(isolated.ReplaceAllString(text, ""), "")
				require.NotRegexp(t, latinRun, text, "%s: %s", command, line)
				if !strings.HasPrefix(command, "history") { // a table
					require.NotRegexp(t, asISO, text, "%s: %s", command, line)
				}
			}
			quoted = quoted && !strings.HasSuffix(text, "”")
		}
	}
}
