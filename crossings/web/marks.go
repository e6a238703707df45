package web

import (
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// mostMarked is up to how many claims of a view those that were taken back are marked in lists: to find
// them takes a look at all.
const mostMarked = 100_000

// marks tell which claims of a view were taken back or corrected.
type marks struct {
	view border.View
	said map[uuid.UUID]string // in English
}

// mark returns what is said of a claim of the view that was taken back or corrected; ok is false of another.
func (a *ask) mark(id uuid.UUID) (said string, ok bool) {
	if a.marks == nil {
		a.marks = a.findMarks()
	}
	if said, ok = a.marks.said[id]; ok {
		said = words.Of(a.Language, said)
	}
	return said, ok
}

// findMarks returns the marks of the view, which are worked out once for all pages of the same view that
// come one after the other.
func (a *ask) findMarks() *marks {
	if a.lastMarks != nil {
		if last := a.lastMarks.Load(); last != nil && last.view == a.View {
			return last
		}
	}
	m := marksOf(a.View)
	if a.lastMarks != nil {
		a.lastMarks.Store(m)
	}
	return m
}

func marksOf(v border.View) *marks {
	m := &marks{view: v, said: map[uuid.UUID]string{}}
	if v.Through().Claims > mostMarked {
		return m
	}
	withdrawn, stands := v.Withdrawals(), v.Successors()
	for id := range withdrawn {
		m.said[id] = "taken back"
	}
	for c := range v.All() {
		if _, is := withdrawn[c.ID]; len(c.Retracts) == 0 || is || isBareRetraction(c) {
			continue
		}
		for _, id := range following(stands, c.Retracts) {
			m.said[id] = "corrected since"
		}
	}
	return m
}
