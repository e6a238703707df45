package draft

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// requireStatuses requires of each text that its drafts of a status that is reported have one of
// the wanted values, dates and edges, and that one has the first; of "" that there are none.
func requireStatuses(t *testing.T, list [][2]string) {
	t.Helper()
	v := view(t)
	for _, tt := range list {
		var got []string
		for _, d := range Claims(v, tt[0], Options{Reported: edtf.MustParse("2014-07-05"), Source: "x"}) {
			if d.Claim.Kind == border.KindStatus && d.Claim.Modality != border.Denied {
				got = append(got, d.Claim.Value+" "+d.Claim.When.String()+" "+d.Claim.Edge.String())
			}
		}
		want := strings.Split(tt[1], "|")
		if tt[1] == "" {
			require.Empty(t, got, tt[0])
			continue
		}
		require.NotEmpty(t, got, tt[0])
		require.Equal(t, want[0], got[0], tt[0])
		require.Subset(t, want, got, tt[0])
	}
}

// What a sentence denies is never drafted as told.
func TestWhatIsDenied(t *testing.T) {
	const isOpen, isClosed = "open 2014-07-05 seen", "closed 2014-07-05 seen"
	requireStatuses(t, [][2]string{
		{"لم يعد معبر اليعربية مفتوحا.", isClosed},
		{"لم يعد معبر اليعربية الحدودي بين سوريا والعراق مفتوحا.", isClosed},
		{"لم يعد معبر اليعربية مغلقا.", isOpen},
		{"لم يعد معبر اليعربية يعمل.", isClosed},
		{"لم يعد معبر اليعربية إلى العمل.", isClosed},
		{"ما عاد معبر اليعربية مفتوحا.", isClosed},
		{"ليس معبر اليعربية مغلقا.", isOpen},
		{"معبر اليعربية ليس مغلقا.", isOpen},
		{"معبر اليعربية غير مفتوح.", isClosed},
		{"معبر اليعربية لا يفتح أبوابه.", isClosed},
		{"معبر اليعربية ما زال مغلقا.", isClosed},
		{"لا يزال معبر اليعربية مفتوحا.", isOpen},
		{"كان من المقرر فتح معبر اليعربية لكنه لم يفتح.", isClosed},
		{"كان مقررا أن يفتح معبر اليعربية لكن ذلك لم يحدث.", isClosed},
		{"نفت السلطات فتح معبر اليعربية.", ""},

		{"The Al-Yarubiyah crossing is no longer open.", isClosed},
		{"The Al-Yarubiyah crossing is no longer closed.", isOpen},
		{"The Al-Yarubiyah crossing is no longer operational.", isClosed},
		{"The Al-Yarubiyah crossing isn't open.", isClosed},
		{"The Al-Yarubiyah crossing isn't closed.", isOpen},
		{"The Al-Yarubiyah crossing has not yet been officially reopened.", isClosed},
		{"The Al-Yarubiyah crossing remains shut.", isClosed},
		{"The Al-Yarubiyah crossing never reopened.", isClosed},
		{"The Al-Yarubiyah crossing has yet to reopen.", isClosed},
		{"The Al-Yarubiyah crossing is yet to open.", isClosed},
		{"The Al-Yarubiyah crossing was to open but did not.", isClosed},
		{"The Al-Yarubiyah crossing was to open on 5 May 2014 but did not.", "closed 2014-05-05 seen"},
		{"The Al-Yarubiyah crossing was supposed to close on 5 May but did not.", "open 2014-05-05 seen"},
		{"The Al-Yarubiyah crossing failed to reopen.", isClosed},
		{"The Al-Yarubiyah crossing failed to close.", isOpen},
		{"Iraq stopped short of closing the Al-Yarubiyah crossing.", isOpen},
		{"The Al-Yarubiyah crossing was not fully closed.", ""},
		{"Iraq denied that it had opened the Al-Yarubiyah crossing.", ""},
		{"Iraq denied that the Al-Yarubiyah border crossing with Syria in the province of Nineveh had been closed.", ""},
		{"The ministry denied the rumours and confirmed that the Al-Yarubiyah crossing is open.", isOpen},
	})
}

// A day that is left out of a closing is no day of it, nor is one on which it ended its first, and
// a day that is reckoned from another is none that is known.
func TestDaysOfOtherThings(t *testing.T) {
	const isClosed, eve, vague = "closed 2014-07-05 seen", "closed 2014-05-04 seen", "closed [..2014-07-05] start"
	requireStatuses(t, [][2]string{
		{"معبر اليعربية مغلق إلا في 5 أيار 2014.", isClosed},
		{"أغلق معبر اليعربية إلا في 5 أيار.", isClosed},
		{"لم يفتح معبر اليعربية إلا في 5 أيار 2014.", ""},
		{"The Al-Yarubiyah crossing is closed except on 5 May 2014.", isClosed},
		{"The Al-Yarubiyah crossing is open daily except on 5 May 2014.", "open 2014-07-05 seen"},
		{"The Al-Yarubiyah crossing remained closed until 5 May 2014.", eve},
		{"The Al-Yarubiyah crossing had been closed until 5 May 2014.", eve},
		{"بقي معبر اليعربية مغلقا حتى 5 أيار 2014.", eve},
		{"The Al-Yarubiyah crossing is closed until 5 August 2014.", isClosed},
		{"The Al-Yarubiyah crossing closed the day before.", vague},
		{"The Al-Yarubiyah crossing was closed a day earlier.", vague},
		{"أغلق معبر اليعربية في اليوم السابق.", vague},
	})
}

// The days of a sentence have the years that it gives them as a whole.
func TestYearsOfTheWhole(t *testing.T) {
	v := view(t)
	for _, text := range []string{
		"The Al-Yarubiyah crossing closed on 14 May, reopened on 16 May 2013.",
		"أغلق معبر اليعربية في 14 أيار وأعيد فتحه في 16 أيار 2013.",
	} {
		drafts := Claims(v, text, Options{Reported: edtf.MustParse("2014-07-05"), Source: "x"})
		require.NotEmpty(t, drafts, text)
		require.Equal(t, "closed 2013-05-14 start", drafts[0].Claim.Value+" "+drafts[0].Claim.When.String()+" "+drafts[0].Claim.Edge.String(), text)
		for _, d := range drafts {
			require.NotContains(t, d.Claim.When.String(), "2014-05", text)
			require.NotEqual(t, border.Expected, d.Claim.Modality, text)
		}
	}
}

// A day in the part that tells of a change has its year from the whole, and is that of the change.
func TestDayOfThePart(t *testing.T) {
	text := "The Al-Yarubiyah crossing closed on 14 May, reopened on 16 May, and closed again on 18 May 2013."
	for _, d := range Claims(view(t), text, Options{Reported: edtf.MustParse("2014-07-05"), Source: "x"}) {
		if d.Claim.Value == border.Open.String() {
			require.Equal(t, "2013-05-16", d.Claim.When.String())
			return
		}
	}
	t.Fatal("no opening")
}
