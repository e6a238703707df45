package border

import "slices"

// A key orders places by a moment each: it is the moment, and then the place.
// Sorting numbers is much faster than sorting what they stand for.

// keyOf returns the key of a place.
func keyOf(t moment, place int) uint64 { return uint64(uint32(t)^1<<31)<<32 | uint64(uint32(place)) }

// sortKeys sorts keys by their moments, and those of one moment by comparing
// their places.
func sortKeys(keys []uint64, compare func(x, y int32) int) {
	slices.Sort(keys) // most have a moment of their own
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to]>>32 == keys[from]>>32 {
			to++
		}
		if to > from+1 {
			slices.SortFunc(keys[from:to], func(x, y uint64) int { return compare(int32(uint32(x)), int32(uint32(y))) })
		}
		from = to
	}
}
