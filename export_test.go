package border

// Lengths returns how many units, values and notes there are.
func (t Texts) Lengths() [3]int {
	all := t.all()
	return [3]int{len(all.Units), len(all.Values), len(all.Notes)}
}
