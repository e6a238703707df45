package sheets

import (
	"cmp"
	"slices"
)

// Near returns the word of a member's vocabulary that a cell seems to be, misspelt by one slip
// or two; "" if there is none, or more than one.
func Near(member, cell string) string {
	text := []rune(plain(cell))
	if len(text) < 4 {
		return ""
	}
	near := map[string]int{}
	for word, known := range vocabularies[member] {
		claims := known.code
		most := 1
		if len(text) >= 6 {
			most = 2
		}
		n := slips(text, []rune(word))
		if had, ok := near[claims]; n <= most && (!ok || n < had) {
			near[claims] = n
		}
	}
	var best []string
	for claims := range near {
		best = append(best, claims)
	}
	slices.SortFunc(best, func(a, b string) int { return cmp.Compare(near[a], near[b]) })
	if len(best) == 0 || len(best) > 1 && near[best[0]] == near[best[1]] {
		return ""
	}
	return best[0]
}

// slips returns how many letters are to be put in, left out, replaced or exchanged with the
// next to make b of a (the restricted Damerau–Levenshtein distance), in O(len(a)·len(b)).
func slips(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			other := last[j]
			if a[i] != b[j] {
				other++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, other)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
