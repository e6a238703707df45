package exchange_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// A citation in the formats of bibliographies says what its line for a footnote
// says.
func TestCitation(t *testing.T) {
	c := border.Citation{
		Crossing: "al-bukamal-al-qaim", Name: "Al-Bukamal–Al-Qaim", On: border.Date(2016, time.January, 1),
		Known: border.Date(2018, time.January, 1), Through: border.Date(2017, time.January, 1),
		Digest: border.Digest{0xab, 0xcd, 0xef, 1, 2, 3}, Version: "2026.11.24", Answer: "last known: closed",
	}
	require.Equal(t, `@misc{border-al-bukamal-al-qaim-2016-01-01-abcdef010203,
  title = {Al-Bukamal–Al-Qaim on 2016-01-01: last known: closed, as known by 2018-01-01},
  howpublished = {Syria–Iraq border crossing status registry, version 2026.11.24},
  note = {Claims reported through 2017-01-01, digest `+c.Digest.String()+`},
}
`, exchange.BibTeX(c))
	data, err := exchange.CSLJSON(c)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"border-al-bukamal-al-qaim-2016-01-01-abcdef010203","type":"dataset",
		"title":"Al-Bukamal–Al-Qaim on 2016-01-01: last known: closed, as known by 2018-01-01",
		"publisher":"Syria–Iraq border crossing status registry, version 2026.11.24","version":"2026.11.24",
		"note":"Claims reported through 2017-01-01, digest `+c.Digest.String()+`"}`, string(data))

	// Who publishes answers says where this one stands; who said so comes along.
	c.URL, c.Accessed, c.Syria, c.Iraq = "https://border.example/x?on=2016-01-01", border.Date(2026, time.November, 30), "nobody", "A & B_{1}"
	c.Claims = []border.Claim{{Source: border.Source{Name: "100% News", URL: "https://news.example/a_b"}, Reported: edtf.MustParse("2015-12-31")}}
	require.Equal(t, `@misc{border-al-bukamal-al-qaim-2016-01-01-abcdef010203,
  title = {Al-Bukamal–Al-Qaim on 2016-01-01: last known: closed; Syrian side: nobody; Iraqi side: A \& B\_\{1\}, as known by 2018-01-01},
  howpublished = {Syria–Iraq border crossing status registry, version 2026.11.24},
  url = {https://border.example/x?on=2016-01-01},
  urldate = {2026-11-30},
  note = {Claims reported through 2017-01-01, digest `+c.Digest.String()+`},
  annote = {100\% News, 2015-12-31, https://news.example/a\_b},
}
`, exchange.BibTeX(c))
	data, err = exchange.CSLJSON(c)
	require.NoError(t, err)
	require.Contains(t, string(data), `"URL":"https://border.example/x?on=2016-01-01"`)
	require.Contains(t, string(data), `"accessed":{"date-parts":[[2026,11,30]]}`)
	require.Contains(t, string(data), `digest `+c.Digest.String()+`\n100% News, 2015-12-31, https://news.example/a_b"`)
}
