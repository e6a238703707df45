package border_test

import (
	"encoding/json"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A slowQuestion names a track.
type slowQuestion struct {
	crossing string
	side     border.Side
	kind     border.Kind
}

type slowTracks map[slowQuestion]*slowTrack

// slowSides and slowKinds are in the order of their names, which is that of
// histories.
var (
	slowSides = []border.Side{border.Iraq, border.Syria}
	slowKinds = []border.Kind{border.KindControl, border.KindStatus}
)

// tracks reads all tracks of those crossings.
func (v slowView) tracks(crossings ...string) slowTracks {
	trs := slowTracks{}
	for _, crossing := range crossings {
		for _, side := range slowSides {
			for _, kind := range slowKinds {
				trs[slowQuestion{crossing, side, kind}] = v.track(crossing, side, kind)
			}
		}
	}
	return trs
}

// The JSON forms, with their members in the order in which the design lists them.
type (
	slowSince struct {
		Earliest *string `json:"earliest"`
		Latest   *string `json:"latest"`
	}
	slowBrief struct {
		Value    string   `json:"value"`
		Certain  bool     `json:"certain"`
		Disputed bool     `json:"disputed"`
		Possible []string `json:"possible"`
	}
	slowAnswer struct { // a finding but for attested
		slowBrief
		Unit      *string         `json:"unit"`
		Traffic   json.RawMessage `json:"traffic"`
		Direction *string         `json:"direction"`
		Since     slowSince       `json:"since"`
	}
	slowRests struct {
		Basis   []string `json:"basis"`
		Against []string `json:"against"`
	}
	slowFindingJSON struct {
		slowAnswer
		Attested *string `json:"attested"`
		slowRests
	}
	slowSideJSON struct {
		Control slowFindingJSON `json:"control"`
		Status  slowFindingJSON `json:"status"`
	}
	slowSidesJSON struct {
		Syria slowSideJSON `json:"syria"`
		Iraq  slowSideJSON `json:"iraq"`
	}
	slowAtJSON struct {
		Crossing     string         `json:"crossing"`
		On           string         `json:"on"`
		Known        *string        `json:"known"`
		AsOf         *string        `json:"asOf"`
		Sides        slowSidesJSON  `json:"sides"`
		Status       slowBrief      `json:"status"`
		Plans        []slowPlanJSON `json:"plans"`
		Notices      []border.Claim `json:"notices"`
		LastReported *string        `json:"lastReported"`
	}
	slowPlanJSON struct {
		Claim    string    `json:"claim"`
		Crossing string    `json:"crossing"`
		Side     string    `json:"side"`
		Value    string    `json:"value"`
		Due      slowSince `json:"due"`
		Reported *string   `json:"reported"`
		Outcome  string    `json:"outcome"`
		MetBy    *string   `json:"metBy"`
		SlipDays []int64   `json:"slipDays"`
	}
	slowSegmentJSON struct {
		Crossing string  `json:"crossing"`
		Side     string  `json:"side"`
		Question string  `json:"question"`
		From     *string `json:"from"`
		To       *string `json:"to"`
		slowAnswer
		slowRests
	}
	slowChangeJSON struct {
		Crossing string          `json:"crossing"`
		Side     string          `json:"side"`
		Question string          `json:"question"`
		From     *string         `json:"from"`
		To       *string         `json:"to"`
		Before   slowFindingJSON `json:"before"`
		After    slowFindingJSON `json:"after"`
	}
)

func slowText(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func slowDayText(d int64) *string {
	if d == slowBeginning || d == slowEnd {
		return nil
	}
	return slowText(edtf.DayFromNumber(d).String())
}

func slowSpanJSON(s slowSpan) slowSince { return slowSince{slowDayText(s.lo), slowDayText(s.hi)} }

func slowIDs(ids []uuid.UUID) []string {
	texts := []string{}
	for _, id := range ids {
		texts = append(texts, id.String())
	}
	return texts
}

func (f slowFinding) brief() slowBrief {
	return slowBrief{f.value, f.certain, f.disputed, f.possible}
}

func (f slowFinding) answer() slowAnswer {
	traffic, err := json.Marshal(f.traffic)
	if err != nil {
		panic(err)
	}
	return slowAnswer{f.brief(), slowText(f.unit), traffic, slowText(f.direction.String()), slowSpanJSON(f.since)}
}

func (f slowFinding) rests() slowRests { return slowRests{slowIDs(f.basis), slowIDs(f.against)} }

func (f slowFinding) json() slowFindingJSON {
	return slowFindingJSON{f.answer(), slowDayText(f.attested), f.rests()}
}

func (p slowPlan) json() slowPlanJSON {
	j := slowPlanJSON{
		Claim: p.claim.ID.String(), Crossing: p.claim.Crossing, Side: p.claim.Side.String(),
		Value: p.claim.Value, Due: slowSpanJSON(p.due), Reported: slowText(p.claim.Reported.String()), Outcome: p.outcome,
	}
	if p.metBy != uuid.Nil {
		j.MetBy = slowText(p.metBy.String())
	}
	if p.slips {
		j.SlipDays = []int64{p.slip.lo, p.slip.hi}
	}
	return j
}

func (v slowView) plansJSON(crossing string, trs slowTracks, t int64) []slowPlanJSON {
	plans := []slowPlanJSON{}
	for _, p := range v.plans(crossing, trs, t) {
		plans = append(plans, p.json())
	}
	return plans
}

// at returns the whole answer about a crossing on a day.
func (v slowView) at(crossing string, trs slowTracks, t int64) slowAtJSON {
	find := func(side border.Side, kind border.Kind) slowFinding {
		return trs[slowQuestion{crossing, side, kind}].finding(t)
	}
	side := func(side border.Side) slowSideJSON {
		return slowSideJSON{find(side, border.KindControl).json(), find(side, border.KindStatus).json()}
	}
	j := slowAtJSON{
		Crossing: crossing, On: edtf.DayFromNumber(t).String(), Known: slowText(v.known.String()),
		Sides:        slowSidesJSON{side(border.Syria), side(border.Iraq)},
		Status:       slowCrossing(find(border.Syria, border.KindStatus), find(border.Iraq, border.KindStatus)).brief(),
		Plans:        v.plansJSON(crossing, trs, t),
		Notices:      append([]border.Claim{}, v.notices(crossing, t)...),
		LastReported: slowDayText(v.lastReported(crossing, t)),
	}
	if !v.asOf.IsZero() {
		j.AsOf = slowText(v.asOf.UTC().Format("2006-01-02T15:04:05.999999999Z07:00"))
	}
	return j
}

// same reports whether f and g are one answer, the days they speak of aside.
func (f slowFinding) same(g slowFinding) bool {
	return f.sameBriefly(g) && f.unit == g.unit && f.traffic == g.traffic && f.direction == g.direction && f.since == g.since &&
		slices.Equal(f.basis, g.basis) && slices.Equal(f.against, g.against)
}

// sameBriefly compares what Diff compares.
func (f slowFinding) sameBriefly(g slowFinding) bool {
	return f.value == g.value && f.certain == g.certain && f.disputed == g.disputed && slices.Equal(f.possible, g.possible)
}

// A slowRun is a longest run of days; an end that is open is slowBeginning or
// slowEnd.
type slowRun struct{ from, to int64 }

// slowRuns splits all time into the longest runs of days of which same holds. The
// days are those on which something may change; the first is slowBeginning.
func slowRuns(days []int64, same func(a, b int64) bool) []slowRun {
	runs := []slowRun{{slowBeginning, slowEnd}}
	for i, d := range days[1:] {
		if !same(days[i], d) {
			runs[len(runs)-1].to = d - 1
			runs = append(runs, slowRun{d, slowEnd})
		}
	}
	return runs
}

// history returns the segments of a crossing.
func (v slowView) history(crossing string, trs slowTracks) []slowSegment {
	var segments []slowSegment
	for _, side := range slowSides {
		for _, kind := range slowKinds {
			q := slowQuestion{crossing, side, kind}
			tr := trs[q]
			for _, r := range slowRuns(tr.days(slowBeginning, slowEnd), func(a, b int64) bool {
				return tr.finding(a).same(tr.finding(b))
			}) {
				segments = append(segments, slowSegment{q, r, tr.finding(r.from)})
			}
		}
	}
	return segments
}

// A slowSegment is a run of days with one answer.
type slowSegment struct {
	slowQuestion
	slowRun
	finding slowFinding
}

// slowSegments returns the JSON of the segments that touch the days from one to
// another, cut to them.
func slowSegments(segments []slowSegment, from, to int64) []slowSegmentJSON {
	cut := []slowSegmentJSON{}
	for _, s := range segments {
		if s.to < from || to < s.from {
			continue
		}
		cut = append(cut, slowSegmentJSON{
			s.crossing, s.side.String(), s.kind.String(), slowDayText(max(s.from, from)), slowDayText(min(s.to, to)),
			s.finding.answer(), s.finding.rests(),
		})
	}
	return cut
}

// slowDiff returns the longest runs of days on which two views answer in the same
// two ways, which differ in value, certain, disputed or possible.
func slowDiff(older, newer slowTracks, crossings ...string) []slowChangeJSON {
	changes := []slowChangeJSON{}
	for _, crossing := range slices.Sorted(slices.Values(crossings)) {
		for _, side := range slowSides {
			for _, kind := range slowKinds {
				x, y := older[slowQuestion{crossing, side, kind}], newer[slowQuestion{crossing, side, kind}]
				days := slices.Concat(x.days(slowBeginning, slowEnd), y.days(slowBeginning, slowEnd))
				slices.Sort(days)
				for _, r := range slowRuns(slices.Compact(days), func(a, b int64) bool {
					return x.finding(a).sameBriefly(x.finding(b)) && y.finding(a).sameBriefly(y.finding(b))
				}) {
					if f, g := x.finding(r.from), y.finding(r.from); !f.sameBriefly(g) {
						changes = append(changes, slowChangeJSON{
							crossing, side.String(), kind.String(), slowDayText(r.from), slowDayText(r.to), f.json(), g.json(),
						})
					}
				}
			}
		}
	}
	return changes
}
