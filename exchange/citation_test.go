package exchange_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
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
}
