package jetstream

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
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
			checksumHeader:     {string(hex.AppendEncode(nil, binary.BigEndian.AppendUint32(nil, checksum(data))))},
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
	claim      *border.Claim // of data, if it was read already and is valid
}

// A received is a message as a consumer delivers it.
type received struct {
	entry entry
	whole bool
	err   error
}

// read reads a message that a consumer delivered, its claim included: so that is
// done while others are folded.
func (l *Log) read(m natsjs.Msg) received {
	meta, err := m.Metadata()
	if err != nil {
		return received{err: err}
	}
	e := entry{seq: meta.Sequence.Stream, at: meta.Timestamp.UTC(), checkpoint: m.Subject() == l.config.checkpointsSubject(), data: m.Data()}
	r := received{whole: whole(m.Headers(), e.data)}
	if r.whole && !e.checkpoint {
		if c, err := e.validClaim(); err == nil {
			e.claim = &c
		}
	}
	r.entry = e
	return r
}

// validClaim reads the claim of an entry and checks it.
func (e entry) validClaim() (border.Claim, error) {
	if e.claim != nil {
		return *e.claim, nil
	}
	c, err := e.readClaim()
	if err == nil {
		err = c.Validate()
	}
	return c, err
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
