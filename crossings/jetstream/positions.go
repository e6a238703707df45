package jetstream

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/google/uuid"
)

// A position is what a follower's archive knows of one message of the log.
type position struct {
	id    uuid.UUID // of the claim; zero if it is none or was set aside
	kind  positionKind
	count uint64 // how many claims the journal had given the registry, this one included
	sum   uint32 // checksum of the payload, 0 if it is not the writer's own
}

type positionKind uint8

const (
	posNone positionKind = iota // no record: written by nobody
	posClaim
	posCheckpoint
	posAside
)

// positions is the file that says which message came at which sequence: a header
// and then a record of fixed size for each, from sequence 1 on. It may lose its
// end in a power cut, and then a little more is folded again.
type positions struct {
	file *os.File
	last uint64 // the sequence of the last record
	buf  []byte
}

const (
	positionsHeader = 256 // bytes
	positionSize    = 32
)

// An origin says of what log, folded into what, positions are.
type origin struct {
	Positions int       `json:"positions"` // the version of the file, 1
	Stream    string    `json:"stream"`
	Created   time.Time `json:"created"`
	Base      string    `json:"base"` // digest of the registry before the journal was read
}

// openPositions opens the file, which is made if it is not there, and drops what
// follows the last good record.
func openPositions(name string, want origin) (_ *positions, err error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			file.Close()
		}
	}()
	p := &positions{file: file}
	header := make([]byte, positionsHeader)
	if _, err := file.ReadAt(header, 0); err != nil {
		return p, p.begin(want)
	}
	var have origin
	if err := json.Unmarshal(bytes.TrimSpace(header), &have); err != nil || have.Positions != 1 {
		return nil, fmt.Errorf("%s: not a file of positions; remove it, and the log is read from its beginning", name)
	}
	if have.Stream != want.Stream || !have.Created.Equal(want.Created) {
		return nil, fmt.Errorf("%s: %w: the archive is of stream %s made at %s, and this is %s made at %s",
			name, ErrWentBack, have.Stream, have.Created.Format(time.RFC3339Nano), want.Stream, want.Created.Format(time.RFC3339Nano))
	}
	if have.Base != want.Base {
		return p, p.begin(want)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	p.last = uint64(info.Size()-positionsHeader) / positionSize
	for p.last > 0 {
		// A record in the middle is checked when it is used.
		if _, err := p.at(p.last); err == nil {
			break
		}
		p.last--
	}
	return p, p.cut(p.last)
}

// begin writes a new header and drops all records.
func (p *positions) begin(o origin) error {
	o.Positions = 1
	header, err := json.Marshal(o)
	if err != nil {
		return err
	}
	header = append(header, bytes.Repeat([]byte(" "), positionsHeader-1-len(header))...)
	if err := p.file.Truncate(0); err != nil {
		return err
	}
	p.last = 0
	_, err = p.file.WriteAt(append(header, '\n'), 0)
	return err
}

// cut drops the records after a sequence.
func (p *positions) cut(last uint64) error {
	p.last = last
	return p.file.Truncate(offsetOf(last + 1))
}

func offsetOf(seq uint64) int64 { return positionsHeader + int64(seq-1)*positionSize }

// errNoPosition: there is no good record of a sequence.
var errNoPosition = fmt.Errorf("position: %w", fs.ErrNotExist)

// at returns the record of a sequence.
func (p *positions) at(seq uint64) (position, error) {
	list, err := p.between(seq, seq)
	if err != nil {
		return position{}, err
	}
	return list[0], nil
}

// between returns the records of the sequences from one to another.
func (p *positions) between(from, to uint64) ([]position, error) {
	buf := make([]byte, (to-from+1)*positionSize)
	if _, err := p.file.ReadAt(buf, offsetOf(from)); err != nil {
		return nil, errNoPosition
	}
	list := make([]position, to-from+1)
	for i := range list {
		b := buf[i*positionSize:][:positionSize]
		if binary.LittleEndian.Uint32(b[28:]) != recordSum(from+uint64(i), b) || b[23] == byte(posNone) {
			return nil, fmt.Errorf("sequence %d: %w", from+uint64(i), errNoPosition)
		}
		copy(list[i].id[:], b)
		list[i].kind = positionKind(b[23])
		list[i].count = binary.LittleEndian.Uint64(b[16:]) &^ (0xff << 56)
		list[i].sum = binary.LittleEndian.Uint32(b[24:])
	}
	return list, nil
}

// recordSum is the checksum of a record, its sequence included, so that one in a
// wrong place is none.
func recordSum(seq uint64, b []byte) uint32 {
	var whole [36]byte
	copy(whole[:], b[:28])
	binary.LittleEndian.PutUint64(whole[28:], seq)
	return checksum(whole[:])
}

// append writes the records that follow the last one.
func (p *positions) append(list []position) error {
	p.buf = p.buf[:0]
	for i := range list {
		var b [positionSize]byte
		copy(b[:], list[i].id[:])
		binary.LittleEndian.PutUint64(b[16:], list[i].count)
		b[23] = byte(list[i].kind)
		binary.LittleEndian.PutUint32(b[24:], list[i].sum)
		binary.LittleEndian.PutUint32(b[28:], recordSum(p.last+1+uint64(i), b[:]))
		p.buf = append(p.buf, b[:]...)
	}
	if _, err := p.file.WriteAt(p.buf, offsetOf(p.last+1)); err != nil {
		return err
	}
	p.last += uint64(len(list))
	return nil
}
