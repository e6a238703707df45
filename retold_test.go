package border_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Some properties need no second reading of the rules: a history is told in another way, as
// with every date so many days later, and its answers must be told in the same way, and be
// the same else.

// An inquiry is what is asked of a view about every crossing of the histories.
type inquiry struct {
	crossings []string
	days      []border.Day
	known     border.Day // for the two views that are compared
}

// drawInquiry draws what to ask.
func drawInquiry(t *rapid.T) inquiry {
	q := inquiry{crossings: madeCrossings, known: drawQueryDay(t)}
	for range 3 {
		q.days = append(q.days, drawQueryDay(t))
	}
	return q
}

// drawTold draws a history for retelling: as [drawLoading] does, with more of it about either side
// or both, and more plans.
func drawTold(t *rapid.T) madeLoading {
	l := drawLoading(t, 10)
	sides, isPlan := map[uuid.UUID]border.Side{}, map[uuid.UUID]bool{}
	for _, c := range l.claims {
		if _, ok := sides[c.ID]; !ok {
			sides[c.ID] = rapid.SampledFrom([]border.Side{c.Side, c.Side, border.Iraq, border.Both}).Draw(t, "side")
			isPlan[c.ID] = c.Modality.IsFact() && c.Kind.MakesState() && rapid.IntRange(0, 5).Draw(t, "plan") == 0
		}
	}
	for i := range l.claims { // the batches have the same claims
		c := &l.claims[i]
		if c.Side = sides[c.ID]; isPlan[c.ID] {
			c.Modality = border.Planned
		}
	}
	return l
}

// traffics are the kinds of traffic and the ways that an inquiry asks about.
var traffics = []struct {
	kinds border.Traffic
	way   border.Direction
}{
	{border.Passengers, border.SyriaToIraq}, {border.Passengers, border.IraqToSyria}, {border.Fuel | border.Official, border.BothWays},
}

// answers returns everything that a view answers, by what was asked.
func (q inquiry) answers(t *rapid.T, v border.View) map[string]any {
	all := map[string]any{}
	put := func(crossing, name string, answer any, err error) {
		require.NoError(t, err)
		data, err := json.Marshal(answer)
		require.NoError(t, err)
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		var decoded any
		require.NoError(t, decoder.Decode(&decoded))
		all[crossing+" "+name] = decoded
	}
	for _, crossing := range q.crossings {
		put(crossing, "history", segments(t, v.History(crossing)), nil)
		for i, day := range q.days {
			state, err := v.At(crossing, day)
			put(crossing, fmt.Sprintf("at %d", i), state, err)
			for _, traffic := range traffics {
				p, err := v.Passable(crossing, day, traffic.kinds, traffic.way)
				put(crossing, fmt.Sprintf("can %d %s %s", i, traffic.kinds, traffic.way), p, err)
			}
			for _, side := range []border.Side{border.Syria, border.Iraq} {
				for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
					reasons, err := v.Why(crossing, side, question, day)
					put(crossing, fmt.Sprintf("why %d %s %s", i, side, question), seenReasons(reasons), err)
				}
			}
		}
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			for _, age := range []int{1, 4} {
				e, err := v.Endurance(crossing, side, border.Open, age)
				put(crossing, fmt.Sprintf("endurance %s %d", side, age), e, err)
			}
		}
	}
	changes := []border.Change{}
	for c := range border.Diff(v.KnownBy(q.known), v) {
		changes = append(changes, c)
	}
	put("all", "diff", changes, nil)
	put("all", "through", v.Through(), nil)
	put("all", "withdrawn", v.Withdrawals(), nil)
	return all
}

// A reason is a [border.Reason] whose form as JSON has the names of members.
type reason struct {
	Claim   border.Claim   `json:"claim"`
	Verdict border.Verdict `json:"verdict"`
	By      []uuid.UUID    `json:"by"`
}

// seenReasons leaves out what a view does not see, which [border.View.Why] lists, too.
func seenReasons(all []border.Reason) []reason {
	seen := []reason{}
	for _, r := range all {
		if r.Verdict != border.NotKnown {
			seen = append(seen, reason(r))
		}
	}
	return seen
}

// A retelling is another way to tell a history, and its answers.
type retelling struct {
	claim func(border.Claim) border.Claim
	// text tells a text of an answer, by the member of JSON that has it; members their
	// names, unless it is nil.
	text    func(member, text string) string
	members func(name string) string
}

// answer tells an answer.
func (r retelling) answer(member string, answer any) any {
	switch answer := answer.(type) {
	case string:
		return r.text(member, answer)
	case []any:
		told := make([]any, len(answer))
		for i := range answer {
			told[i] = r.answer(member, answer[i])
		}
		return told
	case map[string]any:
		told := map[string]any{}
		for name, value := range answer {
			value = r.answer(name, value)
			if r.members != nil {
				name = r.members(name)
			}
			told[name] = value
		}
		return told
	}
	return answer
}

// claims tells claims; their ids stay, for an order may rest on them.
func (r retelling) claims(claims []border.Claim) (told []border.Claim) {
	for _, c := range claims {
		id := c.ID
		c = r.claim(c.Clone())
		c.ID = id
		told = append(told, c)
	}
	return told
}

// requireAnswers compares answers one by one, and shows the claims of the first that differs.
func requireAnswers(t *rapid.T, want, got map[string]any, claims []border.Claim) {
	t.Helper()
	require.Len(t, got, len(want))
	for name := range want {
		w, err := json.Marshal(want[name])
		require.NoError(t, err)
		g, err := json.Marshal(got[name])
		require.NoError(t, err)
		if string(w) != string(g) {
			t.Fatalf("%s:\nwant %s\ngot  %s\nof the claims\n%s", name, w, g, madeHistory{batches: [][]border.Claim{claims}})
		}
	}
}

// madeWorld returns the crossings and the parties of the histories.
var madeWorld = sync.OnceValue(func() (world border.World) {
	crossings, parties := emptyWorld()
	for _, c := range crossings {
		if slices.Contains(madeCrossings, c.Code) {
			world.Crossings = append(world.Crossings, c)
		}
	}
	for _, p := range parties {
		if slices.Contains(madeParties, p.Code.String()) {
			world.Parties = append(world.Parties, p)
		}
	}
	return world
})

// loaded returns a registry of the crossings of the histories, of parties (nil: of theirs) and of
// claims.
func loaded(t *rapid.T, parties []border.PartyInfo, succession []border.Replacement, claims []border.Claim) *border.Registry {
	world := madeWorld()
	world.Succession = succession
	if parties != nil {
		world.Parties = parties
	}
	reg, err := border.NewWith(world)
	require.NoError(t, err)
	require.NoError(t, reg.Load(asRead(claims)))
	return reg
}

// swap exchanges two words.
func swap(word, a, b string) string {
	switch word {
	case a:
		return b
	case b:
		return a
	}
	return word
}

// mirrored names the sides the other way round, and with them the ways.
var mirrored = retelling{
	claim: func(c border.Claim) border.Claim {
		switch c.Side {
		case border.Syria:
			c.Side = border.Iraq
		case border.Iraq:
			c.Side = border.Syria
		}
		switch c.Direction {
		case border.SyriaToIraq:
			c.Direction = border.IraqToSyria
		case border.IraqToSyria:
			c.Direction = border.SyriaToIraq
		}
		return c
	},
	text: func(member, text string) string {
		switch member {
		case "side":
			return swap(text, "syria", "iraq")
		case "direction":
			return swap(text, "sy-to-iq", "iq-to-sy")
		}
		return text
	},
	members: func(name string) string { return swap(name, "syria", "iraq") },
}

// mirroredAnswers returns answers as they are told of the sides named the other way round:
// what was asked of one side is an answer about the other, and lists by side are in their
// order again. Of a plan about both sides the worse stands, and of equals Syria's; so which
// claim met it may be another one, and is left out.
func mirroredAnswers(answers map[string]any) map[string]any {
	all := map[string]any{}
	for name, answer := range answers {
		words := strings.Fields(name)
		for i := range words {
			words[i] = swap(swap(words[i], "syria", "iraq"), "sy-to-iq", "iq-to-sy")
		}
		answer = mirrored.answer("", answer)
		if list, ok := answer.([]any); ok && (words[1] == "history" || words[1] == "diff") {
			slices.SortStableFunc(list, func(a, b any) int { return strings.Compare(trackIn(a), trackIn(b)) })
		}
		all[strings.Join(words, " ")] = answer
	}
	return all
}

// trackIn returns the crossing, the side and the question of a segment or a change.
func trackIn(answer any) string {
	a := answer.(map[string]any)
	return fmt.Sprint(a["crossing"], " ", a["side"], " ", a["question"])
}

// withoutMetBy leaves out of states which claim met a plan about both sides.
func withoutMetBy(answers map[string]any) map[string]any {
	for _, answer := range answers {
		state, _ := answer.(map[string]any)
		plans, _ := state["plans"].([]any)
		for _, p := range plans {
			if plan := p.(map[string]any); plan["side"] == "both" {
				delete(plan, "metBy")
			}
		}
	}
	return answers
}

// TestMirroredHistory: who names the sides the other way round gets the answers the other
// way round.
func TestMirroredHistory(t *testing.T) {
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		told := mirrored.claims(l.claims)
		want := mirroredAnswers(withoutMetBy(q.answers(t, loaded(t, nil, l.succession, l.claims).View())))
		got := withoutMetBy(q.answers(t, loaded(t, nil, l.succession, told).View()))
		requireAnswers(t, want, got, l.claims)
	})
}
