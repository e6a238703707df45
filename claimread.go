package border

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/google/uuid"
)

// A member is one member of a claim's JSON form. Each is a text, but for lists
// of texts (addTo) and for the object source, whose members stand as "source.…".
type member struct {
	name string
	set  func(*Claim, string) error
	add  func(*Claim, string) error // for lists: called for each text
}

// members are those of a claim, in the order in which they are written.
var members = []member{
	{name: "id", set: func(c *Claim, s string) (err error) { c.ID, err = parseID(s); return err }},
	{name: "crossing", set: func(c *Claim, s string) error { c.Crossing = s; return nil }},
	{name: "side", set: func(c *Claim, s string) (err error) { c.Side, err = ParseSide(s); return err }},
	{name: "kind", set: func(c *Claim, s string) (err error) { c.Kind, err = ParseKind(s); return err }},
	{name: "value", set: func(c *Claim, s string) error { c.Value = s; return nil }},
	{name: "unit", set: func(c *Claim, s string) error { c.Unit = s; return nil }},
	{name: "traffic", add: func(c *Claim, s string) error {
		n, err := trafficWords.number(s)
		if err == nil {
			c.Traffic |= 1 << (n - 1)
		}
		return err
	}},
	{name: "direction", set: func(c *Claim, s string) (err error) { c.Direction, err = ParseDirection(s); return err }},
	{name: "when", set: func(c *Claim, s string) (err error) { c.When, err = edtf.Parse(s); return err }},
	{name: "edge", set: func(c *Claim, s string) (err error) { c.Edge, err = ParseEdge(s); return err }},
	{name: "modality", set: func(c *Claim, s string) (err error) { c.Modality, err = ParseModality(s); return err }},
	{name: "source"},
	{name: "reported", set: func(c *Claim, s string) (err error) { c.Reported, err = edtf.Parse(s); return err }},
	{name: "recorded", set: func(c *Claim, s string) (err error) { c.Recorded, err = parseInstant(s); return err }},
	{name: "grade", set: func(c *Claim, s string) (err error) { c.Grade, err = ParseGrade(s); return err }},
	{name: "quote", set: func(c *Claim, s string) error { c.Quote = s; return nil }},
	{name: "note", set: func(c *Claim, s string) error { c.Note = s; return nil }},
	{name: "retracts", add: func(c *Claim, s string) error { return addID(&c.Retracts, s) }},
	{name: "denies", add: func(c *Claim, s string) error { return addID(&c.Denies, s) }},
	{name: "repeats", add: func(c *Claim, s string) error { return addID(&c.Repeats, s) }},
}

// sourceMembers are those of the object source.
var sourceMembers = []member{
	{name: "name", set: func(c *Claim, s string) error { c.Source.Name = s; return nil }},
	{name: "via", add: func(c *Claim, s string) error { c.Source.Via = append(c.Source.Via, s); return nil }},
	{name: "url", set: func(c *Claim, s string) error { c.Source.URL = s; return nil }},
	{name: "title", set: func(c *Claim, s string) error { c.Source.Title = s; return nil }},
	{name: "archived", set: func(c *Claim, s string) error { c.Source.Archived = s; return nil }},
	{name: "lang", set: func(c *Claim, s string) error { c.Source.Lang = s; return nil }},
}

// parseID reads a UUID in its canonical form, which is the only one in which
// ids are written.
func parseID(s string) (uuid.UUID, error) {
	id, err := uuid.Parse(s)
	if err != nil || id.String() != strings.ToLower(s) || id == uuid.Nil {
		return uuid.Nil, errors.New("want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818")
	}
	return id, nil
}

func addID(ids *[]uuid.UUID, s string) error {
	id, err := parseID(s)
	if err == nil {
		*ids = append(*ids, id)
	}
	return err
}

func parseInstant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, errors.New("want a time as 2019-07-05T14:30:00Z")
	}
	return t.UTC(), nil
}

// UnmarshalJSON implements [json.Unmarshaler]. Members that it does not know,
// members given twice, values outside their vocabulary and text that is not
// UTF-8 are errors, each a [*ClaimError].
func (c *Claim) UnmarshalJSON(data []byte) error {
	read, err := parseClaim(data)
	if err == nil {
		*c = read
	}
	return err
}

// parseClaim reads one claim, and checks all that can be checked without a
// registry.
func parseClaim(line []byte) (Claim, error) {
	if c, ok := parseFast(line); ok {
		return c, nil
	}
	return parseSlow(line)
}

// parseSlow is parseClaim for lines of any form. It alone finds what is wrong.
func parseSlow(line []byte) (Claim, error) {
	if !utf8.Valid(line) {
		return Claim{}, &ClaimError{Err: errNotUTF8}
	}
	if half := loneSurrogate(line); half != "" {
		return Claim{}, &ClaimError{Err: fmt.Errorf("%s is half of a character: a surrogate without the other", half)}
	}
	var c Claim
	text := jsontext.Scanner{Text: line}
	if err := c.readObject(&text, "", members); err != nil {
		return Claim{}, err
	}
	if !text.AtEnd() {
		token := text.Value()
		if token == nil {
			return Claim{}, syntaxFault(&text, "")
		}
		return Claim{}, &ClaimError{Err: fmt.Errorf("%s after the claim; put each claim on a line of its own", tokenName(token))}
	}
	if err := c.Validate(); err != nil {
		return Claim{}, err
	}
	return c, nil
}

// loneSurrogate returns the first escape of a line of JSON that is half of a
// UTF-16 pair without the other half, for which encoding/json would put another
// character without a word; "" if there is none.
func loneSurrogate(line []byte) string {
	for i := 0; i < len(line); {
		next := bytes.IndexByte(line[i:], '\\')
		if next < 0 {
			break
		}
		i += next
		first := escaped(line[i:])
		switch {
		case first < 0:
			i += 2 // another escape
		case !utf16.IsSurrogate(first):
			i += 6
		case utf16.DecodeRune(first, escaped(line[i+6:])) == utf8.RuneError:
			return string(line[i : i+6])
		default:
			i += 12
		}
	}
	return ""
}

// escaped returns what the escape \uXXXX at the beginning of s stands for, and -1
// if there is none.
func escaped(s []byte) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}

// readObject reads a JSON object with those members; prefix is the path to it.
func (c *Claim) readObject(text *jsontext.Scanner, prefix string, members []member) error {
	path := strings.TrimSuffix(prefix, ".")
	if !text.Skip('{') {
		token := text.Value()
		if token == nil {
			return syntaxFault(text, path)
		}
		return &ClaimError{Member: path, Err: fmt.Errorf("want an object, got %s", tokenName(token))}
	}
	var seen [32]bool
	for n := 0; !text.Skip('}'); n++ {
		if n > 0 && !text.Skip(',') {
			return syntaxFault(text, path)
		}
		key := text.String()
		if key == nil {
			return syntaxFault(text, path)
		}
		i := slices.IndexFunc(members, func(m member) bool { return m.name == string(key[1:len(key)-1]) })
		if i < 0 { // unless it is written with escapes
			name := jsontext.Unquote(key)
			if i = slices.IndexFunc(members, func(m member) bool { return m.name == name }); i < 0 {
				return &ClaimError{Member: prefix + name, Err: fmt.Errorf("unknown member; a claim has %s", memberNames(members))}
			}
		}
		if err := c.readMember(text, prefix, members[i], seen[i]); err != nil {
			return err
		}
		seen[i] = true
	}
	return nil
}

// readMember reads what stands after the name of a member.
func (c *Claim) readMember(text *jsontext.Scanner, prefix string, m member, again bool) error {
	name := m.name
	if prefix != "" {
		name = prefix + name
	}
	switch {
	case again:
		return &ClaimError{Member: name, Err: errors.New("given twice")}
	case !text.Skip(':'):
		return syntaxFault(text, name)
	case m.set != nil:
		return c.readText(text, name, m.set)
	case m.add != nil:
		return c.readTexts(text, name, m.add)
	}
	return c.readObject(text, name+".", sourceMembers)
}

// readText reads the text of one member. An empty one is as good as absent,
// except where it cannot be meant.
func (c *Claim) readText(text *jsontext.Scanner, name string, set func(*Claim, string) error) error {
	quoted := text.String()
	if quoted == nil {
		return wantOther(text, name, "a text")
	}
	s := jsontext.Unquote(quoted)
	if err := set(c, s); err != nil {
		return fault(name, s, plainReason(err))
	}
	return nil
}

// readTexts reads a list of texts.
func (c *Claim) readTexts(text *jsontext.Scanner, name string, add func(*Claim, string) error) error {
	if !text.Skip('[') {
		return wantOther(text, name, "a list of texts")
	}
	if name == "source.via" && c.Source.Via == nil {
		c.Source.Via = make([]string, 0, text.Strings())
	}
	for n := 0; !text.Skip(']'); n++ {
		if n > 0 && !text.Skip(',') {
			return syntaxFault(text, name)
		}
		if err := c.readText(text, name, add); err != nil {
			return err
		}
	}
	return nil
}

// wantOther says that a member has another value than it should.
func wantOther(text *jsontext.Scanner, name, want string) error {
	token := text.Value()
	if token == nil {
		return syntaxFault(text, name)
	}
	value := string(token)
	if token[0] == '"' {
		value = jsontext.Unquote(token)
	}
	return &ClaimError{Member: name, Value: value, Err: fmt.Errorf("want %s, got %s", want, tokenName(token))}
}

// plainReason drops the value from a vocabulary's error: a ClaimError has it.
func plainReason(err error) error {
	if v, ok := errors.AsType[*VocabularyError](err); ok {
		return fmt.Errorf("want one of %s", strings.Join(v.Allowed, ", "))
	}
	return err
}

// syntaxFault says where a line is not JSON: after the last token that was read.
func syntaxFault(text *jsontext.Scanner, name string) error {
	dec := json.NewDecoder(bytes.NewReader(text.Text)) // it has words for what a Scanner does not read
	dec.UseNumber()
	var err error
	for err == nil {
		_, err = dec.Token()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the line ends within the claim")
	}
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		err = fmt.Errorf("not JSON after byte %d: %w", dec.InputOffset(), s)
	}
	return &ClaimError{Member: name, Err: err}
}

func memberNames(members []member) string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.name
	}
	return strings.Join(names, ", ")
}

// tokenName says what a token is, for messages.
func tokenName(token []byte) string {
	switch token[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

// MaxLine is the greatest length of a line of claims, in bytes.
const MaxLine = 1 << 20

// ReadClaims reads claims written one a line, as in a .jsonl file; name is the
// file's, for errors. Empty lines are passed over, and a byte order mark before
// the first. A line at fault yields its [*ClaimError], and reading goes on with
// the next line, so that a program may list every fault; most will stop at the
// first. An error of r is yielded last. Memory is bounded by [MaxLine].
func ReadClaims(r io.Reader, name string) iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		for l, err := range ReadClaimLines(r, name) {
			if !yield(l.Claim, err) {
				return
			}
		}
	}
}

// A ClaimLine is a claim and the number of the line on which it stands, from 1.
type ClaimLine struct {
	Claim Claim
	Line  int
}

// ReadClaimLines is [ReadClaims] with the numbers of the lines.
func ReadClaimLines(r io.Reader, name string) iter.Seq2[ClaimLine, error] {
	return func(yield func(ClaimLine, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		var buf []byte
		for number := 1; ; number++ {
			line, tooLong, err := readLine(br, buf[:0])
			buf = line
			if number == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if tooLong {
				fault := &ClaimError{File: name, Line: number, Err: fmt.Errorf("the line is longer than %d bytes", MaxLine)}
				if !yield(ClaimLine{Line: number}, fault) {
					return
				}
			} else if line = bytes.TrimSpace(line); len(line) > 0 {
				c, err := parseClaim(line)
				if !yield(ClaimLine{c, number}, at(name, number, err)) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(ClaimLine{Line: number}, fmt.Errorf("%s:%d: %w", name, number, err))
				return
			}
		}
	}
}

// at puts the place of a claim into its error.
func at(file string, line int, err error) error {
	if e, ok := errors.AsType[*ClaimError](err); ok {
		placed := *e
		placed.File, placed.Line = file, line
		return &placed
	}
	return err
}

// readLine appends the next line to buf, without its end. Of a line that is
// too long only the beginning is kept.
func readLine(br *bufio.Reader, buf []byte) (line []byte, tooLong bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if len(buf)+len(part) > MaxLine+1 {
			tooLong = true
		} else {
			buf = append(buf, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		buf = bytes.TrimSuffix(buf, []byte{'\n'})
		return buf, tooLong || len(buf) > MaxLine, err
	}
}
