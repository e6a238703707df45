package web_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inLatin are the names, acronyms and digests that an Arabic page writes in Latin
// letters.
var inLatin = regexp.MustCompile(`Natural Earth|CC0 1\.0|github\.com/crossingstatus/border|elnashra\.com/news/show/1327831|\b[0-9a-f]{12}\b`)

var (
	latinRun = regexp.MustCompile(`\p{Latin}{2,}`)
	isolated = regexp.MustCompile("\u2066[^\u2069]*\u2069")
)

// unmarkedLatin returns the runs of Latin letters of a page that a reader of Arabic
// meets, unless an element says that they are of another language.
func unmarkedLatin(page string) (runs []string, err error) {
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	langs := []string{""}
	skipped := 0 // elements that nobody reads
	look := func(text string) {
		for _, run := range latinRun.FindAllString(inLatin.ReplaceAllString(text, ""), -1) {
			runs = append(runs, run+" in "+strings.TrimSpace(text))
		}
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return runs, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			lang := langs[len(langs)-1]
			for _, a := range e.Attr {
				if a.Name.Local == "lang" {
					lang = a.Value
				}
			}
			langs = append(langs, lang)
			if e.Name.Local == "script" || e.Name.Local == "style" {
				skipped++
			}
			for _, a := range e.Attr {
				isText := slices.Contains([]string{"aria-label", "alt", "placeholder"}, a.Name.Local) || a.Name.Local == "title" && e.Name.Local != "time" // that of a time is EDTF
				if isText && lang == "ar" {
					look(isolated.ReplaceAllString(a.Value, ""))
				}
			}
		case xml.EndElement:
			langs = langs[:len(langs)-1]
			if e.Name.Local == "script" || e.Name.Local == "style" {
				skipped--
			}
		case xml.CharData:
			if skipped == 0 && langs[len(langs)-1] == "ar" {
				look(string(e))
			}
		}
	}
}

func TestUnmarkedLatin(t *testing.T) {
	runs, err := unmarkedLatin(`<html lang="ar"><p title="Basra">معبر <b>Reuters</b> <bdi lang="en">AFP</bdi> CC0 1.0<br><img alt="` + "\u2066Dawn\u2069 x AP" + `"></p><style>p {}</style></html>`)
	require.NoError(t, err)
	require.Equal(t, []string{"Basra in Basra", "Reuters in Reuters", "AP in x AP"}, runs)
}

// An Arabic page of the dataset has no run of Latin letters that is not marked as
// of another language.
func TestArabicPagesAreArabic(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	days := []string{"2004-11-07", "2012-07-21", "2014-06-23", "2019-10-01", "2022-11-09", "2026-03-03", today.String()}
	if os.Getenv("BORDER_LONG") != "" {
		for year := 2001; year <= 2025; year += 2 { // with those above twenty
			days = append(days, border.Date(year, time.Month(1+year%12), 15).String())
		}
	}
	var addresses []string
	for _, day := range days {
		addresses = append(addresses, "/?on="+day, "/compare?on="+day, "/?on="+day+"&known="+day)
	}
	for c := range reg.Crossings() {
		for _, day := range []string{"2014-06-23", "2026-03-03"} {
			page := "/crossings/" + c.Code
			addresses = append(addresses, page+"?on="+day)
			for _, side := range []string{"syria", "iraq"} {
				for _, question := range []string{"control", "status"} {
					addresses = append(addresses, page+"/why?side="+side+"&question="+question+"&on="+day)
				}
			}
		}
	}
	addresses = append(addresses, "/changes?from=2014-01-01&to=2020-01-01", "/changes", "/weak", "/sources", "/parties/islamic-state", "/nowhere", "/?on=x", "/crossings/nothing", "/?on=2014&on=2015")
	for _, address := range addresses {
		joint := "?"
		if strings.Contains(address, "?") {
			joint = "&"
		}
		w := get(s, address+joint+"lang=ar")
		require.Less(t, w.Code, http.StatusInternalServerError, address)
		require.Contains(t, w.Body.String(), `<html lang="ar"`, address)
		runs, err := unmarkedLatin(w.Body.String())
		require.NoError(t, err, address)
		assert.Empty(t, runs, address)
	}
}

// The words of a crossing's page are those of Arabic newspapers and programs.
func TestArabicWordsOfACrossing(t *testing.T) {
	s := server(t, config(t, registry(t)))
	page := get(s, "/crossings/al-bukamal-al-qaim?on=2014-06-23&lang=ar").Body.String()
	for _, words := range []string{"الوضع", "تصفية", "بدأ بين"} {
		require.Contains(t, page, words)
	}
	for _, words := range []string{"رشّح", "الآن وفيما مضى", "منذ بين"} {
		require.NotContains(t, page, words)
	}
}

// The page of a crossing shows the Kurdish names of the crossing, of its towns and of
// who holds it, where they have one.
func TestKurdishNames(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for _, lang := range []string{"en", "ar"} {
		page := get(s, "/crossings/faysh-khabur-semalka?on=2024-01-01&lang="+lang).Body.String()
		for _, name := range []string{"Pêşxabûr–Sêmalka", "Sêmalka", "Pêşxabûr", "Rêveberiya Xweser a Bakur û Rojhilatê Sûriyeyê", "Hikûmeta Herêma Kurdistanê"} {
			require.Contains(t, page, `lang="ku" dir="auto">`+name+`</span>`)
		}
	}
	require.NotContains(t, get(s, "/crossings/al-tanf-al-waleed?on=2012-01-01").Body.String(), `lang="ku" dir="auto"></span>`)
}

// A line that says because of which claims tells them apart, though one source made several.
func TestWhyTellsClaimsApart(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	page := get(server(t, config(t, reg)), "/crossings/al-bukamal-al-qaim/why?side=iraq&question=status&on=2012-06-25&lang=ar").Body.String()
	said := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, "")
	require.Contains(t, said, "بسبب: مغلق، 29 أيلول 2019 (سبوتنيك، عبر أوردو بوينت)")
	require.Contains(t, said, "بسبب: مفتوح جزئيًا، 14 شباط 2021 (مصدر في المعبر، عبر الوطن، عنب بلدي)؛ مفتوح جزئيًا، في وقت ما بين 17 و31 آذار 2020 (أحمد جديان الدليمي، قائممقام القائم، عبر المعلومة، الوطن)")
	require.Contains(t, page, `<bdi lang="en" dir="ltr">Natural Earth</bdi>`)
	require.Contains(t, get(server(t, config(t, reg)), "/parties/sdf?lang=ar").Body.String(), "من تشرين الأول 2015 إلى عام 2026")
}

// A unit stands beside the one who holds a side by it, if others may hold it, and among the other names of
// a party are no codes.
func TestWhatBelongsToOneHolder(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for address, want := range map[string]string{
		"/crossings/al-yarubiyah-rabia?on=2017-10-21&lang=ar":   "الحكومة العراقية (الجيش العراقي) أو البيشمركة أو وحدات حماية الشعب موضع خلاف",
		"/crossings/al-yarubiyah-rabia?on=2017-10-21":           "Iraqi government (iraqi-army), Peshmerga or People's Protection Units (YPG) disputed",
		"/crossings/faysh-khabur-semalka?on=2019-04-06&lang=ar": "مفتوح كما كان قبل تغيّر مؤقت انتهى في 22 كانون الثاني 2019 آخر توثيق في 3 كانون الأول 2018",
		"/parties/sdf?lang=ar":                                  "أسماء أخرى: قسد، هەسەدە، HSD",
		"/parties/sdf":                                          "Other names: قسد, هەسەدە, HSD",
	} {
		shown := text(t, get(s, address).Body.String())
		require.Contains(t, shown, want, address)
		for _, unit := range []string{"موضع خلاف عن طريق", "disputed by:"} {
			require.NotContains(t, shown, unit, address)
		}
	}
}

// What was only planned or expected is not told among the news as if it were so.
func TestNewsTellPlansAsPlans(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for tag, want := range map[string][]string{
		"en": {"open, from 13 September 2019 to 23 September 2019, expected</a></p>", "open, 10 September 2019, expected</a></p>"},
		"ar": {"مفتوح، من 13 أيلول 2019 إلى 23 أيلول 2019، متوقَّع</a></p>", "مفتوح، 10 أيلول 2019، متوقَّع</a></p>"},
	} {
		page := get(s, "/changes?from=2019-09-01&to=2019-09-20&lang="+tag).Body.String()
		for _, line := range want {
			require.Contains(t, strings.NewReplacer("<bdi>", "", "</bdi>", "").Replace(page), line)
		}
	}
}
