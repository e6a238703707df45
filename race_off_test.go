//go:build !race

package border

// RaceDetector says whether the race detector is on.
const RaceDetector = false
