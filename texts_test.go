package border_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// latinInArabic are what Arabic texts of the dataset write in Latin letters.
var latinInArabic = regexp.MustCompile(`elnashra\.com/news/show/1327831`)

// isAddress tells of a source that is named by its address alone, which is the
// same in any language.
var isAddress = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z]+)+$`).MatchString

// Every notice, note, unit and source of the dataset has an Arabic text, and
// nothing else has.
func TestArabicTexts(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	arabic := reg.View().Texts("ar")
	requireArabic := func(text string, ok bool, english string) {
		require.True(t, ok, "no Arabic text for %q", english)
		require.NotEqual(t, english, text)
		latin := strings.ContainsFunc(latinInArabic.ReplaceAllString(text, ""), func(r rune) bool { return unicode.Is(unicode.Latin, r) })
		require.False(t, latin, "%q holds Latin letters", text)
		require.Equal(t, strings.TrimSpace(text), text)
	}
	values, notes, units := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}, map[string]bool{}
	for c := range reg.View().All() {
		if c.Kind.IsNotice() && c.Value != "" {
			text, ok := arabic.Value(c.ID)
			requireArabic(text, ok, c.Value)
			values[c.ID] = true
		}
		if c.Note != "" {
			text, ok := arabic.Note(c.ID)
			requireArabic(text, ok, c.Note)
			notes[c.ID] = true
		}
		if c.Unit != "" {
			text, ok := arabic.Unit(c.Unit)
			requireArabic(text, ok, c.Unit)
			units[c.Unit] = true
		}
		for _, name := range append([]string{c.Source.Name}, c.Source.Via...) {
			info, ok := reg.View().Source(name)
			require.True(t, ok, name)
			if text := info.Names.Arabic; text != "" || !isAddress(name) {
				requireArabic(text, text != "", name)
			}
		}
	}
	require.Equal(t, [3]int{len(units), len(values), len(notes)}, arabic.Lengths(), "texts of claims that are not there")
}

// calques are turns of English, word for word, where Arabic has its own: "AFP has the evening", "overnight
// to Friday", "for a reporting week", and what is done to goods told by a verb amid nouns.
var calques = regexp.MustCompile(`(^|[ ؛،])(وعند|عند) (فرانس برس|رويترز|أسوشيتد برس|المرصد|مصادر|الصفحة|وكالة|وزارة|قيادة)|ليلًا حتى يوم|أسبوع تقرير|سُجّلت? ل(ليوم|يوم|آخر|أيام)|، وتُ(ناقَل|فرَّغ) |ولا صفحة تذكر|دون تحديد يوم`)

// The Arabic texts say in Arabic turns what the English says in its own.
func TestArabicHasNoCalques(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	arabic := reg.View().Texts("ar")
	for c := range reg.View().All() {
		value, _ := arabic.Value(c.ID)
		note, _ := arabic.Note(c.ID)
		require.NotRegexp(t, calques, value)
		require.NotRegexp(t, calques, note)
	}
}

// The numbers of an Arabic text are those of the English.
func TestArabicNumbers(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	arabic := reg.View().Texts("ar")
	number := regexp.MustCompile(`[0-9][0-9,.:/]*[0-9]|[0-9]`)
	words := strings.NewReplacer("COVID-19", "", "ملياري", "2 مليار") // a dual is a number, too
	numbers := func(text string) map[string]int {
		found := map[string]int{}
		for _, n := range number.FindAllString(words.Replace(text), -1) {
			found[n]++
		}
		return found
	}
	for c := range reg.View().All() {
		if text, ok := arabic.Value(c.ID); ok {
			require.Equal(t, numbers(c.Value), numbers(text), "%s: %s", c.Value, text)
		}
		if text, ok := arabic.Note(c.ID); ok {
			require.Equal(t, numbers(c.Note), numbers(text), "%s: %s", c.Note, text)
		}
	}
}

// The embedded texts are read when they are first asked for; those of a directory
// at once, as all its files are.
func TestTextsOfADirectory(t *testing.T) {
	dir := smallDataset()
	reg, err := border.Load(dir)
	require.NoError(t, err)
	_, ok := reg.View().Texts("ar").Unit("x")
	require.False(t, ok, "the file may be missing")

	id := uuid.MustParse("28a5e0a5-6191-5a1c-92c2-fc0ece15af9c")
	file := *dir["claims.jsonl"]
	file.Data = []byte(`{"units":{"x":"وحدة"},"values":{"` + id.String() + `":"قيمة"},"notes":{"` + id.String() + `":"ملاحظة"}}`)
	dir["texts.ar.json"] = &file
	reg, err = border.Load(dir)
	require.NoError(t, err)
	texts := reg.View().Texts("ar")
	for _, read := range []func() (string, bool){
		func() (string, bool) { return texts.Unit("x") },
		func() (string, bool) { return texts.Value(id) },
		func() (string, bool) { return texts.Note(id) },
	} {
		text, ok := read()
		require.True(t, ok)
		require.NotEmpty(t, text)
	}
	_, ok = texts.Note(uuid.UUID{})
	require.False(t, ok)
	_, ok = reg.View().Texts("fr").Unit("x")
	require.False(t, ok)
	_, ok = border.View{}.Texts("ar").Unit("x")
	require.False(t, ok)

	data, err := os.ReadFile("data/texts.ar.json")
	require.NoError(t, err)
	read, err := border.ReadTexts(data, "texts.ar.json")
	require.NoError(t, err)
	embedded, err := border.Default()
	require.NoError(t, err)
	require.Equal(t, read.Lengths(), embedded.View().Texts("ar").Lengths())
}
