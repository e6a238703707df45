package edtf_test

import (
	"testing"

	"github.com/crossingstatus/border/edtf"
)

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{
		"1985", "1985-04", "1985-04-12", "1985-04-12T23:20:30+04:30", "2004-06~-11", "2014-38",
		"1950S2", "Y-17E7", "1964/2008", "2004-02-01/2005-02-08", "1985-04-12/..", "2004-06-~01/2004-06-~20",
		"201X", "15XX-12-25", "2012-XX-31", "201X-02-29", "XXXX-02-29",
		"[1667,1668,1670..1672]", "{1960,1961-12}", "[2019-04-15,2019-04-22,2019-04-29]",
	} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d, err := edtf.Parse(s)
				if err != nil {
					b.Fatal(err)
				}
				lo, _ := d.Earliest()
				hi, _ := d.Latest()
				if hi.Before(lo) && !hi.IsZero() {
					b.Fatal(lo, hi)
				}
			}
		})
	}
}
