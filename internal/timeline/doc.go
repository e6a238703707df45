// Package timeline judges what was said: from facts with vague days it works out
// what held on each day, how surely, and why. It knows days, values and claims by
// their numbers only, and nothing of crossings.
//
// # Words
//
// A track is one question about one side. On it are the facts that its claims tell ([Fact]): a
// change to v within [lo, hi], a sighting of v within [lo, hi], or an episode of v, with its
// first day within [a1, a2] and its last within [b1, b2]. Bounds include both their days.
//
// Unless it restates another fact (rule 1), a change or a sighting becomes an event, and an
// episode stays one. The claim of an event tells of a day within [w, h]; its value began on a
// day within [lo, hi]. For a change both are the same. For a sighting rule 3 finds lo and hi,
// and may raise w. An event has begun on day t if hi <= t. The basis of an event or an episode
// is the claims that it rests on: its own, and those that restate it.
//
// # The rules, and where they are
//
//  1. Restatement: a fact that says vaguely what another says sharply joins the other's basis
//     and makes nothing of its own (restate.go).
//  2. After: which of two events of different values came after the other, and which stand
//     beside each other (after.go); which sightings are lone, one man's word (lone.go).
//  3. What a sighting tells of the time before it (sighting.go); of a lone one, lone.go.
//  4. Candidates: what may hold on a day (candidates.go).
//  5. The finding: which candidate gives the value, what is possible, certain,
//     disputed, since when, and on what it rests (resolve.go); when a status
//     outlived its holder (taking.go).
//
// Package oracle, in the folder below, applies the same rules in a second way, slow and plain.
// Tests compare the two.
//
// # How facts become answers
//
// A [Resolver] makes a [Track] into a [Timeline] by rules 1 to 3 (build.go): into events and
// episodes, each with its basis. Answers change on few days. On each of these days the Resolver
// judges all candidates by rules 4 and 5 (steps.go). If there are many candidates, that would
// take too long: then it keeps trees that know the best of them, and changes the trees from day
// to day (sweep.go, ranks.go, episodes.go). The result is the track's [Step]s. A track of sharp
// changes alone needs none of this (plain.go). The Timeline tells what an answer rests on, and
// why ([Timeline.Basis], [Timeline.Why]).
package timeline
