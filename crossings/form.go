package main

import (
	"encoding/json"
	"errors"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
)

// A claimForm is a claim given with flags.
type claimForm struct {
	texts map[string]*string
	lists map[string]*[]string
}

// formFlags are the flags of a claimForm, in the order of a claim's members: each
// with the path of its member.
var formFlags = []struct {
	name, member, usage string
	list                bool
}{
	{"crossing", "crossing", "the crossing: its code or any of its `name`s", false},
	{"side", "side", "syria, iraq or both", false},
	{"kind", "kind", "control, status, passage, obstacle, threat or authorization", false},
	{"value", "value", "a party's code, a status, or of a notice its text", false},
	{"unit", "unit", "with kind control: the named `group` that holds it for the party", false},
	{"traffic", "traffic", "for whom a status holds (repeatable; without it, all)", true},
	{"direction", "direction", "sy-to-iq, iq-to-sy or both", false},
	{"when", "when", "the days, as an EDTF `date` such as 2014-06-15, 2014-06 or 2014-06/2014-08", false},
	{"edge", "edge", "start, or seen: it was so then, its beginning is not reported", false},
	{"modality", "modality", "observed, reported, planned, expected, denied or feared (default reported)", false},
	{"source", "source.name", "who said it", false},
	{"via", "source.via", "who passed it on (repeatable, in order)", true},
	{"url", "source.url", "where it was read", false},
	{"title", "source.title", "of the page", false},
	{"archived", "source.archived", "`URL` of an archived copy", false},
	{"source-lang", "source.lang", "`language` of the quote, as ar", false},
	{"reported", "reported", "when the source said it, as an EDTF `date`", false},
	{"grade", "grade", "NATO Admiralty grade, A1 to F6", false},
	{"quote", "quote", "verbatim words", false},
	{"note", "note", "remarks", false},
	{"retracts", "retracts", "`id` of a claim that this one withdraws (repeatable)", true},
	{"denies", "denies", "`id` of a claim that this one contradicts (repeatable)", true},
	{"repeats", "repeats", "`id` of a claim of the same origin (repeatable)", true},
}

// register adds the flags of the form to a command, but those left out.
func (f *claimForm) register(cmd *cobra.Command) {
	f.texts, f.lists = map[string]*string{}, map[string]*[]string{}
	for _, flag := range formFlags {
		if flag.list {
			f.lists[flag.member] = cmd.Flags().StringArray(flag.name, nil, flag.usage)
		} else {
			f.texts[flag.member] = cmd.Flags().String(flag.name, "", flag.usage)
		}
	}
}

// given returns the name of a flag of the form that was given, "" if none was.
func (f *claimForm) given(cmd *cobra.Command) string {
	for _, flag := range formFlags {
		if cmd.Flags().Changed(flag.name) {
			return flag.name
		}
	}
	return ""
}

// claim returns the claim of the form. It goes through the reader of claims, so
// that a flag is read as the member of that name is. A crossing may be named by
// any of its names.
func (f *claimForm) claim(v border.View) (border.Claim, error) {
	object, source := map[string]any{}, map[string]any{}
	for _, flag := range formFlags {
		var value any
		if list := f.lists[flag.member]; list != nil && len(*list) > 0 {
			value = *list
		}
		if text := f.texts[flag.member]; text != nil && *text != "" {
			value = *text
		}
		if value == nil {
			continue
		}
		if name, ok := cutSource(flag.member); ok {
			source[name] = value
		} else {
			object[flag.member] = value
		}
	}
	object["source"] = source
	if object["modality"] == nil {
		object["modality"] = border.Reported.String()
	}
	if name, ok := object["crossing"].(string); ok {
		crossing, err := v.Lookup(name)
		if err != nil {
			return border.Claim{}, err
		}
		object["crossing"] = crossing.Code
	}
	data, err := json.Marshal(object)
	if err != nil {
		return border.Claim{}, err
	}
	var c border.Claim
	if err := c.UnmarshalJSON(data); err != nil {
		return border.Claim{}, asFlag(err)
	}
	return c, nil
}

// written returns the day on which the dates of the form were written: that of
// --reported if it is one, else today.
func (f *claimForm) written(today border.Day) border.Day {
	if text := f.texts["reported"]; text != nil {
		if said, err := edtf.Parse(*text); err == nil {
			if day, bound := said.Latest(); bound == edtf.Dated {
				return day
			}
		}
	}
	return today
}

func cutSource(member string) (name string, ok bool) {
	const prefix = "source."
	if len(member) > len(prefix) && member[:len(prefix)] == prefix {
		return member[len(prefix):], true
	}
	return "", false
}

// asFlag names in an error the flag instead of the member.
func asFlag(err error) error {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return err
	}
	for _, flag := range formFlags {
		if flag.member == e.Member {
			named := *e
			named.Member, named.Line = "--"+flag.name, 0
			return usageError{&named}
		}
	}
	return err
}
