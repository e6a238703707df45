package exchange

import (
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// statement puts a claim into one sentence, for formats that hold text:
// "Al-Bukamal–Al-Qaim, Syrian side, status: closed, seen some time in May 2026".
func statement(v border.View, crossing border.Crossing, c *border.Claim) string {
	var b strings.Builder
	b.WriteString(crossing.Names.English + ", " + sideName(c.Side) + ", " + c.Kind.String())
	switch c.Modality {
	case border.Planned, border.Expected, border.Denied, border.Feared:
		b.WriteString(" " + c.Modality.String())
	}
	if c.Value != "" {
		b.WriteString(": " + valueName(v, c))
	}
	if c.Unit != "" {
		b.WriteString(" (" + c.Unit + ")")
	}
	if c.Traffic != 0 {
		b.WriteString(" for " + strings.ReplaceAll(c.Traffic.String(), ",", ", "))
	}
	switch c.Direction {
	case border.SyriaToIraq:
		b.WriteString(", from Syria to Iraq")
	case border.IraqToSyria:
		b.WriteString(", from Iraq to Syria")
	case border.BothWays:
		b.WriteString(", in both directions")
	}
	if !c.When.IsZero() {
		b.WriteString(", ")
		if c.Edge == border.Seen {
			b.WriteString("seen ")
		}
		b.WriteString(c.When.Words(edtf.English))
	}
	return b.String()
}

// sideName returns a side as people call it.
func sideName(s border.Side) string {
	switch s {
	case border.Syria:
		return "Syrian side"
	case border.Iraq:
		return "Iraqi side"
	}
	return "both sides"
}

// valueName returns the value of a claim as people call it.
func valueName(v border.View, c *border.Claim) string {
	if c.Kind != border.KindControl {
		return c.Value
	}
	return partyName(v, border.Party(c.Value))
}

// partyName returns the English name of a party, or its code if it has none.
func partyName(v border.View, p border.Party) string {
	if info, _ := v.Party(p); info.Names.English != "" {
		return info.Names.English
	}
	return string(p)
}
