package exchange

import (
	"encoding/json"
	"io"
	"iter"
	"time"

	"github.com/crossingstatus/border"
)

// WriteJSON writes a view as one JSON object: its crossings, its parties and claims of
// it, all or some, with the digest of those claims and the version of the dataset that
// they are from ("" if none), so that others can tell whether they have the same. It
// goes through the claims several times.
func WriteJSON(w io.Writer, v border.View, claims iter.Seq[border.Claim], version string) error {
	l := newLines(w)
	_ = l.text(`{"version":`)
	_ = l.value(orNull(version))
	_ = l.text(`,"digest":`)
	_ = l.value(border.DigestOf(claims).String())
	_ = l.text(`,"known":`)
	_ = l.value(orNull(v.Known().String()))
	_ = l.text(`,"asOf":`)
	_ = l.value(instantOrNull(v.AsOfInstant()))
	l.list(`,"crossings":`)
	for c := range v.Crossings() {
		_ = l.element(c)
	}
	l.end("")
	l.list(`,"parties":`)
	for p := range v.Parties() {
		_ = l.element(p)
	}
	l.end("")
	l.list(`,"claims":`)
	for c := range claims {
		if l.element(json.RawMessage(c.AppendJSON(nil))) != nil {
			break
		}
	}
	l.end("}\n")
	return l.flush()
}

func instantOrNull(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339Nano)
	return &s
}
