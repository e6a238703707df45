package timeline_test

import (
	"testing"

	"github.com/crossingstatus/border/internal/timeline/oracle"
)

// TestEveryThreeEpisodes asks what the slow reading says of all histories of three episodes, of two values, within three
// days: of what begins or ends on one day, at random few.
func TestEveryThreeEpisodes(t *testing.T) {
	var all []oracle.Claim
	for first := int64(1); first <= 3; first++ {
		for last := first; last <= 3; last++ {
			for _, value := range []string{"open", "closed"} {
				day := func(d int64) oracle.Bound { return oracle.Bound{Dated: true, Span: oracle.Span{Lo: d, Hi: d}} }
				all = append(all, oracle.Claim{Crossing: "x", Side: "syria", Kind: "status", Value: value, Modality: "reported", Source: "a",
					Reported: oracle.Span{Lo: 100, Hi: 100}, When: oracle.When{Given: true, Interval: true, Start: day(first), End: day(last)}})
			}
		}
	}
	for _, x := range all {
		for _, y := range all {
			for _, z := range all {
				x.ID, y.ID, z.ID = "1", "2", "3"
				compareBoth(t, themes["episodes"], oracle.ViewOf([]oracle.Claim{x, y, z}))
			}
		}
	}
}

// fact returns a claim of a status about some days.
func fact(id, value string, seen bool, when oracle.When) oracle.Claim {
	when.Given = true
	return oracle.Claim{ID: id, Crossing: "x", Side: "syria", Kind: "status", Value: value, Modality: "reported", Source: "a", Seen: seen,
		Reported: oracle.Span{Lo: 100, Hi: 100}, When: when}
}

// episode returns a claim of a status that was from a day within one span to a day within another.
func episode(id, value string, first, last oracle.Span) oracle.Claim {
	return fact(id, value, false, oracle.When{Interval: true, Start: oracle.Bound{Dated: true, Span: first}, End: oracle.Bound{Dated: true, Span: last}})
}

// within returns the spans of days from 1 up to one.
func within(last int64) (spans []oracle.Span) {
	for lo := int64(1); lo <= last; lo++ {
		for hi := lo; hi <= last; hi++ {
			spans = append(spans, oracle.Span{Lo: lo, Hi: hi})
		}
	}
	return spans
}

// TestEveryGoingOn asks the same of all histories of a change, a sighting that may go on from it, and
// a change of another value that may lie between them, within four days.
func TestEveryGoingOn(t *testing.T) {
	for _, change := range within(4) {
		for _, seen := range within(4) {
			for _, other := range within(4) {
				compareBoth(t, themes["vague"], oracle.ViewOf([]oracle.Claim{
					fact("1", "open", false, oracle.When{Bounds: change}), fact("2", "open", true, oracle.When{Bounds: seen}), fact("3", "closed", false, oracle.When{Bounds: other}),
				}))
			}
		}
	}
}

// TestVagueEpisodeAmongOthers asks the same of a vague episode that may restate two others.
func TestVagueEpisodeAmongOthers(t *testing.T) {
	day := func(d int64) oracle.Span { return oracle.Span{Lo: d, Hi: d} }
	for _, x := range within(4) {
		for _, y := range within(4) {
			for _, last := range []oracle.Span{{Lo: 3, Hi: 4}, {Lo: 2, Hi: 6}} {
				compareBoth(t, themes["episodes"], oracle.ViewOf([]oracle.Claim{
					episode("1", "open", day(x.Lo), day(x.Hi)), episode("2", "open", day(y.Lo), day(y.Hi)), episode("3", "open", oracle.Span{Lo: 1, Hi: 4}, last),
				}))
			}
		}
	}
}

// TestEpisodeAboutDayZero asks the same of what was told about the beginning of an episode, before and
// after the day from which days are counted.
func TestEpisodeAboutDayZero(t *testing.T) {
	day := func(d int64) oracle.Span { return oracle.Span{Lo: d, Hi: d} }
	for from := int64(-3); from <= 3; from++ {
		for told := from - 1; told <= from+2; told++ {
			compareBoth(t, themes["episodes"], oracle.ViewOf([]oracle.Claim{
				episode("1", "open", day(from), day(20)), fact("2", "closed", false, oracle.When{Bounds: day(told)}),
			}))
		}
	}
}
