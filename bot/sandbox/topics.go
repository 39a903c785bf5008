// Topics of a group: opened, named, closed and deleted.

package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxTopicName is in characters.
const maxTopicName = 128

// thread is the topic that the call writes into; 0 is the general one.
func (ch *chat) thread(c *call) (int, *failure) {
	id := int(c.number("message_thread_id"))
	if id != 0 && (ch.topics[id] == nil || !ch.group.Forum) {
		return 0, bad("message thread not found")
	}
	return id, nil
}

func createForumTopic(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.forum(c)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSpace(c.text("name"))
	if n := len([]rune(name)); n == 0 || n > maxTopicName {
		return nil, bad("TOPIC_NAME_INVALID")
	}
	icon, _, err := c.icon()
	if err != nil {
		return nil, err
	}
	colour, err := c.colour()
	if err != nil {
		return nil, err
	}
	if err := s.spend(ch, 1); err != nil {
		return nil, err
	}
	created := &wireTopicCreated{Name: name, IconColor: colour, IconEmoji: icon}
	id := s.nextID
	s.add(ch, Message{From: s.me.ID, Thread: id, topic: created})
	ch.topics[id] = &topic{Name: name, Icon: created.IconEmoji}
	return encode(struct {
		ID int `json:"message_thread_id"`
		*wireTopicCreated
	}{id, created}), nil
}

// forum is the group that chat_id names, provided it has topics.
func (s *Server) forum(c *call) (*chat, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if ch.group == nil || !ch.group.Forum {
		return nil, bad("the chat is not a forum")
	}
	if right, ok := needed[c.name]; ok && !ch.group.may(right) {
		return nil, bad("not enough rights to %s", strings.TrimSuffix(c.name, "ForumTopic")+" a topic")
	}
	return ch, nil
}

// needed are the rights for what is done to topics. A bot may edit its own without can_manage_topics, which it could not
// have made without.
var needed = map[string]string{
	"createForumTopic": "can_manage_topics", "editForumTopic": "can_manage_topics", "closeForumTopic": "can_manage_topics",
	"reopenForumTopic": "can_manage_topics", "deleteForumTopic": "can_delete_messages",
}

// topic is the one that the call names.
func (s *Server) topic(c *call) (*chat, *topic, *failure) {
	ch, err := s.forum(c)
	if err != nil {
		return nil, nil, err
	}
	t := ch.topics[int(c.number("message_thread_id"))]
	if t == nil {
		return nil, nil, bad("message thread not found")
	}
	return ch, t, s.spend(ch, 1)
}

func editForumTopic(s *Server, c *call) ([]byte, *failure) {
	ch, t, err := s.topic(c)
	if err != nil {
		return nil, err
	}
	name, icon := t.Name, t.Icon
	if given := strings.TrimSpace(c.text("name")); given != "" {
		name = given
	}
	if id, named, err := c.icon(); err != nil {
		return nil, err
	} else if named {
		icon = id
	}
	switch {
	case len([]rune(name)) > maxTopicName:
		return nil, bad("TOPIC_NAME_INVALID")
	case name == t.Name && icon == t.Icon:
		return nil, bad("TOPIC_NOT_MODIFIED")
	}
	if name != t.Name {
		s.add(ch, Message{From: s.me.ID, Thread: int(c.number("message_thread_id")), service: "renamed", named: name})
	}
	t.Name, t.Icon = name, icon
	if m := ch.find(int(c.number("message_thread_id"))); m != nil {
		s.touch(m, Marked) // watchers see a change of the topic's first message
	}
	return yes, nil
}

func closeForumTopic(s *Server, c *call) ([]byte, *failure)  { return s.shut(c, true) }
func reopenForumTopic(s *Server, c *call) ([]byte, *failure) { return s.shut(c, false) }

func (s *Server) shut(c *call, closed bool) ([]byte, *failure) {
	ch, t, err := s.topic(c)
	if err != nil {
		return nil, err
	}
	if t.Closed == closed {
		return nil, bad("TOPIC_NOT_MODIFIED")
	}
	t.Closed = closed
	s.add(ch, Message{From: s.me.ID, Thread: int(c.number("message_thread_id")), service: shutting(closed)})
	return yes, nil
}

func deleteForumTopic(s *Server, c *call) ([]byte, *failure) {
	ch, _, err := s.topic(c)
	if err != nil {
		return nil, err
	}
	s.dropTopic(ch, int(c.number("message_thread_id")))
	return yes, nil
}

// DeleteTopic is staff deleting a topic with all that is in it; the bot is told nothing.
func (s *Server) DeleteTopic(group int64, thread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.chats[group]; ch != nil {
		s.dropTopic(ch, thread)
	}
}

// ShutTopic is staff closing a topic, or opening it again; the bot is told by a service message.
func (s *Server) ShutTopic(group int64, thread int, by int64, closed bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[group]
	if ch == nil || ch.topics[thread] == nil {
		return fmt.Errorf("close topic %d of chat %d: no such topic", thread, group)
	}
	ch.topics[thread].Closed = closed
	s.offerMessage("message", ch, s.add(ch, Message{From: by, Thread: thread, service: shutting(closed)}))
	return nil
}

func shutting(closed bool) string {
	if closed {
		return "closed"
	}
	return "reopened"
}

func (s *Server) dropTopic(ch *chat, thread int) {
	delete(ch.topics, thread)
	for _, m := range ch.messages {
		if m.Thread == thread && !m.Deleted {
			m.Deleted = true
			s.touch(m, Removed)
		}
	}
}

// TopicInfo is a topic as an observer sees it.
type TopicInfo struct {
	Thread int
	Name   string
	Icon   string // an emoji; empty: none
	Closed bool
}

// Topics lists the group's topics in the order of their ids.
func (s *Server) Topics(group int64) []TopicInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[group]
	if ch == nil {
		return nil
	}
	var all []TopicInfo
	for _, id := range slices.Sorted(maps.Keys(ch.topics)) {
		t := ch.topics[id]
		all = append(all, TopicInfo{id, t.Name, iconOf(t.Icon), t.Closed})
	}
	return all
}
