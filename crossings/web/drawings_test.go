package web_test

import (
	"fmt"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// TestKeptDrawings asks a server that keeps its drawings for pages of other days, and expects what one answers that
// has drawn nothing yet.
func TestKeptDrawings(t *testing.T) {
	dataset, err := border.Default()
	require.NoError(t, err)
	for name, reg := range map[string]*border.Registry{"of these tests": registry(t), "default": dataset} {
		t.Run(name, func(t *testing.T) {
			keeps := server(t, config(t, reg))
			for _, path := range []string{"/?", "/crossings/al-bukamal-al-qaim?", "/crossings/al-bukamal-al-qaim?traffic=commercial&", "/crossings/al-tanf-al-waleed?"} {
				for _, lang := range []string{"en", "ar"} {
					for i, on := range []string{"2014-06-15", "2020-01-01", "2019-08-01", "2026-11-23"} {
						address := fmt.Sprintf("%son=%s&lang=%s", path, on, lang)
						if i == 2 {
							address += "&known=2019-07-31"
						}
						anew := server(t, config(t, reg))
						require.True(t, get(anew, address).Body.String() == get(keeps, address).Body.String(), "another page at %s", address)
					}
				}
			}
		})
	}
}

// TestKeptDrawingsAreFew asks for drawings of more days than are kept.
func TestKeptDrawingsAreFew(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	most := 0
	for n := range 40 {
		require.Equal(t, 200, get(s, fmt.Sprintf("/crossings/al-bukamal-al-qaim?from=%s", border.Date(2010, 1, 1+n))).Code)
		count, size, counted := s.KeptDrawings()
		require.Equal(t, counted, size, "its size is that of what is kept")
		require.LessOrEqual(t, size, web.MaxDrawings)
		most = max(most, count)
	}
	count, _, _ := s.KeptDrawings()
	require.Positive(t, count)
	require.Less(t, most, 40)
}
