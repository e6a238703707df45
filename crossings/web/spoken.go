package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// languageOf returns the language in which a client wants messages: that of the parameter lang, else the
// one that its headers prefer.
func languageOf(r *http.Request) edtf.Language {
	tag := r.URL.Query().Get("lang")
	if tag == "" {
		tag = negotiated(r)
	}
	l, _ := words.Parse(tag)
	return l
}

// spoken puts problem documents into the language of their client. All else goes out as it is.
func spoken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if languageOf(r) != edtf.Arabic {
			next.ServeHTTP(w, r)
			return
		}
		s := &speaker{ResponseWriter: w}
		next.ServeHTTP(s, r)
		s.close(r.Method == http.MethodHead)
	})
}

// A speaker keeps a problem document back until it is whole, to say it in Arabic.
type speaker struct {
	http.ResponseWriter
	status int // that of the document, 0 of another answer
	body   bytes.Buffer
}

// WriteHeader implements [http.ResponseWriter].
func (s *speaker) WriteHeader(status int) {
	h := s.Header()
	isPlain := h.Get("Content-Encoding") == "" && h.Get("Content-Language") == ""
	if h.Get("Content-Type") == "application/problem+json" && isPlain {
		s.status = status
		return
	}
	s.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (s *speaker) Write(b []byte) (int, error) {
	if s.status != 0 {
		return s.body.Write(b)
	}
	return s.ResponseWriter.Write(b)
}

// Unwrap lets [http.ResponseController] reach the connection.
func (s *speaker) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// close sends what was kept back.
func (s *speaker) close(isHead bool) {
	if s.status == 0 {
		return
	}
	text := s.body.Bytes()
	var said huma.ErrorModel
	if err := json.Unmarshal(text, &said); err == nil || isHead {
		said.Title = words.Of(edtf.Arabic, said.Title)
		said.Detail = words.Problem(edtf.Arabic, said.Detail)
		for _, fault := range said.Errors {
			fault.Message = words.Problem(edtf.Arabic, fault.Message)
		}
		var b bytes.Buffer
		if json.NewEncoder(&b).Encode(said) == nil {
			text = b.Bytes()
		}
		s.Header().Set("Content-Language", words.Tag(edtf.Arabic))
	}
	s.Header().Add("Vary", "Accept-Language")
	if s.Header().Get("Content-Length") != "" {
		s.Header().Set("Content-Length", strconv.Itoa(len(text)))
	}
	s.ResponseWriter.WriteHeader(s.status)
	if !isHead {
		// What cannot be written to a client that is gone does not matter.
		_, _ = s.ResponseWriter.Write(text)
	}
}
