package web

import (
	"cmp"
	"iter"
	"slices"

	"github.com/crossingstatus/border"
)

// A sourceCount is how much a source said, and how much rests on it.
type sourceCount struct {
	Name    string       `json:"name" doc:"As claims write it"`
	Names   border.Names `json:"names,omitzero"`
	Kind    string       `json:"kind,omitempty" enum:"agency,outlet,official,government,monitor,un,ngo,resident,blog" doc:"What it is; absent if it is not in the register of sources"`
	Of      string       `json:"of,omitempty" doc:"The source for which it speaks; absent if for itself"`
	Claims  int          `json:"claims" doc:"Claims that it made"`
	Relayed int          `json:"relayed" doc:"Claims of others that it passed on"`
	Answers int          `json:"answers" doc:"Stretches of the timelines, each of a side and a question, whose answer rests on what it said"`
	Alone   int          `json:"alone" doc:"Those of them that rest on one independent origin, and so on nobody else"`
}

// countSources counts what each source of a view said, passed on and bears. Who said most comes
// first.
func countSources(v border.View) ([]sourceCount, error) {
	counts, places := []sourceCount{}, map[string]int{}
	of := func(name string) int {
		folded := border.Fold(name)
		i, ok := places[folded]
		if !ok {
			i = len(counts)
			places[folded] = i
			counts = append(counts, sourceCount{Name: name})
			if info, ok := v.Source(name); ok {
				counts[i].Name, counts[i].Names, counts[i].Kind, counts[i].Of = info.Name, info.Names, info.Kind.String(), info.Of
			}
		}
		return i
	}
	for c := range v.All() {
		counts[of(c.Source.Name)].Claims++
		for _, relay := range c.Source.Via {
			counts[of(relay)].Relayed++
		}
	}
	for c := range v.Crossings() {
		for segment, err := range v.History(c.Code) {
			if err != nil {
				return nil, err
			}
			basis, origins := groundsOf(segment)
			told := map[int]bool{}
			for claim := range basis {
				i := of(claim.Source.Name)
				if told[i] {
					continue
				}
				told[i] = true
				counts[i].Answers++
				if origins == 1 {
					counts[i].Alone++
				}
			}
		}
	}
	slices.SortStableFunc(counts, func(x, y sourceCount) int {
		return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(y.Relayed, x.Relayed), cmp.Compare(x.Name, y.Name))
	})
	return counts, nil
}

// groundsOf returns the claims on which the answer of a segment rests, and how many independent
// origins they have, those aside that speak of later days alone.
func groundsOf(s border.Segment) (basis iter.Seq[border.Claim], origins int) {
	if s.Question == border.QuestionControl {
		f := s.Control()
		return f.Basis(), f.Origins()
	}
	f := s.Status()
	return f.Basis(), f.Origins()
}
