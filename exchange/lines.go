package exchange

import (
	"bufio"
	"encoding/json"
	"io"
)

// A lines writes JSON to a stream, one value at a time.
type lines struct {
	w     *bufio.Writer
	b     []byte // empty; its memory serves the next value
	comma string // before the next element of a list
	err   error
}

func newLines(w io.Writer) *lines { return &lines{w: bufio.NewWriterSize(w, 64<<10)} }

// add writes what was appended to l.b.
func (l *lines) add(b []byte) error {
	if _, err := l.w.Write(b); err != nil && l.err == nil {
		l.err = err
	}
	l.b = b[:0]
	return l.err
}

// text writes text as it is.
func (l *lines) text(s string) error { return l.add(append(l.b, s...)) }

// element writes v as the next element of a list, on a line of its own.
func (l *lines) element(v any) error {
	if l.err != nil {
		return l.err
	}
	if err := l.text(l.comma + "\n"); err != nil {
		return err
	}
	l.comma = ","
	return l.value(v)
}

// value writes v.
func (l *lines) value(v any) error {
	b, err := appendJSON(l.b, v)
	if err != nil && l.err == nil {
		l.err = err
	}
	return l.add(b)
}

// list opens a list; close it with end.
func (l *lines) list(before string) {
	l.comma = ""
	_ = l.text(before + "[")
}

func (l *lines) end(after string) { _ = l.text("\n]" + after) }

func (l *lines) flush() error {
	if l.err != nil {
		return l.err
	}
	return l.w.Flush()
}

// appendJSON appends v as JSON, without the escapes that HTML needs.
func appendJSON(b []byte, v any) ([]byte, error) {
	w := appender{b}
	enc := json.NewEncoder(&w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return b, err
	}
	return w.b[:len(w.b)-1], nil // without the line end
}

// An appender is a writer to a slice.
type appender struct{ b []byte }

func (a *appender) Write(p []byte) (int, error) {
	a.b = append(a.b, p...)
	return len(p), nil
}
