package jsontext

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Fault returns why encoding/json refused a text, in words for whoever wrote the text: what is
// wanted and what is there, not a type of Go, and the whole character that is wrong, not its first
// byte. Errors that are not of that package it returns as they are.
func Fault(text []byte, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return errors.New(Whole(e.Error(), text[max(0, min(e.Offset-1, int64(len(text)))):]))
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		said := fmt.Errorf("want %s, got %s", wanted(e.Type), found(e.Value))
		if e.Field != "" {
			return fmt.Errorf("%s: %w", e.Field, said)
		}
		return said
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return errors.New("unknown member " + name)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("unexpected end of JSON input")
	}
	return err
}

// Whole returns the message of a [json.SyntaxError] with the whole character that is wrong, where
// encoding/json shows the first byte of it as if that were a letter. From is the text from
// that byte on, or from somewhat before.
func Whole(message string, from []byte) string {
	const start = "invalid character '"
	rest, ok := strings.CutPrefix(message, start)
	if !ok {
		return message
	}
	shown, _, rest, err := strconv.UnquoteChar(rest, '\'')
	if err != nil || shown < utf8.RuneSelf || shown > 0xff {
		return message
	}
	at := bytes.IndexByte(from, byte(shown))
	if at < 0 {
		return message
	}
	if character, size := utf8.DecodeRune(from[at:]); size > 1 {
		return strings.TrimSuffix(start, "'") + strconv.QuoteRune(character) + strings.TrimPrefix(rest, "'")
	}
	return fmt.Sprintf(`%s\x%02x%s`, start, shown, rest) // no character
}

var asText = reflect.TypeFor[encoding.TextUnmarshaler]()

// wanted says what JSON a type of Go is read from.
func wanted(t reflect.Type) string {
	if reflect.PointerTo(t).Implements(asText) {
		return "a text"
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float32, reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// found says what JSON an [json.UnmarshalTypeError] met.
func found(value string) string {
	switch value {
	case "object":
		return "an object"
	case "array":
		return "a list"
	case "string":
		return "a text"
	case "bool":
		return "true or false"
	}
	if number, ok := strings.CutPrefix(value, "number "); ok { // one that does not fit
		return number
	}
	return "a number"
}
