package main

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// The median is that of the plans of which the slip is known; of an even number,
// the mean of the two in the middle.
func TestRecord(t *testing.T) {
	tests := []struct {
		slips []int
		want  string
	}{
		{nil, "–"},
		{[]int{56}, "56 days"},
		{[]int{20, -6, 7}, "7 days"},
		{[]int{20, 7, 183, -6}, "13 days"},
	}
	for _, tt := range tests {
		r := record{}
		r.add(border.Plan{Outcome: border.Pending})
		for _, most := range tt.slips {
			r.add(border.Plan{Outcome: border.Late, Slip: border.Slip{Least: -100, Most: most, Known: true}})
		}
		require.Equal(t, tt.want, r.slip(edtf.English))
		require.Equal(t, len(tt.slips)+1, r.total)
		require.Equal(t, len(tt.slips), r.outcomes[border.Late])
		require.Equal(t, 1, r.outcomes[border.Pending])
	}
}
