package web_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inMessages is what a message in Arabic has in Latin letters: what was sent, in quotes, names of
// parameters and members, and values that a reader may write.
var inMessages = "|lang|on|known|as-of|from|to|side|question|traffic|direction|page|after|status|age|query|path|syria|iraq|control|open|closed|restricted|intermittent|trial|unknown|en|ar|" +
	"passengers|commercial|transit|humanitarian|returnees|fuel|military|official|sy-to-iq|iq-to-sy|both|true|false|JSON|UUID|Content-Encoding|application|json|Host|" +
	"id|crossing|side|kind|value|unit|when|edge|modality|source|reported|recorded|grade|quote|note|retracts|denies|repeats|"

// A program that prefers Arabic is told in Arabic what is wrong with its request.
func TestProblemsAreArabic(t *testing.T) {
	reg := registry(t)
	c := config(t, reg)
	c.Add, c.Token = reg.Add, []byte(token)
	s := server(t, c)
	for address, want := range map[string]string{
		"/api/v1/states?on=x":                              `غير صالح|المطلوب يوم مثل 2014-06-15`,
		"/api/v1/states?on=2014-01-01&on=2015-01-01":       `مذكور مرتين`,
		"/api/v1/states?as-of=x":                           `المطلوب لحظة`,
		"/api/v1/states?color=red":                         `معامل غير معروف في العنوان`,
		"/api/v1/crossings/nothing/state":                  `"nothing": لا معبر بهذا الاسم`,
		"/api/v1/crossings/nasib":                          `لا معبر بهذا الاسم: هو بين سوريا والأردن لا على هذه الحدود`,
		bukamal + "/can?traffic=cars":                      `"cars" ليس واحدًا من`,
		bukamal + "/can?direction=up":                      `المطلوب واحد من`,
		bukamal + "/history?from=2020-01-01&to=2019-01-01": `أول المدة from، وهو 2020-01-01، بعد آخرها to، وهو 2019-01-01`,
		bukamal + "/endurance?side=iraq&status=open":       `معامل لازم ينقص العنوان`,
		bukamal + "/endurance?side=iraq&status=open&age=0": `المطلوب عدد لا يقل عن 1`,
		bukamal + "/endurance?side=iraq&status=open&age=x": `المطلوب عدد صحيح`,
		bukamal + "/claims?limit=x":                        ``,
		"/api/v1/claims/x":                                 `المطلوب معرّف UUID، وطول هذا 1`,
		"/api/v1/nothing":                                  `لا شيء في العنوان /api/v1/nothing`,
		"/api/v1/claims?after=x":                           `المطلوب معرّف UUID`,
		"/crossings/nothing.csv":                           `لا معبر بهذا الاسم`,
		"/api/v1/claims?match=the":                         `المطلوب حروف أو أرقام يُبحث عنها، لا أداة تعريف وحدها`,
		"/crossings.csv?on=x":                              `المطلوب يوم مثل 2014-06-15`,
		"/api/v1/states?" + strings.Repeat("a&", 200):      `معاملات العنوان`,
		bukamal + "/state?on=" + strings.Repeat("9", 9000): `في العنوان`,
	} {
		for _, way := range []string{"header", "parameter"} {
			w := get(s, address, "Accept-Language", "ar-SY,ar;q=0.9,en;q=0.1")
			if way == "parameter" {
				joint := "?"
				if strings.Contains(address, "?") {
					joint = "&"
				}
				w = get(s, address+joint+"lang=ar")
			}
			requireArabicProblem(t, w.Header().Get("Content-Language"), w.Code, w.Body.Bytes(), want, address+" by "+way)
			require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
		}
		english := get(s, address).Body.String()
		require.NotRegexp(t, `\p{Arabic}`, english, address)
	}
	good := listOf(t, claimOn("2026-11-01"))
	for body, want := range map[string]string{
		"[]":     `أرسل من إفادة واحدة إلى 100 معًا`,
		"claims": `ليس المتن JSON`,
		"[أ]":    "ليس المتن JSON عند البايت 2: \u2068حرف غير صالح 'أ' حيث ينبغي أن تبدأ قيمة\u2069",
		strings.Replace(good, "al-tanf-al-waleed", "nowhere", 1): `لا معبر بهذا الاسم`,
		strings.Replace(good, `"modality"`, `"modalty"`, 1):      `عضو غير معروف`,
	} {
		w := post(s, body, "Accept-Language", "ar")
		requireArabicProblem(t, w.Header().Get("Content-Language"), w.Code, w.Body.Bytes(), want, body)
	}
	w := post(s, good, "Authorization", "", "Accept-Language", "ar")
	requireArabicProblem(t, w.Header().Get("Content-Language"), w.Code, w.Body.Bytes(), "تلزم للكتابة ترويسة", "no token")
	require.Equal(t, http.StatusOK, get(s, "/api/v1/states?lang=ar").Code, "the language of messages may be asked for")
	require.Equal(t, http.StatusUnprocessableEntity, get(s, "/api/v1/states?lang=fr").Code)
}

// quoted is what a message repeats of a request, and what it isolates.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\x{2068}[^\x{2069}]*\x{2069}|/api/\S*|al-[a-z-]+|[a-z]+-[a-z]+-[a-z-]+|sy-to-iq|iq-to-sy`)

func requireArabicProblem(t *testing.T, language string, code int, body []byte, want, name string) {
	t.Helper()
	require.Equal(t, "ar", language, name)
	var said struct {
		Title, Detail string
		Status        int
		Errors        []struct{ Message string }
	}
	require.NoError(t, json.Unmarshal(body, &said), "%s: %s", name, body)
	require.Equal(t, code, said.Status, name)
	messages := []string{said.Title, said.Detail}
	for _, fault := range said.Errors {
		messages = append(messages, fault.Message)
	}
	require.Regexp(t, want, strings.Join(messages, "\n"), name)
	for _, text := range messages {
		text = quoted.ReplaceAllString(text, "")
		for _, run := range latinRun.FindAllString(text, -1) {
			assert.Contains(t, inMessages, "|"+run+"|", "%s: %s", name, text)
		}
	}
}
