package web_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// sitePages are the pages, and apiReads what the API reads, each asked for something that is
// there. Files have a table of their own (fileAddresses), as has what browsers and search engines look
// for (TestWhatProgramsLookFor).
var sitePages = []string{
	"/", "/?on=2014-06-15&known=2020-01-01", "/?traffic=fuel&direction=both", "/compare", "/changes", "/changes?from=2014-01-01&to=2020-01-01", "/weak",
	"/sources", "/sources/Border%20Gazette", "/parties/islamic-state", "/claims/" + someClaim, "/crossings/al-tanf-al-waleed",
	"/crossings/al-tanf-al-waleed?on=2014-06-15&q=closed", "/crossings/al-tanf-al-waleed/why?side=syria&question=status", "/embed/al-tanf-al-waleed",
}

var apiReads = []string{
	"/crossings", "/crossings/al-tanf-al-waleed", "/crossings/al-tanf-al-waleed/state", "/crossings/al-tanf-al-waleed/history", "/crossings/al-tanf-al-waleed/claims",
	"/crossings/al-tanf-al-waleed/plans", "/crossings/al-tanf-al-waleed/can?traffic=fuel&direction=both", "/crossings/al-tanf-al-waleed/why?side=syria&question=status",
	"/crossings/al-tanf-al-waleed/cite", "/crossings/al-tanf-al-waleed/endurance?side=syria&status=closed&age=30", "/claims", "/parties/islamic-state", "/states", "/diff?from=2014-01-01&to=2020-01-01",
	"/claims/" + someClaim, "/parties", "/sources",
}

// Every page answers in both languages and says so, every address of the API answers in JSON; each has
// an ETag, by which it is not sent again, and answers HEAD as GET without a body.
func TestEveryAddress(t *testing.T) {
	s := server(t, config(t, registry(t)))
	check := func(address, kind string, header ...string) string {
		w := get(s, address, header...)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
		require.Equal(t, kind, w.Header().Get("Content-Type"), address)
		tag := w.Header().Get("Etag")
		require.NotEmpty(t, tag, address)
		again := get(s, address, append([]string{"If-None-Match", tag}, header...)...)
		require.Equal(t, http.StatusNotModified, again.Code, address)
		require.Empty(t, again.Body.Bytes(), address)
		head := do(s, http.MethodHead, address, "", header...)
		require.Equal(t, http.StatusOK, head.Code, address)
		require.Equal(t, tag, head.Header().Get("Etag"), address)
		require.Equal(t, kind, head.Header().Get("Content-Type"), address)
		require.Empty(t, head.Body.Bytes(), address)
		require.NotEqual(t, http.StatusOK, do(s, http.MethodDelete, address, "").Code, address)
		return w.Body.String()
	}
	for _, address := range sitePages {
		english := check(with(address, "lang=en"), "text/html; charset=utf-8")
		require.Contains(t, english, `<html lang="en"`, address)
		arabic := check(with(address, "lang=ar"), "text/html; charset=utf-8")
		require.Contains(t, arabic, `<html lang="ar" dir="rtl"`, address)
		require.Contains(t, get(s, address, "Accept-Language", "ar").Body.String(), `<html lang="ar" dir="rtl"`, address)
	}
	for _, address := range apiReads {
		body := check("/api/v1"+address, "application/json")
		require.True(t, body[0] == '{' || body[0] == '[', address)
	}
}

// with adds a parameter to an address.
func with(address, parameter string) string {
	for _, c := range address {
		if c == '?' {
			return address + "&" + parameter
		}
	}
	return address + "?" + parameter
}

// An address of reasons that was cut short leads to the crossing's page, which has all four
// questions, and another name of the crossing to its code; the embedded answer says in its title what it is and of which day.
func TestWhyWithoutItsQuestion(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for address, want := range map[string]string{
		"/crossings/al-tanf-al-waleed/why":                     "/crossings/al-tanf-al-waleed",
		"/crossings/tanf/why?on=2014-06-15&lang=ar":            "/crossings/al-tanf-al-waleed/why?lang=ar&on=2014-06-15",
		"/crossings/al-tanf-al-waleed/why?side=syria&question": "/crossings/al-tanf-al-waleed",
	} {
		w := get(s, address)
		require.Equal(t, http.StatusFound, w.Code, address)
		require.Equal(t, want, w.Header().Get("Location"), address)
	}
	require.Equal(t, http.StatusBadRequest, get(s, "/crossings/al-tanf-al-waleed/why?side=both&question=status").Code)
	require.Equal(t, "Al-Bukamal–Al-Qaim: last known: open, 1 January 2020 – Syria–Iraq crossings",
		first(t, `<title>([^<]*)</title>`, get(s, "/embed/al-bukamal-al-qaim?on=2020-01-01&known=2020-06-01&lang=en").Body.String()))
}
