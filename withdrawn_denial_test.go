package border_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// arrivals yields the orders in which up to most of n things may come.
func arrivals(n, most int) iter.Seq[[]int] {
	var from func(came []int, yield func([]int) bool) bool
	from = func(came []int, yield func([]int) bool) bool {
		if len(came) > 0 && !yield(came) {
			return false
		}
		for i := range n {
			if len(came) < most && !slices.Contains(came, i) && !from(append(slices.Clip(came), i), yield) {
				return false
			}
		}
		return true
	}
	return func(yield func([]int) bool) { from(nil, yield) }
}

// A denial of a claim about another crossing is withdrawn there, too, in whatever order and in
// whatever batches the denial, what it denies and its withdrawal come, and come again as
// recorded earlier.
func TestDenialIsWithdrawnElsewhere(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2014, time.February, n, 0, 0, 0, 0, time.UTC) }
	denied := border.StatusClaim(border.AlTanfAlWaleed, border.Syria, border.Closed, edtf.MustParse("2014-01-02"), border.Source{Name: "a"})
	denied.ID, denied.Recorded = uuid.NewSHA1(uuid.NameSpaceOID, []byte("denied")), day(5)
	denier := border.StatusClaim(border.AlBukamalAlQaim, border.Syria, border.Closed, edtf.MustParse("2014-01-04"), border.Source{Name: "b"})
	denier.ID, denier.Recorded, denier.Denies = uuid.NewSHA1(uuid.NameSpaceOID, []byte("denier")), day(6), []uuid.UUID{denied.ID}
	withdrawal := border.Review(border.AlBukamalAlQaim, border.Date(2014, time.January, 5), border.Source{Name: "b"})
	withdrawal.ID, withdrawal.Recorded, withdrawal.Retracts = uuid.NewSHA1(uuid.NameSpaceOID, []byte("withdrawal")), day(7), []uuid.UUID{denier.ID}
	claims := []border.Claim{denied, denier, withdrawal}
	for i := range 3 {
		again := claims[i]
		again.Recorded = day(1)
		claims = append(claims, again)
	}
	for came := range arrivals(len(claims), 4) {
		kinds := map[int]bool{}
		for _, i := range came {
			kinds[i%3] = true
		}
		if len(kinds) < 3 {
			continue
		}
		for ends := range 1 << (len(came) - 1) { // bit k is set if a batch ends with the one that came as number k
			reg := emptyRegistry(t)
			var batch []border.Claim
			for k, i := range came {
				if batch = append(batch, claims[i]); ends>>k&1 == 1 || k == len(came)-1 {
					require.NoError(t, reg.Load(asRead(batch)))
					batch = nil
				}
			}
			f, err := reg.Status(border.AlTanfAlWaleed, border.Syria, border.Date(2014, time.January, 2))
			require.NoError(t, err)
			require.Equal(t, "closed, since 2014-01-02, last attested 2014-01-02", f.String(), fmt.Sprintf("%v, batches %b", came, ends))
		}
	}
}
