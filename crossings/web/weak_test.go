package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A claim without an address says so, and so does one that was read on a blog.
func TestWeakSourcesAreMarked(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	page := func(address string) (all string) {
		for n := 1; ; n++ {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address+"&page="+itoa(n), nil))
			if w.Code == http.StatusNotFound && n > 1 {
				return all
			}
			require.Equal(t, http.StatusOK, w.Code)
			all += w.Body.String()
		}
	}
	english := page("/crossings/al-bukamal-al-qaim?on=2014-06-26")
	require.Contains(t, english, " · no address")
	require.Contains(t, english, " · read on a blog, a wiki or a copy of unknown make")
	arabic := page("/crossings/al-bukamal-al-qaim?on=2014-06-26&lang=ar")
	require.Contains(t, arabic, " · بلا رابط")
	require.Contains(t, arabic, " · قُرئ في مدونة أو ويكي أو نسخة مجهولة المصدر")
}
