package journal

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/google/uuid"
)

// A marker writes the mark of a journal that is open.
type marker struct {
	disk    disk
	journal string      // its name
	file    file        // the journal
	at      mark        // what the mark says
	end     int64       // of its file, where the next line goes
	ids     []uuid.UUID // of the claims behind the mark
	isStale bool        // the file is to be written anew
}

// set moves the mark, up to which all is on the disk.
func (m *marker) set(to mark) error {
	if to == m.at && !m.isStale {
		return nil
	}
	n := to.claims - m.at.claims
	end, err := int64(0), errStale
	if !m.isStale {
		end, err = m.extend(to, m.ids[:n])
	}
	if err != nil { // also where somebody has removed the mark
		m.isStale = true
		if end, err = writeMark(m.disk, m.journal, m.file, to); err != nil {
			return fmt.Errorf("the mark of %s: %w", m.journal, err)
		}
	}
	m.at, m.end, m.isStale = to, end, false
	m.ids = slices.Delete(m.ids, 0, min(n, len(m.ids)))
	return nil
}

var errStale = errors.New("the mark is not as it was left")

// extend appends lines to the file of a mark, and returns where it ends then.
func (m *marker) extend(to mark, ids []uuid.UUID) (end int64, err error) {
	f, err := m.disk.change(markName(m.journal))
	if err != nil {
		return 0, err
	}
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	if size, err := f.size(); err != nil || size != m.end {
		return 0, errors.Join(errStale, err)
	}
	w := bufio.NewWriterSize(io.NewOffsetWriter(f, m.end), 64<<10)
	lines := markWriter{w: w, end: m.end, at: m.at}
	for _, id := range ids {
		if err := lines.add(id); err != nil {
			return 0, err
		}
	}
	if err := lines.finish(to); err != nil {
		return 0, err
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return lines.end, f.Sync()
}

// writeMark replaces the mark of a journal by a new one. After a crash there is the old one
// or the new one. It reads the whole journal, and returns where the file of the mark ends.
func writeMark(d disk, name string, journal file, to mark) (end int64, err error) {
	err = replace(d, markName(name), journal, func(w io.Writer) error {
		lines := markWriter{w: w}
		for id, err := range idsOf(journal, name, to.size) {
			if err != nil {
				return err
			}
			if err := lines.add(id); err != nil {
				return err
			}
		}
		err := lines.finish(to)
		end = lines.end
		return err
	})
	return end, err
}

// A markWriter writes lines of a mark.
type markWriter struct {
	w   io.Writer
	end int64 // of what is written
	at  mark  // what the last line said
	ids []byte
}

func (w *markWriter) add(id uuid.UUID) error {
	w.ids = hex.AppendEncode(w.ids, id[:])
	if len(w.ids) < idsPerLine*idDigits {
		return nil
	}
	return w.finish(w.at) // the ids of what is behind it are on the disk, too
}

// finish writes a line.
func (w *markWriter) finish(at mark) error {
	line, err := json.Marshal(markLine{Border: markVersion, Claims: at.claims, Size: at.size, Sum: string(appendHex(nil, at.sum))})
	if err != nil {
		return err
	}
	line = append(append(line[:len(line)-1], idsMember...), w.ids...)
	line = append(appendSealed(append(line, `"}`...), 0), '\n')
	w.ids, w.at, w.end = w.ids[:0], at, w.end+int64(len(line))
	_, err = w.w.Write(line)
	return err
}

// removeMark removes a mark, before the journal beside it is replaced by one that lacks
// claims.
func removeMark(d disk, name string) error {
	if err := d.remove(markName(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.syncDir(name)
}
