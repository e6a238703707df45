package border_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Every field of a claim is a member, in the order of the struct, so that none is
// forgotten by readers and writers.
func TestMembersAreTheFieldsOfAClaim(t *testing.T) {
	var want []string
	for field := range reflect.TypeFor[border.Claim]().Fields() {
		name := strings.ToLower(field.Name)
		if field.Name != "Source" {
			want = append(want, name)
			continue
		}
		for field := range reflect.TypeFor[border.Source]().Fields() {
			want = append(want, name+"."+strings.ToLower(field.Name))
		}
	}
	var got []string
	for _, m := range new(border.Claim).Members() {
		got = append(got, m.Name())
	}
	require.Equal(t, want, got)
}

// The members stand for what the JSON form has, in its order, and set what it says.
func TestMembersAreTheJSONForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawWholeClaim(t)
		var read, source map[string]any
		require.NoError(t, json.Unmarshal(c.AppendJSON(nil), &read))
		source, _ = read["source"].(map[string]any)
		delete(read, "source")
		var again border.Claim
		for i, m := range c.Members() {
			value := read[m.Name()]
			if name, ok := strings.CutPrefix(m.Name(), "source."); ok {
				value = source[name]
			}
			texts := m.Texts()
			text, err := m.AppendText([]byte("before "))
			require.NoError(t, err)
			require.Equal(t, "before "+strings.Join(texts, ","), string(text), m.Name())
			switch value := value.(type) {
			case nil:
				require.Empty(t, texts, m.Name())
			case string:
				require.False(t, m.IsList())
				require.Equal(t, []string{value}, texts)
			case []any:
				require.True(t, m.IsList())
				require.Len(t, texts, len(value))
			}
			for _, text := range texts {
				require.NoError(t, again.Members()[i].Set(text), m.Name())
			}
		}
		require.Equal(t, c, again)
	})
}

// What a member cannot be is an error, and says what it can be.
func TestMemberSetErrors(t *testing.T) {
	for name, want := range map[string]string{
		"id":        "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818",
		"side":      `"x" is not one of syria, iraq, both`,
		"traffic":   `"x" is not one of passengers, commercial, transit, humanitarian, returnees, fuel, military, official`,
		"direction": `"x" is not one of sy-to-iq, iq-to-sy, both`,
		"when":      `edtf: "x": 'x' where a digit of the year should be at offset 0`,
		"edge":      `"x" is not one of start, seen`,
		"recorded":  "want a time as 2019-07-05T14:30:00Z",
		"grade":     `"x" is not a grade: want a letter A to F and a digit 1 to 6, as B2`,
		"denies":    "want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818",
	} {
		members := new(border.Claim).Members()
		i := slices.IndexFunc(members, func(m border.Member) bool { return m.Name() == name })
		require.EqualError(t, members[i].Set("x"), want, name)
	}
	require.Empty(t, border.Member{}.Name())
	require.NoError(t, border.Member{}.Set("x"))
	require.Empty(t, border.Member{}.Texts())
}
