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
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border/internal/jsontext"
)

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
	return parseStrict(line)
}

// parseStrict is parseClaim for lines of any form. It alone says what is wrong with one.
func parseStrict(line []byte) (Claim, error) {
	if !utf8.Valid(line) {
		return Claim{}, &ClaimError{Err: errNotUTF8}
	}
	if half := jsontext.LoneSurrogate(line); half != "" {
		return Claim{}, &ClaimError{Err: fmt.Errorf("%s is half of a character: a surrogate without the other", half)}
	}
	var c Claim
	r := strictReader{Scanner: jsontext.Scanner{Text: line}, members: c.Members()}
	if err := r.readObject("", claimNames); err != nil {
		return Claim{}, err
	}
	if !r.AtEnd() {
		token := r.Value()
		if token == nil {
			return Claim{}, r.syntaxFault("")
		}
		return Claim{}, &ClaimError{Err: fmt.Errorf("%s after the claim; put each claim on a line of its own", tokenName(token))}
	}
	if err := c.Validate(); err != nil {
		return Claim{}, err
	}
	return c, nil
}

// The names of the members that each object of a claim may have.
var (
	claimNames  = namesIn("")
	sourceNames = namesIn(sourcePath)
)

// A strictReader reads a claim from a line, in any form that JSON allows.
type strictReader struct {
	jsontext.Scanner
	members []Member // of the claim
}

// readObject reads a JSON object that may have members with these names. Path is "" for
// the claim, and sourcePath for its source.
func (r *strictReader) readObject(path string, names []string) error {
	self := strings.TrimSuffix(path, ".")
	if !r.Skip('{') {
		token := r.Value()
		if token == nil {
			return r.syntaxFault(self)
		}
		return &ClaimError{Member: self, Err: fmt.Errorf("want an object, got %s", tokenName(token))}
	}
	var seen [memberCount]bool
	for n := 0; !r.Skip('}'); n++ {
		if n > 0 && !r.Skip(',') {
			return r.syntaxFault(self)
		}
		key := r.String()
		if key == nil {
			return r.syntaxFault(self)
		}
		i := slices.Index(names, string(key[1:len(key)-1]))
		if i < 0 { // unless it is written with escapes
			name := jsontext.Unquote(key)
			if i = slices.Index(names, name); i < 0 {
				return &ClaimError{Member: path + name, Err: fmt.Errorf("unknown member; a claim has %s", strings.Join(names, ", "))}
			}
		}
		if err := r.readMember(path, names[i], seen[i]); err != nil {
			return err
		}
		seen[i] = true
	}
	return nil
}

// readMember reads the rest of a member, after its name. Again says that the object had
// the member before.
func (r *strictReader) readMember(path, name string, again bool) error {
	place := slices.IndexFunc(r.members, func(m Member) bool {
		inObject, ok := strings.CutPrefix(m.name, path)
		return ok && inObject == name
	})
	if place >= 0 {
		name = r.members[place].name
	}
	switch {
	case again:
		return &ClaimError{Member: name, Err: errors.New("given twice")}
	case !r.Skip(':'):
		return r.syntaxFault(name)
	case place < 0:
		return r.readObject(sourcePath, sourceNames)
	case r.members[place].IsList():
		return r.readTexts(r.members[place])
	}
	return r.readText(r.members[place])
}

// readText reads a text and sets the member. Whether it may be empty, [Member.Set]
// decides.
func (r *strictReader) readText(m Member) error {
	quoted := r.String()
	if quoted == nil {
		return r.wantOther(m.name, "a text")
	}
	s := jsontext.Unquote(quoted)
	if err := m.Set(s); err != nil {
		return fault(m.name, s, plainReason(err))
	}
	return nil
}

// readTexts reads a list of texts.
func (r *strictReader) readTexts(m Member) error {
	if !r.Skip('[') {
		return r.wantOther(m.name, "a list of texts")
	}
	if f, ok := m.field.(*[]string); ok && *f == nil {
		*f = make([]string, 0, r.Strings())
	}
	for n := 0; !r.Skip(']'); n++ {
		if n > 0 && !r.Skip(',') {
			return r.syntaxFault(m.name)
		}
		if err := r.readText(m); err != nil {
			return err
		}
	}
	return nil
}

// wantOther returns the error about a member whose value is of another type than wanted.
func (r *strictReader) wantOther(name, want string) error {
	token := r.Value()
	if token == nil {
		return r.syntaxFault(name)
	}
	value := string(token)
	if token[0] == '"' {
		value = jsontext.Unquote(token)
	}
	return &ClaimError{Member: name, Value: value, Err: fmt.Errorf("want %s, got %s", want, tokenName(token))}
}

// plainReason returns a vocabulary's error without the word, which the ClaimError has.
func plainReason(err error) error {
	if v, ok := errors.AsType[*VocabularyError](err); ok {
		return fmt.Errorf("want one of %s", strings.Join(v.Allowed, ", "))
	}
	return err
}

// syntaxFault returns the error about a line that is not JSON. It says after which byte:
// that of the last good token.
func (r *strictReader) syntaxFault(name string) error {
	dec := json.NewDecoder(bytes.NewReader(r.Text)) // it has words for what a Scanner does not read
	dec.UseNumber()
	var err error
	for err == nil {
		_, err = dec.Token()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the line ends within the claim")
	}
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		after := dec.InputOffset()
		err = fmt.Errorf("not JSON after byte %d: %s", after, jsontext.Whole(s.Error(), r.Text[after:]))
	}
	return &ClaimError{Member: name, Err: err}
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

// ReadClaims reads claims written one on each line, as in a .jsonl file. Name is that of
// the file, for errors. Empty lines and a byte order mark at the beginning are skipped.
//
// A line at fault yields a [*ClaimError], and reading goes on with the next line, so that
// a program can list all faults or stop at the first. If r fails, its error comes last.
// Memory is bounded by [MaxLine].
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
	Claim Claim `json:"claim"`
	Line  int   `json:"line"`
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

// readLine appends the next line to buf, without the newline. If the line is too long,
// it appends only the beginning.
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
