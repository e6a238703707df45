package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// What the desk refuses it says whole in the language of the page.
func TestDeskRefusesInWords(t *testing.T) {
	for language, want := range map[string]struct{ crossing, end, forbidden, form string }{
		"en": {"Crossing: fill this in", "what this claim tells does not last: enter what came after it", "Forbidden", "the form cannot be read, or is too long"},
		"ar": {"المعبر: املأ هذا الحقل", "ما تقوله هذه الإفادة لا يستمر: أدخل ما جاء بعده", "ممنوع", "لا يمكن قراءة النموذج، أو هو أطول مما يُقبل"},
	} {
		s, reg := deskServer(t, t.TempDir())
		e := login(t, s, language)
		w := e.post("/desk", "action", "publish", "side", "iraq", "kind", "status", "value", "closed", "when", "2026-11-20", "source", "Reuters")
		require.Equal(t, http.StatusUnprocessableEntity, w.Code)
		require.Contains(t, w.Body.String(), ">"+want.crossing+"<")

		id := ""
		for c := range reg.View().All() {
			if c.When.Level() == 0 && !strings.Contains(c.When.String(), "/") {
				id = c.ID.String()
				break
			}
		}
		w = e.post("/desk", "action", "end", "id", id, "on", "2026-11-20")
		require.Equal(t, http.StatusUnprocessableEntity, w.Code)
		require.Contains(t, w.Body.String(), ">"+want.end+"<")

		w = e.do(http.MethodPost, "/desk", url.Values{"csrf": {"wrong"}}, "Accept", "text/html")
		require.Equal(t, http.StatusForbidden, w.Code)
		require.Contains(t, w.Body.String(), ">"+want.forbidden+"</h1>")

		w = e.do(http.MethodPost, "/desk", url.Values{"note": {strings.Repeat("x", 300<<10)}}, "Accept", "text/html")
		require.Equal(t, http.StatusBadRequest, w.Code)
		require.Contains(t, w.Body.String(), want.form)
	}
	require.True(t, words.Has(edtf.Arabic, http.StatusText(http.StatusForbidden)))
}
