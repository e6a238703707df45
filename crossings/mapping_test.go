package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A sheet of other people's imports with what it does not say: the side.
func TestImportForeignSheets(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	english := file("en.csv", "Name,Status,Date,Source,Lat\nAl-Tanf,Partially open,2026-04-20,mayor,33.1\n")
	arabic := file("ar.csv", "المعبر,الحالة,التاريخ,المصدر\nالتنف,مغلق جزئياً,2026-04-20,mayor\n")
	const claim = `"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"restricted","when":"2026-04-20","edge":"start","modality":"reported","source":{"name":"mayor"}}`

	r := crossings(t, "", "import", english, "--set", "side=both")
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, claim)
	require.Equal(t, "crossings: "+english+`: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER`+"\n"+
		"crossings: "+english+`: left out "Lat"; --map NAME=MEMBER reads a column`+"\n"+
		`crossings: read "Partially open" as restricted; if that is wrong, write another word in the sheet`+"\n", r.stderr)

	r = crossings(t, "", "import", arabic, "--set", "side=both")
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, claim)

	// The mapping is kept, and used again.
	posts := file("posts.csv", "Border post,How,On,Who\ntanf,Partially open,20/04/2026,mayor\n")
	saved := filepath.Join(dir, "posts.json")
	args := []string{"import", posts, "--set", "side=both", "--dates", "dmy", "--map", "Border post=crossing", "--map", "How=status", "--map", "On=when", "--map", "Who=source.name"}
	r = crossings(t, "", append(args, "--save-map", saved)...)
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, claim)
	require.Equal(t, `crossings: read "Partially open" as restricted; if that is wrong, write another word in the sheet`+"\n", r.stderr)
	require.Equal(t, r, crossings(t, "", "import", posts, "--use-map", saved))

	// Without an order a date in numbers is refused, with a proposal.
	r = crossings(t, "", "import", posts, "--use-map", saved, "--map", "Who=", "--set", "source.name=x", "--dates", "mdy")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, posts+`:2: On "20/04/2026": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20; if a spreadsheet changed it, make the column text before opening the file`+"\n")

	for _, tt := range [][2]string{
		{"--map=x", `crossings: --map "x": want NAME=VALUE`},
		{"--set=x=y", `crossings: a claim has no member "x"; it has status, control, id, `},
		{"--dates=ymd", `crossings: dates "ymd": want dmy or mdy`},
	} {
		r := crossings(t, "", "import", english, tt[0])
		require.Equal(t, 2, r.status)
		require.Contains(t, r.stderr, tt[1])
	}
	require.Equal(t, 1, crossings(t, "", "import", english, "--use-map", english).status)
}
