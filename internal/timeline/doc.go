// Package timeline judges what was said: from facts with vague days it works out
// what held on each day, how surely, and why. It knows days, values and claims by
// their numbers only, and nothing of crossings.
//
// # Words
//
// A track is one question about one side. On it are the facts that its claims
// tell ([Fact]): a change to v within [lo, hi], a sighting of v within [lo, hi],
// or an episode of v, with its first day within [a1, a2] and its last within
// [b1, b2]. Bounds are inclusive days.
//
// # The rules, and where they are
//
//  1. Restatement: what says vaguely what another fact says sharply joins its
//     basis and makes nothing of its own (restate.go).
//  2. After: which of two events of different values came after the other, and
//     which stand beside each other (after.go); who is lone (lone.go).
//  3. What a sighting tells of the time before it (sighting.go), and last of a lone one
//     (lone.go).
//  4. Candidates: what may hold on a day (candidates.go).
//  5. The finding: which candidate gives the value, what is possible, certain,
//     disputed, since when, and on what it rests (resolve.go); when a status
//     outlived its holder (taking.go).
//
// Package oracle, in the folder below, is a second reading of them, slow and plain.
//
// # How facts become answers
//
// A [Resolver] makes a [Track] into a [Timeline] by rules 1 to 3 (build.go): into events
// and episodes, each with the claims that it rests on. Answers change on few days. On each
// of them it judges the candidates by rules 4 and 5 (steps.go). If many stand at once, that
// would take too long: then it goes through the days with trees that have the best of them
// (sweep.go, ranks.go, episodes.go). The result is the track's [Step]s. A track of sharp changes
// alone needs none of this (plain.go). What an answer rests on, and why, the timeline tells
// ([Timeline.Basis], [Timeline.Why]).
package timeline
