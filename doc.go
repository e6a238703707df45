// Package border knows who holds each Syria–Iraq border crossing, whether it
// is open and for whom, since when, according to whom, and what was known when.
//
// # What is stored
//
// A [Crossing] is a fixed place with two sides, Syria's and Iraq's. What is
// said about it is a [Claim]: who said it, when, about which days, how sure.
// Claims are the only thing a [Registry] holds. They are added and never
// changed; a correction is a later claim, and a source that takes its words
// back makes a claim that retracts them.
//
// # What is answered
//
// From the claims, package border works out a [Finding] for each question
// (who controls it, is it open), each side and each day: the value that the
// claims support best, every value that they allow, whether sources dispute
// it, since when it holds, and which claims it rests on. A vague date ("some
// time in July 2012") makes several values possible, never a sharper date. A
// plan is never a state: plans are judged beside the states, as met, late or
// overdue.
//
// Two clocks run through every answer. One is the day asked about, a civil day
// at the border. The other is what was known: [View.KnownBy] keeps what sources
// had said by a day, [View.AsOf] what this registry had recorded by an instant.
//
// # How to ask
//
//	reg, err := border.Default()
//	state, err := reg.At(border.AlBukamalAlQaim, border.Date(2014, time.June, 15))
//	fmt.Println(state.Syria.Control)
//
// [Default] has the embedded dataset; [New] starts from crossings and parties
// of your own. A Registry is safe for any number of goroutines, and readers
// never wait for a writer. Days are inclusive at both ends, times are UTC.
//
// # How data flows
//
// Data flows one way. A claim is read from text (claimread.go) or made in Go. It is checked
// (add.go), and what the rules need of it is worked out: its fact (fact.go). Claim and fact go
// into the log of the crossing (publish.go; log.go tells how readers see them without a lock).
// The first question about a crossing makes a reading: the answers for all days, from the facts
// that the view sees (builder.go, reading.go). It copies what an earlier one has already, and
// all views that see the same claims share it (readings.go). If somebody asked since the last
// claim, the next claim makes the new reading at once. A reading has its answers as steps
// (track.go), and a later question is only a search among them. A step becomes a [Finding],
// four findings a [State].
//
// Rules 1 to 5 are in internal/timeline, for which days, values and claims are only numbers.
// Its package comment says which rule is in which file. Rule 6, the status of a crossing from
// those of its sides, is in status.go. Rule 7, what became of a plan, is in plan.go. Rule 8
// says what a view knows (log.go, view.go) and what is withdrawn (link.go, naming.go). Package
// internal/names compares names, and internal/jsontext reads and writes JSON. The other
// packages are edtf (dates as vague as the sources), journal (claims on disk), exchange (the
// formats of others) and crossings (the program).
//
// The files of this package are of four groups:
//
//   - the model: crossing, party, claim, validate (what a claim must be), source, day,
//     vocabulary (side, question, kind, modality, edge), status (with traffic and direction),
//     world (with the succession of claims), and lookup (of names);
//   - its text: claimjson (the one table of a claim's members, and the writer), claimread
//     and claimfast (the strict reader and the fast one), print and printmodel;
//   - the answers: state, finding, history (segments, and how long answers last), plan,
//     passable, why, diff, cite, answerjson and answerread (an answer that comes back from
//     its JSON);
//   - the store: registry, add, publish, log, link (which claims name which, for the writer)
//     and naming (for a reader), fact, builder, reading, track, readings, view, query, dataset.
package border
