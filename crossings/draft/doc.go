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
// A text becomes sentences, and each sentence tokens (token.go). Among the tokens are found
// names of crossings (names.go) and words of tables (table_en.go, table_ar.go and
// table_verbs.go, whose entries have the classes of classes.go). Then scope.go finds which
// crossing a sentence is about, event.go what it tells, side.go on which side, and when.go
// since when; why.go says so in words. If a sentence itself tells little, the title of the page
// is read with it. All this takes time linear in the length of the text, except that a sentence
// is scanned once for each thing that it tells, of which at most six are kept.
package draft
