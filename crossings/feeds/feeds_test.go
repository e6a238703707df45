package feeds_test

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/feeds"
	"github.com/crossingstatus/border/crossings/internal/example"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// small returns the view of the few claims that the examples of all formats are
// made from.
func small(t *testing.T) border.View { return example.View(t, "../../exchange/testdata/claims.jsonl") }

var day = border.Date(2026, time.November, 24)

func TestExamples(t *testing.T) {
	v := small(t)
	for name, feed := range map[string]io.WriterTo{
		"border.ics":     feeds.Calendar{View: v, On: day},
		"border.ar.ics":  feeds.Calendar{View: v, On: day, Language: edtf.Arabic},
		"border.atom":    feeds.Atom{View: v, Most: 6, Self: "https://example.org/feed.atom", Home: "https://example.org/"},
		"border.ar.atom": feeds.Atom{View: v, Most: 2, Language: edtf.Arabic},
	} {
		var b bytes.Buffer
		n, err := feed.WriteTo(&b)
		require.NoError(t, err)
		require.EqualValues(t, b.Len(), n)
		example.Same(t, name, b.String())
	}
}

// RFC 5545, 3.1: lines end with CR LF and have at most 75 octets; here no
// character is cut in two either.
func TestCalendarLines(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
		var b bytes.Buffer
		_, err := feeds.Calendar{View: reg.View(), On: day, Language: l}.WriteTo(&b)
		require.NoError(t, err)
		require.Greater(t, strings.Count(b.String(), "BEGIN:VEVENT"), 40)
		for line := range strings.Lines(b.String()) {
			require.True(t, strings.HasSuffix(line, "\r\n"), line)
			require.LessOrEqual(t, len(line)-2, 75, line)
			require.True(t, utf8.ValidString(line), line)
		}
	}
}

// A plan is an event on its days, and what met it another; a plan that was taken
// back says so.
func TestCalendarOutcomes(t *testing.T) {
	var b bytes.Buffer
	_, err := feeds.Calendar{View: small(t), On: day}.WriteTo(&b)
	require.NoError(t, err)
	text := strings.ReplaceAll(b.String(), "\r\n ", "")
	for _, want := range []string{
		"DTSTART;VALUE=DATE:20190910\r\nDTEND;VALUE=DATE:20190911",
		"SUMMARY:Al-Bukamal–Al-Qaim: Iraqi side\\, open (late)",
		"DTSTART;VALUE=DATE:20190930\r\nDTEND;VALUE=DATE:20191001",
		"STATUS:CONFIRMED", "TRANSP:TRANSPARENT",
	} {
		require.Contains(t, text, want)
	}
	b.Reset()
	_, err = feeds.Calendar{View: small(t), On: border.Date(2019, time.September, 8)}.WriteTo(&b)
	require.NoError(t, err)
	require.Contains(t, b.String(), "STATUS:TENTATIVE")
	require.NotContains(t, b.String(), "20190930")
}

func TestWriteErrors(t *testing.T) {
	v := small(t)
	for _, feed := range []io.WriterTo{feeds.Calendar{View: v, On: day}, feeds.Atom{View: v}} {
		for _, room := range []int{0, 500} {
			_, err := feed.WriteTo(&fullDisk{room})
			require.ErrorIs(t, err, io.ErrShortWrite, "%T after %d", feed, room)
		}
	}
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return d.room, io.ErrShortWrite
	}
	d.room -= len(p)
	return len(p), nil
}

// Titles in Arabic have no Latin letters: every phrase, crossing, party and month
// has its Arabic words.
func TestArabicTitles(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	latin := regexp.MustCompile(`[A-Za-z]`)
	for _, tt := range []struct {
		feed  io.WriterTo
		title *regexp.Regexp
		least int
	}{
		{feeds.Atom{View: reg.View(), Language: edtf.Arabic, Most: 1000}, regexp.MustCompile(`<(?:sub)?title>(.*)</`), 200},
		{feeds.Calendar{View: reg.View(), On: day, Language: edtf.Arabic}, regexp.MustCompile(`(?m)^(?:SUMMARY|NAME|LOCATION|X-WR-CALNAME):(.*)\r$`), 80},
	} {
		var b bytes.Buffer
		_, err := tt.feed.WriteTo(&b)
		require.NoError(t, err)
		titles := tt.title.FindAllStringSubmatch(strings.ReplaceAll(b.String(), "\r\n ", ""), -1)
		require.GreaterOrEqual(t, len(titles), tt.least, "%T", tt.feed)
		for _, title := range titles {
			require.NotRegexp(t, latin, title[1])
		}
	}
}

// A calendar is a snapshot and no message of scheduling: RFC 5546, 3.2.1, wants an organizer in
// each event of a published one.
func TestCalendarIsNoMessage(t *testing.T) {
	var b bytes.Buffer
	_, err := feeds.Calendar{View: small(t), On: day}.WriteTo(&b)
	require.NoError(t, err)
	require.NotContains(t, b.String(), "\r\nMETHOD:")
}

// RFC 4287, 4.2.9: an entry was published early in its life, and not after it was updated; of a
// claim that may be reported on any day of a year the last is still to come.
func TestAtomPublishedIsNotAfterUpdated(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	c := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Open, edtf.MustParse("2026-10"), border.Source{Name: "X"})
	c.Reported, c.Recorded = edtf.MustParse("2026"), day.Time()
	_, err = reg.Add(c)
	require.NoError(t, err)
	var b bytes.Buffer
	_, err = feeds.Atom{View: reg.View(), Of: c.Crossing, Most: 1}.WriteTo(&b)
	require.NoError(t, err)
	require.Contains(t, b.String(), "<title>Al-Tanf–Al-Waleed, 31 December 2026 or earlier: 1 claim, no answer changed</title>\n  <updated>")
	require.Contains(t, b.String(), "reach to 20 April 2026. Only the last 1 of 83 days with news are here.</subtitle>")
	require.NotContains(t, b.String(), "<published>")
}
