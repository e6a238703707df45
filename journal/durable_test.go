package journal

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What others rely on has its name for good before they do: the journal before its mark
// and before claims are acknowledged, what was cut off before it is cut off, and the
// file that takes the place of another before its mark.
func TestNamesAreDurable(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	durable := func(name string) *memData { return d.durable[name] }
	seen := map[string]int{}
	d.fault = func(op string, _ int) (int, error) {
		if seen[op]++; op == "rename" {
			require.NotNil(t, durable(memName), "the mark has its name before the journal")
		}
		return 0, nil
	}
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	require.Equal(t, 1, seen["rename"])
	require.NotNil(t, durable(markName(memName)))
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	require.NoError(t, j.Close())

	torn := memDiskOf(map[string][]byte{memName: append(d.files()[memName], `{"id":"`...)})
	cut := 0
	torn.fault = func(op string, _ int) (int, error) {
		if op == "truncate" {
			cut++
			kept := 0
			for name, data := range torn.durable {
				if strings.Contains(name, ".torn-") {
					require.Equal(t, `{"id":"`, string(data.synced))
					kept++
				}
			}
			require.Equal(t, 1, kept)
		}
		return 0, nil
	}
	require.NoError(t, reopen(torn, w, t))
	require.Equal(t, 1, cut)

	old := d.names[memName]
	renamed := 0
	d.fault = func(op string, _ int) (int, error) {
		if op == "rename" {
			if renamed++; renamed == 2 {
				require.NotSame(t, old, durable(memName), "the mark has its name before the journal")
			}
		}
		return 0, nil
	}
	_, _, err = compact(d, memName)
	require.NoError(t, err)
	require.Equal(t, 2, renamed)
	require.Same(t, d.names[markName(memName)], durable(markName(memName)))
}
