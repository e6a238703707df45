package journal

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A batch may name claims that come later in it. Whatever a crash leaves of it can
// be opened: the lines stand in another order.
func TestBatchThatNamesLaterClaims(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	first, second, third := claim(1), claim(2), claim(3)
	second.Denies = []uuid.UUID{third.ContentID()}
	first.Retracts = []uuid.UUID{second.ContentID(), third.ContentID()}
	ids, err := j.Add(first, second, claim(4), third)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{first.ContentID(), second.ContentID(), claim(4).ContentID(), third.ContentID()}, ids)

	content := d.names[memName].now
	for n := range len(content) + 1 {
		crashed := memDiskOf(map[string][]byte{memName: content[:n]})
		j, err := open(crashed, memName, w.registry(t), Options{})
		require.NoError(t, err, "%q", content[:n])
		require.NoError(t, j.Close())
	}
	require.NoError(t, j.Close())
	read, err := idsIn(d, memName)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{third.ContentID(), second.ContentID(), first.ContentID(), claim(4).ContentID()}, read)
}

// So may a batch of two.
func TestBatchOfTwoThatNamesTheSecond(t *testing.T) {
	for _, name := range []func(c *border.Claim, id uuid.UUID){
		func(c *border.Claim, id uuid.UUID) { c.Retracts = []uuid.UUID{id} },
		func(c *border.Claim, id uuid.UUID) { c.Denies = []uuid.UUID{id} },
	} {
		d := newMemDisk()
		j, err := open(d, memName, newRegistry(t), Options{})
		require.NoError(t, err)
		first, second := claim(1), claim(2)
		name(&first, second.ContentID())
		_, err = j.Add(first, second)
		require.NoError(t, err)
		require.NoError(t, j.Close())
		read, err := idsIn(d, memName)
		require.NoError(t, err)
		require.Equal(t, []uuid.UUID{second.ContentID(), first.ContentID()}, read)
	}
}

// Claims with ids of their own may name each other; a crash could part them.
func TestBatchThatNamesItselfInACircle(t *testing.T) {
	reg := newRegistry(t)
	j, err := open(newMemDisk(), memName, reg, Options{})
	require.NoError(t, err)
	first, second := claim(1), claim(2)
	first.ID, second.ID = uuid.MustParse("00000000-0000-4000-8000-000000000001"), uuid.MustParse("00000000-0000-4000-8000-000000000002")
	first.Retracts, second.Retracts = []uuid.UUID{second.ID}, []uuid.UUID{first.ID}
	_, err = j.Add(claim(3), first, second)
	require.EqualError(t, err, `claim 2: id "00000000-0000-4000-8000-000000000001": `+errCircle.Error())
	_, err = j.Add(first, second)
	require.EqualError(t, err, `claim 1: id "00000000-0000-4000-8000-000000000001": `+errCircle.Error())
	require.Zero(t, reg.Len())
	_, err = j.Add(claim(3), first)
	require.ErrorIs(t, err, border.ErrUnknownClaim)
	_, err = j.Add(claim(3))
	require.NoError(t, err)
	require.NoError(t, j.Close())
}
