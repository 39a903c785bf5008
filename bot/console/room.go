// The rooms of the page: each person's private chat with the bot, and in the staff's group each topic and General.
package console

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/sandbox"
)

const (
	groupID    = -1000000100001 // like those of supergroups
	groupTitle = "Tea house staff"
)

// general is the slug of General; a topic's has its number behind it.
const general = "desk"

// room is where messages stand together.
type room struct {
	Slug   string // in addresses
	Name   string
	chat   int64
	thread int // of a topic
}

// room is the person's own.
func (p *person) room() room { return room{Slug: p.Slug, Name: p.Name, chat: p.id} }

// InGroup tells the group's rooms from private chats.
func (r room) InGroup() bool { return r.chat == groupID }

// IsOwner tells the owner's chat from the customers'.
func (r room) IsOwner() bool { return r.chat == ownerID }

// IsStaffs tells the staff's side of the page from the customers'.
func (r room) IsStaffs() bool { return r.IsOwner() || r.InGroup() }

// IsGeneral tells General from topics.
func (r room) IsGeneral() bool { return r.InGroup() && r.thread == 0 }

// bySlug and roomOf are false for what is not there.
func (c *Console) bySlug(slug string) (room, bool) {
	if p := c.cast.bySlug(slug); p != nil {
		return p.room(), true
	}
	for _, t := range c.topics() {
		if t.Slug == slug {
			return t.room, true
		}
	}
	return room{}, false
}

func (c *Console) roomOf(chat int64, thread int) (room, bool) {
	if p := c.cast.byID(chat); p != nil {
		return p.room(), true
	}
	for _, t := range c.topics() {
		if t.chat == chat && t.thread == thread {
			return t.room, true
		}
	}
	return room{}, false
}

// history is what stands in a room, oldest first, deleted messages marked.
func (c *Console) history(r room) []sandbox.Message {
	return slices.DeleteFunc(c.box.History(r.chat), func(m sandbox.Message) bool { return m.Thread != r.thread })
}

// topic is one of the group's rooms as the list shows it.
type topic struct {
	room
	Icon    string // an emoji; "" where the topic has none
	Sign    string // begins its name; "" where it begins with a letter, or an icon stands before it
	State   string // what the sign means
	Closed  bool
	Preview string
	Dir     string    // of Preview
	At      time.Time // of the last message
	Pinned  *quote    // nil: nothing is
}

// signs are what the bot's signs in the names of topics mean.
var signs = map[string]string{"🔴": "waits", "🟢": "answered", "⚠️": "complaint", "⚪": "closed"}

// topics are the group's rooms: General, then the others, those with the newest message first. Without a group there
// are none.
func (c *Console) topics() []topic {
	if _, ok := c.box.Title(groupID); !ok {
		return nil
	}
	rooms := map[int]*topic{0: {room: room{general, "General", groupID, 0}, Sign: "#"}}
	for _, info := range c.box.Topics(groupID) {
		sign, name, _ := strings.Cut(info.Name, " ")
		if signs[sign] == "" {
			sign, name = "", info.Name
		}
		state := signs[sign]
		if info.Icon != "" { // it tells the same
			sign = ""
		}
		rooms[info.Thread] = &topic{
			room: room{general + "-" + strconv.Itoa(info.Thread), name, groupID, info.Thread},
			Icon: info.Icon, Sign: sign, State: state, Closed: info.Closed,
		}
	}
	for _, m := range c.box.History(groupID) {
		t := rooms[m.Thread]
		if what, _ := m.Notice(); t == nil || m.Deleted || what != "" {
			continue
		}
		t.Preview, t.At = preview(m), m.At
		t.Dir = direction(t.Preview, "ltr")
		if m.Pinned {
			t.Pinned = &quote{ID: m.ID, Words: preview(m)}
		}
	}
	var all []topic
	for _, t := range rooms {
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b topic) int {
		if a.IsGeneral() != b.IsGeneral() {
			return cmp.Compare(a.thread, b.thread) // General has none
		}
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.thread, a.thread))
	})
	return all
}

// topicAt is the slug of the group's topic that a link of Telegram's leads to; "" for any other.
func topicAt(address string) string {
	group := strings.TrimPrefix(strconv.Itoa(groupID), "-100") // as Telegram writes it in links
	thread, ok := strings.CutPrefix(address, "https://t.me/c/"+group+"/")
	if n, err := strconv.Atoi(thread); !ok || err != nil || n <= 0 {
		return ""
	}
	return general + "-" + thread
}

// list is the group's rooms as the template "topics" gets them.
type list struct {
	Topics []topic
	Open   string // slug
}

// NameDir is how the name runs: what is isolated in it turns nothing around it.
func (t topic) NameDir() string { return direction(t.Name, "ltr") }

// Head is the id of what stands above the topic's messages.
func (t topic) Head() string { return "head-" + t.Slug }
