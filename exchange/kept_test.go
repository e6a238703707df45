package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A month later the registry knows more: claims were added, one was withdrawn, one
// denied.
func monthLater(t *testing.T) (before, after border.View, withdrawn, denied border.Claim) {
	reg := dataset(t)
	before = reg.View()
	claims, err := before.Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	for _, c := range claims {
		if c.Modality.IsFact() && c.Kind == border.KindControl && len(c.Retracts) == 0 {
			if withdrawn.Crossing == "" {
				withdrawn = c
			} else {
				denied = c
				break
			}
		}
	}
	recorded := before.Through().Recorded.Add(30 * 24 * time.Hour)
	base := border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Source: border.Source{Name: "Desk", URL: "https://example.org/معبر?a=b c"}, Recorded: recorded, Reported: edtf.MustParse("2026-11-30")}
	news, again, retraction, denial := base, base, base, base
	news.Kind, news.Value, news.Modality, news.When = border.KindStatus, "closed", border.Reported, edtf.MustParse("2026-11-29")
	again = news
	again.Note = "the same words once more"
	retraction.Kind, retraction.Modality, retraction.Retracts = withdrawn.Kind, border.Denied, append(retraction.Retracts, withdrawn.ID)
	denial.Kind, denial.Modality, denial.Value, denial.Denies = denied.Kind, border.Denied, denied.Value, append(denial.Denies, denied.ID)
	_, err = reg.Add(news, again, retraction, denial)
	require.NoError(t, err)
	return before, reg.View(), withdrawn, denied
}

// MISP keeps events and attributes by uuid, takes over what has a later timestamp, and
// passes over an attribute whose type and value the event has under another uuid.
func TestMISPInstanceKeepsTwoExports(t *testing.T) {
	before, after, withdrawn, _ := monthLater(t)
	kept := map[string]object{}
	values := map[string]string{}
	events := map[string]string{}
	read := func(v border.View) {
		event := mispEvent(t, v)
		require.Empty(t, brokenMISP(event))
		if last, ok := events[event["uuid"].(string)]; ok {
			require.Greater(t, event["timestamp"], last, "an event that is not newer is not read")
		}
		events[event["uuid"].(string)] = event["timestamp"].(string)
		for _, a := range event["Attribute"].([]any) {
			a := a.(object)
			id, key := a["uuid"].(string), a["type"].(string)+" "+a["value"].(string)
			if owner, ok := values[key]; ok {
				require.Equal(t, owner, id, "%s would be passed over", key)
			}
			values[key] = id
			if old, ok := kept[id]; !ok || a["timestamp"].(string) > old["timestamp"].(string) {
				kept[id] = a
			} else {
				require.Equal(t, old, a, "a change without a later timestamp is not read")
			}
		}
	}
	read(before)
	require.Equal(t, false, kept[withdrawn.ID.String()]["deleted"])
	read(after)
	require.Len(t, events, 1)
	for c := range after.All() {
		require.Contains(t, kept, c.ID.String())
	}
	require.Equal(t, true, kept[withdrawn.ID.String()]["deleted"])
	deleted := 0
	for _, a := range kept {
		if a["deleted"] == true && a["type"] == "text" {
			deleted++
		}
	}
	withdrawnBefore := 0
	ids := map[string]bool{}
	for c := range after.All() {
		for _, id := range c.Retracts {
			if !ids[id.String()] {
				ids[id.String()] = true
				withdrawnBefore++
			}
		}
	}
	require.Equal(t, withdrawnBefore+len(slices.Collect(after.Succession())), deleted)
}

// nextEdition returns views of two editions: in the second one claim has another source's
// name, and so another id, and one is gone.
func nextEdition(t *testing.T) (before, after border.View, renamed, dropped border.Claim) {
	full := dataset(t)
	given := border.World{Crossings: slices.Collect(full.Crossings()), Parties: slices.Collect(full.Parties())}
	var claims []border.Claim
	for c := range full.All() {
		if c.Kind == border.KindControl && c.Modality.IsFact() && len(c.Retracts)+len(c.Denies)+len(c.Repeats) == 0 && len(claims) < 6 {
			c.Recorded = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
			c.ID = c.ContentID()
			claims = append(claims, c)
		}
	}
	older, err := border.NewWith(given)
	require.NoError(t, err)
	_, err = older.Add(claims...)
	require.NoError(t, err)
	renamed, dropped = claims[0], claims[1]
	again := renamed
	again.Source.Name, again.Recorded = "Their new name", time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
	again.ID = again.ContentID()
	given.Succession = []border.Replacement{{Old: renamed.ID, New: []uuid.UUID{again.ID}, Edition: "2026.12.24"}, {Old: dropped.ID, Edition: "2026.12.24"}}
	newer, err := border.NewWith(given)
	require.NoError(t, err)
	_, err = newer.Add(append(claims[2:], again)...)
	require.NoError(t, err)
	return older.View(), newer.View(), renamed, dropped
}

// Who keeps claims of one edition hears from the next that some were replaced or dropped.
func TestKeepersHearOfTheNextEdition(t *testing.T) {
	before, after, renamed, dropped := nextEdition(t)
	old, new := bundleObjects(t, before), bundleObjects(t, after)
	oldEvent, newEvent := mispEvent(t, before), mispEvent(t, after)
	require.Empty(t, brokenMISP(newEvent))
	require.Greater(t, newEvent["timestamp"], oldEvent["timestamp"])
	byID := func(event object) map[string]object {
		attributes := map[string]object{}
		for _, a := range event["Attribute"].([]any) {
			require.NotContains(t, attributes, a.(object)["uuid"])
			attributes[a.(object)["uuid"].(string)] = a.(object)
		}
		return attributes
	}
	was, is := byID(oldEvent), byID(newEvent)
	for c := range before.All() {
		id := c.ID.String()
		gone := c.ID == renamed.ID || c.ID == dropped.ID
		require.Nil(t, old["note--"+id]["revoked"])
		require.Equal(t, gone, new["note--"+id]["revoked"] == true, id)
		require.Equal(t, old["note--"+id]["created"], new["note--"+id]["created"])
		require.Equal(t, gone, new["note--"+id]["modified"].(string) > old["note--"+id]["modified"].(string))
		require.Equal(t, gone, is[id]["deleted"])
		if gone {
			require.Equal(t, "replaced in a later edition ["+id[:8]+"]", is[id]["value"])
		}
		require.Equal(t, gone, is[id]["timestamp"].(string) > was[id]["timestamp"].(string))
	}
	// Of a choice that has nothing of it, what was replaced is no matter; a view of which
	// the older claim is a part has it as it stands.
	var b bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&b, after, func(func(border.Claim) bool) {}))
	require.NotContains(t, b.String(), renamed.ID.String())
	earlier := bundleObjects(t, after.AsOf(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)))
	require.NotContains(t, earlier, "note--"+renamed.ID.String())
	require.NotContains(t, earlier, "note--"+dropped.ID.String())
}

// The manifest of a feed names the event with the timestamp that the event has.
func TestMISPManifest(t *testing.T) {
	v := dataset(t).View()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteMISPManifest(&b, v))
	var manifest map[string]object
	require.NoError(t, json.Unmarshal(b.Bytes(), &manifest))
	event := mispEvent(t, v)
	require.Len(t, manifest, 1)
	head := manifest[event["uuid"].(string)]
	require.Equal(t, exchange.MISPEvent.String(), event["uuid"])
	for _, name := range []string{"info", "date", "timestamp", "analysis", "threat_level_id", "Orgc", "Tag"} {
		require.NotEmpty(t, head[name], name)
		require.Equal(t, event[name], head[name], name)
	}
	require.Len(t, head, 7)
}

// Days beyond four digits of a year are left out: MISP and STIX have no others.
func TestFarYearsAreLeftOut(t *testing.T) {
	reg, err := border.New(nil, nil)
	require.NoError(t, err)
	for c := range dataset(t).Crossings() {
		reg, err = border.New([]border.Crossing{c}, nil)
		require.NoError(t, err)
		_, err = reg.Add(border.Claim{Crossing: c.Code, Side: border.Iraq, Kind: border.KindStatus, Value: "open", When: edtf.MustParse("Y17E3"), Modality: border.Expected, Source: border.Source{Name: "X"}})
		require.NoError(t, err)
		break
	}
	event := mispEvent(t, reg.View())
	require.Empty(t, brokenMISP(event))
	require.NotContains(t, event["Attribute"].([]any)[0], "first_seen")
	var b bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&b, reg.View(), reg.All()))
	require.Contains(t, b.String(), `"when":"Y17E3"`)
	require.NotContains(t, b.String(), `"earliest"`)
}

// bundleObjects returns the objects of a view's bundle by id.
func bundleObjects(t *testing.T, v border.View) map[string]object {
	var b bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&b, v, v.All()))
	require.Empty(t, brokenSTIX(t, b.Bytes()))
	var bundle struct{ Objects []object }
	require.NoError(t, json.Unmarshal(b.Bytes(), &bundle))
	byID := map[string]object{}
	for _, o := range bundle.Objects {
		byID[o["id"].(string)] = o
	}
	return byID
}

// Who keeps STIX takes the version of an object that was modified last (3.6), and
// nothing of one that is revoked.
func TestSTIXStoreKeepsTwoExports(t *testing.T) {
	before, after, withdrawn, denied := monthLater(t)
	old, new := bundleObjects(t, before), bundleObjects(t, after)
	for id, o := range old {
		n := new[id]
		require.NotNil(t, n, "%s is no longer written: a store would keep it as it was", id)
		if o["modified"] == n["modified"] {
			require.Equal(t, o, n, "a change of %s that is not modified later is not read", id)
		} else {
			require.Equal(t, o["created"], n["created"])
			require.Greater(t, n["modified"], o["modified"])
		}
	}
	require.Nil(t, old["note--"+withdrawn.ID.String()]["revoked"])
	require.Equal(t, true, new["note--"+withdrawn.ID.String()]["revoked"])
	require.Nil(t, new["note--"+denied.ID.String()]["revoked"])
	reports, addresses := 0, map[string]bool{}
	for _, o := range new {
		if o["type"] == "report" {
			reports++
		}
	}
	for c := range after.All() {
		if c.Source.URL == "" {
			addresses[c.Source.String()+c.Source.Title+c.Reported.String()] = true
		} else {
			addresses[c.Source.URL] = true
		}
	}
	require.Equal(t, len(addresses), reports, "one report an article")
	said := new["note--"+denied.ID.String()]["extensions"].(object)
	require.Len(t, said, 1)
	for _, members := range said {
		require.Equal(t, denied.Value, members.(object)["value"])
		require.Equal(t, denied.When.String(), members.(object)["when"])
	}
}

// Between a denial and its target, as known by a day or as of an instant, nothing in
// a bundle points at what is not there.
func TestSTIXNarrowedHasNoDanglingReference(t *testing.T) {
	_, after, _, denied := monthLater(t)
	views := 0
	for c := range after.All() {
		if len(c.Denies) == 0 || views == 8 {
			continue
		}
		views++
		day, _ := c.Reported.Latest()
		bundleObjects(t, after.AsOf(c.Recorded)) // checks the rules
		if !day.IsZero() {
			bundleObjects(t, after.KnownBy(day))
			bundleObjects(t, after.KnownBy(day.AddDays(-1)).AsOf(c.Recorded.Add(-time.Second)))
		}
	}
	require.Positive(t, views)
	dangling := border.Claim{Crossing: denied.Crossing, Side: denied.Side, Kind: denied.Kind, Value: denied.Value, Modality: border.Denied, Denies: append(border.Claim{}.Denies, denied.ID),
		Source: border.Source{Name: "Early"}, Reported: edtf.MustParse("2001"), Recorded: time.Date(2026, 12, 30, 0, 0, 0, 0, time.UTC)}
	reg := dataset(t)
	_, err := reg.Add(dangling)
	require.NoError(t, err)
	for id := range bundleObjects(t, reg.View().KnownBy(border.Date(2002, 1, 1))) {
		require.False(t, strings.HasPrefix(id, "opinion--"), "it would point at nothing")
	}
}

// Who keeps the claims of CSV by id adds the rows of ids that he lacks: a claim never
// changes, and one that is withdrawn is named by another.
func TestTableByIDKeepsTwoExports(t *testing.T) {
	before, after, withdrawn, _ := monthLater(t)
	read := func(v border.View) map[string][]string {
		var b bytes.Buffer
		require.NoError(t, exchange.WriteCSV(&b, v.All()))
		rows, err := csv.NewReader(&b).ReadAll()
		require.NoError(t, err)
		byID := map[string][]string{}
		for _, row := range rows[1:] {
			require.NotContains(t, byID, row[0])
			byID[row[0]] = row
		}
		require.Len(t, byID, v.Through().Claims)
		return byID
	}
	old, now := read(before), read(after)
	for id, row := range old {
		require.Equal(t, row, now[id], "who has the row would not read it anew")
	}
	require.Len(t, now, len(old)+4)
	found := false
	for _, row := range now {
		found = found || strings.Contains(strings.Join(row, " "), withdrawn.ID.String()) && row[0] != withdrawn.ID.String() && old[row[0]] == nil
	}
	require.True(t, found, "a new row names the claim that it withdraws")
}

// A claim that is filed under another crossing may withdraw one: who keeps files of one
// crossing hears of it, too.
func TestOneCrossingHearsOfWithdrawalsElsewhere(t *testing.T) {
	reg := dataset(t)
	one, err := reg.View().Only(border.AlBukamalAlQaim)
	require.NoError(t, err)
	var withdrawn border.Claim
	for c := range one.All() {
		if c.Modality.IsFact() && c.Kind == border.KindControl && c.Source.URL != "" && len(c.Retracts) == 0 {
			withdrawn = c
			break
		}
	}
	recorded := reg.View().Through().Recorded.Add(30 * 24 * time.Hour)
	elsewhere := border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Kind: withdrawn.Kind, Modality: border.Denied,
		Retracts: append(withdrawn.Retracts, withdrawn.ID), Source: border.Source{Name: "Desk"}, Recorded: recorded, Reported: edtf.MustParse("2026-11-30")}
	_, err = reg.Add(elsewhere)
	require.NoError(t, err)
	later, err := reg.View().Only(border.AlBukamalAlQaim)
	require.NoError(t, err)
	require.Equal(t, one.Digest(), later.Digest(), "the claims of the crossing are the same")

	note := "note--" + withdrawn.ID.String()
	require.Nil(t, bundleObjects(t, one)[note]["revoked"])
	require.Equal(t, true, bundleObjects(t, later)[note]["revoked"])
	require.Equal(t, recorded.UTC().Format("2006-01-02T15:04:05.000Z"), bundleObjects(t, later)[note]["modified"])

	before, after := mispEvent(t, one), mispEvent(t, later)
	require.Greater(t, after["timestamp"], before["timestamp"], "an event that is not newer is not read")
	for event, deleted := range map[*object]bool{&before: false, &after: true} {
		for _, a := range (*event)["Attribute"].([]any) {
			if a := a.(object); a["uuid"] == withdrawn.ID.String() {
				require.Equal(t, deleted, a["deleted"])
			}
		}
	}
	var manifest bytes.Buffer
	require.NoError(t, exchange.WriteMISPManifest(&manifest, later))
	require.Contains(t, manifest.String(), `"timestamp":"`+after["timestamp"].(string)+`"`)
}

// Of chosen claims the files say that one is withdrawn though the claim that withdraws it
// is not among them.
func TestChosenClaimsAreWithdrawnByOthers(t *testing.T) {
	_, v, withdrawn, _ := monthLater(t)
	chosen := slices.Values([]border.Claim{withdrawn})
	var b bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&b, v, chosen))
	require.Empty(t, brokenSTIX(t, b.Bytes()))
	require.Regexp(t, `"id":"note--`+withdrawn.ID.String()+`"[^{]*"revoked":true`, b.String())
	dropped := 0 // by an edition, for which nothing stands
	for r := range v.Succession() {
		if len(r.New) == 0 {
			dropped++
		}
	}
	require.Equal(t, 1+dropped, strings.Count(b.String(), `"type":"note"`))
	b.Reset()
	require.NoError(t, exchange.WriteMISP(&b, v, chosen))
	require.Regexp(t, `"uuid":"`+withdrawn.ID.String()+`"[^{}]*"deleted":true`, b.String())
	require.Equal(t, 1+dropped, strings.Count(b.String(), `"type":"text"`))
}
