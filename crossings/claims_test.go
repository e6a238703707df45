package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A denial without a value has no gap where a value would stand.
func TestClaimWithoutValue(t *testing.T) {
	file := filepath.Join(t.TempDir(), "denial.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(`{"crossing":"al-tanf-al-waleed","side":"syria","kind":"status","modality":"denied","source":{"name":"a"}}`+"\n"), 0o600))
	r := crossings(t, "", "claims", "al-tanf-al-waleed", "--data", file)
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, "undated syria status, denied\n")
}

// The filters of claims and export choose the same claims, with a CODE or without.
func TestFilters(t *testing.T) {
	lines := func(args ...string) []string {
		r := crossings(t, "", args...)
		require.Equal(t, 0, r.status, r.stderr)
		return slices.Collect(strings.Lines(r.stdout))
	}
	all := lines("claims", "--json")
	require.Equal(t, all, lines("export", "--format", "jsonl"))
	for _, args := range []string{
		"al-tanf-al-waleed", "--side iraq", "--kind control --kind status", "--source reuters", "--match القائم",
		"--since 2024-01-01 --until 2024-12-31", "al-bukamal-al-qaim --kind status --until yesterday",
	} {
		claims := lines(append([]string{"claims", "--json"}, strings.Fields(args)...)...)
		require.NotEmpty(t, claims, args)
		require.Less(t, len(claims), len(all), args)
		require.Equal(t, claims, lines(append([]string{"export", "--format", "jsonl"}, strings.Fields(args)...)...), args)
		csv := lines(append([]string{"export", "--format", "csv"}, strings.Fields(args)...)...)
		require.Greater(t, len(csv), len(claims), args) // a header; a cell may have several lines
	}
	require.Contains(t, lines("claims", "--source", "reuters")[0], "al-") // of which crossing
	r := crossings(t, "", "claims", "--match", "nobody ever said this")
	require.Equal(t, result{"", "crossings: no claim meets that\n", 0}, r)
}

// What is hard to check is marked wherever a claim is printed, in both languages.
func TestWeakSourcesAreMarked(t *testing.T) {
	const blog, blogAr = ", read on a blog, a wiki or a copy of unknown make", "، قُرئ في مدونة أو ويكي أو نسخة مجهولة المصدر"
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"claims", "al-tanf-al-waleed"}, "CBS News, via redtailblogger, 2005-01-18" + blog + "\n"},
		{[]string{"claims", "al-tanf-al-waleed", "--lang", "ar"}, "18 كانون الثاني 2005" + blogAr + "\n"},
		{[]string{"claims", "al-bukamal-al-qaim"}, "7al, 2020-06-27, no address\n"},
		{[]string{"at", "al-bukamal-al-qaim", "--on", "2020-06-27"}, "7al, 2020-06-27, no address\n"},
		{[]string{"why", "al-bukamal-al-qaim", "--side", "iraq", "--question", "control", "--on", "2020-06-27"}, "(7al, no address)\n"},
		{[]string{"why", "al-bukamal-al-qaim", "--side", "iraq", "--question", "control", "--on", "2020-06-27", "--lang", "ar"}, "؛ المصدر: الحل نت، بلا رابط\n"},
	} {
		r := crossings(t, "", tt.args...)
		require.Equal(t, 0, r.status, r.stderr)
		require.Contains(t, r.stdout, tt.want, tt.args)
		if tt.args[0] == "claims" {
			require.NotContains(t, r.stdout, "UNHCR, 2003-04-08,", "what has an address and is no blog has no mark")
		}
	}
}

// A gate that is open one way, for whom nobody says, is not open "for" a way.
func TestOneWayForWhomNobodySays(t *testing.T) {
	r := crossings(t, "", "at", "faysh-khabur-semalka", "--on", "2013-08-20")
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, "restricted, from Syria to Iraq, since 15 August 2013")
	r = crossings(t, "", "at", "al-bukamal-al-qaim", "--on", "2012-12-22")
	require.Contains(t, r.stdout, "restricted (for returnees, from Syria to Iraq), since")
}

// What stands again after an episode is not said to have begun after its last word.
func TestStandsAgain(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "    status   last known: open, as it was before a temporary change that ended on 22 January 2019\n             three independent sources, last attested 2018-12-03, 124 days before\n",
		"ar": "آخر ما عُرف: مفتوح، كما كان قبل تغيّر مؤقت انتهى في 22 كانون الثاني 2019\n             3 مصادر مستقلة، آخر توثيق في 3 كانون الأول 2018، قبل اليوم المطلوب بـ124 يومًا\n",
	} {
		r := crossings(t, "", "at", "faysh-khabur-semalka", "--on", "2019-04-06", "--lang", lang)
		require.Equal(t, 0, r.status, r.stderr)
		require.Contains(t, r.stdout, want)
	}
}
