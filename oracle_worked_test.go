package border_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// TestSlowReadingWorked: the slow reading answers the worked histories by itself.
func TestSlowReadingWorked(t *testing.T) {
	for _, h := range workedHistories(t) {
		t.Run(h.Name, func(t *testing.T) {
			var claims []border.Claim
			for _, line := range h.Claims {
				for c, err := range border.ReadClaims(bytes.NewReader(line), "claims") {
					require.NoError(t, err)
					claims = append(claims, c)
				}
			}
			crossing := claims[0].Crossing
			require.NotEmpty(t, h.Ask)
			for _, ask := range h.Ask {
				v := slowRegistry(claims)
				if !ask.Known.IsZero() {
					v = v.knownBy(ask.Known)
				}
				trs := v.tracks(crossing)
				switch on := ask.On.Number(); {
				case ask.Want != nil:
					kind, err := border.ParseKind(ask.Question)
					require.NoError(t, err)
					f := trs[slowQuestion{crossing, ask.Side, kind}].finding(on)
					requireMembers(t, ask.Want, f.json(), "on %s", ask.On)
				case ask.Plans != nil:
					plans := v.plansJSON(crossing, trs, on)
					require.Len(t, plans, len(ask.Plans))
					for i, p := range plans {
						requireMembers(t, ask.Plans[i], p, "plan %d on %s", i, ask.On)
					}
				case ask.At != nil:
					data, err := json.Marshal(v.at(crossing, trs, on))
					require.NoError(t, err)
					require.JSONEq(t, string(ask.At), string(data))
				default:
					require.NotNil(t, ask.History)
					data, err := json.Marshal(v.history(crossing, trs, slowBeginning, slowEnd))
					require.NoError(t, err)
					want, err := json.Marshal(ask.History)
					require.NoError(t, err)
					require.JSONEq(t, string(want), string(data))
				}
			}
		})
	}
}
