package journal

import (
	"fmt"
	"time"
)

// Options say how a journal is kept. With the zero Options no acknowledged claim can be
// lost.
type Options struct {
	// PowerCut says which acknowledged claims a power cut may lose. The end of the process
	// loses none, whatever is chosen here.
	PowerCut PowerCut
	// Interval is the interval of [LosesInterval]; 0 means one second.
	Interval time.Duration
	// Shorter accepts a journal that lacks claims which its mark has, as after the
	// checkout of an older version.
	Shorter bool
}

// A PowerCut says which acknowledged claims a power cut may lose. The zero PowerCut is
// LosesNothing.
type PowerCut uint8

const (
	// LosesNothing: claims are acknowledged when they are on the disk.
	LosesNothing PowerCut = iota
	// LosesInterval: claims are acknowledged when the operating system has them, and are
	// on the disk at most [Options].Interval later.
	LosesInterval
	// LosesUnwritten: claims are acknowledged when the operating system has them. It
	// writes them to the disk when it likes, on Linux within about half a minute. They are
	// there at the latest when [Journal.Sync] or [Journal.Close] returns.
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
