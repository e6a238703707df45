package web

// Refill lets as many writes through as a server does that has just begun.
func (s *Server) Refill() {
	s.writer.limit.mu.Lock()
	defer s.writer.limit.mu.Unlock()
	s.writer.limit.tokens = writesAtOnce
}
