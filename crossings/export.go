package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/draw/raster"
	"github.com/crossingstatus/border/crossings/feeds"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/crossings/research"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

// An exporter writes what a command line of export asks for.
type exporter struct {
	*app
	view  border.View
	on    border.Day // the day of states
	code  string     // "" if all crossings are meant
	empty bool       // a form, without claims
	dir   string     // of a feed of several files; "" is standard output
	out   io.Writer

	chosen   filter.Filter // of the claims
	streamed *claimStream  // in place of the view; nil if there is one
}

// A format is one of those that export writes.
type format struct {
	name  string
	about string
	write func(exporter) error
}

// formats are those of export, in the order of its help.
var formats = []format{
	{"jsonl", "claims, one a line, as in the dataset", func(e exporter) error { return exchange.WriteJSONLines(e.out, e.claims()) }},
	{"csv", "claims for a spreadsheet; read back whole by import", func(e exporter) error { return exchange.WriteCSV(e.out, e.claims()) }},
	{"hxl", "the same with HXL 1.1 tags", func(e exporter) error { return exchange.WriteHXL(e.out, e.claims()) }},
	{"parquet", "the same as Parquet, for DuckDB, R and pandas; read back whole by import", func(e exporter) error { return research.WriteParquet(e.out, e.claims()) }},
	{"datapackage", "a directory of CSV with schemas and a dictionary; name it with --dir", exporter.dataPackage},
	{"xlsx", "a workbook of claims, crossings, parties, sources and states; with --empty a form to fill in", exporter.xlsx},
	{"json", "crossings, parties and claims as one object", func(e exporter) error { return exchange.WriteJSON(e.out, e.view, e.claims(), e.edition()) }},
	{"geojson", "the crossings with their states on a day, for a map (RFC 7946)", func(e exporter) error { return exchange.WriteGeoJSON(e.out, e.view, e.on) }},
	{"svg", "the timeline of CODE; without CODE the map on a day", exporter.svg},
	{"png", "the same as pixels, two to a unit of the drawing", exporter.png},
	{"stix", "a STIX 2.1 bundle: locations, and notes and reports of claims", func(e exporter) error { return exchange.WriteSTIX(e.out, e.view, e.claims()) }},
	{"misp", "a MISP event with the tags of the admiralty scale; with --dir a feed", exporter.misp},
	{"acled", "changes of control in the shape of ACLED's events", func(e exporter) error { return exchange.WriteACLED(e.out, e.view) }},
	{"ucdp", "changes of control in the shape of UCDP's events", func(e exporter) error { return exchange.WriteUCDP(e.out, e.view) }},
	{"ics", "a calendar of plans and what became of them (RFC 5545)", exporter.calendar},
	{"atom", "a feed of changes in what is known (RFC 4287)", exporter.atom},
}

func newExportCommand(a *app) *cobra.Command {
	var name, states, dir string
	var bom, empty bool
	var chosen filterFlags
	var about strings.Builder
	for _, f := range formats {
		fmt.Fprintf(&about, "  %-11s %s\n", f.name, f.about)
	}
	cmd := &cobra.Command{
		Use:   "export --format FORMAT [CODE]",
		Short: "Claims and states in the formats of other tools",
		Long: `export writes claims or states in a format that other tools read, to standard
output:

` + about.String() + `
With --states DAY, csv and hxl have the states of all crossings on that day instead
of claims. --on is the day of geojson, of the states of xlsx, of the map and of
the calendar. With CODE every format is of that crossing alone. The flags that
choose among claims go with jsonl, csv, hxl, parquet, datapackage, xlsx, json,
stix and misp; datapackage and xlsx have the states on the day of --on, too. Have
a spreadsheet open csv and hxl with every column as text: it takes some dates for
others. In xlsx all cells are text.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := refuseOfFormat(cmd, name, states); err != nil {
				return err
			}
			return a.export(name, states, dir, bom, empty, chosen, args)
		},
		ValidArgsFunction: a.completeCodes,
	}
	cmd.Flags().StringVar(&name, "format", "", "the `format`: "+strings.Join(formatNames(), ", "))
	cmd.Flags().StringVar(&states, "states", "", "with csv and hxl: the states on this `day` instead of claims")
	cmd.Flags().StringVar(&dir, "dir", "", "the `directory` that a data package is written into; with misp a feed, its event and its manifest, instead of standard output")
	cmd.Flags().BoolVar(&empty, "empty", false, "with xlsx: a form to fill in, in the language of --lang, for import")
	cmd.Flags().BoolVar(&bom, "bom", false, "with csv and hxl: begin with a byte order mark, which Excel needs to read Arabic")
	completeFlag(cmd, "format", formatNames()...)
	chosen.register(a, cmd)
	return cmd
}

// ofDay are the formats that answer about a day, which may be later than the claims
// reach.
var ofDay = []string{"xlsx", "geojson", "ics", "svg", "png", "datapackage"}

// ofClaims are the formats that carry claims, among which filters choose.
var ofClaims = []string{"jsonl", "csv", "hxl", "parquet", "datapackage", "xlsx", "json", "stix", "misp"}

func formatNames() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// refuseOfFormat refuses the shared flags that change nothing in a format.
func refuseOfFormat(cmd *cobra.Command, name, states string) error {
	speaking := []string{"xlsx", "svg", "png", "ics", "atom"} // in a language
	switch {
	case cmd.Flags().Changed("json"):
		return usageError{errors.New("--json has no meaning with export; a format is named by --format")}
	case cmd.Flags().Changed("lang") && !slices.Contains(speaking, name):
		return usageError{fmt.Errorf("--lang goes with --format %s", strings.Join(speaking, ", "))}
	case cmd.Flags().Changed("on") && states == "" && slices.Contains(formatNames(), name) && !slices.Contains(ofDay, name):
		return usageError{fmt.Errorf("--on goes with --format %s; csv and hxl take --states", strings.Join(ofDay, ", "))}
	}
	return nil
}

// refuseExport refuses what does not go together.
func (a *app) refuseExport(name, states, dir string, bom, empty bool, chosen filterFlags, args []string) error {
	sheet := name == "csv" || name == "hxl"
	switch {
	case name == "":
		return usageError{fmt.Errorf("want --format, one of %s", strings.Join(formatNames(), ", "))}
	case !slices.Contains(formatNames(), name):
		return usageError{fmt.Errorf("--format %q: want one of %s", name, strings.Join(formatNames(), ", "))}
	case dir != "" && name != "misp" && name != "datapackage":
		return usageError{errors.New("--dir goes with --format misp or datapackage")}
	case dir == "" && name == "datapackage":
		return usageError{errors.New("a data package is a directory; name it with --dir")}
	case empty && name != "xlsx":
		return usageError{errors.New("--empty goes with --format xlsx")}
	case (states != "" || bom) && !sheet:
		return usageError{errors.New("--states and --bom go with --format csv or hxl")}
	case chosen.given() != "" && (states != "" || !slices.Contains(ofClaims, name)):
		return usageError{fmt.Errorf("--%s goes with --format %s, which carry the claims that it chooses", chosen.given(), strings.Join(ofClaims, ", "))}
	case states != "" && len(a.on) > 0:
		return usageError{errors.New("--states and --on both name the day; give one of them")}
	}
	return nil
}

// export checks what is asked for before it reads or writes anything.
func (a *app) export(name, states, dir string, bom, empty bool, chosen filterFlags, args []string) error {
	if err := a.refuseExport(name, states, dir, bom, empty, chosen, args); err != nil {
		return err
	}
	if states != "" {
		if _, err := a.parseDay("--states", states); err != nil {
			return err
		}
		a.on = []string{states}
	}
	e := exporter{app: a, dir: dir, empty: empty}
	var err error
	if e.chosen, err = chosen.read(a); err != nil {
		return err
	}
	if e.on, err = a.day(); err != nil {
		return err
	}
	if a.streams(name, states) {
		err = e.openStream(args)
	} else {
		err = e.openView(name, args)
	}
	if err != nil {
		return err
	}
	if states != "" || slices.Contains(ofDay, name) && !empty {
		a.printReach(e.view, e.on)
	}
	buffered := bufio.NewWriterSize(words.Raw(a.out), 64<<10)
	e.out = buffered
	if bom {
		_, _ = buffered.WriteString("\ufeff")
	}
	write := formats[slices.Index(formatNames(), name)].write
	if states != "" {
		write = func(e exporter) error { return exchange.WriteStatesCSV(e.out, e.view, e.on) }
		if name == "hxl" {
			write = func(e exporter) error { return exchange.WriteStatesHXL(e.out, e.view, e.on) }
		}
	}
	if err := write(e); err != nil {
		return err
	}
	if e.streamed != nil && e.streamed.err != nil {
		return e.streamed.err
	}
	return buffered.Flush()
}

// openView reads the claims into a registry, of which the view is exported.
func (e *exporter) openView(name string, args []string) (err error) {
	if e.view, err = e.app.view(); err != nil || len(args) == 0 {
		return err
	}
	c, err := e.view.Lookup(args[0])
	if err != nil {
		return err
	}
	e.code = c.Code
	if name != "svg" && name != "png" { // those say how far all claims reach
		e.view, err = e.view.Only(c.Code)
	}
	return err
}

// claims yields the claims that were asked for, of the view with progress shown.
func (e exporter) claims() iter.Seq[border.Claim] {
	if e.streamed != nil {
		return e.streamed.claims
	}
	return func(yield func(border.Claim) bool) {
		bar := e.progress(int64(e.view.Through().Claims), "claims")
		defer func() { _ = bar.Finish() }()
		takes := e.chosen.Taker()
		for c := range e.view.All() {
			_ = bar.Add(1)
			if takes(c) && !yield(c) {
				return
			}
		}
	}
}

// credit says in a picture whence its claims come and under what licence; only of the
// embedded dataset is that known.
func (e exporter) credit() string {
	version := e.edition()
	if version == "" {
		return ""
	}
	return words.Of(e.language, "Claims: github.com/crossingstatus/border, edition %s, CC0 1.0", version)
}

func (e exporter) svg() error {
	if e.code == "" {
		_, err := io.WriteString(e.out, draw.Map{View: e.view, On: e.on, Language: e.language, Credit: e.credit()}.Inline())
		return err
	}
	t := draw.Timeline{View: e.view, Code: e.code, Language: e.language, Today: e.today, Credit: e.credit()}
	if len(e.app.on) > 0 {
		t.On = e.on
	}
	_, err := t.WriteTo(e.out)
	return err
}

// xlsx writes the workbook.
func (e exporter) xlsx() error {
	_, err := sheets.Export{View: e.view, Claims: e.claims(), On: e.on, Empty: e.empty, Language: e.language}.WriteTo(e.out)
	return err
}

// png writes the picture of svg as pixels.
func (e exporter) png() error {
	var drawing strings.Builder
	svg := e
	svg.out = &drawing
	if err := svg.svg(); err != nil {
		return err
	}
	return raster.PNG(e.out, drawing.String(), 2)
}

func (e exporter) calendar() error {
	_, err := feeds.Calendar{View: e.view, Of: e.code, On: e.on, Language: e.language}.WriteTo(e.out)
	return err
}

func (e exporter) atom() error {
	_, err := feeds.Atom{View: e.view, Of: e.code, Language: e.language}.WriteTo(e.out)
	return err
}

// dataPackage writes a data package into a directory.
func (e exporter) dataPackage() error {
	return research.WritePackage(e.dir, research.Package{View: e.view, Claims: e.claims(), On: e.on, Version: e.edition()})
}

// misp writes the event, with a directory as a feed: the event and the manifest that
// names it.
func (e exporter) misp() error {
	if e.dir == "" {
		return exchange.WriteMISP(e.out, e.view, e.claims())
	}
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{
		exchange.MISPEvent.String() + ".json": func(w io.Writer) error { return exchange.WriteMISP(w, e.view, e.claims()) },
		"manifest.json":                       func(w io.Writer) error { return exchange.WriteMISPManifest(w, e.view) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(e.dir, name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// progress returns a bar on standard error of how much is done. It appears only
// on a terminal, and only when the work takes longer than a moment.
func (a *app) progress(total int64, of string) *progressbar.ProgressBar {
	file, ok := words.Raw(a.err).(*os.File)
	visible := false
	if ok {
		info, err := file.Stat()
		visible = err == nil && info.Mode()&os.ModeCharDevice != 0 && total >= 100_000
	}
	return progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(words.Raw(a.err)),
		progressbar.OptionSetVisibility(visible),
		progressbar.OptionSetDescription(of),
		progressbar.OptionThrottle(200*time.Millisecond),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)
}
