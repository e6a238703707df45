// Package draft proposes claims from the words of a news item, in English or
// Arabic: which crossing and side, what kind of claim, its value, when, and whether
// it is told as done, planned or denied, each with why it was read so and how sure
// that is.
//
//	draft.Claims(view, "Iraqi forces took the Rabia crossing on Wednesday.", draft.Options{Reported: day})
//
// A proposal is for a person to judge: nothing should take one without asking.
// None is made of what is not in the words, nor about a town, a base or the
// crossing of another border.
//
// # How it reads
//
// A text becomes sentences and these tokens (token.go), in which names of crossings
// (names.go) and the words of tables (table_en.go, table_ar.go and table_verbs.go,
// whose entries have the classes of classes.go) are found. About which crossing a
// sentence is says scope.go, what it tells event.go, on which side side.go, since when
// when.go, and in words why.go. What the title of the page tells is read for a sentence
// that itself tells little. Everything is read in time linear in the length of the text,
// but that a sentence is scanned once for each thing that it tells, of which at most six
// are kept.
package draft
