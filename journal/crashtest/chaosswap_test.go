package crashtest

import (
	"bytes"
	"os"
	"path/filepath"
)

// A chaosSwap is a way in which another program changes a journal while it is open.
type chaosSwap struct {
	name string
	// do gets the names of the journal, of an older copy of it and of a file that is not there. It
	// returns the file that has what was acknowledged before, "" if that is gone.
	do func(file, older, other string) (kept string, err error)
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	return err
}

// first returns the first error of steps, which are not done after it.
func first(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func remove(name string) func() error     { return func() error { return os.Remove(name) } }
func rename(from, to string) func() error { return func() error { return os.Rename(from, to) } }
func copied(from, to string) func() error { return func() error { return copyFile(from, to) } }

// rewritten writes what change makes of a file into another, or over itself.
func rewritten(from, to string, change func([]byte) []byte) func() error {
	return func() error {
		text, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(to, change(text), 0o644)
		}
		return err
	}
}

func edited(text []byte) []byte { return bytes.Replace(text, []byte("closed"), []byte("ajar"), 1) }
func asLong(text []byte) []byte { return bytes.Replace(text, []byte("closed"), []byte("opened"), 1) }
func half(text []byte) []byte   { return text[:len(text)/2] }
func whole(text []byte) []byte  { return text }
func twice(text []byte) []byte { // the last line once more
	lines := bytes.SplitAfter(text, []byte("\n"))
	return append(text, bytes.Join(lines[max(len(lines)-2, 1):], nil)...)
}

func chaosSwaps() []chaosSwap {
	none := func(err error) (string, error) { return "", err }
	return []chaosSwap{
		{name: "removed", do: func(file, _, _ string) (string, error) { return none(os.Remove(file)) }},
		{name: "removed and made anew, empty", do: func(file, _, _ string) (string, error) {
			return none(first(remove(file), func() error { return os.WriteFile(file, nil, 0o644) }))
		}},
		{name: "removed and an older copy made", do: func(file, older, _ string) (string, error) { return none(first(remove(file), copied(older, file))) }},
		{name: "renamed away", do: func(file, _, other string) (string, error) { return other, os.Rename(file, other) }},
		{name: "renamed away and an older copy made", do: func(file, older, other string) (string, error) {
			return other, first(rename(file, other), copied(older, file))
		}},
		{name: "an equal file renamed over it", do: func(file, _, other string) (string, error) {
			return file, first(copied(file, other), rename(other, file))
		}},
		{name: "an older file renamed over it", do: func(file, older, other string) (string, error) {
			return none(first(copied(older, other), rename(other, file)))
		}},
		{name: "an edited file renamed over it", do: func(file, _, other string) (string, error) {
			return none(first(rewritten(file, other, edited), rename(other, file)))
		}},
		{name: "copied over, equal", do: func(file, _, _ string) (string, error) { return file, rewritten(file, file, whole)() }},
		{name: "copied over, older", do: func(file, older, _ string) (string, error) { return none(copyFile(older, file)) }},
		{name: "copied over, as long but other", do: func(file, _, _ string) (string, error) { return none(rewritten(file, file, asLong)()) }},
		{name: "cut to half", do: func(file, _, _ string) (string, error) { return none(rewritten(file, file, half)()) }},
		{name: "emptied", do: func(file, _, _ string) (string, error) { return none(os.Truncate(file, 0)) }},
		{name: "appended to", do: func(file, _, _ string) (string, error) { return file, rewritten(file, file, twice)() }},
		{name: "its directory renamed", do: func(file, _, _ string) (string, error) {
			real, err := filepath.EvalSymlinks(filepath.Dir(file))
			if err != nil {
				return "", err
			}
			return filepath.Join(real+".moved", filepath.Base(file)), os.Rename(real, real+".moved")
		}},
		{name: "its directory replaced", do: func(file, older, _ string) (string, error) {
			real, err := filepath.EvalSymlinks(filepath.Dir(file))
			if err != nil {
				return "", err
			}
			return filepath.Join(real+".moved", filepath.Base(file)), first(rename(real, real+".moved"),
				func() error { return os.Mkdir(real, 0o755) }, copied(filepath.Join(real+".moved", filepath.Base(older)), file))
		}},
		{name: "a link in its path turned elsewhere", do: func(file, older, _ string) (string, error) {
			dir := filepath.Dir(file)
			kept, err := filepath.EvalSymlinks(file)
			if err != nil {
				return "", err
			}
			elsewhere := filepath.Dir(dir) + "/elsewhere"
			return kept, first(func() error { return os.MkdirAll(elsewhere, 0o755) }, copied(older, filepath.Join(elsewhere, filepath.Base(file))), remove(dir),
				func() error { return os.Symlink(elsewhere, dir) })
		}},
	}
}
