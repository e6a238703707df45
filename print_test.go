package border_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// TestPrints: every answer prints in a line that people read, and logs a few fields.
func TestPrints(t *testing.T) {
	reg := emptyRegistry(t)
	code, told := border.AlTanfAlWaleed, border.Source{Name: "a driver", Via: []string{"a paper"}}
	open := border.StatusClaim(code, border.Both, border.Open, edtf.MustParse("2020-01-01"), told)
	open.Reported = edtf.MustParse("2020-01-02")
	held := border.Sighting(border.ControlClaim(code, border.Syria, border.SyrianGovernment, edtf.MustParse("2020-01-05"), told))
	held.Reported = edtf.MustParse("2020-01-05")
	plan := border.StatusClaim(code, border.Both, border.Open, edtf.MustParse("2019-12-25"), told)
	plan.Modality, plan.Reported = border.Planned, edtf.MustParse("2019-12-01")
	_, err := reg.Add(open, held, plan)
	require.NoError(t, err)
	s, err := reg.At(code, border.Date(2020, time.January, 10))
	require.NoError(t, err)
	p, err := reg.Passable(code, border.Date(2020, time.January, 10), border.Fuel, border.BothWays)
	require.NoError(t, err)
	plans, err := reg.Plans(code, border.Date(2020, time.January, 10))
	require.NoError(t, err)
	var segments []border.Segment
	for seg, err := range reg.History(code) {
		require.NoError(t, err)
		segments = append(segments, seg)
	}
	var changes []border.Change
	for c := range border.Diff(reg.KnownBy(border.Date(2020, time.January, 1)), reg.View()) {
		changes = append(changes, c)
	}
	for _, tt := range []struct {
		value     any
		want, log string
	}{
		{s, "al-tanf-al-waleed on 2020-01-10: open; syria open, held by syrian-government; iraq open, held by unknown",
			`"v":{"crossing":"al-tanf-al-waleed","on":"2020-01-10","status":"open","certain":true,"freshness":"recent"}`},
		{p, "yes: fuel, both on 2020-01-10, al-tanf-al-waleed", `"v":"yes: fuel, both on 2020-01-10, al-tanf-al-waleed"`},
		{plans[0], "al-tanf-al-waleed both open, due by 2019-12-25: late, 7 days", `"v":"al-tanf-al-waleed both open, due by 2019-12-25: late, 7 days"`},
		{segments[2], "al-tanf-al-waleed iraq status, from 2020-01-01 on: open, since 2020-01-01, last attested 2020-01-01",
			`"v":"al-tanf-al-waleed iraq status, from 2020-01-01 on: open, since 2020-01-01, last attested 2020-01-01"`},
		{changes[0], "al-tanf-al-waleed iraq status, from 2020-01-01 on: open, since 2020-01-01, last attested 2020-01-01; before unknown",
			`"v":"al-tanf-al-waleed iraq status, from 2020-01-01 on: open, since 2020-01-01, last attested 2020-01-01; before unknown"`},
		{held, "al-tanf-al-waleed syria control syrian-government, 2020-01-05, seen, reported by a driver, via a paper",
			`"v":{"id":"00000000-0000-0000-0000-000000000000","says":"al-tanf-al-waleed syria control syrian-government, 2020-01-05, seen, reported by a driver, via a paper"}`},
		{reg.KnownBy(border.Date(2020, time.January, 1)), "claims known by 2020-01-01", `"v":"claims known by 2020-01-01"`},
		{reg.View(), "all claims", `"v":"all claims"`},
		{border.View{}, "no claims", `"v":"no claims"`},
		{s.Syria.Status, "open, since 2020-01-01, last attested 2020-01-01", `"v":"open, since 2020-01-01, last attested 2020-01-01"`},
		{border.Slip{Least: 3, Most: 30, Known: true}, "3 to 30 days", ""},
		{border.State{}, "", `"v":""`}, {border.Plan{}, "", `"v":""`}, {border.Segment{}, "", `"v":""`}, {border.Change{}, "", `"v":""`},
		{border.Passability{}, "", `"v":""`}, {border.Slip{}, "", ""},
	} {
		require.Equal(t, tt.want, fmt.Sprint(tt.value), "%T", tt.value)
		if tt.log == "" {
			continue
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("it", "v", tt.value)
		require.Contains(t, log.String(), tt.log, "%T", tt.value)
		require.Less(t, log.Len(), 400)
	}
}
