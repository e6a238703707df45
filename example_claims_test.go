package border_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"strings"
	"testing/fstest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A registry of one's own crossings and parties.
func ExampleNew() {
	reg, err := border.New([]border.Crossing{{
		Code:  "two-rivers",
		Names: border.Names{English: "Two Rivers"},
		Syria: border.Place{Town: border.Names{English: "West Gate"}},
		Iraq:  border.Place{Town: border.Names{English: "East Gate"}},
	}}, []border.PartyInfo{{Code: "river-guard", Kind: "government", Names: border.Names{English: "River Guard"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := reg.Lookup("west gate")
	fmt.Println(c.Code, reg.Len(), err)
	// Output: two-rivers 0 <nil>
}

// Adding is all or nothing, and adding the same again changes nothing.
func ExampleRegistry_Add() {
	reg := fromArticle()
	claim := border.Claim{
		Crossing: border.AlBukamalAlQaim,
		Side:     border.Syria,
		Kind:     border.KindStatus,
		Value:    "closed",
		When:     edtf.MustParse("2026-05"),
		Modality: border.Reported,
		Source:   border.Source{Name: "a driver"},
		Reported: edtf.MustParse("2026-06-01"),
	}
	before := reg.Len()
	for range 2 {
		ids, err := reg.Add(claim)
		fmt.Println(ids[0] == claim.ContentID(), reg.Len()-before, err)
	}
	// Output:
	// true 1 <nil>
	// true 1 <nil>
}

// The error says which claim, which member, which value, and why.
func ExampleClaimError() {
	reg := fromArticle()
	before := reg.Len()
	_, err := reg.Add(border.Claim{
		Crossing: border.AlBukamalAlQaim,
		Side:     border.Iraq,
		Kind:     border.KindStatus,
		Value:    "ajar",
		When:     edtf.MustParse("2026-05"),
		Modality: border.Reported,
		Source:   border.Source{Name: "a driver"},
	})
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		fmt.Println(e.Line, e.Member, e.Value)
	}
	fmt.Println(err)
	fmt.Println(reg.Len() - before)
	// Output:
	// 1 value ajar
	// claim 1: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown
	// 0
}

// A claim is taken back by another claim, never removed.
func ExampleClaim_retracts() {
	reg := fromArticle()
	claims, err := reg.Claims(border.AlBukamalAlQaim)
	if err != nil {
		fmt.Println(err)
		return
	}
	day := border.Date(2019, time.December, 1)
	for _, c := range claims {
		if c.Value != "open" || !c.Modality.IsFact() {
			continue
		}
		_, err = reg.Add(border.Claim{
			Crossing: c.Crossing,
			Side:     c.Side,
			Kind:     c.Kind,
			Modality: border.Denied,
			Source:   c.Source,
			Reported: edtf.MustParse("2019-10-05"),
			Retracts: []uuid.UUID{c.ID},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, known := range []border.Day{border.Date(2019, time.October, 4), border.Date(2019, time.October, 5)} {
		s, err := reg.KnownBy(known).At(border.AlBukamalAlQaim, day)
		fmt.Println("known by", known, s.Status.Value, err)
	}
	// Output:
	// known by 2019-10-04 open <nil>
	// known by 2019-10-05 closed <nil>
}

// Every fault of a file is told with its line; most programs stop at the first.
func ExampleReadClaims() {
	lines := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"open","when":"2013-02-29","modality":"reported","source":{"name":"a driver"}}

{"crossing":"al-tanf-al-waleed","side":"north","kind":"status","value":"open","when":"2013-03-01","modality":"reported","source":{"name":"a driver"}}
{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"open","when":"2013-03-01","modality":"reported","source":{"name":"a driver"}}
`
	for claim, err := range border.ReadClaims(strings.NewReader(lines), "claims.jsonl") {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println("read:", claim.Side, claim.Value, claim.When)
	}
	// Output:
	// claims.jsonl:1: when "2013-02-29": edtf: "2013-02-29": day 29 of a month of 28 days at offset 8
	// claims.jsonl:3: side "north": want one of syria, iraq, both
	// read: iraq open 2013-03-01
}

// A claim is written as it is read, with the id that its content makes.
func ExampleClaim_MarshalJSON() {
	c := border.Claim{
		Crossing: border.AlTanfAlWaleed,
		Side:     border.Syria,
		Kind:     border.KindControl,
		Value:    border.IslamicState.String(),
		When:     edtf.MustParse("2015-05-21"),
		Modality: border.Reported,
		Source:   border.Source{Name: "a war monitor", Via: []string{"a news agency"}},
	}
	data, err := json.Marshal(c)
	fmt.Println(string(data), err)
	fmt.Println(c.ContentID())
	// Output:
	// {"crossing":"al-tanf-al-waleed","side":"syria","kind":"control","value":"islamic-state","when":"2015-05-21","edge":"start","modality":"reported","source":{"name":"a war monitor","via":["a news agency"]}} <nil>
	// 600b65b9-0760-57d5-9791-0b6655da1a17
}

// What was said of a crossing, in the registry's order.
func ExampleRegistry_Claims() {
	claims, err := fromArticle().Claims(border.AlBukamalAlQaim)
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, plans, notices := 0, 0, 0
	for _, c := range claims {
		switch {
		case c.Kind.IsNotice():
			notices++
		case c.Modality.IsPlan():
			plans++
		default:
			facts++
		}
	}
	fmt.Println(facts, plans, notices)
	// Output: 4 1 1
}

func ExampleRegistry_All() {
	for claim := range fromArticle().All() {
		if claim.Kind == border.KindThreat {
			fmt.Println(claim.Crossing, claim.When, claim.Source)
		}
	}
	// Output: al-bukamal-al-qaim 2019-12-08 a war monitor
}

// What was known on the day of the article: of the reopening, only the plan.
func ExampleRegistry_KnownBy() {
	reg := fromArticle()
	day := border.Date(2019, time.October, 1)
	for _, known := range []border.Day{border.Date(2019, time.July, 10), day} {
		s, err := reg.KnownBy(known).At(border.AlBukamalAlQaim, day)
		fmt.Println("known by", known, s.Status.Value, err)
	}
	// Output:
	// known by 2019-07-10 closed <nil>
	// known by 2019-10-01 open <nil>
}

// AsOf asks the other clock: what this registry itself had recorded. A claim about
// an old day that came in late is not in what was answered before.
func ExampleRegistry_AsOf() {
	reg := fromArticle()
	before := time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)
	_, err := reg.Add(border.Claim{
		Crossing: border.AlTanfAlWaleed,
		Side:     border.Iraq,
		Kind:     border.KindStatus,
		Value:    "open",
		When:     edtf.MustParse("2017"),
		Modality: border.Reported,
		Source:   border.Source{Name: "a border guard"},
		Reported: edtf.MustParse("2017-06"),
		Recorded: before.Add(time.Hour),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	day := border.Date(2018, time.January, 1)
	for _, instant := range []time.Time{before, before.Add(time.Hour)} {
		s, err := reg.AsOf(instant).At(border.AlTanfAlWaleed, day)
		fmt.Println(s.Iraq.Status.Value, err)
	}
	// Output:
	// unknown <nil>
	// open <nil>
}

// What two days of knowledge tell apart.
func ExampleDiff() {
	reg := fromArticle()
	older, newer := reg.KnownBy(border.Date(2019, time.July, 10)), reg.KnownBy(border.Date(2019, time.October, 1))
	for c := range border.Diff(older, newer) {
		fmt.Println(c.Side, c.Question, c.From, c.To, c.Before.Value(), c.After.Value())
	}
	// Output:
	// iraq status 2019-09-30  closed open
	// syria status 2019-09-30  closed open
}

// Claims come to those who watch, each once, in the order in which they were added.
func ExampleRegistry_WatchFrom() {
	reg := fromArticle()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	seen := 0
	for claim := range reg.WatchFrom(ctx, 4) { // the first four have been seen
		fmt.Println(claim.Kind, claim.Value)
		if seen++; seen == 2 {
			break
		}
	}
	// Output:
	// status open
	// threat air strike near the gate
}

// Call Watch before asking for states: so no claim comes between.
func ExampleRegistry_Watch() {
	reg := fromArticle()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	claims := reg.Watch(ctx)
	before, err := reg.Status(border.AlTanfAlWaleed, border.Iraq, border.Date(2026, time.June, 1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(before.Value)
	go func() {
		if _, err := reg.Add(border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed,
			edtf.MustParse("2026-05"), border.Source{Name: "a driver"})); err != nil {
			log.Fatal(err)
		}
	}()
	for claim := range claims {
		fmt.Println(claim.Source.Name, "says", claim.Value)
		break
	}
	// Output:
	// unknown
	// a driver says closed
}

// Answers change as claims come, and as days pass: an episode is over without a word.
func ExampleRegistry_Changes() {
	reg := fromArticle()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	changes := reg.Changes(ctx)
	if _, err := reg.Add(border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed,
		edtf.MustParse("2026-05-03"), border.Source{Name: "a driver"})); err != nil {
		log.Fatal(err)
	}
	for c := range changes {
		fmt.Println(c.Crossing, c.Side, c.Question, "from", c.From, c.Before.Value(), c.After.Value())
		break
	}
	// Output:
	// al-tanf-al-waleed iraq status from 2026-05-03 unknown closed
}

// The day begins at the border while the program runs.
func ExampleRegistry_ChangesAt() {
	reg := fromArticle()
	if _, err := reg.Add(border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed,
		edtf.MustParse("2026-05-03/2026-05-04"), border.Source{Name: "a driver"})); err != nil {
		log.Fatal(err)
	}
	clock := time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC)
	changes := reg.ChangesAt(context.Background(), func() time.Time { return clock })
	clock = clock.AddDate(0, 0, 1)
	for c := range changes {
		fmt.Println(c.Crossing, c.Side, c.Question, "from", c.From, c.Before.Value(), c.After.Value())
		break
	}
	// Output:
	// al-tanf-al-waleed iraq status from 2026-05-05 closed unknown
}

// How far the claims go: an answer about a later day is what was last known.
func ExampleRegistry_Through() {
	reach := fromArticle().Through()
	fmt.Println(reach.Reported, reach.Claims)
	// Output: 2019-12-08 6
}

// A dispute stays a dispute: both sources told of the same day.
func ExampleFinding_disputed() {
	reg := fromArticle()
	_, err := reg.Add(border.Claim{
		Crossing: border.AlBukamalAlQaim,
		Side:     border.Iraq,
		Kind:     border.KindStatus,
		Value:    "closed",
		When:     edtf.MustParse("2019-09-30"),
		Modality: border.Observed,
		Source:   border.Source{Name: "a driver"},
		Reported: edtf.MustParse("2019-09-30"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := reg.Status(border.AlBukamalAlQaim, border.Iraq, border.Date(2019, time.September, 30))
	fmt.Println(f.Disputed, err)
	for v := range f.Possible() {
		fmt.Println(v)
	}
	// Output:
	// true <nil>
	// closed
	// open
}

// A digest depends on the claims alone, whoever holds them.
func ExampleRegistry_Digest() {
	reg, again := fromArticle(), fromArticle()
	fmt.Println(reg.Digest() == again.Digest())
	fmt.Println(reg.Digest() == reg.KnownBy(border.Date(2019, time.July, 10)).Digest())
	// Output:
	// true
	// false
}

// A footnote that whoever has the same claims can check.
func ExampleView_Cite() {
	c, err := fromArticle().View().Cite(border.AlBukamalAlQaim, border.Date(2019, time.December, 1), "1")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Name, c.On, c.Answer, c.Through, c.Digest == fromArticle().Digest())
	// Output: Al-Bukamal–Al-Qaim 2019-12-01 last known: open 2019-12-08 true
}

// A dataset in a directory takes the place of the embedded one.
func ExampleLoad() {
	dir := fstest.MapFS{
		"crossings.json": {Data: []byte(`[{"code":"two-rivers","names":{"en":"Two Rivers"},"sides":{"syria":{"town":{"en":"West Gate"}},"iraq":{"town":{"en":"East Gate"}}}}]`)},
		"parties.json":   {Data: []byte(`[{"code":"river-guard","kind":"government","names":{"en":"River Guard"}}]`)},
		"claims.jsonl":   {Data: []byte(`{"crossing":"two-rivers","side":"both","kind":"control","value":"river-guard","when":"1991","modality":"reported","source":{"name":"an almanac"},"reported":"1995"}`)},
	}
	reg, err := border.Load(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := reg.Control("two-rivers", border.Syria, border.Date(1993, time.January, 1))
	fmt.Println(f.Value, f.Since, err)
	// Output: river-guard between 1991-01-01 and 1991-12-31 <nil>
}
