package jetstream

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConfigRefuses(t *testing.T) {
	for _, tt := range []struct {
		config Config
		want   string
	}{
		{Config{Log: "Border"}, `log "Border": want lower-case letters, digits and hyphens`},
		{Config{Log: strings.Repeat("a", 65)}, `log "` + strings.Repeat("a", 65) + `": want at most 64 letters`},
		{Config{CheckpointEvery: 1}, "checkpoints after every message would follow each other for ever"},
	} {
		_, err := tt.config.withDefaults()
		require.EqualError(t, err, tt.want)
	}
	c, err := Config{}.withDefaults()
	require.NoError(t, err)
	require.Empty(t, streamFaults(c.streamConfig()), "what is made has no faults")
}
