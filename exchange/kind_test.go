package exchange_test

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

func TestUnlike(t *testing.T) {
	const claim = `{"crossing":"al-tanf-al-waleed","side":"iraq"}` + "\n"
	for start, want := range map[string]string{
		"":                        "",
		claim:                     "",
		"\ufeff\n" + claim:        "",
		"<<<<<<< HEAD\n" + claim:  "",
		"not, a claim\n":          "",
		"a,b,c{\n":                "",
		"{\n":                     "", // cut off
		"crossing,side,kind\n":    "this looks like CSV, not like claims one a line; read it with crossings import",
		"\ufeffOur list;;\n":      "this looks like CSV, not like claims one a line; read it with crossings import",
		"crossing|side|kind\n":    "this looks like CSV, not like claims one a line; read it with crossings import",
		"#loc\t#loc\t#date":       "this looks like CSV, not like claims one a line; read it with crossings import",
		"{\n  \"version\":":       "this is one JSON document; ",
		"[" + claim:               "this is one JSON document; ",
		"{\"type\":\"bundle\",\n": "this is one JSON document; ",
		`{"type":"FeatureCollection","features":[]}`: "this is one JSON document; ",
		"{\"Event\":{\n": "this is one JSON document; ",
		"{\"crossing\":\"al-tanf-al-waleed\",\r\n \"side\":": "this is one JSON document; ",
		`{"crossing":"al-tanf-al-waleed",`:                   "",
		"{\"crossing\":\"al-tan\n":                           "", // cut off
		"[":                                                  "this is one JSON document; ",
		`{"version":"1",`:                                    "this is one JSON document; ",
		"PK\x03\x04":                                         "this is a workbook; ",
		"PAR1\x15":                                           "this is Parquet, which crossings import reads",
		"SQLite format 3\x00":                                "this is a database (SQLite or GeoPackage); save the table of claims as CSV in UTF-8",
		"\xff\xfec\x00":                                      "the text is UTF-16; ",
	} {
		err := exchange.Unlike([]byte(start))
		if want == "" {
			require.NoError(t, err, "%q", start)
			continue
		}
		require.ErrorContains(t, err, want, "%q", start)
		require.True(t, strings.HasPrefix(err.Error(), want), "%q: %v", start, err)
	}
}
