package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
)

// slideDays is over how many days a slider goes.
const slideDays = 5000

// A slideFigure is how long it takes to go from day to day, each time asking for the state of
// every crossing of the embedded dataset on the day as it was known then: at first, when the
// registry was asked nothing yet, and again. Both are in ms, by run.
type slideFigure struct{ first, again []float64 }

// slide measures a slider over the last days that claims reach.
func (p *plan) slide(r *results) error {
	for range p.runs {
		reg, err := border.Default()
		if err != nil {
			return err
		}
		to := reg.Through().Reported
		for _, times := range []*[]float64{&r.slide.first, &r.slide.again} {
			start := time.Now()
			for n := range slideDays {
				day := to.AddDays(n - slideDays + 1)
				for s := range reg.KnownBy(day).States(day) {
					sink += int(s.Status.Value)
				}
			}
			*times = append(*times, float64(time.Since(start))/1e6)
		}
	}
	return nil
}

// slideGoal is the most that the first time should take, in ms.
const slideGoal = 12

func (r *results) writeSlide(s *strings.Builder) {
	if len(r.slide.first) == 0 {
		return
	}
	first := median(r.slide.first)
	fmt.Fprintf(s, "\n## A slider\n\nThe state of every crossing of the whole dataset, asked for on each of %d days as it was known that day, takes %.1f ms in all the first\ntime, and %.1f ms again; the goal of the first is %d ms: %s.\n",
		slideDays, first, median(r.slide.again), slideGoal, work.Met(first <= slideGoal))
	s.WriteString(slideDesigns)
}

// slideDesigns tells what was tried for the goal.
const slideDesigns = `
Of the time nine tenths go to the making of 363 readings, and three quarters to the rules of the tracks that must be made anew (a profile on
the code before these designs). What was tried, one added to the other, the least of eight runs of ` + "`-short -only R`" + ` in turns on a machine at work:

| design | ms | kept |
|---|---:|---|
| before: a track with a denied or withdrawn claim is made anew for each reading | 27.6 | |
| such a track is copied, too, where both readings see the same of who denies and withdraws | 20.1 | yes |
| a status is copied, too, where its control was made anew and the holder changed on the same days | 20.2 | no: nothing gained |
| the cell's last reading is one of those to copy from | 17.1; without the row above 18.6 | yes |
`
