package border_test

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// A madeHistory is a history drawn at random, from few values and few days, so
// that its claims collide.
type madeHistory struct {
	claims  []border.Claim   // each with its id and recorded, some given twice
	batches [][]border.Claim // the same, as they arrive
}

// String lists the claims as they arrive, for the message of a failed comparison.
func (h madeHistory) String() string {
	var b strings.Builder
	for _, batch := range h.batches {
		for _, c := range batch {
			b.Write(c.AppendJSON(nil))
			b.WriteByte('\n')
		}
		b.WriteString("--\n")
	}
	return b.String()
}

// The vocabulary of the histories.
var (
	madeCrossings = []string{border.AlBukamalAlQaim, border.AlTanfAlWaleed}
	madeStatuses  = []string{"open", "closed", "restricted", "trial", "intermittent", "unknown"}
	madeParties   = []string{"islamic-state", "al-nusra-front", "syrian-opposition", "none", "unknown"}
	madeInstants  = []time.Time{
		time.Date(2014, 1, 4, 12, 0, 0, 0, time.UTC), time.Date(2014, 1, 8, 23, 30, 0, 0, time.UTC),
		time.Date(2014, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 2, 1, 0, 0, 0, 1, time.UTC),
		time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC),
	}
)

// A madeTheme narrows what a history is about, so that short ones collide too.
type madeTheme struct {
	oneTrack bool // facts of the status of Syria's side of one crossing
	values   int  // how many values of each vocabulary
	days     int  // days of January 2014
	sharp    bool // one day, mostly
	plans    bool // a third of what is told on the one track are plans
	control  int  // of three claims on the one track, how many are of control instead
	episodes int  // of ten claims, how many are said of an interval
	seen     int  // of ten claims, how many are sightings
	denials  int  // of ten claims, how many name another in denies
}

// madeKinds are the kinds of history on one track: their names say what there is much of.
var madeKinds = map[string]madeTheme{
	"dense":    {oneTrack: true, values: 3, days: 4, sharp: true, episodes: 2, seen: 4, denials: 1},
	"vague":    {oneTrack: true, values: 3, days: 14, episodes: 3, seen: 4, denials: 1},
	"episodes": {oneTrack: true, values: 3, days: 14, episodes: 8, seen: 4, denials: 1},
	"denials":  {oneTrack: true, values: 3, days: 8, sharp: true, control: 1, episodes: 3, seen: 5, denials: 5},
	"rivals":   {oneTrack: true, values: 3, days: 14, sharp: true, control: 3, episodes: 1, seen: 8, denials: 1},
	"takings":  {oneTrack: true, values: 3, days: 14, sharp: true, control: 2, episodes: 1, seen: 6, denials: 1},
}

func drawTheme(t *rapid.T) madeTheme {
	if rapid.Bool().Draw(t, "of one kind") {
		return madeKinds[rapid.SampledFrom(slices.Sorted(maps.Keys(madeKinds))).Draw(t, "kind")]
	}
	return madeTheme{
		episodes: 4, seen: 3, denials: 1,
		oneTrack: rapid.Bool().Draw(t, "one track"),
		values:   rapid.SampledFrom([]int{2, 3, 6}).Draw(t, "values"),
		days:     rapid.SampledFrom([]int{4, 8, 14}).Draw(t, "days"),
		sharp:    rapid.Bool().Draw(t, "sharp"),
		plans:    rapid.IntRange(0, 3).Draw(t, "plans") == 3,
		control:  rapid.IntRange(0, 3).Draw(t, "of control"),
	}
}

// drawDay draws a day as EDTF writes it.
func (th madeTheme) drawDay(t *rapid.T) string {
	if rapid.IntRange(0, 19).Draw(t, "far") == 19 {
		return rapid.SampledFrom([]string{"2013-12-31", "2014-02-01", "2014-02-28", "2014-12-31"}).Draw(t, "far day")
	}
	return fmt.Sprintf("2014-01-%02d", rapid.IntRange(1, th.days).Draw(t, "day"))
}

// drawDate draws one date: a day, or something vaguer.
func (th madeTheme) drawDate(t *rapid.T) string {
	if th.sharp && rapid.IntRange(0, 3).Draw(t, "vague") < 3 {
		return th.drawDay(t)
	}
	date := rapid.SampledFrom([]string{
		"day", "day", "day", "day", "2014-01", "2014-01", "2014", "2013", "2013-12", "2014-02",
		"2014-01-0X", "2014-01-1X", "2014-XX-05", "2014-0X-0X", "201X", "2014-21", "2014-33",
	}).Draw(t, "date")
	if date == "day" {
		date = th.drawDay(t)
	}
	return date + rapid.SampledFrom([]string{"", "", "", "?", "~", "%"}).Draw(t, "qualified")
}

// drawSet draws a one-of set.
func (th madeTheme) drawSet(t *rapid.T) string {
	a, b := th.drawDay(t), th.drawDay(t)
	a, b = min(a, b), max(a, b)
	form := rapid.SampledFrom([]string{
		"[%s..%s]", "[%s..%s]", "[%s..%s]", "[%s..%s]", "[%s,%s]", "[..%s,%s]", "[%s,%s..]", "[..%s,%s..]",
	}).Draw(t, "set")
	return fmt.Sprintf(form, a, b)
}

// drawInterval draws an interval, of which some ends may be open or unknown.
func (th madeTheme) drawInterval(t *rapid.T) string {
	ends := []string{"date", "date", "date", "date", "..", ""}
	end := func(label string) string {
		e := rapid.SampledFrom(ends).Draw(t, label)
		if e == "date" {
			return th.drawDate(t)
		}
		return e
	}
	a, b := end("start"), end("end")
	for _, s := range []string{a + "/" + b, b + "/" + a} {
		if _, err := edtf.Parse(s); err == nil {
			return s
		}
	}
	d := th.drawDay(t)
	return d + "/" + d
}

func (th madeTheme) drawWhen(t *rapid.T) edtf.Date {
	switch n := rapid.IntRange(0, 9).Draw(t, "when"); {
	case n >= 10-th.episodes:
		return edtf.MustParse(th.drawInterval(t))
	case n >= 6:
		return edtf.MustParse(th.drawSet(t))
	}
	return edtf.MustParse(th.drawDate(t))
}

func (th madeTheme) drawReported(t *rapid.T) edtf.Date {
	switch rapid.IntRange(0, 9).Draw(t, "reported") {
	case 0, 1, 2:
		return edtf.Date{}
	case 3, 4:
		return edtf.MustParse(th.drawDate(t))
	case 5:
		return edtf.MustParse(th.drawSet(t))
	}
	return edtf.MustParse("2020-01-01")
}

// drawClaim draws a claim that names no other.
func (th madeTheme) drawClaim(t *rapid.T) border.Claim {
	c := border.Claim{
		Crossing: madeCrossings[0], Side: border.Syria, Kind: border.KindStatus, Modality: border.Reported,
		When: th.drawWhen(t), Reported: th.drawReported(t),
		Recorded: rapid.SampledFrom(madeInstants).Draw(t, "recorded"),
		Source:   border.Source{Name: rapid.SampledFrom([]string{"a", "a", " A ", "b", "c"}).Draw(t, "source")},
	}
	c.Edge = border.Start
	if rapid.IntRange(0, 9).Draw(t, "seen") >= 10-th.seen {
		c.Edge = border.Seen
	}
	if th.oneTrack && rapid.IntRange(0, 2).Draw(t, "control") < th.control {
		c.Kind = border.KindControl
	}
	if th.oneTrack && th.plans {
		c.Modality = rapid.SampledFrom([]border.Modality{border.Reported, border.Reported, border.Planned}).Draw(t, "modality")
	}
	if !th.oneTrack {
		c.Crossing = rapid.SampledFrom([]string{madeCrossings[0], madeCrossings[0], madeCrossings[1]}).Draw(t, "crossing")
		c.Side = rapid.SampledFrom([]border.Side{border.Syria, border.Syria, border.Iraq, border.Both}).Draw(t, "side")
		c.Kind = rapid.SampledFrom([]border.Kind{
			border.KindStatus, border.KindStatus, border.KindControl, border.KindControl,
			border.KindPassage, border.KindObstacle, border.KindThreat, border.KindAuthorization, border.KindReview,
		}).Draw(t, "kind")
		c.Modality = rapid.SampledFrom([]border.Modality{
			border.Reported, border.Reported, border.Observed, border.Planned, border.Expected, border.Denied, border.Feared,
		}).Draw(t, "modality")
	}
	switch {
	case c.Kind == border.KindStatus:
		c.Value = rapid.SampledFrom(madeStatuses[:th.values]).Draw(t, "status")
	case c.Kind == border.KindControl:
		c.Value = rapid.SampledFrom(madeParties[:min(th.values, len(madeParties))]).Draw(t, "party")
		c.Unit = rapid.SampledFrom([]string{"", "", "unit"}).Draw(t, "unit")
	case c.Kind == border.KindReview:
		return border.Claim{
			Crossing: c.Crossing, Side: c.Side, Kind: c.Kind, When: edtf.MustParse(th.drawDay(t)), Edge: border.Start, Source: c.Source, Reported: c.Reported,
			Recorded: c.Recorded, Modality: rapid.SampledFrom([]border.Modality{border.Reported, border.Observed}).Draw(t, "of review"),
		}
	default:
		c.Value = "a notice"
	}
	if c.Kind == border.KindStatus && c.Value == "restricted" {
		c.Traffic = rapid.SampledFrom([]border.Traffic{0, border.Passengers, border.Commercial | border.Fuel}).Draw(t, "traffic")
		c.Direction = rapid.SampledFrom([]border.Direction{0, border.SyriaToIraq, border.BothWays}).Draw(t, "direction")
	}
	if c.Modality == border.Denied && rapid.IntRange(0, 3).Draw(t, "bare") == 0 {
		c.Value, c.When, c.Unit, c.Traffic, c.Direction = "", edtf.Date{}, "", 0, 0
	}
	if rapid.IntRange(0, 3).Draw(t, "graded") == 0 {
		g, err := border.ParseGrade(rapid.SampledFrom([]string{"A1", "A2", "B1", "F6"}).Draw(t, "grade"))
		if err != nil {
			t.Fatal(err)
		}
		c.Grade = g
	}
	return c
}

// drawVariant draws another word on what a claim tells: the same of other days, of
// the same, or of days that begin or end as they do.
func (th madeTheme) drawVariant(t *rapid.T, c border.Claim) border.Claim {
	v := th.drawClaim(t)
	if c.Kind == border.KindReview || v.Kind == border.KindReview {
		return v
	}
	v.Crossing, v.Side, v.Kind, v.Value, v.Modality = c.Crossing, c.Side, c.Kind, c.Value, c.Modality
	if v.Kind == border.KindControl {
		v.Traffic, v.Direction = 0, 0
	} else {
		v.Unit = ""
	}
	start, end, ok := c.When.Interval()
	switch rapid.IntRange(0, 3).Draw(t, "of the") {
	case 0:
		v.When = c.When
	case 1:
		if ok {
			start = edtf.MustParse(th.drawDate(t))
		} else {
			start = c.When
		}
		fallthrough
	case 2:
		if !ok || rapid.Bool().Draw(t, "end") {
			end = edtf.MustParse(th.drawDate(t))
		}
		if when, err := edtf.Parse(start.String() + "/" + end.String()); err == nil {
			v.When = when
		}
	}
	if v.When.IsZero() && v.Modality != border.Denied {
		v.When = edtf.MustParse(th.drawDay(t))
	}
	return v
}

// madeID returns the nth of the ids that histories use.
func madeID(n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("%08x-0000-5000-8000-000000000000", uint64(n)*0x11111111%0xfffffff1))
}

// upTo yields the numbers from 0 to n-1.
func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// drawHistory draws at most n claims and how they arrive.
func drawHistory(t *rapid.T, n int) madeHistory {
	th := drawTheme(t)
	count := rapid.IntRange(1, n).Draw(t, "claims")
	ids := rapid.Permutation(slices.Collect(upTo(n))).Draw(t, "ids")

	var h madeHistory
	byContent := map[int]bool{}
	for i := range count {
		c := th.drawClaim(t)
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "variant") == 0 {
			c = th.drawVariant(t, h.claims[rapid.IntRange(0, i-1).Draw(t, "of")])
		}
		c.ID = madeID(ids[i] + 1)
		if rapid.IntRange(0, 9).Draw(t, "by content") == 0 {
			c.ID = c.ContentID()
			byContent[i] = true
		}
		h.claims = append(h.claims, c)
	}
	// Who names whom: any claim but itself, of whichever crossing.
	for i := range h.claims {
		if byContent[i] || count == 1 {
			continue
		}
		c := &h.claims[i]
		odds := 5
		if c.Modality == border.Denied {
			odds = 0
		}
		for _, list := range []*[]uuid.UUID{&c.Denies, &c.Retracts, &c.Repeats} {
			if c.Kind == border.KindReview && list != &c.Retracts {
				continue
			}
			often := list == &c.Denies && rapid.IntRange(0, 9).Draw(t, "denies") >= 10-th.denials
			if often || rapid.IntRange(0, 2+odds).Draw(t, "names") == 1 {
				other := h.claims[(i+rapid.IntRange(1, count-1).Draw(t, "whom"))%count].ID
				if other != c.ID {
					*list = append(*list, other)
				}
			}
		}
	}
	// Some come twice, recorded earlier or later.
	for range rapid.IntRange(0, 2).Draw(t, "twice") {
		c := h.claims[rapid.IntRange(0, count-1).Draw(t, "which")].Clone()
		c.Recorded = rapid.SampledFrom(madeInstants).Draw(t, "recorded again")
		h.claims = append(h.claims, c)
	}
	order := slices.Collect(upTo(len(h.claims)))
	arrived := make([]border.Claim, len(order))
	for i, j := range rapid.Permutation(order).Draw(t, "arrival") {
		arrived[i] = h.claims[j]
	}
	h.claims = arrived
	h.batches = drawBatches(t, h.claims)
	return h
}

// drawBatches splits claims at random into batches that may be added one after
// the other: a claim comes no later than those that name it.
func drawBatches(t *rapid.T, claims []border.Claim) [][]border.Claim {
	var batches [][]border.Claim
	var batch []border.Claim
	held := map[uuid.UUID]bool{}
	for i, c := range claims {
		batch = append(batch, c.Clone())
		held[c.ID] = true
		complete := true
		for _, b := range batch {
			for _, id := range slices.Concat(b.Retracts, b.Denies, b.Repeats) {
				complete = complete && held[id]
			}
		}
		if i == len(claims)-1 || complete && rapid.Bool().Draw(t, "split") {
			batches = append(batches, batch)
			batch = nil
		}
	}
	return batches
}
