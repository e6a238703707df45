package prose_test

import (
	"fmt"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
)

// What an editor may enter for words of a report of 5 July 2019.
func ExampleSuggest() {
	said := edtf.MustParseDay("2019-07-05")
	for _, words := range []string{"late June", "three days ago", "قبل عامين", "sala borî", "12 trucks"} {
		fmt.Println(words)
		for _, s := range prose.Suggest(words, said, "") {
			fmt.Printf("  %s: %s\n", s.EDTF, s.Reading)
		}
	}
	// Output:
	// late June
	//   [2019-06-21..2019-06-30]: some time between 21 and 30 June 2019
	//   [2020-06-21..2020-06-30]: some time between 21 and 30 June 2020
	// three days ago
	//   2019-07-02: 2 July 2019
	// قبل عامين
	//   2017~: some time in 2017, approximate
	// sala borî
	//   2018: some time in 2018
	// 12 trucks
}

// Numbers that may be a day and a month either way have both readings, the day
// first. Of a weekday the past one is first, unless the words speak of what is to
// come.
func ExampleSuggest_ambiguous() {
	sunday := edtf.MustParseDay("2014-06-15")
	for _, words := range []string{"11/03/2026", "on Tuesday", "it will reopen on Tuesday"} {
		fmt.Printf("%s:", words)
		for _, s := range prose.Suggest(words, sunday, prose.English) {
			fmt.Printf(" %s", s.EDTF)
		}
		fmt.Println()
	}
	// Output:
	// 11/03/2026: 2026-03-11 2026-11-03
	// on Tuesday: 2014-06-10 2014-06-17
	// it will reopen on Tuesday: 2014-06-17 2014-06-10
}
