package edtf_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// parseTests has what the examples of the specification leave open: the
// decisions of the package documentation, and the corners of the grammar.
var parseTests = []struct {
	in       string
	level    int
	earliest string
	latest   string
	wantErr  string // the message after the quoted text; "" means success
}{
	// Years, months, days.
	{in: "0000", level: 0, earliest: "0000-01-01", latest: "0000-12-31"},
	{in: "0000-02", level: 0, earliest: "0000-02-01", latest: "0000-02-29"},
	{in: "9999-12-31", level: 0, earliest: "9999-12-31", latest: "9999-12-31"},
	{in: "1900-02", level: 0, earliest: "1900-02-01", latest: "1900-02-28"},
	{in: "2000-02-29", level: 0, earliest: "2000-02-29", latest: "2000-02-29"},
	{in: "-0001", level: 1, earliest: "-0001-01-01", latest: "-0001-12-31"},
	{in: "-0004-02-29", level: 1, earliest: "-0004-02-29", latest: "-0004-02-29"},
	{in: "-9999-01", level: 1, earliest: "-9999-01-01", latest: "-9999-01-31"},
	{in: "", wantErr: "empty expression at offset 0"},
	{in: "12", wantErr: "text ends where a digit of the year should be at offset 2"},
	{in: "198", wantErr: "text ends where a digit of the year should be at offset 3"},
	{in: "-", wantErr: "text ends where a digit of the year should be at offset 1"},
	{in: "19850", wantErr: "a fifth digit of the year; one of more than four begins with Y at offset 4"},
	{in: "20120704", wantErr: "a fifth digit of the year; one of more than four begins with Y at offset 4"},
	{in: "-0000", wantErr: "year 0000 with a minus sign at offset 0"},
	{in: "?-0000-01", wantErr: "year 0000 with a minus sign at offset 1"},
	{in: "+1985", wantErr: "'+' where a digit of the year should be at offset 0"},
	{in: "--1985", wantErr: "'-' where a digit of the year should be at offset 1"},
	{in: " 2012", wantErr: "' ' where a digit of the year should be at offset 0"},
	{in: "2012 ", wantErr: "' ' where the end should be at offset 4"},
	{in: "2012 garbage", wantErr: "' ' where the end should be at offset 4"},
	{in: "2012\n", wantErr: `'\n' where the end should be at offset 4`},
	{in: "2012\x00", wantErr: `'\x00' where the end should be at offset 4`},
	{in: "\x002012", wantErr: `'\x00' where a digit of the year should be at offset 0`},
	{in: "2012\xff", wantErr: "'\ufffd' where the end should be at offset 4"},
	{in: "٢٠١٢", wantErr: "'٢' where a digit of the year should be at offset 0"},
	{in: "２０１２", wantErr: "'２' where a digit of the year should be at offset 0"},
	{in: "2012−07", wantErr: "'−' where the end should be at offset 4"},
	{in: "2012-", wantErr: "text ends where a digit of the month should be at offset 5"},
	{in: "2012-7", wantErr: "text ends where a digit of the month should be at offset 6"},
	{in: "2012-00", wantErr: "month 00 at offset 5"},
	{in: "2012-13", wantErr: "month 13 at offset 5"},
	{in: "2012-20", wantErr: "month 20 at offset 5"},
	{in: "2012-42", wantErr: "month 42 at offset 5"},
	{in: "2012-99", wantErr: "month 99 at offset 5"},
	{in: "2012-077", wantErr: "'7' where the end should be at offset 7"},
	{in: "2012-07-", wantErr: "text ends where a digit of the day should be at offset 8"},
	{in: "2012-07-4", wantErr: "text ends where a digit of the day should be at offset 9"},
	{in: "2012-07-00", wantErr: "day 00 at offset 8"},
	{in: "2012-07-32", wantErr: "day 32 at offset 8"},
	{in: "2012-06-31", wantErr: "day 31 of a month of 30 days at offset 8"},
	{in: "2013-02-29", wantErr: "day 29 of a month of 28 days at offset 8"},
	{in: "1900-02-29", wantErr: "day 29 of a month of 28 days at offset 8"},
	{in: "2012-02-30", wantErr: "day 30 of a month of 29 days at offset 8"},
	{in: "2012-07-04-", wantErr: "'-' where the end should be at offset 10"},
	{in: "2012-07-044", wantErr: "'4' where the end should be at offset 10"},
	{in: "2012/07/04", wantErr: "'/' where a digit of the year should be at offset 7"},

	// Times of day. With a shift, the day is that of UTC.
	{in: "1985-04-12T00:00:00", level: 0, earliest: "1985-04-12", latest: "1985-04-12"},
	{in: "1985-04-12T23:59:59Z", level: 0, earliest: "1985-04-12", latest: "1985-04-12"},
	{in: "1985-04-12T23:20:30-04", level: 0, earliest: "1985-04-13", latest: "1985-04-13"},
	{in: "1985-04-12T19:59:59-04", level: 0, earliest: "1985-04-12", latest: "1985-04-12"},
	{in: "1985-04-12T20:00:00-04", level: 0, earliest: "1985-04-13", latest: "1985-04-13"},
	{in: "1985-01-01T03:59:59+04:00", level: 0, earliest: "1984-12-31", latest: "1984-12-31"},
	{in: "1985-01-01T04:00:00+04:00", level: 0, earliest: "1985-01-01", latest: "1985-01-01"},
	{in: "1985-04-12T13:59:59+14:00", level: 0, earliest: "1985-04-11", latest: "1985-04-11"},
	{in: "1985-04-12T12:00:00-12:00", level: 0, earliest: "1985-04-13", latest: "1985-04-13"},
	{in: "1985-04-12T00:00:00+00:00", level: 0, earliest: "1985-04-12", latest: "1985-04-12"},
	{in: "1985-04-12T23:50:00-00:15", level: 0, earliest: "1985-04-13", latest: "1985-04-13"},
	{in: "1985-04-12T00:00:00-00:00", wantErr: "a zero shift from UTC with a minus sign at offset 19"},
	{in: "1985-04-12T00:00:00-00", wantErr: "a zero shift from UTC with a minus sign at offset 19"},
	{in: "1985-04-12T00:00:00+14:01", wantErr: "a shift from UTC beyond -12:00 and +14:00 at offset 19"},
	{in: "1985-04-12T00:00:00-12:01", wantErr: "a shift from UTC beyond -12:00 and +14:00 at offset 19"},
	{in: "1985-04-12T00:00:00+23", wantErr: "a shift from UTC beyond -12:00 and +14:00 at offset 19"},
	{in: "-0044-03-15T12:00:00", level: 1, earliest: "-0044-03-15", latest: "-0044-03-15"},
	{in: "1985-04-12T24:00:00", wantErr: "hour 24 at offset 11"},
	{in: "1985-04-12T23:60:00", wantErr: "minute 60 at offset 14"},
	{in: "1985-04-12T23:59:60", wantErr: "second 60 at offset 17"},
	{in: "1985-04-12T23", wantErr: "text ends where a colon should be at offset 13"},
	{in: "1985-04-12T23:20", wantErr: "text ends where a colon should be at offset 16"},
	{in: "1985-04-12T232030", wantErr: "'2' where a colon should be at offset 13"},
	{in: "1985-04-12T23:20:30.5", wantErr: "'.' where the end should be at offset 19"},
	{in: "1985-04-12T23:20:30z", wantErr: "'z' where the end should be at offset 19"},
	{in: "1985-04-12T23:20:30ZZ", wantErr: "'Z' where the end should be at offset 20"},
	{in: "1985-04-12t23:20:30", wantErr: "'t' where the end should be at offset 10"},
	{in: "1985-04-12T23:20:30+24", wantErr: "UTC shift hour 24 at offset 20"},
	{in: "1985-04-12T23:20:30+04:60", wantErr: "UTC shift minute 60 at offset 23"},
	{in: "1985-04-12T23:20:30+0430", wantErr: "'3' where the end should be at offset 22"},
	{in: "1985-04-12T23:20:30+4", wantErr: "text ends where two digits of the UTC shift hour should be at offset 21"},
	{in: "1985-04-12T", wantErr: "text ends where two digits of the hour should be at offset 11"},
	{in: "T10:10:10", wantErr: "'T' where a digit of the year should be at offset 0"},
	{in: "1985-04T10:10:10", wantErr: "'T' where the end should be at offset 7"},
	{in: "1985T10:10:10", wantErr: "'T' where the end should be at offset 4"},
	{in: "1985-04-12?T10:10:10", wantErr: "a time of day after a date that is masked or qualified at offset 11"},
	{in: "1985-04-XXT10:10:10", wantErr: "a time of day after a date that is masked or qualified at offset 10"},
	{in: "1985-04-12T10:10:10?", wantErr: "'?' where the end should be at offset 19"},
	{in: "1985-04-12T10:10:10/1986", wantErr: "a time of day in an interval at offset 10"},
	{in: "1984/1985-04-12T10:10:10", wantErr: "a time of day in an interval at offset 15"},
	{in: "[1984,1985-04-12T10:10:10]", wantErr: "a time of day in a set at offset 16"},

	// Years after Y, exponents, significant digits.
	{in: "Y10000", level: 1, earliest: "10000-01-01", latest: "10000-12-31"},
	{in: "Y-10000", level: 1, earliest: "-10000-01-01", latest: "-10000-12-31"},
	{in: "Y9999999999999999", level: 1, earliest: "9999999999999999-01-01", latest: "9999999999999999-12-31"},
	{in: "Y-9999999999999999", level: 1, earliest: "-9999999999999999-01-01", latest: "-9999999999999999-12-31"},
	{in: "Y12345?", level: 1, earliest: "12345-01-01", latest: "12345-12-31"},
	{in: "?Y12345", level: 2, earliest: "12345-01-01", latest: "12345-12-31"},
	{in: "Y1E1", level: 2, earliest: "0010-01-01", latest: "0010-12-31"},
	{in: "Y1E15", level: 2, earliest: "1000000000000000-01-01", latest: "1000000000000000-12-31"},
	{in: "Y-17E7S3~", level: 2, earliest: "-170999999-01-01", latest: "-170000000-12-31"},
	{in: "Y12345S5", level: 2, earliest: "12345-01-01", latest: "12345-12-31"},
	{in: "1950S1", level: 2, earliest: "1000-01-01", latest: "1999-12-31"},
	{in: "1950S3", level: 2, earliest: "1950-01-01", latest: "1959-12-31"},
	{in: "1950S4", level: 2, earliest: "1950-01-01", latest: "1950-12-31"},
	{in: "-1859S5", level: 2, earliest: "-1859-01-01", latest: "-1859-12-31"},
	{in: "1950S16", level: 2, earliest: "1950-01-01", latest: "1950-12-31"},
	{in: "-1950S2", level: 2, earliest: "-1999-01-01", latest: "-1900-12-31"},
	{in: "0050S2", level: 2, earliest: "0000-01-01", latest: "0099-12-31"},
	{in: "-0050S2", level: 2, earliest: "-0099-01-01", latest: "-0001-12-31"},
	{in: "1950S2?", level: 2, earliest: "1900-01-01", latest: "1999-12-31"},
	{in: "%1950S2", level: 2, earliest: "1900-01-01", latest: "1999-12-31"},
	{in: "Y", wantErr: "text ends where a digit of the year should be at offset 1"},
	{in: "Y-", wantErr: "text ends where a digit of the year should be at offset 2"},
	{in: "Y1985", wantErr: "a year after Y needs more than four digits, or an exponent at offset 1"},
	{in: "Y-1985", wantErr: "a year after Y needs more than four digits, or an exponent at offset 2"},
	{in: "Y012345", wantErr: "a leading zero in a year after Y at offset 1"},
	{in: "Y0E5", wantErr: "a leading zero in a year after Y at offset 1"},
	{in: "Y1234X", wantErr: "a year after Y needs more than four digits, or an exponent at offset 1"},
	{in: "Y12345X", wantErr: "'X' where the end should be at offset 6"},
	{in: "Y12345-06", wantErr: "'-' where the end should be at offset 6"},
	{in: "Y10000000000000000", wantErr: "a number of more than 16 digits at offset 1"},
	{in: "Y1E16", wantErr: "a year of more than 16 digits at offset 3"},
	{in: "Y1E99999999999999999999", wantErr: "a number of more than 16 digits at offset 3"},
	{in: "Y17E", wantErr: "text ends where a digit of the exponent should be at offset 4"},
	{in: "Y17E0", wantErr: "an exponent that is not a positive number without leading zeros at offset 4"},
	{in: "Y17E-7", wantErr: "'-' where a digit of the exponent should be at offset 4"},
	{in: "Y17E07", wantErr: "an exponent that is not a positive number without leading zeros at offset 4"},
	{in: "1E3", wantErr: "'E' where a digit of the year should be at offset 1"},
	{in: "y12345", wantErr: "'y' where a digit of the year should be at offset 0"},
	{in: "Y17e7", wantErr: "a year after Y needs more than four digits, or an exponent at offset 1"},
	{in: "-0000S1", wantErr: "year 0000 with a minus sign at offset 0"},
	{in: "1950S", wantErr: "text ends where the number of significant digits should be at offset 5"},
	{in: "1950S0", wantErr: "a number of significant digits that is not positive or has leading zeros at offset 5"},
	{in: "1950S02", wantErr: "a number of significant digits that is not positive or has leading zeros at offset 5"},
	{in: "1950S17", wantErr: "more than 16 significant digits at offset 5"},
	{in: "1950S99999999999999999", wantErr: "a number of more than 16 digits at offset 5"},
	{in: "195XS2", wantErr: "significant digits of a year with an X at offset 4"},
	{in: "1950S2-04", wantErr: "'-' where the end should be at offset 6"},
	{in: "1950?S2", wantErr: "'S' where the end should be at offset 5"},
	{in: "?1950S2?", wantErr: "a qualifier on both sides of one component at offset 7"},

	// Seasons and other parts of a year.
	{in: "2014-24", level: 1, earliest: "2014-12-01", latest: "2015-02-28"},
	{in: "2015-24", level: 1, earliest: "2015-12-01", latest: "2016-02-29"},
	{in: "9999-24", level: 1, earliest: "9999-12-01", latest: "10000-02-29"},
	{in: "-0001-24", level: 1, earliest: "-0001-12-01", latest: "0000-02-29"},
	{in: "2012-21?", level: 1, earliest: "2012-03-01", latest: "2012-05-31"},
	{in: "2012-~21", level: 2, earliest: "2012-03-01", latest: "2012-05-31"},
	{in: "201X-21", level: 2, earliest: "2010-03-01", latest: "2019-05-31"},
	{in: "1XXX-24", level: 2, earliest: "1000-12-01", latest: "2000-02-29"},
	{in: "2001-21-05", wantErr: "a day after season 21 at offset 7"},

	// Unspecified digits.
	{in: "XXXX", level: 2, earliest: "0000-01-01", latest: "9999-12-31"},
	{in: "1XXX", level: 2, earliest: "1000-01-01", latest: "1999-12-31"},
	{in: "1X9X", level: 2, earliest: "1090-01-01", latest: "1999-12-31"},
	{in: "-201X", level: 1, earliest: "-2019-01-01", latest: "-2010-12-31"},
	{in: "-01XX", level: 1, earliest: "-0199-01-01", latest: "-0100-12-31"},
	{in: "-XXXX", level: 2, earliest: "-9999-01-01", latest: "-0001-12-31"},
	{in: "-00XX", level: 1, earliest: "-0099-01-01", latest: "-0001-12-31"},
	{in: "-00X0", level: 2, earliest: "-0090-01-01", latest: "-0010-12-31"},
	{in: "198X?", level: 1, earliest: "1980-01-01", latest: "1989-12-31"},
	{in: "?198X", level: 2, earliest: "1980-01-01", latest: "1989-12-31"},
	{in: "16XX~", level: 1, earliest: "1600-01-01", latest: "1699-12-31"},
	{in: "2004-XX?", level: 1, earliest: "2004-01-01", latest: "2004-12-31"},
	{in: "2004?-XX", level: 2, earliest: "2004-01-01", latest: "2004-12-31"},
	{in: "201X-XX", level: 2, earliest: "2010-01-01", latest: "2019-12-31"},
	{in: "201X-04", level: 2, earliest: "2010-04-01", latest: "2019-04-30"},
	{in: "1984-0X", level: 2, earliest: "1984-01-01", latest: "1984-09-30"},
	{in: "1984-X0", level: 2, earliest: "1984-10-01", latest: "1984-10-31"},
	{in: "1984-X2", level: 2, earliest: "1984-02-01", latest: "1984-12-31"},
	{in: "1984-X3", level: 2, earliest: "1984-03-01", latest: "1984-03-31"},
	{in: "1984-02-XX", level: 1, earliest: "1984-02-01", latest: "1984-02-29"},
	{in: "1984-02-2X", level: 2, earliest: "1984-02-20", latest: "1984-02-29"},
	{in: "1984-04-X1", level: 2, earliest: "1984-04-01", latest: "1984-04-21"},
	{in: "1984-04-3X", level: 2, earliest: "1984-04-30", latest: "1984-04-30"},
	{in: "1984-XX-12", level: 2, earliest: "1984-01-12", latest: "1984-12-12"},
	{in: "1984-1X-XX", level: 2, earliest: "1984-10-01", latest: "1984-12-31"},
	{in: "1985-0X-31", level: 2, earliest: "1985-01-31", latest: "1985-08-31"},
	{in: "2012-XX-30", level: 2, earliest: "2012-01-30", latest: "2012-12-30"},
	{in: "2012-X2-30", level: 2, earliest: "2012-12-30", latest: "2012-12-30"},
	{in: "201X-02-29", level: 2, earliest: "2012-02-29", latest: "2016-02-29"},
	{in: "20X0-02-29", level: 2, earliest: "2000-02-29", latest: "2080-02-29"},
	{in: "XX04-02-29", level: 2, earliest: "0004-02-29", latest: "9904-02-29"},
	{in: "1X20-02-29", level: 2, earliest: "1020-02-29", latest: "1920-02-29"},
	{in: "19XX-02-29", level: 2, earliest: "1904-02-29", latest: "1996-02-29"},
	{in: "XX00-02-29", level: 2, earliest: "0000-02-29", latest: "9600-02-29"},
	{in: "-XX00-02-29", level: 2, earliest: "-9600-02-29", latest: "-0400-02-29"},
	{in: "-000X-02-29", level: 2, earliest: "-0008-02-29", latest: "-0004-02-29"},
	{in: "XXXX-02-29", level: 2, earliest: "0000-02-29", latest: "9996-02-29"},
	{in: "XXXX-XX-XX", level: 2, earliest: "0000-01-01", latest: "9999-12-31"},
	{in: "XXX3-02-29", wantErr: "no day fits the digits given at offset 8"},
	{in: "X100-02-29", wantErr: "no day fits the digits given at offset 8"},
	{in: "-000X-02-30", wantErr: "no day fits the digits given at offset 9"},
	{in: "1985-02-3X", wantErr: "no day fits the digits given at offset 8"},
	{in: "2012-2X", wantErr: "month 2X at offset 5"},
	{in: "2012-X9-4X", wantErr: "day 4X at offset 8"},
	{in: "201x", wantErr: "'x' where a digit of the year should be at offset 3"},
	{in: "2012-xx", wantErr: "'x' where a digit of the month should be at offset 5"},
	{in: "2012-X", wantErr: "text ends where a digit of the month should be at offset 6"},
	{in: "201XX", wantErr: "a fifth digit of the year; one of more than four begins with Y at offset 4"},
	{in: "201u", wantErr: "'u' where a digit of the year should be at offset 3"},

	// Qualifiers.
	{in: "?2004", level: 2, earliest: "2004-01-01", latest: "2004-12-31"},
	{in: "~-1985", level: 2, earliest: "-1985-01-01", latest: "-1985-12-31"},
	{in: "-1985%", level: 1, earliest: "-1985-01-01", latest: "-1985-12-31"},
	{in: "2004?-06~", level: 2, earliest: "2004-06-01", latest: "2004-06-30"},
	{in: "?2004-06-11~", level: 2, earliest: "2004-06-11", latest: "2004-06-11"},
	{in: "2004?-~06-%11", level: 2, earliest: "2004-06-11", latest: "2004-06-11"},
	{in: "?", wantErr: "text ends where a digit of the year should be at offset 1"},
	{in: "2004??", wantErr: "'?' where the end should be at offset 5"},
	{in: "2004?~", wantErr: "'~' where the end should be at offset 5"},
	{in: "??2004", wantErr: "'?' where a digit of the year should be at offset 1"},
	{in: "?2004?", wantErr: "a qualifier on both sides of one component at offset 5"},
	{in: "2004-?06?-11", wantErr: "a qualifier on both sides of one component at offset 8"},
	{in: "2004-06-~11~", wantErr: "a qualifier on both sides of one component at offset 11"},
	{in: "-?1985", wantErr: "'?' where a digit of the year should be at offset 1"},
	{in: "2004?06", wantErr: "'0' where the end should be at offset 5"},
	{in: "(2004)?", wantErr: "'(' where a digit of the year should be at offset 0"},

	// Intervals.
	{in: "2012-07-04/2012-07-04", level: 0, earliest: "2012-07-04", latest: "2012-07-04"},
	{in: "2012/2012", level: 0, earliest: "2012-01-01", latest: "2012-12-31"},
	{in: "2012-07-10/2012-07", level: 0, earliest: "2012-07-10", latest: "2012-07-31"},
	{in: "2012/2012-01", level: 0, earliest: "2012-01-01", latest: "2012-01-31"},
	{in: "-0002/-0001", level: 1, earliest: "-0002-01-01", latest: "-0001-12-31"},
	{in: "1984?/2004-06~", level: 1, earliest: "1984-01-01", latest: "2004-06-30"},
	{in: "1984?/..", level: 1, earliest: "1984-01-01", latest: "+inf"},
	{in: "?1984/..", level: 2, earliest: "1984-01-01", latest: "+inf"},
	{in: "/1984%", level: 1, earliest: "unknown", latest: "1984-12-31"},
	{in: "2001-21/2003", level: 1, earliest: "2001-03-01", latest: "2003-12-31"},
	{in: "2001-33/2003-41", level: 2, earliest: "2001-01-01", latest: "2003-12-31"},
	{in: "201X/2020", level: 2, earliest: "2010-01-01", latest: "2020-12-31"},
	{in: "2004-XX/..", level: 2, earliest: "2004-01-01", latest: "+inf"},
	{in: "2015/201X", level: 2, earliest: "2015-01-01", latest: "2019-12-31"},
	{in: "Y17000/Y18000", level: 1, earliest: "17000-01-01", latest: "18000-12-31"},
	{in: "Y-17E7/1950S2", level: 2, earliest: "-170000000-01-01", latest: "1999-12-31"},
	{in: "2012/2011", wantErr: "an interval that ends before it starts at offset 5"},
	{in: "2012-07/2012-06-30", wantErr: "an interval that ends before it starts at offset 8"},
	{in: "/", wantErr: "an interval without a date at offset 0"},
	{in: "../..", wantErr: "an interval without a date at offset 0"},
	{in: "../", wantErr: "an interval without a date at offset 0"},
	{in: "/..", wantErr: "an interval without a date at offset 0"},
	{in: "..", wantErr: "text ends where the slash of an interval should be at offset 2"},
	{in: ".", wantErr: "'.' where the slash of an interval should be at offset 0"},
	{in: "..2012", wantErr: "'2' where the slash of an interval should be at offset 2"},
	{in: "...", wantErr: "'.' where the slash of an interval should be at offset 2"},
	{in: "2012/.", wantErr: "'.' where the end should be at offset 5"},
	{in: "2012/...", wantErr: "'.' where the end should be at offset 7"},
	{in: "2012..2014", wantErr: "'.' where the end should be at offset 4"},
	{in: "2012//2014", wantErr: "'/' where the end should be at offset 5"},
	{in: "2012/2013/2014", wantErr: "'/' where the end should be at offset 9"},
	{in: "2012/..?", wantErr: "'?' where the end should be at offset 7"},
	{in: "2012/?", wantErr: "text ends where a digit of the year should be at offset 6"},
	{in: "2012 / 2013", wantErr: "' ' where the end should be at offset 4"},
	{in: "2012--2013", wantErr: "'-' where a digit of the month should be at offset 5"},
	{in: "unknown/2012", wantErr: "'u' where a digit of the year should be at offset 0"},
	{in: "2012/open", wantErr: "'o' where a digit of the year should be at offset 5"},
	{in: "[2012]/2013", wantErr: "'/' where the end should be at offset 6"},
	{in: "2012/[2013]", wantErr: "'[' where a digit of the year should be at offset 5"},
	{in: "2012/P1Y", wantErr: "'P' where a digit of the year should be at offset 5"},

	// Sets.
	{in: "[1985]", level: 2, earliest: "1985-01-01", latest: "1985-12-31"},
	{in: "{2001,1999,2000-02}", level: 2, earliest: "1999-01-01", latest: "2001-12-31"},
	{in: "[1984..1984]", level: 2, earliest: "1984-01-01", latest: "1984-12-31"},
	// The ends of a range share one precision; other members need not.
	{in: "[1984-02-10..1984-02]", wantErr: "a range from a day to a month at offset 13"},
	{in: "[2012..2014-05]", wantErr: "a range from a year to a month at offset 7"},
	{in: "{1990-01-02..2005}", wantErr: "a range from a day to a year at offset 13"},
	{in: "[2012-06..2012-07-04]", wantErr: "a range from a month to a day at offset 10"},
	{in: "[2012-22..2013]", wantErr: "a range from a month to a year at offset 10"},
	{in: "[-0012~..Y12345S3]", level: 2, earliest: "-0012-01-01", latest: "12399-12-31"},
	{in: "[Y-17E7..-2000-01]", wantErr: "a range from a year to a month at offset 9"},
	{in: "[?2012-06..%-2012-07]", wantErr: "a range that ends before it starts at offset 11"},
	{in: "[?-2012-06..%-2011-07]", level: 2, earliest: "-2012-06-01", latest: "-2011-07-31"},
	{in: "[1984-0X..1984-22]", level: 2, earliest: "1984-01-01", latest: "1984-08-31"},
	{in: "{1667,1668-12-01,1670..1672}", level: 2, earliest: "1667-01-01", latest: "1672-12-31"},
	{in: "[1670..1672]", level: 2, earliest: "1670-01-01", latest: "1672-12-31"},
	{in: "[..1984,1990..]", level: 2, earliest: "-inf", latest: "+inf"},
	{in: "[..1984,2000]", level: 2, earliest: "-inf", latest: "2000-12-31"},
	{in: "{2000,1984..}", level: 2, earliest: "1984-01-01", latest: "+inf"},
	{in: "[198X,2001-21,Y17000?]", level: 2, earliest: "1980-01-01", latest: "17000-12-31"},
	{in: "[156X-12-25,?1570]", level: 2, earliest: "1560-12-25", latest: "1570-12-31"},
	{in: "[", wantErr: "text ends where a digit of the year should be at offset 1"},
	{in: "[]", wantErr: "']' where a digit of the year should be at offset 1"},
	{in: "[..]", wantErr: "']' where a digit of the year should be at offset 3"},
	{in: "[1985", wantErr: "text ends where a comma or the end of the set should be at offset 5"},
	{in: "[1985}", wantErr: "'}' where a comma or the end of the set should be at offset 5"},
	{in: "{1985]", wantErr: "']' where a comma or the end of the set should be at offset 5"},
	{in: "1985]", wantErr: "']' where the end should be at offset 4"},
	{in: "[1985,]", wantErr: "']' where a digit of the year should be at offset 6"},
	{in: "[,1985]", wantErr: "',' where a digit of the year should be at offset 1"},
	{in: "[1985, 1986]", wantErr: "' ' where a digit of the year should be at offset 6"},
	{in: "[1985 ]", wantErr: "' ' where a comma or the end of the set should be at offset 5"},
	{in: "[1985,..1990]", wantErr: "an open beginning after the first member of a set at offset 6"},
	{in: "[1985..,1990]", wantErr: "',' where a digit of the year should be at offset 7"},
	{in: "[..1985..]", wantErr: "'.' where a comma or the end of the set should be at offset 7"},
	{in: "[1985...1990]", wantErr: "'.' where a digit of the year should be at offset 7"},
	{in: "[1985.1990]", wantErr: "'.' where a comma or the end of the set should be at offset 5"},
	{in: "[1670..1672..1674]", wantErr: "'.' where a comma or the end of the set should be at offset 11"},
	{in: "[1985..1984]", wantErr: "a range that ends before it starts at offset 7"},
	{in: "[1984/1985]", wantErr: "'/' where a comma or the end of the set should be at offset 5"},
	{in: "[[1984]]", wantErr: "'[' where a digit of the year should be at offset 1"},
	{in: "[1984]?", wantErr: "'?' where the end should be at offset 6"},
	{in: "[1984]]", wantErr: "']' where the end should be at offset 6"},
	{in: "[1984?~]", wantErr: "'~' where a comma or the end of the set should be at offset 6"},
}

func TestParse(t *testing.T) {
	for _, tt := range parseTests {
		d, err := edtf.Parse(tt.in)
		if tt.wantErr != "" {
			require.EqualError(t, err, fmt.Sprintf("edtf: %q: %s", tt.in, tt.wantErr))
			require.True(t, d.IsZero())
			continue
		}
		require.NoError(t, err)
		lo, loBound := d.Earliest()
		hi, hiBound := d.Latest()
		require.Equal(t, tt.level, d.Level(), "level of %s", tt.in)
		require.Equal(t, tt.earliest, boundText(lo, loBound, "-inf"), "earliest of %s", tt.in)
		require.Equal(t, tt.latest, boundText(hi, hiBound, "+inf"), "latest of %s", tt.in)
		require.Equal(t, tt.in, d.String())
	}
}

// The table and the reference must agree as well: they were written apart.
func TestParseTableAsReference(t *testing.T) {
	for _, tt := range parseTests {
		require.Equal(t, tt.wantErr == "", requireAsSlow(t, tt.in), tt.in)
	}
}

func TestParseSeasons(t *testing.T) {
	tests := []struct{ code, earliest, latest string }{
		{"21", "2014-03-01", "2014-05-31"},
		{"22", "2014-06-01", "2014-08-31"},
		{"23", "2014-09-01", "2014-11-30"},
		{"24", "2014-12-01", "2015-02-28"},
		{"25", "2014-03-01", "2014-05-31"},
		{"26", "2014-06-01", "2014-08-31"},
		{"27", "2014-09-01", "2014-11-30"},
		{"28", "2014-12-01", "2015-02-28"},
		{"29", "2014-09-01", "2014-11-30"},
		{"30", "2014-12-01", "2015-02-28"},
		{"31", "2014-03-01", "2014-05-31"},
		{"32", "2014-06-01", "2014-08-31"},
		{"33", "2014-01-01", "2014-03-31"},
		{"34", "2014-04-01", "2014-06-30"},
		{"35", "2014-07-01", "2014-09-30"},
		{"36", "2014-10-01", "2014-12-31"},
		{"37", "2014-01-01", "2014-04-30"},
		{"38", "2014-05-01", "2014-08-31"},
		{"39", "2014-09-01", "2014-12-31"},
		{"40", "2014-01-01", "2014-06-30"},
		{"41", "2014-07-01", "2014-12-31"},
	}
	for i, tt := range tests {
		d, err := edtf.Parse("2014-" + tt.code)
		require.NoError(t, err)
		lo, _ := d.Earliest()
		hi, _ := d.Latest()
		require.Equal(t, tt.earliest, lo.String(), tt.code)
		require.Equal(t, tt.latest, hi.String(), tt.code)
		level := 2
		if i < 4 {
			level = 1
		}
		require.Equal(t, level, d.Level(), tt.code)
	}
}

func TestParseError(t *testing.T) {
	_, err := edtf.Parse("2012-13")
	parseErr, ok := errors.AsType[*edtf.ParseError](err)
	require.True(t, ok)
	require.Equal(t, edtf.ParseError{Text: "2012-13", Offset: 5, Msg: "month 13"}, *parseErr)

	// A long text is shown by its beginning, cut between characters.
	_, err = edtf.Parse("2012" + strings.Repeat("é", 100))
	require.EqualError(t, err, `edtf: "2012`+strings.Repeat("é", 38)+`"...: 'é' where the end should be at offset 4`)
	_, err = edtf.Parse("20123" + strings.Repeat("é", 100))
	require.EqualError(t, err, `edtf: "20123`+strings.Repeat("é", 37)+
		`"...: a fifth digit of the year; one of more than four begins with Y at offset 4`)

	require.PanicsWithError(t, `edtf: "2012-13": month 13 at offset 5`, func() { edtf.MustParse("2012-13") })
}

// Sets have at most 10,000 members.
func TestParseSetLength(t *testing.T) {
	_, err := edtf.Parse("[" + strings.Repeat("1985,", 9_999) + "1985]")
	require.NoError(t, err)
	_, err = edtf.Parse("[" + strings.Repeat("1985,", 10_000) + "1985]")
	require.ErrorContains(t, err, "a set of more than 10000 members at offset 50001")
}

// Nothing of a megabyte takes longer than its length explains.
func TestParseLinear(t *testing.T) {
	const size = 1 << 20
	for _, unit := range []string{
		"1", "X", "Y", "-", "?", "[", "{", "]", "/", ".", "..", ",", "T", "S", "E", "\x00", "é", "\xff",
		"1985,", "XXXX-02-29,", "198X..1990,", "[1985,", "1985/", "../", "1985-", "Y1E1",
	} {
		long := strings.Repeat(unit, size/len(unit))
		for _, text := range []string{
			long, "[" + long + "1985]", "{" + long, "1985" + long, "Y" + long, "Y1" + long, "1985S" + long,
			"2012-" + long, "2012-01-" + long, "2012-01-01T" + long, "1985/" + long, "../" + long, "[" + "1985" + long,
		} {
			start := time.Now()
			_, err := edtf.Parse(text)
			if err != nil {
				require.Less(t, len(err.Error()), 1000)
			}
			require.Less(t, time.Since(start), time.Second, "%.20q", text)
		}
	}
}

// Reading allocates nothing: the Date keeps the text that it was given.
func TestParseAllocs(t *testing.T) {
	for _, s := range []string{
		"1985", "1985-04-12", "1985-04-12T23:20:30+04:30", "2004-06~-11", "?2004-06-~11", "2014-38", "201X",
		"XXXX-02-29", "Y-17E7S2", "1950S2", "1964/2008", "1985-04-12/..", "/1985", "2004-06-~01/2004-06-~20",
		"[1667,1668,1670..1672]", "{..1984,15XX-12-25}",
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() {
			d, err := edtf.Parse(s)
			if err != nil || d.IsZero() {
				t.Fatal(err)
			}
			lo, _ := d.Earliest()
			hi, _ := d.Latest()
			if lo.IsZero() && hi.IsZero() {
				t.Fatal(s)
			}
		}), s)
	}
}
