package work

import "testing"

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1.25: "1.2", 99.5: "99.5", 100: "100", 1000: "1,000", 123456.7: "123,457", 1e6: "1,000,000"} {
		if got := Number(x); got != want {
			t.Errorf("Number(%v) = %q, want %q", x, got, want)
		}
	}
}
