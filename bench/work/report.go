package work

import (
	"os"
	"strings"
)

// LoadAverage returns the load average of the last minute, and "" where the system does not tell.
func LoadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

// Met says whether a goal was met.
func Met(ok bool) string {
	if ok {
		return "met"
	}
	return "**not met**"
}
