//go:build !race

package web_test

// raceDetector says whether the race detector is on.
const raceDetector = false
