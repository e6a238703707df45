package border_test

import (
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func TestOrigins(t *testing.T) {
	id := func(n byte) uuid.UUID { return uuid.UUID{15: n} }
	reg := emptyRegistry(t)
	add := func(n byte, edge border.Edge, repeats ...uuid.UUID) {
		c := statusClaim("open", "2015-01-01", edge)
		c.ID, c.Repeats, c.Source.Name = id(n), repeats, string('a'+rune(n))
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	origins := func() int {
		f, err := reg.Status(border.AlBukamalAlQaim, border.Syria, border.Date(2015, time.June, 1))
		require.NoError(t, err)
		return f.Origins()
	}
	require.Equal(t, 0, origins())
	add(1, border.Start)
	require.Equal(t, 1, origins())
	add(2, border.Seen)
	require.Equal(t, 2, origins())
	add(3, border.Seen, id(2)) // a relay of 2
	require.Equal(t, 2, origins())
	add(4, border.Seen, id(99)) // both repeat one that is not here
	add(5, border.Seen, id(99))
	require.Equal(t, 3, origins())
	add(6, border.Seen, id(1), id(5)) // ties two together
	require.Equal(t, 2, origins())
	require.Equal(t, 0, border.Finding[border.Status]{}.Origins())
}

// Statements of the dataset that several pages carry are of one origin, though
// each is a claim of its own.
func TestOneOriginInDataset(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	var all []border.Claim
	for c := range reg.Crossings() {
		claims, err := reg.Claims(c.Code)
		require.NoError(t, err)
		all = append(all, claims...)
	}
	for _, group := range []struct {
		what  string
		size  int
		match func(border.Claim) bool
	}{
		{"the founding article's plan and the newspaper that it relays, on three pages", 4, func(c border.Claim) bool {
			return c.Modality.IsPlan() && c.When.String() == "2019-07-05/2019-08-05"
		}},
		{"closed since 2012: Asharq Al-Awsat and Arab News, both after AP", 2, func(c border.Claim) bool {
			return c.When.String() == "2019-09-29" && (c.Source.Name == "Asharq Al-Awsat" || c.Source.Name == "AP")
		}},
		{"two Syrian army sources of Reuters, on three pages", 3, func(c border.Claim) bool {
			return c.When.String() == "2024-12-06" && c.Value == "sdf" && c.Modality == border.Reported
		}},
		{"one report of AFP on the crossings of 2026", 2, func(c border.Claim) bool {
			return c.When.String() == "2026-04-20" && c.Source.Name == "AFP" && c.Crossing != border.AlTanfAlWaleed && c.Kind == border.KindStatus
		}},
		{"the Observatory on Al-Tanf, and France 24 after it", 2, func(c border.Claim) bool {
			return c.Crossing == border.AlTanfAlWaleed && c.When.String() == "2015-05-21" && c.Value == "islamic-state" &&
				(c.Source.Name == "France 24" || c.Source.Name == "Syrian Observatory for Human Rights")
		}},
	} {
		origins, size := map[uuid.UUID]bool{}, 0
		for _, c := range all {
			if group.match(c) {
				origins[originOf(all, c.ID)] = true
				size++
			}
		}
		require.Equal(t, group.size, size, group.what)
		require.Len(t, origins, 1, group.what)
	}
}

// originOf follows repeats both ways, and returns the smallest id that it comes
// to.
func originOf(claims []border.Claim, id uuid.UUID) uuid.UUID {
	group := map[uuid.UUID]bool{id: true}
	for grown := true; grown; {
		grown = false
		for _, c := range claims {
			for _, r := range c.Repeats {
				if group[c.ID] != group[r] {
					group[c.ID], group[r], grown = true, true, true
				}
			}
		}
	}
	for other := range group {
		if slices.Compare(other[:], id[:]) < 0 {
			id = other
		}
	}
	return id
}
