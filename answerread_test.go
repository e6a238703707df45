package border_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// readBack reads an answer from what it writes, and checks that it is written the same again.
func readBack[A any](t require.TestingT, answer A) (back A) {
	data, err := json.Marshal(answer)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &back), "%s", data)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	return back
}

// requireSameFinding compares what two findings say, their claims by id.
func requireSameFinding[V border.Party | border.Status](t require.TestingT, want, got border.Finding[V], ofDay bool) {
	ids := func(f border.Finding[V]) (lists [2][]uuid.UUID) {
		for c := range f.Basis() {
			lists[0] = append(lists[0], c.ID)
		}
		for c := range f.Against() {
			lists[1] = append(lists[1], c.ID)
		}
		return lists
	}
	w, g := ids(want), ids(got)
	require.ElementsMatch(t, w[0], g[0])
	require.ElementsMatch(t, w[1], g[1])
	said := func(f border.Finding[V]) []any {
		return []any{f.Value, f.Certain, f.Disputed, f.Since, f.Attested, f.Unit(), f.Traffic(), f.Direction(), slices.Collect(f.Possible()), f.String(), f.Allows(f.Value)}
	}
	require.Equal(t, said(want), said(got))
	if ofDay {
		require.Equal(t, want.Origins(), got.Origins())
		require.Equal(t, want.Later(), got.Later())
	}
}

// requireReadBack reads everything back that a view answers about a crossing on a day.
func requireReadBack(t require.TestingT, v border.View, code string, day border.Day) {
	s, err := v.At(code, day)
	require.NoError(t, err)
	back := readBack(t, s)
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		requireSameFinding(t, s.Side(side).Control, back.Side(side).Control, true)
		requireSameFinding(t, s.Side(side).Status, back.Side(side).Status, true)
		requireSameFinding(t, s.Side(side).Control, readBack(t, s.Side(side).Control), true)
		requireSameFinding(t, s.Side(side).Status, readBack(t, s.Side(side).Status), true)
	}
	require.Equal(t, s.Status, readBack(t, s.Status))
	said := func(s border.State) []any {
		return []any{s.Crossing, s.On, s.Known, s.AsOf.UnixNano(), s.Status, s.String(), s.Freshness(), s.IsLastKnown(), s.Attested(), s.Through(),
			s.LastReported(), s.LastReview(), slices.Collect(s.Notices()), len(slices.Collect(s.Plans()))}
	}
	require.Equal(t, said(s), said(back))
	for _, traffic := range []border.Traffic{border.Passengers, border.Commercial | border.Fuel, border.Military} {
		p, err := v.Passable(code, day, traffic, border.IraqToSyria)
		require.NoError(t, err)
		read := readBack(t, p)
		require.Equal(t, p.String(), read.String())
		require.Equal(t, p.Through(), read.Through())
		readBack(t, p.NotOlder(30))
		require.Equal(t, p.NotOlder(30).String(), read.NotOlder(30).String())
		require.Equal(t, border.CannotTell, back.Passable(traffic, border.IraqToSyria).Passage)
	}
	for p := range s.Plans() {
		back := readBack(t, p)
		if p.Value == "unknown" { // of a party or a status: the JSON does not say
			back.Question = p.Question
		}
		require.Equal(t, p, back)
	}
}

// requireTimelinesReadBack reads the segments of a crossing back, and what changed between two views.
func requireTimelinesReadBack(t require.TestingT, older, newer border.View, code string) {
	for seg, err := range newer.History(code) {
		require.NoError(t, err)
		back := readBack(t, seg)
		require.Equal(t, seg.String(), back.String())
		requireSameFinding(t, seg.Control(), back.Control(), false)
		requireSameFinding(t, seg.Status(), back.Status(), false)
	}
	for c := range border.Diff(older, newer) {
		require.Equal(t, c.String(), readBack(t, c).String())
	}
}

// TestAnswersReadBack reads every answer of the dataset back from its JSON, on days of all its years.
func TestAnswersReadBack(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	outcomes := map[border.Outcome]bool{}
	for c := range reg.Crossings() {
		for day := border.Date(2003, time.March, 5); day.Before(border.Date(2027, time.March, 1)); day = day.AddDays(97) {
			requireReadBack(t, reg.View(), c.Code, day)
			requireReadBack(t, reg.KnownBy(border.Date(2019, time.July, 10)).AsOf(time.Now()), c.Code, day)
		}
		requireTimelinesReadBack(t, reg.KnownBy(border.Date(2019, time.July, 10)), reg.View(), c.Code)
		plans, err := reg.Plans(c.Code, border.Date(2026, time.November, 29))
		require.NoError(t, err)
		for _, p := range plans {
			outcomes[p.Outcome] = true
		}
	}
	require.Greater(t, len(outcomes), 3)
}

// TestReasonsReadBack reads what View.Why answers back, with the claims by their ids.
func TestReasonsReadBack(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	verdicts := map[border.Verdict]bool{}
	for _, year := range []int{2012, 2014, 2017, 2026} {
		reasons, err := reg.KnownBy(border.Date(2025, time.January, 1)).Why(border.AlBukamalAlQaim, border.Syria, border.QuestionControl, border.Date(year, time.June, 15))
		require.NoError(t, err)
		for _, r := range reasons {
			back := readBack(t, r)
			require.Equal(t, border.Reason{Claim: border.Claim{ID: r.Claim.ID}, Verdict: r.Verdict, By: r.By}, back)
			require.Equal(t, r.Verdict.String()+": "+r.Claim.ID.String(), back.String())
			verdicts[r.Verdict] = true
		}
	}
	require.Greater(t, len(verdicts), 6)
}

// TestHistoriesReadBack reads the answers about random histories back.
func TestHistoriesReadBack(t *testing.T) {
	checkHistories(t, 100, func(t *rapid.T) {
		h := drawHistory(t, 8)
		reg := registryOf(t, h.claims...)
		v := twoViews{fast: reg.View(), slow: referenceOf(h.claims)}.narrowed(t).fast
		for _, code := range madeCrossings {
			requireReadBack(t, v, code, drawQueryDay(t))
			requireTimelinesReadBack(t, v, reg.View(), code)
		}
	})
}

// answerTexts returns an answer of each kind as JSON, by the name of its type.
func answerTexts(t testing.TB) map[string]string {
	reg := emptyRegistry(t)
	code, told := border.AlTanfAlWaleed, border.Source{Name: "a driver"}
	open := border.StatusClaim(code, border.Both, border.Open, edtf.MustParse("2020-01-01"), told)
	lorries := border.StatusClaim(code, border.Iraq, border.Restricted, edtf.MustParse("2020-02-01"), told)
	lorries.Traffic, lorries.Direction = border.Commercial, border.IraqToSyria
	held := border.ControlClaim(code, border.Syria, border.SyrianGovernment, edtf.MustParse("2019-12-01"), told)
	plan := border.StatusClaim(code, border.Both, border.Open, edtf.MustParse("2019-12-25"), told)
	plan.Modality = border.Planned
	wait := border.Notice(code, border.Iraq, border.KindObstacle, "queues", edtf.MustParse("2020-02/.."), told)
	claims := []border.Claim{open, lorries, held, plan, wait}
	for i, on := range []string{"2020-01-02", "2020-02-01", "2019-12-05", "2019-12-01", "2020-02-03"} {
		claims[i].Reported, claims[i].Recorded = edtf.MustParse(on), time.Date(2020, 3, 1, 0, 0, 0, 0, time.UTC)
	}
	_, err := reg.Add(claims...)
	require.NoError(t, err)
	day := border.Date(2020, time.February, 10)
	s, err := reg.At(code, day)
	require.NoError(t, err)
	p, err := reg.Passable(code, day, border.Commercial, border.IraqToSyria)
	require.NoError(t, err)
	plans, err := reg.Plans(code, day)
	require.NoError(t, err)
	texts := map[string]string{}
	keep := func(name string, answer any) {
		data, err := json.Marshal(answer)
		require.NoError(t, err)
		texts[name] = string(data)
	}
	for seg, err := range reg.History(code) {
		require.NoError(t, err)
		keep("segment", seg)
	}
	for c := range border.Diff(reg.KnownBy(border.Date(2020, time.January, 20)), reg.View()) {
		keep("change", c)
	}
	keep("state", s)
	keep("finding of control", s.Syria.Control)
	keep("finding of status", s.Iraq.Status)
	keep("status", s.Status)
	keep("passability", p)
	keep("plan", plans[0])
	keep("reason", border.Reason{Claim: border.Claim{ID: uuid.MustParse("11111111-1111-1111-1111-111111111111")}, Verdict: border.Withdrawn,
		By: []uuid.UUID{uuid.MustParse("22222222-2222-2222-2222-222222222222")}})
	return texts
}

// answersToRead has an empty answer of each kind to read into.
func answersToRead() map[string]any {
	return map[string]any{
		"state": &border.State{}, "finding of control": &border.Finding[border.Party]{}, "finding of status": &border.Finding[border.Status]{},
		"status": &border.DerivedStatus{}, "segment": &border.Segment{}, "change": &border.Change{}, "passability": &border.Passability{}, "plan": &border.Plan{}, "reason": &border.Reason{},
	}
}

// TestAnswersAreNotReadEmpty: of what lacks a member, has one too many, or is of another type, reading
// is an error, and the target stays as it was.
func TestAnswersAreNotReadEmpty(t *testing.T) {
	texts := answerTexts(t)
	require.Len(t, texts, len(answersToRead()))
	for name, text := range texts {
		var members map[string]any
		require.NoError(t, json.Unmarshal([]byte(text), &members))
		bad := []string{`null`, `{}`, `[]`, `""`, text[:len(text)-1] + `,"more":1}`, text + text}
		for member := range members {
			for _, change := range []func(map[string]any){
				func(m map[string]any) { delete(m, member) },
				func(m map[string]any) { m[member] = []int{7, 7, 7} },
			} {
				changed := maps.Clone(members)
				change(changed)
				data, err := json.Marshal(changed)
				require.NoError(t, err)
				bad = append(bad, string(data))
			}
		}
		for other, text := range texts {
			if other != name {
				bad = append(bad, text)
			}
		}
		for _, text := range bad {
			into := answersToRead()[name]
			require.Error(t, json.Unmarshal([]byte(text), into), "%s from %s", name, text)
			require.Equal(t, answersToRead()[name], into, "%s from %s", name, text)
		}
	}
}

// TestAnswersReadErrors has what an answer may not say, and the whole message.
func TestAnswersReadErrors(t *testing.T) {
	texts := answerTexts(t)
	for _, tt := range []struct{ name, old, new, want string }{
		{"state", `"on":"2020-02-10"`, `"on":null`, `state: on: want a day`},
		{"state", `"crossing":"al-tanf-al-waleed"`, `"crossing":"Al-Bukamal"`, `state: crossing: "Al-Bukamal" is not a crossing's code`},
		{"state", `"crossing":"al-tanf-al-waleed"`, `"Crossing":"al-tanf-al-waleed"`, `state: Crossing: unknown member`},
		{"state", `"lastKnown":true`, `"lastKnown":false`, `state: lastKnown: false does not agree with the rest, by which it is true`},
		{"state", `"asOf":null`, `"asOf":"2020-01-01T03:00:00+03:00"`, `state: asOf: "2020-01-01T03:00:00+03:00" does not agree with the rest, by which it is "2020-01-01T00:00:00Z"`},
		{"state", `"status":{"value":"restricted","certain":true,"disputed":false,"possible":["restricted"]}`,
			`"status":{"value":"open","certain":true,"disputed":false,"possible":["open"]}`,
			`state: status.possible: ["open"] does not agree with the rest, by which it is ["restricted"]`},
		{"finding of status", `"value":"restricted"`, `"value":"ajar"`,
			`finding: value: "ajar" is not one of closed, intermittent, open, restricted, trial, unknown`},
		{"finding of status", `"value":"restricted"`, `"value":"open"`, `finding: possible: the value "open" is not among them`},
		{"finding of status", `"possible":["restricted"]`, `"possible":["restricted","open"]`,
			`finding: possible: "open" after "restricted": want each value once, in alphabetical order`},
		{"finding of status", `"possible":["restricted"]`, `"possible":["open","restricted"]`,
			`finding: certain: what is disputed, unknown, or one of several is not`},
		{"finding of control", `"value":"`, `"value":"A `, `finding: value: "A syrian-government" is not a party's code`},
		{"segment", `"side":"syria"`, `"side":"both"`, `segment: side: want syria or iraq`},
		{"segment", `"question":"status"`, `"question":"control"`, `segment: value: "open" is not a party's code`},
		{"change", `"before":{"value":"`, `"before":{"value":"A `, `change: before: value: "A open" is not one of closed, intermittent, open, restricted, trial, unknown`},
		{"change", `"after":{"value":"`, `"after":{"value":"A `, `change: after: value: "A restricted" is not one of closed, intermittent, open, restricted, trial, unknown`},
		{"plan", `"outcome":"`, `"outcome":"un`, `plan: "unlate" is not one of met, came, late, unclear, cancelled, pending, overdue`},
		{"plan", `"slipDays":[7,7]`, `"slipDays":[7]`, `plan: slipDays: want two numbers of days or null, not 1`},
		{"reason", `"verdict":"withdrawn"`, `"verdict":null`, `reason: verdict: want one`},
		{"reason", `"verdict":"withdrawn"`, `"verdict":"gone"`, `reason: "gone" is not one of gives-value, for, against, denying, restates, came-before, not-begun, ended, withdrawn, denied, not-known, plan, no-fact`},
		{"reason", `"claim":"11111111-1111-1111-1111-111111111111"`, `"claim":"00000000-0000-0000-0000-000000000000"`, `reason: claim: want the id of one`},
		{"passability", `"direction":"iq-to-sy"`, `"direction":null`, `passability: direction: want one`},
		{"passability", `"traffic":["commercial"]`, `"traffic":[]`, `passability: traffic: want some`},
	} {
		require.Contains(t, texts[tt.name], tt.old, tt.name)
		text := strings.Replace(texts[tt.name], tt.old, tt.new, 1)
		err := json.Unmarshal([]byte(text), answersToRead()[tt.name])
		require.EqualError(t, err, tt.want, "%s", text)
	}
}

// TestSpanReadErrors: what is no span is an error, and leaves the one read into as it was.
func TestSpanReadErrors(t *testing.T) {
	was := border.Span{Earliest: border.Date(2020, time.January, 1), Latest: border.Date(2020, time.January, 2)}
	for _, text := range []string{`[]`, `"2020-01-01"`, `{"earliest":7,"latest":null}`, `{"earliest":"2020-01-32","latest":null}`, `{"first":"2020-01-01"}`} {
		s := was
		require.Error(t, json.Unmarshal([]byte(text), &s), text)
		require.Equal(t, was, s, text)
	}
}

// FuzzReadAnswers reads any text as an answer of each kind: what is read is written as it was.
func FuzzReadAnswers(f *testing.F) {
	for _, text := range answerTexts(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, into := range answersToRead() {
			if json.Unmarshal(data, into) != nil {
				continue
			}
			again, err := json.Marshal(into)
			require.NoError(t, err, name)
			require.JSONEq(t, string(data), string(again), name)
			second := answersToRead()[name]
			require.NoError(t, json.Unmarshal(again, second), name)
			third, err := json.Marshal(second)
			require.NoError(t, err)
			require.Equal(t, string(again), string(third), name)
			require.NotEmpty(t, fmt.Sprint(into))
			if s, ok := into.(*border.State); ok {
				require.Equal(t, border.CannotTell, s.Passable(border.Fuel, border.BothWays).Passage)
			}
		}
	})
}
