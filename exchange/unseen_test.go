package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// readSheet returns the claims, the faults and the notes of a sheet.
func readSheet(sheet string) (claims []border.Claim, faults, notes []string) {
	rd := exchange.Reader{Name: "s.csv", Note: func(err error) { notes = append(notes, err.Error()) }}
	for c, err := range rd.Claims(strings.NewReader(sheet)) {
		if err != nil {
			faults = append(faults, err.Error())
		} else {
			claims = append(claims, c)
		}
	}
	return claims, faults, notes
}

const (
	wholeHeader = "crossing,side,kind,value,unit,traffic,direction,when,edge,modality,source.name,source.via,source.url,reported,recorded,grade,quote,note\n"
	wholeRow    = "al-tanf-al-waleed,iraq,status,closed,%[1]s,%[1]s,%[1]s,2015-05,%[1]s,reported,%[2]sReuters%[2]s,%[2]sDawn%[2]s | %[2]s,%[1]s,%[1]s,%[1]s,%[1]s,%[1]s,%[1]s\n"
)

// A cell in which nothing can be seen is empty, and names have nothing unseen around them.
func TestUnseen(t *testing.T) {
	want, faults, _ := readSheet(wholeHeader + fmt.Sprintf(wholeRow, "", ""))
	require.Empty(t, faults)
	require.Equal(t, "Reuters", want[0].Source.Name)
	require.Equal(t, []string{"Dawn"}, want[0].Source.Via)
	for _, unseen := range []string{" ", "  ", "\u00a0", "\u2003", "\u200f", "\u200e \u00a0", "\ufeff", "\u200b"} {
		claims, faults, _ := readSheet(wholeHeader + fmt.Sprintf(wholeRow, unseen, unseen))
		require.Empty(t, faults, "%q", unseen)
		require.Equal(t, want, claims, "%q", unseen)

		header := strings.ReplaceAll(strings.ReplaceAll(wholeHeader, ".", unseen+" "), ",", unseen+","+unseen)
		claims, faults, _ = readSheet(header + fmt.Sprintf(wholeRow, "", ""))
		require.Empty(t, faults, "%q", unseen)
		require.Equal(t, want, claims, "%q", unseen)
	}
}

// Nor have words, dates, grades and ids.
func TestUnseenAboutWords(t *testing.T) {
	const head = "crossing,side,kind,value,traffic,direction,when,earliest,edge,modality,source.name,reported,recorded,grade,retracts\n"
	cells := []string{"al-tanf-al-waleed", "iraq", "status", "closed", "fuel|official", "both", "2015-05-07", "2015-05-07", "seen", "reported", "Reuters", "2015-05",
		"2026-01-01T00:00:00Z", "B2", "fd647c79-6280-58ec-b9c3-21916de21818"}
	want, faults, _ := readSheet(head + strings.Join(cells, ",") + "\n")
	require.Empty(t, faults)
	for _, unseen := range []string{"\u200f", "\u202a", "\u200b", "\ufeff", "\u2060", " \u00a0\u200e"} {
		about := []string{cells[0]} // a name, which looking up folds
		for _, cell := range cells[1:] {
			about = append(about, unseen+cell+unseen)
		}
		claims, faults, _ := readSheet(head + strings.Join(about, ",") + "\n")
		require.Empty(t, faults, "%q", unseen)
		require.Equal(t, want, claims, "%q", unseen)
	}
}

// Rows may end with CR alone, whatever cells are at fault.
func TestCarriageReturnsAlone(t *testing.T) {
	lines := wholeHeader + fmt.Sprintf(wholeRow, "", "") +
		"al-tanf-al-waleed,\"iraq\"x,status,closed\n" +
		strings.Replace(fmt.Sprintf(wholeRow, "", ""), ",iraq,", ",nowhere,", 1) +
		strings.Replace(fmt.Sprintf(wholeRow, "", ""), ",closed,", ",\"shut\nto all\",", 1) +
		strings.Replace(fmt.Sprintf(wholeRow, "", ""), ",iraq,", ",somewhere,", 1)
	want, wantFaults, _ := readSheet(lines)
	require.Len(t, want, 1)
	require.Len(t, wantFaults, 4)
	require.Contains(t, wantFaults[3], "s.csv:7: ")
	for _, end := range []string{"\r", "\r\n"} {
		claims, faults, _ := readSheet(strings.ReplaceAll(lines, "\n", end))
		require.Equal(t, want, claims, "%q", end)
		for i := range faults {
			require.Equal(t, wantFaults[i][:len("s.csv:1:")], faults[i][:len("s.csv:1:")], "%q", end)
		}
		require.Len(t, faults, 4)
	}
}

// Tags of HXL that a claim has no use for are passed over, and told once.
func TestForeignTags(t *testing.T) {
	claims, faults, notes := readSheet("Post,Side,Status,Said,By,Lat,Remark\n#loc+code,#loc+side,#status,#status+modality,#meta+source,#geo+lat,#x_mine\n" +
		"al-tanf-al-waleed,iraq,closed,denied,Reuters,33.5,a\nal-tanf-al-waleed,iraq,open,denied,Reuters,33.5,b\n")
	require.Empty(t, faults)
	require.Len(t, claims, 2)
	require.Equal(t, []string{"s.csv:2: passed over, for a claim has nothing of the kind: Lat, Remark"}, notes)
}
