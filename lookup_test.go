package border_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// spellings returns a name as other people write it.
func spellings(name string) []string {
	all := []string{name, strings.ToUpper(name), strings.ToLower(name), "  " + name + " "}
	if after, ok := strings.CutPrefix(name, "Al-"); ok {
		rest := after
		all = append(all, rest, "al "+rest, "El-"+rest)
	}
	return append(all, strings.NewReplacer("'", "’").Replace(name), strings.ReplaceAll(name, "-", " "))
}

// TestLookupEveryAlias: each name and alias of a crossing or of a side finds its
// crossing, in every script, and each pair of names of its two sides.
func TestLookupEveryAlias(t *testing.T) {
	reg := emptyRegistry(t)
	whole, err := border.Default()
	require.NoError(t, err)
	crossings := slices.Collect(whole.Crossings())
	require.Len(t, crossings, 4)
	finds := func(code, name string) {
		c, err := reg.Lookup(name)
		require.NoError(t, err, "%q", name)
		require.Equal(t, code, c.Code, "%q", name)
	}
	tried := 0
	for _, c := range crossings {
		finds(c.Code, c.Code)
		finds(c.Code, c.ID().String())
		sides := map[border.Side][]string{}
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			p := c.Place(side)
			sides[side] = append([]string{p.Town.English, p.Town.Arabic, p.Town.Kurdish}, p.Aliases...)
		}
		whole := append([]string{c.Names.English, c.Names.Arabic, c.Names.Kurdish}, c.Aliases...)
		for _, name := range append(append(whole, sides[border.Syria]...), sides[border.Iraq]...) {
			for _, s := range spellings(name) {
				finds(c.Code, s)
				tried++
			}
		}
		for _, a := range sides[border.Syria] {
			for _, b := range sides[border.Iraq] {
				for _, pair := range []string{a + "–" + b, b + " - " + a, a + "/" + b, a + "-" + b} {
					finds(c.Code, pair)
					tried++
				}
			}
		}
	}
	require.Greater(t, tried, 1000)
}

var lookupErrorTests = []struct {
	name       string
	candidates []string
	want       string
}{
	{"Al-Yarubiyah–Al-Waleed", []string{"al-tanf-al-waleed", "al-yarubiyah-rabia"},
		`"Al-Yarubiyah–Al-Waleed": no such crossing: its two sides belong to different crossings; did you mean al-tanf-al-waleed or al-yarubiyah-rabia?`},
	{"Rabia-Bukamal", []string{"al-bukamal-al-qaim", "al-yarubiyah-rabia"},
		`"Rabia-Bukamal": no such crossing: its two sides belong to different crossings; did you mean al-bukamal-al-qaim or al-yarubiyah-rabia?`},
	{"التنف / القائم", []string{"al-bukamal-al-qaim", "al-tanf-al-waleed"},
		`"التنف / القائم": no such crossing: its two sides belong to different crossings; did you mean al-bukamal-al-qaim or al-tanf-al-waleed?`},
	// One side twice is no pair.
	{"Rabia-Rabia", []string{"al-yarubiyah-rabia"},
		`"Rabia-Rabia": no such crossing: it names one side twice; did you mean al-yarubiyah-rabia?`},
	{"al-bukamal–albukamal", []string{"al-bukamal-al-qaim"},
		`"al-bukamal–albukamal": no such crossing: it names one side twice; did you mean al-bukamal-al-qaim?`},
	{"Bab al-Hawa", nil, `"Bab al-Hawa": no such crossing: it lies between Syria and Türkiye, not on this border; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"", nil, `"": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"-", nil, `"-": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"ab", nil, `"ab": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"\xff", nil, `"\xff": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"طريبيل", nil, `"طريبيل": no such crossing: it lies between Iraq and Jordan, not on this border; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
	{"al-qiam", []string{"al-bukamal-al-qaim"}, `"al-qiam": no such crossing; did you mean al-bukamal-al-qaim?`},
	{"tnaf", []string{"al-tanf-al-waleed"}, `"tnaf": no such crossing; did you mean al-tanf-al-waleed?`},
	{"اليعروبية", []string{"al-yarubiyah-rabia"}, `"اليعروبية": no such crossing; did you mean al-yarubiyah-rabia?`},
	{"Semlaka", []string{"faysh-khabur-semalka"}, `"Semlaka": no such crossing; did you mean faysh-khabur-semalka?`},
	{"Rabi", []string{"al-yarubiyah-rabia"}, `"Rabi": no such crossing; did you mean al-yarubiyah-rabia?`},
	{"the new Qaim gate", []string{"al-bukamal-al-qaim"}, `"the new Qaim gate": no such crossing; did you mean al-bukamal-al-qaim?`},
}

func TestLookupErrors(t *testing.T) {
	reg := emptyRegistry(t)
	for _, tt := range lookupErrorTests {
		_, err := reg.Lookup(tt.name)
		require.EqualError(t, err, tt.want)
		require.ErrorIs(t, err, border.ErrNoCrossing)
		lookup, ok := errors.AsType[*border.LookupError](err)
		require.True(t, ok)
		require.Equal(t, tt.name, lookup.Name)
		require.Equal(t, tt.candidates, append([]string(nil), lookup.Candidates...))
		if tt.candidates == nil {
			require.Equal(t, []string{border.AlBukamalAlQaim, border.AlTanfAlWaleed, border.AlYarubiyahRabia, border.FayshKhaburSemalka}, lookup.All)
		} else {
			require.Empty(t, lookup.All)
		}
	}
}

// TestLookupHomonyms: places that share a name with a crossing are refused, with
// what they are.
func TestLookupHomonyms(t *testing.T) {
	reg := emptyRegistry(t)
	tried := 0
	for c := range reg.Crossings() {
		for _, h := range c.Homonyms {
			tried++
			_, err := reg.Lookup(h.Name)
			lookup, ok := errors.AsType[*border.LookupError](err)
			require.True(t, ok, "%q: %v", h.Name, err)
			require.Equal(t, []string{c.Code}, lookup.Candidates, "%q", h.Name)
			require.Equal(t, "that name is of "+h.Note, lookup.Reason, "%q", h.Name)
		}
	}
	require.GreaterOrEqual(t, tried, 9)
}

// TestQueriesWantCodes: queries take codes alone; of a name the error tells the
// code.
func TestQueriesWantCodes(t *testing.T) {
	v := emptyRegistry(t).View()
	day := border.Today()
	for name, ask := range map[string]func(code string) error{
		"At":       func(code string) error { _, err := v.At(code, day); return err },
		"Current":  func(code string) error { _, err := v.Current(code); return err },
		"Control":  func(code string) error { _, err := v.Control(code, border.Syria, day); return err },
		"Status":   func(code string) error { _, err := v.Status(code, border.Iraq, day); return err },
		"Claims":   func(code string) error { _, err := v.Claims(code); return err },
		"Plans":    func(code string) error { _, err := v.Plans(code, day); return err },
		"Crossing": func(code string) error { _, err := v.Handle(code); return err },
		"History":  func(code string) error { return onlyError(t, v.History(code)) },
		"Between":  func(code string) error { return onlyError(t, v.Between(code, day, day)) },
		"Passable": func(code string) error {
			_, err := v.Passable(code, day, border.Fuel, border.IraqToSyria)
			return err
		},
		"Why": func(code string) error { _, err := v.Why(code, border.Syria, border.QuestionStatus, day); return err },
	} {
		require.EqualError(t, ask("Al-Qaim"), `"Al-Qaim": no such crossing: want its code; did you mean al-bukamal-al-qaim?`, name)
		require.EqualError(t, ask("nowhere"), `"nowhere": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`, name)
		require.ErrorIs(t, ask(""), border.ErrNoCrossing, name)
	}
}

func onlyError(t *testing.T, all func(func(border.Segment, error) bool)) (err error) {
	n := 0
	for s, e := range all {
		n++
		require.Zero(t, s)
		err = e
	}
	require.Equal(t, 1, n)
	return err
}

// TestQueriesWantOneSide: a single finding is of Syria or Iraq.
func TestQueriesWantOneSide(t *testing.T) {
	v := emptyRegistry(t).View()
	for side, want := range map[border.Side]string{
		0:              `"" is not one of syria, iraq`,
		border.Both:    `"both" is not one of syria, iraq`,
		border.Side(9): `"9?" is not one of syria, iraq`,
	} {
		_, err := v.Control(border.AlTanfAlWaleed, side, border.Today())
		require.EqualError(t, err, want)
		_, err = v.Status(border.AlTanfAlWaleed, side, border.Today())
		require.EqualError(t, err, want)
	}
}
