package timeline

import "slices"

// A key orders places by a day each: it is the day, and then the place. Sorting
// numbers is much faster than sorting what they stand for.

// keyOf returns the key of a place.
func keyOf(t Day, place int) uint64 { return uint64(uint32(t)^1<<31)<<32 | uint64(uint32(place)) }

// dayOfKey returns the day of a key.
func dayOfKey(key uint64) Day { return Day(uint32(key>>32) ^ 1<<31) }

// placeOf returns the place of a key.
func placeOf(key uint64) int32 { return int32(uint32(key)) }

// sortKeys sorts keys by their days, and those of one day by comparing their places.
func sortKeys(keys []uint64, compare func(x, y int32) int) {
	slices.Sort(keys) // most have a day of their own
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to]>>32 == keys[from]>>32 {
			to++
		}
		if to > from+1 {
			slices.SortFunc(keys[from:to], func(x, y uint64) int { return compare(placeOf(x), placeOf(y)) })
		}
		from = to
	}
}
