package main

import (
	"testing"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A trial tells what adding would have done, and does nothing.
func TestTry(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	var held border.Claim
	for held = range reg.All() {
		break
	}
	n := reg.Len()
	ids, isNew, err := try(reg, held)
	require.NoError(t, err)
	require.False(t, isNew)
	require.Equal(t, []uuid.UUID{held.ID}, ids)

	other := held.Clone()
	other.ID, other.Note = uuid.Nil, "told by another page"
	ids, isNew, err = try(reg, held, other)
	require.NoError(t, err)
	require.True(t, isNew)
	require.Nil(t, ids)
	require.Equal(t, n, reg.Len())

	other.Crossing = "nowhere"
	_, isNew, err = try(reg, other)
	require.ErrorIs(t, err, border.ErrNoCrossing)
	require.False(t, isNew)
}
