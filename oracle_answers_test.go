package border_test

import (
	"encoding/json"
	"reflect"
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

// A slowRun is a longest run of days; an end that is open is slowBeginning or
// slowEnd. At is a day of it.
type slowRun struct{ from, to, at int64 }

// slowRuns splits all time into the longest runs of days on which same holds of
// each and the next; nothing differs outside the days from first to last.
func slowRuns(first, last int64, same func(a, b int64) bool) []slowRun {
	runs := []slowRun{{slowBeginning, slowEnd, first}}
	for d := first + 1; d <= last; d++ {
		if !same(d-1, d) {
			runs[len(runs)-1].to = d - 1
			runs = append(runs, slowRun{d, slowEnd, d})
		}
	}
	return runs
}

// history returns the segments of a crossing from one day to another, which may
// be slowBeginning and slowEnd.
func (v slowView) history(crossing string, trs slowTracks, from, to int64) []slowSegmentJSON {
	segments := []slowSegmentJSON{}
	for _, side := range slowSides {
		for _, kind := range slowKinds {
			tr := trs[slowQuestion{crossing, side, kind}]
			first, last := tr.window()
			for _, r := range slowRuns(first, last, func(a, b int64) bool {
				f, g := tr.finding(a), tr.finding(b)
				return reflect.DeepEqual(f.answer(), g.answer()) && reflect.DeepEqual(f.rests(), g.rests())
			}) {
				if r.to < from || to < r.from {
					continue
				}
				f := tr.finding(r.at)
				segments = append(segments, slowSegmentJSON{
					crossing, side.String(), kind.String(), slowDayText(max(r.from, from)), slowDayText(min(r.to, to)),
					f.answer(), f.rests(),
				})
			}
		}
	}
	return segments
}

// slowDiff returns on which days the answers of two views differ in value,
// certain, disputed or possible.
func slowDiff(older, newer slowTracks, crossings ...string) []slowChangeJSON {
	changes := []slowChangeJSON{}
	for _, crossing := range slices.Sorted(slices.Values(crossings)) {
		for _, side := range slowSides {
			for _, kind := range slowKinds {
				q := slowQuestion{crossing, side, kind}
				differ := func(d int64) bool {
					return !reflect.DeepEqual(older[q].finding(d).brief(), newer[q].finding(d).brief())
				}
				first, last := older[q].window()
				first2, last2 := newer[q].window()
				for _, r := range slowRuns(min(first, first2), max(last, last2), func(a, b int64) bool {
					return differ(a) == differ(b)
				}) {
					if differ(r.at) {
						changes = append(changes, slowChangeJSON{
							crossing, side.String(), kind.String(), slowDayText(r.from), slowDayText(r.to),
							older[q].finding(r.at).json(), newer[q].finding(r.at).json(),
						})
					}
				}
			}
		}
	}
	return changes
}
