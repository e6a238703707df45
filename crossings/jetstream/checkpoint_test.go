package jetstream

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBallots(t *testing.T) {
	right, wrong, other := Sum{1}, Sum{2}, Sum{3}
	tests := []struct {
		name   string
		sums   map[string]Sum
		differ []string
	}{
		{"alone", map[string]Sum{"a": right}, nil},
		{"all equal", map[string]Sum{"a": right, "b": right, "c": right}, nil},
		{"one of three differs", map[string]Sum{"a": right, "b": wrong, "c": right}, []string{"b"}},
		{"this one differs", map[string]Sum{"a": wrong, "b": right, "c": right}, []string{"a"}},
		{"one against one: nobody can tell", map[string]Sum{"a": right, "b": wrong}, []string{"a", "b"}},
		{"two against two", map[string]Sum{"a": right, "b": wrong, "c": right, "d": wrong}, []string{"a", "b", "c", "d"}},
		{"all differ", map[string]Sum{"a": right, "b": wrong, "c": other}, []string{"a", "b", "c"}},
	}
	for _, tt := range tests {
		b := make(ballots)
		for by, sum := range tt.sums {
			b.put(checkpoint{After: 100, Sum: sum, By: by})
		}
		_, differ := b.compared("a")
		require.Equal(t, tt.differ, differ, tt.name)
	}
}

// Of the places at which sums are kept the oldest goes first, and the last one at
// which there is something to compare counts.
func TestBallotsForget(t *testing.T) {
	b := make(ballots)
	for after := uint64(1); after <= ballotsKept+5; after++ {
		b.put(checkpoint{After: after, By: "a"})
		if after%2 == 0 {
			b.put(checkpoint{After: after, By: "b"})
		}
	}
	b.put(checkpoint{After: 1, By: "late"})
	require.Len(t, b, ballotsKept)
	require.NotContains(t, b, uint64(1))
	after, differ := b.compared("a")
	require.EqualValues(t, 20, after)
	require.Empty(t, differ)
}
