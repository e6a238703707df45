package border_test

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A word is a member of a vocabulary.
type word interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

// testVocabulary checks that the members of T are those words, from 1 on.
func testVocabulary[T word, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, parse func(string) (T, error), words ...string) {
	t.Helper()
	t.Run(fmt.Sprintf("%T", T(0)), func(t *testing.T) {
		for i, w := range words {
			v := T(i + 1)
			require.Equal(t, w, v.String())
			parsed, err := parse(w)
			require.NoError(t, err)
			require.Equal(t, v, parsed)

			data, err := json.Marshal(map[T]T{v: v}) // as a key and as a value
			require.NoError(t, err)
			require.JSONEq(t, fmt.Sprintf(`{%q:%q}`, w, w), string(data))
			var back map[T]T
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, map[T]T{v: v}, back)
		}
		list := strings.Join(words, ", ")
		for _, other := range []string{"", words[0] + " ", strings.ToUpper(words[0]), "no such word"} {
			want := fmt.Sprintf("%q is not one of %s", other, list)
			v, err := parse(other)
			require.EqualError(t, err, want)
			require.Zero(t, v)
			vocabulary, ok := errors.AsType[*border.VocabularyError](err)
			require.True(t, ok)
			require.Equal(t, words, vocabulary.Allowed)
			v = T(1)
			require.EqualError(t, P(&v).UnmarshalText([]byte(other)), want)
		}
		require.Empty(t, T(0).String())
		_, err := T(0).MarshalText()
		require.EqualError(t, err, "value 0 is not one of "+list)

		beyond := T(len(words) + 1)
		require.Equal(t, fmt.Sprintf("%d?", len(words)+1), beyond.String())
		_, err = beyond.MarshalText()
		require.EqualError(t, err, fmt.Sprintf("value %d is not one of %s", len(words)+1, list))
	})
}

func TestVocabularies(t *testing.T) {
	testVocabulary(t, border.ParseSide, "syria", "iraq", "both")
	testVocabulary(t, border.ParseQuestion, "control", "status")
	testVocabulary(t, border.ParseKind, "control", "status", "passage", "obstacle", "threat", "authorization", "review")
	testVocabulary(t, border.ParseModality, "observed", "reported", "planned", "expected", "denied", "feared")
	testVocabulary(t, border.ParseEdge, "start", "seen")
	testVocabulary(t, border.ParseStatus, "closed", "intermittent", "open", "restricted", "trial", "unknown")
	testVocabulary(t, border.ParseDirection, "sy-to-iq", "iq-to-sy", "both")
	testVocabulary(t, border.ParseOutcome, "met", "came", "late", "unclear", "cancelled", "pending", "overdue")
	testVocabulary(t, border.ParsePassage, "yes", "yes-but", "no", "cannot-tell")
	testVocabulary(t, border.ParseFreshness, "none", "current", "recent", "ageing", "stale")
	testVocabulary(t, border.ParseVerdict, "gives-value", "for", "against", "denying", "restates", "came-before", "not-begun",
		"ended", "withdrawn", "denied", "not-known", "plan", "no-fact")
}

func TestVocabularyConstants(t *testing.T) {
	for want, got := range map[string]fmt.Stringer{
		"syria": border.Syria, "iraq": border.Iraq, "both": border.Both,
		"control": border.KindControl, "status": border.KindStatus, "passage": border.KindPassage,
		"obstacle": border.KindObstacle, "threat": border.KindThreat, "authorization": border.KindAuthorization, "review": border.KindReview,
		"observed": border.Observed, "reported": border.Reported, "planned": border.Planned,
		"expected": border.Expected, "denied": border.Denied, "feared": border.Feared,
		"start": border.Start, "seen": border.Seen,
		"closed": border.Closed, "intermittent": border.Intermittent, "open": border.Open,
		"restricted": border.Restricted, "trial": border.Trial, "unknown": border.Unknown,
		"sy-to-iq": border.SyriaToIraq, "iq-to-sy": border.IraqToSyria,
		"met": border.Met, "came": border.Came, "late": border.Late, "unclear": border.Unclear,
		"cancelled": border.Cancelled, "pending": border.Pending, "overdue": border.Overdue,
		"yes": border.MayPass, "yes-but": border.MayPassBut, "no": border.MayNotPass, "cannot-tell": border.CannotTell,
		"gives-value": border.GivesValue, "no-fact": border.NoFact,
	} {
		require.Equal(t, want, got.String())
	}
	require.Equal(t, "both", border.BothWays.String())
	require.Equal(t, "control", border.QuestionControl.String())
	require.Equal(t, "status", border.QuestionStatus.String())
}

func TestKindsAndModalities(t *testing.T) {
	for k := border.KindControl; k <= border.KindAuthorization; k++ {
		require.Equal(t, k != border.KindControl && k != border.KindStatus, k.IsNotice(), "%s", k)
	}
	require.False(t, border.Kind(0).IsNotice())
	for m := border.Modality(0); m <= border.Feared; m++ {
		require.Equal(t, m == border.Observed || m == border.Reported, m.IsFact(), "%s", m)
		require.Equal(t, m == border.Planned || m == border.Expected, m.IsPlan(), "%s", m)
	}
}
