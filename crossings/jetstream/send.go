package jetstream

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// inFlight is how many claims of one Append wait for their acknowledgement at a
// time; inRetry is how many of those that were not acknowledged at first.
const (
	inFlight = 512
	inRetry  = 128
)

// sendAll sends claims until the fate of each is known: all at once, and then
// those that were not acknowledged, one by one.
func (l *Log) sendAll(ctx context.Context, outgoing []outgoingClaim) {
	if len(outgoing) > 1 {
		l.sendOnce(ctx, outgoing)
	}
	next := make(chan *outgoingClaim)
	var wg sync.WaitGroup
	senders := 0
	for i := range outgoing {
		o := &outgoing[i]
		if o.seq > 0 {
			continue
		}
		if senders < inRetry {
			senders++
			wg.Go(func() {
				for o := range next {
					o.seq, o.err = l.settle(ctx, o)
				}
			})
		}
		next <- o
	}
	close(next)
	wg.Wait()
}

// settle sends a claim that sendOnce did not, or not with success.
func (l *Log) settle(ctx context.Context, o *outgoingClaim) (uint64, error) {
	if o.had > 0 {
		return l.sendAgain(ctx, o, o.had, nil)
	}
	return l.send(ctx, o, nil)
}

// sendOnce sends each claim once, and waits for the acknowledgements of all
// together, which takes less than to wait for each by itself. It sets seq of those
// that the log has now and had of those whose id it had; nothing is known of the
// others.
func (l *Log) sendOnce(ctx context.Context, outgoing []outgoingClaim) {
	inbox := l.nc.NewInbox() + "."
	answers := make(chan *nats.Msg, len(outgoing))
	subscription, err := l.nc.Subscribe(inbox+"*", func(m *nats.Msg) {
		select {
		case answers <- m:
		default: // more than were asked for
		}
	})
	if err != nil {
		return
	}
	defer func() { _ = subscription.Unsubscribe() }() // the connection may be gone
	patience := time.NewTimer(perTry)
	defer patience.Stop()
	end := len(outgoing)
	for sent, answered := 0, 0; answered < end; {
		for sent < end && sent-answered < inFlight {
			o := &outgoing[sent]
			m := newMessage(l.config.claimsSubject(), o.claim.ID.String(), o.data)
			m.Header.Set(natsjs.ExpectedStreamHeader, l.config.stream())
			m.Reply = inbox + strconv.Itoa(sent)
			if l.nc.PublishMsg(m) != nil {
				end = sent
				break
			}
			sent++
		}
		select {
		case <-ctx.Done():
			return
		case <-patience.C:
			return
		case m := <-answers:
			patience.Reset(perTry)
			for more := true; more; {
				answered++
				if !note(outgoing, m, m.Subject[len(inbox):]) {
					end = min(end, sent) // whoever tries again waits in between
				}
				select {
				case m = <-answers:
				default:
					more = false
				}
			}
		}
	}
}

// note notes the answer about the claim of a number, and reports whether the log
// has it.
func note(outgoing []outgoingClaim, m *nats.Msg, number string) bool {
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(outgoing) {
		return false
	}
	ack, ok := readAck(m.Data)
	switch {
	case !ok:
		return false
	case ack.Duplicate:
		outgoing[i].had = ack.Sequence
	default:
		outgoing[i].seq = ack.Sequence
	}
	return true
}

// readAck reads the acknowledgement of a message; ok is false if it was not
// accepted.
func readAck(data []byte) (ack natsjs.PubAck, ok bool) {
	// As servers write it, and many of them come.
	if _, rest, found := bytes.Cut(data, []byte(`", "seq":`)); found && bytes.HasPrefix(data, []byte(`{"stream":"`)) {
		if digits, ends := bytes.CutSuffix(rest, []byte("}")); ends {
			if seq, err := strconv.ParseUint(string(digits), 10, 64); err == nil && seq > 0 {
				return natsjs.PubAck{Sequence: seq}, true
			}
		}
	}
	var answer struct {
		natsjs.PubAck
		Error *natsjs.APIError `json:"error"`
	}
	if json.Unmarshal(data, &answer) != nil || answer.Error != nil {
		return natsjs.PubAck{}, false
	}
	return answer.PubAck, answer.Sequence > 0
}
