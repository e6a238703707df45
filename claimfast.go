package border

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// Most claims are read from lines that this package wrote: one object without
// white space, members in their order, each once, no text empty. parseFast reads
// those in one pass. Whatever else a line has, it leaves to the slow reader,
// which alone says what is wrong: a fault is never found here.

// The places of the texts of a claim, in the order of its members.
const (
	textCrossing = iota
	textValue
	textUnit
	textWhen
	textName
	textURL
	textTitle
	textArchived
	textLang
	textReported
	textQuote
	textNote
	texts
)

// maxRelays is how many relays a claim may have to be read fast.
const maxRelays = 8

// A textSpan is where a text lies in the line, without its quotes.
type textSpan struct {
	from, to int
	escaped  bool
}

// A fastReader reads one line. After the first thing that it does not know, bad
// is set, and what it returns has no meaning.
type fastReader struct {
	line []byte
	pos  int
	bad  bool
	bare bool // the line has no backslash and no control character
	size int  // of all texts together, at most
}

// parseFast reads a claim that is written as [Claim.AppendJSON] or
// [Claim.AppendCanonical] writes it, in UTF-8. It reports false if the line is
// any other, or the claim is not valid.
func parseFast(line []byte) (c Claim, ok bool) {
	r := fastReader{line: line, bare: bytes.IndexByte(line, '\\') < 0 && !hasControls(line)}
	var at [texts]textSpan
	var relays [maxRelays]textSpan
	relayed := 0

	r.skip('{')
	if r.member(`"id":"`) {
		c.ID = r.id()
		r.skip(',')
	}
	r.optional(&at[textCrossing], `"crossing":"`)
	if r.member(`,"side":"`) {
		c.Side = Side(r.word(sideWords))
	}
	if r.member(`,"kind":"`) {
		c.Kind = Kind(r.word(kindWords))
	}
	r.optional(&at[textValue], `,"value":"`)
	r.optional(&at[textUnit], `,"unit":"`)
	if r.member(`,"traffic":["`) {
		for more := true; more; more = r.more() {
			if n := r.word(trafficWords); !r.bad {
				c.Traffic |= 1 << (n - 1)
			}
		}
	}
	if r.member(`,"direction":"`) {
		c.Direction = Direction(r.word(directionWords))
	}
	r.optional(&at[textWhen], `,"when":"`)
	if r.member(`,"edge":"`) {
		c.Edge = Edge(r.word(edgeWords))
	}
	if r.member(`,"modality":"`) {
		c.Modality = Modality(r.word(modalityWords))
	}
	if r.member(`,"source":{"name":"`) {
		at[textName] = r.text()
		if r.member(`,"via":["`) {
			for more := true; more; more = r.more() {
				if relayed == maxRelays {
					return Claim{}, false
				}
				relays[relayed] = r.text()
				relayed++
			}
		}
		r.optional(&at[textURL], `,"url":"`)
		r.optional(&at[textTitle], `,"title":"`)
		r.optional(&at[textArchived], `,"archived":"`)
		r.optional(&at[textLang], `,"lang":"`)
		r.skip('}')
	}
	r.optional(&at[textReported], `,"reported":"`)
	if r.member(`,"recorded":"`) {
		c.Recorded = r.instant()
	}
	if r.member(`,"grade":"`) {
		if s := r.plain(); len(s) == 2 {
			c.Grade = Grade{s[0], s[1]}
		} else {
			r.bad = true
		}
	}
	r.optional(&at[textQuote], `,"quote":"`)
	r.optional(&at[textNote], `,"note":"`)
	if r.member(`,"retracts":["`) {
		c.Retracts = r.ids()
	}
	if r.member(`,"denies":["`) {
		c.Denies = r.ids()
	}
	if r.member(`,"repeats":["`) {
		c.Repeats = r.ids()
	}
	r.skip('}')
	if r.bad || r.pos < len(line) || !utf8.Valid(line) {
		return Claim{}, false
	}

	var all strings.Builder // one piece of memory for all texts
	all.Grow(r.size)
	text := func(at textSpan) string {
		from := all.Len()
		if at.escaped {
			unescape(&all, line[at.from:at.to])
		} else {
			all.Write(line[at.from:at.to])
		}
		return all.String()[from:]
	}
	c.Crossing, c.Value, c.Unit = text(at[textCrossing]), text(at[textValue]), text(at[textUnit])
	c.Source.Name, c.Source.URL, c.Source.Title = text(at[textName]), text(at[textURL]), text(at[textTitle])
	c.Source.Archived, c.Source.Lang = text(at[textArchived]), text(at[textLang])
	c.Quote, c.Note = text(at[textQuote]), text(at[textNote])
	if relayed > 0 {
		c.Source.Via = make([]string, relayed)
		for i := range c.Source.Via {
			c.Source.Via[i] = text(relays[i])
		}
	}
	var err error
	if s := text(at[textWhen]); s != "" {
		if c.When, err = edtf.Parse(s); err != nil {
			return Claim{}, false
		}
	}
	if s := text(at[textReported]); s != "" {
		if c.Reported, err = edtf.Parse(s); err != nil {
			return Claim{}, false
		}
	}
	if !c.isPlain() {
		copied := c // what is fully validated lies on the heap
		if copied.validateFully() != nil {
			return Claim{}, false
		}
	}
	return c, true
}

// skip passes over one byte.
func (r *fastReader) skip(b byte) {
	if r.pos == len(r.line) || r.line[r.pos] != b {
		r.bad = true
		return
	}
	r.pos++
}

// member passes over the beginning of a member, if it is what comes next.
func (r *fastReader) member(start string) bool {
	if r.bad || len(r.line)-r.pos < len(start) || string(r.line[r.pos:r.pos+len(start)]) != start {
		return false
	}
	r.pos += len(start)
	return true
}

// optional reads the text of a member, if that comes next.
func (r *fastReader) optional(at *textSpan, start string) {
	if r.member(start) {
		*at = r.text()
	}
}

// more reports whether a list of texts goes on, and passes over what stands
// between two, or after the last.
func (r *fastReader) more() bool {
	if r.member(`,"`) {
		return true
	}
	r.skip(']')
	return false
}

// hasControls reports whether a line has a control character. It looks at eight
// bytes at once: less than 0x20 is what borrows when 0x20 is taken away and has no
// high bit of its own. A borrow can pass to the byte above, but only from one that is
// itself less.
func hasControls(line []byte) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for ; len(line) >= 8; line = line[8:] {
		if x := binary.LittleEndian.Uint64(line); (x-' '*ones)&^x&highs != 0 {
			return true
		}
	}
	for _, b := range line {
		if b < ' ' {
			return true
		}
	}
	return false
}

// text reads the rest of a text of which the opening quote is read. It knows the
// escapes that are common in quotes: of a quote, a backslash, a line break and a
// tab.
func (r *fastReader) text() textSpan {
	at := textSpan{from: r.pos}
	if r.bare { // then the next quote is the end, and no byte before it is at fault
		n := bytes.IndexByte(r.line[r.pos:], '"')
		r.bad = r.bad || n <= 0
		n = max(n, 0)
		at.to = at.from + n
		r.size += n
		r.pos = min(at.to+1, len(r.line))
		return at
	}
	for i := r.pos; i < len(r.line); i++ {
		switch b := r.line[i]; {
		case b == '"':
			at.to = i
			r.bad = r.bad || i == at.from
			r.size += i - at.from
			r.pos = i + 1
			return at
		case b == '\\':
			i++
			if i == len(r.line) || unescaped[r.line[i]] == 0 {
				r.bad = true
				return textSpan{}
			}
			at.escaped = true
		case b < ' ':
			r.bad = true
			return textSpan{}
		}
	}
	r.bad = true
	return textSpan{}
}

// unescaped has what a backslash and a letter stand for.
var unescaped = [256]byte{'"': '"', '\\': '\\', 'n': '\n', 't': '\t'}

// unescape writes a text without its escapes.
func unescape(to *strings.Builder, text []byte) {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
			to.WriteByte(unescaped[text[i]])
		} else {
			to.WriteByte(text[i])
		}
	}
}

// plain reads the rest of a text in which nothing is escaped.
func (r *fastReader) plain() []byte {
	end := bytes.IndexByte(r.line[r.pos:], '"')
	if end < 0 || r.bad {
		r.bad = true
		return nil
	}
	s := r.line[r.pos : r.pos+end]
	r.pos += end + 1
	return s
}

// instant reads a text that is a time in UTC, as 2019-07-05T14:30:00Z, maybe with
// a fraction of a second.
func (r *fastReader) instant() time.Time {
	s := r.plain()
	const form = "0000-00-00T00:00:00"
	if len(s) <= len(form) || len(s) > len(form)+len(".123456789Z") || s[len(s)-1] != 'Z' {
		r.bad = true
		return time.Time{}
	}
	for i := range len(form) {
		if isDigit(form[i]) != isDigit(s[i]) || !isDigit(s[i]) && s[i] != form[i] {
			r.bad = true
			return time.Time{}
		}
	}
	nanoseconds := 0
	if fraction := s[len(form) : len(s)-1]; len(fraction) > 0 {
		unit := 100_000_000
		if r.bad = r.bad || fraction[0] != '.' || len(fraction) == 1; r.bad {
			return time.Time{}
		}
		for _, b := range fraction[1:] {
			if !isDigit(b) {
				r.bad = true
				return time.Time{}
			}
			nanoseconds += int(b-'0') * unit
			unit /= 10
		}
	}
	number := func(from, to int) (n int) {
		for _, b := range s[from:to] {
			n = 10*n + int(b-'0')
		}
		return n
	}
	year, month, day := number(0, 4), time.Month(number(5, 7)), number(8, 10)
	hour, minute, second := number(11, 13), number(14, 16), number(17, 19)
	t := time.Date(year, month, day, hour, minute, second, nanoseconds, time.UTC)
	if hour > 23 || minute > 59 || second > 59 || t.Month() != month || t.Day() != day {
		r.bad = true
	}
	return t
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// word reads a text that is a word of a vocabulary, and returns its number.
func (r *fastReader) word(w words) uint8 {
	s := r.plain()
	for n := 1; n < len(w); n++ {
		if string(s) == w[n] {
			return uint8(n)
		}
	}
	r.bad = true
	return 0
}

// ids reads a list of ids.
func (r *fastReader) ids() []uuid.UUID {
	ids := make([]uuid.UUID, 0, 1)
	for more := true; more; more = r.more() {
		ids = append(ids, r.id())
	}
	return ids
}

// id reads a text that is an id in lower case.
func (r *fastReader) id() (id uuid.UUID) {
	s := r.plain()
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		r.bad = true
		return uuid.Nil
	}
	var wrong byte
	for i, at := range [...]uint8{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34} {
		high, low := hexDigit[s[at]], hexDigit[s[at+1]]
		wrong |= high | low
		id[i] = high<<4 | low
	}
	if wrong > 0xf || id == uuid.Nil {
		r.bad = true
	}
	return id
}

// hexDigit has the value of each hexadecimal digit in lower case, and 0x10 for
// every other byte.
var hexDigit = func() (values [256]byte) {
	for i := range values {
		values[i] = 0x10
	}
	for i, digit := range []byte("0123456789abcdef") {
		values[digit] = byte(i)
	}
	return values
}()
