package prose_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// A reader of readings: it finds the dates that English words name, by a few
// patterns, and shares nothing with the package.

const monthNames = "January|February|March|April|May|June|July|August|September|October|November|December"

var (
	// What both ends of "between" share is said once.
	betweenDays   = regexp.MustCompile(`between (\d{1,2}) and (\d{1,2} (?:` + monthNames + `) \d{1,4})`)
	betweenDates  = regexp.MustCompile(`between (\d{1,2} (?:` + monthNames + `)) and (\d{1,2} (?:` + monthNames + `)) (\d{1,4})`)
	betweenMonths = regexp.MustCompile(`between (` + monthNames + `|spring|summer|autumn|winter) and ((?:` + monthNames + `|spring|summer|autumn|winter) \d{1,4})`)

	saidDay    = regexp.MustCompile(`\b(\d{1,2}) (` + monthNames + `) (\d{1,4})`)
	saidDays   = regexp.MustCompile(`\b(\d{1,2}) to (\d{1,2}) (` + monthNames + `) (\d{1,4})`)
	saidMonths = regexp.MustCompile(`\b(` + monthNames + `) to (` + monthNames + `) (?:of )?(\d{1,4})`)
	saidMonth  = regexp.MustCompile(`\b(` + monthNames + `) (?:of )?(\d{1,4})`)
	saidSeason = regexp.MustCompile(`\b(spring|summer|autumn|winter) (?:of )?(\d{1,4})`)
	saidPart   = regexp.MustCompile(`\b(first|second|third|fourth) (half|quarter) (?:of )?(\d{1,4})`)
	saidDecade = regexp.MustCompile(`\bthe (\d{1,4})s`)
	saidYears  = regexp.MustCompile(`\bone of the years (\d{1,4}) to (\d{1,4})`)
	saidYear   = regexp.MustCompile(`\b(\d{1,4})\b`)
)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

func monthOf(name string) int { return slices.Index(strings.Split(monthNames, "|"), name) + 1 }

// saidBounds returns the first and the last day that a reading names, and
// whether it is open or unknown at the ends.
func saidBounds(t testing.TB, reading string) (first, last edtf.Day, openStart, openEnd bool) {
	t.Helper()
	add := func(from, to edtf.Day) {
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if last.IsZero() || to.After(last) {
			last = to
		}
	}
	months := func(y, from, to int) {
		add(edtf.NewDay(y, time.Month(from), 1), edtf.NewDay(y, time.Month(to+1), 0))
	}
	take := func(pattern *regexp.Regexp, found func(m []string)) {
		for _, m := range pattern.FindAllStringSubmatch(reading, -1) {
			found(m)
		}
		reading = pattern.ReplaceAllString(reading, "#")
	}
	reading = strings.NewReplacer(" of the year ", " ", "the year ", "").Replace(reading)
	reading = betweenDays.ReplaceAllString(reading, "$1 to $2")
	reading = betweenDates.ReplaceAllString(reading, "$1 $3 and $2 $3")
	reading = betweenMonths.ReplaceAllString(reading, "$1 to $2")
	openStart = strings.Contains(reading, "up to") || strings.Contains(reading, "from an unknown time")
	openEnd = strings.HasSuffix(strings.TrimSuffix(strings.TrimSuffix(reading, ", approximate"), ", uncertain"), " on") ||
		strings.Contains(reading, "to an unknown time")
	take(saidDays, func(m []string) {
		add(edtf.NewDay(atoi(m[4]), time.Month(monthOf(m[3])), atoi(m[1])), edtf.NewDay(atoi(m[4]), time.Month(monthOf(m[3])), atoi(m[2])))
	})
	take(saidDay, func(m []string) {
		d := edtf.NewDay(atoi(m[3]), time.Month(monthOf(m[2])), atoi(m[1]))
		add(d, d)
	})
	take(saidMonths, func(m []string) { months(atoi(m[3]), monthOf(m[1]), monthOf(m[2])) })
	take(saidMonth, func(m []string) { months(atoi(m[2]), monthOf(m[1]), monthOf(m[1])) })
	take(saidSeason, func(m []string) {
		from := map[string]int{"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[m[1]]
		months(atoi(m[2]), from, from+2)
	})
	take(saidPart, func(m []string) {
		n, size := slices.Index([]string{"first", "second", "third", "fourth"}, m[1]), map[string]int{"half": 6, "quarter": 3}[m[2]]
		months(atoi(m[3]), n*size+1, (n+1)*size)
	})
	take(saidYears, func(m []string) { months(atoi(m[1]), 1, 12); months(atoi(m[2]), 1, 12) })
	take(saidDecade, func(m []string) { months(atoi(m[1]), 1, 12); months(atoi(m[1])+9, 1, 12) })
	take(saidYear, func(m []string) { months(atoi(m[1]), 1, 12) })
	return first, last, openStart, openEnd
}

// requireTrue checks that a suggestion is an expression and that its reading
// says the days that the expression allows.
func requireTrue(t testing.TB, text string, s prose.Suggestion) {
	t.Helper()
	d, err := edtf.Parse(s.EDTF)
	require.NoError(t, err, text)
	if s.EDTF == strings.TrimSpace(text) {
		return // an expression as it stands, which may be of any kind
	}
	first, last, openStart, openEnd := saidBounds(t, s.Reading)
	lo, loBound := d.Earliest()
	hi, hiBound := d.Latest()
	require.Equal(t, loBound != edtf.Dated, openStart, "%q: %v", text, s)
	require.Equal(t, hiBound != edtf.Dated, openEnd, "%q: %v", text, s)
	if !openStart {
		require.Equal(t, lo, first, "%q: %v", text, s)
	}
	if !openEnd {
		require.Equal(t, hi, last, "%q: %v", text, s)
	}
}

// The readings of the phrases are true of their expressions.
func TestReadings(t *testing.T) {
	n := 0
	for _, file := range []string{"phrases.tsv", "more.tsv"} {
		for _, w := range readWritten(t, file) {
			for _, s := range prose.Suggest(w.phrase, w.anchor, w.lang) {
				requireTrue(t, w.phrase, s)
				n++
			}
		}
	}
	require.Greater(t, n, 600)
}

// A mixer writes texts of the words that phrases have, in any order.
type mixer struct {
	*rand.Rand
	words []string
}

func newMixer(t testing.TB, seed uint64) mixer {
	m := mixer{Rand: rand.New(rand.NewPCG(seed, 7))}
	for _, file := range []string{"phrases.tsv", "more.tsv"} {
		for _, w := range readWritten(t, file) {
			m.words = append(m.words, strings.Fields(w.phrase)...)
		}
	}
	return m
}

var mixed = []string{".", ",", "-", "–", "/", "(", ")", "?", "’", "..", "~", "<", "≤", ":", "\"", "é", "ـ", "\u200c", "XX", "o"}

func (m mixer) text() string {
	var b strings.Builder
	for range m.IntN(12) + 1 {
		switch m.IntN(6) {
		case 0:
			fmt.Fprint(&b, m.IntN(1<<m.IntN(15)))
		case 1:
			b.WriteString(mixed[m.IntN(len(mixed))])
		default:
			b.WriteString(m.words[m.IntN(len(m.words))])
		}
		if m.IntN(4) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Whatever the words, each suggestion is an expression, its reading is true of
// it, and none is given twice.
func TestMixedWords(t *testing.T) {
	m := newMixer(t, 25)
	n, dated := 20_000, 0
	if testing.Short() {
		n = 2_000
	}
	anchors := []edtf.Day{{}, edtf.MustParseDay("2019-07-05"), edtf.MustParseDay("2024-02-29"), edtf.MustParseDay("2000-12-31"),
		edtf.MustParseDay("1000-01-01"), edtf.MustParseDay("9000-12-31"), edtf.MustParseDay("-0001-01-01")}
	for range n {
		text := m.text()
		list := prose.Suggest(text, anchors[m.IntN(len(anchors))], []string{"", "en", "ar", "ku"}[m.IntN(4)])
		seen := map[string]bool{}
		for _, s := range list {
			requireTrue(t, text, s)
			require.False(t, seen[s.EDTF], "%q: %v", text, list)
			seen[s.EDTF] = true
		}
		if len(list) > 0 {
			dated++
		}
	}
	t.Logf("%d of %d texts had a date", dated, n)
	require.Greater(t, dated, n/5)
	require.Less(t, dated, n)
}

// FuzzSuggest reads any text: no panic, and each suggestion is true.
func FuzzSuggest(f *testing.F) {
	for _, file := range []string{"phrases.tsv", "more.tsv"} {
		for _, w := range readWritten(f, file) {
			f.Add(w.phrase, w.anchor.Number(), w.lang)
		}
	}
	f.Fuzz(func(t *testing.T, text string, anchor int64, lang string) {
		for _, s := range prose.Suggest(text, edtf.DayFromNumber(anchor), lang) {
			requireTrue(t, text, s)
		}
	})
}

// A week of a day that is none, or of which nobody knows the year, is no week.
func TestWeekOfNoDay(t *testing.T) {
	for _, tt := range []struct{ phrase, anchor, want string }{
		{"week of 14 June", "", ""},
		{"since the week of 14 June", "", ""},
		{"second week of March 21", "", ""},
		{"أسبوع 14 حزيران", "", ""},
		{"week of 31 June 2014", "", "2014-06"},
		{"week of 31 June 2014", "2019-07-05", "2014-06"},
		{"week of 29 February 2019", "2019-07-05", "2019-02"},
		{"week of 14 June 2014", "", "[2014-06-09..2014-06-15]"},
		{"أسبوع 14 حزيران 2014", "", "[2014-06-09..2014-06-15]"},
	} {
		require.Equal(t, tt.want, suggested(tt.phrase, tt.anchor), tt.phrase)
	}
}
