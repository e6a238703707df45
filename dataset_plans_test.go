package border_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// What had no day is never called met: it came, and waited, or it is pending.
func TestPlansWithoutADay(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	undated := 0
	for c := range reg.Crossings() {
		plans, err := reg.Plans(c.Code, border.Date(2026, 11, 30))
		require.NoError(t, err)
		for _, p := range plans {
			if p.Due.Latest.IsZero() {
				require.NotEqual(t, border.Met, p.Outcome, "%s", p.Claim)
				require.NotEqual(t, border.Late, p.Outcome, "%s", p.Claim)
				require.False(t, p.Slip.Known, "%s", p.Claim)
				undated++
			}
		}
	}
	require.Greater(t, undated, 10)
}

// The record of plans of the two crossings where all was once met: what was said
// to come in some days, weeks or months is late after them, what had no day came,
// and met are those alone that came within a time that they named.
func TestPlansOfYears(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for crossing, want := range map[string]map[string]string{
		border.AlTanfAlWaleed: {
			"2013-01-12 closed": "met", "2013-01-17 open": "unclear", "2017-11-24 open": "late", "2018-10-31 open": "came",
			"2020-02-12 open": "came", "2025-06-18 open": "late", "2026-02-16 open": "unclear", "2026-02-26 open": "met",
		},
		border.AlYarubiyahRabia: {
			"2013-01-12 closed": "met", "2013-01-17 open": "unclear", "2013-12-04 open": "came", "2018-10-31 open": "came",
			"2025-03-10 syrian-transitional-government": "came", "2026-01-18 syrian-transitional-government": "came",
			"2026-01-20 syrian-transitional-government": "met", "2026-01-21 syrian-transitional-government": "came",
			"2026-02-16 open": "late", "2026-02-24 open": "late", "2026-02-26 open": "met",
		},
	} {
		plans, err := reg.Plans(crossing, border.Date(2026, 11, 30))
		require.NoError(t, err)
		outcomes := map[string]string{}
		for _, p := range plans {
			outcomes[p.Reported.String()+" "+p.Value] = p.Outcome.String()
		}
		require.Equal(t, want, outcomes, crossing)
		require.Len(t, plans, len(want), crossing)
	}
}

// The crossings were to be handed over by the agreements of 10 March 2025 and 18
// January 2026: Al-Yarubiyah was, of Semalka that is disputed.
func TestAgreementsToHandOver(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for crossing, want := range map[string]border.Outcome{border.AlYarubiyahRabia: border.Came, border.FayshKhaburSemalka: border.Pending} {
		plans, err := reg.Plans(crossing, border.Date(2026, 11, 30))
		require.NoError(t, err)
		claims, err := reg.Claims(crossing)
		require.NoError(t, err)
		agreed := map[string]border.Outcome{}
		for _, p := range plans {
			i := slices.IndexFunc(claims, func(c border.Claim) bool { return c.ID == p.Claim })
			if strings.Contains(claims[i].Source.Name, "agreement of") {
				require.Equal(t, "syrian-transitional-government", p.Value)
				agreed[p.Reported.String()] = p.Outcome
			}
		}
		require.Equal(t, map[string]border.Outcome{"2025-03-10": want, "2026-01-18": want}, agreed, crossing)
	}
}
