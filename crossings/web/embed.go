package web

import (
	"fmt"
	"html"
	"net/http"
	"strings"

	"github.com/crossingstatus/border/crossings/words"
)

// embedPath is where the answers are that other sites may show in a frame.
const embedPath = "/embed/"

// isEmbed reports whether a path is that of an answer for frames of other sites.
func isEmbed(path string) bool { return strings.HasPrefix(path, embedPath) }

// embedSecurity is the policy of what other sites may frame: it runs nothing, sends nothing, and
// has nothing to click but links that open the whole page.
var embedSecurity = []string{"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"}

// embed fills in the answer about a crossing that other sites show in a frame.
func (s *Server) embed(r *http.Request, p *page) (string, error) {
	c, err := p.lookup(r.PathValue("code"))
	if to, ok := err.(redirect); ok {
		return "", redirect(strings.Replace(string(to), "/crossings/", embedPath, 1))
	}
	if err != nil {
		return "", err
	}
	state, err := p.View.At(c.Code, p.On)
	if err != nil {
		return "", err
	}
	p.Title = words.Crossing(p.Language, c)
	k, err := p.cardOf(c, state)
	if err != nil {
		return "", err
	}
	p.Title += ": " + k.Status.told(p) + words.Of(p.Language, ", ") + words.Day(p.Language, p.On)
	p.Body = k
	return "embed.html", nil
}

// A bar is what takes a view along: whole addresses, and how to show it on another site.
type bar struct {
	Share, Embed, Picture string
	Cite                  bool
}

// Bar returns the bar of the page.
func (p *page) Bar() bar {
	b := bar{Share: p.Origin + p.permanent()}
	of, ok := p.Body.(crossingBody)
	if !ok {
		b.Picture = p.Origin + p.address("/map.png", "traffic", "", "direction", "", "lang", p.Tag())
		return b
	}
	b.Cite = true
	address := func(path string) string {
		return p.Origin + p.address(path, "traffic", "", "direction", "", "lang", p.Tag())
	}
	b.Embed = fmt.Sprintf(`<iframe src="%s" title="%s" width="420" height="460" loading="lazy" style="border:0"></iframe>`,
		html.EscapeString(address(embedPath+of.Card.Code)), html.EscapeString(of.Card.Name))
	b.Picture = address("/crossings/" + of.Card.Code + ".png")
	return b
}
