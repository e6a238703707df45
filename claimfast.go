package border

import (
	"hash/maphash"
	"strings"
	"sync"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/google/uuid"
)

// Most claims are read from lines that this package wrote: one object without white
// space, members in their order, each once, no text empty. parseFast reads such lines in
// one pass. It gives up on any other line, whether right or wrong, and leaves it to the
// strict reader, which alone says what is wrong.

// maxRelays is how many relays a claim may have at most to be read fast.
const maxRelays = 8

// A fastReader reads one line. It first finds the texts, and then copies into memory those
// that it must.
type fastReader struct {
	jsontext.CanonicalScanner
	texts  [memberCount + maxRelays]textRead
	read   int // how many texts were found
	relays int // how many of those are relays
	size   int // how many bytes the texts need at most
}

// A textRead is where a text lies in the line, and the place of its member in the table.
type textRead struct {
	jsontext.Span
	place  int32
	shared string  // the text, if it was read before
	last   *string // else where the next to read it looks; nil if nobody does
}

// A textStore has memory for the texts of claims, many in one block, and finds those that were read
// lately: the claims of a source, a page or a day have texts in common, and keep them once.
type textStore struct {
	block strings.Builder
	last  [4096]string // each at the place of its hash
}

var textStores = sync.Pool{New: func() any { return new(textStore) }}

// A block of texts has blockSize bytes, unless one claim needs more. It lives as long as any of its
// texts; so of a claim with more than mostShared bytes of them the store remembers none.
const (
	blockSize  = 4096
	mostShared = 1024
)

// parseFast reads a claim that is written as [Claim.AppendJSON] or
// [Claim.AppendCanonical] writes it, in UTF-8. It reports false if the line is
// any other, or the claim is not valid.
func parseFast(line []byte) (c Claim, ok bool) {
	r := fastReader{CanonicalScanner: jsontext.NewCanonicalScanner(line)}
	members := c.members()
	r.Open()
	r.readMembers(members[:sourceFirst], 0, 0)
	if r.Key("source") {
		r.Open()
		r.readMembers(members[sourceFirst:sourceEnd], sourceFirst, len(sourcePath))
		r.Close()
	}
	r.readMembers(members[sourceEnd:], sourceEnd, 0)
	r.Close()
	if !r.Done() || !r.IsUTF8() || !r.fillTexts(members[:]) || !c.isValid() {
		return Claim{}, false
	}
	return c, true
}

// isValid reports whether c is valid, given that its texts are UTF-8.
func (c *Claim) isValid() bool {
	return c.validatePresence() == nil && c.validateWords() == nil && c.validateRelays() == nil && c.validateTimes() == nil && c.validateReview() == nil && c.validateNames() == nil
}

// readMembers reads the given members, in that order; any of them may be absent. First is
// the place of the first of them in the table. Path is how many bytes of their names are
// that of the object, and are not in the line.
func (r *fastReader) readMembers(members []Member, first, path int) {
	for i := range members {
		if !r.Key(members[i].name[path:]) {
			continue
		}
		if _, ok := members[i].field.(*string); ok { // half of them: a switch takes longer
			r.text(first + i)
		} else {
			r.readMember(members[i].field, first+i)
		}
	}
}

// readMember reads the value of the member at a place of the table into its field.
func (r *fastReader) readMember(field any, place int) {
	switch f := field.(type) {
	case *edtf.Date:
		r.text(place)
	case *Side, *Kind, *Direction, *Edge, *Modality:
		words, number := wordOf(f)
		*number = r.word(words)
	case *Traffic:
		r.Expect('[')
		for more := true; more; more = r.More() {
			if n := r.word(trafficWords); n > 0 {
				*f |= 1 << (n - 1)
			}
		}
	case *[]string:
		r.readRelays(place)
	case *Grade:
		if s := r.Word(); len(s) == 2 {
			*f = Grade{s[0], s[1]}
		} else {
			r.Fail()
		}
	case *time.Time:
		t, ok := parseUTC(r.Word())
		if !ok {
			r.Fail()
		}
		*f = t
	case *uuid.UUID:
		*f = r.id()
	case *[]uuid.UUID:
		r.Expect('[')
		ids := make([]uuid.UUID, 0, 1)
		for more := true; more; more = r.More() {
			ids = append(ids, r.id())
		}
		*f = ids
	}
}

// text finds a text of the member at a place of the table.
func (r *fastReader) text(place int) {
	at := r.Text()
	r.size += at.Len()
	r.texts[r.read] = textRead{Span: at, place: int32(place)}
	r.read++
}

// readRelays reads the list of relays.
func (r *fastReader) readRelays(place int) {
	r.Expect('[')
	for more := true; more; more = r.More() {
		if r.relays == maxRelays {
			r.Fail()
			return
		}
		r.text(place)
		r.relays++
	}
}

// word reads a word of a vocabulary and returns its number; 0, having failed, if it is
// none.
func (r *fastReader) word(w words) uint8 {
	s := r.Word()
	for n := 1; n < len(w); n++ {
		if string(s) == w[n] {
			return uint8(n)
		}
	}
	r.Fail()
	return 0
}

// id reads a text that is an id in lower case.
func (r *fastReader) id() (id uuid.UUID) {
	s := r.Word()
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		r.Fail()
		return uuid.Nil
	}
	var wrong byte
	for i, at := range [...]uint8{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34} {
		high, low := hexDigit[s[at]], hexDigit[s[at+1]]
		wrong |= high | low
		id[i] = high<<4 | low
	}
	if wrong > 0xf || id == uuid.Nil {
		r.Fail()
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

// fillTexts copies the texts that were found into the claim, but for those that were read before.
// It reports false if one should be a date and is not.
func (r *fastReader) fillTexts(members []Member) bool {
	store := textStores.Get().(*textStore)
	defer textStores.Put(store)
	r.share(store)
	if store.block.Cap()-store.block.Len() < r.size {
		store.block.Reset()
		store.block.Grow(max(r.size, blockSize))
	}
	for i := range r.texts[:r.read] {
		t := &r.texts[i]
		text := t.shared
		if text == "" {
			from := store.block.Len()
			r.Write(&store.block, t.Span)
			text = store.block.String()[from:]
		}
		if t.last != nil && r.size <= mostShared {
			*t.last = text
		}
		if !setText(members[t.place].field, text, r.relays) {
			return false
		}
	}
	return true
}

// share looks in a store for the texts that were found, but for quote and note.
func (r *fastReader) share(store *textStore) {
	for i := range r.texts[:r.read] {
		t := &r.texts[i]
		text, ok := r.Plain(t.Span)
		if !ok || int(t.place) > sourceEnd {
			continue
		}
		t.last = &store.last[maphash.Bytes(idSeed, text)%uint64(len(store.last))]
		if string(text) == *t.last {
			t.shared, t.last = *t.last, nil
			r.size -= len(text)
		}
	}
}

// setText sets the field of a member to a text, or adds it to a list that will have that many. It
// reports false if it should be a date and is not.
func setText(field any, text string, relays int) bool {
	if f, ok := field.(*string); ok {
		*f = text
		return true
	}
	switch f := field.(type) {
	case *edtf.Date:
		var err error
		*f, err = edtf.Parse(text)
		return err == nil
	case *[]string:
		if *f == nil {
			*f = make([]string, 0, relays)
		}
		*f = append(*f, text)
	}
	return true
}

// parseUTC reads a time in UTC, as 2019-07-05T14:30:00Z, maybe with a fraction of a
// second, down to nanoseconds.
func parseUTC(s []byte) (t time.Time, ok bool) {
	const form = "0000-00-00T00:00:00"
	if len(s) <= len(form) || s[len(s)-1] != 'Z' {
		return t, false
	}
	for i := range len(form) {
		if isDigit(form[i]) != isDigit(s[i]) || !isDigit(s[i]) && s[i] != form[i] {
			return t, false
		}
	}
	nanoseconds, ok := parseFraction(s[len(form) : len(s)-1])
	if !ok {
		return t, false
	}
	number := func(from, to int) (n int) {
		for _, b := range s[from:to] {
			n = 10*n + int(b-'0')
		}
		return n
	}
	year, month, day := number(0, 4), time.Month(number(5, 7)), number(8, 10)
	hour, minute, second := number(11, 13), number(14, 16), number(17, 19)
	t = time.Date(year, month, day, hour, minute, second, nanoseconds, time.UTC)
	return t, hour < 24 && minute < 60 && second < 60 && t.Month() == month && t.Day() == day
}

// parseFraction reads a fraction of a second, as .25, or nothing.
func parseFraction(s []byte) (nanoseconds int, ok bool) {
	if len(s) == 0 {
		return 0, true
	}
	if s[0] != '.' || len(s) == 1 || len(s) > len(".123456789") {
		return 0, false
	}
	unit := 100_000_000
	for _, b := range s[1:] {
		if !isDigit(b) {
			return 0, false
		}
		nanoseconds += int(b-'0') * unit
		unit /= 10
	}
	return nanoseconds, true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
