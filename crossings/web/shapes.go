package web

import (
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border"
)

// The answers of package border write their own JSON. Shapes say to the API's
// document what that JSON looks like; the tests hold every answer against them.

type spanShape struct {
	Earliest *string `json:"earliest" format:"date" doc:"First day; null if open"`
	Latest   *string `json:"latest" format:"date" doc:"Last day; null if open"`
}

// plainShape is what every finding has.
type plainShape struct {
	Value    string   `json:"value" doc:"What the claims support best: a party's code, or a status"`
	Certain  bool     `json:"certain" doc:"No known claim allows another value"`
	Disputed bool     `json:"disputed" doc:"Sources contradict each other, or the order of what they tell is not known"`
	Possible []string `json:"possible" nullable:"false" doc:"Every value that the claims allow"`
}

type findingShape struct {
	Value     string    `json:"value" doc:"What the claims support best: a party's code, or a status"`
	Certain   bool      `json:"certain" doc:"No known claim allows another value"`
	Disputed  bool      `json:"disputed" doc:"Sources contradict each other, or the order of what they tell is not known"`
	Possible  []string  `json:"possible" nullable:"false" doc:"Every value that the claims allow"`
	Unit      *string   `json:"unit" doc:"The group that holds the side for the party"`
	Traffic   []string  `json:"traffic" nullable:"false" enum:"passengers,commercial,transit,humanitarian,returnees,fuel,military,official" doc:"For whom the value holds; empty for all"`
	Direction *string   `json:"direction" enum:"sy-to-iq,iq-to-sy,both" doc:"In which direction the value holds"`
	Since     spanShape `json:"since" doc:"When the value began"`
	Basis     []string  `json:"basis" nullable:"false" format:"uuid" doc:"Claims for the value"`
	Against   []string  `json:"against" nullable:"false" format:"uuid" doc:"Claims for other values"`
	Attested  *string   `json:"attested" format:"date" doc:"Latest day of which the claims for the value speak; after it the value is the last known"`
	Origins   int       `json:"origins" doc:"How many independent origins the claims for the value have that speak of the day or an earlier one"`
	Later     int       `json:"later" doc:"How many more those have that speak of later days only"`
}

type findingOfDaysShape struct {
	Value     string    `json:"value" doc:"What the claims support best: a party's code, or a status"`
	Certain   bool      `json:"certain" doc:"No known claim allows another value"`
	Disputed  bool      `json:"disputed" doc:"Sources contradict each other, or the order of what they tell is not known"`
	Possible  []string  `json:"possible" nullable:"false" doc:"Every value that the claims allow"`
	Unit      *string   `json:"unit" doc:"The group that holds the side for the party"`
	Traffic   []string  `json:"traffic" nullable:"false" enum:"passengers,commercial,transit,humanitarian,returnees,fuel,military,official" doc:"For whom the value holds; empty for all"`
	Direction *string   `json:"direction" enum:"sy-to-iq,iq-to-sy,both" doc:"In which direction the value holds"`
	Since     spanShape `json:"since" doc:"When the value began"`
	Basis     []string  `json:"basis" nullable:"false" format:"uuid" doc:"Claims for the value"`
	Against   []string  `json:"against" nullable:"false" format:"uuid" doc:"Claims for other values"`
	Attested  *string   `json:"attested" format:"date" doc:"Latest day of which the claims for the value speak; after it the value is the last known"`
}

type sideShape struct {
	Control findingShape `json:"control"`
	Status  findingShape `json:"status"`
}

type sidesShape struct {
	Syria sideShape `json:"syria"`
	Iraq  sideShape `json:"iraq"`
}

type stateShape struct {
	Crossing     string       `json:"crossing"`
	On           string       `json:"on" format:"date" doc:"The day asked about"`
	Known        *string      `json:"known" format:"date" doc:"What sources had said by the end of this day; null for all"`
	AsOf         *string      `json:"asOf" format:"date-time" doc:"What the registry had recorded by this instant; null for all"`
	Through      *string      `json:"through" format:"date" doc:"How far the claims about the crossing go, whichever day is asked about"`
	LastKnown    bool         `json:"lastKnown" doc:"The status of the crossing was last attested before the day asked about"`
	Freshness    string       `json:"freshness" enum:"current,recent,ageing,stale,none" doc:"How old that is: at most 7, 30, 180 days, or older; none without such a day"`
	LastReview   *string      `json:"lastReview" format:"date" doc:"The latest day on which somebody looked and found nothing new"`
	Sides        sidesShape   `json:"sides"`
	Status       plainShape   `json:"status" doc:"Of the crossing as a whole, from both sides"`
	Plans        []planShape  `json:"plans" nullable:"false"`
	Notices      []claimShape `json:"notices" nullable:"false"`
	LastReported *string      `json:"lastReported" format:"date"`
}

type segmentShape struct {
	Crossing  string    `json:"crossing"`
	Side      string    `json:"side" enum:"syria,iraq"`
	Question  string    `json:"question" enum:"control,status"`
	From      *string   `json:"from" format:"date" doc:"First day; null if it has no beginning"`
	To        *string   `json:"to" format:"date" doc:"Last day; null if it has no end"`
	Value     string    `json:"value" doc:"What the claims support best: a party's code, or a status"`
	Certain   bool      `json:"certain" doc:"No known claim allows another value"`
	Disputed  bool      `json:"disputed" doc:"Sources contradict each other, or the order of what they tell is not known"`
	Possible  []string  `json:"possible" nullable:"false" doc:"Every value that the claims allow"`
	Unit      *string   `json:"unit" doc:"The group that holds the side for the party"`
	Traffic   []string  `json:"traffic" nullable:"false" enum:"passengers,commercial,transit,humanitarian,returnees,fuel,military,official" doc:"For whom the value holds; empty for all"`
	Direction *string   `json:"direction" enum:"sy-to-iq,iq-to-sy,both" doc:"In which direction the value holds"`
	Since     spanShape `json:"since" doc:"When the value began"`
	Attested  *string   `json:"attested" format:"date" doc:"Latest day of which the claims for the value speak by the last day; without a last day, what it comes to"`
	Basis     []string  `json:"basis" nullable:"false" format:"uuid" doc:"Claims for the value"`
	Against   []string  `json:"against" nullable:"false" format:"uuid" doc:"Claims for other values"`
}

type planShape struct {
	Claim      string    `json:"claim" format:"uuid"`
	Crossing   string    `json:"crossing"`
	Side       string    `json:"side" enum:"syria,iraq,both"`
	Value      string    `json:"value"`
	Due        spanShape `json:"due"`
	Reported   *string   `json:"reported" doc:"EDTF, as written"`
	Outcome    string    `json:"outcome" enum:"met,came,late,unclear,cancelled,pending,overdue"`
	MetBy      *string   `json:"metBy" format:"uuid"`
	SlipDays   []int     `json:"slipDays" nullable:"true" minItems:"2" maxItems:"2" doc:"Least and most days of delay"`
	WaitedDays []int     `json:"waitedDays" nullable:"true" minItems:"2" maxItems:"2" doc:"Of a plan without a last day: least and most days from when it was told until it came"`
}

type sourceShape struct {
	Name     string   `json:"name" doc:"Who said it"`
	Via      []string `json:"via,omitempty" nullable:"false" doc:"Relays, in order"`
	URL      string   `json:"url,omitempty"`
	Title    string   `json:"title,omitempty"`
	Archived string   `json:"archived,omitempty"`
	Lang     string   `json:"lang,omitempty" doc:"BCP 47"`
}

type claimShape struct {
	ID        string      `json:"id,omitempty" format:"uuid" doc:"Made from the content if absent"`
	Crossing  string      `json:"crossing"`
	Side      string      `json:"side" enum:"syria,iraq,both"`
	Kind      string      `json:"kind" enum:"control,status,passage,obstacle,threat,authorization,review"`
	Value     string      `json:"value,omitempty"`
	Unit      string      `json:"unit,omitempty"`
	Traffic   []string    `json:"traffic,omitempty" nullable:"false" enum:"passengers,commercial,transit,humanitarian,returnees,fuel,military,official"`
	Direction string      `json:"direction,omitempty" enum:"sy-to-iq,iq-to-sy,both"`
	When      string      `json:"when,omitempty" doc:"EDTF"`
	Edge      string      `json:"edge,omitempty" enum:"start,seen"`
	Modality  string      `json:"modality" enum:"observed,reported,planned,expected,denied,feared"`
	Source    sourceShape `json:"source"`
	Reported  string      `json:"reported,omitempty" doc:"EDTF"`
	Recorded  string      `json:"recorded,omitempty" format:"date-time"`
	Grade     string      `json:"grade,omitempty" pattern:"^[A-F][1-6]$"`
	Quote     string      `json:"quote,omitempty"`
	Note      string      `json:"note,omitempty"`
	Retracts  []string    `json:"retracts,omitempty" nullable:"false" format:"uuid"`
	Denies    []string    `json:"denies,omitempty" nullable:"false" format:"uuid"`
	Repeats   []string    `json:"repeats,omitempty" nullable:"false" format:"uuid"`
}

type changeShape struct {
	Crossing string             `json:"crossing"`
	Side     string             `json:"side" enum:"syria,iraq"`
	Question string             `json:"question" enum:"control,status"`
	From     *string            `json:"from" format:"date"`
	To       *string            `json:"to" format:"date"`
	Before   findingOfDaysShape `json:"before"`
	After    findingOfDaysShape `json:"after"`
}

type crossingShape struct {
	ID       string             `json:"id,omitempty" format:"uuid"`
	Code     string             `json:"code"`
	Names    border.Names       `json:"names"`
	Aliases  []string           `json:"aliases,omitempty" nullable:"false"`
	Homonyms []border.Homonym   `json:"homonyms,omitempty" nullable:"false"`
	Sides    crossingSidesShape `json:"sides"`
}

type crossingSidesShape struct {
	Syria border.Place `json:"syria"`
	Iraq  border.Place `json:"iraq"`
}

type passabilityShape struct {
	Crossing       string            `json:"crossing"`
	On             string            `json:"on" format:"date"`
	Known          *string           `json:"known" format:"date"`
	AsOf           *string           `json:"asOf" format:"date-time"`
	Through        *string           `json:"through" format:"date" doc:"How far the claims about the crossing go, whichever day is asked about"`
	Traffic        []string          `json:"traffic" nullable:"false" enum:"passengers,commercial,transit,humanitarian,returnees,fuel,military,official"`
	Direction      *string           `json:"direction" enum:"sy-to-iq,iq-to-sy,both"`
	Answer         string            `json:"answer" enum:"yes,yes-but,no,cannot-tell" doc:"Of the crossing: no if a side says no, yes if both say yes for all that is asked, but if an obstacle stands or a side is on trial"`
	Sides          passageSidesShape `json:"sides"`
	Obstacles      []claimShape      `json:"obstacles" nullable:"false" doc:"Obstacles and threats of the day that meet what is asked"`
	Authorizations []claimShape      `json:"authorizations" nullable:"false"`
	Attested       *string           `json:"attested" format:"date" doc:"The day that settles the answer"`
	LastKnown      bool              `json:"lastKnown" doc:"It is before the day asked about"`
	Freshness      string            `json:"freshness" enum:"current,recent,ageing,stale,none" doc:"How old it is"`
}

type passageSidesShape struct {
	Syria passageShape `json:"syria"`
	Iraq  passageShape `json:"iraq"`
}

type passageShape struct {
	Answer string       `json:"answer" enum:"yes,no,cannot-tell"`
	Status findingShape `json:"status"`
}

type enduranceShape struct {
	Crossing string `json:"crossing"`
	Side     string `json:"side" enum:"syria,iraq"`
	Status   string `json:"status" enum:"closed,intermittent,open,restricted,trial,unknown"`
	Age      int    `json:"age" doc:"Days for which nobody spoke, at least"`
	Of       int    `json:"of" doc:"How many such silences began with the status"`
	Same     int    `json:"same" doc:"After how many of them the next word was the same"`
}

type partyShape struct {
	Code    string       `json:"code"`
	Kind    string       `json:"kind" doc:"government, armed-group, coalition and others"`
	Country string       `json:"country,omitempty" doc:"ISO 3166-1 alpha-2; absent if of no one country"`
	Names   border.Names `json:"names"`
	Aliases []string     `json:"aliases,omitempty" nullable:"false"`
	From    string       `json:"from,omitempty" doc:"When it began, as EDTF; absent if not known or long before"`
	To      string       `json:"to,omitempty" doc:"When it ended, as EDTF; absent if it exists still"`
}

type reasonShape struct {
	Claim   string   `json:"claim" format:"uuid"`
	Verdict string   `json:"verdict" enum:"gives-value,for,against,denying,restates,came-before,not-begun,ended,withdrawn,denied,not-known,plan,no-fact" doc:"What became of it"`
	By      []string `json:"by" nullable:"false" format:"uuid" doc:"Claims that made the verdict: those that it restates, that came after it, that withdraw or deny it"`
}

// shapes pairs the types that answer with the shapes of their JSON.
func shapes(r huma.Registry) {
	for _, of := range []struct{ answers, looks reflect.Type }{
		{reflect.TypeFor[border.State](), reflect.TypeFor[stateShape]()},
		{reflect.TypeFor[border.Segment](), reflect.TypeFor[segmentShape]()},
		{reflect.TypeFor[border.Plan](), reflect.TypeFor[planShape]()},
		{reflect.TypeFor[border.Claim](), reflect.TypeFor[claimShape]()},
		{reflect.TypeFor[border.Change](), reflect.TypeFor[changeShape]()},
		{reflect.TypeFor[border.Crossing](), reflect.TypeFor[crossingShape]()},
		{reflect.TypeFor[border.Passability](), reflect.TypeFor[passabilityShape]()},
		{reflect.TypeFor[border.Endurance](), reflect.TypeFor[enduranceShape]()},
		{reflect.TypeFor[border.PartyInfo](), reflect.TypeFor[partyShape]()},
		{reflect.TypeFor[border.Reason](), reflect.TypeFor[reasonShape]()},
	} {
		r.RegisterTypeAlias(of.answers, of.looks)
	}
}

// allowNull puts null among the words of members that may be null: JSON Schema takes a list of
// words without it for a refusal, whatever the member's type says.
func allowNull(doc *huma.OpenAPI) {
	for _, shape := range doc.Components.Schemas.Map() {
		for _, member := range shape.Properties {
			if member.Nullable && len(member.Enum) > 0 && !slices.Contains(member.Enum, nil) {
				member.Enum = append(member.Enum, nil)
			}
		}
	}
}

// schemaName names a shape in the API's document.
func schemaName(t reflect.Type, hint string) string {
	return strings.TrimSuffix(huma.DefaultSchemaNamer(t, hint), "Shape")
}
