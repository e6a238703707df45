package border

import (
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
)

// A reuse copies tracks of an earlier reading into a new one of the same crossing,
// where both see the same facts on the track. After one more claim these are three
// tracks in four; from one KnownBy day to the next they are most. The zero reuse
// knows no earlier reading.
type reuse struct {
	made    [8]*reading      // the last readings that the builder made, of any crossings
	next    int              // the place in made of the next one
	from    *reading         // the reading whose tracks are copied; nil if there is none
	changed trackSet         // the tracks that are made anew
	places  []timeline.Claim // by claim of from: its place in the new reading, or NoClaim
}

// keep remembers a reading that was made.
func (u *reuse) keep(r *reading) {
	u.made[u.next] = r
	u.next = (u.next + 1) % len(u.made)
	u.from = nil
}

// choose returns the reading to copy from, and nil if there is none. Among the
// cell's newest reading and those remembered of the same cell it takes the one
// whose number of claims is nearest to own.
func (u *reuse) choose(c *cell, own int32) *reading {
	best := c.newest.Load()
	for _, r := range u.made {
		if r != nil && r.cell == c && (best == nil || distance(r.own, own) < distance(best.own, own)) {
			best = r
		}
	}
	return best
}

// distance returns the absolute difference of two numbers.
func distance(x, y int32) int32 { return max(x-y, y-x) }

// compare finds the tracks of a new reading that must be made anew, and sets
// changed. The claims of r are in order and linked.
//
// A track can be copied if both readings see the same claims on it, and neither
// denies or withdraws any of those: then the rules say the same of it. A status
// track is made anew whenever the control track of its side is, because the rules
// ask of a status whether the holder changed since.
func (u *reuse) compare(b *builder, r *reading, l *log) {
	u.changed = allTracks
	b.sets.Reset(new(timeline.Sets))
	if u.from = u.choose(r.cell, r.own); u.from == nil || u.from.grounds.names.repeats != nil || r.grounds.names.repeats != nil {
		u.from = nil
		return
	}
	u.changed = 0
	old, claims := u.from.claims(), r.claims()
	u.places = slices.Grow(u.places[:0], len(old))[:len(old)]
	i, j := 0, 0
	for u.changed != allTracks && (i < len(old) || j < len(claims)) {
		order := 0
		switch {
		case i == len(old):
			order = 1
		case j == len(claims):
			order = -1
		case old[i] != claims[j]:
			order = compareClaims(old[i], claims[j])
		}
		switch {
		case order < 0:
			u.changed |= factTracks(old[i])
			u.places[i] = timeline.NoClaim
			i++
		case order > 0:
			u.changed |= l.entries[b.places[j]].tracks
			j++
		default:
			if old[i] != claims[j] {
				u.changed |= factTracks(old[i]) | l.entries[b.places[j]].tracks
			}
			u.places[i] = timeline.Claim(j)
			i, j = i+1, j+1
		}
	}
	u.changed |= u.from.namedTracks() | r.namedTracks()
	for side := Syria; side <= Iraq; side++ {
		if u.changed.has(trackOf(side, QuestionControl)) {
			u.changed |= 1 << trackOf(side, QuestionStatus)
		}
	}
	if u.changed == allTracks {
		u.from = nil
		return
	}
	b.sets.Reset(&u.from.grounds.sets)
}

// factTracks returns the tracks on which a claim is a fact; none if it is no fact.
func factTracks(c *Claim) trackSet {
	if !c.Modality.IsFact() || !c.Kind.MakesState() {
		return 0
	}
	return tracksOf(c)
}

// namedTracks returns the tracks of the claims that are withdrawn or denied.
func (r *reading) namedTracks() (tracks trackSet) {
	claims := r.claims()
	for _, list := range [...][]naming{r.grounds.names.denials, r.grounds.names.retractions} {
		for _, n := range list {
			if int(n.target) < len(claims) {
				tracks |= factTracks(claims[n.target])
			}
		}
	}
	return tracks
}

// copy appends the steps of a track of the earlier reading to those of the new one.
// If it is a control track and the status of its side is made anew, it also works
// out what the status needs to know of control.
func (u *reuse) copy(b *builder, tr *track) {
	from := &u.from.grounds.tracks[tr.place]
	m := &b.made
	first := len(m.steps)
	m.steps = append(m.steps, from.steps...)
	m.givers = append(m.givers, u.from.grounds.givers[from.start:][:len(from.steps)]...)
	for i := range from.steps {
		if s := &m.steps[first+i]; !s.isInline() {
			m.answers = append(m.answers, u.from.answers[s.word])
			s.word = uint32(len(m.answers) - 1)
		}
		if giver := &m.givers[first+i]; *giver != timeline.NoClaim {
			*giver = u.places[*giver]
		}
	}
	if tr.place.question() == QuestionControl && u.changed.has(tr.place+1) {
		b.resolver.Take(from.possible(), &b.sets, tr.unknown)
	}
}
