package edtf

import (
	"database/sql/driver"
	"fmt"
	"log/slog"
	"time"
)

// Value implements [driver.Valuer]: the text of the day, or NULL for the zero
// Day.
func (d Day) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements [database/sql.Scanner]. It takes the text of a day, a [time.Time], of which
// it takes the civil day in the time's own location, or NULL or empty text for the zero Day.
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Day{}
	case time.Time:
		*d = DayOf(v)
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("edtf: a day from a %T: it wants text or a time", src)
	}
	return nil
}

// LogValue implements [slog.LogValuer] with the text of the day.
func (d Day) LogValue() slog.Value { return slog.StringValue(d.String()) }

// Value implements [driver.Valuer]: the text of the expression, or NULL for the
// zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.text, nil
}

// Scan implements [database/sql.Scanner]. It takes the text of an expression, a
// [time.Time], which gives its civil day in its own location, or NULL or empty
// text for the zero Date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = DateFromDay(DayOf(v))
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("edtf: a date from a %T: it wants text or a time", src)
	}
	return nil
}

// LogValue implements [slog.LogValuer] with the expression as written.
func (d Date) LogValue() slog.Value { return slog.StringValue(d.text) }
