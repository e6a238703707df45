package draw

import (
	"maps"
	"reflect"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// Lanes are what a timeline draws whatever day it marks: the answers. They may be used by several goroutines.
type Lanes struct {
	of       Timeline
	scale    scale
	crossing border.Crossing
	claims   []border.Claim
	segments []border.Segment
	alone    bool
	dense    bool
	drawn    []drawnLane
	defs     string
	defined  map[string]bool
}

// A drawnLane is the lane of a question about a side, and what is drawn above it.
type drawnLane struct {
	side border.Side
	q    border.Question
	svg  string
	end  float64 // how far down it reaches
}

// Lanes draws the lanes of the timeline, each part of which leads to where Refer says now.
func (t Timeline) Lanes() (*Lanes, error) {
	if t.Today.IsZero() {
		t.Today = border.Today()
	}
	crossing, err := t.View.Lookup(t.Code)
	if err != nil {
		return nil, err
	}
	claims, err := t.View.Claims(crossing.Code)
	if err != nil {
		return nil, err
	}
	from, to, err := t.days(claims)
	if err != nil {
		return nil, err
	}
	segments, err := history(t.View, crossing.Code)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(claims, func(x, y border.Claim) int { return beginning(x).Compare(beginning(y)) })
	l := &Lanes{of: t, scale: scale{from, to, words.RightToLeft(t.Language)}, crossing: crossing, claims: claims, segments: segments, alone: t.Refer == nil}
	d := l.timeline()
	l.dense = !d.alone && d.countMarks(claims) > maxMarks
	d.axis()
	derived, err := derivedLane(t.Language, t.View, crossing.Code, segments)
	if err != nil {
		return nil, err
	}
	d.head(words.Of(t.Language, "The crossing"))
	d.lane(words.Of(t.Language, "Status, as it follows from both sides"), derived)
	d.y += laneGap
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		d.head(sideHead(t.Language, crossing, side))
		for _, q := range []border.Question{border.QuestionStatus, border.QuestionControl} {
			var track []border.Segment
			for _, s := range segments {
				if s.Side == side && s.Question == q {
					track = append(track, s)
				}
			}
			d.lane(laneLabel(t.Language, q), lane(t.Language, t.View, track))
			l.drawn = append(l.drawn, drawnLane{side, q, d.String(), d.y})
			d.Reset()
			d.y += markHeight + laneGap
		}
	}
	l.defs, l.defined = d.defs.String(), d.defined
	l.of.Refer = nil
	return l, nil
}

// timeline begins a drawing with the lanes.
func (l *Lanes) timeline() *timeline {
	d := &timeline{Timeline: l.of, scale: l.scale, alone: l.alone, dense: l.dense}
	d.prefix, d.defined = "t", maps.Clone(l.defined)
	d.defs.WriteString(l.defs)
	return d
}

// Size returns about how many bytes the lanes take.
func (l *Lanes) Size() int {
	size := len(l.defs) + len(l.claims)*int(reflect.TypeFor[border.Claim]().Size()) + len(l.segments)*int(reflect.TypeFor[border.Segment]().Size())
	for _, lane := range l.drawn {
		size += len(lane.svg)
	}
	return size
}

// Inline returns the timeline with a marked day as an SVG element for a page. The zero Day marks none. refer is
// [Timeline.Refer] for the claims.
func (l *Lanes) Inline(on border.Day, refer func(Part) string) (string, error) {
	d := l.timeline()
	d.On, d.Refer = on, refer
	for _, lane := range l.drawn {
		d.WriteString(lane.svg)
		d.y = lane.end
		d.marks(l.claims, lane.side, lane.q)
		d.y += laneGap
	}
	if err := d.plans(l.crossing.Code, l.claims, l.segments); err != nil {
		return "", err
	}
	d.notices(l.claims)
	if d.alone {
		d.legend(l.segments)
	}
	return d.finish(words.Of(d.Language, "Timeline of %s", words.Crossing(d.Language, l.crossing))), nil
}
