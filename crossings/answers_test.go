package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// The founding article's claims, from file to screen: every command that answers
// from claims, for people and as JSON.
func TestArticleOnScreen(t *testing.T) {
	const data = "testdata/article.jsonl"
	tests := []struct {
		name string
		args string
	}{
		{"states", "--on 2019-12-01"},
		{"states-json", "--on 2019-12-01 --json"},
		{"at-2014", "at al-bukamal-al-qaim --on 2014-06-15"},
		{"at-two-days-json", "at qaim --on 2019-04-20 --on 2014-06-15 --json"},
		{"at-known", "at القائم --on 2019-07-10 --known 2019-07-10"},
		{"history", "history Al-Bukamal–Al-Qaim --to 2026-01-01"},
		{"history-json", "history al-bukamal-al-qaim --json"},
		{"states-ar", "--on 2019-12-01 --lang ar"},
		{"at-known-ar", "at qaim --on 2019-07-10 --known 2019-07-10 --lang ar"},
		{"history-ar", "history qaim --to 2026-01-01 --lang ar"},
		{"plans-ar", "plans --on 2019-10-10 --lang ar"},
		{"diff-ar", "diff --from 2019-08-01 --to 2019-10-01 --lang ar"},
		{"can-ar", "can qaim --traffic commercial --direction iq-to-sy --on 2019-12-01 --lang ar"},
		{"why-ar", "why qaim --side syria --question control --on 2014-06-15 --lang ar"},
		{"cite-ar", "cite qaim --on 2019-12-01 --known 2020-01-01 --lang ar"},
		{"claims-ar", "claims qaim --lang ar"},
		{"claims", "claims al-bukamal-al-qaim"},
		{"claims-json", "claims al-bukamal-al-qaim --json"},
		{"plans", "plans --on 2019-10-10"},
		{"plans-json", "plans al-bukamal-al-qaim --on 2019-10-10 --json"},
		{"plans-none-json", "plans al-yarubiyah-rabia --on 2019-10-10 --json"},
		{"diff", "diff --from 2019-08-01 --to 2019-10-01"},
		{"diff-json", "diff --from 2019-08-01 --to 2019-10-01 --json"},
		{"diff-nothing", "diff --from 2020-08-01 --to 2020-10-01"},
		{"plans-two-crossings", "plans --on 2026-11-24"},
		{"can", "can al-bukamal-al-qaim --traffic commercial --direction iq-to-sy --on 2019-12-01"},
		{"can-json", "can al-bukamal-al-qaim --traffic commercial --direction iq-to-sy --on 2019-07-01 --json"},
		{"why", "why al-bukamal-al-qaim --side syria --question control --on 2014-06-15"},
		{"why-json", "why al-bukamal-al-qaim --side syria --question control --on 2014-06-15 --json"},
		{"cite", "cite al-bukamal-al-qaim --on 2019-12-01"},
		{"cite-bibtex", "cite al-bukamal-al-qaim --on 2019-12-01 --format bibtex"},
		{"cite-csl-json", "cite qaim --on 2019-12-01 --json"},
		{"cite-csl-json", "cite al-bukamal-al-qaim --on 2019-12-01 --format csl-json"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := crossings(t, "", append(strings.Fields(tt.args), "--data", data)...)
			require.Equal(t, 0, r.status, r.stderr)
			golden(t, tt.name+".golden", r.stdout)
		})
	}
}

// What is written to a full disk is not done.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	defer full.Close()
	for _, args := range []string{"", "--json", "history qaim", "claims qaim --json", "plans", "date 2019", "cite qaim", "can qaim --traffic fuel --direction both"} {
		cmd := exec.Command(binary, strings.Fields(args)...)
		cmd.Stdout = full
		require.Error(t, cmd.Run(), args)
		require.Equal(t, 1, cmd.ProcessState.ExitCode(), args)
	}
}

// What the dataset must say of the founding article's crossing.
func TestDatasetOnScreen(t *testing.T) {
	at := func(args ...string) map[string]any {
		r := crossings(t, "", append([]string{"at", "al-bukamal-al-qaim", "--json"}, args...)...)
		require.Equal(t, 0, r.status, r.stderr)
		var s map[string]any
		require.NoError(t, json.Unmarshal([]byte(r.stdout), &s))
		return s
	}
	side := func(s map[string]any, side, question string) map[string]any {
		return s["sides"].(map[string]any)[side].(map[string]any)[question].(map[string]any)
	}

	control := side(at("--on", "2014-06-15"), "syria", "control")
	require.Contains(t, control["possible"], "syrian-opposition")
	require.Contains(t, control["possible"], "islamic-state")
	require.NotEmpty(t, control["basis"])
	require.NotEmpty(t, control["against"])

	trial := at("--on", "2019-04-20")
	require.Contains(t, side(trial, "iraq", "status")["possible"], "trial")
	require.Contains(t, mustJSON(t, trial["notices"]), "buses")
	require.Equal(t, "closed", side(at("--on", "2019-05-01"), "iraq", "status")["value"])

	pending := at("--on", "2019-07-10", "--known", "2019-07-10")
	require.Contains(t, mustJSON(t, pending["plans"]), `"outcome":"pending"`)

	open := at("--on", "2019-12-01")
	require.Equal(t, "open", side(open, "syria", "status")["value"])
	require.Equal(t, "open", side(open, "iraq", "status")["value"])

	plans := crossings(t, "", "plans", "al-bukamal-al-qaim", "--json")
	require.Contains(t, plans.stdout, `"due":{"earliest":"2019-07-05","latest":"2019-08-05"},"reported":"2019-07-05","outcome":"late"`)
	require.Contains(t, plans.stdout, `"slipDays":[56,56]`)
}

func mustJSON(t *testing.T, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

// The bare command prints every crossing with status, control and plans.
func TestBareCommand(t *testing.T) {
	r := crossings(t, "")
	require.Equal(t, 0, r.status, r.stderr)
	for _, want := range []string{"Al-Bukamal–Al-Qaim on ", "Al-Tanf–Al-Waleed on ", "Al-Yarubiyah–Rabia on ", "Faysh Khabur–Semalka on "} {
		require.Contains(t, r.stdout, want)
	}
	require.Equal(t, 8, strings.Count(r.stdout, " status "))
	require.Equal(t, 8, strings.Count(r.stdout, " control "))
	require.Regexp(t, `plan`, r.stdout)
	require.Regexp(t, `^The claims reach to \d{4}-\d\d-\d\d; what is said of later days is what was last known\.\n$`, r.stderr)
}

// What claims --json prints can be given back with --data.
func TestClaimsReadBack(t *testing.T) {
	first := crossings(t, "", "claims", "al-bukamal-al-qaim", "--json", "--data", "testdata/article.jsonl")
	require.NotEmpty(t, first.stdout)
	again := crossings(t, first.stdout, "claims", "al-bukamal-al-qaim", "--json", "--data", "-")
	require.Equal(t, first, again)
}

// A plan that is past its day is shown without being asked for; one that is settled
// is not.
func TestOpenPlansAreShown(t *testing.T) {
	for day, want := range map[string]string{
		"2019-07-10": "plan of 2019-07-05, both sides: open, due by 5 August 2019: pending",
		"2019-08-20": "plan of 2019-07-05, both sides: open, due by 5 August 2019: overdue",
		"2019-10-10": "no plan is pending or overdue",
	} {
		r := crossings(t, "", "--on", day, "--data", "testdata/article.jsonl")
		require.Contains(t, r.stdout, "  "+want+"\n", day)
	}
}

// The lines of a history cover all time without gap or overlap, and no two in a row
// say the same: segments that differ in their claims alone are one line.
func TestHistoryLines(t *testing.T) {
	t.Setenv("COLUMNS", "1000") // a line each
	line := regexp.MustCompile(`^ +(\S+) – (\S+) +(.+)$`)
	segments, lines := 0, 0
	for _, code := range []string{border.AlBukamalAlQaim, border.AlTanfAlWaleed, border.AlYarubiyahRabia} {
		segments += strings.Count(crossings(t, "", "history", code, "--json").stdout, "\n")
		var to, text string
		for l := range strings.Lines(crossings(t, "", "history", code).stdout) {
			m := line.FindStringSubmatch(strings.TrimSuffix(l, "\n"))
			if m == nil {
				continue
			}
			lines++
			if m[1] == "…" {
				require.Contains(t, []string{"", "…"}, to, l)
			} else {
				last, err := border.ParseDay(to)
				require.NoError(t, err, l)
				require.Equal(t, last.AddDays(1).String(), m[1], l)
				require.NotEqual(t, text, m[3], l)
			}
			to, text = m[2], m[3]
		}
		require.Equal(t, "…", to)
	}
	require.Greater(t, lines, 12)
	require.Greater(t, segments, lines)
}

// Nothing changed is nothing in JSON.
func TestDiffOfNothing(t *testing.T) {
	r := crossings(t, "", "diff", "--from", "2020-08-01", "--to", "2020-10-01", "--json", "--data", "testdata/article.jsonl")
	require.Equal(t, result{}, r)
}

// Addresses and quotes are printed as they were written.
func TestJSONIsNotEscaped(t *testing.T) {
	claim := strings.Replace(opened, `"a driver"`, `"R&D <unit>","url":"https://example.org/?a=1&b=2"`, 1)
	for _, args := range []string{"claims tanf", "at tanf --on 2019-03-01", "can tanf --traffic fuel --direction both --on 2019-03-01"} {
		r := crossings(t, claim, append(strings.Fields(args), "--json", "--data", "-")...)
		require.Equal(t, 0, r.status, r.stderr)
		require.NotContains(t, r.stdout, `\u00`)
	}
	r := crossings(t, claim, "claims", "tanf", "--json", "--data", "-")
	require.Contains(t, r.stdout, `"source":{"name":"R&D <unit>","url":"https://example.org/?a=1&b=2"}`)
}

// What bars the traffic that was asked about comes before the claims, of which
// there may be a hundred lines.
func TestCanShowsObstaclesFirst(t *testing.T) {
	r := crossings(t, "", "can", "al-bukamal-al-qaim", "--traffic", "commercial", "--direction", "iq-to-sy", "--on", "2026-03-01")
	require.Zero(t, r.status, r.stderr)
	require.True(t, strings.HasPrefix(r.stdout, "yes, but: "), r.stdout)
	obstacles, claims := strings.Index(r.stdout, "\nObstacles, threats and authorizations\n"), strings.Index(r.stdout, "claims for\n")
	require.True(t, 0 < obstacles && obstacles < claims, "%d %d", obstacles, claims)
	require.Contains(t, r.stdout[obstacles:claims], "non-Syrian trucks barred from Syria")
}
