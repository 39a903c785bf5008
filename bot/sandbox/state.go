// Who there is: users, chats, and the messages in them.

package sandbox

import (
	"maps"
	"os"
	"slices"
	"time"
)

// User is a customer or a member of the staff.
type User struct {
	ID       int64
	Name     string
	Username string
	Language string // IETF tag of the app
	Wrote    bool   // before this sandbox began, so the bot may write first
}

// Group is a chat of several, with the bot as administrator unless something else is said.
type Group struct {
	ID      int64 // negative
	Title   string
	Forum   bool // has topics
	Basic   bool // not yet a supergroup
	Members []int64
	Admins  []int64

	Without bool     // the bot is not in it
	Plain   bool     // the bot is no administrator
	Lacks   []string // what it may not do as one, as the Bot API says it: can_manage_topics
	Gone    bool     // it was deleted
}

type person struct {
	User
	wrote   bool // at least once: before that a bot cannot write
	blocked bool
	gone    bool // deleted the account
}

type chat struct {
	id       int64
	group    *Group // nil in private
	kicked   bool
	moved    int64 // the supergroup that it became
	topics   map[int]*topic
	messages []*Message // by id
	bucket   bucket     // of a private chat
	window   window     // of a group
}

type topic struct {
	Name   string
	Icon   string
	Closed bool
}

// find gives nil for what was never there, was deleted, or fell out of memory.
func (ch *chat) find(id int) *Message {
	m := ch.any(id)
	if m == nil || m.Deleted {
		return nil
	}
	return m
}

// any finds deleted messages too.
func (ch *chat) any(id int) *Message {
	i, ok := slices.BinarySearchFunc(ch.messages, id, func(m *Message, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return ch.messages[i]
}

// add gives m its id and place.
func (s *Server) add(ch *chat, m Message) *Message {
	m.ID, m.Chat, m.At = s.nextID, ch.id, s.opt.Now()
	m.FromBot = m.From == s.me.ID
	s.nextID++
	if keep := s.opt.Keep; len(ch.messages) >= keep+keep/4 { // dropped in batches, so that adding stays cheap
		ch.messages = slices.Delete(ch.messages, 0, len(ch.messages)-keep+1)
	}
	kept := &m
	ch.messages = append(ch.messages, kept)
	s.tell(Change{Kind: Added, Message: m})
	return kept
}

// touch marks m as changed and tells the watchers.
func (s *Server) touch(m *Message, kind ChangeKind) {
	m.changed = s.opt.Now()
	s.tell(Change{Kind: kind, Message: *m})
}

// AddUser lets a customer exist. The bot cannot write to one who never Wrote. Adding again changes the name.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.users[u.ID]
	if p != nil && p.User == u {
		return
	}
	s.stir()
	if p != nil {
		p.User = u
		return
	}
	s.users[u.ID] = &person{User: u, wrote: u.Wrote}
	s.chats[u.ID] = &chat{id: u.ID}
}

// Users lists who there is, by id.
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []User
	for _, id := range slices.Sorted(maps.Keys(s.users)) {
		all = append(all, s.users[id].User)
	}
	return all
}

// Stands says how a user stands towards the bot: whether they ever wrote to it, and whether they block it now.
func (s *Server) Stands(user int64) (wrote, blocked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.users[user]
	if p == nil {
		return false, false
	}
	return p.wrote, p.blocked
}

// Reset forgets users, groups, messages, waiting updates and faults, as if the sandbox began, but for the ids: none is
// used again. The bot must not run meanwhile.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users, s.chats, s.settings = map[int64]*person{}, map[int64]*chat{}, map[string][]byte{}
	s.queue.waiting, s.queue.expired = nil, 0
	s.queue.settled(0)
	s.limits, s.faults, s.injected, s.accepted = limits{}, Faults{}, map[string]int{}, nil
	if s.opt.File != "" {
		os.Remove(s.damaged()) //nolint:errcheck // mostly there is none
	}
	s.stir()
}

// AddGroup lets a group exist, with the bot in it.
func (s *Server) AddGroup(g Group) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[g.ID] = &chat{id: g.ID, group: &g, topics: map[int]*topic{}}
	s.stir()
}

// Title is a group's name; false: there is no such group.
func (s *Server) Title(group int64) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[group]
	if ch == nil || ch.group == nil {
		return "", false
	}
	return ch.group.Title, true
}

// age is how long ago t was, by the sandbox's clock.
func (s *Server) age(t time.Time) time.Duration { return s.opt.Now().Sub(t) }
