package draft

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func view(t testing.TB) border.View {
	reg, err := border.Default()
	require.NoError(t, err)
	return reg.View()
}

// Of towns, bases, people and the crossings of other borders nothing is drafted.
func TestElsewhere(t *testing.T) {
	v := view(t)
	for name, of := range map[string]int{"elsewhere": 98, "elsewhere_more": 50} {
		text, err := os.ReadFile("testdata/" + name + ".txt")
		require.NoError(t, err)
		count, drafted := 0, 0
		for line := range strings.Lines(string(text)) {
			count++
			if drafts := Claims(v, line, Options{Reported: edtf.MustParse("2026-05-02")}); len(drafts) > 0 {
				drafted++
				t.Logf("%s: %s %s, for %s", line, drafts[0].Claim.Kind, drafts[0].Claim.Value, drafts[0].Why)
			}
		}
		t.Logf("%s: drafts of %d of %d", name, drafted, count)
		require.Equal(t, of, count)
		require.LessOrEqual(t, drafted, 3)
	}
}

// The first draft of a sentence is what an editor would enter.
func TestFirst(t *testing.T) {
	v := view(t)
	for _, c := range []struct{ text, reported, want string }{
		{"Iraqi forces retook the Rabia border crossing on Wednesday.", "2014-10-03", "al-yarubiyah-rabia iraq control iraqi-government 2014-10-01 start reported"},
		{"The Al-Tanf crossing was seized by Islamic State militants on Thursday.", "2015-05-22", "al-tanf-al-waleed syria control islamic-state 2015-05-21 start reported"},
		{"Iraq closed the Al-Qaim border crossing yesterday.", "2020-03-16", "al-bukamal-al-qaim iraq status closed 2020-03-15 start reported"},
		{"The Semalka crossing is still closed.", "2022-01-20", "faysh-khabur-semalka syria status closed 2022-01-20 seen reported"},
		{"The Al-Bukamal border crossing between Syria and Iraq reopened on 30 September 2019.", "2019-10-02", "al-bukamal-al-qaim both status open 2019-09-30 start reported"},
		{"The Rabia crossing will reopen next week.", "2026-02-04", "al-yarubiyah-rabia iraq status open [2026-02-09..2026-02-15] start planned"},
		{"سيطر تنظيم داعش على معبر التنف يوم الخميس.", "2015-05-22", "al-tanf-al-waleed syria control islamic-state 2015-05-21 start reported"},
		{"أغلق العراق منفذ القائم الحدودي أمس.", "2020-03-16", "al-bukamal-al-qaim iraq status closed 2020-03-15 start reported"},
		{"لا يزال معبر سيمالكا مغلقًا.", "2022-01-20", "faysh-khabur-semalka syria status closed 2022-01-20 seen reported"},
	} {
		drafts := Claims(v, c.text, Options{Reported: edtf.MustParse(c.reported), Source: "x"})
		require.NotEmpty(t, drafts, c.text)
		d := drafts[0].Claim
		require.Equal(t, c.want, d.Crossing+" "+d.Side.String()+" "+d.Kind.String()+" "+d.Value+" "+d.When.String()+" "+d.Edge.String()+" "+d.Modality.String(), c.text)
		require.Equal(t, c.text, d.Quote)
		require.NoError(t, d.Validate(), c.text)
	}
}

// Without the day of the report, what has no day in the words has none in the draft,
// and the source is the host of the page.
func TestUnknown(t *testing.T) {
	drafts := Claims(view(t), "Iraq closed the Al-Qaim border crossing yesterday.", Options{URL: "https://www.example.org/news"})
	require.NotEmpty(t, drafts)
	for _, d := range drafts {
		require.True(t, d.Claim.When.IsZero())
		require.True(t, d.Claim.Reported.IsZero())
		require.Equal(t, "example.org", d.Claim.Source.Name)
	}
}

// Whom a word like "militants" means depends on the side and on who was there that day.
func TestParty(t *testing.T) {
	v := view(t)
	for _, c := range []struct{ text, reported, want string }{
		{"Militants seized the Al-Yarubiyah crossing.", "2013-03-02", "syrian-opposition"},
		{"Militants seized the Al-Yarubiyah crossing.", "2014-08-02", "islamic-state"},
		{"Militants seized the Al-Waleed crossing.", "2014-06-22", "islamic-state"},
		{"Kurdish forces took the Al-Yarubiyah crossing.", "2013-10-26", "ypg"},
		{"Kurdish forces took the Al-Yarubiyah crossing.", "2017-10-26", "sdf"},
		{"Kurdish forces took the Rabia crossing.", "2014-06-10", "peshmerga"},
		{"Government forces took the Al-Yarubiyah crossing.", "2012-07-20", "syrian-government"},
		{"Government forces took the Al-Yarubiyah crossing.", "2026-01-20", "syrian-transitional-government"},
		{"سيطر مسلحون على معبر اليعربية.", "2013-03-02", "syrian-opposition"},
		{"سيطر مسلحون على منفذ الوليد.", "2014-06-22", "islamic-state"},
	} {
		drafts := Claims(v, c.text, Options{Reported: edtf.MustParse(c.reported)})
		require.NotEmpty(t, drafts, c.text)
		require.Equal(t, c.want, drafts[0].Claim.Value, c.text+" "+c.reported)
	}
}

// What the title tells helps a sentence that does not say which crossing it is about, or
// tells little of it; but not one about another crossing.
func TestTitle(t *testing.T) {
	v := view(t)
	for _, c := range []struct{ title, text, want string }{
		{"Iraq reopens Al-Qaim border crossing", "It was a long wait.", "al-bukamal-al-qaim open"},
		{"Al-Waleed crossing: traders complain", "The crossing was closed on Sunday.", "al-tanf-al-waleed closed"},
		{"Al-Waleed crossing: traders complain", "The Zuwayra crossing was closed on Sunday.", ""},
		{"Al-Waleed crossing: traders complain", "The crossing with Jordan was closed on Sunday.", ""},
		{"Al-Waleed crossing: traders complain", "it was closed on Sunday", ""},
		{"Al-Waleed crossing: traders complain", "It was closed on Sunday.", "al-tanf-al-waleed closed"},
		{"Al-Waleed and Rabia crossings reopen", "Both crossings were closed in 2014.", "al-tanf-al-waleed closed, al-yarubiyah-rabia closed"},
		{"Al-Waleed and Rabia crossings reopen", "The crossing was closed in 2014.", ""},
		{"قرار بشأن منفذ الوليد الحدودي", "أغلق المنفذ يوم الأحد.", "al-tanf-al-waleed closed"},
		{"قرار بشأن منفذ الوليد الحدودي", "أغلق المعبر مع الأردن يوم الأحد.", ""},
	} {
		var got []string
		for _, d := range Claims(v, c.text, Options{Reported: edtf.MustParse("2026-05-04"), Title: c.title}) {
			if first := d.Claim.Crossing + " " + d.Claim.Value; d.Claim.Kind == border.KindStatus && !slices.ContainsFunc(got, func(o string) bool { return strings.HasPrefix(o, d.Claim.Crossing) }) {
				got = append(got, first)
			}
		}
		require.Equal(t, c.want, strings.Join(got, ", "), c.text)
	}
	drafts := Claims(v, "It was a long wait.", Options{Reported: edtf.MustParse("2026-05-04"), Title: "Iraq reopens Al-Qaim border crossing"})
	k := slices.IndexFunc(drafts, func(d Draft) bool { return d.Claim.Kind == border.KindStatus })
	require.Equal(t, "Iraq reopens Al-Qaim border crossing", drafts[k].Claim.Quote)
	require.Equal(t, "“reopens” tells of: status; side: the country that acts; day: the day of the report; told in the title", drafts[k].Why)
}

// Of the drafts of one sentence there are no more than an editor reads, and each differs.
func TestApart(t *testing.T) {
	for _, text := range []string{
		"Iraqi forces took the Rabia crossing from Islamic State on Wednesday, closed it to travellers and let aid lorries into Syria after clashes at dawn.",
		"سيطر الجيش العراقي على منفذ القائم يوم الجمعة وأغلقه أمام المسافرين وسمح بعبور الشاحنات بعد اشتباكات عنيفة.",
	} {
		drafts := Claims(view(t), text, Options{Reported: edtf.MustParse("2017-10-20")})
		require.Len(t, drafts, most)
		told, values := map[string]bool{}, map[string]bool{}
		for i, d := range drafts {
			told[shortOf(d, "")] = true
			values[d.Claim.Side.String()+d.Claim.Kind.String()+d.Claim.Value] = true
			require.True(t, i == 0 || d.Sure <= drafts[i-1].Sure)
		}
		require.Len(t, told, most)
		require.GreaterOrEqual(t, len(values), most-2, "rather another side or value than another day")
	}
}

// A closing to some of whom alone the words tell closes for them; where they say who may
// still pass, it restricts to these.
func TestClosedToSome(t *testing.T) {
	v := view(t)
	for text, want := range map[string]string{
		"The Al-Qaim crossing was closed to travellers on Sunday.":                                "closed passengers",
		"The Al-Qaim crossing is closed to trucks.":                                               "closed commercial",
		"The Al-Qaim crossing was closed on Sunday.":                                              "closed ",
		"The Al-Qaim crossing was closed to travellers and trucks on Sunday.":                     "closed ",
		"The Al-Qaim crossing was closed to travellers on Sunday, except for humanitarian cases.": "restricted humanitarian",
		"أغلق منفذ القائم أمام المسافرين يوم الأحد.":                                              "closed passengers",
		"معبر البوكمال مغلق أمام المسافرين.":                                                      "closed passengers",
	} {
		drafts := Claims(v, text, Options{Reported: edtf.MustParse("2020-03-16")})
		require.NotEmpty(t, drafts, text)
		require.Equal(t, want, drafts[0].Claim.Value+" "+drafts[0].Claim.Traffic.String(), text)
		require.NoError(t, func() error { c := drafts[0].Claim; c.Source.Name = "x"; return c.Validate() }(), text)
	}
}

// Whose office speaks, and in which region something is, do not tell who holds a crossing.
func TestOfficeHoldsNothing(t *testing.T) {
	v := view(t)
	for _, text := range []string{
		"The administration of the Semalka crossing announced that it is closed to travellers.",
		"The crossing's administration said that the Semalka crossing reopened.",
		"The Semalka crossing with the Kurdistan Region was closed on Sunday.",
		"Trucks entered the Kurdistan Region through the Semalka crossing, which links Syria and the Kurdistan Region.",
		"أعلنت إدارة معبر سيمالكا إغلاق المعبر أمام المسافرين.",
		"أُغلق معبر سيمالكا مع إقليم كردستان يوم الأحد.",
		"دخلت شاحنات إلى إقليم كردستان عبر معبر سيمالكا.",
	} {
		for _, d := range Claims(v, text, Options{Reported: edtf.MustParse("2021-06-22")}) {
			require.NotEqual(t, border.KindControl, d.Claim.Kind, "%s: %s", text, d.Why)
		}
	}
	for text, want := range map[string]string{
		"The Semalka crossing is under the administration of the Kurdistan Region.": "kurdistan-regional-government",
		"The Semalka crossing was handed over to the Kurdistan Region.":             "kurdistan-regional-government",
		"معبر سيمالكا تحت إدارة الإدارة الذاتية.":                                   "autonomous-administration",
		"معبر فيشخابور تابع لإقليم كردستان.":                                        "kurdistan-regional-government",
	} {
		drafts := Claims(v, text, Options{Reported: edtf.MustParse("2021-06-22")})
		require.NotEmpty(t, drafts, text)
		require.Equal(t, "control "+want, drafts[0].Claim.Kind.String()+" "+drafts[0].Claim.Value, text)
	}
}

// Verbs are read in all their forms, and what Arabic joins to a word leaves its article.
func TestInflected(t *testing.T) {
	require.Equal(t, "seal|seals|seales|sealed|sealing|sealled|sealling|close|closes|closed|closing|occupy|occupies|occupied|occupying", conjugated("seal|close|occupy"))
	forms := strings.Split(inflected("أغلق/غلق|سلم"), "|")
	for _, form := range []string{"أغلق", "أغلقت", "أغلقوا", "أغلقها", "يغلق", "تغلق", "يغلقون", "سلم", "سلمت", "سلمتها"} {
		require.Contains(t, forms, form)
	}
	require.NotContains(t, forms, "ي", "a verb without a stem of the present has none")
	require.Contains(t, tokens("للحكومة")[0].forms, fold("الحكومة"))
}

// Everything that a draft says of itself has an Arabic form.
func TestWhyInArabic(t *testing.T) {
	v := view(t)
	for _, q := range quotes(t, v) {
		r := newReader(v, q.options())
		s := r.parse(q.claims[0].Quote)
		for _, e := range r.events(s) {
			for _, side := range r.sides(s, q.claims[0].Crossing, e) {
				require.True(t, words.Has(edtf.Arabic, side.why), side.why)
			}
			for _, w := range r.times(s, e) {
				require.True(t, words.Has(edtf.Arabic, w.why), w.why)
			}
		}
	}
}

// What is drafted of any text can be written, is about a crossing that there is, and
// quotes the text.
func FuzzClaims(f *testing.F) {
	f.Add("Iraqi forces took the Rabia crossing on Wednesday. It is closed.", "Rabia crossing", "2014-10-03", true)
	f.Add("سيطر داعش على معبر التنف\nومنفذ الوليد", "", "2015-05", false)
	f.Add("ول\xff ال،و القائم–البوكمال", "\xff", "..", true)
	v := view(f)
	f.Fuzz(func(t *testing.T, text, title, reported string, given bool) {
		o := Options{Title: title}
		if d, err := edtf.Parse(reported); err == nil {
			o.Reported = d
		}
		if given {
			o.Crossing = border.AlTanfAlWaleed
		}
		for _, d := range Claims(v, text, o) {
			_, err := v.Lookup(d.Claim.Crossing)
			require.NoError(t, err)
			require.True(t, 0 < d.Sure && d.Sure <= 1)
			require.NotEmpty(t, d.Why)
			require.NotEmpty(t, d.Claim.Quote)
			if given {
				require.Equal(t, o.Crossing, d.Claim.Crossing)
			}
			line, err := json.Marshal(d)
			require.NoError(t, err)
			require.True(t, json.Valid(line))
		}
	})
}
