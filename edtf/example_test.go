package edtf_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/crossingstatus/border/edtf"
)

// A season of a year: "mid-2014" is the second of its thirds.
func ExampleParse() {
	d, err := edtf.Parse("2014-38")
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := d.Earliest()
	last, _ := d.Latest()
	fmt.Println(d.Level(), first, last)
	// Output: 2 2014-05-01 2014-08-31
}

// An error says where the text is at fault.
func ExampleParseError() {
	_, err := edtf.Parse("2012-13")
	fmt.Println(err)
	if e, ok := errors.AsType[*edtf.ParseError](err); ok {
		fmt.Println(e.Offset, e.Msg)
	}
	// Output:
	// edtf: "2012-13": month 13 at offset 5
	// 5 month 13
}

// An open end and an unknown one are told apart.
func ExampleDate_Latest() {
	for _, s := range []string{"1985-04-12/1986", "1985-04-12/..", "1985-04-12/"} {
		day, bound := edtf.MustParse(s).Latest()
		fmt.Printf("%s: %v %q\n", s, bound, day)
	}
	// Output:
	// 1985-04-12/1986: dated "1986-12-31"
	// 1985-04-12/..: open ""
	// 1985-04-12/: unknown ""
}

func ExampleDate_Interval() {
	start, end, ok := edtf.MustParse("2004-06-~01/..").Interval()
	fmt.Println(start, start.Approximate(), end, ok)
	// Output: 2004-06-~01 true .. true
}

// A Monday in the second half of April 2019: the days between are not listed.
func ExampleDate_Days() {
	for day := range edtf.MustParse("[2019-04-15,2019-04-22,2019-04-29]").Days() {
		fmt.Println(day, day.Weekday())
	}
	// Output:
	// 2019-04-15 Monday
	// 2019-04-22 Monday
	// 2019-04-29 Monday
}

func ExampleDate_Components() {
	c, _ := edtf.MustParse("2004?-06-~1X").Components()
	fmt.Println(c.Year.Number, c.Year.Uncertain)
	fmt.Println(c.Month.Number, c.Month.Uncertain)
	fmt.Println(c.Day.Text, c.Day.Masked, c.Day.Approximate)
	// Output:
	// 2004 true
	// 6 false
	// 1X true true
}

func ExampleDate_Words() {
	for _, s := range []string{"2012-07?", "15XX-12-25", "[1667,1670..1672]"} {
		fmt.Println(edtf.MustParse(s).Words(edtf.English))
	}
	// Output:
	// some time in July 2012, uncertain
	// 25 December of one of the years 1500 to 1599
	// one of: 1667 or 1670 to 1672
}

// Whether one imprecise date was before another has three answers.
func ExampleRelate() {
	opened := edtf.MustParse("2019-09-30")
	for _, s := range []string{"2019-08", "2019-09", "2019-XX-31"} {
		r := edtf.Relate(edtf.MustParse(s), opened)
		fmt.Printf("%s: %v; before: %v\n", s, r, r.Before())
	}
	// Output:
	// 2019-08: before; before: yes
	// 2019-09: before or equal; before: maybe
	// 2019-XX-31: before or after; before: maybe
}

// If a came before b, and b no later than c, then a came before c.
func ExampleRelation_Compose() {
	fmt.Println(edtf.Before.Compose(edtf.Before | edtf.Equal))
	// Output: before
}

// The zero Day is no day, and is left out of JSON if asked to be.
func ExampleDay() {
	type visit struct {
		From  edtf.Day `json:"from"`
		Until edtf.Day `json:"until,omitzero"`
	}
	day := edtf.NewDay(2019, time.September, 30)
	text, _ := json.Marshal(visit{From: day})
	fmt.Println(string(text), day.Weekday(), day.AddDays(31))
	// Output: {"from":"2019-09-30"} Monday 2019-10-31
}
