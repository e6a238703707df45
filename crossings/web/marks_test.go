package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// Pages of the same view share what is marked in it; another view has its own marks, in the language of each page.
func TestMarksAreOfTheirView(t *testing.T) {
	reg, err := border.Load(os.DirFS("testdata"))
	require.NoError(t, err)
	s, err := New(Config{Registry: reg})
	require.NoError(t, err)
	t.Cleanup(s.Close)
	ids, err := reg.Add(someNewClaim(0))
	require.NoError(t, err)
	claim := someNewClaim(0)
	claim.ID = ids[0]
	said := func(query string) string {
		a, err := s.ask(httptest.NewRequest(http.MethodGet, "/"+query, nil))
		require.NoError(t, err)
		said, ok := a.mark(claim.ID)
		require.Equal(t, said != "", ok)
		return said
	}
	require.Empty(t, said(""))
	before := "?as-of=" + instant(reg.View().Through().Recorded)
	_, err = reg.Add(border.Retraction(claim, border.Source{Name: "Border Gazette"}))
	require.NoError(t, err)
	for range 2 {
		require.Equal(t, "taken back", said(""))
		require.Equal(t, "سُحبت", said("?lang=ar"))
		require.Empty(t, said(before))
	}
}
