package main

import (
	"fmt"
	"regexp"
	"runtime/debug"

	"github.com/crossingstatus/border"
)

// version says which build this is, which edition of the dataset is embedded in it,
// and from which commit it was made.
func version() string {
	info := build()
	return fmt.Sprintf("crossings %s, dataset %s, commit %s", programVersion(info), border.DatasetVersion(), commit(info))
}

// build returns what was recorded when the program was built.
func build() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return &debug.BuildInfo{}
}

// programVersion returns the version of the module of which the program was built,
// "(devel)" if it was built from a tree that has none.
func programVersion(info *debug.BuildInfo) string {
	if info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// pseudo is a version that names a commit by its first digits.
var pseudo = regexp.MustCompile(`[-.]\d{14}-([0-9a-f]{12})(\+|$)`)

// commit says from which commit a program was built, as far as it is recorded: go
// build in a clone records the commit, and whether files differed from it; go
// install records the version alone, which has a commit's digits or is a tag.
func commit(info *debug.BuildInfo) string {
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ", changed since"
		}
	}
	if revision != "" {
		return revision[:min(12, len(revision))] + modified
	}
	if m := pseudo.FindStringSubmatch(info.Main.Version); m != nil {
		return m[1]
	}
	if v := programVersion(info); v != "(devel)" {
		return "that of the tag crossings/" + v
	}
	return "not recorded"
}
