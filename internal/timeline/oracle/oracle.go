// Package oracle is a second, slow reading of the rules by which claims are
// judged. It reads as the rules are written, one after the other, compares every
// claim with every other, and asks day by day. It is meant to be plainly right,
// and shares nothing with the code that it checks. Only tests import it.
//
// The rules are quoted above the code that follows them. Behind every rule:
// nothing changed unless somebody said so, or what was seen cannot be explained
// otherwise; what is told as a fact had happened when it was told; what is denied
// stands as a rival, but dates, explains and hides nothing; and nothing said is
// dropped.
package oracle

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// A day is a number. Bounds that are open have none: they are before and after
// every day.
const (
	Beginning = math.MinInt64
	End       = math.MaxInt64
)

// plus returns the day n days after d, or the open bound that d is.
func plus(d, n int64) int64 {
	if d == Beginning || d == End {
		return d
	}
	return d + n
}

// A Span is a range of days, both ends included. It has none if Lo > Hi.
type Span struct{ Lo, Hi int64 }

// within reports whether s lies within o.
func (s Span) within(o Span) bool { return o.Lo <= s.Lo && s.Hi <= o.Hi }

// meets reports whether s and o have a day in common.
func (s Span) meets(o Span) bool { return max(s.Lo, o.Lo) <= min(s.Hi, o.Hi) }

// A When is a date as it is written. The zero When is none.
type When struct {
	Given      bool
	Interval   bool
	Bounds     Span // of a date or a set
	Start, End Bound
}

// A Bound is one end of an interval. The zero Bound is unknown.
type Bound struct {
	Dated bool
	Open  bool // written as ..
	Span       // if not dated, from Beginning to End
}

// begins returns the first day of a date as it is written.
func (w When) begins() int64 {
	if w.Interval {
		return w.Start.Lo
	}
	return w.Bounds.Lo
}

// ends returns the last day of a date as it is written.
func (w When) ends() int64 {
	if w.Interval {
		return w.End.Hi
	}
	return w.Bounds.Hi
}

// A Claim is what the rules read in a claim, in the words of its text form.
type Claim struct {
	ID        string
	Recorded  time.Time
	Crossing  string
	Side      string
	Kind      string
	Value     string
	Unit      string
	Traffic   []string // empty: all
	Direction string
	When      When
	Seen      bool // edge
	Modality  string
	Source    string // the body that speaks
	Reported  Span   // of the day of Recorded, if the claim does not say
	Grade     string
	Retracts  []string
	Denies    []string
	Repeats   []string
}

// isAbout reports whether a claim is about a side: one about both is on each.
func (c Claim) isAbout(side string) bool { return c.Side == side || c.Side == "both" }

// A View holds the claims that are seen, in order of (recorded, id), each once. What
// they name and is not among them is what stands for it.
type View struct {
	Claims     []Claim
	written    []Claim             // the same, naming what they name as written
	succession map[string][]string // what an edition of the dataset replaced, by what
}

// ViewOf returns the view of claims, in whatever order and however often they were
// added: of one id with two times the earlier holds.
func ViewOf(added []Claim) View { return ViewWith(added, nil) }

// ViewWith is ViewOf where editions of the dataset replaced claims.
func ViewWith(added []Claim, succession map[string][]string) View {
	v := View{succession: succession}
	for _, c := range added {
		i := slices.IndexFunc(v.written, func(o Claim) bool { return o.ID == c.ID })
		switch {
		case i < 0:
			v.written = append(v.written, c)
		case c.Recorded.Before(v.written[i].Recorded):
			v.written[i] = c
		}
	}
	slices.SortFunc(v.written, func(a, b Claim) int {
		return cmp.Or(a.Recorded.Compare(b.Recorded), cmp.Compare(a.ID, b.ID))
	})
	return v.read()
}

// read reads what the claims name: succession is followed in turn, but never from an
// id that is itself there.
func (v View) read() View {
	v.Claims = slices.Clone(v.written)
	for i := range v.Claims {
		c := &v.Claims[i]
		c.Retracts, c.Denies = v.standing(c.Retracts), v.standing(c.Denies)
		c.Repeats = append(slices.Clone(c.Repeats), v.standing(c.Repeats)...)
	}
	return v
}

// standing returns what the view has under ids, and what stands there for those that
// it does not have.
func (v View) standing(ids []string) (found []string) {
	passed := map[string]bool{}
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		switch {
		case passed[id]:
		case slices.ContainsFunc(v.written, func(c Claim) bool { return c.ID == id }):
			found = append(found, id)
		default:
			ids = append(slices.Clone(ids), v.succession[id]...)
		}
		passed[id] = true
	}
	return found
}

// Rule 8. KnownBy(k) keeps claims whose reported hi <= k.
func (v View) KnownBy(k int64) View {
	return v.narrow(func(c Claim) bool { return c.Reported.Hi <= k })
}

// Rule 8. AsOf(i) keeps recorded <= i.
func (v View) AsOf(i time.Time) View {
	return v.narrow(func(c Claim) bool { return !c.Recorded.After(i) })
}

// narrow returns the view of the claims that are seen.
func (v View) narrow(seen func(Claim) bool) View {
	written := v.written
	v.written = nil
	for _, c := range written {
		if seen(c) {
			v.written = append(v.written, c)
		}
	}
	return v.read()
}

func (v View) keep(seen func(Claim) bool) (kept View) {
	for _, c := range v.Claims {
		if seen(c) {
			kept.Claims = append(kept.Claims, c)
		}
	}
	return kept
}

// Withdrawn applies rule 8: A claim named in retracts by another claim of the
// view, of whichever crossing, itself retracted or not, is withdrawn; a retraction
// is not undone by retracting it, the claim is made anew.
func (v View) Withdrawn(id string) bool {
	return slices.ContainsFunc(v.Claims, func(c Claim) bool { return c.ID != id && slices.Contains(c.Retracts, id) })
}

// denials returns the ids of the claims that deny one. Rule 1: a claim is denied
// if another claim of the view, itself not withdrawn, of whatever modality, names
// it in denies. Rule 8: a denial without denies, and the denial of a denial,
// change no finding.
func (v View) denials(id string) (by []string) {
	for _, c := range v.Claims {
		if c.ID != id && slices.Contains(c.Denies, id) && !v.Withdrawn(c.ID) {
			by = append(by, c.ID)
		}
	}
	return by
}

// About returns the claims about a crossing, in order.
func (v View) About(crossing string) []Claim {
	return v.keep(func(c Claim) bool { return c.Crossing == crossing }).Claims
}

// origins numbers claims by origin: those of one source, of two that speak for one
// body, or joined by repeats, in turn, are one origin. What a claim repeats counts
// where known holds of its id.
func origins(claims []Claim, known func(id string) bool) map[string]int {
	shares := func(a, b Claim) bool {
		names := func(c Claim) []string {
			return append(slices.DeleteFunc(slices.Clone(c.Repeats), func(id string) bool { return !known(id) }), c.ID)
		}
		return a.Source == b.Source || slices.ContainsFunc(names(a), func(id string) bool { return slices.Contains(names(b), id) })
	}
	of := map[string]int{}
	for i, c := range claims {
		of[c.ID] = i
	}
	for again := true; again; {
		again = false
		for _, a := range claims {
			for _, b := range claims {
				if of[b.ID] < of[a.ID] && shares(a, b) {
					of[a.ID], again = of[b.ID], true
				}
			}
		}
	}
	return of
}

// origins numbers the claims about a crossing by origin: two that repeat one third
// are of one too, even if that is withdrawn or nowhere.
func (v View) origins(crossing string) map[string]int {
	return origins(v.About(crossing), func(string) bool { return true })
}

// OneOrigin reports whether claims have one origin by what they say themselves: what they repeat
// counts if it is among them.
func OneOrigin(claims []Claim) bool {
	of := origins(claims, func(id string) bool {
		return slices.ContainsFunc(claims, func(c Claim) bool { return c.ID == id })
	})
	return !slices.ContainsFunc(claims, func(c Claim) bool { return of[c.ID] != of[claims[0].ID] })
}
