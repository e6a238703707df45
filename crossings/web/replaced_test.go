package web_test

import (
	"net/http"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// An address of a claim that an edition replaced leads to what stands for it, whose page
// shows what withdraws it under the old id.
func TestReplacedClaim(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	stands := reg.View().Successors()
	var old, dropped uuid.UUID
	var now border.Claim
	for r := range reg.Succession() {
		if len(stands(r.Old)) == 0 {
			dropped = r.Old
		}
		for c := range reg.All() {
			if s := stands(r.Old); len(s) == 1 && s[0] == c.ID {
				old, now = r.Old, c
			}
		}
	}
	require.NotEqual(t, uuid.Nil, dropped)
	retraction := border.Retraction(now, border.Source{Name: "me"})
	retraction.Retracts = []uuid.UUID{old}
	require.NoError(t, reg.Load(func(yield func(border.Claim, error) bool) { yield(retraction, nil) }))
	s := server(t, web.Config{Registry: reg})
	moved := get(s, "/claims/"+old.String())
	require.Equal(t, "/claims/"+now.ID.String(), moved.Header().Get("Location"))
	id := retraction.ContentID().String()
	require.Contains(t, get(s, "/claims/"+now.ID.String()).Body.String(), `href="/claims/`+id)
	require.Contains(t, get(s, "/claims/"+id).Body.String(), `href="/claims/`+now.ID.String())
	require.Equal(t, http.StatusNotFound, get(s, "/claims/"+dropped.String()).Code)
}
