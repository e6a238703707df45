package jetstream

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAnswer(t *testing.T) {
	list := []entry{
		{seq: 7, at: testCreated, data: []byte(`{"id":1}`)},
		{seq: 8, at: testCreated, checkpoint: true, data: []byte("{}")},
		{seq: 9, data: bytes.Repeat([]byte("\n"), 3)},
		{seq: 10, checkpoint: true, data: []byte{}},
	}
	answer := newAnswer(list)
	require.Equal(t, list, readAnswer(answer, 7, 10))
	require.Equal(t, list[:2], readAnswer(answer, 7, 8))
	require.Empty(t, readAnswer(answer, 8, 10), "what does not begin as it should is no answer")
	require.Equal(t, list[:2], readAnswer(answer[:len(answer)-1], 7, 10), "the payload of the third is not whole")
	require.Empty(t, readAnswer(nil, 1, 10))
	require.Empty(t, readAnswer([]byte("[{\"sequence\":1,\"bytes\":-1}]\n"), 1, 10))
}

// An answer with one claim is not larger than the message in which it came, so that
// a server which took that takes the answer.
func TestAnswerIsNoLargerThanTheMessage(t *testing.T) {
	c := testClaim(1)
	data := c.AppendJSON(nil)
	m := newMessage("border.claims", c.ID.String(), data)
	m.Header.Set("Nats-Expected-Stream", "BORDER")
	size := len(m.Data)
	for name, values := range m.Header {
		size += len(name) + len(": ") + len(values[0]) + len("\r\n")
	}
	size += len("NATS/1.0\r\n\r\n")
	require.LessOrEqual(t, len(newAnswer([]entry{{seq: 1 << 40, at: testCreated.Add(123456789), data: data}})), size)
}
