//go:build race

package border

// RaceDetector says whether the race detector is on: it keeps the compiler from
// sparing some allocations, and has a [sync.Pool] forget one thing in four.
const RaceDetector = true
