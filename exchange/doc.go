// Package exchange carries claims and states into the formats that the field
// already uses, and claims back.
//
//	exchange.WriteHXL(w, reg.All())             // claims as CSV with HXL tags
//	exchange.WriteGeoJSON(w, reg.View(), day)   // the crossings on a map
//	for c, err := range exchange.Reader{Name: "sheet.csv", Lookup: reg.Lookup}.Claims(f) { … }
//
// CSV and JSON Lines have every member of a claim, so that the same claims can be read
// back. The other formats have what their readers look for.
//
// All functions work on streams. They hold one claim at a time, or one row of at most
// [MaxRow] bytes; [WriteMISP] also remembers addresses.
//
// # CSV
//
// The first row has the names of the columns: those of the members of a claim's JSON
// form, with source.name and so on for the source. With HXL 1.1 the second row has the
// tags.
//
// The dates when and reported are in EDTF, which few tools know. So each has two more
// columns with its earliest and its latest day. These days have the tag #date; the EDTF
// has #meta+edtf, because tools that read #date take 2014-05/2014-08 for a single day.
//
// A list is one cell, with " | " between its members. In a member, a bar, a backslash and
// a space at an end have a backslash before them.
//
// A spreadsheet would run a cell that starts with = + - @, a tab or a line end as a
// formula. Such a cell is written with an apostrophe before it, which is removed when it is
// read. The same is done if only apostrophes stand before such a sign.
package exchange
