package border

import (
	"io/fs"
	"sync"

	"github.com/google/uuid"
)

// Texts say in another language what claims say in English: the values of notices
// and the notes, by the claim's id, and the units by their codes. They stand beside
// the claims, for a claim itself never changes; the names of sources are in the
// register of sources ([SourceInfo].Names). Texts never change. The zero Texts has
// none.
type Texts struct {
	read func() textsJSON // nil if there are none
}

// textsJSON is the JSON form of Texts.
type textsJSON struct {
	Units  map[string]string    `json:"units,omitempty"`
	Values map[uuid.UUID]string `json:"values,omitempty"`
	Notes  map[uuid.UUID]string `json:"notes,omitempty"`
}

// ReadTexts reads the texts of one language from JSON; name is the file's, for
// errors.
func ReadTexts(data []byte, name string) (Texts, error) {
	j, err := parseJSON[textsJSON](data, name)
	if err != nil {
		return Texts{}, err
	}
	return Texts{func() textsJSON { return j }}, nil
}

// embeddedTexts are the Arabic texts of the embedded dataset. They are read when
// one is first asked for, because that takes longer than all its other files but the
// claims, and most programs never ask. A test reads them.
var embeddedTexts = Texts{sync.OnceValue(func() textsJSON {
	data, err := fs.ReadFile(embedded, "data/"+arabicFile)
	if err != nil {
		return textsJSON{}
	}
	j, _ := parseJSON[textsJSON](data, arabicFile)
	return j
})}

func (t Texts) all() textsJSON {
	if t.read == nil {
		return textsJSON{}
	}
	return t.read()
}

// Value returns the value of a notice, by its claim, and ok false if there is no
// text for it.
func (t Texts) Value(claim uuid.UUID) (text string, ok bool) {
	text, ok = t.all().Values[claim]
	return text, ok
}

// Note returns the note of a claim, and ok false if there is no text for it.
func (t Texts) Note(claim uuid.UUID) (text string, ok bool) {
	text, ok = t.all().Notes[claim]
	return text, ok
}

// Unit returns the name of a unit, by its code, and ok false if there is none.
func (t Texts) Unit(code string) (name string, ok bool) {
	name, ok = t.all().Units[code]
	return name, ok
}

// Texts returns the texts in a language, by its tag, "ar".
func (v View) Texts(lang string) Texts {
	if v.isZero() {
		return Texts{}
	}
	return v.reg.world.texts[lang]
}
