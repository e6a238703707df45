package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyCommand yields the program's command and all under it, in English.
func everyCommand(visit func(*cobra.Command)) {
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		visit(cmd)
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(newRoot(&app{}))
}

// Everything that commands and flags say of themselves has an Arabic form, and a long one
// that was made from the English that there is.
func TestEveryHelpHasArabic(t *testing.T) {
	said := 0
	everyCommand(func(cmd *cobra.Command) {
		require.NotEqual(t, cmd.Short, words.Help(edtf.Arabic, cmd.Short), cmd.CommandPath())
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			require.True(t, f.Usage != words.Help(edtf.Arabic, f.Usage), "%s --%s", cmd.CommandPath(), f.Name)
		})
		if cmd.Long != "" {
			said++
			require.NotEqual(t, cmd.Long, words.Manual(edtf.Arabic, cmd.CommandPath(), cmd.Long),
				"the help of %q changed: make its Arabic anew, with the sum %#08x", cmd.CommandPath(), words.Sum(cmd.Long))
		}
	})
	require.Greater(t, said, 20)
}

// What stands in Latin letters in Arabic messages and helps: flags, places for what is
// given, names of files, addresses and media, and what is quoted or isolated.
var inCode = regexp.MustCompile("\u2066[^\u2069]*\u2069|\u2068[^\u2069]*\u2069|" + `"(?:[^"\\]|\\.)*"|'[^']*'|--?[a-z][a-z-]*|\b[A-Z][A-Z0-9_=]*\b|\(الأصل [^)]*\)|\S*[./:{}=]\S*`)

// codes are words of the program's vocabularies, and names, which all languages have.
var codes = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|\b(open|restricted|intermittent|trial|closed|unknown|control|status|passage|obstacle|threat|authorization|review|observed|reported|planned|expected|denied|feared|` +
	`syria|iraq|both|passengers|commercial|transit|humanitarian|returnees|fuel|military|official|sy-to-iq|iq-to-sy|start|seen|today|yesterday|tomorrow|last|en|ar|ku|dmy|mdy|known|on|` +
	`text|bibtex|csl-json|jsonl|csv|hxl|parquet|datapackage|xlsx|json|geojson|svg|png|stix|misp|acled|ucdp|ics|atom|old|new|` +
	`crossings|at|history|claims|plans|diff|can|why|cite|watch|add|retract|end|import|draft|check|date|seal|compact|export|serve|append|doctor|edition|succession|man|help|completion|bash|zsh|fish|powershell|` +
	`git|checkout|form|host|port|desk|format|side|kind|value|when|modality|source|retracts|name|Linux|macOS|Excel|Parquet|IPv6|DuckDB|pandas|JetStream|Lines|faysh-khabur-semalka|al-[a-z-]+|[0-9X]\S*)\b`)

// foreign returns the words of a text in Arabic that are English.
func foreign(text string) (list []string) {
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(line, "\u200e", "")
		left := inCode.ReplaceAllString(codes.ReplaceAllString(line, " "), " ")
		if run := latinRun.FindString(left); run != "" {
			list = append(list, run+" in "+line)
		}
	}
	return list
}

// The help of every command in Arabic has no English word but codes.
func TestHelpIsArabic(t *testing.T) {
	require.Equal(t, []string{"needs in needs a run"}, foreign("needs a run"), "the test finds English")
	var paths []string
	everyCommand(func(cmd *cobra.Command) { paths = append(paths, cmd.CommandPath()) })
	for _, path := range paths {
		r := crossings(t, "", append(strings.Fields(path)[1:], "--help", "--lang", "ar")...)
		require.Equal(t, 0, r.status, path)
		require.Contains(t, r.stdout, "الاستعمال:\n", path)
		var prose []string
		for line := range strings.Lines(r.stdout) {
			if isCall := strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "  ") && !strings.Contains(line, "   "); !isCall {
				prose = append(prose, line)
			}
		}
		assert.Empty(t, foreign(strings.Join(prose, "")), path)
	}
}

// What is wrong with a call is said in Arabic, with the codes and what was given as they
// are.
func TestUsageErrorsAreArabic(t *testing.T) {
	dir := t.TempDir()
	inDir := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	sheet := inDir("sheet.csv", "crossing,side\nqaim,iraq\n")
	journal := inDir("plain.jsonl", `{"crossing":"al-tanf"}`+"\n")
	broken := inDir("broken.jsonl", "{\"crossing\":\n")
	for _, call := range []string{
		"atx", "qaim", "edition dif", "help atx", "at", "at a b", "at nowhere", "at nasib", "at qaimm", "at tanf-rabia", "at qaim --on x", "at qaim --on 2014", "at qaim --on 2019-13-01",
		"at qaim --onn 2014-01-01", "at qaim --on", "at -z qaim", "at qaim --as-of 2014", "at qaim --known soon", "--dataset nowhere", "--data nowhere.jsonl", "--data " + dir, "--add " + sheet, "--data " + broken,
		"--dataset a --data b", "--crossings " + sheet, "history", "history qaim --from 2020-01-01 --to 2019-01-01", "claims --kind x", "claims --side north", "claims --since x", "plans --kind status", "diff", "diff --from x --to today", "can qaim", "can qaim --traffic cars --direction both",
		"can qaim --traffic fuel --direction up", "can qaim --traffic fuel --direction both --max-age -1", "can qaim --traffic fuel --direction both --max-age x", "why qaim", "why qaim --side both --question status", "why qaim --side iraq --question x", "cite qaim --format x", "cite --verify x", "new", "watch",
		"watch --every 0s --journal x", "add", "retract --journal x", "retract --journal " + journal + " --source a", "end --journal x", "end --journal x 5ce25db8", "import", "import nowhere.csv", "import " + sheet, "import --mend x.txt " + sheet, "import --set x " + sheet, "draft --crossing x", "draft --reported x", "draft --text-lang fr",
		"check", "check nowhere", "date 2014-13", "date --anchor today", "seal", "seal nowhere", "compact", "compact " + journal, "export", "export --format x", "export --format csv --dir x", "export --json", "export --format datapackage", "export --format csv --empty", "export --format svg --states today", "export --format csv --lang ar --on today",
		"serve --on today", "serve --journal a --nats b", "serve --journal a", "serve --archive x", "serve --addr x", "append", "append --nats x", "doctor", "edition diff a", "edition diff a b", "man", "man a --json",
	} {
		r := crossings(t, "", append(strings.Fields(call), "--lang", "ar")...)
		if r.status == 0 {
			continue
		}
		assert.Empty(t, foreign(r.stderr), "%s: %s", call, r.stderr)
	}
}

// What is said beside the answers, of files and before something is withdrawn, is in
// Arabic, too; what is to be withdrawn is shown as it is written.
func TestNotesAreArabic(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.jsonl")
	unresolved := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2019","modality":"reported","source":{"name":"x"},"reported":"2020-01-01","retracts":["fd647c79-6280-58ec-b9c3-21916de21818"]}` + "\n"
	odd := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"control","value":"sdf","when":"2003","modality":"reported","source":{"name":"x","url":"x"},"reported":"2002"}` + "\n"
	other := filepath.Join(t.TempDir(), "other.jsonl")
	require.NoError(t, os.WriteFile(other, []byte(unresolved), 0o600))
	for _, step := range []struct{ call, stdin, want string }{
		{"import " + other + " --journal " + file, "", "fd647c79-6280-58ec-b9c3-21916de21818، وهو ليس موجودًا: تُحفظ، ولا أثر لها حتى يأتي"},
		{"check -", odd, "تنبيه: reported \"2002\": قبل حدوثه (2003)"},
		{"check -", unresolved, "لا أثر له حتى تأتي"},
		{"at qaim --as-of 1990-01-01T00:00:00Z", "", "لم يكن قد سُجّل شيء حتى"},
		{"retract --journal " + file + " --source x fd647c79-6280-58ec-b9c3-21916de21819", "", "لا إفادة لها المعرّف"},
	} {
		r := crossings(t, step.stdin, append(strings.Fields(step.call), "--lang", "ar")...)
		require.Contains(t, r.stderr+r.stdout, step.want, step.call)
		assert.Empty(t, foreign(r.stderr), step.call)
	}
}

// Every command that has something to say says it in the language that --lang names.
func TestEveryCommandTakesLang(t *testing.T) {
	n := 0
	everyCommand(func(cmd *cobra.Command) {
		n++
		require.NotContains(t, strings.Fields(cmd.Annotations[unused]), "lang", cmd.CommandPath())
	})
	require.Greater(t, n, 10)
	require.NotContains(t, crossings(t, "", "append", "--lang", "ar", "--nats", "x").stderr, "لا معنى له")
}

// The manual has the headings, the helps and the flags in Arabic.
func TestManualInArabic(t *testing.T) {
	dir := t.TempDir()
	require.Equal(t, 0, crossings(t, "", "man", dir, "--lang", "ar").status)
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	require.NoError(t, err)
	require.Greater(t, len(pages), 20)
	for _, page := range pages {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		require.Contains(t, string(text), "\n.SH الاسم\n", page)
		require.Contains(t, string(text), "\n.SH الاستعمال\n", page)
		require.Contains(t, string(text), "المعابر الحدودية", page)
		for _, heading := range manHeadings {
			require.NotContains(t, string(text), ".SH "+heading+"\n", page)
		}
	}
	english := t.TempDir()
	require.Equal(t, 0, crossings(t, "", "man", english).status)
	text, err := os.ReadFile(filepath.Join(english, "crossings-at.1"))
	require.NoError(t, err)
	require.NotRegexp(t, `\p{Arabic}`, string(text))
}

// What is printed of journals and sheets beside claims is in Arabic.
func TestJournalsInArabic(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.jsonl")
	claim := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2019-05","modality":"reported","source":{"name":"x"},"reported":"2020-01-01"}` + "\n"
	for _, step := range []struct{ call, stdin, want string }{
		{"add --journal " + file, claim, ""},
		{"check -", claim, "إفادة واحدة، بلا أخطاء، بلا تنبيهات"},
		{"seal --yes " + file, "", file + " سليم: إفادة واحدة، لا شيء يُختم"},
		{"compact " + file, "", file + ": إفادة واحدة بترتيب التسجيل"},
		{"add --journal " + file + " --crossing tanf --side iraq --kind status --value open --when 2020-05 --source y", "لا\n", "يُقرأ: تغيّر في يوم ما بين 1 أيار 2020 و31 أيار 2020، يسري حتى التغيّر التالي"},
		{"add --journal " + file + " --crossing tanf --side iraq --kind status --value open --when 2020-05 --source y", "نعم\n", "أتُكتب في " + file + "؟"},
	} {
		r := crossings(t, step.stdin, append(strings.Fields(step.call), "--lang", "ar")...)
		require.Contains(t, r.stderr+r.stdout, step.want, step.call)
	}
	require.Contains(t, crossings(t, "", "claims", "tanf", "--data", file).stdout, "2020-05", "a yes in Arabic is one")
}
