// The page as it is first loaded.
package console

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"
)

//go:embed pages
var pages embed.FS

var templates = template.Must(template.ParseFS(pages, "pages/*.html"))

// maxShown is how many messages of a chat a page starts with.
const maxShown = 300

// standing is how a person stands towards the bot; it decides what is at the foot of the chat.
type standing string

const (
	fresh   standing = "new" // never wrote: a bot may not write first, so there is only START
	open    standing = "open"
	blocked standing = "blocked"
)

// view is what the page's template gets.
type view struct {
	Since     string // the last event that is in the chats
	Open      string // slug of the customer whose chat is open
	Staff     bool   // on a phone: the owner's chat is open instead
	Customers []chat
	Owner     chat
	Known     []known
	Tries     []attempt
	Faults    faults
	Newcomers []*person
}

// chat is one person's private chat with the bot.
type chat struct {
	*person
	Standing standing
	Preview  string
	Open     bool
	Earlier  bool // there are messages that are not shown
	Bubbles  []bubble
	Attach   []attachment
	Below    below
}

// attachment is one entry of the menu of samples.
type attachment struct {
	media
	Bare bool // takes no caption
}

var attachments = []attachment{
	{kinds["photo"], false},
	{media{"album", "🖼", "Two photos"}, false},
	{kinds["voice"], false},
	{kinds["video"], false},
	{kinds["document"], false},
	{kinds["location"], true},
	{kinds["contact"], true},
	{kinds["sticker"], true},
}

func (c *Console) page(w http.ResponseWriter, r *http.Request) {
	v := view{Since: c.feed.newest(), Open: starters[0].Slug, Newcomers: newcomers} // Since first: an event told twice does no harm
	if slug := r.PathValue("person"); slug != "" {
		p := c.cast.bySlug(slug)
		if p == nil {
			http.NotFound(w, r)
			return
		}
		if v.Staff = p.IsOwner(); !v.Staff {
			v.Open = slug
		}
	}
	for i, p := range c.cast.customers() {
		v.Customers, v.Known = append(v.Customers, c.chat(p)), append(v.Known, c.known(p))
		v.Customers[i].Open, v.Known[i].Open = p.Slug == v.Open, p.Slug == v.Open
	}
	v.Owner, v.Tries, v.Faults = c.chat(owner), c.tries(), c.faults()
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, "page.html", v); err != nil {
		c.log.Error("render the sandbox page", "err", err)
		http.Error(w, "the page could not be rendered", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page.Bytes()) //nolint:errcheck // the browser hung up: nothing to tell it
}

func (c *Console) chat(p *person) chat {
	all := c.box.History(p.id)
	v := chat{person: p, Standing: c.standing(p), Attach: attachments, Below: belowOf(p, all)}
	shown := all[max(0, len(all)-maxShown):]
	v.Earlier = len(shown) < len(all)
	for _, m := range shown {
		if m.Deleted {
			continue
		}
		v.Bubbles = append(v.Bubbles, c.bubble(p, m, all))
		v.Preview = preview(m)
	}
	return v
}

func (c *Console) standing(p *person) standing {
	switch wrote, isBlocked := c.box.Stands(p.id); {
	case isBlocked:
		return blocked
	case wrote:
		return open
	}
	return fresh
}

// render gives the HTML of a part.
func render(name string, data any) string {
	var out strings.Builder
	if err := templates.ExecuteTemplate(&out, name, data); err != nil {
		panic(err) // the templates and their data are our own; writing to a Builder does not fail
	}
	return strings.TrimSpace(out.String())
}
