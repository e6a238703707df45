package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// drawCodes draws so many codes in their order, at least, that begin with one of those letters.
func drawCodes(t *rapid.T, letters string, least int) []string {
	codes := rapid.SliceOfNDistinct(rapid.StringMatching(letters+`[a-z]{1,4}`), least, least+3, rapid.ID).Draw(t, "codes")
	slices.Sort(codes)
	return codes
}

// drawParties draws parties, and which of them stand for those of the histories, in their
// order; none and unknown stay what they are, and have rules of their own.
func drawParties(t *rapid.T) (parties []border.PartyInfo, code map[string]string) {
	before, after := drawCodes(t, "[a-m]", 2), drawCodes(t, "[o-t]", 1)
	second := rapid.IntRange(1, len(before)-1).Draw(t, "second")
	code = map[string]string{
		"al-nusra-front": before[rapid.IntRange(0, second-1).Draw(t, "first")], "islamic-state": before[second],
		"syrian-opposition": rapid.SampledFrom(after).Draw(t, "third"),
	}
	for _, c := range append(append(before, after...), "none", "unknown", "zz") {
		parties = append(parties, border.PartyInfo{Code: border.Party(c), Kind: "made"})
	}
	return parties, code
}

// TestRenamedParties: who gives the parties other names, in the same order, gets the answers
// with those names.
func TestRenamedParties(t *testing.T) {
	checkHistories(t, 200, func(t *rapid.T) {
		l, q := drawTold(t), drawInquiry(t)
		parties, code := drawParties(t)
		value := map[uuid.UUID]string{}
		for i := range l.claims { // so that none holds it more often
			if c := &l.claims[i]; c.Kind == border.KindControl && c.Value != "" {
				if value[c.ID] == "" {
					value[c.ID] = rapid.SampledFrom(append([]string{c.Value, c.Value}, madeParties[2:]...)).Draw(t, "holder")
				}
				c.Value = value[c.ID]
			}
		}
		rename := func(word string) string {
			if other, ok := code[word]; ok {
				return other
			}
			return word
		}
		renamed := retelling{
			claim: func(c border.Claim) border.Claim {
				c.Value = rename(c.Value)
				return c
			},
			text: func(member, text string) string {
				if member == "value" || member == "possible" {
					return rename(text)
				}
				return text
			},
		}
		want := renamed.answer("", q.answers(t, loaded(t, nil, l.succession, l.claims).View())).(map[string]any)
		got := q.answers(t, loaded(t, parties, l.succession, renamed.claims(l.claims)).View())
		requireAnswers(t, want, got, l.claims)
	})
}
