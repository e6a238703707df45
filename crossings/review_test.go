package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Somebody looked and found nothing new: it is entered with the fewest flags, listed, told
// in both languages, exported where claims are, and withdrawn.
func TestReview(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "mine.jsonl")
	add := strings.Fields("add --kind review --crossing tanf --when 2026-11-20 --source Desk --reported 2026-11-20 --yes --journal " + journal)
	r := crossings(t, "", add...)
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stderr, "Al-Tanf–Al-Waleed: 2026-11-20 both review\n  read as: somebody looked on 2026-11-20 and found nothing new, which changes no answer\n")
	id := strings.TrimSpace(r.stdout)
	from := []string{"--data", journal}

	r = crossings(t, "", append(add, "--value", "open")...)
	require.Equal(t, 2, r.status)
	require.Contains(t, r.stderr, `--value "open": has no meaning with kind review: nothing was new`)

	r = crossings(t, "", append(from, "claims", "tanf")...)
	require.Contains(t, r.stdout, "2026-11-20 both review\n  Desk, 2026-11-20, no address\n")
	r = crossings(t, "", append(from, "claims", "tanf", "--lang", "ar")...)
	require.Contains(t, r.stdout, "مراجعة: لا جديد")
	for language, want := range map[string]string{"en": "somebody looked on 2026-11-20 and found nothing new, 4 days before", "ar": "بحث أحدهم يوم 20 تشرين الثاني 2026 ولم يجد جديدًا"} {
		r = crossings(t, "", append(from, "at", "tanf", "--on", "2026-11-24", "--lang", language)...)
		require.Contains(t, r.stdout, want)
	}
	r = crossings(t, "", append(from, "at", "tanf", "--on", "2026-11-24", "--json")...)
	require.Contains(t, r.stdout, `"lastReview":"2026-11-20"`)
	require.Contains(t, r.stdout, `"lastReported":null`)

	for format, has := range map[string]bool{
		"jsonl": true, "csv": true, "hxl": true, "json": true,
		"geojson": false, "stix": false, "misp": false, "ics": false, "atom": false, "svg tanf": false, "acled": false, "ucdp": false,
	} {
		r = crossings(t, "", append(append(from, "export", "--format"), strings.Fields(format)...)...)
		require.Equal(t, 0, r.status, r.stderr)
		require.Equal(t, has, strings.Contains(r.stdout, id), format)
		require.Equal(t, has, strings.Contains(r.stdout, "Desk"), format)
		if format == "csv" || format == "hxl" || format == "jsonl" {
			again := crossings(t, r.stdout, "import", "-")
			require.Contains(t, again.stdout, id, format+again.stderr)
		}
	}

	r = crossings(t, "", append(from, "retract", id, "--source", "Desk", "--yes", "--journal", journal)...)
	require.Equal(t, 0, r.status, r.stderr)
	r = crossings(t, "", append(from, "at", "tanf", "--on", "2026-11-24", "--json")...)
	require.Contains(t, r.stdout, `"lastReview":null`)
	require.Contains(t, r.stdout, `"notices":[]`)
}
