package exchange_test

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// No HXL validator exists for Go or on npm. These are the rules of HXL 1.1 and of libhxl's
// default schema that touch what is written here, one by one, each with where it is from:
// the section of the tagging conventions (release 1.1 of 2018-04-30,
// hxlstandard.org/standard/1-1final/tagging), or the dictionary of hashtags, which has no
// numbers. Nothing of the writer reads the rows.
var hxlRules = []struct {
	rule  string
	holds func(names, tags []string, rows [][]string) bool
}{
	{"2.1: the row of tags stands within the first 25, under the names", func(_, tags []string, _ [][]string) bool {
		return len(tags) > 0 && strings.HasPrefix(tags[0], "#")
	}},
	{"3, 3.1.1: every column has a tag: # and a word of ASCII, then attributes: + and a word", func(_, tags []string, _ [][]string) bool {
		return all(tags, regexp.MustCompile(`^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$`).MatchString)
	}},
	{"hashtag dictionary: every hashtag is of the core schema of 1.1", func(_, tags []string, _ [][]string) bool {
		return all(tags, func(tag string) bool {
			hashtag, _, _ := strings.Cut(tag, "+")
			return strings.Contains(" #access #adm1 #contact #country #date #description #event #geo #group #loc #meta #operations #org #status ", " "+hashtag+" ")
		})
	}},
	{"ours: no attribute twice in one tag", func(_, tags []string, _ [][]string) bool {
		return all(tags, func(tag string) bool {
			seen := map[string]bool{}
			for part := range strings.SplitSeq(tag, "+") {
				if seen[part] {
					return false
				}
				seen[part] = true
			}
			return true
		})
	}},
	{"3.1.3: languages are marked as +i_en, never as +en, as before 1.1", func(_, tags []string, _ [][]string) bool {
		return !regexp.MustCompile(`\+(en|ar|ku|fr)\b`).MatchString(strings.Join(tags, " "))
	}},
	{"4.1: two columns of the same tag would be one repeated field, and no field is repeated", func(_, tags []string, _ [][]string) bool {
		seen := map[string]bool{}
		for _, tag := range tags {
			if seen[tag] {
				return false
			}
			seen[tag] = true
		}
		return true
	}},
	{"libhxl's schema: what stands under #date is a plain day, or nothing", func(_, tags []string, rows [][]string) bool {
		return under(tags, rows, "#date", regexp.MustCompile(`^(\d{4}-\d\d-\d\d)?$`).MatchString)
	}},
	{"libhxl's schema: latitudes and longitudes are numbers", func(_, tags []string, rows [][]string) bool {
		return under(tags, rows, "#geo", regexp.MustCompile(`^(-?\d+(\.\d+)?)?$`).MatchString)
	}},
	{"3.1.4, +v_pcode: a P-code is capitals, digits and hyphens", func(_, tags []string, rows [][]string) bool {
		return under(tags, rows, "#adm1+code+v_pcode", regexp.MustCompile(`^[A-Z0-9-]+$`).MatchString)
	}},
	{"3.1.4, +v_iso3: a country code is ISO 3166-1 alpha-3", func(_, tags []string, rows [][]string) bool {
		return under(tags, rows, "#country+code+v_iso3", regexp.MustCompile(`^(SYR|IRQ)$`).MatchString)
	}},
	{"RFC 4180, 2.4: rows are as long as the row of tags", func(names, tags []string, rows [][]string) bool {
		for _, row := range rows {
			if len(row) != len(tags) {
				return false
			}
		}
		return len(names) == len(tags)
	}},
}

func all(list []string, ok func(string) bool) bool {
	for _, s := range list {
		if !ok(s) {
			return false
		}
	}
	return true
}

// under reports whether all cells of the columns with a tag, or with more
// attributes than it, are right.
func under(tags []string, rows [][]string, tag string, ok func(string) bool) bool {
	for i, have := range tags {
		if have != tag && !strings.HasPrefix(have, tag+"+") {
			continue
		}
		for _, row := range rows {
			if !ok(row[i]) {
				return false
			}
		}
	}
	return true
}

// parsed returns the rows of CSV, of whatever lengths, as the library of Go reads them.
func parsed(t *testing.T, b []byte) [][]string {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	return rows
}

func TestHXLRules(t *testing.T) {
	v := dataset(t).View()
	var claims, states bytes.Buffer
	require.NoError(t, exchange.WriteHXL(&claims, v.All()))
	require.NoError(t, exchange.WriteStatesHXL(&states, v, smallDay))
	for name, b := range map[string][]byte{"claims": claims.Bytes(), "states": states.Bytes()} {
		rows := parsed(t, b)
		require.Greater(t, len(rows), 6)
		for _, r := range hxlRules {
			require.True(t, r.holds(rows[0], rows[1], rows[2:]), "%s: %s", name, r.rule)
		}
	}
}

// The rules notice what they are about.
func TestHXLRulesFail(t *testing.T) {
	for rule, sheet := range map[string]string{
		"the row of tags":  "a\nb\n",
		"every column":     "a,b\n#date,b\n",
		"every hashtag":    "a\n#when\n",
		"no attribute":     "a\n#date+x+x\n",
		"languages":        "a\n#loc+name+ar\n",
		"two columns":      "a,b\n#date,#date\n",
		"what stands":      "a\n#date+latest\n2014-05/2014-08\n",
		"latitudes":        "a\n#geo+lat\n'34\n",
		"a P-code":         "a\n#adm1+code+v_pcode\nsy09\n",
		"a country code":   "a\n#country+code+v_iso3\nsyria\n",
		"rows are as long": "a,b\n#date,#loc\n2014-05-01\n",
	} {
		rows := parsed(t, []byte(sheet))
		found := false
		for _, r := range hxlRules {
			if strings.Contains(r.rule, ": "+rule) {
				found = true
				require.False(t, r.holds(rows[0], rows[1], rows[2:]), r.rule)
			}
		}
		require.True(t, found, rule)
	}
}
