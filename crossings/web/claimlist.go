package web

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/crossings/words"
)

// claimsEach is how many claims a page of a list has.
const claimsEach = 20

// filterNames are the parameters that choose claims, page aside.
var filterNames = append([]string{"q"}, filter.Names...)

// claimFilter reads the filter of an address: those of the program's claims, and the words that
// must all be there, folded.
func (a *ask) claimFilter() (f filter.Filter, folded []string, err error) {
	for _, name := range filter.Names {
		for _, text := range a.given(name) {
			if err := f.Add(name, text); err != nil {
				return f, nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for text := range strings.FieldsSeq(strings.Join(a.given("q"), " ")) {
		folded = append(folded, border.Fold(text))
	}
	return f, folded, nil
}

// given returns the values of a parameter that say something.
func (a *ask) given(name string) (list []string) {
	for _, value := range a.query[name] {
		if value = strings.TrimSpace(value); value != "" {
			list = append(list, value)
		}
	}
	return list
}

// A claimList is a page of the claims about a crossing, the latest first.
type claimList struct {
	Days         []claimDay
	Count, All   int // claims that pass the filter, and all
	Words        string
	Source       string
	Since, Until string
	Filtered     string // the address without the filter; "" if there is none
	Sides, Kinds []step
	Hidden       []parameter // what the form must keep
	First, Last  int         // the numbers of those shown
	Newer, Older string      // addresses of the pages before and after; "" if there is none
}

// A claimDay is the claims that speak of a day.
type claimDay struct {
	Day    string // in words; "" of claims without one
	Claims []claimView
}

// claimList fills in the page of the list that the address asks for.
func (a *ask) claimList(claims []border.Claim) (b claimList, err error) {
	f, folded, err := a.claimFilter()
	if err != nil {
		return b, pageError{http.StatusBadRequest, err}
	}
	number, err := a.pageNumber()
	if err != nil {
		return b, pageError{http.StatusBadRequest, err}
	}
	type dated struct {
		*border.Claim
		day border.Day
	}
	latest := make([]dated, len(claims))
	for i := range claims {
		latest[i] = dated{&claims[i], dayOf(&claims[i])}
	}
	slices.SortStableFunc(latest, func(x, y dated) int { return y.day.Compare(x.day) })
	b.All = len(claims)
	takes := f.Taker()
	var last border.Day
	for _, claim := range latest {
		if !takes(*claim.Claim) {
			continue
		}
		if len(folded) > 0 {
			if v := a.claimOf(*claim.Claim); !v.has(folded) {
				continue
			}
		}
		b.Count++
		if page := (b.Count-1)/claimsEach + 1; page != number {
			continue
		}
		if len(b.Days) == 0 || claim.day != last {
			last = claim.day
			b.Days = append(b.Days, claimDay{Day: words.Day(a.Language, last)})
		}
		d := &b.Days[len(b.Days)-1]
		d.Claims = append(d.Claims, a.claimOf(*claim.Claim))
	}
	b.First, b.Last = (number-1)*claimsEach+1, min(number*claimsEach, b.Count)
	if b.First > b.Count && number > 1 {
		return b, pageError{http.StatusNotFound, fmt.Errorf("page %d: there are %d", number, (b.Count+claimsEach-1)/claimsEach)}
	}
	a.claimLinks(&b, number)
	b.Words, b.Source, b.Since, b.Until = strings.Join(a.given("q"), " "), a.query.Get(filter.Source), a.query.Get(filter.Since), a.query.Get(filter.Until)
	return b, nil
}

// pageNumber reads which page of a list is asked for.
func (a *ask) pageNumber() (int, error) {
	text := a.query.Get("page")
	if text == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil && !errors.Is(err, strconv.ErrRange) || n < 1 {
		return 0, fmt.Errorf("page %q: want a number from 1 on", shorten(text))
	}
	return min(n, math.MaxInt/claimsEach), nil
}

// claimLinks fills in the links of a list.
func (a *ask) claimLinks(b *claimList, number int) {
	l := a.Language
	if number > 1 {
		before := strconv.Itoa(number - 1)
		if number == 2 {
			before = ""
		}
		b.Newer = a.here("page", before) + "#claims"
	}
	if number*claimsEach < b.Count {
		b.Older = a.here("page", strconv.Itoa(number+1)) + "#claims"
	}
	choose := func(name, value, label string) step {
		return step{label, a.here("page", "", name, value) + "#claims", a.query.Get(name) == value}
	}
	b.Sides = append(b.Sides, choose("side", "", words.Of(l, "both sides")))
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		b.Sides = append(b.Sides, choose("side", side.String(), words.Side(l, side)))
	}
	b.Kinds = append(b.Kinds, choose("kind", "", words.Of(l, "all kinds")))
	for kind := border.KindControl; kind <= border.KindReview; kind++ {
		b.Kinds = append(b.Kinds, choose("kind", kind.String(), words.Name(l, kind)))
	}
	without := []string{"page", ""}
	for _, name := range filterNames {
		if len(a.given(name)) > 0 {
			b.Filtered = "yes"
		}
		without = append(without, name, "")
	}
	if b.Filtered != "" {
		b.Filtered = a.here(without...) + "#claims"
	}
	for name, values := range a.query {
		if slices.Contains([]string{"q", "source", "since", "until", "page"}, name) {
			continue
		}
		for _, value := range values {
			if value != "" {
				b.Hidden = append(b.Hidden, parameter{name, value})
			}
		}
	}
	slices.SortFunc(b.Hidden, func(x, y parameter) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Value, y.Value)) })
}

// has reports whether a claim has all of the folded words, anywhere in what it says.
func (v *claimView) has(wanted []string) bool {
	names := []string{}
	for _, name := range v.Chain {
		names = append(names, name.Text)
	}
	text := border.Fold(strings.Join([]string{
		v.What.Text, v.Value, v.UnitName.Text, v.Unit, v.KindName, v.Kind.String(), v.SideName, v.Side.String(), v.Said, v.When, v.Claim.When.String(), v.Holds,
		strings.Join(names, "\n"), v.Source.String(), v.LinkName, v.Quote, v.NoteText.Text, v.Note, v.SaidOn, v.ID.String(),
	}, "\n"))
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// dayOf returns the day by which a list of claims is sorted: the last of those of
// which it speaks, else the one on which it was made.
func dayOf(c *border.Claim) border.Day {
	spoken := border.SpanOf(c.When)
	return cmp.Or(spoken.Latest, spoken.Earliest, c.ReportedOn().Latest)
}
