package work

import (
	"fmt"
	"strings"
)

// Number writes a figure with thousands apart, and with digits that mean something.
func Number(x float64) string {
	if x < 100 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
	}
	s := fmt.Sprintf("%.0f", x)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
