package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
	"github.com/crossingstatus/border/journal"
)

// claimsIn yields the claims of r, which is a journal, told by its header, or has
// plain claims. Of a journal with a torn tail it yields what is before that, and
// says so on standard error; of a damaged one it yields an error, or if every fault
// is asked for all of them.
func (a *app) claimsIn(r io.Reader, file string, everyFault bool) iter.Seq2[border.ClaimLine, error] {
	br := bufio.NewReaderSize(r, 64<<10)
	start, _ := br.Peek(journal.DetectLength)
	if !journal.Detect(start) && !isEmptyFile(r) {
		return plainClaims(br, file)
	}
	a.readJournal = true
	claims := journal.Read(br, file)
	switch {
	case everyFault && isRegular(file):
		claims = journal.InspectFile(file)
	case everyFault:
		claims = journal.Inspect(br, file)
	case isRegular(file):
		claims = journal.ReadFile(file) // which also knows how far it had come
	}
	return func(yield func(border.ClaimLine, error) bool) {
		for l, err := range claims {
			if torn, ok := errors.AsType[*journal.TornError](err); ok {
				if text := torn.Error(); text != a.toldTorn {
					a.toldTorn = text
					a.note("%s; they are read", words.Refusal(a.language, torn))
				}
				return
			}
			if err != nil && !everyFault && file != "-" {
				err = a.advised(file, err)
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// plainClaims yields the claims of a file that is no journal. What is of another kind
// has one fault that says which, and not one a line.
func plainClaims(br *bufio.Reader, file string) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		start, _ := br.Peek(br.Buffered()) // what is there: more may be typed only after an answer
		if kind := exchange.Unlike(start); kind != nil {
			yield(border.ClaimLine{}, &border.ClaimError{File: file, Line: 1, Err: kind})
			return
		}
		for l, err := range border.ReadClaimLines(undrafted(br, start), file) {
			e, ok := errors.AsType[*border.ClaimError](err)
			isSealed := ok && e.Member == "crc"
			if isSealed {
				err = &border.ClaimError{File: e.File, Line: e.Line, Err: errors.New(
					"a line of a journal, in a file without its header; to make it a whole journal, run: crossings seal " + file)}
			}
			if !yield(l, err) || isSealed {
				return
			}
		}
	}
}

// isEmptyFile reports whether r is a file without a byte. It may be a journal that has
// lost all its claims, which the mark beside it tells.
func isEmptyFile(r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// openJournal opens a journal to write, on top of the claims of reg, which its claims
// may withdraw or deny, and says what it found.
func (a *app) openJournal(file string, reg *border.Registry) (*journal.Journal, error) {
	defer a.patience(a.say("reading %s", file))()
	j, err := journal.Open(file, reg, journal.Options{})
	if err != nil {
		return nil, a.advised(file, err)
	}
	if told := j.Recovery().String(); told != "" {
		for line := range strings.Lines(told) {
			fmt.Fprintf(a.err, "crossings: %s\n", words.Problem(a.language, strings.TrimSpace(line)))
		}
	}
	a.tellUnresolved(reg)
	return j, nil
}

// advised says with an error of a journal which command helps.
func (a *app) advised(file string, err error) error {
	corrupt, isCorrupt := errors.AsType[*journal.CorruptError](err)
	_, isTorn := errors.AsType[*journal.TornError](err)
	switch {
	case isTorn:
		return fmt.Errorf("%w\nTo cut that off, and keep it beside the journal, run: crossings add --journal %s < /dev/null", err, file)
	case errors.Is(err, journal.ErrLocked):
		return fmt.Errorf("%s: another process has it open for writing; wait until that has ended, or let that one add", file)
	case errors.Is(err, journal.ErrTruncated) && !isThere(file):
		return fmt.Errorf("%w\nThe file is not there; to begin a new one in its place, remove %s.mark", err, file)
	case errors.Is(err, journal.ErrTruncated):
		return fmt.Errorf("%w\nIf lines were removed or an older version was put there on purpose, as by git checkout, run: crossings seal %s", err, file)
	case errors.Is(err, journal.ErrNotJournal):
		return fmt.Errorf("%w\nTo make a journal of a file of claims, run: crossings seal %s", err, file)
	case errors.Is(err, journal.ErrChanged):
		return fmt.Errorf("%w\nClaims of which the id was printed are in the file that was there before; restore it if it is gone, and run the command again: claims that are there already change nothing", err)
	case errors.Is(err, journal.ErrFailed):
		return fmt.Errorf("%w\nClaims of which the id was printed are safe. Make room or mend the disk, and run the command again: claims that are there already change nothing", err)
	case isCorrupt && corrupt.File == file:
		return fmt.Errorf("%w\nFor every fault, run: crossings check %s\nIf the file was edited by hand, run: crossings seal %s", err, file, file)
	}
	return err
}

// isThere reports whether there is a file of that name.
func isThere(file string) bool {
	_, err := os.Stat(file)
	return !errors.Is(err, fs.ErrNotExist)
}

// isRegular reports whether a name is that of a file that can be read again.
func isRegular(file string) bool {
	info, err := os.Stat(file)
	return file != "-" && err == nil && info.Mode().IsRegular()
}

// confirm asks for a yes on standard error, and reads the answer from standard
// input.
func (a *app) confirm(question string) bool {
	fmt.Fprintf(a.err, "%s [y/N] ", question)
	answer, err := bufio.NewReader(a.in).ReadString('\n')
	if err != nil {
		fmt.Fprintln(a.err)
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes" || answer == "نعم"
}

// errNothingWritten says that the answer to a question was no.
var errNothingWritten = errors.New("nothing was written; to write without being asked, give --yes")

// patience says on standard error what takes longer than a second. The function
// that it returns ends that.
func (a *app) patience(doing string) (done func()) {
	timer := time.AfterFunc(time.Second, func() { fmt.Fprintf(a.err, "crossings: %s …\n", doing) })
	return func() { timer.Stop() }
}

// isTerminal reports whether f is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
