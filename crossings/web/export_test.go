package web

// Refill lets as many writes through as a server does that has just begun.
func (s *Server) Refill() {
	s.writer.limit.mu.Lock()
	defer s.writer.limit.mu.Unlock()
	s.writer.limit.tokens = writesAtOnce
}

// Kept returns how many answers the server keeps.
func (s *Server) Kept() int {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	return len(s.cache.answers)
}

// MaxDrawings is how many bytes of drawings are kept.
const MaxDrawings = maxDrawings

// KeptDrawings returns how many drawings are kept, how many bytes they are taken for, and how many they have.
func (s *Server) KeptDrawings() (count, size, counted int) {
	for _, k := range s.drawings.kept {
		counted += k.drawn.Size()
	}
	return len(s.drawings.kept), s.drawings.size, counted
}
