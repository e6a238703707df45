package sheets

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// What the format of a date shows of it.
type exactness uint8

const (
	noDate exactness = iota
	ofDay
	ofMonth
	ofYear
)

// edtfFormats are those that give a date out as EDTF, by what they show.
var edtfFormats = [...]string{ofDay: `yyyy\-mm\-dd`, ofMonth: `yyyy\-mm`, ofYear: `yyyy`}

// plainDates makes a workbook show its cells as they are: those in the format of a date
// as EDTF, no more exact than the format shows, and all other numbers plain.
func plainDates(file *excelize.File) error {
	styles := file.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	codes := map[int]string{}
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			if f != nil {
				codes[f.NumFmtID] = f.FormatCode
			}
		}
	}
	own := len(styles.CellXfs.Xf)
	numbers := make([]int, len(edtfFormats)) // of these formats in this workbook
	for shows, code := range edtfFormats {
		if code == "" {
			continue
		}
		style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return err
		}
		if id := styles.CellXfs.Xf[style].NumFmtID; id != nil {
			numbers[shows] = *id
		}
	}
	for i := range styles.CellXfs.Xf[:own] {
		xf := &styles.CellXfs.Xf[i]
		if xf.NumFmtID == nil {
			continue
		}
		code, ok := codes[*xf.NumFmtID]
		if !ok {
			code = builtIn(*xf.NumFmtID)
		}
		id := numbers[shown(code)]
		xf.NumFmtID = &id
	}
	return nil
}

// builtIn returns the format of a date that a workbook names by number alone, "" of any
// other. From 27 on they are those of the calendars of East Asia.
func builtIn(id int) string {
	switch {
	case id == 17, id == 55:
		return "mmm-yy"
	case 14 <= id && id <= 16, id == 22, 27 <= id && id <= 31, id == 36, 50 <= id && id <= 54, 56 <= id && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

// shown returns what a format shows of a date, by its letters.
func shown(code string) exactness {
	code, _, _ = strings.Cut(code, ";")
	var day, month, year, hour bool
	literal, quoted, bracket := false, false, false
	for _, c := range strings.ToLower(code) {
		switch {
		case literal:
			literal = false
		case quoted:
			quoted = c != '"'
		case bracket:
			bracket = c != ']'
		case c == '\\' || c == '_' || c == '*':
			literal = true
		case c == '"':
			quoted = true
		case c == '[':
			bracket = true
		case c == 'd':
			day = true
		case c == 'm':
			month = true
		case c == 'y':
			year = true
		case c == 'h' || c == 's':
			hour = true
		}
	}
	switch {
	case day:
		return ofDay
	case year && month:
		return ofMonth
	case year:
		return ofYear
	case month && !hour:
		return ofMonth
	}
	return noDate
}
