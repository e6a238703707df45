package journal

import (
	"fmt"
	"time"
)

// Options say how a journal is kept. The zero Options are the default: nothing
// that was acknowledged can be lost.
type Options struct {
	// PowerCut is what a power cut may cost. The end of the process costs nothing,
	// whatever is chosen here.
	PowerCut PowerCut
	// Interval is that of [LosesInterval]; 0 means a second.
	Interval time.Duration
	// Shorter accepts a journal that lacks claims of its mark, as after the
	// checkout of an older version.
	Shorter bool
}

// A PowerCut is what a power cut may cost. The zero PowerCut is LosesNothing.
type PowerCut uint8

const (
	// LosesNothing: claims are acknowledged when they are on the disk.
	LosesNothing PowerCut = iota
	// LosesInterval: claims are acknowledged when the operating system has them,
	// and are on the disk no later than an interval after that.
	LosesInterval
	// LosesUnwritten: claims are acknowledged when the operating system has them.
	// It writes them when it likes, on Linux after half a minute or so; at the
	// latest they are on the disk when [Journal.Sync] or [Journal.Close] returns.
	LosesUnwritten
)

// String returns "loses nothing", "loses an interval" or "loses what is unwritten".
func (p PowerCut) String() string {
	switch p {
	case LosesNothing:
		return "loses nothing"
	case LosesInterval:
		return "loses an interval"
	case LosesUnwritten:
		return "loses what is unwritten"
	}
	return fmt.Sprintf("PowerCut(%d)", uint8(p))
}
