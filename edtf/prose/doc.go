// Package prose proposes expressions of EDTF for dates as people write them: in
// newspapers, in spreadsheets, in English, Arabic and Kurdish.
//
//	prose.Suggest("mid-2014", edtf.Day{}, "en")            // 2014-38
//	prose.Suggest("الثلاثاء الماضي", said, "ar")            // the Tuesday before the day on which it was said
//	prose.Suggest("15/06/2025", edtf.Day{}, "")            // 2025-06-15
//	prose.Suggest("12 trucks", said, "en")                 // nothing
//
// A suggestion is for a person to judge: [edtf.Parse] stays strict, and nothing
// should take a suggestion without asking. It says no more than the words do.
//
// # Conventions
//
// The anchor is the day on which the words were written.
//
//	words                                              suggested
//	a day, month, year, season, quarter, half, decade  2014-06-21, 2014-06, 2014, 2012-22, 2019-35, 2018-40, 201X
//	early, mid, late YEAR                              its thirds -37, -38, -39; then the quarters -33, -36
//	early, mid, late MONTH                             the set of its days 1-10, 11-20, 21-last
//	n days ago                                         the day
//	n weeks, months, years ago                         "~" on the day, month, year
//	more than n days, weeks, months, years ago         [..X], X the day that is so long ago
//	n years ago on 14 June                             that day
//	a few days ago                                     the set of the seven days before the anchor
//	a weekday                                          the latest up to the anchor, then the next; the other way round
//	                                                   beside words of the future
//	last, next MONTH                                   the nearest such month
//	a day or month without a year                      the latest up to the anchor, or the next if that is within a month
//	last, next week                                    the set of the days of the calendar week, from Monday
//	in the coming days, weeks                          anchor/.., then the set to 30, 90 days later
//	within n, in less than n                           the set from the anchor to the due day
//	since X, until X, before X, after X                X/.., /X, [..X-1], [X+1..]
//	X at the latest, X at the earliest                 [..X], [X..]
//	between A and B; A or B; from A to B               [A..B]; [A,B]; A/B
//	14 June and again on 16 June 2014                  2014-06-14 2014-06-16; nothing for a first day that would come after
//	not until X, not before X                          [X..]
//	X to ?, X to at least Y; ? to X; since A until B   X/; /X; A/B
//	the eve of X; «عشية», which is of X too            X-1; [X-1..X]
//	overnight on X; X or the next day                  X/X+1; [X..X+1]
//	X give or take n days                              [X-n..X+n]
//	Friday of last week; the Friday before last        that day; a week before the last Friday
//	week ending X, week beginning X                    [X-6..X], [X..X+6]
//	weekend of X                                       its Saturday and Sunday, or its Friday to Sunday
//	n days before X; less, more than n days before X   X-n; [X-n..X-1], [..X-n]
//	within n days after X, of X                        [X..X+n], [X-n..X+n]
//	for n days from X; after X and before Y            X/X+n-1; [X+1..Y-1]
//	about, possibly                                    "~", "?"
//	11/03/2026                                         2026-03-11, then 2026-11-03
//	2019-09-30 01:00 +0300                             2019-09-30T01:00:00+03:00: its day depends on the place
//
// What no expression says has no suggestion: "not on 14 June", "until 14 June at the
// latest", an anniversary, a deed named by its day ("the 14 June agreement"), "winter
// or spring 2014", a day in numbers of a year from 1300 to 1500, which is of the Hijra.
// Ramadan, feasts, and lengths of time alone ("for two years") have no suggestion, and
// neither have days that are reckoned from another event ("two days later"). Months of Arabic have the names of the Levant and Iraq, of Egypt
// and the Gulf, and of the Maghreb; digits may be European, Arabic-Indic or
// Persian.
//
// # How it reads
//
// A text becomes tokens (token.go). Tokens become items, which have a meaning (item.go), by the
// table of words of a language (words_en.go, words_ar.go, words_ku.go). A small grammar reads
// the longest phrase at each item: a date (year.go, month.go, monthday.go, day.go, part.go,
// ago.go, ahead.go, numeric.go), a relation to one (relation.go, frame.go, ago.go), a range of
// two (range.go) or a list (list.go). A date without a year may take that of the date behind
// it or before it (carry.go). The grammar is one for all three languages, which differ in words and little in
// their order. Words that may be something else, as "May" and "2014" may, count as a date only
// behind a word like "in", or if they are all of the text (accept in suggest.go).
package prose
