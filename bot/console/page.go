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
	Desk      string // and of the staff's room
	Staff     bool   // on a phone: that room is open instead
	Customers []chat
	Owner     chat
	Group     string // the staff's group; "": there is none
	List      list
	Rooms     []chat // of the group
	Known     []known
	Tries     []attempt
	Faults    faults
	Newcomers []*person
}

// chat is one room with what is in it.
type chat struct {
	room
	Person   *person // whose private chat it is; nil in the group
	Topic    topic   // in the group
	Writers  []*person
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
	v.List.Topics = c.topics()
	v.Group, _ = c.box.Title(groupID)
	if v.Desk = owner.Slug; v.Group != "" {
		v.Desk = general
	}
	if slug := r.PathValue("room"); slug != "" {
		at, ok := c.bySlug(slug)
		if !ok {
			http.NotFound(w, r)
			return
		}
		if v.Staff = at.IsStaffs(); v.Staff {
			v.Desk = slug
		} else {
			v.Open = slug
		}
	}
	c.fill(&v)
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, "page.html", v); err != nil {
		c.log.Error("render the sandbox page", "err", err)
		http.Error(w, "the page could not be rendered", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page.Bytes()) //nolint:errcheck // the browser hung up: nothing to tell it
}

// fill puts in what is in the chats.
func (c *Console) fill(v *view) {
	for i, p := range c.cast.customers() {
		v.Customers, v.Known = append(v.Customers, c.private(p)), append(v.Known, c.known(p))
		v.Customers[i].Open, v.Known[i].Open = p.Slug == v.Open, p.Slug == v.Open
	}
	v.Owner, v.Tries, v.Faults = c.private(owner), c.tries(), c.faults()
	v.Owner.Open, v.List.Open = v.Desk == owner.Slug, v.Desk
	for i, t := range v.List.Topics {
		v.Rooms = append(v.Rooms, c.desk(t))
		v.Rooms[i].Open = t.Slug == v.Desk
	}
}

// private is a person's chat with the bot.
func (c *Console) private(p *person) chat {
	v := c.chat(p.room())
	v.Person, v.Standing, v.Below = p, c.standing(p.id), belowOf(p, c.box.History(p.id))
	return v
}

// desk is one of the group's rooms.
func (c *Console) desk(t topic) chat {
	v := c.chat(t.room)
	v.Topic, v.Writers, v.Standing = t, staff, open
	return v
}

func (c *Console) chat(r room) chat {
	all := c.history(r)
	v := chat{room: r, Attach: attachments}
	shown := all[max(0, len(all)-maxShown):]
	v.Earlier = len(shown) < len(all)
	for _, m := range shown {
		if m.Deleted {
			continue
		}
		v.Bubbles = append(v.Bubbles, c.bubble(r, m, all))
		v.Preview = preview(m)
	}
	return v
}

func (c *Console) standing(chat int64) standing {
	switch wrote, isBlocked := c.box.Stands(chat); {
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
