package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/crossingstatus/border/crossings/draft"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/spf13/cobra"
)

// draftFlags are those of draft.
type draftFlags struct {
	crossing, reported, url, title, source, textLang string
}

// maxDraftText is how many bytes of a text are read: a news item has thousands.
const maxDraftText = 1 << 20

func newDraftCommand(a *app) *cobra.Command {
	var f draftFlags
	cmd := &cobra.Command{
		Use:   "draft [FILE]",
		Short: "Propose claims from the words of a news item, for you to judge",
		Long: `draft reads a text in English or Arabic, from FILE or standard input, and prints the
claims that it seems to make, a JSON object a line: the claim, how sure its reading
is, from 0 to 1, and why it was read so. Those of one sentence stand together, the
surest first. It looks for the crossings' names and for verbs of taking, leaving,
opening, closing, announcing and denying, asks no other machine, and proposes nothing
that is not in the words, nor about a town, a base or another border.

Where the text does not name the crossing, --title or --crossing may. What is
reckoned from the day of writing, as "on Thursday", needs --reported; so does a claim
whose words name no day. Pick the lines that are right, mend what is not, and give
them to add, which takes them as they are:

  crossings draft --reported 2026-05-02 --source "a mayor" news.txt > drafts.jsonl
  head -n 1 drafts.jsonl | crossings add --journal mine.jsonl`,
		Args:        cobra.MaximumNArgs(1),
		Annotations: without("known", "as-of", "on"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.buffered(func() error { return a.draft(f, args) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.crossing, "crossing", "", "the crossing that the text is about: its code or any of its `name`s")
	flags.StringVar(&f.reported, "reported", "", "when it was said, as an EDTF `date`")
	flags.StringVar(&f.url, "url", "", "where it was read")
	flags.StringVar(&f.title, "title", "", "of the page")
	flags.StringVar(&f.source, "source", "", "who said it (default the host of --url)")
	flags.StringVar(&f.textLang, "text-lang", "", "`language` of the text, en, ar or ku (default as its letters say)")
	completeFlag(cmd, "text-lang", prose.English, prose.Arabic, prose.Kurdish)
	return cmd
}

// draft prints the claims that a text seems to make.
func (a *app) draft(f draftFlags, args []string) error {
	reg, err := a.registry()
	if err != nil {
		return err
	}
	o, err := f.options(a)
	if err != nil {
		return err
	}
	if f.crossing != "" {
		c, err := reg.Lookup(f.crossing)
		if err != nil {
			return fmt.Errorf("--crossing: %w", err)
		}
		o.Crossing = c.Code
	}
	text, err := a.draftText(args)
	if err != nil {
		return err
	}
	drafts := draft.Claims(reg.View(), text, o)
	if len(drafts) == 0 {
		fmt.Fprintln(a.err, a.say("crossings: no claim about a crossing is found in these words"))
	}
	for _, d := range drafts {
		if err := a.printJSON(d); err != nil {
			return err
		}
	}
	return nil
}

// options reads the flags, but for the crossing.
func (f *draftFlags) options(a *app) (o draft.Options, err error) {
	o = draft.Options{URL: f.url, Title: f.title, Source: f.source, TextLang: f.textLang, Language: a.language}
	switch f.textLang {
	case "", prose.English, prose.Arabic, prose.Kurdish:
	default:
		return o, usageError{fmt.Errorf("--text-lang %q: want en, ar or ku", f.textLang)}
	}
	if f.reported != "" {
		if o.Reported, err = edtf.Parse(f.reported); err != nil {
			return o, usageError{fmt.Errorf("--reported: %w", err)}
		}
	}
	return o, nil
}

// draftText reads the text of a file, or of standard input.
func (a *app) draftText(args []string) (string, error) {
	in := a.in
	if len(args) > 0 && args[0] != "-" {
		f, err := openFile(args[0])
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxDraftText+1))
	if err == nil && len(text) > maxDraftText {
		err = errors.New("the text has more than a mebibyte; give draft one news item at a time")
	}
	return string(text), err
}

// draftStart is how a line of draft begins.
var draftStart = []byte(`{"claim":`)

// undrafted returns a reader of claims, given how it starts: of lines as draft prints
// them it has the claims alone.
func undrafted(r *bufio.Reader, start []byte) io.Reader {
	if !bytes.HasPrefix(start, draftStart) {
		return r
	}
	return &draftReader{from: r}
}

// A draftReader reads the claims of drafts, a line each. A line that is no draft it
// has as it is.
type draftReader struct {
	from *bufio.Reader
	rest []byte
	err  error
}

func (d *draftReader) Read(p []byte) (int, error) {
	for len(d.rest) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		var line []byte
		line, d.err = d.from.ReadBytes('\n')
		d.rest = line
		var draft struct {
			Claim json.RawMessage `json:"claim"`
		}
		if bytes.HasPrefix(line, draftStart) && json.Unmarshal(line, &draft) == nil && draft.Claim != nil {
			d.rest = append(bytes.TrimSpace(draft.Claim), '\n')
		}
	}
	n := copy(p, d.rest)
	d.rest = d.rest[n:]
	return n, nil
}
