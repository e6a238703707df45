package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A maker draws histories from few values and few days, so that their claims
// collide.
type maker struct {
	*rand.Rand
	oneTrack bool // facts of the status of Syria's side of one crossing
	values   int  // how many values of each vocabulary
	days     int  // days of January 2014
}

var (
	statuses = []string{"open", "closed", "restricted", "trial", "intermittent", "unknown"}
	parties  = []string{"islamic-state", "al-nusra-front", "syrian-opposition", "none", "unknown"}
	instants = []time.Time{
		time.Date(2014, 1, 4, 12, 0, 0, 0, time.UTC), time.Date(2014, 1, 8, 23, 30, 0, 0, time.UTC),
		time.Date(2014, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 2, 1, 0, 0, 0, 1, time.UTC),
		time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC),
	}
	vague = []string{
		"2014-01", "2014-01", "2014", "2013", "2013-12", "2014-02", "2014-01-0X", "2014-01-1X", "2014-XX-05",
		"2014-0X-0X", "201X", "2014-21", "2014-33", "2013-12-31", "2014-02-01", "2014-02-28", "2014-12-31",
	}
)

// histories returns n histories drawn by a seed: the claims of each a line, "--"
// between the batches in which they come, "==" after a history.
func histories(n int, seed uint64) []byte {
	var b bytes.Buffer
	for i := range n {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, uint64(i)))}
		m.oneTrack = m.IntN(2) == 0
		m.values = pick(m, 2, 3, 6)
		m.days = pick(m, 4, 8, 14)
		m.write(&b, m.history(1+m.IntN(12)))
	}
	return b.Bytes()
}

func pick[T any](m *maker, list ...T) T { return list[m.IntN(len(list))] }

// write writes a history, now and then beginning a new batch where all claims
// that are named have come.
func (m *maker) write(b *bytes.Buffer, claims []border.Claim) {
	come := map[uuid.UUID]bool{}
	var batch []border.Claim
	for _, c := range claims {
		come[c.ID] = true
		batch = append(batch, c)
		b.Write(c.AppendJSON(nil))
		b.WriteByte('\n')
		complete := !slices.ContainsFunc(batch, func(c border.Claim) bool {
			return slices.ContainsFunc(slices.Concat(c.Retracts, c.Denies, c.Repeats), func(id uuid.UUID) bool { return !come[id] })
		})
		if complete && m.IntN(2) == 0 && len(come) < len(claims) {
			b.WriteString("--\n")
			batch = nil
		}
	}
	b.WriteString("==\n")
}

// history draws n claims, in the order in which they come.
func (m *maker) history(n int) []border.Claim {
	var claims []border.Claim
	for len(claims) < n {
		c := m.claim()
		if len(claims) > 0 && m.IntN(4) == 0 {
			c = m.variant(claims[m.IntN(len(claims))])
		}
		// Ids in no order of their own.
		c.ID = uuid.NewSHA1(uuid.NameSpaceOID, binary.BigEndian.AppendUint64(nil, m.Uint64()))
		if c.Validate() == nil {
			claims = append(claims, c)
		}
	}
	for i := range claims {
		c := &claims[i]
		odds := 7
		if c.Modality == border.Denied {
			odds = 2
		}
		for _, list := range []*[]uuid.UUID{&c.Denies, &c.Retracts, &c.Repeats} {
			if other := claims[m.IntN(n)].ID; other != c.ID && m.IntN(odds) == 1 {
				*list = append(*list, other)
			}
		}
	}
	m.Shuffle(n, func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
	return claims
}

func (m *maker) day() string { return fmt.Sprintf("2014-01-%02d", 1+m.IntN(m.days)) }

func (m *maker) date() string {
	if m.IntN(2) == 0 {
		return m.day()
	}
	return pick(m, vague...) + pick(m, "", "", "", "?", "~", "%")
}

func (m *maker) set() string {
	a, b := m.day(), m.day()
	a, b = min(a, b), max(a, b)
	return fmt.Sprintf(pick(m, "[%s..%s]", "[%s..%s]", "[%s..%s]", "[%s,%s]", "[..%s,%s]", "[%s,%s..]", "[..%s,%s..]"), a, b)
}

func (m *maker) interval() string {
	end := func() string {
		if m.IntN(3) > 0 {
			return m.date()
		}
		return pick(m, "..", "")
	}
	a, b := end(), end()
	for _, s := range []string{a + "/" + b, b + "/" + a} {
		if _, err := edtf.Parse(s); err == nil {
			return s
		}
	}
	return m.day() + "/.."
}

func (m *maker) when() edtf.Date {
	text := m.interval()
	if n := m.IntN(10); n < 4 {
		text = m.date()
	} else if n < 6 {
		text = m.set()
	}
	return edtf.MustParse(text)
}

func (m *maker) reported() edtf.Date {
	switch n := m.IntN(10); {
	case n < 3:
		return edtf.Date{}
	case n < 5:
		return edtf.MustParse(m.date())
	case n == 5:
		return edtf.MustParse(m.set())
	}
	return edtf.MustParse("2020-01-01")
}

// claim draws a claim that names no other.
func (m *maker) claim() border.Claim {
	c := border.Claim{
		Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Modality: border.Reported,
		When: m.when(), Reported: m.reported(), Edge: pick(m, border.Start, border.Start, border.Seen),
		Recorded: pick(m, instants...), Source: border.Source{Name: pick(m, "a", "a", "b")},
	}
	if m.oneTrack {
		c.Modality = pick(m, border.Reported, border.Reported, border.Reported, border.Planned)
	} else {
		c.Crossing = pick(m, border.AlBukamalAlQaim, border.AlBukamalAlQaim, border.AlTanfAlWaleed)
		c.Side = pick(m, border.Syria, border.Syria, border.Iraq, border.Both)
		c.Kind = pick(m, border.KindStatus, border.KindStatus, border.KindControl, border.KindControl,
			border.KindPassage, border.KindObstacle, border.KindThreat, border.KindAuthorization)
		c.Modality = pick(m, border.Reported, border.Reported, border.Observed, border.Planned, border.Expected, border.Denied, border.Feared)
	}
	switch c.Kind {
	case border.KindStatus:
		c.Value = pick(m, statuses[:m.values]...)
	case border.KindControl:
		c.Value, c.Unit = pick(m, parties[:min(m.values, len(parties))]...), pick(m, "", "", "unit")
	default:
		c.Value = "a notice"
	}
	if c.Value == "restricted" {
		c.Traffic = pick(m, 0, border.Passengers, border.Commercial|border.Fuel)
		c.Direction = pick(m, 0, border.SyriaToIraq, border.BothWays)
	}
	if c.Modality == border.Denied && m.IntN(4) == 0 {
		c.Value, c.When, c.Unit, c.Traffic, c.Direction = "", edtf.Date{}, "", 0, 0
	}
	if m.IntN(4) == 0 {
		c.Grade, _ = border.ParseGrade(pick(m, "A1", "A2", "B1", "F6"))
	}
	return c
}

// variant draws another word on what a claim tells, of the same days or of days
// that begin or end as they do.
func (m *maker) variant(c border.Claim) border.Claim {
	v := m.claim()
	v.Crossing, v.Side, v.Kind, v.Value, v.Modality, v.Unit = c.Crossing, c.Side, c.Kind, c.Value, c.Modality, c.Unit
	v.Traffic, v.Direction = c.Traffic, c.Direction
	start, end, ok := c.When.Interval()
	switch {
	case m.IntN(3) == 0 || c.When.IsZero():
		v.When = c.When
	case ok && m.IntN(2) == 0:
		if when, err := edtf.Parse(m.date() + "/" + end.String()); err == nil {
			v.When = when
		}
	case ok:
		if when, err := edtf.Parse(start.String() + "/" + m.date()); err == nil {
			v.When = when
		}
	default:
		if when, err := edtf.Parse(c.When.String() + "/" + m.date()); err == nil {
			v.When = when
		}
	}
	return v
}
