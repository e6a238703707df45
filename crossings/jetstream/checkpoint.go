package jetstream

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// A checkpoint says what sum the claims of a registry had after a sequence.
type checkpoint struct {
	After  uint64 `json:"after"`
	Claims int    `json:"claims"`
	Sum    Sum    `json:"sum"`
	By     string `json:"by"`
}

func readCheckpoint(data []byte) (checkpoint, error) {
	var c checkpoint
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("checkpoint: %w", err)
	}
	return c, nil
}

// ballots are the sums that followers had at the last few places.
type ballots map[uint64]map[string]Sum

// ballotsKept is for how many places sums are kept.
const ballotsKept = 16

// put notes what sum a follower had after a sequence.
func (b ballots) put(c checkpoint) {
	if b[c.After] == nil {
		if len(b) >= ballotsKept {
			oldest := slices.Min(slices.Collect(maps.Keys(b)))
			if oldest > c.After {
				return
			}
			delete(b, oldest)
		}
		b[c.After] = make(map[string]Sum)
	}
	b[c.After][c.By] = c.Sum
}

// compared returns the last sequence at which a follower and another had a sum, 0
// if there is none, and those of all followers whose sum there was another than
// most had. If no sum is that of most, all are named: nobody can tell who is right.
func (b ballots) compared(name string) (after uint64, differ []string) {
	for at, sums := range b {
		if _, ok := sums[name]; ok && len(sums) > 1 {
			after = max(after, at)
		}
	}
	sums := b[after]
	counts := make(map[Sum]int)
	for _, sum := range sums {
		counts[sum]++
	}
	for _, by := range slices.Sorted(maps.Keys(sums)) {
		if 2*counts[sums[by]] <= len(sums) {
			differ = append(differ, by)
		}
	}
	return after, differ
}
