// Server-sent events: what happens in the chats, rendered as the page shows it.
package console

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"guanxi/bot/sandbox"
)

const (
	heartbeat  = 20 * time.Second // keeps proxies from closing a quiet stream, and finds readers that are gone
	writeLimit = 10 * time.Second // for one write to a page that does not read
)

// news is what the script gets; Kind is also the event's name.
type news struct {
	Kind     string   `json:"-"`
	Chat     string   `json:"chat,omitempty"`
	ID       int      `json:"id,omitempty"`
	HTML     string   `json:"html,omitempty"`
	Fresh    bool     `json:"fresh,omitempty"` // not an edit
	Standing standing `json:"standing,omitempty"`
	Text     string   `json:"text,omitempty"`
	Alert    bool     `json:"alert,omitempty"`
	Part     string   `json:"part,omitempty"` // the id of the element that HTML is now
}

// events streams what came after the event that the page names, until it leaves or the console stops.
func (c *Console) events(w http.ResponseWriter, r *http.Request) {
	since := r.Header.Get("Last-Event-ID") // of a browser that lost the connection
	if since == "" {
		since = r.FormValue("since")
	}
	w.Header().Set("Content-Type", "text/event-stream")
	s := stream{w: w, control: http.NewResponseController(w)}
	n, ok := c.feed.number(since)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for s.err == nil {
		var batch []event
		var more <-chan struct{}
		if ok {
			batch, more, ok = c.feed.after(n)
		}
		if !ok {
			s.send(c.feed.newest(), news{Kind: "reload"})
			return
		}
		for _, e := range batch {
			n++
			s.send(c.feed.name(n), c.tell(e))
		}
		s.flush()
		select {
		case <-more:
		case <-beat.C:
			s.print(": still here\n\n")
		case <-r.Context().Done():
			return
		case <-c.feed.done:
			return
		}
	}
}

// tell renders an event; an empty Kind means that the page need not know.
func (c *Console) tell(e event) news {
	switch {
	case e.reload:
		return news{Kind: "reload"}
	case e.part != nil:
		return news{Kind: "part", Part: e.part.id, HTML: e.part.html}
	}
	m := e.change.Message
	if e.change.Kind == sandbox.Removed {
		return news{Kind: "removed", ID: m.ID}
	}
	r, ok := c.roomOf(cmp.Or(e.chat, m.Chat), m.Thread)
	switch {
	case !ok: // reset away, or a topic that was deleted
		return news{}
	case e.standing != "":
		return news{Kind: "standing", Chat: r.Slug, Standing: e.standing}
	}
	switch e.change.Kind {
	case sandbox.Added, sandbox.Edited, sandbox.Marked:
		return c.tellBubble(r, m, e.change.Kind == sandbox.Added)
	case sandbox.Answered:
		return news{Kind: "answered", Chat: r.Slug, Text: e.change.Answer.Text, Alert: e.change.Answer.Alert}
	case sandbox.Drafted:
		return news{Kind: "acting", Chat: r.Slug, Text: "✍️ " + m.Plain}
	case sandbox.Acting:
		return news{Kind: "acting", Chat: r.Slug, Text: actions[e.change.Action]}
	}
	return news{}
}

func (c *Console) tellBubble(r room, m sandbox.Message, added bool) news {
	n := news{Kind: "bubble", Chat: r.Slug, ID: m.ID, HTML: render("bubble", c.bubble(r, m, nil)), Fresh: added}
	switch what, _ := m.Notice(); what {
	case "":
	case "created":
		return c.tellRoom(r)
	default:
		n.Fresh = false
	}
	if added && !m.FromBot {
		n.Standing = open // writing starts the bot, and unblocks it
	}
	return n
}

// tellRoom tells of a new topic, with what is in it by now.
func (c *Console) tellRoom(r room) news {
	for _, t := range c.topics() {
		if t.room == r {
			return news{Kind: "room", Chat: r.Slug, HTML: render("chat", c.desk(t))}
		}
	}
	return news{}
}

var actions = map[string]string{
	"typing": "is typing…", "upload_photo": "sends a photo…", "upload_document": "sends a file…",
	"record_voice": "records a voice message…",
	"upload_voice": "sends a voice message…", "find_location": "sends a location…", "choose_sticker": "chooses a sticker…",
}

// stream writes events until one fails.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	err     error
}

func (s *stream) send(id string, n news) {
	if n.Kind == "" {
		s.print("id: %s\n\n", id)
		return
	}
	data, err := json.Marshal(n)
	if err != nil {
		s.err = err
		return
	}
	s.print("id: %s\nevent: %s\ndata: %s\n\n", id, n.Kind, data)
}

func (s *stream) print(format string, args ...any) {
	if s.err != nil {
		return
	}
	s.control.SetWriteDeadline(time.Now().Add(writeLimit)) //nolint:errcheck // a writer that has none, needs none
	_, s.err = fmt.Fprintf(s.w, format, args...)
}

func (s *stream) flush() {
	if s.err == nil {
		s.err = s.control.Flush()
	}
}
