package prose

var english = lexicon{
	lang: English,
	rows: []row{
		{monthName, 1, "january|jan"}, {monthName, 2, "february|feb"}, {monthName, 3, "march|mar"},
		{monthName, 4, "april|apr"}, {monthName, 5, "may"}, {monthName, 6, "june|jun"},
		{monthName, 7, "july|jul"}, {monthName, 8, "august|aug"}, {monthName, 9, "september|sept|sep"},
		{monthName, 10, "october|oct"}, {monthName, 11, "november|nov"}, {monthName, 12, "december|dec"},

		{dayName, 0, "sunday|sun"}, {dayName, 1, "monday|mon"}, {dayName, 2, "tuesday|tue|tues"},
		{dayName, 3, "wednesday|wed"}, {dayName, 4, "thursday|thu|thur|thurs"},
		{dayName, 5, "friday|fri"}, {dayName, 6, "saturday|sat"},

		{season, 21, "spring|springtime"}, {season, 22, "summer|summertime"},
		{season, 23, "autumn|fall"}, {season, 24, "winter|wintertime"},

		{unit, hour, "hour"}, {unit, hour | many, "hours"},
		{unit, day, "day"}, {unit, day | many, "days"},
		{unit, week, "week"}, {unit, week | many, "weeks"},
		{unit, month, "month"}, {unit, month | many, "months"},
		{unit, year, "year"}, {unit, year | many, "years"},
		{unit, tenYears, "decade"}, {unit, tenYears | many, "decades"},
		{unit, hundredYears, "century"}, {unit, hundredYears | many, "centuries"},
		{fraction, 2, "half|h"}, {fraction, 4, "quarter|q|qtr"},
		{section, 1, "early|start|beginning|outset|onset"},
		{section, 2, "mid|middle"}, {section, 3, "late"}, {section, 4, "end|close"},

		{number, 1, "a|an|one"}, {number, 2, "two|a couple|couple|a couple of|couple of"}, {number, 3, "three"},
		{number, 4, "four"}, {number, 5, "five"}, {number, 6, "six"}, {number, 7, "seven"}, {number, 8, "eight"},
		{number, 9, "nine"}, {number, 10, "ten"}, {number, 11, "eleven"}, {number, 12, "twelve|a dozen"},
		{number, 13, "thirteen"}, {number, 14, "fourteen|a fortnight of"}, {number, 15, "fifteen"}, {number, 16, "sixteen"},
		{number, 17, "seventeen"}, {number, 18, "eighteen"}, {number, 19, "nineteen"}, {number, 20, "twenty"},
		{number, 30, "thirty"}, {number, 40, "forty"}, {number, 50, "fifty"}, {number, 60, "sixty"},
		{ordinal, 1, "first"}, {ordinal, 2, "second"}, {ordinal, 3, "third"}, {ordinal, 4, "fourth"},
		{ordinal, 5, "fifth"}, {ordinal, 6, "sixth"}, {ordinal, 7, "seventh"}, {ordinal, 8, "eighth"},
		{ordinal, 9, "ninth"}, {ordinal, 10, "tenth"}, {ordinal, 11, "eleventh"}, {ordinal, 12, "twelfth"},
		{ordinal, 13, "thirteenth"}, {ordinal, 14, "fourteenth"}, {ordinal, 15, "fifteenth"},
		{ordinal, 16, "sixteenth"}, {ordinal, 17, "seventeenth"}, {ordinal, 18, "eighteenth"},
		{ordinal, 19, "nineteenth"}, {ordinal, 20, "twentieth"}, {ordinal, 30, "thirtieth"},
		{few, 0, "few|a few|several|some|many|a number of|number of"},
		{decade, 20, "twenties"}, {decade, 30, "thirties"}, {decade, 40, "forties"}, {decade, 50, "fifties"},
		{decade, 60, "sixties"}, {decade, 70, "seventies"}, {decade, 80, "eighties"}, {decade, 90, "nineties"},
		{era, 1, "ad|ce|a.d|a.d.|c.e|c.e."}, {era, -1, "bc|bce|b.c|b.c."},

		{relDay, -2, "day before yesterday"}, {relDay, -1, "yesterday|last night"},
		{relDay, 0, "today|tonight|this morning|this afternoon|this evening|this day"},
		{relDay, 1, "tomorrow"}, {relDay, 2, "day after tomorrow"},
		{overnight, 0, "overnight"},
		{which, -1, "last|previous|preceding"}, {which, -2, "before last"}, {which, 2, "after next"}, {weekend, 0, "weekend"}, {which, 0, "this|current|present"}, {which, 1, "next"},
		{coming, 0, "coming|upcoming|forthcoming"}, {past, 0, "past|recent"}, {final, 0, "final"},
		{daytime, 0, "morning|evening|night|noon|midday|afternoon|midnight|dawn|dusk|sunset|sunrise|daybreak|" +
			"early hours|late hours|small hours|am|pm|a.m|a.m.|p.m|p.m.|utc|gmt|local time|o'clock|hrs"},

		{ago, 0, "ago|back"}, {now, 0, "now|present|present day|the present"},
		{since, 0, "since|ever since|since some time|since sometime|since some point"},
		{since, 1, "as of|as from|with effect from|effective from|effective"},
		{from, 1, "from"}, {from, 2, "starting|starting from|starting on|beginning on|starting in|beginning in"},
		{ending, 0, "ending|ended|ending on|that ended|that ends|which ended|which ends"},
		{beginning, 0, "commencing|commencing on|that began|that begins|which began|which begins"},
		{eve, dayBefore, "eve of"}, {eve, nightBefore, "night before|evening before"},
		{beside, -7, "week preceding"}, {beside, 7, "week following"}, {beside, -1, "day preceding"}, {beside, 1, "day following"},
		{anniversary, 0, "anniversary"}, {anniversary, 1, "this day in|this time"}, {sinceIt, 0, "onwards|onward"},
		{unknown, 0, "unknown|an unknown date|an unknown time|unknown date|date unknown"},
		{notice, 0, "further notice"},
		{until, 0, "until|till|til|up until|up to and including"}, {until, 1, "up to"},
		{to, 0, "to"}, {to, 1, "through|thru"}, {lasting, 0, "for"},
		{before, 0, "before|prior to|pre|ahead of|earlier than|leading up to"},
		{after, 0, "after|later than|in the aftermath of|in the wake of|days following|weeks following|months following"}, {after, 1, "post"},
		{notBefore, 0, "not before|no earlier than|not earlier than|on or after|at or after|no sooner than|not sooner than|not until|as early as"},
		{notBefore, 1, "at the earliest|at the very earliest"}, {notAfter, 1, "at the latest|at the very latest"}, {notAfter, 0, "not after"},
		{by, 0, "by|on or before|at or before|no later than|not later than|by no later than|nor later than"}, {never, 0, "not on|not in|neither|nor|except|except on|except for|excluding|other than|unlike|unlike on"},
		{between, 0, "between|sometime between|some time between"},
		{and, 0, "and|but"}, {or, 0, "or"}, {the, 0, "the"}, {of, 0, "of"},
		{in, 0, "in|on|at|during|over|throughout|sometime in|some time in|some point in|sometime during|some time during|some day in|in the course of"},
		{within, 0, "within"},
		{less, 0, "less than|fewer than|under|at most|no more than|not more than"}, {more, 0, "more than|at least|well over|just over"},
		{about, 0, "about|around|circa|ca|c|approximately|approx|roughly|nearly|almost|on or about|or so|or thereabouts|give or take"},
		{maybe, 0, "maybe|perhaps|possibly|probably|likely|presumably|apparently|supposedly|unconfirmed|uncertain|date uncertain|unverified"},
		{earlier, 0, "earlier|sooner"}, {later, 0, "later"},
		{dated, 0, "dated|date"},
		{future, 0, "will|would|shall|planned|plans|scheduled|expected|expects|due|set to|going to|intends|to reopen|to open|to close|to be"},
		{every, 0, "every|each|any|all"},

		{label, 0, "resolution|decree|law|no|nos|number|article|chapter|route|highway|flight|phone|tel|call|page|" +
			"checkpoint|room|boeing|unit|black|good|bloody|russia|usa|km|version|prime minister|minister|general|mr|mrs|ms|sura"},
		{name, 0, "alliance|alliances|coalition|coalitions|movement|bloc|camp|division|brigade|battalion|regiment|fleet|forces|" +
			"militants|bridge|square|street|avenue|neighbourhood|neighborhood|district|hospital|school|university|" +
			"stadium|airport|park|dam|prayer|prayers|sermon|market|group|sales|trucks|lorries|cars|vehicles|buses|people|" +
			"families|persons|pilgrims|passengers|refugees|civilians|prisoners|soldiers|fighters|troops|men|women|children|cases|" +
			"dollars|pounds|dinars|lira|liras|usd|euros|litres|liters|tonnes|tons|km|kilometres|kilometers|metres|" +
			"meters|miles|megawatts|percent|kg|times|homes|houses|villages|bodies|dead|wounded|injured|names|seats|points"},
		{block, 0, "ramadan|eid|christmas|easter|hajj|ashura|arbaeen|muharram|newroz|nowruz"},
		{block, 1, "ah|hijri"},
	},
	unsure:  "may|march|mar|august|sun|sat|mon|wed|fri|thu|tue|jan|dec|sep",
	endings: "st|nd|rd|th",
}
