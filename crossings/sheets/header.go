package sheets

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/crossingstatus/border/exchange"
)

// A Header says which columns a sheet has. The zero Header is that of no sheet.
type Header struct {
	Line    int      // of the row below which the claims stand: that of names, or of HXL tags
	Columns []string // of each column its member, "" for those left out
	Read    []Column // those that are members, in the order of the sheet
	Left    []string // the names of those left out
	Lacking []string // the names that the Map has, and no column
	Plain   bool     // package exchange would read the columns as these members, too
	names   []string
	set     [][2]string // members that every row has, with their values
	twins   []twin
	isNamed []bool // of each column
}

// A twin is a column that is left out since one before it has its name and is read.
type twin struct {
	name       string
	read, left int
}

// A Column is the name of a column, and the member that it is read as.
type Column struct {
	Name, Member string
	Guessed      bool // not by the Map, and it has another name
}

// Find returns the header of a sheet: the row, among the first ones, that names the columns. It
// returns false if there is none. It reads no more rows than it must.
func (m Map) Find(rows iter.Seq2[exchange.Row, error]) (Header, bool) {
	var first []exchange.Row
	for row, err := range rows {
		if err == nil {
			first = append(first, row)
		}
		if len(first) > headRows {
			break
		}
	}
	return m.find(first)
}

func (m Map) find(rows []exchange.Row) (best Header, ok bool) {
	rows = rows[:min(len(rows), headRows+1)]
	for i, row := range rows {
		if len(row.Cells) > 0 && isTags(row.Cells) {
			var names []string
			if i > 0 {
				names = rows[i-1].Cells
			}
			h := m.header(row.Line, names, row.Cells)
			if len(h.Read) > 0 {
				return h, true
			}
			continue
		}
		if h := m.header(row.Line, row.Cells, nil); len(h.Read) > len(best.Read) && h.isRowOfNames(m) {
			best = h
		}
	}
	return best, best.Line > 0
}

var tag = regexp.MustCompile(`(?i)^\s*#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*$`)

// isTags reports whether all cells that are not empty hold HXL tags.
func isTags(cells []string) bool {
	found := false
	for _, cell := range cells {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if !tag.MatchString(cell) {
			return false
		}
		found = true
	}
	return found
}

// isRowOfNames reports whether a row names columns: it names the crossing or what the map
// says, and something beside it; and, as a row of values could, not by chance.
func (h *Header) isRowOfNames(m Map) bool {
	has := func(member string) bool { return slices.Contains(h.Columns, member) }
	for _, name := range h.names {
		if m.Columns[strings.TrimSpace(name)] != "" {
			return true
		}
	}
	return len(h.Read) >= 2 && (has("crossing") || m.Set["crossing"] != "" || len(h.Read) >= len(h.Left))
}

// A headerRow is a row of names, and one of HXL tags below them, if the sheet has some.
type headerRow struct {
	mapping     Map
	names, tags []string
}

// name and tag return what stands over a column, without unseen characters about it.
func (r *headerRow) name(i int) string { return seenAt(r.names, i) }
func (r *headerRow) tag(i int) string  { return seenAt(r.tags, i) }

func seenAt(list []string, i int) string {
	if i < len(list) {
		return strings.TrimFunc(list[i], isUnseen)
	}
	return ""
}

// label returns the name of a column, or its tag if it has none.
func (r *headerRow) label(i int) string { return cmp.Or(r.name(i), r.tag(i)) }

// mapped returns the member that the map has for a column, and ok false if it has none.
func (r *headerRow) mapped(i int) (member string, ok bool) {
	if member, ok = r.mapping.Columns[r.name(i)]; !ok && r.tag(i) != "" {
		member, ok = r.mapping.Columns[r.tag(i)]
	}
	return member, ok
}

// own returns the member whose own name or tag stands over a column, and "" if none does.
func (r *headerRow) own(i int) string {
	if member := exchange.Member(r.tag(i)); member != "" {
		return member
	}
	if member := exchange.Member(r.name(i)); plain(member) == plain(r.name(i)) {
		return member
	}
	return ""
}

// header reads a row of names, or one of HXL tags below names.
func (m Map) header(line int, names, tags []string) Header {
	h := Header{Line: line, Columns: make([]string, max(len(names), len(tags))), names: names, Plain: true}
	r := &headerRow{m, names, tags}
	h.choose(r)
	for i, member := range h.Columns {
		name := r.label(i)
		_, byMap := r.mapped(i)
		known := cmp.Or(exchange.Member(r.tag(i)), exchange.Member(r.name(i)))
		switch {
		case member != "":
			byTag := exchange.Member(r.tag(i)) == member
			h.Read = append(h.Read, Column{name, member, !byMap && !byTag && plain(name) != plain(member)})
		case name != "" && plain(name) != FaultColumn && (tags == nil || r.tag(i) != ""):
			h.Left = append(h.Left, name)
		}
		h.Plain = h.Plain && known == member
	}
	h.findTwins(r.label, r.mapped)
	for name := range m.Columns {
		if !slices.ContainsFunc(slices.Concat(names, tags), func(n string) bool { return strings.TrimFunc(n, isUnseen) == name }) {
			h.Lacking = append(h.Lacking, name)
		}
	}
	slices.Sort(h.Lacking)
	h.set = m.constants(h.Columns)
	h.Plain = h.Plain && len(h.set) == 0
	return h
}

// choose gives each member its column: the one that the map names, else the one with the
// member's own name, else one with another word for it. Of several the first is read.
func (h *Header) choose(r *headerRow) {
	taken := map[string]bool{}
	take := func(i int, member string) {
		if member != "" && !taken[member] && h.Columns[i] == "" {
			taken[member] = true
			h.Columns[i] = member
		}
	}
	for i := range h.Columns {
		if member, ok := r.mapped(i); ok {
			take(i, member)
		}
	}
	for _, read := range []func(int) string{r.own, func(i int) string { return Guess(r.name(i)) }} {
		for i := range h.Columns {
			if _, byMap := r.mapped(i); byMap {
				continue
			}
			if member := read(i); r.mapping.Set[member] == "" {
				take(i, member)
			}
		}
	}
}

// findTwins finds the columns that are left out though one of their name is read. A map
// cannot tell them from one another.
func (h *Header) findTwins(name func(int) string, mapped func(int) (string, bool)) {
	read := map[string]int{}
	h.isNamed = make([]bool, len(h.Columns))
	for i, member := range h.Columns {
		key := plain(name(i))
		h.isNamed[i] = key != ""
		if _, known := read[key]; member != "" && !known {
			read[key] = i
		}
	}
	for i, member := range h.Columns {
		leftOut, byMap := mapped(i)
		if first, ok := read[plain(name(i))]; ok && h.isNamed[i] && member == "" && !(byMap && leftOut == "") {
			h.twins = append(h.twins, twin{name(i), first, i})
		}
	}
}
