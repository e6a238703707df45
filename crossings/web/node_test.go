package web_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A client in another language asks about a day and follows what comes.
func TestNodeClient(t *testing.T) {
	needTools(t)
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node")
	}
	dir := filepath.Join("..", "examples", "node")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "eventsource")); err != nil {
		npm, err := exec.LookPath("npm")
		if err != nil {
			missing(t, "npm")
		}
		install := exec.Command(npm, "install", "--no-audit", "--no-fund", "--ignore-scripts")
		install.Dir = dir
		if out, err := install.CombinedOutput(); err != nil {
			t.Log(string(out))
			missing(t, "the npm package eventsource")
		}
	}
	reg := registry(t)
	root, _ := listen(t, server(t, config(t, reg)))
	client := exec.CommandContext(t.Context(), node, "follow.mjs", root, "al-bukamal-al-qaim", "2020-01-01", "2")
	client.Dir = dir
	client.Stderr = os.Stderr
	out, err := client.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, client.Start())
	lines := bufio.NewScanner(out)
	for _, want := range []string{
		"al-bukamal-al-qaim on 2020-01-01: open",
		"  syria: open, held by iran-backed-militias or syrian-government (disputed), last attested 2019-09-30",
		"  iraq: open, held by iraqi-government, last attested 2019-09-30",
		"following",
	} {
		require.True(t, lines.Scan())
		require.Equal(t, want, lines.Text())
	}
	_, err = reg.Add(claimOn("2026-11-01"), claimOn("2026-11-02"))
	require.NoError(t, err)
	for _, day := range []string{"2026-11-01", "2026-11-02"} {
		require.True(t, lines.Scan())
		require.Equal(t, "al-tanf-al-waleed, both: status open "+day+", says Somebody", lines.Text())
	}
	require.False(t, lines.Scan())
	require.NoError(t, client.Wait())

	refused, err := exec.CommandContext(t.Context(), node, filepath.Join(dir, "follow.mjs"), root, "nowhere").CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(refused), `"nowhere"`)
}
