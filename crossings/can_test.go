package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCanExitCode: with --exit-code a program knows the answer by the status, and an old yes from a new
// one; --max-age heeds no older word.
func TestCanExitCode(t *testing.T) {
	status := func(when, value, more string) string {
		return `{"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"` + value + `","when":"` + when +
			`","modality":"reported","source":{"name":"a"},"reported":"` + when + `"` + more + `}` + "\n"
	}
	obstacle := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"obstacle","value":"a queue","when":"2020-01-01/..","modality":"reported","source":{"name":"a"},"reported":"2020-01-02","traffic":["fuel"]}` + "\n"
	for _, tt := range []struct {
		name, claims, args string
		status             int
		line               string
	}{
		{"yes", status("2020-01-01", "open", ""), "--exit-code --on 2020-01-01", 0, "yes: fuel"},
		{"without the flag the status is no answer", status("2020-01-01", "closed", ""), "--on 2020-01-05", 0, "no: fuel"},
		{"yes, but", status("2020-01-01", "open", "") + obstacle, "--exit-code --on 2020-01-05", 3, "yes, but: fuel"},
		{"no", status("2020-01-01", "closed", ""), "--exit-code --on 2020-01-05", 4, "no: fuel"},
		{"cannot tell", status("2020-01-01", "restricted", ""), "--exit-code --on 2020-01-05", 5, "cannot tell: fuel"},
		{"an old yes", status("2020-01-01", "open", ""), "--exit-code --on 2021-01-01", 6, "nobody has spoken of either side for 366 days; by what was known before, yes: fuel"},
		{"an old yes, but", status("2020-01-01", "open", "") + obstacle, "--exit-code --on 2021-01-01", 6, "nobody has spoken of either side for 366 days; by what was known before, yes, but: fuel"},
		{"a younger one says when", status("2020-01-01", "open", ""), "--exit-code --on 2020-01-31", 0, "yes: fuel, both ways on 2020-01-31, Al-Tanf–Al-Waleed; last word on either side 30 days before"},
		{"heeded", status("2020-01-01", "open", ""), "--exit-code --max-age 30 --on 2020-01-31", 0, "yes: fuel"},
		{"too old to heed", status("2020-01-01", "open", ""), "--exit-code --max-age 29 --on 2020-01-31", 5, "cannot tell: fuel"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			args := append(strings.Fields("can tanf --traffic fuel --direction both --data -"), strings.Fields(tt.args)...)
			r := crossings(t, tt.claims, args...)
			require.Equal(t, tt.status, r.status, r.stderr)
			var found bool
			for line := range strings.Lines(r.stdout) {
				found = found || strings.HasPrefix(line, tt.line)
			}
			require.True(t, found, r.stdout)
		})
	}
	r := crossings(t, "", "can", "tanf", "--traffic", "fuel", "--direction", "both", "--max-age", "-1")
	require.Equal(t, 2, r.status)
	require.Contains(t, r.stderr, "--max-age -1: want a number of days")
}

// TestCanHeedsForWhomAStatusHolds: what is open to some, or told of some, says nothing of the others.
func TestCanHeedsForWhomAStatusHolds(t *testing.T) {
	open := func(more string) string {
		return `{"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"open","when":"2020-01-01","modality":"reported","source":{"name":"a"},"reported":"2020-01-01"` + more + `}` + "\n"
	}
	returnees := open(`,"traffic":["returnees"],"direction":"sy-to-iq"`)
	for _, tt := range []struct{ name, claims, ask, line string }{
		{"open to returnees, asked for the military the other way", returnees, "--traffic military --direction iq-to-sy", "cannot tell: "},
		{"open to returnees, asked for passengers", returnees, "--traffic passengers --direction sy-to-iq", "cannot tell: "},
		{"open to returnees", returnees, "--traffic returnees --direction sy-to-iq", "yes: "},
		{"one way only, asked both", returnees, "--traffic returnees --direction both", "cannot tell: "},
		{"open one way, asked the other", open(`,"direction":"sy-to-iq"`), "--traffic fuel --direction iq-to-sy", "cannot tell: "},
		{"a count of lorries, asked for passengers", open(`,"traffic":["commercial"]`), "--traffic passengers --direction both", "cannot tell: "},
		{"two kinds told, asked for a third", open(`,"traffic":["commercial"]`) + open(`,"traffic":["fuel"]`), "--traffic transit --direction both", "cannot tell: "},
		{"closed to some, asked for others", strings.Replace(open(`,"traffic":["commercial"]`), "open", "closed", 1), "--traffic passengers --direction both", "cannot tell: "},
		{"closed one way, asked the other", strings.Replace(open(`,"direction":"sy-to-iq"`), "open", "closed", 1), "--traffic fuel --direction iq-to-sy", "cannot tell: "},
		{"a bare open, asked for the military", open(""), "--traffic military --direction both", "cannot tell: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := crossings(t, tt.claims, append(strings.Fields("can tanf --on 2020-01-01 --data -"), strings.Fields(tt.ask)...)...)
			require.Zero(t, r.status, r.stderr)
			require.Contains(t, "\n"+r.stdout, "\n"+tt.line, r.stdout)
		})
	}
}

// TestCanNamesTheSilentSide: the line says of which side nobody has spoken, and an answer of the day is
// not called what was last known.
func TestCanNamesTheSilentSide(t *testing.T) {
	status := func(side, when, value string) string {
		return `{"crossing":"al-tanf-al-waleed","side":"` + side + `","kind":"status","value":"` + value + `","when":"` + when +
			`","modality":"reported","source":{"name":"a"},"reported":"` + when + `"}` + "\n"
	}
	both := status("syria", "2020-01-01", "open") + status("iraq", "2020-11-01", "open")
	for _, tt := range []struct{ name, claims, args, english, arabic string }{
		{"an old word on the Syrian side", both, "--on 2020-12-01",
			"nobody has spoken of the Syrian side for 335 days; by what was known before, yes: fuel, both ways on 2020-12-01, Al-Tanf–Al-Waleed",
			"لا أخبار عن الجانب السوري منذ 335 يومًا؛ وبحسب ما عُرف قبل ذلك، نعم: الوقود، في الاتجاهين، يوم 1 كانون الأول 2020، التنف – الوليد"},
		{"too old a word on the Syrian side", both, "--max-age 60 --on 2020-12-01",
			"cannot tell: fuel, both ways on 2020-12-01, Al-Tanf–Al-Waleed; nobody has spoken of the Syrian side for 335 days",
			"لا يمكن الجزم: الوقود، في الاتجاهين، يوم 1 كانون الأول 2020، التنف – الوليد؛ لا أخبار عن الجانب السوري منذ 335 يومًا"},
		{"no news of either side", status("both", "2020-01-01", "closed"), "--max-age 30 --on 2020-12-01",
			"cannot tell: fuel, both ways on 2020-12-01, Al-Tanf–Al-Waleed; nobody has spoken of either side for 335 days",
			"لا يمكن الجزم: الوقود، في الاتجاهين، يوم 1 كانون الأول 2020، التنف – الوليد؛ لا أخبار عن أي من الجانبين منذ 335 يومًا"},
		{"a word that is not old, on the Iraqi side", status("syria", "2020-11-30", "open") + status("iraq", "2020-11-01", "open"), "--on 2020-12-01",
			"yes: fuel, both ways on 2020-12-01, Al-Tanf–Al-Waleed; last word on the Iraqi side 30 days before",
			"نعم: الوقود، في الاتجاهين، يوم 1 كانون الأول 2020، التنف – الوليد؛ وآخر خبر عن الجانب العراقي قبل اليوم المطلوب بـ30 يومًا"},
	} {
		for lang, want := range map[string]string{"en": tt.english, "ar": tt.arabic} {
			r := crossings(t, tt.claims, append(strings.Fields("can tanf --traffic fuel --direction both --data - --lang "+lang), strings.Fields(tt.args)...)...)
			require.Zero(t, r.status, r.stderr)
			line, _, _ := strings.Cut(r.stdout, "\n")
			require.Equal(t, want, line, tt.name)
		}
	}
}
