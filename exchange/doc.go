// Package exchange carries claims and states into the formats that the field
// already uses, and claims back.
//
//	exchange.WriteHXL(w, reg.All())             // claims as CSV with HXL tags
//	exchange.WriteGeoJSON(w, reg.View(), day)   // the crossings on a map
//	for c, err := range exchange.Reader{Name: "sheet.csv", Lookup: reg.Lookup}.Claims(f) { … }
//
// CSV and JSON Lines carry every member of a claim, so that what is written reads
// back as the same claims. The other formats carry what their readers look for.
//
// Everything is a stream: nothing here holds more than one claim, or one row of
// at most [MaxRow] bytes, at a time; [WriteMISP] also remembers addresses.
//
// # CSV
//
// The first row names the columns as the members of a claim's JSON form are
// named, those of its source as source.name and so on. With HXL 1.1 the second
// row has the tags. The columns earliest and latest, and those of reported, are
// worked out from the dates beside them, for tools that know days only: they are
// the ones under #date. EDTF stands under #meta+edtf, because what reads #date
// takes 2014-05/2014-08 for a day in a year of its own choosing.
//
// A list in one cell has " | " between its members; a backslash stands before a
// bar, a backslash or a space that belongs to a member.
//
// A cell that a spreadsheet would run as a formula, one that starts with = + - @,
// a tab or a line end, is written with an apostrophe before it, and read without.
// So is one that starts with apostrophes before such a sign.
package exchange
