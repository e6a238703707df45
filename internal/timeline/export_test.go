package timeline

// SetFew says from how many events and episodes a day on tracks are swept, and returns what says so no
// more.
func SetFew(n int) (undo func()) {
	before := few
	few = n
	return func() { few = before }
}
