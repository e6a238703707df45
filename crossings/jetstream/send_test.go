package jetstream

import (
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"
)

func TestReadAck(t *testing.T) {
	for _, c := range []struct {
		data      string
		seq       uint64
		duplicate bool
		ok        bool
	}{
		{`{"stream":"BORDER", "seq":17}`, 17, false, true},
		{`{"stream":"BORDER", "seq":17,"duplicate": true}`, 17, true, true},
		{`{"stream":"BORDER","seq":17}`, 17, false, true},
		{`{"stream":"BORDER","domain":"hub", "seq":17}`, 17, false, true},
		{`{"stream":"BORDER", "seq":18446744073709551615}`, 1<<64 - 1, false, true},
		{`{"stream":"BORDER", "seq":18446744073709551616}`, 0, false, false},
		{`{"stream":"BORDER", "seq":0}`, 0, false, false},
		{`{"stream":"BORDER", "seq":17`, 0, false, false},
		{`{"error":{"code":503,"err_code":10077,"description":"no"},"stream":"BORDER","seq":0}`, 0, false, false},
		{`{"error":{"code":400,"description":"x", "seq":17}}`, 0, false, false},
		{``, 0, false, false}, // no responders
	} {
		ack, ok := readAck([]byte(c.data))
		require.Equal(t, c.ok, ok, c.data)
		require.Equal(t, c.seq, ack.Sequence, c.data)
		require.Equal(t, c.duplicate, ack.Duplicate, c.data)
	}
}

func TestNote(t *testing.T) {
	outgoing := make([]outgoingClaim, 2)
	answer := func(data string) *nats.Msg { return &nats.Msg{Data: []byte(data)} }
	require.True(t, note(outgoing, answer(`{"stream":"BORDER", "seq":3}`), "1"))
	require.True(t, note(outgoing, answer(`{"stream":"BORDER", "seq":2,"duplicate": true}`), "0"))
	require.False(t, note(outgoing, answer(`{"stream":"BORDER", "seq":9}`), "2"))
	require.False(t, note(outgoing, answer(`{"stream":"BORDER", "seq":9}`), "-1"))
	require.False(t, note(outgoing, answer(`{"stream":"BORDER", "seq":9}`), "x"))
	require.False(t, note(outgoing, answer(``), "1"))
	require.EqualValues(t, 3, outgoing[1].seq)
	require.Zero(t, outgoing[1].had)
	require.Zero(t, outgoing[0].seq)
	require.EqualValues(t, 2, outgoing[0].had)
}
