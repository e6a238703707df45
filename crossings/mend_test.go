package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every fault is told in one pass with a proposal; the mended sheet has the proposals in,
// and imports once what was left is done by hand.
func TestImportMends(t *testing.T) {
	const sheet = "Name,Side,Status,Date,Source,Reported,Who holds\n" +
		"Al-Tanf,Iraqi,Partialy open,20/04/2026,mayor,2026-04-21,x\n" +
		"Qiam,both,closed,yesterday,mayor,2026-04-21,x\n" +
		"Rabia,both,open,11/03/2026,mayor,,x\n" +
		"Rabia,west,open,46132,,,x\n"
	file := write(t, "posts.csv", sheet)
	out := filepath.Join(t.TempDir(), "mended.csv")
	r := crossings(t, "", "import", file, "--mend", out)
	require.Equal(t, 1, r.status)
	require.Equal(t, "crossings: "+file+`: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER`+"\n"+
		"crossings: "+file+`: left out "Who holds"; --map NAME=MEMBER reads a column`+"\n"+
		file+`:2: Date "20/04/2026": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20; if a spreadsheet changed it, make the column text before opening the file`+"\n"+
		file+`:2: Status "partialy open": want one of closed, intermittent, open, restricted, trial run, unknown; did you mean restricted?`+"\n"+
		file+`:3: Date "yesterday": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20`+"\n"+
		file+`:3: Name: "Qiam": no such crossing; did you mean Al-Bukamal–Al-Qaim?`+"\n"+
		file+`:4: Date "11/03/2026": may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); write the one that is meant, or give --dates dmy or mdy where all are numbers; if a spreadsheet changed it, make the column text before opening the file`+"\n"+
		file+`:5: Side "west": want one of Syrian side, Iraqi side, both sides`+"\n"+
		file+`:5: Date "46132": a spreadsheet's number of a day, perhaps 2026-04-20; make the column text and write the date anew; did you mean 2026-04-20?`+"\n"+
		file+`:5: Source: the cell is empty`+"\n"+
		"crossings: wrote "+out+`; put in: 5 proposals; left in its column "fault": 3 faults; look it through, and import it`+"\n"+
		"crossings: nothing imported: 8 faults in 4 rows\n", r.stderr)
	mended, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "Name,Side,Status,Date,Source,Reported,Who holds,fault\n"+
		"Al-Tanf,Iraqi,restricted,2026-04-20,mayor,2026-04-21,x,\n"+
		"Al-Bukamal–Al-Qaim,both,closed,2026-04-20,mayor,2026-04-21,x,\n"+
		`Rabia,both,open,11/03/2026,mayor,,x,"Date ""11/03/2026"": may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); write the one that is meant, or give --dates dmy or mdy where all are numbers; if a spreadsheet changed it, make the column text before opening the file"`+"\n"+
		`Rabia,west,open,2026-04-20,,,x,"Side ""west"": want one of Syrian side, Iraqi side, both sides; Source: the cell is empty"`+"\n", string(mended))

	// The second time, as a workbook, with the order of the dates and a name of who said it.
	book := filepath.Join(t.TempDir(), "mended.xlsx")
	r = crossings(t, "", "import", out, "--dates", "dmy", "--mend", book)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "nothing imported: 2 faults in 4 rows")
	require.NoError(t, os.WriteFile(out, []byte("Name,Side,Status,Date,Source,fault\nRabia,both,open,11/03/2026,mayor,was wrong\n"), 0o644))
	r = crossings(t, "", "import", out, "--dates", "dmy")
	require.Equal(t, 0, r.status, r.stderr)
	require.NotContains(t, r.stderr, "fault")
	r = crossings(t, "", "import", book, "--dates", "dmy")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, book+`:5: Side "west"`)

	// A file that is there is not written over, and what is no sheet is not mended.
	require.Contains(t, crossings(t, "", "import", file, "--mend", book).stderr, "file exists")
	require.Equal(t, 2, crossings(t, "", "import", file, "--mend", filepath.Join(t.TempDir(), "x.txt")).status)
	require.Equal(t, 2, crossings(t, "{}", "import", "-", "--mend", "x.csv").status)
	require.Equal(t, 2, crossings(t, "", "import", file, file, "--mend", "x.csv").status)
}

// A dry run prints what diff would, and keeps nothing.
func TestImportDryRun(t *testing.T) {
	file := write(t, "news.csv", "crossing,side,status,when,source\ntanf,both,trial,2026-11-01,a mayor\n")
	r := crossings(t, "", "import", file, "--dry-run", "--json")
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, `{"crossing":"al-tanf-al-waleed","side":"iraq","question":"status","from":"2026-11-01"`)
	require.Contains(t, crossings(t, "", "import", file, "--dry-run").stdout, "answer now:")
	held := write(t, "held.csv", crossings(t, "", "export", "--format", "csv").stdout)
	require.Equal(t, result{"", "crossings: no answer would change\n", 0}, crossings(t, "", "import", held, "--dry-run"))
	require.Equal(t, r, crossings(t, "", "import", file, "--dry-run", "--json", "--journal", "none.jsonl"))
	require.NoFileExists(t, "none.jsonl")
}

// A mapping beside the sheet is found by itself, and told; flags go without it.
func TestImportMapBeside(t *testing.T) {
	file := write(t, "posts.csv", "Border post,How,On,Who\ntanf,Partially open,20/04/2026,mayor\n")
	beside := filepath.Join(filepath.Dir(file), "posts.map.json")
	args := []string{"import", file, "--set", "side=both", "--dates", "dmy", "--map", "Border post=crossing", "--map", "How=status", "--map", "On=when", "--map", "Who=source.name"}
	first := crossings(t, "", append(args, "--save-map", beside)...)
	require.Equal(t, 0, first.status, first.stderr)
	r := crossings(t, "", "import", file)
	require.Equal(t, result{first.stdout, "crossings: " + file + ": read with the mapping of " + beside + "\n" +
		`crossings: read "Partially open" as restricted; if that is wrong, write another word in the sheet` + "\n", 0}, r)
	require.NoError(t, os.WriteFile(beside, []byte("[]"), 0o644))
	require.Contains(t, crossings(t, "", "import", file).stderr, beside)
	require.Equal(t, 0, crossings(t, "", args...).status)
}
