package names

// Near reports whether two folded names differ by no more than a slip of the hand: one letter
// more, less or other, or two exchanged. Names of six letters and more may differ by two slips.
// Names of fewer than four letters are near to none.
func Near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	shorter := min(len(x), len(y))
	if shorter < 4 {
		return false
	}
	most := 1
	if shorter >= 6 {
		most = 2
	}
	return max(len(x), len(y))-shorter <= most && slips(x, y) <= most
}

// slips returns how many letters must be inserted, removed, replaced or exchanged with the next one
// to make y of x (the restricted Damerau–Levenshtein distance), in O(len(x)·len(y)).
func slips(x, y []rune) int {
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			other := 1
			if x[i-1] == y[j-1] {
				other = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+other)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
