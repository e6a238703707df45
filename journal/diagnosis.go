package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// diagnosis says what is wrong with a line that is not sealed, for whoever has to mend it.
func diagnosis(line []byte) error {
	whole := bytes.TrimSuffix(line, []byte("\n"))
	text := bytes.TrimSuffix(whole, []byte("\r"))
	switch {
	case isTooLong(line):
		return fmt.Errorf("the line is longer than %d bytes", maxLine)
	case string(whole) == "\r":
		return errors.New("the line ends with CR LF, which an editor or git's autocrlf made of LF; seal the journal to undo it")
	case len(bytes.TrimSpace(whole)) == 0:
		return errors.New("an empty line")
	case isConflict(text):
		return errors.New("a conflict that git left; keep the claims of both sides and remove its marks")
	case bytes.HasPrefix(whole, []byte(byteOrderMark)):
		return errors.New("a byte order mark, which an editor added; seal the journal to remove it")
	case bytes.IndexByte(whole, 0) >= 0:
		return errors.New("a zero byte: the file was damaged; restore it")
	case !utf8.Valid(whole):
		return errors.New("not UTF-8: the file was damaged, or an editor saved it otherwise")
	case !json.Valid(text):
		return errors.New("not JSON: the file was damaged, or edited by hand")
	case !bytes.Contains(text, []byte(crcMember)):
		return errors.New("a claim without a checksum, added by hand; seal the journal if it is right")
	}
	return errors.New("the checksum is not that of the line: it was edited by hand, or damaged; seal the journal if it is right")
}

// isConflict reports whether git wrote a line of a conflict.
func isConflict(line []byte) bool {
	for _, sign := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if rest, ok := strings.CutPrefix(string(line[:min(len(line), len(sign)+1)]), sign); ok && (rest == "" || rest == " ") {
			return true
		}
	}
	return false
}
