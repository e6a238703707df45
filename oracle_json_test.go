package border_test

import (
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline/oracle"
)

// The JSON forms of what the slow reading answers, with their members in the order in
// which they are documented.
type (
	sinceJSON struct {
		Earliest *string `json:"earliest"`
		Latest   *string `json:"latest"`
	}
	briefJSON struct {
		Value    string   `json:"value"`
		Certain  bool     `json:"certain"`
		Disputed bool     `json:"disputed"`
		Possible []string `json:"possible"`
	}
	answerJSON struct { // a finding but for the number of origins
		briefJSON
		Unit      *string   `json:"unit"`
		Traffic   []string  `json:"traffic"`
		Direction *string   `json:"direction"`
		Since     sinceJSON `json:"since"`
		Attested  *string   `json:"attested"`
		Basis     []string  `json:"basis"`
		Against   []string  `json:"against"`
	}
	findingJSON struct {
		answerJSON
		Origins int `json:"origins"`
		Later   int `json:"later"`
	}
	sideJSON struct {
		Control findingJSON `json:"control"`
		Status  findingJSON `json:"status"`
	}
	sidesJSON struct {
		Syria sideJSON `json:"syria"`
		Iraq  sideJSON `json:"iraq"`
	}
	atJSON struct {
		Crossing     string         `json:"crossing"`
		On           string         `json:"on"`
		Known        *string        `json:"known"`
		AsOf         *string        `json:"asOf"`
		Through      *string        `json:"through"`
		LastKnown    bool           `json:"lastKnown"`
		Freshness    string         `json:"freshness"`
		LastReview   *string        `json:"lastReview"`
		Sides        sidesJSON      `json:"sides"`
		Status       briefJSON      `json:"status"`
		Plans        []planJSON     `json:"plans"`
		Notices      []border.Claim `json:"notices"`
		LastReported *string        `json:"lastReported"`
	}
	planJSON struct {
		Claim      string    `json:"claim"`
		Crossing   string    `json:"crossing"`
		Side       string    `json:"side"`
		Value      string    `json:"value"`
		Due        sinceJSON `json:"due"`
		Reported   *string   `json:"reported"`
		Outcome    string    `json:"outcome"`
		MetBy      *string   `json:"metBy"`
		SlipDays   []int64   `json:"slipDays"`
		WaitedDays []int64   `json:"waitedDays"`
	}
	segmentJSON struct {
		Crossing string  `json:"crossing"`
		Side     string  `json:"side"`
		Question string  `json:"question"`
		From     *string `json:"from"`
		To       *string `json:"to"`
		answerJSON
	}
	changeJSON struct {
		Crossing string     `json:"crossing"`
		Side     string     `json:"side"`
		Question string     `json:"question"`
		From     *string    `json:"from"`
		To       *string    `json:"to"`
		Before   answerJSON `json:"before"`
		After    answerJSON `json:"after"`
	}
	canSideJSON struct {
		Answer string      `json:"answer"`
		Status findingJSON `json:"status"`
	}
	canJSON struct {
		Crossing  string   `json:"crossing"`
		On        string   `json:"on"`
		Known     *string  `json:"known"`
		AsOf      *string  `json:"asOf"`
		Through   *string  `json:"through"`
		Traffic   []string `json:"traffic"`
		Direction string   `json:"direction"`
		Answer    string   `json:"answer"`
		Sides     struct {
			Syria canSideJSON `json:"syria"`
			Iraq  canSideJSON `json:"iraq"`
		} `json:"sides"`
		Obstacles      []border.Claim `json:"obstacles"`
		Authorizations []border.Claim `json:"authorizations"`
		Attested       *string        `json:"attested"`
		LastKnown      bool           `json:"lastKnown"`
		Freshness      string         `json:"freshness"`
	}
)

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func dayOrNull(d int64) *string {
	if d == oracle.Beginning || d == oracle.End {
		return nil
	}
	return textOrNull(edtf.DayFromNumber(d).String())
}

func spanJSON(s oracle.Span) sinceJSON { return sinceJSON{dayOrNull(s.Lo), dayOrNull(s.Hi)} }

// listed returns a list that is empty in JSON rather than null.
func listed[T any](l []T) []T { return append([]T{}, l...) }

func briefOf(f oracle.Finding) briefJSON {
	return briefJSON{f.Value, f.Certain, f.Disputed, f.Possible}
}

func answerOf(f oracle.Finding) answerJSON {
	return answerJSON{
		briefOf(f), textOrNull(f.Unit()), listed(f.Traffic()), textOrNull(f.Direction()), spanJSON(f.Since), dayOrNull(f.Attested),
		listed(f.Basis), listed(f.Against),
	}
}

func findingOf(f oracle.Finding) findingJSON { return findingJSON{answerOf(f), f.Origins, f.Later} }

func (r reference) knownNumber() int64 {
	if r.known.IsZero() {
		return oracle.End
	}
	return r.known.Number()
}

func (r reference) asOfText() *string {
	if r.asOf.IsZero() {
		return nil
	}
	return textOrNull(r.asOf.UTC().Format("2006-01-02T15:04:05.999999999Z07:00"))
}

func (r reference) plans(crossing string, trs oracle.Tracks, t int64) []planJSON {
	plans := []planJSON{}
	for _, p := range r.Plans(crossing, trs, t) {
		j := planJSON{
			Claim: p.Claim.ID, Crossing: crossing, Side: p.Claim.Side, Value: p.Claim.Value, Due: spanJSON(p.Due),
			Reported: textOrNull(r.claims[p.Claim.ID].Reported.String()), Outcome: p.Outcome, MetBy: textOrNull(p.MetBy),
		}
		if p.Slip != nil {
			j.SlipDays = []int64{p.Slip.Lo, p.Slip.Hi}
		}
		if p.Waited != nil {
			j.WaitedDays = []int64{p.Waited.Lo, p.Waited.Hi}
		}
		plans = append(plans, j)
	}
	return plans
}

// at returns the whole answer about a crossing on a day.
func (r reference) at(crossing string, trs oracle.Tracks, t int64) atJSON {
	side := func(side string) sideJSON {
		return sideJSON{findingOf(trs.Finding(side, "control", t)), findingOf(trs.Finding(side, "status", t))}
	}
	status := oracle.Crossing(trs.Finding("syria", "status", t), trs.Finding("iraq", "status", t))
	return atJSON{
		Crossing: crossing, On: edtf.DayFromNumber(t).String(), Known: textOrNull(r.known.String()), AsOf: r.asOfText(),
		Through:   dayOrNull(r.lastReported(crossing, oracle.End-1)),
		LastKnown: status.Attested != oracle.Beginning && status.Attested < t, Freshness: oracle.Freshness(status.Attested, t, r.knownNumber()),
		LastReview: dayOrNull(r.lastReview(crossing, t)),
		Sides:      sidesJSON{side("syria"), side("iraq")},
		Status:     briefOf(status), Plans: r.plans(crossing, trs, t), Notices: r.notices(crossing, t),
		LastReported: dayOrNull(r.lastReported(crossing, t)),
	}
}

// can returns the whole answer to whether traffic may pass.
func (r reference) can(crossing string, trs oracle.Tracks, t int64, kinds []string, direction string) canJSON {
	p := r.Can(crossing, trs, t, kinds, direction)
	claims := func(ids []string) []border.Claim {
		all := []border.Claim{}
		for _, id := range ids {
			all = append(all, r.claims[id])
		}
		return all
	}
	j := canJSON{
		Crossing: crossing, On: edtf.DayFromNumber(t).String(), Known: textOrNull(r.known.String()), AsOf: r.asOfText(),
		Through: dayOrNull(r.lastReported(crossing, oracle.End-1)), Traffic: kinds, Direction: direction, Answer: p.Answer,
		Obstacles: claims(p.Obstacles), Authorizations: claims(p.Authorizations), Attested: dayOrNull(p.Attested),
		LastKnown: p.Attested != oracle.Beginning && p.Attested < t, Freshness: oracle.Freshness(p.Attested, t, r.knownNumber()),
	}
	j.Sides.Syria = canSideJSON{p.Syria, findingOf(trs.Finding("syria", "status", t))}
	j.Sides.Iraq = canSideJSON{p.Iraq, findingOf(trs.Finding("iraq", "status", t))}
	return j
}

// referenceTracks are those of history, in its order.
var referenceTracks = [][2]string{{"iraq", "control"}, {"iraq", "status"}, {"syria", "control"}, {"syria", "status"}}

// segments returns the history of a crossing from one day to another: the segments
// that touch those days, cut to them. Attested is that of a segment's last day as
// cut.
func (r reference) segments(crossing string, trs oracle.Tracks, from, to int64) []segmentJSON {
	segments := []segmentJSON{}
	for _, q := range referenceTracks {
		tr := trs[q]
		days := tr.Days(oracle.Beginning, oracle.End)
		for _, run := range oracle.Runs(days, oracle.End, func(a, b int64) bool { return tr.Finding(a).Same(tr.Finding(b)) }) {
			if run.Hi < from || to < run.Lo {
				continue
			}
			run = oracle.Span{Lo: max(run.Lo, from), Hi: min(run.Hi, to)}
			last := run.Hi
			if last == oracle.End { // what it comes to
				last = days[len(days)-1]
			}
			f := tr.Finding(max(run.Lo, oracle.Beginning))
			f.Attested = tr.Finding(last).Attested
			segments = append(segments, segmentJSON{crossing, q[0], q[1], dayOrNull(run.Lo), dayOrNull(run.Hi), answerOf(f)})
		}
	}
	return segments
}

// changesBetween returns the longest runs of days on which two views answer in the same
// two ways, which differ in value, certain, disputed or possible.
func changesBetween(older, newer map[string]oracle.Tracks, crossings ...string) []changeJSON {
	changes := []changeJSON{}
	for _, crossing := range slices.Sorted(slices.Values(crossings)) {
		for _, q := range referenceTracks {
			x, y := older[crossing][q], newer[crossing][q]
			days := slices.Concat(x.Days(oracle.Beginning, oracle.End), y.Days(oracle.Beginning, oracle.End))
			slices.Sort(days)
			for _, run := range oracle.Runs(slices.Compact(days), oracle.End, func(a, b int64) bool {
				return x.Finding(a).SameBriefly(x.Finding(b)) && y.Finding(a).SameBriefly(y.Finding(b))
			}) {
				if f, g := x.Finding(run.Lo), y.Finding(run.Lo); !f.SameBriefly(g) {
					changes = append(changes, changeJSON{
						crossing, q[0], q[1], dayOrNull(run.Lo), dayOrNull(run.Hi), answerOf(f), answerOf(g),
					})
				}
			}
		}
	}
	return changes
}
