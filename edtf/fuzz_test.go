package edtf_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// FuzzParse compares the reader with the reference.
func FuzzParse(f *testing.F) {
	for _, tt := range parseTests {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		requireAsSlow(t, s)
	})
}

// FuzzPrint prints what was read and reads it again, and asks it everything.
func FuzzPrint(f *testing.F) {
	for _, tt := range parseTests {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := edtf.Parse(s)
		if err != nil {
			require.True(t, d.IsZero())
			require.NotEmpty(t, err.Error())
			return
		}
		text, err := d.MarshalText()
		require.NoError(t, err)
		var back edtf.Date
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, d, back)

		lo, loBound := d.Earliest()
		hi, hiBound := d.Latest()
		require.Equal(t, loBound != edtf.Dated, lo.IsZero())
		require.Equal(t, hiBound != edtf.Dated, hi.IsZero())
		bounded := loBound == edtf.Dated && hiBound == edtf.Dated
		if bounded {
			require.False(t, hi.Before(lo))
		}
		n := 0
		var previous edtf.Day
		for day := range d.Days() {
			require.True(t, previous.Before(day))
			require.False(t, hi.Before(day))
			if previous, n = day, n+1; n == 1000 {
				break
			}
		}
		require.Equal(t, bounded, n > 0)
		if n > 0 && n < 1000 {
			require.Equal(t, hi, previous)
		}
		require.NotEmpty(t, d.Words(edtf.English))
		require.NotEmpty(t, d.Words(edtf.Arabic))

		c, ok := d.Components()
		require.Equal(t, d.Form() == edtf.FormDate, ok)
		require.Equal(t, ok, c.Year.Text != "")
		if start, end, ok := d.Interval(); ok {
			require.Equal(t, s, start.String()+"/"+end.String())
		}
		for first, last := range d.Members() {
			require.NotEmpty(t, first.String()+last.String())
		}
	})
}

// FuzzRelate checks what must hold of the relation of any two expressions.
func FuzzRelate(f *testing.F) {
	previous := ""
	for _, tt := range parseTests {
		if tt.wantErr == "" {
			f.Add(previous, tt.in)
			previous = tt.in
		}
	}
	f.Fuzz(func(t *testing.T, s, u string) {
		var a, b edtf.Date
		if a.UnmarshalText([]byte(s)) != nil || b.UnmarshalText([]byte(u)) != nil {
			return
		}
		r := edtf.Relate(a, b)
		require.NotZero(t, r)
		require.Equal(t, r, edtf.Relate(b, a).Inverse())
		require.NotZero(t, edtf.Relate(a, a)&edtf.Equal)

		// By days, as far as they can be listed.
		const limit = 200
		ofA := slices.Collect(atMost(limit, a.Days()))
		ofB := slices.Collect(atMost(limit, b.Days()))
		if n, m := len(ofA), len(ofB); n == 0 || n == limit || m == 0 || m == limit {
			return
		}
		var want edtf.Relation
		for _, x := range ofA {
			for _, y := range ofB {
				switch x.Compare(y) {
				case -1:
					want |= edtf.Before
				case 0:
					want |= edtf.Equal
				case 1:
					want |= edtf.After
				}
			}
		}
		require.Equal(t, want, r)
	})
}
