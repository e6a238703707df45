package timeline

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// TestSets: sets of any values that are given names are found again by them, whether their
// values are in the name or in Sets, and one set has one name.
func TestSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sets Sets
		values := rapid.Custom(func(t *rapid.T) []uint16 {
			list := rapid.SliceOfNDistinct(rapid.OneOf(rapid.Uint16Max(5), rapid.Uint16Range(1<<15-3, 1<<15-1)), 1, 5, rapid.ID).Draw(t, "values")
			return slices.Sorted(slices.Values(list))
		})
		lists := rapid.SliceOfN(values, 1, 8).Draw(t, "lists")
		var names []SetName
		for _, list := range lists {
			names = append(names, sets.name(list))
		}
		for i, list := range lists {
			assert.Equal(t, list, slices.Collect(sets.Values(names[i])))
			for v := range uint16(7) {
				assert.Equal(t, slices.Contains(list, v), sets.Has(names[i], v))
			}
			for j := range lists {
				assert.Equal(t, slices.Equal(list, lists[j]), names[i] == names[j])
			}
			for first := range sets.Values(names[i]) {
				assert.Equal(t, list[0], first)
				break
			}
			switch len(list) {
			case 1:
				assert.Equal(t, Only(list[0]), names[i])
			case 2:
				assert.Equal(t, Both(list[1], list[0]), names[i])
			}
		}
	})
}
