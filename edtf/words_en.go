package edtf

var english = vocabulary{
	months: [12]string{
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	},
	seasons: [4]string{"spring of %s", "summer of %s", "autumn of %s", "winter of %s"},
	quarters: [4]string{
		"the first quarter of %s", "the second quarter of %s",
		"the third quarter of %s", "the fourth quarter of %s",
	},
	thirds: [3]string{
		"January to April of %s", "May to August of %s", "September to December of %s",
	},
	halves: [2]string{"the first half of %s", "the second half of %s"},
	north:  "%s (northern hemisphere)",
	south:  "%s (southern hemisphere)",

	year:      "%s",
	yearOther: "the year %s",
	yearBC:    "%s BC",
	decade:    "the %ss",
	years:     "one of the years %s to %s",
	yearForm:  "a year of the form %s",
	estimate:  "%s, estimated as %s",

	dayMonth:  "%s %s",
	dayOf:     "day %s of %s",
	someDay:   "some day in %s",
	someMonth: "some month",
	ofYear:    "%s of %s",
	ofNumber:  "%s %s",

	between:     "some time between %s and %s",
	boundTime:   "some time %s",
	sometime:    "some time in %s",
	atTime:      "%s at %s",
	uncertain:   "uncertain",
	approximate: "approximate",
	about:       "approximate",
	both:        "uncertain and approximate",
	parts:       [3]string{"year", "month", "day"},
	season:      "season",
	qualify:     "%s %s",
	aside:       "%s (%s)",

	fromTo:      "from %s to %s",
	openEnd:     "from %s on",
	openStart:   "up to %s",
	unknownEnd:  "from %s to an unknown time",
	unknownHead: "from an unknown time to %s",

	oneOf:      "one of: %s",
	allOf:      "all of: %s",
	comma:      ", ",
	or:         " or ",
	and:        " and ",
	through:    "%s to %s",
	dayThrough: "%s to %s",
}
