package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Wrong usage ends with status 2, a wrong question or wrong data with 1; either
// says in one line what is wrong, and prints nothing on standard output.
func TestWrongUsage(t *testing.T) {
	tests := []struct {
		args   string
		status int
		stderr string // without the hint at the help
	}{
		{"at", 2, "crossings: at needs a CODE, such as al-bukamal-al-qaim\n"},
		{"at Al Qaim", 2, "crossings: at takes one CODE, not 2; put a name with spaces between quotes\n"},
		{"plans a b", 2, "crossings: plans takes one CODE, not 2; put a name with spaces between quotes\n"},
		{"diff qaim", 2, "crossings: unknown command \"qaim\" for \"crossings diff\"\n"},
		{"check", 2, "crossings: check needs a FILE; - is standard input\n"},
		{"frobnicate", 2, "crossings: unknown command \"frobnicate\"\n"},
		{"Al-Qaim", 2, "crossings: unknown command \"Al-Qaim\"; did you mean at al-bukamal-al-qaim?\n"},
		{"al tanf --on 2019-01-01", 2, "crossings: unknown command \"al\"; did you mean at al-tanf-al-waleed?\n"},
		{"hisotry qaim", 2, "crossings: unknown command \"hisotry\"; did you mean history?\n"},
		{"--frobnicate", 2, "crossings: unknown flag: --frobnicate\n"},
		{"--on 2013-02-29", 2, "crossings: --on: edtf: \"2013-02-29\": day 29 of a month of 28 days at offset 8\na day is wanted, written as --on 2014-06-15, or today, yesterday or tomorrow\n"},
		{"--known sometime", 2, "crossings: --known: edtf: \"sometime\": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 0\na day is wanted, written as --known 2014-06-15, or today, yesterday or tomorrow\n"},
		{"--as-of 2019", 2, "crossings: --as-of \"2019\": want an instant as 2019-07-10T12:00:00Z\n"},
		{"--lang fr", 2, "crossings: --lang \"fr\": want en or ar\n"},
		{"plans --on 2019-01-01 --on 2019-01-02", 2, "crossings: --on may be given once with this command\n"},
		{"history qaim --on 2019-01-01", 2, "crossings: --on has no meaning with history\n"},
		{"claims qaim --on 2019-01-01", 2, "crossings: --on has no meaning with claims\n"},
		{"diff --on 2019-01-01", 2, "crossings: --on has no meaning with diff\n"},
		{"claims --side north", 2, "crossings: --side: \"north\" is not one of syria, iraq, both\n"},
		{"claims --match the", 2, "crossings: --match: \"the\": want letters or digits to look for, more than an article\n"},
		{"claims --since 2020-1-1", 2, "crossings: --since: edtf: \"2020-1-1\": a day is written YYYY-MM-DD at offset 4\n\"2020-1-1\" may mean 2020-01-01 (1 January 2020); if so, write --since 2020-01-01\n"},
		{"export --format geojson --kind status", 2, "crossings: --kind goes with --format jsonl, csv, hxl, parquet, datapackage, xlsx, json, stix, misp, which carry the claims that it chooses\n"},
		{"export --format csv --states today --kind status", 2, "crossings: --kind goes with --format jsonl, csv, hxl, parquet, datapackage, xlsx, json, stix, misp, which carry the claims that it chooses\n"},
		{"check a --data b", 2, "crossings: --data has no meaning with check\n"},
		{"date 2019 --known 2019-01-01", 2, "crossings: --known has no meaning with date\n"},
		{"diff --from 2014-01-01 --to 2015-01-01 --known 2013-01-01", 2, "crossings: --known has no meaning with diff\n"},
		{"import .", 1, "crossings: . is a directory\n"},
		{"--data .", 1, "crossings: . is a directory\n"},
		{"--add .", 1, "crossings: . is a directory\n"},
		{"add --journal none.jsonl .", 1, "crossings: . is a directory\n"},
		{"date --frobnicate", 2, "crossings: unknown flag: --frobnicate\n"},
		{"diff --from 2020-01-01 --to 2019-01-01", 2, "crossings: --from 2020-01-01 is after --to 2019-01-01\n"},
		{"diff --from 2019-01-01", 2, "crossings: diff needs --from and --to, two days of knowledge\n"},
		{"history tanf --from 2020-01-01 --to 2019-01-01", 2, "crossings: --from 2020-01-01 is after --to 2019-01-01\n"},
		{"can qaim --traffic camels --direction iq-to-sy", 2, "crossings: --traffic: \"camels\" is not one of passengers, commercial, transit, humanitarian, returnees, fuel, military, official\n"},
		{"can qaim --traffic fuel --direction up", 2, "crossings: --direction: \"up\" is not one of sy-to-iq, iq-to-sy, both\n"},
		{"why qaim --side both --question status", 2, "crossings: --side \"both\": want syria or iraq\n"},
		{"why qaim --side syria --question weather", 2, "crossings: --question: \"weather\" is not one of control, status\n"},
		{"at nowhere", 1, "crossings: \"nowhere\": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka\n"},
		{"at Al-Yarubiyah–Al-Waleed", 1, "crossings: \"Al-Yarubiyah–Al-Waleed\": no such crossing: its two sides belong to different crossings; did you mean al-tanf-al-waleed or al-yarubiyah-rabia?\n"},
		{"at Sarmada", 1, "crossings: \"Sarmada\": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka\n"},
		{"--data no-such-file", 1, "crossings: open no-such-file: no such file or directory\n"},
		{"--dataset no-such-directory", 1, "crossings: dataset no-such-directory: open crossings.json: no such file or directory\n"},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			r := crossings(t, "", strings.Fields(tt.args)...)
			require.Equal(t, tt.stderr, strings.TrimSuffix(r.stderr, "Run 'crossings --help' for usage.\n"))
			require.Equal(t, tt.status, r.status)
			require.Empty(t, r.stdout)
		})
	}
}

// Bad data gives one error with file, line, member and value.
func TestBadData(t *testing.T) {
	const good = `{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-09-30","modality":"reported","source":{"name":"a"},"reported":"2019-09-30"}`
	with := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	tests := []struct {
		name, line string
		want       string // after "crossings: FILE:2: "
	}{
		{"unknown member", with(`"side"`, `"colour":"red","side"`), `colour: unknown member; a claim has id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source, reported, recorded, grade, quote, note, retracts, denies, repeats`},
		{"unknown crossing", with("al-bukamal-al-qaim", "rafah"), `crossing "rafah": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
		{"unknown status", with(`"open"`, `"ajar"`), `value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`},
		{"unknown side", with(`"syria"`, `"north"`), `side "north": want one of syria, iraq, both`},
		{"unknown kind", with(`"kind":"status"`, `"kind":"weather"`), `kind "weather": want one of control, status, passage, obstacle, threat, authorization, review`},
		{"impossible day", with("2019-09-30", "2013-02-29"), `when "2013-02-29": edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`},
		{"reversed interval", with("2019-09-30", "2019-09-30/2019-09-01"), `when "2019-09-30/2019-09-01": edtf: "2019-09-30/2019-09-01": an interval that ends before it starts at offset 11`},
		{"member twice", with(`"side"`, `"side":"iraq","side"`), `side: given twice`},
		{"array for a value", with(`"open"`, `["open"]`), `value "[": want a text, got a list`},
		{"retracts itself", with(`{`, `{"id":"fd647c79-6280-58ec-b9c3-21916de21818","retracts":["fd647c79-6280-58ec-b9c3-21916de21818"],`), `retracts "fd647c79-6280-58ec-b9c3-21916de21818": a claim cannot name itself`},
		{"invalid UTF-8", with(`"a"`, "\"\xff\""), `not UTF-8`},
		{"a long line", with(`"a"`, `"`+strings.Repeat("a", 1<<20)+`"`), `the line is longer than 1048576 bytes`},
		{"cut off", good[:100], `the line ends within the claim`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bad.jsonl")
			require.NoError(t, os.WriteFile(file, []byte(with(`"a"`, `"first"`)+"\n"+tt.line+"\n"), 0o644))
			r := crossings(t, "", "--data", file)
			require.Equal(t, 1, r.status)
			require.Empty(t, r.stdout)
			require.Equal(t, "crossings: "+file+":2: "+tt.want+"\n", r.stderr)
		})
	}
	t.Run("unknown party", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "bad.jsonl")
		require.NoError(t, os.WriteFile(file, []byte(with(`"status","value":"open"`, `"control","value":"romans"`)), 0o644))
		r := crossings(t, "", "--data", file)
		require.Equal(t, 1, r.status)
		require.Regexp(t, `^crossings: .*bad\.jsonl:1: value "romans": no such party; want one of al-nusra-front, `, r.stderr)
	})
}
