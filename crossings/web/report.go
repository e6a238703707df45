package web

import (
	"fmt"
	"net/mail"
	"net/url"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// ReadReportTo reads to where readers report errors: a mail address, or the address of a web
// form that takes the parameters title and body. The result is an address for links, to which
// those parameters are still to be added.
func ReadReportTo(text string) (*url.URL, error) {
	if a, err := mail.ParseAddress(text); err == nil && a.Name == "" {
		return &url.URL{Scheme: "mailto", Opaque: url.PathEscape(a.Address)}, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("%q: want a mail address, or an address of the web as in https://example.org/issues/new", text)
	}
	return u, nil
}

// reportOf returns the address at which an error in a claim is reported; "" if nobody takes
// reports.
func (p *page) reportOf(to *url.URL, c border.Claim) string {
	if to == nil {
		return ""
	}
	title := words.Of(p.Language, "An error in claim %s", c.ID)
	body := p.Origin + p.address("/claims/"+c.ID.String()) + "\n\n" + c.Source.URL + "\n\n"
	u, q := *to, to.Query()
	if u.Scheme == "mailto" {
		// Of mail every program knows these two, and blanks only as %20 (RFC 6068).
		u.RawQuery = "subject=" + url.PathEscape(title) + "&body=" + url.PathEscape(body)
		return u.String()
	}
	q.Set("title", title)
	q.Set("body", body)
	u.RawQuery = q.Encode()
	return u.String()
}
