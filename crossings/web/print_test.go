package web_test

import (
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// Printed, the front page and the page of each crossing take two pages of A4 at most, and every
// word on them can be read: its line is seven and a half points high or more. Those of the timeline had 5.
func TestPrintsOnTwoPages(t *testing.T) {
	needTools(t)
	for _, name := range []string{"chromium", "pdfinfo", "pdftotext"} {
		if _, err := exec.LookPath(name); err != nil {
			missing(t, name)
		}
	}
	reg, err := border.Default()
	require.NoError(t, err)
	site := httptest.NewServer(server(t, config(t, reg)))
	t.Cleanup(site.Close)
	addresses := []string{"/", "/?lang=ar", "/crossings/" + border.AlBukamalAlQaim + "?lang=ar"}
	for c := range reg.Crossings() {
		addresses = append(addresses, "/crossings/"+c.Code)
	}
	dir := t.TempDir()
	for _, address := range addresses {
		file := filepath.Join(dir, "page.pdf")
		out, err := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
			"--no-pdf-header-footer", "--print-to-pdf="+file, site.URL+address).CombinedOutput()
		require.NoError(t, err, "%s", out)
		about, err := exec.CommandContext(t.Context(), "pdfinfo", file).Output()
		require.NoError(t, err)
		t.Logf("%s:\n%s", address, about)
		require.Regexp(t, `Page size: .*\(A4\)`, string(about))
		require.Regexp(t, regexp.MustCompile(`(?m)^Pages: +[12]$`), string(about), address)
		words, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox", file, "-").Output()
		require.NoError(t, err)
		boxes := regexp.MustCompile(`yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<`).FindAllStringSubmatch(string(words), -1)
		require.Greater(t, len(boxes), 100)
		for _, box := range boxes {
			top, err := strconv.ParseFloat(box[1], 64)
			require.NoError(t, err)
			bottom, err := strconv.ParseFloat(box[2], 64)
			require.NoError(t, err)
			require.GreaterOrEqual(t, bottom-top, 7.5, "%s: %s", address, box[3])
		}
	}
}
