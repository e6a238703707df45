// Package tiny has mutants of which it is known what becomes of them.
package tiny

// Tested is asserted on whole: each mutant dies.
func Tested(n int) bool { return n > 3 }

// Called is run by a test that asserts nothing: each mutant survives.
func Called(n int) int {
	total := n
	total += 2
	return total
}

// Uncalled is run by none: it has no mutants.
func Uncalled(n int) int { return n + 1 }

// Joined has one that does not compile, since strings have no difference, and one
// that dies.
func Joined(a, b string) string { return a + b }

// Counted has two that go on for ever.
func Counted(_ int, ns ...int) (sum int) {
	for len(ns) > 0 {
		sum += ns[0]
		ns = ns[1:]
	}
	return sum
}

// Made calls what has the name of a builtin function, and no argument.
func Made(make func() int) int { return make() }
