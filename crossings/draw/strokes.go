package draw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// maxMarks is how many claims a drawing on a page marks one by one, each a link. Of more
// than that none could be hit, and they would weigh more than the rest of the page: they
// are strokes.
const maxMarks = 40

// isMark reports whether a claim of a kind is marked: under a lane what is told or denied
// of its question, among the notices what is said of the kind.
func isMark(c border.Claim, kind border.Kind) bool {
	if c.Kind != kind || c.When.IsZero() {
		return false
	}
	return !kind.MakesState() || c.Modality.IsFact() || c.Modality == border.Denied
}

// isEpisode reports whether what a claim tells ends again.
func isEpisode(c border.Claim) bool {
	return c.When.Form() == edtf.FormInterval && !strings.HasSuffix(c.When.String(), "/..")
}

// countMarks counts the claims that the window marks.
func (t *timeline) countMarks(claims []border.Claim) (n int) {
	for _, c := range claims {
		if c.Kind == border.KindReview || !isMark(c, c.Kind) {
			continue
		}
		if _, _, ok := t.box(days(c.When)); ok {
			n++
		}
	}
	return n
}

// strokes draws claims as one drawing a colour, without links: a high stroke for a change,
// a low one for a sighting, a broken one for a denial, a line as long as the days are many.
func (t *timeline) strokes(label string, claims []border.Claim, isShown func(border.Claim) bool, colour func(border.Claim) paint) {
	paths, paints, n := map[string]*strings.Builder{}, []paint{}, 0
	for _, c := range claims {
		if !isShown(c) {
			continue
		}
		left, width, ok := t.box(days(c.When))
		if !ok {
			continue
		}
		n++
		p := colour(c)
		b := paths[p.class]
		if b == nil {
			b = &strings.Builder{}
			paths[p.class], paints = b, append(paints, p)
		}
		stroke(b, c, int(left*100), int(width*100))
	}
	if n == 0 {
		return
	}
	slices.SortFunc(paints, func(x, y paint) int { return cmp.Compare(x.class, y.class) })
	t.printf(`<svg class="strokes" y="%s" width="100%%" height="10" viewBox="0 0 10000 10" preserveAspectRatio="none" role="img" aria-label="%s">`,
		number(t.y+2), escape(label+": "+words.Claims(t.Language, n)))
	for _, p := range paints {
		t.printf(`<path class="%s line" d="%s" fill="none" stroke="%s" stroke-width="2" vector-effect="non-scaling-stroke"/>`, p.class, paths[p.class].String(), p.Light)
	}
	t.WriteString(`</svg>`)
}

// stroke writes the path of a claim, in ten-thousandths of the width.
func stroke(b *strings.Builder, c border.Claim, left, width int) {
	middle := left + width/2
	if width > 30 {
		fmt.Fprintf(b, "M%d 5h%d", left, width)
	}
	switch {
	case c.Modality == border.Denied:
		fmt.Fprintf(b, "M%d 0v3m0 4v3", middle)
	case c.Edge == border.Seen:
		fmt.Fprintf(b, "M%d 3v4", middle)
	case isEpisode(c):
		fmt.Fprintf(b, "M%d 1v8M%d 1v8", left, left+width)
	case !c.Kind.MakesState() && width > 30: // the line says it
	default:
		fmt.Fprintf(b, "M%d 0v10", middle)
	}
}
