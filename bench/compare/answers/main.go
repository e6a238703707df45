// Command answers prints what a registry answers, each answer on a line after a
// tab and what was asked. Command compare builds it against two trees of package
// border and holds what they print against each other, so it keeps to functions
// that both have.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: answers DATASET HISTORIES")
		os.Exit(2)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	err := answer(out, os.Args[1], os.Args[2])
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "answers:", err)
		os.Exit(1)
	}
}

// A printer prints answers of one registry, or of a view of it.
type printer struct {
	out  *bufio.Writer
	name string
}

// line prints one answer; an error is an answer, too.
func (p *printer) line(asked string, answer any, err error) {
	fmt.Fprintf(p.out, "%s %s\t", p.name, asked)
	text := []byte("error: ")
	if err == nil {
		text, err = json.Marshal(answer)
	}
	p.out.Write(text)
	if err != nil {
		p.out.WriteString(err.Error())
	}
	p.out.WriteByte('\n')
}

// answer prints the answers of the dataset in a directory, and of the histories in
// a file.
func answer(out *bufio.Writer, dataset, histories string) error {
	crossings, parties, err := vocabulary(dataset)
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(dataset, "claims.jsonl"))
	if err != nil {
		return err
	}
	defer file.Close()
	var claims []border.Claim
	for c, err := range border.ReadClaims(file, "claims.jsonl") {
		if err != nil {
			return err
		}
		claims = append(claims, c)
	}
	if err := print(out, "dataset", crossings, parties, [][]border.Claim{claims}, 40); err != nil {
		return err
	}
	text, err := os.ReadFile(histories)
	if err != nil {
		return err
	}
	for i, history := range strings.Split(strings.TrimSuffix(string(text), "==\n"), "==\n") {
		batches, err := read(history)
		if err != nil {
			return fmt.Errorf("history %d: %w", i+1, err)
		}
		if err := print(out, fmt.Sprint("history ", i+1), crossings, parties, batches, 2); err != nil {
			return err
		}
	}
	return nil
}

func vocabulary(dataset string) ([]border.Crossing, []border.PartyInfo, error) {
	text, err := os.ReadFile(filepath.Join(dataset, "crossings.json"))
	if err != nil {
		return nil, nil, err
	}
	crossings, err := border.ReadCrossings(text, "crossings.json")
	if err != nil {
		return nil, nil, err
	}
	if text, err = os.ReadFile(filepath.Join(dataset, "parties.json")); err != nil {
		return nil, nil, err
	}
	parties, err := border.ReadParties(text, "parties.json")
	return crossings, parties, err
}

// read reads the batches of a history.
func read(history string) (batches [][]border.Claim, err error) {
	for text := range strings.SplitSeq(history, "--\n") {
		var batch []border.Claim
		for c, err := range border.ReadClaims(strings.NewReader(text), "") {
			if err != nil {
				return nil, err
			}
			batch = append(batch, c)
		}
		batches = append(batches, batch)
	}
	return batches, nil
}

// print adds claims batch by batch, asking between, and prints what the registry
// answers then, and what some of its narrower views do.
func print(out *bufio.Writer, name string, crossings []border.Crossing, parties []border.PartyInfo, batches [][]border.Claim, views int) error {
	reg, err := border.New(crossings, parties)
	if err != nil {
		return err
	}
	p := &printer{out, name}
	var claims []border.Claim
	for i, batch := range batches {
		if _, err := reg.Add(batch...); err != nil {
			p.line(fmt.Sprint("add ", i), nil, err)
			continue
		}
		claims = append(claims, batch...)
		c := batch[0]
		s, err := reg.At(c.Crossing, dayOf(c))
		p.line(fmt.Sprint("at after batch ", i), s, err)
	}
	var codes []string
	for _, c := range crossings {
		if slices.ContainsFunc(claims, func(claim border.Claim) bool { return claim.Crossing == c.Code }) {
			codes = append(codes, c.Code)
		}
	}
	days := map[string][]border.Day{}
	for _, code := range codes {
		days[code] = p.history(reg.View(), code, claims)
	}
	for _, code := range codes {
		for _, day := range days[code] {
			p.at(reg.View(), code, day)
		}
	}
	// Views that know less, each asked some of the days.
	for i := range views {
		c := claims[i*(len(claims)-1)/max(views-1, 1)]
		known, instant := dayOf(c), c.Recorded
		for _, v := range []struct {
			name string
			border.View
		}{{"known " + known.String(), reg.KnownBy(known)}, {"as of " + instant.Format(time.RFC3339Nano), reg.AsOf(instant)}} {
			q := &printer{out, name + " " + v.name}
			for _, code := range codes {
				turns := q.history(v.View, code, nil)
				for k := i % 7; k < len(turns); k += 7 {
					q.at(v.View, code, turns[k])
				}
			}
		}
	}
	return nil
}

// dayOf returns a day that a claim has to do with.
func dayOf(c border.Claim) border.Day {
	for _, d := range []func() border.Day{
		func() border.Day { d, _ := c.Reported.Latest(); return d },
		func() border.Day { d, _ := c.When.Earliest(); return d },
	} {
		if day := d(); !day.IsZero() {
			return day
		}
	}
	return border.Date(2014, time.January, 5)
}

// history prints the segments of a crossing, and returns the days on which one of
// them begins, or on which claims begin, end or are told, and the day after each.
func (p *printer) history(v border.View, code string, claims []border.Claim) []border.Day {
	var days []border.Day
	note := func(d border.Day) {
		if !d.IsZero() {
			days = append(days, d)
		}
	}
	i := 0
	for s, err := range v.History(code) {
		p.line(fmt.Sprintf("history %s %d", code, i), s, err)
		if note(s.From); claims == nil {
			note(s.To)
		}
		i++
	}
	for _, c := range claims {
		if c.Crossing != code {
			continue
		}
		for _, d := range []func() border.Day{
			func() border.Day { d, _ := c.When.Earliest(); return d },
			func() border.Day { d, _ := c.When.Latest(); return d },
			func() border.Day { d, _ := c.Reported.Earliest(); return d },
		} {
			if day := d(); !day.IsZero() {
				note(day)
				note(day.AddDays(1))
			}
		}
	}
	slices.SortFunc(days, border.Day.Compare)
	return slices.Compact(days)
}

// ways are what is asked of Passable.
var ways = []struct {
	traffic   border.Traffic
	direction border.Direction
}{
	{border.Passengers, border.SyriaToIraq},
	{border.Commercial | border.Fuel, border.IraqToSyria},
	{border.Military, border.BothWays},
}

// at prints all answers about a crossing on a day.
func (p *printer) at(v border.View, code string, day border.Day) {
	s, err := v.At(code, day)
	p.line(fmt.Sprintf("at %s %s", code, day), s, err)
	plans, err := v.Plans(code, day)
	p.line(fmt.Sprintf("plans %s %s", code, day), plans, err)
	for _, w := range ways {
		can, err := v.Passable(code, day, w.traffic, w.direction)
		p.line(fmt.Sprintf("can %s %s %s %s", code, day, w.traffic, w.direction), can, err)
	}
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			why, err := v.Why(code, side, question, day)
			p.line(fmt.Sprintf("why %s %s %s %s", code, day, side, question), why, err)
		}
	}
}
