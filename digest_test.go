package border_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestThrough(t *testing.T) {
	reg := emptyRegistry(t)
	require.Equal(t, border.Reach{}, reg.Through())
	require.Equal(t, border.Reach{}, border.View{}.Through())
	first := statusClaim("open", "2015-01-01", border.Start)
	first.Reported, first.Recorded = edtfDate("2015-01-02"), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	vague := statusClaim("closed", "2015-03-01", border.Start)
	vague.Reported, vague.Recorded = edtfDate("[2015-03-02..2026-11-24]"), time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	_, err := reg.Add(first, vague)
	require.NoError(t, err)
	require.Equal(t, border.Reach{Reported: border.Date(2015, time.March, 2), Recorded: vague.Recorded, Claims: 2}, reg.Through())
	require.Equal(t, border.Reach{Reported: border.Date(2015, time.January, 2), Recorded: first.Recorded, Claims: 1}, reg.KnownBy(border.Date(2016, time.January, 1)).Through())
}

// A digest depends on the claims alone.
func TestDigest(t *testing.T) {
	a := statusClaim("open", "2015-01-01", border.Start)
	b := statusClaim("closed", "2016-01-01", border.Start)
	digest := func(claims ...border.Claim) border.Digest {
		reg := emptyRegistry(t)
		for _, c := range claims {
			_, err := reg.Add(c)
			require.NoError(t, err)
		}
		return reg.Digest()
	}
	require.Equal(t, digest(a, b), digest(b, a), "not on their order")
	later := a
	later.Recorded = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	require.Equal(t, digest(a, b), digest(later, b), "nor on when they were recorded")
	require.NotEqual(t, digest(a, b), digest(a))
	noted := b
	noted.Note = "x"
	require.NotEqual(t, digest(a, b), digest(a, noted))
	require.Len(t, digest(a).String(), 64)
	require.Equal(t, digest(a).String()[:12], digest(a).Short())
	require.Equal(t, digest(), border.View{}.Digest(), "of no claims")
}

func TestCite(t *testing.T) {
	reg := emptyRegistry(t)
	c := statusClaim("closed", "2015-01-01", border.Start)
	c.Side = border.Both
	_, err := reg.Add(c)
	require.NoError(t, err)
	cited, err := reg.KnownBy(border.Date(2018, time.January, 1)).Cite(border.AlBukamalAlQaim, border.Date(2016, time.January, 1), "2026.11.24")
	require.NoError(t, err)
	digest := reg.Digest()
	const title = "Al-Bukamal–Al-Qaim on 2016-01-01: last known: closed; Syrian side: unknown; Iraqi side: unknown, as known by 2018-01-01"
	require.Equal(t, title+". Syria–Iraq border crossing status registry, version 2026.11.24, claims reported through 2017-01-01, digest "+digest.Short()+". By a, 2017-01-01.", cited.String())
	cited.AsOf, cited.URL, cited.Accessed = time.Date(2018, 1, 2, 3, 4, 5, 600, time.UTC), "https://border.example/x", border.Date(2026, time.January, 3)
	cited.Claims[0].Source.URL = "https://a.example/"
	require.Equal(t, title+", as recorded by 2018-01-02T03:04:05.0000006Z", cited.Title())
	require.True(t, strings.HasSuffix(cited.String(), ". By a, 2017-01-01, https://a.example/. https://border.example/x, seen on 2026-01-03"), cited.String())
	other := cited.Claims[0]
	other.Kind, other.Value = border.KindControl, "islamic-state"
	cited.Claims = append(cited.Claims, other, other)
	cited.Claims[2].Source.URL = "https://a.example/2"
	require.Equal(t, []string{"a, 2017-01-01, https://a.example/", "a, 2017-01-01, https://a.example/2"}, cited.Sources(), "two claims of one page are one line")
	_, err = reg.View().Cite("nowhere", border.Date(2016, time.January, 1), "")
	require.ErrorIs(t, err, border.ErrNoCrossing)
}

// The embedded dataset says which edition it is, and each of its claims has the
// id of its content.
func TestDatasetEdition(t *testing.T) {
	require.Regexp(t, `^\d{4}\.\d\d\.\d\d$`, border.DatasetVersion())
	reg, err := border.Default()
	require.NoError(t, err)
	for c := range reg.Crossings() {
		claims, err := reg.Claims(c.Code)
		require.NoError(t, err)
		for _, claim := range claims {
			require.Equal(t, claim.ContentID(), claim.ID)
			require.False(t, claim.Reported.IsZero(), claim.ID)
		}
	}
	whole, err := border.Default()
	require.NoError(t, err)
	crossings := slices.Collect(whole.Crossings())
	require.True(t, slices.IsSortedFunc(crossings, func(x, y border.Crossing) int { return slices.Compare([]byte(x.Code), []byte(y.Code)) }))
}

// The digest of claims is that of a view that has them, in any order; of others it differs.
func TestDigestOf(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	one, err := reg.View().Only(border.AlTanfAlWaleed)
	require.NoError(t, err)
	claims := slices.Collect(one.All())
	slices.Reverse(claims)
	require.Equal(t, one.Digest(), border.DigestOf(slices.Values(claims)))
	require.NotEqual(t, one.Digest(), border.DigestOf(slices.Values(claims[1:])))
	require.Equal(t, border.View{}.Digest(), border.DigestOf(slices.Values(claims[:0])))
}
