package main

import (
	"regexp"
	"runtime/debug"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestCommit(t *testing.T) {
	vcs := func(revision, modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "-trimpath", Value: "true"}, {Key: "vcs.revision", Value: revision}, {Key: "vcs.modified", Value: modified}}
	}
	for _, test := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"", nil, "not recorded"},
		{"(devel)", nil, "not recorded"},
		{"(devel)", vcs("6477343a23f9bf5e51e4b9ad0a5aff51dbd2b4a5", "false"), "6477343a23f9"},
		{"v0.1.0+dirty", vcs("6477343a23f9bf5e51e4b9ad0a5aff51dbd2b4a5", "true"), "6477343a23f9, changed since"},
		{"v0.1.0", nil, "that of the tag crossings/v0.1.0"},
		{"v0.1.1-0.20261130050000-6477343a23f9", nil, "6477343a23f9"},
		{"v0.0.0-20261130050000-6477343a23f9+dirty", nil, "6477343a23f9"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings}
		require.Equal(t, test.want, commit(info), test.version)
	}
}

func TestVersion(t *testing.T) {
	r := crossings(t, "", "--version")
	require.Equal(t, 0, r.status)
	require.Regexp(t, "^crossings [^ ,]+, dataset "+regexp.QuoteMeta(border.DatasetVersion())+", commit [^\n]+\n$", r.stdout)
}
