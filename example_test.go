package border_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
)

// article is what one newspaper article says of Al-Bukamal–Al-Qaim, a plan that it
// passes on, and what another paper told two months later.
const article = `
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"syrian-opposition","when":"2012-07","modality":"reported","source":{"name":"North-Press Agency"},"reported":"2019-07-10","quote":"in July 2012"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"islamic-state","when":"2014-38","modality":"reported","source":{"name":"North-Press Agency"},"reported":"2019-07-10","quote":"back in mid-2014"}
{"crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"closed","when":"2019-07-05","edge":"seen","modality":"reported","source":{"name":"Al-Akhbar"},"reported":"2019-07-05"}
{"crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"open","when":"2019-07-05/2019-08-05","modality":"expected","source":{"name":"Al-Akhbar"},"reported":"2019-07-05","quote":"in less than a month"}
{"crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"open","when":"2019-09-30","modality":"reported","source":{"name":"Xinhua"},"reported":"2019-10-01"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"threat","value":"air strike near the gate","when":"2019-12-08","modality":"reported","source":{"name":"a war monitor"},"reported":"2019-12-08"}
`

// fromArticle returns a registry of the three crossings with those claims alone.
func fromArticle() *border.Registry {
	embedded, err := border.Default()
	if err != nil {
		panic(err)
	}
	crossings, parties := slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
	reg, err := border.New(crossings, parties)
	if err != nil {
		panic(err)
	}
	for claim, err := range border.ReadClaims(strings.NewReader(article), "article.jsonl") {
		if err != nil {
			panic(err)
		}
		if _, err := reg.Add(claim); err != nil {
			panic(err)
		}
	}
	return reg
}

// The embedded dataset knows three crossings.
func ExampleDefault() {
	reg, err := border.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	for c := range reg.Crossings() {
		fmt.Printf("%s: %s, %s\n", c.Code, c.Syria.Town.English, c.Iraq.Town.Arabic)
	}
	// Output:
	// al-bukamal-al-qaim: Al-Bukamal, القائم
	// al-tanf-al-waleed: Al-Tanf, الوليد
	// al-yarubiyah-rabia: Al-Yarubiyah, ربيعة
	// faysh-khabur-semalka: Semalka, فيشخابور
}

// Names are found in any spelling and script; a pairing of sides that belong to
// different crossings is refused, and the error names those that may be meant.
func ExampleRegistry_Lookup() {
	reg := fromArticle()
	for _, name := range []string{"البوكمال", "al qa'im", "Al-Yarubiyah–Al-Waleed"} {
		c, err := reg.Lookup(name)
		if e, ok := errors.AsType[*border.LookupError](err); ok {
			fmt.Println(errors.Is(err, border.ErrNoCrossing), e.Candidates)
			continue
		}
		fmt.Println(c.Code)
	}
	// Output:
	// al-bukamal-al-qaim
	// al-bukamal-al-qaim
	// true [al-tanf-al-waleed al-yarubiyah-rabia]
}

// "Mid-2014" is no day: in June two holders are possible, from September on one.
func ExampleRegistry_At() {
	reg := fromArticle()
	for _, day := range []border.Day{border.Date(2014, time.June, 15), border.Date(2014, time.September, 1)} {
		s, err := reg.At(border.AlBukamalAlQaim, day)
		if err != nil {
			fmt.Println(err)
			return
		}
		c := s.Syria.Control
		fmt.Println(s.On, c.Certain, c.Allows(border.SyrianOpposition), c.Allows(border.IslamicState))
		for claim := range c.Basis() {
			fmt.Println("  for:", claim.Value, claim.Quote)
		}
		for claim := range c.Against() {
			fmt.Println("  against:", claim.Value, claim.Quote)
		}
	}
	// Output:
	// 2014-06-15 false true true
	//   for: syrian-opposition in July 2012
	//   against: islamic-state back in mid-2014
	// 2014-09-01 true false true
	//   for: islamic-state back in mid-2014
}

// What holds today is what was last known; Attested says how old that is.
func ExampleRegistry_Current() {
	s, err := fromArticle().Current(border.AlBukamalAlQaim)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Status)
	fmt.Println("last word:", s.Iraq.Status.Attested, s.On.Sub(s.Iraq.Status.Attested) > 0)
	// Output:
	// open
	// last word: 2019-09-30 true
}

func ExampleRegistry_States() {
	for s := range fromArticle().States(border.Date(2020, time.January, 1)) {
		fmt.Printf("%s: %s\n", s.Crossing, s.Status)
	}
	// Output:
	// al-bukamal-al-qaim: open
	// al-tanf-al-waleed: unknown
	// al-yarubiyah-rabia: unknown
	// faysh-khabur-semalka: unknown
}

// One question about one side is answered without the rest of the state.
func ExampleRegistry_Control() {
	f, err := fromArticle().Control(border.AlBukamalAlQaim, border.Syria, border.Date(2013, time.May, 1))
	fmt.Println(f, err)
	// Output: syrian-opposition, since between 2012-07-01 and 2012-07-31, last attested 2012-07-31 <nil>
}

func ExampleRegistry_Status() {
	f, err := fromArticle().Status(border.AlBukamalAlQaim, border.Iraq, border.Date(2019, time.July, 20))
	fmt.Println(f, err)
	// Output: closed, since 2019-07-05 or earlier, last attested 2019-07-05 <nil>
}

// A handle looks its crossing up once, and follows the registry.
func ExampleRegistry_Handle() {
	h, err := fromArticle().Handle(border.AlBukamalAlQaim)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Info().Names.English)
	for year := 2012; year <= 2014; year++ {
		fmt.Println(year, h.Control(border.Syria, border.Date(year, time.December, 31)).Value)
	}
	// Output:
	// Al-Bukamal–Al-Qaim
	// 2012 syrian-opposition
	// 2013 syrian-opposition
	// 2014 islamic-state
}

// The segments of a track cover all time, without gap or overlap.
func ExampleRegistry_History() {
	for segment, err := range fromArticle().History(border.AlBukamalAlQaim) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if segment.Side != border.Syria || segment.Question != border.QuestionControl {
			continue
		}
		fmt.Printf("from %-10s to %-10s", segment.From, segment.To)
		for party := range segment.Control().Possible() {
			fmt.Print(" ", party)
		}
		fmt.Println()
	}
	// Output:
	// from            to 2012-06-30 unknown
	// from 2012-07-01 to 2012-07-30 syrian-opposition unknown
	// from 2012-07-31 to 2014-04-30 syrian-opposition
	// from 2014-05-01 to 2014-08-30 islamic-state syrian-opposition
	// from 2014-08-31 to            islamic-state
}

// Between is the part of the history that touches some days, cut to them.
func ExampleRegistry_Between() {
	from, to := border.Date(2019, time.July, 1), border.Date(2019, time.December, 31)
	for segment, err := range fromArticle().Between(border.AlBukamalAlQaim, from, to) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if segment.Question == border.QuestionStatus && segment.Side == border.Iraq {
			fmt.Println(segment.From, segment.To, segment.Status().Value)
		}
	}
	// Output:
	// 2019-07-01 2019-07-04 unknown
	// 2019-07-05 2019-09-29 closed
	// 2019-09-30 2019-12-31 open
}

// A plan never opens a gate. It is judged beside the states, and may slip.
func ExampleRegistry_Plans() {
	reg := fromArticle()
	for _, day := range []border.Day{border.Date(2019, time.July, 20), border.Date(2019, time.August, 20), border.Date(2019, time.October, 10)} {
		plans, err := reg.Plans(border.AlBukamalAlQaim, day)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, p := range plans {
			fmt.Printf("%s: %s by %s is %s, %d days late\n", day, p.Value, p.Due.Latest, p.Outcome, p.Slip.Most)
		}
	}
	// Output:
	// 2019-07-20: open by 2019-08-05 is pending, 0 days late
	// 2019-08-20: open by 2019-08-05 is overdue, 0 days late
	// 2019-10-10: open by 2019-08-05 is late, 56 days late
}

// Notices stand beside the state and never change it.
func ExampleState_Notices() {
	s, err := fromArticle().At(border.AlBukamalAlQaim, border.Date(2019, time.December, 8))
	if err != nil {
		fmt.Println(err)
		return
	}
	for claim := range s.Notices() {
		fmt.Printf("%s, %s: %s\n", s.Status, claim.Kind, claim.Value)
	}
	// Output: open, threat: air strike near the gate
}

// The JSON of a state is that of the program's --json and of the HTTP API.
func ExampleState_MarshalJSON() {
	s, err := fromArticle().At(border.AlTanfAlWaleed, border.Date(2019, time.October, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := json.Marshal(s)
	if err != nil {
		fmt.Println(err)
		return
	}
	var answer struct {
		Crossing string
		On       string
		Status   struct {
			Value   string
			Certain bool
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", answer)
	// Output: {Crossing:al-tanf-al-waleed On:2019-10-01 Status:{Value:unknown Certain:false}}
}

// May lorries pass? Yes and no are given only where the claims leave no doubt.
func ExampleRegistry_Passable() {
	reg := fromArticle()
	for _, day := range []border.Day{border.Date(2019, time.July, 1), border.Date(2019, time.July, 20), border.Date(2019, time.October, 1)} {
		p, err := reg.Passable(border.AlBukamalAlQaim, day, border.Commercial, border.IraqToSyria)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(day, p.Passage)
	}
	// Output:
	// 2019-07-01 cannot-tell
	// 2019-07-20 no
	// 2019-10-01 yes
}

// Why takes an answer apart, claim by claim.
func ExampleRegistry_Why() {
	reasons, err := fromArticle().Why(border.AlBukamalAlQaim, border.Syria, border.QuestionControl, border.Date(2014, time.June, 15))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range reasons {
		fmt.Printf("%s, %s: %s\n", r.Claim.Value, r.Claim.When, r.Verdict)
	}
	// Output:
	// syrian-opposition, 2012-07: gives-value
	// islamic-state, 2014-38: against
}

// Encode the answers of a day for another program.
func ExampleSegment_MarshalJSON() {
	day := border.Date(2014, time.June, 15)
	for segment, err := range fromArticle().Between(border.AlYarubiyahRabia, day, day) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if segment.Side == border.Iraq && segment.Question == border.QuestionControl {
			if err := json.NewEncoder(os.Stdout).Encode(segment); err != nil {
				fmt.Println(err)
			}
		}
	}
	// Output: {"crossing":"al-yarubiyah-rabia","side":"iraq","question":"control","from":"2014-06-15","to":"2014-06-15","value":"unknown","certain":false,"disputed":false,"possible":["unknown"],"unit":null,"traffic":[],"direction":null,"since":{"earliest":null,"latest":null},"attested":null,"basis":[],"against":[]}
}
