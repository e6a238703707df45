package exchange

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/crossingstatus/border"
)

// BibTeX returns a citation as an entry for a bibliography.
func BibTeX(c border.Citation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", citationKey(c))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, value)
		}
	}
	field("title", escapeTeX(c.Title()))
	field("howpublished", escapeTeX(c.Publisher()))
	field("url", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(c.URL))
	field("urldate", c.Accessed.String())
	field("note", escapeTeX(citationNote(c)))
	field("annote", escapeTeX(strings.Join(c.Sources(), "; ")))
	b.WriteString("}\n")
	return b.String()
}

// CSLJSON returns a citation as a CSL-JSON item, as citation managers read it.
func CSLJSON(c border.Citation) ([]byte, error) {
	item := map[string]any{
		"id":        citationKey(c),
		"type":      "dataset",
		"title":     c.Title(),
		"publisher": c.Publisher(),
		"version":   c.Version,
		"note":      strings.Join(append([]string{citationNote(c)}, c.Sources()...), "\n"),
	}
	if c.URL != "" {
		item["URL"] = c.URL
	}
	if !c.Accessed.IsZero() {
		year, month, day := c.Accessed.Date()
		item["accessed"] = map[string]any{"date-parts": [][]int{{year, int(month), day}}}
	}
	return json.Marshal(item)
}

// citationNote says by which claims the answer was worked out.
func citationNote(c border.Citation) string {
	return fmt.Sprintf("Claims reported through %s, digest %s", c.Through, c.Digest)
}

// citationKey returns the key of a citation, which no other answer has.
func citationKey(c border.Citation) string {
	return fmt.Sprintf("border-%s-%s-%s", c.Crossing, c.On, c.Digest.Short())
}

// escapeTeX writes a text so that TeX prints it as it stands.
func escapeTeX(text string) string { return texEscapes.Replace(text) }

var texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
