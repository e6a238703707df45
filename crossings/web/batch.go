package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/internal/jsontext"
)

// Bounds on the claims that one request sends.
const (
	maxBody   = 1 << 20 // bytes
	maxClaims = 100
	maxNested = 16  // objects and lists in each other; a claim in its list has four
	maxListed = 100 // ids, or other things, in a list within a claim
	maxRelays = 16

	firstRead = 64 << 10 // bytes for which there is memory before they come
	bodyTime  = 10 * time.Second
)

// readBody reads the JSON that a request sends, within the bounds.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, &refusal{status: http.StatusUnsupportedMediaType, detail: "send the claims as they are, without Content-Encoding"}
	}
	if kind := r.Header.Get("Content-Type"); kind != "" {
		if media, _, err := mime.ParseMediaType(kind); err != nil || media != "application/json" {
			return nil, &refusal{status: http.StatusUnsupportedMediaType, detail: "send the claims as application/json"}
		}
	}
	tooLong := &refusal{status: http.StatusRequestEntityTooLarge, detail: fmt.Sprintf("the body has more than %d bytes", maxBody)}
	if r.ContentLength > maxBody {
		return nil, tooLong
	}
	waitForBody(w, time.Now().Add(bodyTime))
	var buf bytes.Buffer
	buf.Grow(int(min(max(r.ContentLength, 0), firstRead)) + bytes.MinRead)
	_, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, maxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLong
	}
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &refusal{status: http.StatusRequestTimeout, detail: fmt.Sprintf("the body took longer than %v", bodyTime), after: time.Second}
	case err != nil:
		return nil, &refusal{status: http.StatusBadRequest, detail: "the body ended before it was whole"}
	}
	waitForBody(w, time.Time{}) // or the server would take the client for gone when that time has come
	return buf.Bytes(), nil
}

// parseBatch reads a list of claims, in which crossings and parties may have any of their names. Of
// those that are at fault it tells each, within the bounds.
func parseBatch(v border.View, body []byte) ([]border.Claim, *refusal) {
	items, refused := elements(body)
	if refused != nil {
		return nil, refused
	}
	claims := make([]border.Claim, len(items))
	faults := newFaults(len(body))
	for i, item := range items {
		err := claims[i].UnmarshalJSON(item)
		if len(claims[i].Source.Via) > maxRelays {
			err = errRelays
		}
		if err == nil {
			useCodes(v, &claims[i])
			err = serversOwn(&claims[i])
		}
		if err != nil && !faults.add(i, err) {
			break
		}
	}
	if len(faults.told) > 0 {
		return nil, faults.refusal()
	}
	return claims, nil
}

// useCodes puts the codes of a crossing and of a party in place of other names for them.
func useCodes(v border.View, c *border.Claim) {
	if len(c.Crossing) <= maxName {
		c.Crossing = codeOf(v, c.Crossing)
	}
	if _, ok := v.Party(border.Party(c.Value)); !ok && c.Kind == border.KindControl && len(c.Value) <= maxName {
		if p, err := v.LookupParty(c.Value); err == nil {
			c.Value = string(p.Code)
		}
	}
}

// serversOwn refuses what is for the server to say: when a claim was recorded, for that is what asking
// as of an instant goes by; and an id that is not the one made from the content, which might be that of
// a claim to come.
func serversOwn(c *border.Claim) error {
	if !c.Recorded.IsZero() {
		return &border.ClaimError{Member: "recorded", Err: errors.New("the server says when a claim was recorded; leave it out")}
	}
	if c.ID == uuid.Nil {
		return nil
	}
	if id := c.ContentID(); c.ID != id {
		return &border.ClaimError{Member: "id", Value: c.ID.String(), Err: fmt.Errorf("the id of this content is %s; send that, or none", id)}
	}
	return nil
}

var errRelays = &border.ClaimError{Member: "source.via", Err: fmt.Errorf("more than %d relays", maxRelays)}

// elements returns the elements of a JSON list. It looks only for quotes, brackets
// and commas until it knows that there are not too many.
func elements(list []byte) ([][]byte, *refusal) {
	if first := bytes.TrimLeft(list, " \t\r\n"); len(first) == 0 || first[0] != '[' {
		return nil, &refusal{status: http.StatusBadRequest, detail: "the body is not JSON with a list of claims"}
	}
	items := make([][]byte, 0, min(bytes.Count(list, []byte("},"))+1, maxClaims))
	depth, from, listed, isText := 0, 0, 0, false
scan:
	for i := 0; i < len(list); i++ {
		switch b := list[i]; {
		case isText && b == '\\':
			i++
		case b == '"':
			isText = !isText
		case isText:
		case b == '[' || b == '{':
			listed = 1
			if depth++; depth == 1 {
				from = i + 1
			}
			if depth > maxNested {
				return nil, &refusal{status: http.StatusUnprocessableEntity, detail: "something is nested deeper than a claim is"}
			}
		case b == ',' && depth == 1:
			if items = append(items, bytes.TrimSpace(list[from:i])); len(items) == maxClaims {
				return nil, errCount
			}
			from = i + 1
		case b == ',' && depth > 2:
			if listed++; listed > maxListed {
				return nil, &refusal{status: http.StatusUnprocessableEntity, detail: fmt.Sprintf("a list in a claim has more than %d members", maxListed)}
			}
		case b == ']' || b == '}':
			if depth--; depth == 0 {
				items = append(items, bytes.TrimSpace(list[from:i]))
				break scan // what follows is no JSON
			}
		}
	}
	if err := json.Unmarshal(list, &syntax{}); err != nil {
		detail := "the body is not JSON"
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			detail += fmt.Sprintf(" at byte %d", e.Offset)
		}
		detail += ": " + cut(jsontext.Fault(list, err).Error(), maxReason)
		return nil, &refusal{status: http.StatusBadRequest, detail: detail}
	}
	if len(items) == 1 && len(items[0]) == 0 {
		return nil, errCount
	}
	return items, nil
}

// A syntax is read from any JSON, and keeps nothing of it.
type syntax struct{}

func (*syntax) UnmarshalJSON([]byte) error { return nil }

var errCount = &refusal{status: http.StatusUnprocessableEntity, detail: fmt.Sprintf("send from 1 to %d claims at once", maxClaims)}

// faults are those of a batch that its client is told.
type faults struct {
	told []*huma.ErrorDetail
	room int // bytes that are left for more
}

// newFaults begins a list for the answer to a request with a body of n bytes.
func newFaults(n int) *faults {
	const least, most, times, frame = 4 << 10, 64 << 10, 8, 1 << 10
	return &faults{room: max(least, min(most, times*n)) - frame}
}

// add puts the fault of a claim into the list, of which the place in the batch is
// given, from 0. It reports whether there is room for another.
func (f *faults) add(place int, err error) bool {
	location, value := fmt.Sprintf("body[%d]", place), ""
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		if e.Member != "" {
			location += "." + shorten(e.Member)
		}
		value, err = e.Value, e.Err
	}
	fault := &huma.ErrorDetail{Message: reason(err), Location: location}
	if value != "" {
		fault.Value = shorten(value)
	}
	text, err := json.Marshal(fault)
	if err != nil || len(text) > f.room {
		return false
	}
	f.told = append(f.told, fault)
	f.room -= len(text)
	return len(f.told) < maxFaults
}

// refusal tells the faults.
func (f *faults) refusal() *refusal {
	return &refusal{status: http.StatusUnprocessableEntity, detail: "no claim was added; at fault are at least those told", faults: f.told}
}
