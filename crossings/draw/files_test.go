package draw_test

import (
	"bytes"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/internal/example"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// The example drawings are those of the few claims that the examples of all
// formats are made from.
func TestExampleFiles(t *testing.T) {
	v, day := example.View(t, "../../exchange/testdata/claims.jsonl"), border.Date(2014, 6, 15)
	var timeline bytes.Buffer
	_, err := draw.Timeline{View: v, Code: border.AlBukamalAlQaim, Today: today}.WriteTo(&timeline)
	require.NoError(t, err)
	for name, got := range map[string]string{
		"timeline.svg": timeline.String(),
		"map.svg":      draw.Map{View: v, On: day}.Inline(),
		"map.ar.svg":   draw.Map{View: v, On: day, Language: edtf.Arabic}.Inline(),
	} {
		example.Same(t, name, got)
	}
}
