package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
)

// library compares what the two programs of answers print.
func (c *comparison) library(programs [2]string, histories string) error {
	var commands [2]*exec.Cmd
	var outputs [2]*bufio.Reader
	for i, program := range programs {
		command := exec.Command(program, c.dataset, histories)
		command.Stderr = os.Stderr
		pipe, err := command.StdoutPipe()
		if err != nil {
			return err
		}
		commands[i], outputs[i] = command, bufio.NewReaderSize(pipe, 1<<20)
		if err := command.Start(); err != nil {
			return err
		}
	}
	err := c.lines(outputs[0], outputs[1])
	for i, command := range commands {
		_, drained := io.Copy(io.Discard, outputs[i])
		err = errors.Join(err, drained, command.Wait())
	}
	return err
}

// lines compares answers line by line. Where one output has a line more, the
// lines that follow it are put in step again by what was asked.
func (c *comparison) lines(older, newer *bufio.Reader) error {
	a, b := &stream{in: older}, &stream{in: newer}
	for {
		x, err := a.next()
		if err != nil {
			return err
		}
		y, err := b.next()
		if err != nil {
			return err
		}
		if x == nil && y == nil {
			return nil
		}
		if x != nil && y != nil && bytes.Equal(asked(x), asked(y)) {
			c.answer(string(asked(x)), x[len(asked(x)):], y[len(asked(y)):])
			continue
		}
		inNewer := false
		if x != nil && y != nil {
			b.back(y)
			if inNewer, err = b.has(asked(x)); err != nil {
				return err
			}
			y, _ = b.next()
		}
		if x == nil || inNewer {
			c.answer(string(asked(y)), nil, y[len(asked(y)):])
			a.back(x)
		} else {
			c.answer(string(asked(x)), x[len(asked(x)):], nil)
			b.back(y)
		}
	}
}

// answer notes one answer of both, nil where there is none.
func (c *comparison) answer(asked string, older, newer []byte) {
	c.compared++
	if bytes.Equal(older, newer) && (older == nil) == (newer == nil) {
		return
	}
	if c.different++; c.different > c.show {
		return
	}
	at := 0
	for at < min(len(older), len(newer)) && older[at] == newer[at] {
		at++
	}
	fmt.Printf("%s, from byte %d\n  old: %s\n  new: %s\n", asked, at, around(older, at), around(newer, at))
}

// around returns what is near a place in an answer.
func around(answer []byte, at int) string {
	if answer == nil {
		return "no answer"
	}
	from, to := max(0, at-80), min(len(answer), at+160)
	return fmt.Sprintf("…%s…", bytes.TrimSpace(answer[from:to]))
}

// asked returns what a line is the answer to.
func asked(line []byte) []byte {
	before, _, _ := bytes.Cut(line, []byte{'\t'})
	return before
}

// A stream is the lines of an output, some of them read ahead.
type stream struct {
	in    *bufio.Reader
	ahead [][]byte
}

// lookahead is how many lines are searched for one that the other output has.
const lookahead = 10_000

// next returns the next line, and nil after the last.
func (s *stream) next() ([]byte, error) {
	if len(s.ahead) > 0 {
		line := s.ahead[0]
		s.ahead = s.ahead[1:]
		return line, nil
	}
	line, err := s.in.ReadBytes('\n')
	if err == io.EOF && len(line) == 0 {
		return nil, nil
	}
	if err == io.EOF {
		return nil, fmt.Errorf("the last line is torn: %.200s", line)
	}
	return line, err
}

// back puts a line back that was read last; nil, after the last, needs none.
func (s *stream) back(line []byte) {
	if line != nil {
		s.ahead = slices.Insert(s.ahead, 0, line)
	}
}

// has reports whether one of the next lines answers what was asked.
func (s *stream) has(question []byte) (bool, error) {
	for i := range lookahead {
		if i == len(s.ahead) {
			line, err := s.in.ReadBytes('\n')
			if err == io.EOF {
				return false, nil
			}
			if err != nil {
				return false, err
			}
			s.ahead = append(s.ahead, line)
		}
		if bytes.Equal(asked(s.ahead[i]), question) {
			return true, nil
		}
	}
	return false, nil
}
