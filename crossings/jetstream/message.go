package jetstream

import (
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"time"

	"github.com/crossingstatus/border"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// checksumHeader carries the CRC-32C of a message's payload, in 8 hexadecimal
// digits, from its writer to those who fold it.
const checksumHeader = "Border-Crc"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }

// newMessage returns a message with its checksum.
func newMessage(subject, id string, data []byte) *nats.Msg {
	return &nats.Msg{
		Subject: subject,
		Header: nats.Header{
			natsjs.MsgIDHeader: {id},
			checksumHeader:     {fmt.Sprintf("%08x", checksum(data))},
		},
		Data: data,
	}
}

// errChecksum: a message is not what its writer sent.
var errChecksum = errors.New("the payload is not what its writer sent: the checksum differs")

// whole reports whether a message is what its writer sent. One without a checksum
// was written by another program, and is taken as it is.
func whole(header nats.Header, data []byte) bool {
	want := header.Get(checksumHeader)
	if want == "" {
		return true
	}
	sum, err := strconv.ParseUint(want, 16, 32)
	return err == nil && uint32(sum) == checksum(data)
}

// An entry is a message of the log.
type entry struct {
	seq        uint64
	at         time.Time
	checkpoint bool
	data       []byte
}

// readClaim reads the claim of an entry.
func (e entry) readClaim() (border.Claim, error) {
	var c border.Claim
	if err := c.UnmarshalJSON(e.data); err != nil {
		return c, err
	}
	if c.Recorded.IsZero() {
		// Written by another program: the log's time is the same for every follower.
		c.Recorded = e.at
	}
	return c, nil
}
