package border_test

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/crossingstatus/border/internal/timeline/oracle"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A model is a registry with its journal, beside all that was told to them: a list of claims,
// which the slow reading reads. Its actions are what programs do with the two.
type model struct {
	madeLoading                // what there is to tell
	told        []border.Claim // what was accepted
	beside      []border.Claim // of that what a journal does not get: a dataset

	name  string
	reg   *border.Registry
	j     *journal.Journal
	views []twoViews
}

// newModel draws a history to tell, and opens a journal for it.
func newModel(t *rapid.T, dir string) *model {
	m := &model{madeLoading: drawLoading(t, 12), name: filepath.Join(dir, "claims.jsonl")}
	m.open(t)
	return m
}

// open opens the journal, which another process may have left, beside a dataset.
func (m *model) open(t *rapid.T) {
	m.reg = loaded(t, nil, m.succession, m.beside)
	options := journal.Options{PowerCut: rapid.SampledFrom([]journal.PowerCut{journal.LosesInterval, journal.LosesUnwritten}).Draw(t, "power cut")}
	j, err := journal.Open(m.name, m.reg, options)
	require.NoError(t, err)
	require.Zero(t, j.Recovery().Torn)
	m.j = j
}

// history is what was told, for messages.
func (m *model) history() madeHistory { return madeHistory{batches: [][]border.Claim{m.told}} }

// slow returns the slow reading of what was told.
func (m *model) slow() reference { return referenceWith(m.told, m.succession) }

// batch draws claims of the history, of which some may have been told before, by another instant.
func (m *model) batch(t *rapid.T) (batch []border.Claim) {
	for range rapid.IntRange(1, 3).Draw(t, "claims") {
		if len(m.claims) == 0 {
			t.Skip("nothing to tell")
		}
		c := rapid.SampledFrom(m.claims).Draw(t, "claim").Clone()
		if rapid.IntRange(0, 3).Draw(t, "again") == 0 {
			c.Recorded = rapid.SampledFrom(madeInstants).Draw(t, "recorded again")
		}
		batch = append(batch, c)
	}
	return batch
}

// refused reports whether Add has to refuse a batch: a claim withdraws or denies what is not there,
// or claims name each other in a circle.
func (m *model) refused(batch []border.Claim) bool {
	if slices.ContainsFunc(batch, func(c border.Claim) bool {
		isNew := !slices.ContainsFunc(m.told, func(o border.Claim) bool { return o.ID == c.ID && !c.Recorded.Before(o.Recorded) })
		return isNew && slices.ContainsFunc(slices.Concat(c.Retracts, c.Denies), func(id uuid.UUID) bool {
			return !slices.ContainsFunc(slices.Concat(m.told, batch), func(o border.Claim) bool { return o.ID == id })
		})
	}) {
		return true
	}
	var leads func(from, to uuid.UUID, passed []uuid.UUID) bool
	leads = func(from, to uuid.UUID, passed []uuid.UUID) bool {
		return slices.ContainsFunc(batch, func(c border.Claim) bool {
			return c.ID == from && slices.ContainsFunc(slices.Concat(c.Retracts, c.Denies), func(id uuid.UUID) bool {
				return id == to || !slices.Contains(passed, id) && leads(id, to, append(slices.Clone(passed), id))
			})
		})
	}
	return slices.ContainsFunc(batch, func(c border.Claim) bool { return leads(c.ID, c.ID, nil) })
}

// tell notes what was accepted.
func (m *model) tell(batch []border.Claim) {
	for _, c := range batch {
		m.told = append(m.told, c.Clone())
	}
}

// add adds to the journal what is drawn, and what is refused changes nothing.
func (m *model) add(t *rapid.T) { m.addAll(t, m.batch(t)) }

func (m *model) addAll(t *rapid.T, batch []border.Claim) {
	ids, err := m.j.Add(batch...)
	if m.refused(batch) {
		require.Error(t, err, "%s, then %s", m.history(), madeHistory{batches: [][]border.Claim{batch}})
		return
	}
	require.NoError(t, err, "%s, then %s", m.history(), madeHistory{batches: [][]border.Claim{batch}})
	for i, c := range batch {
		require.Equal(t, c.ID, ids[i])
	}
	m.tell(batch)
}

// load loads into the journal what may name anything.
func (m *model) load(t *rapid.T) {
	batch := m.batch(t)
	require.NoError(t, m.j.Load(asRead(batch)))
	m.tell(batch)
}

// loadBeside loads into the registry alone.
func (m *model) loadBeside(t *rapid.T) {
	batch := m.batch(t)
	require.NoError(t, m.reg.Load(asRead(batch)))
	m.tell(batch)
	m.beside = append(m.beside, batch...)
}

// drawTarget draws a claim that was told.
func (m *model) drawTarget(t *rapid.T) border.Claim {
	if len(m.told) == 0 {
		t.Skip("nothing was told")
	}
	return rapid.SampledFrom(m.told).Draw(t, "target")
}

// new adds a claim with the id of its content, now and then stamped by the registry.
func (m *model) new(t *rapid.T, c border.Claim) {
	c.Reported = madeTheme{days: 14, sharp: true}.drawReported(t)
	if rapid.IntRange(0, 3).Draw(t, "stamped") > 0 {
		c.Recorded = rapid.SampledFrom(madeInstants).Draw(t, "recorded")
	}
	c.ID = c.ContentID()
	before := time.Now()
	ids, err := m.j.Add(c)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{c.ID}, ids)
	if c.Recorded.IsZero() && !slices.ContainsFunc(m.told, func(o border.Claim) bool { return o.ID == c.ID }) {
		for stored := range m.reg.All() {
			if stored.ID == c.ID {
				c.Recorded = stored.Recorded
			}
		}
		require.WithinRange(t, c.Recorded, before.Add(-time.Minute), time.Now().Add(time.Minute))
	}
	if !c.Recorded.IsZero() {
		m.tell([]border.Claim{c})
	}
}

func (m *model) retract(t *rapid.T) {
	m.new(t, border.Retraction(m.drawTarget(t), border.Source{Name: "r"}))
}

func (m *model) deny(t *rapid.T) {
	if target := m.drawTarget(t); target.Kind != border.KindReview {
		m.new(t, border.Denial(target, border.Source{Name: "d"}))
	}
}

func (m *model) review(t *rapid.T) {
	m.new(t, border.Review(rapid.SampledFrom(madeCrossings).Draw(t, "crossing"), drawQueryDay(t), border.Source{Name: "v"}))
}

// restart closes the journal and opens it again, now and then compacted.
func (m *model) restart(t *rapid.T) {
	require.NoError(t, m.j.Close())
	if rapid.Bool().Draw(t, "compact") {
		_, _, err := journal.Compact(m.name)
		require.NoError(t, err)
	}
	m.open(t)
}

// view takes a view, which stays what it is.
func (m *model) view(t *rapid.T) {
	m.views = append(m.views, twoViews{name: fmt.Sprint("after ", len(m.told)), fast: m.reg.View(), slow: m.slow()}.narrowed(t))
}

// ask asks one of the views everything, and forgets it.
func (m *model) ask(t *rapid.T) {
	if len(m.views) == 0 {
		t.Skip("no view")
	}
	i := rapid.IntRange(0, len(m.views)-1).Draw(t, "view")
	compareAnswers(t, m.history(), m.views[i])
	compareReasons(t, m.history(), m.views[i])
	m.views = slices.Delete(m.views, i, i+1)
}

// exchanged are the forms in which claims are exported and read back whole.
var exchanged = map[string]func(io.Writer, iter.Seq[border.Claim]) error{
	"jsonl": exchange.WriteJSONLines, "csv": exchange.WriteCSV, "hxl": exchange.WriteHXL,
}

// export exports a view, and imports it elsewhere, and here again, which changes nothing.
func (m *model) export(t *rapid.T) {
	v := twoViews{fast: m.reg.View(), slow: m.slow()}.narrowed(t)
	form := rapid.SampledFrom([]string{"jsonl", "csv", "hxl"}).Draw(t, "form")
	var file bytes.Buffer
	require.NoError(t, exchanged[form](&file, v.fast.All()))
	other := loaded(t, nil, m.succession, nil)
	require.NoError(t, other.Load(exchange.Reader{Name: form}.Claims(bytes.NewReader(file.Bytes()))))
	require.Equal(t, slices.Collect(v.fast.All()), slices.Collect(other.All()), form)
	require.Equal(t, v.fast.Digest(), other.Digest(), form)
	require.NoError(t, m.j.Load(exchange.Reader{Name: form}.Claims(&file)))
}

// check compares what there is with what was told.
func (m *model) check(t *rapid.T) {
	slow := m.slow()
	require.Equal(t, len(slow.Claims), m.reg.Len())
	var all []border.Claim
	for _, c := range slow.Claims {
		all = append(all, slow.claims[c.ID])
	}
	require.Equal(t, border.DigestOf(slices.Values(all)), m.reg.Digest())
	require.Equal(t, slowlyUnresolved(all, m.succession), idsIn(m.reg.Unresolved()))
}

// end asks the last view everything, and has what was told arrive elsewhere in another order,
// some of it twice, split anyhow: the digest and the answers are the same.
func (m *model) end(t *rapid.T) {
	m.restart(t)
	last := twoViews{name: "the last", fast: m.reg.View(), slow: m.slow()}
	last.trs = tracksOf(last.slow)
	compareAnswers(t, m.history(), last)
	if len(m.told) == 0 {
		return
	}
	arriving := append(slices.Clone(m.told), rapid.SampledFrom(m.told).Draw(t, "twice"))
	arriving = rapid.Permutation(arriving).Draw(t, "arriving")
	other := loaded(t, nil, m.succession, nil)
	for _, batch := range drawAnyBatches(t, arriving) {
		require.NoError(t, other.Load(asRead(batch)))
	}
	require.Equal(t, m.reg.Digest(), other.Digest())
	require.Equal(t, slices.Collect(m.reg.All()), slices.Collect(other.All()))
	require.Empty(t, slices.Collect(border.Diff(m.reg.View(), other.View())))
	last.fast = other.View()
	crossing := rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
	requireSame(t, m.history(), last, "History", last.slow.segments(crossing, last.trs[crossing], oracle.Beginning, oracle.End), segments(t, last.fast.History(crossing)))
}

// TestModel: whatever programs do with a registry and its journal, the answers are those of the slow
// reading of what was told.
func TestModel(t *testing.T) {
	dir, n := t.TempDir(), 1000
	if os.Getenv("BORDER_LONG") != "" {
		n = 100_000
	}
	checkHistories(t, n, func(t *rapid.T) {
		own, err := os.MkdirTemp(dir, "")
		require.NoError(t, err)
		m := newModel(t, own)
		defer func() {
			_ = m.j.Close() // what the test is about is over
			require.NoError(t, os.RemoveAll(own))
		}()
		t.Repeat(map[string]func(*rapid.T){
			"add": m.add, "load": m.load, "load beside": m.loadBeside, "retract": m.retract, "deny": m.deny, "review": m.review,
			"restart": m.restart, "view": m.view, "ask": m.ask, "export": m.export, "": m.check,
		})
		m.end(t)
	})
}
