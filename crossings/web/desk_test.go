package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/crossingstatus/border/journal"
	"github.com/stretchr/testify/require"
)

const editorToken = "a token of Amal's own"

// An editor is a browser at the desk.
type editor struct {
	t      testing.TB
	h      http.Handler
	lang   string
	cookie string
	csrf   string
}

// deskServer serves a registry with a desk, and keeps claims in the journal of a
// directory.
func deskServer(t testing.TB, dir string) (*web.Server, *border.Registry) {
	reg := registry(t)
	j, err := journal.Open(filepath.Join(dir, "claims.jsonl"), reg, journal.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { j.Close() })
	c := config(t, reg)
	c.Add, c.Editors, c.EntriesFile = j.Add, []web.Editor{{Name: "amal", Token: editorToken}}, filepath.Join(dir, "claims.jsonl.desk")
	return server(t, c), reg
}

var csrfField = regexp.MustCompile(`name="csrf" value="([A-Z2-7]+)"`)

func (e *editor) do(method, address string, values url.Values, header ...string) *httptest.ResponseRecorder {
	body := ""
	if values != nil {
		body = values.Encode()
		header = append(header, "Content-Type", "application/x-www-form-urlencoded")
	}
	if e.cookie != "" {
		header = append(header, "Cookie", e.cookie)
	}
	if e.lang != "" {
		address += "?lang=" + e.lang
	}
	w := do(e.h, method, address, body, header...)
	if m := csrfField.FindStringSubmatch(w.Body.String()); m != nil {
		e.csrf = m[1]
	}
	return w
}

func (e *editor) post(address string, pairs ...string) *httptest.ResponseRecorder {
	values := url.Values{"csrf": {e.csrf}}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return e.do(http.MethodPost, address, values)
}

// login logs in, and leaves the desk's form open.
func login(t testing.TB, h http.Handler, lang string) *editor {
	e := &editor{t: t, h: h, lang: lang}
	w := e.post("/desk/login", "token", editorToken)
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body)
	e.cookie, _, _ = strings.Cut(w.Header().Get("Set-Cookie"), ";")
	require.Equal(t, http.StatusOK, e.do(http.MethodGet, "/desk", nil).Code)
	require.NotEmpty(t, e.csrf)
	return e
}

// follow goes where a form leads.
func (e *editor) follow(w *httptest.ResponseRecorder) string {
	e.t.Helper()
	require.Equal(e.t, http.StatusSeeOther, w.Code, w.Body)
	w = do(e.h, http.MethodGet, w.Header().Get("Location"), "", "Cookie", e.cookie)
	require.Equal(e.t, http.StatusOK, w.Code)
	return w.Body.String()
}

// fields reads the form of a page as a browser would send it, without a script.
func fields(t testing.TB, page string) (pairs []string) {
	form := regexp.MustCompile(`(?s)<form [^>]*id="entry".*?</form>`).FindString(page)
	require.NotEmpty(t, form)
	for _, m := range regexp.MustCompile(`<input [^>]*name="([^"]*)"[^>]* value="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		if m[1] != "csrf" && m[1] != "repeats" {
			pairs = append(pairs, m[1], unescape(m[2]))
		}
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(form, -1) {
		pairs = append(pairs, m[1], unescape(m[2]))
	}
	for _, m := range regexp.MustCompile(`(?s)<select [^>]*name="([^"]*)".*?</select>`).FindAllStringSubmatch(form, -1) {
		if chosen := regexp.MustCompile(`value="([^"]*)" selected`).FindStringSubmatch(m[0]); chosen != nil {
			pairs = append(pairs, m[1], chosen[1])
		}
	}
	return pairs
}

func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&#43;", "+", "&amp;", "&").Replace(s)
}

// An editor pastes the words and the address, has them read and publishes: with the
// login six actions. The claim is right, what it changed is shown, and it is taken
// back. After a restart the list of who entered what is there still.
func TestDesk(t *testing.T) {
	for lang, text := range map[string]string{"en": "Iraq reopened the Al-Waleed border crossing yesterday.", "ar": "أعاد العراق فتح منفذ الوليد الحدودي أمس."} {
		dir := t.TempDir()
		s, reg := deskServer(t, dir)
		before := reg.Len()
		e := login(t, s, lang)
		w := e.post("/desk", "action", "read", "text", text, "url", "https://www.example.org/news", "reported", today.String())
		require.Equal(t, http.StatusOK, w.Code)
		require.Contains(t, w.Body.String(), `<ul class="changed">`, "the preview is there without a script")
		require.Equal(t, before, reg.Len(), "and nothing is kept")
		page := e.follow(e.post("/desk", append(fields(t, w.Body.String()), "action", "publish")...))
		require.Contains(t, page, `<ul class="changed">`)
		require.Equal(t, before+1, reg.Len())
		claims, err := reg.Claims(border.AlTanfAlWaleed)
		require.NoError(t, err)
		c := claims[len(claims)-1]
		require.Equal(t, "iraq status open 2026-11-23 example.org", c.Side.String()+" "+c.Kind.String()+" "+c.Value+" "+c.When.String()+" "+c.Source.Name)
		require.Equal(t, text, c.Quote)
		kept, err := json.Marshal(c)
		require.NoError(t, err)
		require.NotContains(t, string(kept), "amal", "the editor's name is in no claim")

		page = e.follow(e.post("/desk", "action", "retract", "id", c.ID.String(), "note", "misread", "source", "editors"))
		require.Contains(t, page, "amal")
		require.Equal(t, before+2, reg.Len())
		page = e.do(http.MethodGet, "/desk/claims/"+c.ID.String(), nil).Body.String()
		require.Contains(t, page, "misread", "what withdrew it is shown with its reason")
		require.NotContains(t, page, `value="retract"`)

		again, _ := deskServer(t, t.TempDir())
		require.NotContains(t, login(t, again, lang).do(http.MethodGet, "/desk", nil).Body.String(), c.ID.String())
		data, err := os.ReadFile(filepath.Join(dir, "claims.jsonl.desk"))
		require.NoError(t, err)
		other := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(other, "claims.jsonl.desk"), append(data, "torn"...), 0o600))
		again, _ = deskServer(t, other)
		require.Contains(t, login(t, again, lang).do(http.MethodGet, "/desk", nil).Body.String(), c.ID.String())
	}
}

// A correction withdraws what it corrects; a denial names what it denies; a review
// changes nothing; the same claim twice is refused.
func TestDeskCorrects(t *testing.T) {
	s, reg := deskServer(t, t.TempDir())
	e := login(t, s, "")
	entered := []string{"crossing", border.AlTanfAlWaleed, "side", "iraq", "kind", "status", "value", "closed", "when", "yesterday", "source", "a mayor", "reported", today.String(), "action", "publish"}
	e.follow(e.post("/desk", entered...))
	w := e.post("/desk", entered...)
	require.Equal(t, http.StatusConflict, w.Code)
	last := func() border.Claim {
		claims, err := reg.Claims(border.AlTanfAlWaleed)
		require.NoError(t, err)
		return claims[len(claims)-1]
	}
	first := last()
	require.Equal(t, "2026-11-23", first.When.String())

	// A relay of it is offered what it repeats.
	relay := append(entered[:len(entered)-2:len(entered)-2], "action", "preview", "source", "an agency")
	require.Contains(t, e.post("/desk", relay...).Body.String(), `name="repeats" value="`+first.ID.String())

	form := do(s, http.MethodGet, "/desk/claims/"+first.ID.String()+"?do=correct", "", "Cookie", e.cookie)
	e.follow(e.post("/desk", append(append(fields(t, form.Body.String()), "note", "it was the day before"), "action", "publish")...))
	require.Equal(t, first.ID, last().Retracts[0])
	// The public pages say so: that of the claim by what, that of what changed why, too.
	require.Contains(t, get(s, "/claims/"+first.ID.String()).Body.String(), "/claims/"+last().ID.String())
	require.Contains(t, get(s, "/claims/"+first.ID.String()).Body.String(), "/desk/claims/"+first.ID.String())
	require.Contains(t, get(s, "/changes").Body.String(), "it was the day before")
	form = do(s, http.MethodGet, "/desk/claims/"+last().ID.String()+"?do=deny", "", "Cookie", e.cookie)
	denied := last().ID
	values := url.Values{"csrf": {e.csrf}}
	for pairs := append(fields(t, form.Body.String()), "source", "the ministry", "action", "publish"); len(pairs) > 0; pairs = pairs[2:] {
		values.Set(pairs[0], pairs[1])
	}
	e.follow(e.do(http.MethodPost, "/desk", values))
	require.Equal(t, denied, last().Denies[0])
	require.Equal(t, border.Denied, last().Modality)

	e.follow(e.post("/desk", "action", "review", "crossing", border.AlTanfAlWaleed, "source", "editors"))
	require.Equal(t, border.KindReview, last().Kind)
}

// What lasts is ended: retracted, and entered anew with its last day, in one step.
func TestDeskEnds(t *testing.T) {
	s, reg := deskServer(t, t.TempDir())
	e := login(t, s, "")
	e.follow(e.post("/desk", "crossing", border.AlTanfAlWaleed, "side", "iraq", "kind", "obstacle", "notice", "the scanner is broken", "when", "2026-11-01/..", "source", "a mayor", "action", "publish"))
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	c := claims[len(claims)-1]
	e.follow(e.post("/desk", "action", "end", "id", c.ID.String(), "on", "2026-11-20"))
	claims, err = reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	ended := claims[len(claims)-1]
	require.Equal(t, "2026-11-01/2026-11-20", ended.When.String())
	require.Equal(t, c.ID, ended.Retracts[0])
	require.Equal(t, http.StatusUnprocessableEntity, e.post("/desk", "action", "end", "id", ended.ID.String(), "on", "2026-11-21").Code)
}

// TestDeskObstacle: what an obstacle changes in who may pass is shown before it is published and after,
// though it changes no answer of a side.
func TestDeskObstacle(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	entered := []string{"crossing", border.AlYarubiyahRabia, "side", "iraq", "kind", "obstacle", "traffic", "passengers", "notice", "a flood", "when", "2026-05-01/2026-05-09", "source", "a mayor", "action"}
	want := `<b>Al-Yarubiyah–Rabia</b>, Who may pass, passengers, both ways<br><small>1 May 2026 to 9 May 2026</small><br><del>yes</del> → <ins>yes, but</ins>`
	require.Contains(t, e.post("/desk", append(entered, "preview")...).Body.String(), want)
	require.Contains(t, e.post("/desk/preview", append(entered, "preview")...).Body.String(), want, "and so does the script")
	require.Contains(t, e.follow(e.post("/desk", append(entered, "publish")...)), want)
}

// TestDeskReadsNews: the link and the dateline of pasted news fill their fields; what was filled in stays.
func TestDeskReadsNews(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	read := func(pairs ...string) map[string]string {
		filled := map[string]string{}
		list := fields(t, e.post("/desk", append(pairs, "action", "read")...).Body.String())
		for ; len(list) > 0; list = list[2:] {
			filled[list[0]] = list[1]
		}
		return filled
	}
	for text, want := range map[string]string{
		"BAGHDAD, 20 Nov 2026 — Iraq reopened the Al-Waleed border crossing on Thursday. https://example.org/news/waleed.": "2026-11-20 https://example.org/news/waleed",
		"بغداد، 20 تشرين الثاني 2026 — أعاد العراق فتح منفذ الوليد الحدودي أمس. (https://example.org/news/waleed)":         "2026-11-20 https://example.org/news/waleed",
		"On 20 November 2026 Iraq reopened the Al-Waleed border crossing.":                                                 "2026-11-24 ",
		"BAGHDAD, 20 Nov 2027 — Iraq reopened the Al-Waleed border crossing.":                                              "2026-11-24 ",
	} {
		f := read("text", text, "reported", today.String())
		require.Equal(t, want, f["reported"]+" "+f["url"], text)
	}
	f := read("text", "BAGHDAD, 20 Nov 2026 — Iraq reopened the Al-Waleed border crossing. https://example.org/a", "reported", "2026-11-19", "url", "https://example.org/b")
	require.Equal(t, "2026-11-19 https://example.org/b", f["reported"]+" "+f["url"])
}

// TestDeskFaults: what is wrong with a form is said by the field's label, in the language of the page.
func TestDeskFaults(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Who says it: fill this in", "Who holds it, or how it is: choose what goes with what it is about", "When (2014-06-21, 2014-06, yesterday): &#34;soonish&#34; is no date; write it as 2014-06-21, 2014-06, or in words", "&#34;2026-13-01&#34; may mean 2026-01-13 (13 January 2026); if so, write 2026-01-13", "&#34;03/04/2026&#34; may mean 2026-04-03 (3 April 2026) or 2026-03-04 (4 March 2026); write the one that is meant"},
		"ar": {"من يقوله: املأ هذا الحقل", "الجهة المسيطرة أو الحالة: اختر ما يناسب موضوع الإفادة", "متى (\u200e2014-06-21\u200e أو \u200e2014-06\u200e أو أمس): &#34;soonish&#34; ليس تاريخًا؛ اكتبه هكذا: 2014-06-21 أو 2014-06 أو بالكلمات", "&#34;2026-13-01&#34; قد يعني 2026-01-13 (13 كانون الثاني 2026)؛ إن كان كذلك فاكتب 2026-01-13", "&#34;03/04/2026&#34; قد يعني 2026-04-03 (3 نيسان 2026) أو 2026-03-04 (4 آذار 2026)؛ اكتب المقصود"},
	} {
		s, _ := deskServer(t, t.TempDir())
		e := login(t, s, lang)
		form := func(change ...string) string {
			values := url.Values{}
			for pairs := append([]string{"crossing", border.AlTanfAlWaleed, "side", "iraq", "kind", "status", "value", "closed", "when", "yesterday", "source", "a mayor", "reported", today.String(), "action", "publish"}, change...); len(pairs) > 0; pairs = pairs[2:] {
				values.Set(pairs[0], pairs[1])
			}
			values.Set("csrf", e.csrf)
			w := e.do(http.MethodPost, "/desk", values)
			require.Equal(t, http.StatusUnprocessableEntity, w.Code)
			return w.Body.String()
		}
		require.Contains(t, form("source", ""), want[0])
		require.Contains(t, form("value", "sdf"), want[1])
		require.Contains(t, form("when", "soonish"), want[2])
		require.Contains(t, form("when", "2026-13-01"), want[3])
		require.Contains(t, form("reported", "03/04/2026"), want[4])
		require.NotContains(t, form("when", "{2014-06-01,2014-06-03}"), "&#34;{2014-06-01,2014-06-03}&#34;", "it is a date, but of several days")
		w := e.post("/desk", "crossing", border.AlTanfAlWaleed, "side", "iraq", "kind", "status", "value", "closed", "when", "13/01/2026", "source", "a mayor", "action", "publish")
		require.Equal(t, http.StatusSeeOther, w.Code, "no month but January fits")
	}
}

// TestDeskKeeps: a correction keeps what the form does not ask for, shows what it corrects, and does not
// pass for a withdrawal by the source; taking back needs a reason, and leads to what was taken back.
func TestDeskKeeps(t *testing.T) {
	s, reg := deskServer(t, t.TempDir())
	e := login(t, s, "")
	e.follow(e.post("/desk", "crossing", border.AlTanfAlWaleed, "side", "iraq", "kind", "status", "value", "restricted", "traffic", "passengers", "direction", "iq-to-sy",
		"when", "2026-11-20", "source", "a mayor", "via", "Radio One; Agency Two", "grade", "B2", "reported", today.String(), "action", "publish"))
	claims, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	first := claims[len(claims)-1]
	require.Equal(t, "passengers iq-to-sy [Radio One Agency Two] B2", fmt.Sprint(first.Traffic, " ", first.Direction, " ", first.Source.Via, " ", first.Grade))

	form := do(s, http.MethodGet, "/desk/claims/"+first.ID.String()+"?do=correct", "", "Cookie", e.cookie).Body.String()
	require.Contains(t, form, "Correction of what was entered: <a href=\"/desk/claims/"+first.ID.String()+"\"><bdi>Al-Tanf–Al-Waleed: 20 November 2026: Iraqi side, status: restricted to passengers (from Iraq to Syria)</bdi></a>")
	values := url.Values{"csrf": {e.csrf}, "traffic": {"passengers", "returnees"}}
	for pairs := append(fields(t, form), "direction", "iq-to-sy", "when", "2026-11-19", "action", "publish"); len(pairs) > 0; pairs = pairs[2:] {
		if pairs[0] != "traffic" {
			values.Set(pairs[0], pairs[1])
		}
	}
	e.follow(e.do(http.MethodPost, "/desk", values))
	claims, err = reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	second := claims[len(claims)-1]
	require.Equal(t, "2026-11-19 passengers,returnees iq-to-sy [Radio One Agency Two] B2", fmt.Sprint(second.When, " ", second.Traffic, " ", second.Direction, " ", second.Source.Via, " ", second.Grade))
	require.Contains(t, text(t, get(s, "/crossings/"+border.AlTanfAlWaleed).Body.String()), "restricted corrected since")
	require.Contains(t, text(t, get(s, "/claims/"+second.ID.String()).Body.String()), "It corrects: restricted , 20 November 2026 ( a mayor")
	public := text(t, get(s, "/claims/"+first.ID.String()).Body.String())
	require.Contains(t, public, "It was corrected; in place of it stands")
	require.NotContains(t, public, "It is taken back by")

	require.Equal(t, http.StatusUnprocessableEntity, e.post("/desk", "action", "retract", "id", second.ID.String(), "source", "editors").Code)
	page := text(t, e.follow(e.post("/desk", "action", "retract", "id", second.ID.String(), "note", "of last year", "source", "editors")))
	require.Contains(t, page, "This claim was withdrawn: Iraqi side, status: an earlier claim is taken back — of last year")
	require.NotContains(t, page, "Take it back")
	require.Contains(t, page, "It is taken back; the answers are as without it.")
	changed := text(t, get(s, "/changes").Body.String())
	require.Contains(t, changed, "an earlier claim is taken back Note: of last year editors")
	require.Contains(t, changed, "restricted , 19 November 2026 taken back")
	list := text(t, get(s, "/crossings/"+border.AlTanfAlWaleed).Body.String())
	require.Equal(t, 2, strings.Count(list, "restricted taken back"), "lists say that both were")
}

// TestDeskOffersFewReadings: four readings of the words are in sight, the others behind a summary, which
// is open if one of them was chosen.
func TestDeskOffersFewReadings(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	news := "Iraq's ports commission said on Sunday that the Al-Qaim crossing with Syria was closed to passengers from Saturday evening until further notice; cargo trucks continued to pass."
	for action, open := range map[string]string{"read": "<details>", "pick-5": "<details open>"} {
		page := e.post("/desk", "action", action, "text", news, "reported", today.String()).Body.String()
		before, after, ok := strings.Cut(page, open+"<summary>Other readings</summary>")
		require.True(t, ok, action)
		require.Equal(t, 4, strings.Count(before, `value="pick-`))
		require.Positive(t, strings.Count(after, `value="pick-`))
		require.Equal(t, 1, strings.Count(page, `aria-current="true"`))
	}
}

// TestDeskLooked: where somebody looked is chosen by the words, and not by what stands first in the list.
func TestDeskLooked(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	list := regexp.MustCompile(`(?s)<select id="looked".*?</select>`)
	chosen := regexp.MustCompile(`value="([^"]*)" selected`)
	require.False(t, chosen.MatchString(list.FindString(e.do(http.MethodGet, "/desk", nil).Body.String())))
	for text, want := range map[string]string{
		"Looked today at Al-Yarubiyah, nothing new.":          border.AlYarubiyahRabia,
		"نظرت اليوم في اليعربية، لا جديد":                     border.AlYarubiyahRabia,
		"Looked today at Al-Yarubiyah and Qaim, nothing new.": "",
	} {
		found := ""
		if m := chosen.FindStringSubmatch(list.FindString(e.post("/desk", "action", "read", "text", text).Body.String())); m != nil {
			found = m[1]
		}
		require.Equal(t, want, found, text)
	}
}

// TestDeskFindsSpeaker: who says it is taken from the words, and the page that told of it passed it on.
func TestDeskFindsSpeaker(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	for text, want := range map[string]string{
		"BAGHDAD, 20 Nov 2026 — Iraq's Border Ports Commission said on Thursday that the Al-Waleed border crossing was reopened. https://www.example.org/a": "Iraq's Border Ports Commission; example.org",
		"The Al-Waleed crossing with Syria was reopened on Thursday, the crossing's administration said in a statement. https://example.org/a":              "administration of the Al-Waleed crossing; example.org",
		"أعلنت هيئة المنافذ الحدودية العراقية، اليوم، فتح منفذ الوليد الحدودي.":                                                                             "هيئة المنافذ الحدودية العراقية; ",
		"بغداد، 20 تشرين الثاني 2026 — أعلنت إدارة منفذ الوليد إعادة فتحه أمس. https://example.org/a":                                                       "إدارة منفذ الوليد; example.org",
		"The Al-Waleed border crossing was reported open yesterday. https://example.org/a":                                                                  "example.org; ",
		"The ministry said: the Al-Waleed border crossing reopened yesterday.":                                                                              "; ",
		"The border crossing was closed, a source at the crossing said. https://example.org/a":                                                              "; ",
		"أغلق العراق منفذ الوليد أمس، وقالت إدارة المنفذ إن السبب أمني. https://example.org/a":                                                              "إدارة منفذ الوليد; example.org",
		"أغلق العراق منفذ الوليد أمس، وقال المصدر: إن السبب أمني. https://example.org/a":                                                                    "example.org; ",
		"Iraq reopened the Al-Waleed border crossing yesterday. https://example.org/a":                                                                      "example.org; ",
	} {
		filled := map[string]string{}
		for list := fields(t, e.post("/desk", "text", text, "action", "read").Body.String()); len(list) > 0; list = list[2:] {
			filled[list[0]] = list[1]
		}
		require.Equal(t, want, filled["source"]+"; "+filled["via"], text)
	}
}
