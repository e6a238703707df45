package words

import (
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// Promise puts into words what was to be when: "open, due by 5 August 2019".
func Promise(l edtf.Language, v border.View, p border.Plan) string {
	text := Value(l, v, p.Question, p.Value) + Of(l, ", ")
	if p.Due.Latest.IsZero() {
		return text + Of(l, "with no day set")
	}
	return text + Of(l, "due by %s", Day(l, p.Due.Latest))
}

// Plan puts a plan into words: what was to be when, and what became of it.
func Plan(l edtf.Language, v border.View, p border.Plan) string {
	var text strings.Builder
	text.WriteString(Promise(l, v, p) + ": " + Name(l, p.Outcome))
	for _, late := range []string{Slip(l, p.Slip), Waited(l, p.Waited)} {
		if late != "" {
			text.WriteString(Of(l, ", ") + late)
		}
	}
	return text.String()
}
