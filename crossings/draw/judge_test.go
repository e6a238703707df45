package draw_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// judgePicture asks programs that others wrote whether a file is XML, and whether it can
// be drawn.
func judgePicture(name string) error {
	for _, cmd := range []*exec.Cmd{exec.Command("xmllint", "--noout", "--nonet", name), exec.Command("rsvg-convert", "--output", name+".png", name)} {
		if out, err := cmd.CombinedOutput(); err != nil {
			return &judged{cmd.Path, string(out), err}
		}
	}
	return nil
}

type judged struct {
	judge, said string
	err         error
}

func (j *judged) Error() string { return filepath.Base(j.judge) + ": " + j.err.Error() + ": " + j.said }

// Whatever the texts of claims hold, pictures are XML for xmllint, and rsvg-convert draws
// them; both notice a picture that is none.
func TestPicturesOfNastyTextsAreJudged(t *testing.T) {
	for _, tool := range []string{"xmllint", "rsvg-convert"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the pictures were NOT judged: %s is not installed (libxml2-utils, librsvg2-bin)", tool)
		}
	}
	reg, err := border.Default()
	require.NoError(t, err)
	for _, nasty := range []string{"\x00\x01\v\f\x1b[31m\x7f\u0085", "\ufffe\uffff", "]]> <!-- -- --> <?x ?>", `& &amp; &#0; " ' < >`, "\u202e\u2066\u200f\u061c", "</text></svg>", "\U000e0001\U0010ffff"} {
		_, err = reg.Add(
			border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindObstacle, Value: "queue" + nasty, Note: nasty + "n", Quote: nasty + "q",
				When: edtf.MustParse("2026-05"), Modality: border.Reported, Source: border.Source{Name: "Paper" + nasty, Title: nasty + "t", URL: "https://example.org/" + nasty}, Reported: edtf.MustParse("2026-05-30")},
			border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindControl, Value: "syrian-government", Unit: "unit" + nasty, Edge: border.Seen,
				When: edtf.MustParse("2026-05-30"), Modality: border.Observed, Source: border.Source{Name: "Paper" + nasty}, Reported: edtf.MustParse("2026-05-30")})
		require.NoError(t, err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "picture.svg")
	for _, l := range []edtf.Language{edtf.English, edtf.Arabic} {
		var timeline strings.Builder
		_, err := draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: today, Language: l, Credit: "& <\v>"}.WriteTo(&timeline)
		require.NoError(t, err)
		for _, picture := range []string{timeline.String(), draw.Map{View: reg.View(), On: today, Language: l, Credit: "& <\v>"}.Inline()} {
			require.NoError(t, os.WriteFile(name, []byte(picture), 0o644))
			require.NoError(t, judgePicture(name))
			require.NoError(t, os.WriteFile(name, []byte(strings.Replace(picture, "</svg>", "\v</svg>", 1)), 0o644))
			require.Error(t, judgePicture(name))
		}
	}
}
