package jsontext

import "strconv"

// An Object writes the members of one JSON object, without white space, to the end of
// Bytes. The zero Object has no member yet; the braces around it are the caller's.
type Object struct {
	Bytes   []byte
	started bool // it has a member
}

// Key writes the name of a member, which needs no escape; its value is the caller's.
func (o *Object) Key(name string) {
	if o.started {
		o.Bytes = append(o.Bytes, ',')
	}
	o.started = true
	o.Bytes = append(o.Bytes, '"')
	o.Bytes = append(o.Bytes, name...)
	o.Bytes = append(o.Bytes, '"', ':')
}

// Text writes a member that is a string, unless that is empty.
func (o *Object) Text(name, value string) {
	if value != "" {
		o.Key(name)
		o.Bytes = AppendString(o.Bytes, value)
	}
}

// Word writes a member that is a string, unless that is empty: one that needs no escape.
func (o *Object) Word(name, value string) {
	if value != "" {
		o.Key(name)
		o.Bytes = append(o.Bytes, '"')
		o.Bytes = append(o.Bytes, value...)
		o.Bytes = append(o.Bytes, '"')
	}
}

// Texts writes a member that is a list of strings, unless that is empty.
func (o *Object) Texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	o.Key(name)
	o.Bytes = append(o.Bytes, '[')
	for i, v := range values {
		if i > 0 {
			o.Bytes = append(o.Bytes, ',')
		}
		o.Bytes = AppendString(o.Bytes, v)
	}
	o.Bytes = append(o.Bytes, ']')
}

// Null writes a member that is null.
func (o *Object) Null(name string) {
	o.Key(name)
	o.Bytes = append(o.Bytes, "null"...)
}

// TextOrNull writes a member that is a string, or null if that is empty.
func (o *Object) TextOrNull(name, value string) {
	if value == "" {
		o.Null(name)
		return
	}
	o.Text(name, value)
}

// Int writes a member that is a number.
func (o *Object) Int(name string, n int) {
	o.Key(name)
	o.Bytes = strconv.AppendInt(o.Bytes, int64(n), 10)
}

// Bool writes a member that is true or false.
func (o *Object) Bool(name string, value bool) {
	o.Key(name)
	o.Bytes = strconv.AppendBool(o.Bytes, value)
}

// List writes a member that is a list of strings, which may be empty.
func (o *Object) List(name string, values []string) {
	if len(values) == 0 {
		o.Key(name)
		o.Bytes = append(o.Bytes, '[', ']')
		return
	}
	o.Texts(name, values)
}

// Ints writes a member that is a list of numbers, which may be empty.
func (o *Object) Ints(name string, numbers ...int) {
	o.Key(name)
	o.Bytes = append(o.Bytes, '[')
	for i, n := range numbers {
		if i > 0 {
			o.Bytes = append(o.Bytes, ',')
		}
		o.Bytes = strconv.AppendInt(o.Bytes, int64(n), 10)
	}
	o.Bytes = append(o.Bytes, ']')
}
