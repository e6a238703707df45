package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// The variables of the environment that the program reads.
const (
	journalVariable  = "CROSSINGS_JOURNAL" // a journal whose claims are always added
	languageVariable = "CROSSINGS_LANG"    // the language without --lang
)

// readEnvironment takes what the environment says where flags say nothing. The language of
// --lang is looked for in the arguments themselves, for a fault in them is told in it.
func (a *app) readEnvironment(args []string) {
	a.ownJournal = os.Getenv(journalVariable)
	tag := os.Getenv(languageVariable)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "--lang" && i+1 < len(args) {
			tag = args[i+1]
		} else if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			tag = value
		}
	}
	var ok bool
	if a.language, ok = words.Parse(tag); !ok {
		a.language, _ = words.Parse(os.Getenv(languageVariable))
	}
}

// setLanguage takes the language of --lang, or without it that of the environment.
func (a *app) setLanguage(isGiven bool) error {
	name, tag := "--lang", a.lang
	if !isGiven {
		name, tag = languageVariable, cmp.Or(os.Getenv(languageVariable), "en")
	}
	language, ok := words.Parse(tag)
	if !ok {
		return usageError{fmt.Errorf("%s %q: want en or ar", name, tag)}
	}
	a.language, a.lang = language, words.Tag(language)
	return nil
}

// added returns the files whose claims are added to the others: those of --add, and the journal
// that the environment names, unless the command writes that one, or other claims were asked for.
func (a *app) added() []string {
	switch own := a.ownJournal; {
	case own == "" || own == a.setAside || isSameFile(own, a.writes):
	case len(a.data) > 0 || a.dataset != "":
		a.setAsideOwn("--data or --dataset names the claims")
	case slices.ContainsFunc(a.add, func(file string) bool { return isSameFile(file, own) }):
	case isThere(own) || isThere(own+".mark"): // of one that was there, the reader says what is wrong
		return append(slices.Clone(a.add), own)
	}
	return a.add
}

// setAsideOwn says that the journal of the environment is not read, and why.
func (a *app) setAsideOwn(why string) {
	if a.ownJournal != "" && a.setAside == "" {
		a.setAside = a.ownJournal
		fmt.Fprintf(a.err, "crossings: %s\n", a.say("%s, of %s, is set aside: %s", a.ownJournal, journalVariable, why))
	}
}

// toWrite names the journal that a command writes: that of its flag, else that of the environment.
// Its claims are then not read before it is opened. A command without one is wrong usage.
func (a *app) toWrite(command, file string) (string, error) {
	if file == "" {
		file = a.ownJournal
	}
	if file == "" {
		return "", usageError{errors.New(a.say("%s needs --journal, the file to write to, or the variable %s", command, journalVariable))}
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return "", &os.PathError{Op: "open", Path: file, Err: errors.New("not a regular file")} // reading a pipe would never end
	}
	a.writes = file
	return file, nil
}

// isEdition reports whether the claims are those of the embedded dataset alone.
func (a *app) isEdition() bool { return a.dataset == "" && len(a.data)+len(a.added()) == 0 }

// edition returns the edition of the dataset that is answered from, "" if the claims are others.
func (a *app) edition() string {
	if !a.isEdition() {
		return ""
	}
	return border.DatasetVersion()
}

// isSameFile reports whether two names are of one file. Those that are not there are the same if
// they would be made in the same place.
func isSameFile(x, y string) bool {
	if x == "" || y == "" {
		return false
	}
	first, errX := os.Stat(x)
	second, errY := os.Stat(y)
	if errX == nil && errY == nil {
		return os.SameFile(first, second)
	}
	absX, errX := filepath.Abs(x)
	absY, errY := filepath.Abs(y)
	return errX == nil && errY == nil && absX == absY
}
