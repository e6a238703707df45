package jsontext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// Compare compares JSON text that was read with the text that is written for the value
// read from it. It returns an error about the first member in which they differ, by name,
// and nil if there is none. White space and the order of members do not count. So a
// reader that compares can neither lose what was written nor take what contradicts itself.
func Compare(read, written []byte) error {
	var was, is any
	for _, side := range []struct {
		text  []byte
		value *any
	}{{read, &was}, {written, &is}} {
		dec := json.NewDecoder(bytes.NewReader(side.text))
		dec.UseNumber()
		if err := dec.Decode(side.value); err != nil {
			return err
		}
	}
	return compareValues("", was, is)
}

// compareValues is Compare for values at a path: the names of the members that lead to
// them, as an error begins.
func compareValues(path string, was, is any) error {
	x, both := was.(map[string]any)
	y, ok := is.(map[string]any)
	if !ok || !both {
		if reflect.DeepEqual(was, is) {
			return nil
		}
		return fmt.Errorf("%s%s does not agree with the rest, by which it is %s", path, abridged(was), abridged(is))
	}
	for _, name := range slices.Sorted(maps.Keys(x)) {
		if _, ok := y[name]; !ok {
			return fmt.Errorf("%s%s: unknown member", path, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(y)) {
		v, ok := x[name]
		if !ok {
			return fmt.Errorf("%s%s: the member is missing", path, name)
		}
		sep := ": "
		if _, ok := v.(map[string]any); ok {
			sep = "."
		}
		if err := compareValues(path+name+sep, v, y[name]); err != nil {
			return err
		}
	}
	return nil
}

// abridged returns the beginning of a JSON value, for messages.
func abridged(v any) string {
	text, err := json.Marshal(v)
	switch {
	case err != nil:
		return err.Error()
	case len(text) > 60:
		return string(text[:60]) + "…"
	}
	return string(text)
}
