package edtf_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// A writer writes random expressions, most of them valid.
type writer struct{ *rand.Rand }

// one returns one of the choices.
func (w writer) one(choices ...string) string { return choices[w.IntN(len(choices))] }

// maybe returns s once in n times, else "".
func (w writer) maybe(n int, s string) string {
	if w.IntN(n) == 0 {
		return s
	}
	return ""
}

func (w writer) qualifier(n int) string { return w.maybe(n, w.one("?", "~", "%")) }

// mask replaces digits by X, one in n.
func (w writer) mask(n int, s string) string {
	b := []byte(s)
	for i := range b {
		if w.IntN(n) == 0 {
			b[i] = 'X'
		}
	}
	return string(b)
}

func (w writer) date() string {
	masks, qualifiers := 1<<40, 1<<40
	if w.IntN(2) == 0 {
		masks = w.IntN(4) + 2
	}
	if w.IntN(3) == 0 {
		qualifiers = 3
	}
	year := fmt.Sprintf("%04d", w.IntN(10000))
	switch w.IntN(12) {
	case 0: // years in which masks and signs meet
		year = fmt.Sprintf("%04d", w.IntN(30))
	case 1:
		return w.longYear(qualifiers)
	case 2:
		return w.qualifier(qualifiers) + w.maybe(4, "-") + year + "S" + fmt.Sprint(w.IntN(6)) +
			w.qualifier(qualifiers)
	}
	var b strings.Builder
	b.WriteString(w.qualifier(2 * qualifiers))
	b.WriteString(w.maybe(8, "-") + w.mask(masks, year) + w.qualifier(2*qualifiers))
	if w.IntN(4) == 0 {
		return b.String()
	}
	month := fmt.Sprintf("%02d", w.IntN(12)+1)
	if w.IntN(4) == 0 {
		month = fmt.Sprintf("%02d", w.IntN(45))
	}
	b.WriteString("-" + w.qualifier(2*qualifiers) + w.mask(masks, month) + w.qualifier(2*qualifiers))
	if w.IntN(3) == 0 {
		return b.String()
	}
	day := fmt.Sprintf("%02d", w.IntN(30)+1)
	if w.IntN(3) == 0 {
		day = w.one("29", "30", "31", "3X", "X9")
	}
	b.WriteString("-" + w.qualifier(2*qualifiers) + w.mask(masks, day) + w.qualifier(2*qualifiers))
	if w.IntN(12) == 0 {
		fmt.Fprintf(&b, "T%02d:%02d:%02d", w.IntN(25), w.IntN(61), w.IntN(61))
		b.WriteString(w.one("", "", "Z", fmt.Sprintf("+%02d", w.IntN(16)), fmt.Sprintf("-%02d:%02d", w.IntN(14), w.IntN(61))))
	}
	return b.String()
}

func (w writer) longYear(qualifiers int) string {
	year := fmt.Sprint(w.Uint64N(1e17) >> w.IntN(56))
	return w.qualifier(qualifiers) + "Y" + w.maybe(3, "-") + year +
		w.maybe(3, fmt.Sprintf("E%d", w.IntN(18))) + w.maybe(3, fmt.Sprintf("S%d", w.IntN(18))) +
		w.qualifier(qualifiers)
}

func (w writer) expression() string {
	switch w.IntN(10) {
	case 0, 1, 2:
		return w.one(w.date(), w.date(), w.date(), "..", "") + "/" + w.one(w.date(), w.date(), w.date(), "..", "")
	case 3, 4:
		members := make([]string, w.IntN(4)+1)
		for i := range members {
			members[i] = w.date()
			if w.IntN(3) == 0 {
				members[i] = w.span()
			}
		}
		if w.IntN(6) == 0 {
			members[0] = ".." + w.date()
		}
		list := strings.Join(members, ",") + w.maybe(6, "..")
		return w.one("["+list+"]", "{"+list+"}")
	}
	return w.date()
}

// span writes a range of two dates, mostly of one precision.
func (w writer) span() string {
	a, b := w.date(), w.date()
	for range 3 {
		if slowPrecision(a) == slowPrecision(b) {
			break
		}
		b = w.date()
	}
	return a + ".." + b
}

// mutate changes a few bytes.
func (w writer) mutate(s string) string {
	const alphabet = "0123456789XXYTESZ?~%--+:/..,,[]{} xyu\x00\n٤"
	b := []byte(s)
	for range w.IntN(3) + 1 {
		i := w.IntN(len(b) + 1)
		c := alphabet[w.IntN(len(alphabet))]
		switch w.IntN(5) {
		case 0:
			b = slices.Insert(b, i, c)
		case 1:
			b = slices.Delete(b, i, min(i+1, len(b)))
		case 2:
			b = append(b[:i:i], b[min(i, w.IntN(len(b)+1)):]...)
		default:
			if i < len(b) {
				b[i] = c
			}
		}
	}
	return string(b)
}

// requireAsSlow compares what the package and the reference make of s.
func requireAsSlow(t testing.TB, s string) (valid bool) {
	t.Helper()
	want := slowParse(s)
	d, err := edtf.Parse(s)
	if !want.valid {
		if err == nil {
			t.Fatalf("Parse(%q) succeeded; the reference refuses it", s)
		}
		return false
	}
	if err != nil {
		t.Fatalf("Parse(%q): %v; the reference reads it", s, err)
	}
	lo, loBound := d.Earliest()
	hi, hiBound := d.Latest()
	got := fmt.Sprint(d.Level(), boundText(lo, loBound, "-inf"), boundText(hi, hiBound, "+inf"),
		d.Uncertain(), d.Approximate())
	if ref := fmt.Sprint(want.level, want.earliest, want.latest, want.uncert, want.approx); got != ref {
		t.Fatalf("Parse(%q) is %s; the reference says %s", s, got, ref)
	}
	require.Equal(t, s, d.String())
	if want.days != nil {
		var days []string
		for day := range d.Days() {
			days = append(days, day.String())
		}
		if !slices.Equal(days, want.days) {
			t.Fatalf("the days of %q are %v; the reference says %v", s, days, want.days)
		}
	}
	return true
}

// Every byte in every place of a date is read, or refused, as by the reference: the
// bytes beside the digits, and those that a subtraction would make digits, too.
func TestEveryByteAgainstReference(t *testing.T) {
	for _, text := range []string{"2012-07-04", "2012-12", "-2012-12", "1984"} {
		for at := range len(text) {
			for c := range 256 {
				requireAsSlow(t, text[:at]+string([]byte{byte(c)})+text[at+1:])
			}
		}
	}
}

// The 29th of February of years with Xs: of those that leap.
func TestLeapYearsAgainstReference(t *testing.T) {
	for _, year := range []string{"198X", "199X", "19X9", "190X", "19X0", "19XX", "1X00", "1X90", "1X99", "X900", "X9X9", "20X0",
		"2XX0", "XX00", "000X", "00X0", "-000X", "-00X1", "-199X", "-1X99"} {
		for _, day := range []string{"-02-29", "-02-2X", "-02-X9", "-XX-29", "-0X-29", "-02-30", "-X2-29"} {
			requireAsSlow(t, year+day)
		}
	}
}

// TestReference compares the package with the reference on random expressions
// and on mutations of them.
func TestReference(t *testing.T) {
	w := writer{rand.New(rand.NewPCG(2019, 8601))}
	n := 20_000
	if testing.Short() {
		n = 2_000
	}
	valid, mutatedValid := 0, 0
	for range n {
		s := w.expression()
		if requireAsSlow(t, s) {
			valid++
		}
		if requireAsSlow(t, w.mutate(s)) {
			mutatedValid++
		}
	}
	// The writer must write enough of both kinds for the comparison to mean
	// anything.
	t.Logf("of %d expressions and as many mutations, %d and %d were valid", n, valid, mutatedValid)
	require.Greater(t, valid, n/3)
	require.Greater(t, mutatedValid, n/20)
	require.Less(t, valid, n*9/10)
}
