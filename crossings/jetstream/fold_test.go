package jetstream

import (
	"fmt"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func testRegistry(t require.TestingT) *border.Registry {
	base, err := border.Default()
	require.NoError(t, err)
	var crossings []border.Crossing
	for c := range base.Crossings() {
		crossings = append(crossings, c)
	}
	var parties []border.PartyInfo
	for p := range base.Parties() {
		parties = append(parties, p)
	}
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	return reg
}

func testClaim(n int) border.Claim {
	return border.Claim{
		ID:       testID(n),
		Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: "open",
		When: edtf.MustParse("2019-09-30"), Modality: border.Reported,
		Source:   border.Source{Name: "An agency", URL: fmt.Sprint("https://example.org/", n)},
		Recorded: time.Date(2020, 1, 1, 0, 0, n, 0, time.UTC),
	}
}

func testID(n int) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceURL, fmt.Append(nil, n)) }

func testFold(reg *border.Registry) *fold {
	return &fold{registry: reg, load: reg.Load, every: 1 << 40, aside: map[uint64]setAside{}}
}

func entriesOf(claims []border.Claim) []entry {
	var list []entry
	for i, c := range claims {
		list = append(list, entry{seq: uint64(i + 1), at: time.Unix(int64(i), 0).UTC(), data: c.AppendJSON(nil)})
	}
	return list
}

// However a log is cut into batches, the same claims are taken: claims that withdraw
// what is not there, second contents under an id, and claims of a crossing that nobody
// knows among them.
func TestFoldByBatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []border.Claim
		for range rapid.IntRange(1, 30).Draw(t, "claims") {
			c := testClaim(rapid.IntRange(0, 12).Draw(t, "id"))
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				if id := testID(rapid.IntRange(0, 12).Draw(t, "target")); id != c.ID {
					c.Retracts = []uuid.UUID{id}
				}
			case 1:
				c.Value = "closed"
			case 2:
				c.Crossing = "nowhere"
			}
			list = append(list, c)
		}
		all := entriesOf(list)
		oneByOne := testFold(testRegistry(t))
		for i := range all {
			require.NoError(t, oneByOne.entries(all[i:i+1]))
		}
		batches := testFold(testRegistry(t))
		for rest := all; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "batch")
			require.NoError(t, batches.entries(rest[:n]))
			rest = rest[n:]
		}
		require.Equal(t, oneByOne.registry.Digest(), batches.registry.Digest())
		require.Equal(t, SumOf(oneByOne.registry), SumOf(batches.registry))
		require.Len(t, batches.aside, len(oneByOne.aside))
		for seq := range oneByOne.aside {
			require.Contains(t, batches.aside, seq)
		}
	})
}

func TestFoldSetsAside(t *testing.T) {
	second, nowhere := testClaim(1), testClaim(2)
	second.Value = "closed"
	nowhere.Crossing = "nowhere"
	f := testFold(testRegistry(t))
	list := entriesOf([]border.Claim{testClaim(1), second, nowhere})
	list = append(list, entry{seq: 4, data: []byte("{")})
	require.NoError(t, f.entries(list))
	var told []string
	for _, a := range f.asideList() {
		told = append(told, fmt.Sprint(a.Sequence, ": ", a.Err))
	}
	require.Equal(t, []string{
		`2: id "` + testID(1).String() + `": this id already has another content; a correction is a new claim`,
		`3: crossing "nowhere": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`,
		`4: the line ends within the claim`,
	}, told)
	require.Equal(t, 1, f.registry.Len())
}

// A claim that withdraws what is not in the log yet is kept, and has its effect when
// that comes.
func TestFoldKeepsUnresolved(t *testing.T) {
	f := testFold(testRegistry(t))
	early := testClaim(3)
	early.Retracts = []uuid.UUID{testID(4)}
	list := entriesOf([]border.Claim{early, testClaim(4)})
	require.NoError(t, f.entries(list[:1]))
	require.Equal(t, 1, f.registry.Len())
	require.Empty(t, f.asideList())
	for c, id := range f.registry.Unresolved() {
		require.Equal(t, early.ID, c.ID)
		require.Equal(t, testID(4), id)
	}
	require.NoError(t, f.entries(list[1:]))
	require.Equal(t, 2, f.registry.Len())
	for range f.registry.Unresolved() {
		t.Error("it came")
	}
	reasons, err := f.registry.View().Why(border.AlBukamalAlQaim, border.Syria, border.QuestionStatus, border.Date(2020, 1, 2))
	require.NoError(t, err)
	require.Equal(t, border.Withdrawn, reasons[1].Verdict)
}

func TestFoldRefusesGaps(t *testing.T) {
	f := testFold(testRegistry(t))
	err := f.entries([]entry{{seq: 2}})
	require.EqualError(t, err, "sequence 2 after 0: not the next sequence")
}

func TestSum(t *testing.T) {
	a, b := testRegistry(t), testRegistry(t)
	for i := range 20 {
		_, err := a.Add(testClaim(i))
		require.NoError(t, err)
		_, err = b.Add(testClaim(19 - i))
		require.NoError(t, err)
	}
	require.Equal(t, SumOf(a), SumOf(b), "the order of coming does not matter")
	text, err := SumOf(a).MarshalText()
	require.NoError(t, err)
	var back Sum
	require.NoError(t, back.UnmarshalText(text))
	require.Equal(t, SumOf(a), back)
	_, err = b.Add(testClaim(20))
	require.NoError(t, err)
	require.NotEqual(t, SumOf(a), SumOf(b))
	require.EqualError(t, back.UnmarshalText([]byte("12")), "want a sum of 64 hexadecimal digits")
}

// Many claims are summed on more than one processor, few on one, whenever they
// come: it is the same sum.
func TestSumOfMany(t *testing.T) {
	var want Sum
	var few, many tally
	reg := testRegistry(t)
	for n := range 2000 {
		c := testClaim(n)
		_, err := reg.Add(c)
		require.NoError(t, err)
		want.add(&c, nil)
		if n%7 == 0 {
			few.catchUp(reg)
		}
	}
	few.catchUp(reg)
	many.catchUp(reg)
	require.Equal(t, 2000, many.claims)
	require.Equal(t, want, many.sum)
	require.Equal(t, want, few.sum)
	require.Equal(t, 2000, few.claims)
}
