package oracle

import "slices"

// A Passage is the answer to whether some traffic may pass on a day.
type Passage struct {
	Answer      string // yes, yes-but, no, cannot-tell
	Syria, Iraq string // yes, no, cannot-tell
	// Obstacles and Authorizations are ids, in order.
	Obstacles, Authorizations []string
	Attested                  int64 // Beginning if none
}

const (
	yes        = "yes"
	yesBut     = "yes-but"
	no         = "no"
	cannotTell = "cannot-tell"
)

// accounts returns the other claims of the same days as what gives Value, in the
// basis or among the begun candidates of that value and w.
func (tr *Track) accounts(cs []candidate, best candidate) (others []Claim) {
	if best.event == nil {
		return nil
	}
	own := best.basis[0]
	bw, _ := best.rank()
	for _, c := range cs {
		if c.event == nil || c.value() != best.value() {
			continue
		}
		cw, _ := c.rank()
		for i, r := range c.basis {
			if r.days() == own.days() || i == 0 && c.begun && cw == bw {
				others = append(others, r.claim)
			}
		}
	}
	return others
}

// covers reports whether a status that a claim tells covers a kind and a way. It
// does if the kind is among those it names, or it names none and the kind is one of
// passengers, commercial, transit, humanitarian, returnees, fuel; and the way is the
// one it names, or it names none (both names none).
func (c Claim) covers(kind, way string) bool { return c.coversKind(kind) && c.coversWay(way) }

func (c Claim) coversKind(kind string) bool {
	if len(c.Traffic) == 0 {
		return kind != "military" && kind != "official"
	}
	return slices.Contains(c.Traffic, kind)
}

func (c Claim) coversWay(way string) bool { return !c.namesWay() || c.Direction == way }

func (c Claim) namesWay() bool { return c.Direction != "" && c.Direction != "both" }

// passes answers for a side of which a status is certain, by one claim of it.
func (c Claim) passes(kind, way string) string {
	names := len(c.Traffic) > 0 || c.namesWay()
	switch {
	// yes if certain, covering, and open, or restricted or trial naming a kind or a way.
	case c.covers(kind, way) && (c.Value == "open" || (c.Value == "restricted" || c.Value == "trial") && names):
		return yes
	// No if certain, and closed covering it,
	case c.Value == "closed" && c.covers(kind, way):
		return no
	// or restricted naming other kinds or the other way (but of the military and officials
	// a status says only what it names).
	case c.Value == "restricted" && names && !c.covers(kind, way):
		if (kind == "military" || kind == "official") && !slices.Contains(c.Traffic, kind) {
			return cannotTell
		}
		return no
	}
	// Else it cannot tell;
	return cannotTell
}

// passes answers for a side, a kind and a way.
func (f Finding) passes(kind, way string) string {
	if !f.Certain || f.Giver == nil {
		return cannotTell
	}
	answer := f.Giver.passes(kind, way)
	// nor where other claims of the same days, in the basis or among the begun candidates
	// of that value and w, name other kinds or ways and would answer otherwise.
	for _, c := range f.accounts {
		if c.passes(kind, way) != answer {
			return cannotTell
		}
	}
	return answer
}

// passesAll answers for a side and all kinds and ways asked.
func (f Finding) passesAll(kinds, ways []string) string {
	answer := yes
	for _, kind := range kinds {
		for _, way := range ways {
			switch f.passes(kind, way) {
			case no:
				return no
			case cannotTell:
				answer = cannotTell
			}
		}
	}
	return answer
}

// Can answers whether traffic of those kinds may pass in that direction on day t.
func (v View) Can(crossing string, tracks Tracks, t int64, kinds []string, direction string) (p Passage) {
	ways := []string{direction}
	if direction == "both" {
		ways = []string{"sy-to-iq", "iq-to-sy"}
	}
	syria, iraq := tracks.Finding("syria", "status", t), tracks.Finding("iraq", "status", t)
	p.Syria, p.Iraq = syria.passesAll(kinds, ways), iraq.passesAll(kinds, ways)
	p.Obstacles = v.barring(crossing, t, kinds, ways, "obstacle", "threat")
	p.Authorizations = v.barring(crossing, t, kinds, ways, "authorization")
	// The crossing: no if a side is no for one asked; yes if both are yes for all asked,
	// yes-but if an obstacle stands or a side's yes rests on a trial; else it cannot tell.
	switch {
	case p.Syria == no || p.Iraq == no:
		p.Answer = no
	case p.Syria == yes && p.Iraq == yes:
		p.Answer = yes
		if len(p.Obstacles) > 0 || syria.Value == "trial" || iraq.Value == "trial" {
			p.Answer = yesBut
		}
	default:
		p.Answer = cannotTell
	}
	// attested: of a no the latest of the sides that say no, else the earlier of the two,
	// none if either has none.
	p.Attested = min(syria.Attested, iraq.Attested)
	if p.Answer == no {
		p.Attested = Beginning
		if p.Syria == no {
			p.Attested = syria.Attested
		}
		if p.Iraq == no {
			p.Attested = max(p.Attested, iraq.Attested)
		}
	}
	return p
}

// barring returns the obstacles: claims of kind obstacle and threat, observed,
// reported or feared, neither withdrawn nor denied, whose days include the day, on
// either side, whose traffic (none: all) meets one asked and whose way one asked;
// authorizations likewise, of that kind.
func (v View) barring(crossing string, t int64, kinds, ways []string, of ...string) (ids []string) {
	for _, c := range v.About(crossing) {
		told := c.Modality == "observed" || c.Modality == "reported" || c.Modality == "feared"
		meets := len(c.Traffic) == 0 || slices.ContainsFunc(c.Traffic, func(k string) bool { return slices.Contains(kinds, k) })
		if slices.Contains(of, c.Kind) && told && meets && slices.ContainsFunc(ways, c.coversWay) &&
			!v.Withdrawn(c.ID) && len(v.denials(c.ID)) == 0 && c.NoticeDays().meets(Span{t, t}) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// NoticeDays returns the days of a notice: its EDTF bounds (an open end lasts; of an
// unknown end or start, the other end only).
func (c Claim) NoticeDays() Span {
	start, end := c.When.Start, c.When.End
	switch {
	case !c.When.Given:
		return Span{End, Beginning}
	case !c.When.Interval:
		return c.When.Bounds
	case !end.Dated && !end.Open:
		return start.Span
	case !start.Dated && !start.Open:
		return end.Span
	}
	return Span{c.When.begins(), c.When.ends()}
}
