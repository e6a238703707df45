package timeline

import "slices"

// A track is plain if every fact on it is a change on one day, no two are on the same day, and
// none is denied. Then rules 1 to 5 come to this:
//
//   - Nothing restates anything, and each change is an event.
//   - From its day until the next change, a change gives the value. What stands before it is of
//     the same value, or ended when it came.
//   - The value began with the first of the changes to it that follow one another, or with the
//     last of them.
//   - Nothing contradicts anything. The value alone is possible; so is unknown where a status
//     outlived its holder.
//
// Feeds and registers that are kept from day to day are plain, and their answers take a fraction
// of the time.

// sortPlain reports whether a track is plain, and if so makes b.keys the keys of its facts, sorted
// by day.
func (b *builder) sortPlain(facts []Fact) bool {
	b.keys = b.keys[:0]
	for i := range facts {
		f := &facts[i]
		if f.Form != Change || f.Denied || f.First.Lo != f.First.Hi || f.First.Lo == Never || f.First.Lo == Forever {
			return false
		}
		b.keys = append(b.keys, keyOf(f.First.Lo, i))
	}
	if !slices.IsSorted(b.keys) {
		slices.Sort(b.keys)
	}
	for i := 1; i < len(b.keys); i++ {
		if dayOfKey(b.keys[i]) == dayOfKey(b.keys[i-1]) {
			return false
		}
	}
	return true
}

// appendPlain appends the steps of a plain track, after sortPlain.
func (r *Resolver) appendPlain(steps []Step, track *Track) []Step {
	if track.Control {
		r.taker.reset()
	}
	keys := r.builder.keys
	steps = append(slices.Grow(steps, 2*len(keys)+1), Step{From: Never, Giver: NoClaim, Answer: Answer{
		Possible: Only(track.Unknown), Since: Bounds{Never, Forever}, Attested: Never, Value: track.Unknown,
	}})
	began := Never // the day of the first of the changes to the same value that follow one another
	for i, key := range keys {
		f := &track.Facts[placeOf(key)]
		day := f.First.Lo
		if i == 0 || steps[len(steps)-1].Value != f.Value {
			began = day
		}
		s := Step{From: day, Giver: f.Claim, Answer: Answer{
			Possible: Only(f.Value), Since: Bounds{began, day}, Attested: day, Value: f.Value,
		}}
		if f.Value != track.Unknown {
			s.Flags = Certain
		}
		steps = append(steps, s)
		if track.Control {
			r.judge.possible = append(r.judge.possible[:0], f.Value)
			r.taker.note(day, i, r.judge.possible, f.Value != track.Unknown)
			continue
		}
		next := Forever
		if i+1 < len(keys) {
			next = dayOfKey(keys[i+1])
		}
		if from := track.Takings.outlives(day); from < next && f.Value != track.Unknown {
			s.From, s.Flags, s.Possible = from, 0, Both(f.Value, track.Unknown)
			steps = append(steps, s)
		}
	}
	return steps
}
