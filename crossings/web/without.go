package web

import (
	"cmp"
	"maps"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// mostCompared is how many claims a page compares, at most, to tell what one of them changed.
const mostCompared = 20_000

// without returns two views of the crossing of a claim: before, which lacks the claim, and after, which
// has it.
func without(v border.View, claim border.Claim) (before, after border.View, err error) {
	given := border.World{
		Crossings: slices.Collect(v.Crossings()), Parties: slices.Collect(v.Parties()), Sources: slices.Collect(v.Sources()), Succession: slices.Collect(v.Succession()),
	}
	reg, err := border.NewWith(given)
	if err != nil {
		return before, after, err
	}
	err = reg.Load(func(yield func(border.Claim, error) bool) {
		for c := range v.All() {
			about := c.Crossing == claim.Crossing || len(c.Retracts)+len(c.Denies)+len(c.Repeats) > 0
			if about && c.ID != claim.ID && !yield(c, nil) {
				return
			}
		}
	})
	if err != nil {
		return before, after, err
	}
	if before, err = reg.View().Only(claim.Crossing); err != nil {
		return before, after, err
	}
	after, err = v.Only(claim.Crossing)
	return before, after, err
}

// changesBy tells which answers claims change, from one view to another: of who may pass, and of the
// sides.
func (a *ask) changesBy(before, after border.View, claims []border.Claim) (rows []tried, err error) {
	for _, claim := range claims {
		if claim.Kind == border.KindControl || claim.Kind == border.KindReview {
			continue
		}
		passes, err := a.passChanges(before, after, claim)
		if err != nil {
			return nil, err
		}
		crossing, err := a.View.Lookup(claim.Crossing)
		if err != nil {
			return nil, err
		}
		for i := range passes {
			passes[i].Crossing = words.Crossing(a.Language, crossing)
		}
		rows = append(rows, passes...)
	}
	return append(rows, changesOf(a.Language, a.View, slices.Collect(border.Diff(before, after)))...), nil
}

// A passRun is days on which the answer to who may cross is another without a claim.
type passRun struct {
	from, to      border.Day // the zero Day: no end
	before, after border.Passage
}

// passChanges tells what a claim changes in who may cross, which the answers of the sides do not always
// show.
func (a *ask) passChanges(before, after border.View, claim border.Claim) (rows []tried, err error) {
	turns, err := turnsOf(claim.Crossing, before, after)
	if err != nil {
		return nil, err
	}
	found := map[passRun]*[2]border.Traffic{} // the kinds of traffic of each way
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		for i, way := range passDirections {
			runs, err := passRuns(claim.Crossing, before, after, turns, kind, way)
			if err != nil {
				return nil, err
			}
			for _, run := range runs {
				if found[run] == nil {
					found[run] = new([2]border.Traffic)
				}
				found[run][i] |= kind
			}
		}
	}
	l := a.Language
	for _, run := range slices.SortedFunc(maps.Keys(found), func(x, y passRun) int {
		return cmp.Or(x.from.Compare(y.from), x.to.Compare(y.to), cmp.Compare(x.before, y.before), cmp.Compare(x.after, y.after))
	}) {
		there, back := found[run][0], found[run][1]
		for _, of := range []struct {
			kinds border.Traffic
			way   border.Direction
		}{{there & back, border.BothWays}, {there &^ back, passDirections[0]}, {back &^ there, passDirections[1]}} {
			if of.kinds != 0 {
				rows = append(rows, tried{Side: words.Of(l, "Who may pass"), Question: words.Traffic(l, of.kinds) + words.Of(l, ", ") + words.Name(l, of.way),
					Run: words.Run(l, run.from, run.to), Before: words.Passage(l, run.before), After: words.Passage(l, run.after)})
			}
		}
	}
	return rows, nil
}

// passRuns returns the runs of days on which two views answer differently whether a kind of traffic
// may pass one way. Neither answers otherwise than on the day before but on the days of turns.
func passRuns(code string, before, after border.View, turns []border.Day, kind border.Traffic, way border.Direction) (runs []passRun, err error) {
	var open *passRun
	for _, day := range turns {
		x, err := before.Passable(code, day, kind, way)
		if err != nil {
			return nil, err
		}
		y, err := after.Passable(code, day, kind, way)
		if err != nil {
			return nil, err
		}
		if open != nil && (x.Passage != open.before || y.Passage != open.after) {
			open.to, open = day.AddDays(-1), nil
		}
		if open == nil && x.Passage != y.Passage {
			runs = append(runs, passRun{from: day, before: x.Passage, after: y.Passage})
			open = &runs[len(runs)-1]
		}
	}
	return runs, nil
}

// turnsOf returns the days, in order, on which an answer of a crossing in one of the views may be
// another than on the day before: where a segment of its history begins, and where a notice begins
// or has ended.
func turnsOf(code string, views ...border.View) (turns []border.Day, err error) {
	span := func(d edtf.Date) {
		of := border.SpanOf(d)
		turns = append(turns, of.Earliest)
		if !of.Latest.IsZero() {
			turns = append(turns, of.Latest.AddDays(1))
		}
	}
	for _, v := range views {
		for segment, err := range v.History(code) {
			if err != nil {
				return nil, err
			}
			turns = append(turns, segment.From)
		}
		claims, err := v.Claims(code)
		if err != nil {
			return nil, err
		}
		for _, c := range claims {
			if c.Kind.MakesState() || c.When.IsZero() {
				continue
			}
			span(c.When)
			if start, end, ok := c.When.Interval(); ok {
				span(start)
				span(end)
			}
		}
	}
	slices.SortFunc(turns, border.Day.Compare)
	turns = slices.Compact(turns)
	if len(turns) > 0 && turns[0].IsZero() {
		turns = turns[1:]
	}
	return turns, nil
}

// beside returns the other claims of a notice's crossing that are of its kind, traffic and way and
// speak of the day on which it begins: mostly others who tell of the same.
func (a *ask) beside(claim border.Claim) (views []claimView, err error) {
	if claim.Kind != border.KindObstacle && claim.Kind != border.KindThreat && claim.Kind != border.KindAuthorization || claim.When.IsZero() {
		return nil, nil
	}
	claims, err := a.claims(claim.Crossing)
	if err != nil {
		return nil, err
	}
	first := border.SpanOf(claim.When).Earliest
	for _, c := range claims {
		if c.ID != claim.ID && c.Kind == claim.Kind && c.Traffic == claim.Traffic && c.Direction == claim.Direction && border.SpanOf(c.When).Earliest == first {
			views = append(views, a.claimOf(c))
		}
	}
	return views, nil
}
