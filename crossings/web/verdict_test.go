package web_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// verdictsOf returns what the front page says first of each crossing.
func verdictsOf(t *testing.T, page string) (list []string) {
	for _, section := range regexp.MustCompile(`(?s)<section class="crossing".*?</section>`).FindAllString(page, -1) {
		list = append(list, text(t, section))
	}
	return list
}

// The front page answers first: who may cross at each crossing, what stands in the way, and how old
// the last word is.
func TestVerdicts(t *testing.T) {
	reg := registry(t)
	for _, c := range []border.Claim{
		{Crossing: border.AlYarubiyahRabia, Side: border.Syria, Kind: border.KindObstacle, Value: "foreign lorries are barred", When: mustDate("2026-02-06/.."),
			Modality: border.Reported, Traffic: border.Commercial, Direction: border.IraqToSyria, Source: border.Source{Name: "Ports"}, Reported: mustDate("2026-02-06")},
	} {
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	s := server(t, config(t, reg))
	for _, tt := range []struct {
		address string
		want    []string
	}{
		{"/", []string{
			"Al-Bukamal–Al-Qaim no word for 23 months; before that: passengers no both ways lorries no both ways Syrian side: restricted (for returnees, from Iraq to Syria), since 12 December 2024 besides: a bridge is down from 1 December 2024 on; last word 23 months before",
			"Al-Tanf–Al-Waleed no word for 11 years; before that: passengers no both ways lorries no both ways Iraqi side: closed, since 21 May 2015",
			"Al-Yarubiyah–Rabia no word for 7 months; before that: passengers yes both ways goods yes to Iraq yes, but to Syria foreign lorries are barred lorries, to Syria, from 6 February 2026 on; last word 9 months before",
		}},
		{"/?traffic=commercial&direction=sy-to-iq&on=2026-04-20", []string{
			"Al-Bukamal–Al-Qaim no word for 16 months; before that: lorries no to Iraq Syrian side: restricted (for returnees, from Iraq to Syria), since 12 December 2024 besides: a bridge is down from 1 December 2024 on; last word 16 months before",
			"Al-Tanf–Al-Waleed no word for 10 years; before that: lorries no to Iraq Iraqi side: closed, since 21 May 2015",
			"Al-Yarubiyah–Rabia said on that day lorries yes to Iraq",
		}},
		{"/?traffic=military&on=2027-01-01", []string{
			"Al-Bukamal–Al-Qaim this day is still to come; no word for 7 years; before that: the military cannot tell both ways a bridge is down from 1 December 2024 on; last word 2 years before",
			"Al-Tanf–Al-Waleed this day is still to come; no word for 11 years; before that: the military cannot tell both ways",
			"Al-Yarubiyah–Rabia this day is still to come; no word for 8 months; before that: the military cannot tell both ways",
		}},
		{"/?traffic=passengers&on=2026-05-10&lang=ar", []string{
			"البوكمال – القائم لا خبر منذ 16 شهرًا؛ وقبل ذلك: المسافرون لا في الاتجاهين الجانب السوري: مفتوح جزئيًا (الحركة: العائدون، من العراق إلى سوريا)، منذ 12 كانون الأول 2024 وعدا ذلك: a bridge is down من 1 كانون الأول 2024 فصاعدًا؛ آخر خبر قبل ذلك بـ16 شهرًا",
			"التنف – الوليد لا خبر منذ 10 سنوات؛ وقبل ذلك: المسافرون لا في الاتجاهين الجانب العراقي: مغلق، منذ 21 أيار 2015",
			"اليعربية – ربيعة آخر خبر قبل ذلك بـ20 يومًا المسافرون نعم في الاتجاهين",
		}},
	} {
		require.Equal(t, tt.want, verdictsOf(t, get(s, tt.address).Body.String()), tt.address)
	}
	// A crossing's page opens with the same answer, and its table has it, too.
	page := text(t, get(s, "/crossings/al-yarubiyah-rabia").Body.String())
	require.Contains(t, page, "Can I cross? no word for 7 months; before that: passengers yes both ways goods yes to Iraq yes, but to Syria foreign lorries are barred lorries, to Syria, from 6 February 2026 on; last word 9 months before")
	require.Contains(t, page, "lorries yes yes, but transit traffic yes yes")
	require.Contains(t, page, "the military cannot tell cannot tell")
}

// No sign is a full one unless somebody spoke within half a year, on a day that has come.
func TestSignsShowAge(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, tt := range []struct {
		address, want string
	}{
		{"/?on=2026-04-20", `v-open" width="16" height="16" aria-hidden="true"><use href="#g-open"/>`},
		{"/?on=2026-05-20", `v-open" width="16" height="16" aria-hidden="true"><use href="#g-open"/>`},
		{"/?on=2026-05-21", `v-open pale" width="16" height="16" aria-hidden="true"><use href="#g-open"/>`},
		{"/?on=2026-10-17", `v-open pale" width="16" height="16" aria-hidden="true"><use href="#g-open"/>`},
		{"/?on=2026-10-18", `v-open old" width="16" height="16" aria-hidden="true"><use href="#o-open"/>`},
		{"/", `v-open old" width="16" height="16" aria-hidden="true"><use href="#o-open"/>`},
		{"/?on=2026-11-25", `ask" width="16" height="16" aria-hidden="true"><use href="#g-question"/>`},
		{"/?on=2099-01-01", `ask" width="16" height="16" aria-hidden="true"><use href="#g-question"/>`},
		{"/?on=2026-04-22&known=2026-04-21", `ask" width="16" height="16" aria-hidden="true"><use href="#g-question"/>`},
	} {
		page := get(s, tt.address).Body.String()
		sections := regexp.MustCompile(`(?s)<section class="crossing".*?</section>`).FindAllString(page, -1)
		require.Len(t, sections, 3)
		require.Contains(t, sections[2], tt.want, tt.address)
		if !strings.Contains(tt.want, "g-open") {
			cards := regexp.MustCompile(`(?s)<section class="card".*</section>`).FindString(page)
			require.NotRegexp(t, `v-open"[^>]*><use href="#g-open"`, cards, tt.address)
		}
	}
	// Nor is it where several values are possible.
	card := regexp.MustCompile(`(?s)<p class="headline.*?</p>`).FindString(get(s, "/?on=2012-07-15").Body.String())
	require.Contains(t, card, "#g-question")
}

// What a page cannot make out it refuses.
func TestBadQuestions(t *testing.T) {
	s := server(t, config(t, registry(t)))
	require.Contains(t, text(t, get(s, "/?traffic=camels").Body.String()), `traffic: `)
	require.Equal(t, 400, get(s, "/?traffic=camels").Code)
	require.Equal(t, 400, get(s, "/?direction=up").Code)
}

// The last review stands beside the age; an old word is told with how often so old a word held, where
// the record has tried it often enough.
func TestOldWords(t *testing.T) {
	reg := registry(t)
	days := []string{"2005-01-01", "2006-01-01", "2007-01-01", "2008-01-01", "2009-01-01", "2010-01-01"}
	old := func(day string) border.Claim {
		return border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Iraq, Kind: border.KindStatus, Value: "open", When: mustDate(day), Edge: border.Seen,
			Modality: border.Reported, Source: border.Source{Name: "a"}, Reported: mustDate(day)}
	}
	for _, day := range days[:4] {
		_, err := reg.Add(old(day))
		require.NoError(t, err)
	}
	s := server(t, config(t, reg))
	const told = "times nobody spoke for this long"
	page := func() string { return text(t, get(s, "/crossings/al-tanf-al-waleed?on=2009-12-01").Body.String()) }
	require.NotContains(t, page(), told)
	require.NotContains(t, page(), "nothing new")
	_, err := reg.Add(old(days[4]), old(days[5]), border.Review(border.AlTanfAlWaleed, border.Date(2009, 11, 3), border.Source{Name: "b"}))
	require.NoError(t, err)
	require.Contains(t, page(), "6 "+told+"; 5 of those times it was still open when somebody spoke again")
	require.Contains(t, text(t, get(s, "/crossings/al-tanf-al-waleed?on=2009-12-01&lang=ar").Body.String()), "مرّات انقطاع الأخبار مدة كهذه: 6؛ وفي 5 منها كانت الحالة لا تزال «مفتوح» حين وردت أخبار من جديد")
	require.Contains(t, page(), "checked 3 November 2009: nothing new")
	require.NotContains(t, text(t, get(s, "/crossings/al-tanf-al-waleed?on=2009-01-10").Body.String()), told, "a recent word")
	w := get(s, "/api/v1/crossings/al-tanf-al-waleed/endurance?side=iraq&status=open&age=300")
	require.JSONEq(t, `{"crossing":"al-tanf-al-waleed","side":"iraq","status":"open","age":300,"of":6,"same":5}`, w.Body.String())
	require.Equal(t, 422, get(s, "/api/v1/crossings/al-tanf-al-waleed/endurance?side=both&status=open&age=300").Code)
	require.Equal(t, 404, get(s, "/api/v1/crossings/nowhere/endurance?side=iraq&status=open&age=300").Code)
}

// A slash too many leads to the page; no year is offered that is still to come.
func TestSmallHelps(t *testing.T) {
	s := server(t, config(t, registry(t)))
	w := get(s, "/crossings/al-tanf-al-waleed/?lang=ar")
	require.Equal(t, 308, w.Code)
	require.Equal(t, "/crossings/al-tanf-al-waleed?lang=ar", w.Header().Get("Location"))
	require.Equal(t, 404, get(s, "/nowhere/").Code)
	require.NotContains(t, get(s, "/").Body.String(), "a year after it")
	require.Contains(t, get(s, "/?on=2019-01-01").Body.String(), "a year after it")
	require.NotContains(t, text(t, get(s, "/").Body.String()), "Now and then")
}

// A closed side settles the crossing: seen closed this very day, it is closed, however old the word
// on the other side. The headline used to say "last known closed", and the age of the older side.
func TestOneClosedSideSettles(t *testing.T) {
	reg := registry(t)
	page := func() (verdict, headline string) {
		body := get(server(t, config(t, reg)), "/").Body.String()
		cards := regexp.MustCompile(`(?s)<p class="headline.*?</p>`).FindAllString(body, -1)
		require.Len(t, cards, 3)
		return verdictsOf(t, body)[2], text(t, cards[2])
	}
	_, headline := page()
	require.Equal(t, "last known open", headline)
	_, err := reg.Add(border.Claim{Crossing: border.AlYarubiyahRabia, Side: border.Iraq, Kind: border.KindStatus, Value: "closed", When: mustDate(today.String()), Edge: border.Seen,
		Modality: border.Observed, Source: border.Source{Name: "a driver"}, Reported: mustDate(today.String())})
	require.NoError(t, err)
	verdict, headline := page()
	require.Equal(t, "closed", headline)
	require.Equal(t, "Al-Yarubiyah–Rabia said on that day passengers no both ways lorries no both ways Iraqi side: closed, since between 21 April 2026 and 24 November 2026", verdict)
}

// The ban of February 2026 holds at all three crossings of the two governments, and each says so to
// lorries on their way to Syria; it used to stand at one alone.
func TestBanOfAllCrossings(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for address, want := range map[string][]string{
		"/?traffic=commercial&direction=iq-to-sy":         {"yes, but to Syria", "non-Syrian trucks barred from Syria, loads swapped at the crossing"},
		"/?traffic=commercial&direction=iq-to-sy&lang=ar": {"نعم، ولكن إلى سوريا", "منع الشاحنات غير السورية من دخول سوريا"},
	} {
		found := verdictsOf(t, get(s, address).Body.String())
		require.Len(t, found, 4)
		for _, crossing := range found[:3] {
			for _, part := range want {
				require.Contains(t, crossing, part, address)
			}
			// The other sources repeat the decision.
			require.NotRegexp(t, "three other countries|وثلاث دول أخرى|and [0-9]+ more", crossing, address)
		}
	}
	// Where the gate was still closed the ban is told, too, but not as if it were the reason.
	require.Equal(t, "Al-Tanf–Al-Waleed last word 4 days before lorries no to Syria Iraqi side: closed, since between 30 May 2017 and 24 November 2017, last attested 16 February 2026 "+
		"besides: non-Syrian trucks barred from Syria, loads swapped at the crossing lorries, to Syria, from 6 February 2026 on", verdictsOf(t, get(s, "/?on=2026-02-20&traffic=commercial&direction=iq-to-sy").Body.String())[1])
}

// Of several that tell of one obstacle the latest word counts, and of what is said on the day asked
// about that is said; where lorries are barred, goods are meant.
func TestObstacleWords(t *testing.T) {
	reg := registry(t)
	ban := border.Claim{Crossing: border.AlYarubiyahRabia, Side: border.Syria, Kind: border.KindObstacle, Value: "foreign lorries are barred", When: mustDate("2026-02-06/.."),
		Modality: border.Reported, Traffic: border.Commercial, Direction: border.IraqToSyria, Source: border.Source{Name: "Ports"}, Reported: mustDate("2026-02-06")}
	again := ban
	again.Source.Name, again.Reported = "Drivers", mustDate("2026-11-20")
	_, err := reg.Add(ban, again)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for address, want := range map[string]string{
		"/?traffic=commercial": "Al-Yarubiyah–Rabia no word for 7 months; before that: goods yes to Iraq yes, but to Syria " +
			"foreign lorries are barred lorries, to Syria, from 6 February 2026 on; last word 4 days before",
		"/?traffic=commercial&on=2026-11-20": "Al-Yarubiyah–Rabia no word for 7 months; before that: goods yes to Iraq yes, but to Syria " +
			"foreign lorries are barred lorries, to Syria, from 6 February 2026 on; said on that day",
		"/?traffic=commercial&lang=ar":            "اليعربية – ربيعة لا خبر منذ 7 أشهر؛ وقبل ذلك: البضائع نعم إلى العراق نعم، ولكن إلى سوريا foreign lorries are barred البضائع، إلى سوريا، من 6 شباط 2026 فصاعدًا؛ آخر خبر قبل ذلك بـ4 أيام",
		"/?traffic=commercial&direction=sy-to-iq": "Al-Yarubiyah–Rabia no word for 7 months; before that: lorries yes to Iraq",
	} {
		require.Equal(t, want, verdictsOf(t, get(s, address).Body.String())[2], address)
	}
}

// The strips of the front page begin in one year, so that they can be compared.
func TestStripsBeginTogether(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	for _, address := range []string{"/", "/?on=1995-06-15", "/?lang=ar"} {
		strips := regexp.MustCompile(`(?s)<svg class="strip".*?</svg>`).FindAllString(get(s, address).Body.String(), -1)
		require.Len(t, strips, 4)
		years := regexp.MustCompile(`class="year"[^>]*>(\d+)<`)
		first := years.FindAllStringSubmatch(strips[0], -1)
		require.Len(t, first, 2)
		for _, strip := range strips {
			for n, year := range years.FindAllStringSubmatch(strip, -1) {
				require.Equal(t, first[n][1], year[1], address)
			}
		}
	}
	require.Contains(t, text(t, get(s, "/?on=1995-06-15").Body.String()), " 1995 2026 ")
}

// The last review stands beside the age on the front page, too.
func TestReviewsBesideTheAge(t *testing.T) {
	reg := registry(t)
	_, err := reg.Add(border.Review(border.AlYarubiyahRabia, border.Date(2026, 11, 3), border.Source{Name: "b"}))
	require.NoError(t, err)
	s := server(t, config(t, reg))
	require.Contains(t, verdictsOf(t, get(s, "/").Body.String())[2], "checked 3 November 2026: nothing new no word for 7 months; before that: passengers yes")
	require.Contains(t, verdictsOf(t, get(s, "/?lang=ar").Body.String())[2], "3 تشرين الثاني 2026")
	require.NotContains(t, verdictsOf(t, get(s, "/?on=2026-11-02").Body.String())[2], "nothing new")
	require.Equal(t, 1, strings.Count(text(t, get(s, "/crossings/al-yarubiyah-rabia").Body.String()), "checked 3 November 2026"))
}

// On a past day those who speak of the days up to it are named first, and those who speak of later
// ones apart from them.
func TestLaterWitnessesComeLast(t *testing.T) {
	s := server(t, config(t, realRegistry(t)))
	for lang, tt := range map[string]struct{ head, later, first, last string }{
		"en": {"Who says so", "Said of later days", "26 February 2026", "20 April 2026"},
		"ar": {"من قال ذلك", "ما قيل عن أيام لاحقة", "26 شباط 2026", "20 نيسان 2026"},
	} {
		page := get(s, "/crossings/al-tanf-al-waleed?on=2026-02-20&lang="+lang).Body.String()
		said := [2]string{}
		for _, who := range regexp.MustCompile(`(?s)<details class="who">.*?</details>`).FindAllString(page, -1) {
			require.Contains(t, who, tt.head)
			until, later, _ := strings.Cut(who, ">"+tt.later+"<")
			said[0], said[1] = said[0]+until, said[1]+later
		}
		for _, day := range []string{tt.first, tt.last} {
			require.NotContains(t, said[0], day)
			require.Contains(t, said[1], day)
		}
		require.NotContains(t, get(s, "/crossings/al-tanf-al-waleed?lang="+lang).Body.String(), ">"+tt.later+"<", "today nothing is later")
	}
}

// TestWordOnOneSide: where somebody spoke of one side lately, the silence is about the other.
func TestWordOnOneSide(t *testing.T) {
	reg := registry(t)
	seen := border.Sighting(border.StatusClaim(border.AlYarubiyahRabia, border.Iraq, border.Open, mustDate("2026-11-22"), border.Source{Name: "a driver"}))
	seen.Reported = mustDate("2026-11-22")
	_, err := reg.Add(seen)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	require.Contains(t, text(t, get(s, "/crossings/al-yarubiyah-rabia").Body.String()), "Can I cross? no word on the Syrian side for 7 months; before that: passengers yes both ways")
	require.Contains(t, text(t, get(s, "/crossings/al-yarubiyah-rabia?lang=ar").Body.String()), "لا خبر عن الجانب السوري منذ 7 أشهر؛ وقبل ذلك:")
	require.Contains(t, text(t, get(s, "/crossings/al-tanf-al-waleed?on=2026-05-01").Body.String()), "no word for 10 years; before that:")
}
