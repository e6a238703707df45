//go:build race

package web_test

// raceDetector says whether the race detector is on: it keeps the compiler from
// sparing some allocations, and pools from keeping what they are given.
const raceDetector = true
