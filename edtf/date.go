package edtf

// A Date is an EDTF expression: a date that may be imprecise, uncertain or
// partly unknown, an interval, or a set of dates. It holds the text as written
// and what reading it gave; to change a Date, write another.
//
// Date is a small value, comparable with ==; two are equal if their texts are.
// The zero Date is no expression at all: it is absent, prints as "", has level
// 0, and both its bounds are [Unknown]. It is also what [Date.Interval] gives
// for an end that the interval leaves empty.
type Date struct {
	text    string
	lo, hi  Day // zero unless the bound of the same end is Dated
	loBound Bound
	hiBound Bound
	form    Form // FormNone only in the zero Date and the open end ".."
	level   uint8
	flags   flags
}

// flags are what qualifiers and masks say about a date or any part of it.
type flags uint8

const (
	uncertain flags = 1 << iota
	approximate
	masked // has an X
	timed  // has a time of day
)

// A Form is one of the shapes that an expression takes.
type Form uint8

const (
	FormNone     Form = iota // the zero Date, or the open end of an interval
	FormDate                 // one date, also with masks, a season, or a Y year
	FormInterval             // a/b
	FormOneOf                // [a,b]: one of the dates
	FormAllOf                // {a,b}: all of the dates
)

// String returns "none", "date", "interval", "one of" or "all of".
func (f Form) String() string {
	switch f {
	case FormDate:
		return "date"
	case FormInterval:
		return "interval"
	case FormOneOf:
		return "one of"
	case FormAllOf:
		return "all of"
	}
	return "none"
}

// openEnd is what [Date.Interval] gives for an end written "..".
var openEnd = Date{text: "..", loBound: Open, hiBound: Open, level: 1}

// MustParse is [Parse] for expressions written in source code. It panics on an
// error.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateFromDay returns the expression for one day, as 1985-04-12. EDTF can write days only
// of years with four digits; for a day of any other year it returns the whole year, as
// Y12345. The zero Day gives the zero Date.
func DateFromDay(day Day) Date {
	if day.IsZero() {
		return Date{}
	}
	year, _, _ := day.civil()
	if year < -9999 || year > 9999 {
		return MustParse("Y" + string(appendYear(nil, year)))
	}
	d := Date{
		text: day.String(),
		lo:   day, loBound: Dated,
		hi: day, hiBound: Dated,
		form: FormDate,
	}
	if year < 0 {
		d.level = 1
	}
	return d
}

// String returns the expression as it was written, and "" for the zero Date.
func (d Date) String() string { return d.text }

// IsZero reports whether there is no expression.
func (d Date) IsZero() bool { return d == Date{} }

// Level returns the lowest level of EDTF that has the expression: 0, 1 or 2.
func (d Date) Level() int { return int(d.level) }

// Form returns the shape of the expression.
func (d Date) Form() Form { return d.form }

// Uncertain reports whether the expression, or any part of it, is marked as
// uncertain: with "?" or with "%".
func (d Date) Uncertain() bool { return d.flags&uncertain != 0 }

// Approximate reports whether the expression, or any part of it, is marked as
// approximate: with "~" or with "%".
func (d Date) Approximate() bool { return d.flags&approximate != 0 }

// AppendText implements [encoding.TextAppender]. It never fails.
func (d Date) AppendText(b []byte) ([]byte, error) { return append(b, d.text...), nil }

// MarshalText implements [encoding.TextMarshaler] with the text as written:
// empty for the zero Date. It never fails.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]: [Parse], but empty text
// gives the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
