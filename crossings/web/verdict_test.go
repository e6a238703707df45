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
			"Al-Bukamal–Al-Qaim no word for 23 months; before that: passengers no both ways lorries no both ways a bridge is down from 1 December 2024 on",
			"Al-Tanf–Al-Waleed no word for 11 years; before that: passengers no both ways lorries no both ways",
			"Al-Yarubiyah–Rabia no word for 7 months; before that: passengers yes both ways lorries yes to Iraq yes, but to Syria foreign lorries are barred commercial traffic, from Iraq to Syria, from 6 February 2026 on",
		}},
		{"/?traffic=commercial&direction=sy-to-iq&on=2026-04-20", []string{
			"Al-Bukamal–Al-Qaim no word for 16 months; before that: lorries no to Iraq a bridge is down from 1 December 2024 on",
			"Al-Tanf–Al-Waleed no word for 10 years; before that: lorries no to Iraq",
			"Al-Yarubiyah–Rabia said on that day lorries yes to Iraq",
		}},
		{"/?traffic=military&on=2027-01-01", []string{
			"Al-Bukamal–Al-Qaim this day is still to come; no word for 7 years; before that: the military cannot tell both ways a bridge is down from 1 December 2024 on",
			"Al-Tanf–Al-Waleed this day is still to come; no word for 11 years; before that: the military cannot tell both ways",
			"Al-Yarubiyah–Rabia this day is still to come; no word for 8 months; before that: the military cannot tell both ways",
		}},
		{"/?traffic=passengers&on=2026-05-10&lang=ar", []string{
			"البوكمال – القائم لا خبر منذ 16 شهرًا؛ وقبل ذلك: المسافرون لا في الاتجاهين a bridge is down من 1 كانون الأول 2024 فصاعدًا",
			"التنف – الوليد لا خبر منذ 10 سنوات؛ وقبل ذلك: المسافرون لا في الاتجاهين",
			"اليعربية – ربيعة آخر خبر قبل 20 يومًا المسافرون نعم في الاتجاهين",
		}},
	} {
		require.Equal(t, tt.want, verdictsOf(t, get(s, tt.address).Body.String()), tt.address)
	}
	// A crossing's page opens with the same answer, and its table has it, too.
	page := text(t, get(s, "/crossings/al-yarubiyah-rabia").Body.String())
	require.Contains(t, page, "Can I cross? no word for 7 months; before that: passengers yes both ways lorries yes to Iraq yes, but to Syria foreign lorries are barred")
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
