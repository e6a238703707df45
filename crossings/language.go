package main

import (
	"errors"
	"regexp"
)

var errNoLanguage = errors.New("want a tag of BCP 47, as ar or en-GB")

// languageTag are the well-formed tags of RFC 5646, 2.1, but the grandfathered ones:
// language, script, region, variants, extensions, private use.
var languageTag = regexp.MustCompile(`(?i)^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?` +
	`(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)$`)

// isLanguageTag reports whether a text is a well-formed tag of a language. The English
// names of languages are, too, by the letter: arabic could be registered one day.
func isLanguageTag(s string) bool { return languageTag.MatchString(s) }
