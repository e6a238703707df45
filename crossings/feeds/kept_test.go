package feeds_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/feeds"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func written(t *testing.T, feed io.WriterTo) string {
	var b bytes.Buffer
	_, err := feed.WriteTo(&b)
	require.NoError(t, err)
	return b.String()
}

// components returns those of a calendar by UID: what they say, and their SEQUENCE.
func components(t *testing.T, calendar string) (said map[string]string, sequence map[string]int) {
	said, sequence = map[string]string{}, map[string]int{}
	text := strings.ReplaceAll(calendar, "\r\n ", "")
	for _, m := range regexp.MustCompile(`(?s)BEGIN:(VEVENT|VJOURNAL)\r\n(.*?)END:`).FindAllStringSubmatch(text, -1) {
		uid, what := "", m[1]+"\n"
		number := -1
		for line := range strings.Lines(m[2]) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\r\n"), ":")
			switch name {
			case "UID":
				uid = value
			case "SEQUENCE":
				var err error
				number, err = strconv.Atoi(value)
				require.NoError(t, err)
			case "DTSTAMP", "LAST-MODIFIED":
			default:
				what += line
			}
		}
		require.NotContains(t, said, uid)
		said[uid], sequence[uid] = what, number
	}
	return said, sequence
}

// Who has a calendar takes over an event of the same UID only with a greater SEQUENCE
// (RFC 5546, 2.1.5): whatever day follows and whatever claim comes, what an event
// says changes only together with it.
func TestCalendarRevisions(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	var said map[string]string
	var sequence map[string]int
	changed := 0
	read := func(on border.Day) {
		now, numbers := components(t, written(t, feeds.Calendar{View: reg.View(), On: on}))
		for uid, what := range now {
			old, had := said[uid]
			if had && old != what {
				changed++
				require.Greater(t, numbers[uid], sequence[uid], "%s changed:\n%s\n%s", uid, old, what)
			} else if had {
				require.GreaterOrEqual(t, numbers[uid], sequence[uid])
			}
			require.GreaterOrEqual(t, numbers[uid], 0, uid)
		}
		said, sequence = now, numbers
	}
	for on := border.Date(2018, 10, 1); on.Before(border.Date(2019, 12, 1)); on = on.AddDays(9) {
		read(on)
	}
	require.Greater(t, changed, 10)
	changed = 0
	plan := border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Kind: border.KindStatus, Value: "restricted", When: edtf.MustParse("2019-12"), Modality: border.Planned,
		Source: border.Source{Name: "Desk"}, Reported: edtf.MustParse("2019-11-01")}
	ids, err := reg.Add(plan)
	require.NoError(t, err)
	read(border.Date(2019, 12, 2))
	open := plan
	open.Modality, open.When, open.Reported = border.Observed, edtf.MustParse("2019-12-05"), edtf.MustParse("2019-12-05")
	_, err = reg.Add(open)
	require.NoError(t, err)
	read(border.Date(2019, 12, 6))
	retraction := plan
	retraction.Modality, retraction.Value, retraction.When, retraction.Retracts = border.Denied, "", edtf.Date{}, ids
	_, err = reg.Add(retraction)
	require.NoError(t, err)
	read(border.Date(2019, 12, 6))
	require.Positive(t, changed)
}

// A plan for no day, or for one that a calendar cannot write, is a note; a calendar of
// nothing has a note that says so, for it must have a component (RFC 5545, 3.6).
func TestCalendarNotes(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	reg, err = border.New(collect(reg), nil)
	require.NoError(t, err)
	said, _ := components(t, written(t, feeds.Calendar{View: reg.View(), On: day}))
	require.Len(t, said, 1)
	require.Contains(t, said["no-plans@crossingstatus"], "VJOURNAL\nSUMMARY:No plan is known.\r\n")
	for _, when := range []string{"Y17E3", "../Y18E3"} {
		_, err = reg.Add(border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Kind: border.KindStatus, Value: "open", When: edtf.MustParse(when), Modality: border.Planned,
			Source: border.Source{Name: "Desk"}, Reported: edtf.MustParse("2026-11-01")})
		require.NoError(t, err)
	}
	said, sequence := components(t, written(t, feeds.Calendar{View: reg.View(), On: day}))
	require.Len(t, said, 2)
	for uid, what := range said {
		require.True(t, strings.HasPrefix(what, "VJOURNAL\n"), what)
		require.Contains(t, what, "DTSTART;VALUE=DATE:20261101\r\n")
		require.Positive(t, sequence[uid])
	}
}

// What was said on a day of a year without four digits has none in a feed, nor does a plan
// that was met then name an event that no calendar can have.
func TestFarYears(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	reg, err = border.New(collect(reg), nil)
	require.NoError(t, err)
	for _, far := range []string{"Y-17000", "-0044-03-15", "9999-12-31", "Y17E3"} {
		for _, dates := range [][2]string{{far, "2014-06-22"}, {"2014", far}} {
			for _, modality := range []border.Modality{border.Planned, border.Reported} {
				_, err = reg.Add(border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Iraq, Kind: border.KindStatus, Value: "open", When: edtf.MustParse(dates[0]), Modality: modality,
					Source: border.Source{Name: "Desk"}, Reported: edtf.MustParse(dates[1]), Recorded: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
				require.NoError(t, err)
			}
		}
	}
	calendar := strings.ReplaceAll(written(t, feeds.Calendar{View: reg.View(), On: day}), "\r\n ", "")
	require.Contains(t, calendar, "DTSTART;VALUE=DATE:20140101\r\n")
	require.NotRegexp(t, `VALUE=DATE:(?:\d{8}\d|-|\d{0,7}\r)`, calendar)
	for _, related := range regexp.MustCompile(`(?m)^RELATED-TO:(.*)\r$`).FindAllStringSubmatch(calendar, -1) {
		require.Contains(t, calendar, "\nUID:"+related[1]+"\r\n")
	}
	feed := written(t, feeds.Atom{View: reg.View()})
	require.Equal(t, []string{"<published>2014-06-22T00:00:00Z"}, regexp.MustCompile(`<published>[^<]*`).FindAllString(feed, -1))
	require.Equal(t, 5, strings.Count(feed, "<entry>"))
}

func collect(reg *border.Registry) (crossings []border.Crossing) {
	for c := range reg.Crossings() {
		crossings = append(crossings, c)
	}
	return crossings
}

// What is left out is told: the last plans, the last days with news.
func TestFeedsTellTheirCaps(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	calendar := strings.ReplaceAll(written(t, feeds.Calendar{View: reg.View(), On: day, Most: 3}), "\r\n ", "")
	require.Regexp(t, `\nDESCRIPTION:.*Only the last 3 of \d+ plans are here\.`, calendar)
	require.NotContains(t, strings.ReplaceAll(written(t, feeds.Calendar{View: reg.View(), On: day}), "\r\n ", ""), "Only the last")
	require.Regexp(t, `<subtitle>.*Only the last 2 of \d+ days with news are here\.`, written(t, feeds.Atom{View: reg.View(), Most: 2}))
	require.NotContains(t, written(t, feeds.Atom{View: reg.View(), Most: 5000}), "Only the last")
}

// A reader who takes a feed in both languages has both: no id is in two of them.
func TestIDsAreOfALanguage(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	ids := map[string]bool{}
	for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
		for _, id := range regexp.MustCompile(`<id>(.*)</id>`).FindAllStringSubmatch(written(t, feeds.Atom{View: reg.View(), Language: l}), -1) {
			require.False(t, ids[id[1]], id[1])
			ids[id[1]] = true
		}
		said, _ := components(t, written(t, feeds.Calendar{View: reg.View(), On: day, Language: l}))
		for uid := range said {
			require.False(t, ids[uid], uid)
			ids[uid] = true
		}
	}
	require.Greater(t, len(ids), 200)
}

// atomEntries returns the links, the texts and the times of a feed's entries by id.
func atomEntries(t *testing.T, feed string) (entries map[string]struct{ Links, Content, Updated string }, updated string) {
	var f struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	require.NoError(t, xml.Unmarshal([]byte(feed), &f))
	entries = map[string]struct{ Links, Content, Updated string }{}
	for _, e := range f.Entries {
		var links strings.Builder
		for _, l := range e.Links {
			links.WriteString(l.Rel + " " + l.Href + "\n")
		}
		entries[e.ID] = struct{ Links, Content, Updated string }{links.String(), e.Content, e.Updated}
	}
	return entries, f.Updated
}

// An entry whose claim was withdrawn says so, and is updated: readers show it anew. So it
// is in the feed of one crossing where the claim that withdraws it is about another.
func TestAtomShowsWhatWasWithdrawn(t *testing.T) {
	for _, tt := range []struct{ of, withdrawnAt string }{{"", border.AlTanfAlWaleed}, {border.AlTanfAlWaleed, border.AlBukamalAlQaim}} {
		reg, err := border.Default()
		require.NoError(t, err)
		news := border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Kind: border.KindObstacle, Value: "a queue", When: edtf.MustParse("2026-11-20"), Modality: border.Reported,
			Source: border.Source{Name: "Desk", URL: "https://example.org/طابور"}, Reported: edtf.MustParse("2026-11-20"), Recorded: time.Date(2026, 12, 20, 8, 0, 0, 0, time.UTC)}
		ids, err := reg.Add(news)
		require.NoError(t, err)
		before, _ := atomEntries(t, written(t, feeds.Atom{View: reg.View(), Of: tt.of}))
		retraction := news
		retraction.Crossing, retraction.Modality, retraction.Value, retraction.When, retraction.Retracts = tt.withdrawnAt, border.Denied, "", edtf.Date{}, ids
		retraction.Reported, retraction.Recorded = edtf.MustParse("2026-11-22"), time.Date(2026, 12, 22, 9, 0, 0, 0, time.UTC)
		_, err = reg.Add(retraction)
		require.NoError(t, err)
		after, updated := atomEntries(t, written(t, feeds.Atom{View: reg.View(), Of: tt.of}))
		require.Equal(t, "2026-12-22T09:00:00Z", updated)
		changed := 0
		for id, e := range before {
			if now, ok := after[id]; ok && now != e {
				changed++
				require.Contains(t, now.Content, "a queue, 20 November 2026 (withdrawn since)")
				require.Equal(t, "2026-12-22T09:00:00Z", now.Updated)
				require.Equal(t, "via https://example.org/%D8%B7%D8%A7%D8%A8%D9%88%D8%B1\n", now.Links)
			}
		}
		require.Equal(t, 1, changed)
	}
}

func TestAtomLinksToThePage(t *testing.T) {
	entries, _ := atomEntries(t, written(t, feeds.Atom{View: small(t), Most: 1, Home: "https://example.org/", Language: edtf.Arabic}))
	require.NotEmpty(t, entries)
	for _, e := range entries {
		require.Regexp(t, `^alternate https://example\.org/crossings/[a-z-]+\?on=\d{4}-\d\d-\d\d&lang=ar\n$`, e.Links)
	}
}

// A feed of nothing was updated when it was made, not in the year 1.
func TestAtomOfNothing(t *testing.T) {
	reg, err := border.New(nil, nil)
	require.NoError(t, err)
	entries, updated := atomEntries(t, written(t, feeds.Atom{View: reg.View()}))
	require.Empty(t, entries)
	require.Equal(t, "2026-11-24T00:00:00Z", updated)
}

// A reader who keeps a feed by id, and shows an entry anew only where updated is later,
// misses nothing of two feeds a month apart: an entry that says something else has a
// later updated, and none is lost that the cap does not cut.
func TestAtomReaderKeepsTwoFeeds(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	before := reg.View()
	old, _ := atomEntries(t, written(t, feeds.Atom{View: before, Most: 5000}))
	var target border.Claim
	for c := range before.All() {
		if c.Modality.IsFact() && c.Kind == border.KindStatus && !c.ReportedOn().Latest.IsZero() {
			target = c
		}
	}
	retraction := border.Claim{Crossing: target.Crossing, Side: target.Side, Kind: target.Kind, Modality: border.Denied, Retracts: append(target.Retracts[:0:0], target.ID),
		Source: border.Source{Name: "Desk"}, Reported: edtf.MustParse("2026-12-20"), Recorded: before.Through().Recorded.Add(30 * 24 * time.Hour)}
	late := target // told of the same day as an older one
	late.ID, late.Recorded, late.Note = uuid.Nil, retraction.Recorded, "found a month later"
	early := border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindControl, Value: "us-forces", Edge: border.Start, When: edtf.MustParse("2017-11-10"), Modality: border.Observed,
		Source: border.Source{Name: "Desk"}, Reported: edtf.MustParse("2017-11-11"), Recorded: retraction.Recorded} // it changes what later days changed
	_, err = reg.Add(retraction, late, early)
	require.NoError(t, err)
	now, updated := atomEntries(t, written(t, feeds.Atom{View: reg.View(), Most: 5000}))
	changed := 0
	for id, e := range old {
		n, ok := now[id]
		require.True(t, ok, "%s is lost", id)
		if n.Content != e.Content {
			changed++
			require.Greater(t, n.Updated, e.Updated, "%s says something else and is not shown anew", id)
			require.LessOrEqual(t, n.Updated, updated)
		}
	}
	require.Positive(t, changed)
	require.LessOrEqual(t, len(now), len(old)+2)
}

// The links of a calendar are addresses as RFC 3986 has them: what is written in Arabic, as the
// dataset's links are, goes out percent-encoded (RFC 5545, 3.3.13).
func TestCalendarLinksArePercentEncoded(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	raw := 0
	for c := range reg.View().All() {
		if strings.ContainsFunc(c.Source.URL, func(r rune) bool { return r > '~' }) {
			raw++
		}
	}
	require.NotZero(t, raw, "the dataset has links in Arabic")
	folded := written(t, feeds.Calendar{View: reg.View(), On: border.Date(2026, time.November, 30)})
	links := 0
	for line := range strings.SplitSeq(strings.ReplaceAll(string(folded), "\r\n ", ""), "\r\n") {
		if link, ok := strings.CutPrefix(line, "URL:"); ok {
			links++
			require.Regexp(t, `^https?://[!-~]+$`, link)
			_, err := url.Parse(link)
			require.NoError(t, err)
		}
	}
	require.Greater(t, links, 50)
}
