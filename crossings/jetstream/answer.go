package jetstream

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/nats-io/nats.go"
)

// A wanted asks the others for sequences.
type wanted struct {
	Created time.Time `json:"created"`
	From    uint64    `json:"from"`
	To      uint64    `json:"to"`
}

// An archived says what one of them has at one of those.
type archived struct {
	Sequence   uint64    `json:"sequence"`
	At         time.Time `json:"at,omitzero"` // set if the payload is the writer's own
	Checkpoint bool      `json:"checkpoint,omitempty"`
	Bytes      int       `json:"bytes"` // of its payload
}

// answerBytes is about how large an answer is, unless a single claim is larger.
const answerBytes = 500_000

// newAnswer returns the message that gives entries to another follower: a line that
// says what they are, and then their payloads as they are. So it is no larger than
// the message of one entry was when its writer sent that, with its headers.
func newAnswer(list []entry) []byte {
	index := make([]archived, len(list))
	for i, e := range list {
		index[i] = archived{e.seq, e.at, e.checkpoint, len(e.data)}
	}
	answer, err := json.Marshal(index)
	if err != nil {
		return nil // no time is before year 0 or after 9999
	}
	answer = append(answer, '\n')
	for _, e := range list {
		answer = append(answer, e.data...)
	}
	return answer
}

// readAnswer returns the entries of an answer that follow each other from a
// sequence on, up to another.
func readAnswer(answer []byte, from, to uint64) []entry {
	line, data, _ := bytes.Cut(answer, []byte("\n"))
	var index []archived
	if json.Unmarshal(line, &index) != nil {
		return nil
	}
	var list []entry
	for i, a := range index {
		if a.Sequence != from+uint64(i) || a.Sequence > to || a.Bytes < 0 || a.Bytes > len(data) {
			break
		}
		list = append(list, entry{seq: a.Sequence, at: a.At, checkpoint: a.Checkpoint, data: data[:a.Bytes:a.Bytes]})
		data = data[a.Bytes:]
	}
	return list
}

// askOthers asks the other followers for sequences, and returns the first of them
// that one has.
func (f *Follower) askOthers(ctx context.Context, from, to uint64) []entry {
	if !f.othersHave(from) {
		return nil
	}
	request, err := json.Marshal(wanted{f.log.created, from, to})
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, perTry)
	defer cancel()
	m, err := f.log.nc.RequestWithContext(ctx, f.log.config.archivesSubject(), request)
	if err != nil {
		return nil
	}
	return readAnswer(m.Data, from, to)
}

// answer answers another follower that asks for sequences. One that has none of
// them is silent, so that the first answer is of one that has.
func (f *Follower) answer(m *nats.Msg) {
	var w wanted
	if f.archive == nil || json.Unmarshal(m.Data, &w) != nil || !w.Created.Equal(f.log.created) ||
		w.From == 0 || w.To < w.From || w.To-w.From >= healAtOnce {
		return
	}
	if list := f.archive.entries(w.From, w.To, answerBytes, f.fold.asideEntry); len(list) > 0 {
		_ = m.Respond(newAnswer(list)) // whoever asks asks again
	}
}
