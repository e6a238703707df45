//go:build race

package border_test

// raceDetector says whether the race detector is on: it keeps the compiler from
// sparing some allocations.
const raceDetector = true
