//go:build !race

package border_test

// raceDetector says whether the race detector is on.
const raceDetector = false
