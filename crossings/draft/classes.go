package draft

// A class is what the words of a pattern are there for.
type class int

const (
	post      class = iota // a crossing: "border crossing", "port"
	frontier               // the border itself
	place                  // what else a name may be that of: a town, a base
	northeast              // where other crossings have names of these
	nearby                 // "near", "outside"
	sided                  // the arg is a side: "Syrian side"
	country                // "Iraqi": the arg is a side
	toward                 // what lies on the other side: "with Iraq"; the arg is the side meant
	between                // both sides
	abroad                 // another country that has borders
	party                  // the arg is a party's code, or that of its country's government
	take                   // began to hold
	hold                   // holds
	give                   // handed over
	leave                  // left, lost
	staffed                // guards, customs: some government's
	opened                 // an opening
	open                   // is open
	closed                 // a closing
	shut                   // is closed
	begins                 // began to
	limited                // partially, temporarily; with an opening or a closing
	only                   // to some: "only", "except"
	trial                  // for trial
	remains                // still so
	since                  // since when
	effect                 // a decision came into force
	began                  // "announced", "decided", "declared": what follows is told as done
	not                    // negation
	notYet                 // put off, not dated
	denies                 // "denied"
	plans                  // will, is to
	expects                // is expected to
	fears                  // may, is feared to
	night                  // between two days
	attack                 // a danger
	moves                  // what crosses
	hinders                // what hinders
	permits                // who allows, decides, agrees, visits
	whom                   // a kind of traffic
	way                    // a direction
	by                     // who did it follows
	from                   // who lost it follows
	classes
)
