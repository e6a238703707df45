// Package edtf reads imprecise dates: the Extended Date/Time Format of ISO
// 8601-2:2019 and of the Library of Congress, levels 0, 1 and 2, with the days
// that each expression allows.
//
// [Parse] takes an expression and gives a [Date], a small comparable value that
// knows its level, its earliest and latest [Day], the days between with their
// gaps, and its order to any other. Reading takes linear time and allocates
// nothing.
//
//	d, err := edtf.Parse("2014-38")  // mid-2014
//	first, _ := d.Earliest()         // 2014-05-01
//	last, _ := d.Latest()            // 2014-08-31
//	d.Words(edtf.English)            // "some time in May to August of 2014"
//
// # Forms
//
//	expression              level  earliest          latest            what it is
//	1985                    0      1985-01-01        1985-12-31        a year
//	1985-04                 0      1985-04-01        1985-04-30        a month
//	1985-04-12              0      1985-04-12        1985-04-12        a day
//	1985-04-12T23:20:30     0      1985-04-12        1985-04-12        a time of day
//	1985-04-12T23:20:30Z    0      1985-04-12        1985-04-12        in UTC
//	1985-04-12T23:20:30-04  0      1985-04-13        1985-04-13        with a shift, ±hh or ±hh:mm
//	1964/2008               0      1964-01-01        2008-12-31        an interval
//	-1985                   1      -1985-01-01       -1985-12-31       a negative year
//	Y170000002              1      170000002-01-01   170000002-12-31   a year of more than four digits
//	2001-21                 1      2001-03-01        2001-05-31        a season, 21 to 24
//	1984?  1984~  1984%     1      1984-01-01        1984-12-31        uncertain, approximate, both
//	201X  20XX              1      2010-01-01        2019-12-31        the last digits of a year unspecified
//	2004-XX                 1      2004-01-01        2004-12-31        some month
//	1985-04-XX  1985-XX-XX  1      1985-04-01        1985-04-30        some day
//	1985/..  ../1985        1      1985-01-01        open              an interval with an open end
//	1985/  /1985            1      1985-01-01        unknown           an interval with an unknown end
//	1984?/2004-06~          1      1984-01-01        2004-06-30        an interval of qualified dates
//	Y-17E7                  2      -170000000-01-01  -170000000-12-31  a year with an exponent
//	1950S2                  2      1900-01-01        1999-12-31        a year of two significant digits
//	2014-38                 2      2014-05-01        2014-08-31        another part of a year, 25 to 41
//	?2004-06~-11            2      2004-06-11        2004-06-11        qualified components
//	15XX-12-25  1984-1X     2      1500-12-25        1599-12-25        digits unspecified anywhere
//	2004-06-XX/2004-07-03   2      2004-06-01        2004-07-03        an interval with such digits
//	[1667,1670..1672]       2      1667-01-01        1672-12-31        one of a set
//	{1960,1961-12}          2      1960-01-01        1961-12-31        all of a set
//	[..1760]  {1760..}      2      open              1760-12-31        a set open at an end
//
// # Decisions
//
// Where the specification is silent, or its implementations differ:
//
//   - Only the extended format, with hyphens, and capital letters. Spaces, signs
//     other than an ASCII minus, digits of other scripts, a missing leading zero
//     and anything after the expression are errors.
//   - Days are days of the proleptic Gregorian calendar, and year 0000 exists:
//     2013-02-29 is an error, and so are -0000 and its months. A date of a
//     negative year has level 1 at least.
//   - A time of day is hh:mm:ss from 00:00:00 to 23:59:59: no fractions, no hour
//     24, no leap second. Shifts are from -12:00 to +14:00, and zero has no minus.
//     A time with a shift lies on its day in UTC, and one without on the day as
//     written. For its day in another place, see [Date.Instant]. Intervals and sets
//     have no times of day.
//   - A qualifier (?, ~ or %) never changes the earliest or the latest day. Written
//     to the left of a component it qualifies that one; written to the right it
//     qualifies that one and all components to its left; both at one component is
//     an error. At the end of a date it has level 1, elsewhere level 2. Dates with
//     unspecified digits, seasons and years of all forms may be qualified.
//   - Unspecified digits stand for those that make a real day: 1985-0X-31 runs
//     from 31 January to 31 August, 201X-02-29 is a day of 2012 or of 2016. If
//     there is none, as in 1985-02-3X, it is an error. As a month they stand for
//     a month, not for a season: 2012-2X is an error. Only 201X, 20XX, 2004-XX,
//     1985-04-XX and 1985-XX-XX have level 1; as ends of an interval they, too,
//     have level 2. Negative years keep their order: -01XX is -0199 to -0100.
//   - Seasons 21 to 24 and 25 to 28 are those of the north: March to May, and so
//     on; winter ends in the February of the next year. 29 to 32 are those of the
//     south: 29, spring, is September to November. 33 to 36 are quarters, 37 to
//     39 thirds, 40 and 41 halves of a year.
//   - Y comes before more than four digits, the first not zero, or before a
//     number with an exponent. No month follows. An exponent, and the number
//     after S, is positive and has no leading zero.
//   - Significant digits are counted from the left, with leading zeros. The digits
//     after them may be any: 1950S2 is 1900 to 1999. A year with no digits after
//     them is exact.
//   - An interval is valid if its end may be on the day of its start or later:
//     2012/2012 and 2012-07-10/2012-07 are valid, 2012/2011 is not. It has at least
//     one date: "/" and "../.." are errors. Its level is the higher one of its ends.
//   - A set has at least one member. The member "..b" must be the first, and "a.."
//     the last. A range a..b must be valid as an interval is, and both its dates
//     must have the same precision: year, month (a season counts as one) or day.
//     Different members may differ in it. If a member is open, the set is open.
//   - Years have at most 16 digits, written or significant, and sets at most
//     10,000 members. Past that an error says so.
//
// Relative wording, as in "last April", is not EDTF: package edtf/prose proposes
// what it may mean.
package edtf
