package edtf

import (
	"fmt"
	"unicode/utf8"
)

// A ParseError says why a text is not an EDTF expression or not a day, and
// where. It prints as
//
//	edtf: "2012-13": month 13 at offset 5
//
// with all but the beginning of a long text left out.
type ParseError struct {
	Text   string // the whole text that was read
	Offset int    // where in Text the fault begins, in bytes
	Msg    string // what is wrong there: "month 13"
}

// quoteLimit is how much of a text an error shows.
const quoteLimit = 80

// Error returns the expression, what is wrong with it, and where.
func (e *ParseError) Error() string {
	text, more := e.Text, ""
	if len(text) > quoteLimit {
		cut := quoteLimit
		for cut > quoteLimit-utf8.UTFMax && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text, more = text[:cut], "..."
	}
	return fmt.Sprintf("edtf: %q%s: %s at offset %d", text, more, e.Msg, e.Offset)
}
