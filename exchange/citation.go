package exchange

import (
	"encoding/json"
	"fmt"

	"github.com/crossingstatus/border"
)

// BibTeX returns a citation as an entry for a bibliography.
func BibTeX(c border.Citation) string {
	return fmt.Sprintf("@misc{%s,\n  title = {%s},\n  howpublished = {%s},\n  note = {Claims reported through %s, digest %s},\n}\n",
		citationKey(c), c.Title(), c.Publisher(), c.Through, c.Digest)
}

// CSLJSON returns a citation as a CSL-JSON item, as citation managers read it.
func CSLJSON(c border.Citation) ([]byte, error) {
	return json.Marshal(map[string]string{
		"id":        citationKey(c),
		"type":      "dataset",
		"title":     c.Title(),
		"publisher": c.Publisher(),
		"version":   c.Version,
		"note":      fmt.Sprintf("Claims reported through %s, digest %s", c.Through, c.Digest),
	})
}

// citationKey returns the key of a citation, which no other answer has.
func citationKey(c border.Citation) string {
	return fmt.Sprintf("border-%s-%s-%s", c.Crossing, c.On, c.Digest.Short())
}
