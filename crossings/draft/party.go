package draft

import (
	"cmp"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// others are whom else a word for a party may mean, by the word's argument: one of
// two governments or Kurdish forces, or the authority whose forces or the forces
// whose authority is named.
var others = map[string][]string{
	"government": {"SY", "IQ"}, "kurds": {"peshmerga", "sdf", "ypg"}, "militants": {"syrian-opposition", "islamic-state"},
	"peshmerga": {"kurdistan-regional-government"}, "kurdistan-regional-government": {"peshmerga"},
	"sdf": {"autonomous-administration"}, "autonomous-administration": {"sdf"},
}

// governments are the arguments of the parties of the countries of the sides.
var governments = map[string]string{"syria": "SY", "iraq": "IQ"}

// party returns the code of the party that a mark names, and on which side it is at
// home: on neither is none. A government is that which there was on the day.
func (r *reader) party(s sentence, p mark) (string, border.Side) {
	code := p.arg
	switch code {
	case "government":
		code = "IQ"
		if r.leans(s) == border.Syria {
			code = "SY"
		}
	case "kurds":
		code = r.kurds(s)
	case "militants":
		code = r.militants(s)
	}
	if code == "SY" || code == "IQ" {
		for info := range r.view.Parties() {
			if string(info.Kind) == "government" && info.Country == code && (r.day.IsZero() || r.existed(info)) {
				code = string(info.Code)
				break
			}
		}
	}
	info, ok := r.view.Party(border.Party(code))
	if !ok {
		return "", 0
	}
	switch info.Country {
	case "SY":
		return code, border.Syria
	case "IQ":
		return code, border.Iraq
	}
	return code, 0
}

// kurds returns who is meant by Kurds on the side to which a sentence points.
func (r *reader) kurds(s sentence) string {
	sdf, ok := r.view.Party("sdf")
	switch {
	case r.leans(s) == border.Iraq:
		return "peshmerga"
	case ok && r.existed(sdf):
		return "sdf"
	}
	return "ypg"
}

// militants returns who is meant by militants and gunmen on the side to which a
// sentence points: in Syria the opposition until Islamic State was there.
func (r *reader) militants(s sentence) string {
	if info, ok := r.view.Party(border.IslamicState); ok && r.leans(s) == border.Syria && !r.existed(info) {
		return "syrian-opposition"
	}
	return "islamic-state"
}

// leans returns the side to which a sentence points: by its words, by its names, or
// else as the title does.
func (r *reader) leans(s sentence) border.Side {
	side := s.leans()
	for _, n := range s.names {
		side = cmp.Or(one(n.side), side)
	}
	if side == 0 && r.title.text != "" {
		side = r.title.leans()
	}
	return side
}

// existed reports whether a party may have been there on the day of the report.
func (r *reader) existed(info border.PartyInfo) bool {
	from, bound := info.From.Earliest()
	if !info.From.IsZero() && bound == edtf.Dated && r.day.Before(from) {
		return false
	}
	to, _ := info.To.Latest()
	return info.To.IsZero() || !r.day.After(to)
}
