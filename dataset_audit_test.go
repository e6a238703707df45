package border_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

var update = flag.Bool("update", false, "rewrite the lists in data/README.md")

// datasetClaims yields the claims of the embedded dataset.
func datasetClaims(t *testing.T, do func(border.Claim)) {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	for c := range reg.View().All() {
		do(c)
	}
}

func isFact(c *border.Claim) bool {
	return c.Modality == border.Observed || c.Modality == border.Reported
}

// The words that are taken from a source are few.
func TestAuditQuotes(t *testing.T) {
	datasetClaims(t, func(c border.Claim) {
		require.LessOrEqual(t, len(strings.Fields(c.Quote)), 25, "claim %s quotes more than 25 words", c.ID)
	})
}

// bounds returns the first and the last day of a date, and whether it has them.
func bounds(d edtf.Date) (first, last border.Day, hasFirst, hasLast bool) {
	first, lo := d.Earliest()
	last, hi := d.Latest()
	return first, last, !d.IsZero() && lo == edtf.Dated, !d.IsZero() && hi == edtf.Dated
}

// What is told as a fact had happened when it was told.
func TestAuditReportedAfterItHappened(t *testing.T) {
	datasetClaims(t, func(c border.Claim) {
		if !isFact(&c) {
			return
		}
		_, said, _, ok := bounds(c.Reported)
		require.True(t, ok, "claim %s does not say when it was reported", c.ID)
		if began, _, ok, _ := bounds(c.When); ok {
			require.False(t, began.After(said), "claim %s was reported by %s, and speaks of %s", c.ID, said, c.When)
		}
	})
}

// Nobody holds a side before he was there, or after.
func TestAuditPartiesWithinTheirDays(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	datasetClaims(t, func(c border.Claim) {
		if c.Kind != border.KindControl || !isFact(&c) {
			return
		}
		p, ok := reg.Party(border.Party(c.Value))
		require.True(t, ok)
		first, last, hasFirst, hasLast := bounds(c.When)
		if from, _, ok, _ := bounds(p.From); ok && hasLast {
			require.False(t, last.Before(from), "claim %s: %s on %s, before it was there (%s)", c.ID, c.Value, c.When, p.From)
		}
		if _, to, _, ok := bounds(p.To); ok && hasFirst {
			require.False(t, first.After(to), "claim %s: %s on %s, after it was there (%s)", c.ID, c.Value, c.When, p.To)
		}
	})
}

// boundInWords finds the words of a plan that set it a bound, by the conventions
// of data/README.md.
var boundInWords = regexp.MustCompile(`(?i)in the coming (days|weeks|months)|within (a|an|one|two|three|ten|\d+) |less than a (week|month|year)|imminent|next (week|month|year)|خلال الأيام المقبلة|خلال الأيام القادمة|الأيام المقبلة|الأسابيع المقبلة|الأشهر القريبة|خلال شهر|خلال فترة وجيزة|en moins d’un`)

// A plan whose words have a bound has a bound.
func TestAuditPlansAreBounded(t *testing.T) {
	bounded := 0
	datasetClaims(t, func(c border.Claim) {
		if c.Modality != border.Planned && c.Modality != border.Expected || c.Kind != border.KindControl && c.Kind != border.KindStatus {
			return
		}
		if words := boundInWords.FindString(c.Quote + " " + c.Note); words != "" {
			_, _, _, ok := bounds(c.When)
			require.True(t, ok, "claim %s has %q, and no bound: %s", c.ID, words, c.When)
			bounded++
		}
	})
	require.Greater(t, bounded, 10)
}

// What the dataset is weak in is listed in its README: the claims that alone carry
// an undisputed answer, those without an address, and those that rest on blogs and
// wikis. With -update the lists are written.
func TestAuditListsInTheREADME(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	readme, err := os.ReadFile("data/README.md")
	require.NoError(t, err)
	text := string(readme)
	for _, list := range []struct {
		name  string
		lines []string
	}{
		{"alone", aloneInAnswers(t, reg)},
		{"no address", claimLines(t, func(c *border.Claim) bool { return c.Source.URL == "" })},
		{"blogs and wikis", claimLines(t, func(c *border.Claim) bool { return restsOnBlog(reg, c) })},
	} {
		begin, end := "<!-- "+list.name+" -->\n", "<!-- end -->"
		before, rest, ok := strings.Cut(text, begin)
		require.True(t, ok, "data/README.md has no list %q", list.name)
		_, after, ok := strings.Cut(rest, end)
		require.True(t, ok)
		text = before + begin + strings.Join(list.lines, "\n") + "\n" + end + after
	}
	if *update {
		require.NoError(t, os.WriteFile("data/README.md", []byte(text), 0o644))
		return
	}
	require.Equal(t, text, string(readme), "the lists are out of date: go test -run Audit . -update")
}

// restsOnBlog reports whether the last that passed a claim on is a blog or a wiki.
func restsOnBlog(reg *border.Registry, c *border.Claim) bool {
	name := c.Source.Name
	if n := len(c.Source.Via); n > 0 {
		name = c.Source.Via[n-1]
	}
	s, ok := reg.Source(name)
	return ok && s.Kind == border.SourceBlog
}

func claimLines(t *testing.T, keep func(*border.Claim) bool) (lines []string) {
	datasetClaims(t, func(c border.Claim) {
		if keep(&c) {
			lines = append(lines, claimLine(&c))
		}
	})
	slices.Sort(lines)
	return lines
}

func claimLine(c *border.Claim) string {
	return fmt.Sprintf("- %s, %s, %s %s, %s: `%s`, %s", c.Crossing, c.When, c.Side, c.Kind, c.Value, c.ID.String()[:8], c.Source.Name)
}

// aloneInAnswers returns the claims that are the whole basis of an answer that is
// certain on some day.
func aloneInAnswers(t *testing.T, reg *border.Registry) []string {
	t.Helper()
	alone := map[uuid.UUID]string{}
	for crossing := range reg.Crossings() {
		for s, err := range reg.History(crossing.Code) {
			require.NoError(t, err)
			var basis []border.Claim
			certain := s.Status().Certain
			if s.Question == border.QuestionControl {
				basis, certain = slices.Collect(s.Control().Basis()), s.Control().Certain
			} else {
				basis = slices.Collect(s.Status().Basis())
			}
			if certain && len(basis) == 1 {
				alone[basis[0].ID] = claimLine(&basis[0])
			}
		}
	}
	lines := make([]string, 0, len(alone))
	for _, line := range alone {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}
