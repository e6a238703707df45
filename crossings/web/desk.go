package web

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// An Editor is somebody who may enter claims: at the desk, and over the API with the token.
// The name goes into the log and into the list of who entered what, never into a claim.
type Editor struct {
	Name, Token string
}

// ReadEditors reads editors from a text with a line NAME TOKEN for each. Empty lines and
// those that begin with # are ignored. If the whole text is a single word, it is the token
// of one editor, whose name is editor. No name and no token may be there twice, and a
// token has at least 16 bytes.
func ReadEditors(text string) (editors []Editor, err error) {
	text = strings.TrimSpace(text)
	lines := slices.Collect(strings.Lines(text))
	for n, line := range lines { // none if there is no word in the text
		fields := strings.Fields(line)
		if len(lines) == 1 && len(fields) != 2 {
			fields = []string{"editor", strings.TrimSpace(line)}
		}
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
			continue
		case len(fields) != 2:
			return nil, fmt.Errorf("line %d: want NAME TOKEN, two words", n+1)
		}
		e := Editor{fields[0], fields[1]}
		if len(e.Token) < minToken {
			return nil, fmt.Errorf("line %d: the token has %d bytes; want at least %d", n+1, len(e.Token), minToken)
		}
		if slices.ContainsFunc(editors, func(o Editor) bool { return o.Name == e.Name || o.Token == e.Token }) {
			return nil, fmt.Errorf("line %d: the name or the token is there already", n+1)
		}
		editors = append(editors, e)
	}
	if len(editors) == 0 {
		return nil, errors.New("there is no token in it; want lines NAME TOKEN")
	}
	return editors, nil
}

// An entry of the desk's list says who entered what.
type entry struct {
	At   time.Time   `json:"at"`
	Name string      `json:"name"`
	Did  string      `json:"did"` // published, retracted, …
	IDs  []uuid.UUID `json:"ids"`
}

// entries are the desk's list, kept in a file, a JSON object a line.
type entries struct {
	mu   sync.Mutex
	file string // "": in memory only
	list []entry
}

// openEntries reads the list of a file, which need not be there. What cannot be read
// of it is passed over.
func openEntries(file string) (*entries, error) {
	es := &entries{file: file}
	if file == "" {
		return es, nil
	}
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return es, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		var e entry
		if json.Unmarshal(line, &e) == nil && e.Name != "" {
			es.list = append(es.list, e)
		}
		if err == io.EOF {
			return es, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// add puts an entry into the list and its file.
func (es *entries) add(e entry) error {
	es.mu.Lock()
	defer es.mu.Unlock()
	es.list = append(es.list, e)
	if es.file == "" {
		return nil
	}
	f, err := os.OpenFile(es.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	line, err := json.Marshal(e)
	if err == nil {
		_, err = f.Write(append(line, '\n'))
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// latest returns the latest entries, the newest first.
func (es *entries) latest(n int) []entry {
	es.mu.Lock()
	defer es.mu.Unlock()
	list := slices.Clone(es.list[max(0, len(es.list)-n):])
	slices.Reverse(list)
	return list
}

// A desk is where editors enter claims.
type desk struct {
	server  *Server
	door    *door
	entries *entries
}

// newDesk returns the desk of a server, nil if nobody may enter anything at it.
func newDesk(s *Server, c Config) (*desk, error) {
	if len(c.Editors) == 0 || c.Add == nil {
		return nil, nil
	}
	es, err := openEntries(c.EntriesFile)
	if err != nil {
		return nil, fmt.Errorf("the list of who entered what: %w", err)
	}
	return &desk{server: s, door: newDoor(c.Editors), entries: es}, nil
}

// routeDesk routes /desk, if there is one.
func (s *Server) routeDesk(mux *http.ServeMux) {
	if s.desk == nil {
		return
	}
	cross := http.NewCrossOriginProtection()
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request, *visit){
		"GET /desk": s.desk.open, "POST /desk": s.desk.act, "GET /desk/claims/{id}": s.desk.claim, "POST /desk/preview": s.desk.preview,
	} {
		mux.Handle(pattern, cross.Handler(s.desk.visited(h)))
	}
	mux.Handle("POST /desk/login", cross.Handler(http.HandlerFunc(s.desk.login)))
}

// A visit is one request to the desk.
type visit struct {
	*session
	page *page
	form url.Values
}

// maxForm is how many bytes a form may have.
const maxForm = 256 << 10

// readForm reads the form that a request sends, within bounds.
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	waitForBody(w, time.Now().Add(bodyTime))
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err := r.ParseForm()
	waitForBody(w, time.Time{})
	return r.PostForm, err
}

// visited lets those in who are logged in; with GET others get the page at which they
// log in.
func (d *desk) visited(next func(http.ResponseWriter, *http.Request, *visit)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		v, err := d.visit(w, r)
		if err != nil {
			d.server.fail(w, r, http.StatusBadRequest, err.Error())
			return
		}
		switch {
		case v.session == nil && r.Method == http.MethodPost:
			d.server.fail(w, r, http.StatusForbidden, words.Of(v.page.Language, "you are no longer logged in; open the desk and log in"))
		case v.session == nil:
			d.render(w, r, http.StatusOK, v, deskBody{})
		case r.Method == http.MethodPost && !v.session.isForm(v.form.Get("csrf")):
			d.server.fail(w, r, http.StatusForbidden, words.Of(v.page.Language, "this form is not one of yours; open the desk anew"))
		default:
			next(w, r, v)
		}
	})
}

// visit reads what every request to the desk has.
func (d *desk) visit(w http.ResponseWriter, r *http.Request) (*visit, error) {
	a, err := d.server.ask(r)
	if err != nil {
		return nil, err
	}
	v := &visit{page: &page{ask: a, Currency: currencyOf(r).shown(), Section: "/desk"}, session: d.door.session(r)}
	v.page.Title, v.page.Through = words.Of(a.Language, "Desk"), a.View.Through().Reported
	if r.Method == http.MethodPost {
		if v.form, err = readForm(w, r); err != nil {
			return nil, errors.New("the form cannot be read, or is too long")
		}
	}
	return v, nil
}

// deskBody is what the desk shows.
type deskBody struct {
	Name, CSRF string // "" of who is not logged in
	Fault      string
	Form       *deskForm
	Drafts     *draftList
	Repeats    []repeatRow
	Tried      bool
	Changes    []tried
	Claim      *deskClaim
	Entries    []entryRow
	Crossings  []option
}

// An entryRow is an entry as the page shows it.
type entryRow struct {
	When, Name, Did string
	Claims          []struct{ Text, Address string }
}

func (d *desk) render(w http.ResponseWriter, r *http.Request, status int, v *visit, b deskBody) {
	l := v.page.Language
	if v.session != nil {
		b.Name, b.CSRF = v.session.name, v.session.csrf
		for c := range v.page.View.Crossings() {
			b.Crossings = append(b.Crossings, option{Value: c.Code, Word: words.Crossing(l, c), Chosen: v.form.Get("crossing") == c.Code})
		}
		for _, e := range d.entries.latest(30) {
			row := entryRow{When: e.At.UTC().Format("2006-01-02 15:04") + " UTC", Name: e.Name, Did: words.Of(l, e.Did)}
			for _, id := range e.IDs {
				text := id.String()[:8]
				if c, ok := d.find(v.page.View, id); ok {
					text = deskTold(v.page, c)
				}
				row.Claims = append(row.Claims, struct{ Text, Address string }{text, v.page.address("/desk/claims/" + id.String())})
			}
			b.Entries = append(b.Entries, row)
		}
	}
	v.page.Body = b
	d.server.render(w, r, status, "desk.html", v.page)
}

// open shows the desk with an empty form.
func (d *desk) open(w http.ResponseWriter, r *http.Request, v *visit) {
	d.render(w, r, http.StatusOK, v, deskBody{Form: newDeskForm(v.page, deskValues(v.page))})
}

// find returns the claim of a view with that id.
func (d *desk) find(v border.View, id uuid.UUID) (border.Claim, bool) {
	for c := range v.All() {
		if c.ID == id {
			return c, true
		}
	}
	return border.Claim{}, false
}

// tried is an answer that claims would change.
type tried struct {
	Crossing, Side, Question, Run, Before, After string
	Sign                                         template.HTML
}

// changesOf says of changes which answers they change, from what to what, on which days.
func changesOf(l edtf.Language, view border.View, changes []border.Change) (rows []tried) {
	for _, c := range changes {
		crossing, err := view.Lookup(c.Crossing)
		if err != nil {
			continue
		}
		rows = append(rows, tried{Crossing: words.Crossing(l, crossing), Side: words.Side(l, c.Side), Question: words.Name(l, c.Question),
			Run: words.Run(l, c.From, c.To), Before: words.Describe(l, view, c.Before).Text, After: words.Describe(l, view, c.After).Text})
	}
	return rows
}
