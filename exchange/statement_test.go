package exchange_test

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// The abstract of a note says in one sentence all of a claim that changes its meaning.
func TestStatements(t *testing.T) {
	open := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Open, edtf.MustParse("2020-05-07"), border.Source{Name: "X"})
	for want, change := range map[string]func(c *border.Claim){
		"Al-Tanf–Al-Waleed, Iraqi side, status: open, 7 May 2020":                                          func(*border.Claim) {},
		"Al-Tanf–Al-Waleed, both sides, status: open, 7 May 2020":                                          func(c *border.Claim) { c.Side = border.Both },
		"Al-Tanf–Al-Waleed, Syrian side, status denied: closed, 7 May 2020":                                func(c *border.Claim) { c.Side, c.Value, c.Modality = border.Syria, "closed", border.Denied },
		"Al-Tanf–Al-Waleed, Iraqi side, status planned: open, 7 May 2020":                                  func(c *border.Claim) { c.Modality = border.Planned },
		"Al-Tanf–Al-Waleed, Iraqi side, status: open, seen 7 May 2020":                                     func(c *border.Claim) { c.Edge = border.Seen },
		"Al-Tanf–Al-Waleed, Iraqi side, status: open for fuel, from Syria to Iraq, 7 May 2020":             func(c *border.Claim) { c.Traffic, c.Direction = border.Fuel, border.SyriaToIraq },
		"Al-Tanf–Al-Waleed, Iraqi side, status: open for passengers, fuel, from Iraq to Syria, 7 May 2020": func(c *border.Claim) { c.Traffic, c.Direction = border.Fuel|border.Passengers, border.IraqToSyria },
		"Al-Tanf–Al-Waleed, Iraqi side, status: open, in both directions, 7 May 2020":                      func(c *border.Claim) { c.Direction = border.BothWays },
		"Al-Tanf–Al-Waleed, Iraqi side, control: Iraqi government (border guards), 7 May 2020": func(c *border.Claim) {
			c.Kind, c.Value, c.Unit = border.KindControl, string(border.IraqiGovernment), "border guards"
		},
	} {
		c := open
		change(&c)
		require.Equal(t, want, bundled(t, "note", c)[0]["abstract"])
	}
}
