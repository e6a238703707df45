package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"slices"
	"sync/atomic"
)

// Editors are those who may add claims. They may be replaced while requests are answered.
type editors struct{ list atomic.Pointer[[]Editor] }

func newEditors(list []Editor) *editors {
	e := new(editors)
	e.set(list)
	return e
}

func (e *editors) set(list []Editor) {
	list = slices.Clone(list)
	e.list.Store(&list)
}

// named returns the name of the editor with a token, "" if there is none. Hashes are
// compared, all of them, so that the time tells nothing.
func (e *editors) named(token string) (name string) {
	sum := sha256.Sum256([]byte(token))
	for _, e := range *e.list.Load() {
		if want := sha256.Sum256([]byte(e.Token)); subtle.ConstantTimeCompare(sum[:], want[:]) == 1 {
			name = e.Name
		}
	}
	return name
}

// has reports whether there is an editor of that name.
func (e *editors) has(name string) bool {
	return slices.ContainsFunc(*e.list.Load(), func(e Editor) bool { return e.Name == name })
}

// SetEditors replaces the list of those who may add claims, from the next request on.
// Whoever is no longer in it is logged out of the desk. It is an error if the server takes
// no claims, or has no desk because it was started without editors.
func (s *Server) SetEditors(list []Editor) error {
	if s.writer == nil || s.desk == nil {
		return errors.New("this server began without editors; start it anew")
	}
	s.desk.door.editors.set(list)
	s.writer.editors.set(editorsOf(Config{Editors: list, Token: s.writer.token}))
	return nil
}
