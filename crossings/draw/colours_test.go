package draw_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/draw"
	"github.com/stretchr/testify/require"
)

// Signs and lines can be seen on the ground of the page, contrast 3, and words can be
// read on every fill, contrast 4.5, in the light and in the dark (WCAG 2, 1.4.3 and
// 1.4.11).
func TestColoursCanBeReadOn(t *testing.T) {
	light, dark, found := strings.Cut(draw.CSS(), "@media screen and (prefers-color-scheme:dark)")
	require.True(t, found)
	sign := regexp.MustCompile(`\.(v-[a-z0-9-]+)\{fill:(#[0-9a-f]{6})`)
	fill := regexp.MustCompile(`\.f-([a-z0-9-]+)\{fill:(#[0-9a-f]{6})\}\.i-([a-z0-9-]+)\{fill:(#[0-9a-f]{6})\}`)
	for _, theme := range []struct{ css, ground string }{{light, "#fffefb"}, {dark, "#1a2128"}} {
		signs := sign.FindAllStringSubmatch(theme.css, -1)
		require.Greater(t, len(signs), 20)
		for _, r := range signs {
			require.GreaterOrEqual(t, contrast(t, r[2], theme.ground), 3.0, "%s %s on %s", r[1], r[2], theme.ground)
		}
		fills := fill.FindAllStringSubmatch(theme.css, -1)
		require.Greater(t, len(fills), 20)
		for _, r := range fills {
			require.Equal(t, r[1], r[3])
			if r[1] != "unknown" { // it is only hinted at, on the ground of the page
				require.GreaterOrEqual(t, contrast(t, r[2], r[4]), 4.5, "%s %s with %s", r[1], r[2], r[4])
			}
		}
	}
}

// The statuses can be told apart by lightness alone, whatever colours an eye or a
// printer has: any two of them, for any two may be neighbours.
func TestStatusesDifferInLightness(t *testing.T) {
	light, dark, _ := strings.Cut(draw.CSS(), "@media screen and (prefers-color-scheme:dark)")
	for _, css := range []string{light, dark} {
		of := map[string]string{}
		for _, r := range regexp.MustCompile(`\.f-(open|restricted|intermittent|trial|closed)\{fill:(#[0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
			of[r[1]] = r[2]
		}
		require.Len(t, of, 5)
		for a := range of {
			for b := range of {
				if a < b {
					require.GreaterOrEqual(t, contrast(t, of[a], of[b]), 1.8, "%s %s beside %s %s", a, of[a], b, of[b])
				}
			}
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Syrian government": "SG", "Islamic State": "IS", "US-led coalition": "ULC", "none": "N", "Party of the town": "PTT", "": "", "SDF": "S",
		"الحكومة السورية": "ح س", "تنظيم الدولة الإسلامية": "ت د إ",
	} {
		require.Equal(t, want, draw.Initials(name), name)
	}
}

// contrast is that of WCAG 2.
func contrast(t testing.TB, a, b string) float64 {
	luminance := func(c string) (l float64) {
		for i, weight := range []float64{.2126, .7152, .0722} {
			n, err := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8)
			require.NoError(t, err)
			v := float64(n) / 255
			if v <= .04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+.055)/1.055, 2.4)
			}
			l += weight * v
		}
		return l
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}
