package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
)

// operations are what is measured, in this order.
var operations = []string{
	"Add of a batch", "first At", "At, asked again", "Add of one, then At", "KnownBy half way, then At", "History", "Why", "heap held, bytes",
}

// repeated is how long the measuring of small sizes is repeated for.
const repeated = 3 * time.Second

// measure measures a shape of n claims, small ones several times, and prints
// figures as it has them.
func measure(name string, n int) error {
	for _, s := range shapes {
		if s.name != name {
			continue
		}
		claims, err := s.claims(n)
		if err != nil {
			return err
		}
		for begun, i := time.Now(), 0; i < 3 || i < 11 && time.Since(begun) < repeated; i++ {
			if err := measureClaims(claims); err != nil {
				return err
			}
			if i == 0 && time.Since(begun) > repeated {
				break
			}
		}
		return nil
	}
	return fmt.Errorf("no shape %q", name)
}

// measureClaims measures a registry of claims, asking about all crossings that
// they are about. The last is kept for the Add of one.
func measureClaims(claims []border.Claim) error {
	last := claims[len(claims)-1]
	day, _ := last.Reported.Earliest() // all but those of D are told on the last of their days
	codes := codesOf(claims)
	reg, err := work.Embedded()
	if err != nil {
		return err
	}
	timed := func(operation string, f func() error) {
		if err != nil {
			return
		}
		runtime.GC()
		var took time.Duration
		took, err = work.Timed(f)
		tell(operation, float64(took))
	}
	at := func(v border.View) error {
		for _, code := range codes {
			s, err := v.At(code, day)
			if err != nil {
				return err
			}
			if s.Syria.Control.Certain || s.Syria.Status.Since.Earliest.IsZero() {
				sink++
			}
		}
		return nil
	}
	before := heap()
	timed("Add of a batch", func() error {
		_, err := reg.Add(claims[:len(claims)-1]...)
		return err
	})
	timed("first At", func() error { return at(reg.View()) })
	tell("heap held, bytes", heap()-before)
	if err == nil {
		const times = 1000
		var took time.Duration
		took, err = work.Timed(func() error {
			for range times {
				if err := at(reg.View()); err != nil {
					return err
				}
			}
			return nil
		})
		tell("At, asked again", float64(took)/times)
	}
	timed("Add of one, then At", func() error {
		if _, err := reg.Add(last); err != nil {
			return err
		}
		return at(reg.View())
	})
	half := claims[len(claims)/2].Reported
	known, _ := half.Latest()
	timed("KnownBy half way, then At", func() error { return at(reg.KnownBy(known)) })
	timed("History", func() error {
		for _, code := range codes {
			for s, err := range reg.History(code) {
				if err != nil {
					return err
				}
				sink += int(s.Side)
			}
		}
		return nil
	})
	timed("Why", func() error {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			reasons, err := reg.Why(codes[0], border.Syria, question, day)
			if err != nil {
				return err
			}
			sink += len(reasons)
		}
		return nil
	})
	runtime.KeepAlive(claims)
	runtime.KeepAlive(sink)
	return err
}

// codesOf returns the codes of the crossings that claims are about, sorted.
func codesOf(claims []border.Claim) []string {
	codes := map[string]bool{}
	for i := range claims {
		codes[claims[i].Crossing] = true
	}
	return slices.Sorted(maps.Keys(codes))
}

// sink keeps the compiler from leaving anything out.
var sink int

func tell(operation string, ns float64) {
	json.NewEncoder(os.Stdout).Encode(figure{operation, ns})
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
