package main

import (
	"cmp"
	"encoding"
	"encoding/json"
	"errors"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
)

// A claimForm is a claim given with flags.
type claimForm struct {
	texts map[string]*string
	lists map[string]*[]string
}

// A formFlag is a flag for one member of a claim.
type formFlag struct {
	name, usage string
	member      border.Member // of no claim that matters
}

// flagsOf says of the members of a claim by which flags they are given. A member that is
// not here has a flag of its own name.
var flagsOf = map[string]formFlag{
	"crossing":        {usage: "the crossing: its code or any of its `name`s"},
	"side":            {usage: oneOf[border.Side]()},
	"kind":            {usage: oneOf[border.Kind]()},
	"value":           {usage: "a party's code, a status, or of a notice its text; none with kind review"},
	"unit":            {usage: "with kind control: the named `group` that holds it for the party"},
	"traffic":         {usage: "for whom a status holds (repeatable; without it, all)"},
	"direction":       {usage: oneOf[border.Direction]()},
	"when":            {usage: "the days, as an EDTF `date` such as 2014-06-15, 2014-06 or 2014-06/2014-08"},
	"edge":            {usage: "start, or seen: it was so then, its beginning is not reported"},
	"modality":        {usage: oneOf[border.Modality]() + " (default reported)"},
	"source.name":     {name: "source", usage: "who said it"},
	"source.via":      {name: "via", usage: "who passed it on (repeatable, in order)"},
	"source.url":      {name: "url", usage: "where it was read"},
	"source.title":    {name: "title", usage: "of the page"},
	"source.archived": {name: "archived", usage: "`URL` of an archived copy"},
	"source.lang":     {name: "source-lang", usage: "`language` of the quote, as ar"},
	"reported":        {usage: "when the source said it, as an EDTF `date`"},
	"grade":           {usage: "NATO Admiralty grade, A1 to F6"},
	"quote":           {usage: "verbatim words"},
	"note":            {usage: "remarks"},
	"retracts":        {usage: "`id` of a claim that this one withdraws (repeatable)"},
	"denies":          {usage: "`id` of a claim that this one contradicts (repeatable)"},
	"repeats":         {usage: "`id` of a claim of the same origin (repeatable)"},
}

// formFlags are the flags of a claimForm, in the order of a claim's members: all but
// those that a registry gives.
var formFlags = func() (flags []formFlag) {
	for _, m := range new(border.Claim).Members() {
		if name := m.Name(); name != "id" && name != "recorded" {
			flag := flagsOf[name]
			flag.name, flag.member = cmp.Or(flag.name, strings.ReplaceAll(name, ".", "-")), m
			flags = append(flags, flag)
		}
	}
	return flags
}()

// oneOf lists the words of a vocabulary: "a, b or c".
func oneOf[V interface {
	~uint8
	encoding.TextMarshaler
}]() string {
	words := vocabulary[V]()
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// vocabulary returns the words of a vocabulary.
func vocabulary[V interface {
	~uint8
	encoding.TextMarshaler
}]() (words []string) {
	for v := V(1); ; v++ {
		text, err := v.MarshalText()
		if err != nil {
			return words // the last was the last
		}
		words = append(words, string(text))
	}
}

// register adds the flags of the form to a command, but those left out.
func (f *claimForm) register(cmd *cobra.Command) {
	f.texts, f.lists = map[string]*string{}, map[string]*[]string{}
	for _, flag := range formFlags {
		if member := flag.member.Name(); flag.member.IsList() {
			f.lists[member] = cmd.Flags().StringArray(flag.name, nil, flag.usage)
		} else {
			f.texts[member] = cmd.Flags().String(flag.name, "", flag.usage)
		}
	}
}

// complete makes the values of the flags complete: those of a vocabulary, and of a control or a
// status its parties or statuses.
func (f *claimForm) complete(a *app, cmd *cobra.Command) {
	for name, words := range map[string][]string{
		"side": vocabulary[border.Side](), "kind": vocabulary[border.Kind](), "direction": vocabulary[border.Direction](),
		"modality": vocabulary[border.Modality](), "edge": {border.Start.String(), border.Seen.String()}, "traffic": trafficWords(),
		"source-lang": {"ar", "en", "ku"}, "unit": nil, "when": nil, "reported": nil, "quote": nil, "note": nil, "grade": grades(),
	} {
		completeFlag(cmd, name, words...)
	}
	_ = cmd.RegisterFlagCompletionFunc("source", a.completeSources)
	_ = cmd.RegisterFlagCompletionFunc("via", a.completeSources)
	_ = cmd.RegisterFlagCompletionFunc("crossing", func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.completeCodes(cmd, nil, typed)
	})
	_ = cmd.RegisterFlagCompletionFunc("value", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		switch *f.texts["kind"] {
		case border.KindControl.String():
			return a.completeParties()
		case border.KindStatus.String():
			return vocabulary[border.Status](), cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	})
}

// completeParties completes the code of a party.
func (a *app) completeParties() (codes []string, _ cobra.ShellCompDirective) {
	reg, err := a.registry()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	for p := range reg.Parties() {
		codes = append(codes, cobra.CompletionWithDesc(p.Code.String(), p.Names.English))
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}

// trafficWords are the kinds of traffic.
func trafficWords() []string {
	all := border.Passengers | border.Commercial | border.Transit | border.Humanitarian | border.Returnees | border.Fuel | border.Military | border.Official
	return strings.Split(all.String(), ",")
}

// grades are those of the NATO Admiralty scale.
func grades() (list []string) {
	for _, reliability := range "ABCDEF" {
		for _, credibility := range "123456" {
			list = append(list, string(reliability)+string(credibility))
		}
	}
	return list
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
		member := flag.member.Name()
		if list := f.lists[member]; list != nil && len(*list) > 0 {
			value = *list
		}
		if text := f.texts[member]; text != nil && *text != "" {
			value = *text
		}
		if value == nil {
			continue
		}
		if name, ok := strings.CutPrefix(member, "source."); ok {
			source[name] = value
		} else {
			object[member] = value
		}
	}
	object["source"] = source
	if object["modality"] == nil {
		object["modality"] = border.Reported.String()
	}
	if object["side"] == nil && object["kind"] == border.KindReview.String() {
		object["side"] = border.Both.String()
	}
	if name, ok := object["crossing"].(string); ok {
		crossing, err := v.Lookup(name)
		if err != nil {
			return border.Claim{}, err
		}
		object["crossing"] = crossing.Code
	}
	if name, ok := object["value"].(string); ok && object["kind"] == border.KindControl.String() {
		party, err := v.LookupParty(name)
		if e, ok := errors.AsType[*border.PartyError](err); ok && len(e.Candidates) > 0 {
			return border.Claim{}, err
		}
		if err == nil {
			object["value"] = party.Code.String()
		}
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
			if day := border.SpanOf(said).Latest; !day.IsZero() {
				return day
			}
		}
	}
	return today
}

// asFlag names in an error the flag instead of the member.
func asFlag(err error) error {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return err
	}
	for _, flag := range formFlags {
		if flag.member.Name() == e.Member {
			named := *e
			named.Member, named.Line = "--"+flag.name, 0
			return usageError{&named}
		}
	}
	return err
}
