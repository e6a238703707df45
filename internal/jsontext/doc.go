// Package jsontext reads and writes JSON text, such as that of a claim: one object on a
// line.
//
// A [Scanner] reads any JSON where it lies, without a copy of what nobody asks for.
//
// A [CanonicalScanner] reads text that this module wrote itself: without white space, its
// members in a known order, no string empty. That is some ten times as fast as
// encoding/json. It never says what is wrong: after the first thing that it does not take
// it has failed, and the caller reads the text anew with a Scanner, to find the fault.
//
//	s := jsontext.NewCanonicalScanner(line)
//	s.Open()
//	if s.Key("name") {
//		name = s.Text()
//	}
//	s.Close()
//	if !s.Done() { … } // not written by this module
//
// [Fault] says what is wrong with a text that encoding/json refused.
//
// [Compare] finds what differs between a text that was read and what would be written.
//
// [AppendString] and an [Object] write text byte for byte as encoding/json does with
// SetEscapeHTML(false): ids are made of these bytes.
package jsontext
