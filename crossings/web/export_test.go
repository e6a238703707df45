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
