package exchange_test

import (
	"fmt"
	"iter"
	"log"
	"os"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
)

// one yields a claim.
func one(c border.Claim) iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) { yield(c) }
}

// Claims go into JSON Lines, which every reader of claims takes.
func ExampleWriteJSONLines() {
	c := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed, edtf.MustParse("2026-05"), border.Source{Name: "a driver"})
	if err := exchange.WriteJSONLines(os.Stdout, one(c)); err != nil {
		log.Fatal(err)
	}
	// Output: {"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2026-05","edge":"start","modality":"reported","source":{"name":"a driver"}}
}

// A sheet that somebody filled in by hand: crossings by the names that people use.
func ExampleReader() {
	reg, err := border.Default()
	if err != nil {
		log.Fatal(err)
	}
	const sheet = "crossing,side,kind,value,when,source.name\nqaim,both,status,open,2026-05-02,a driver\n"
	for c, err := range (exchange.Reader{Name: "sheet.csv", Lookup: reg.Lookup}).Claims(strings.NewReader(sheet)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(c.Crossing, c.Side, c.Value, c.When)
	}
	// Output: al-bukamal-al-qaim both open 2026-05-02
}
