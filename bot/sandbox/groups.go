// What becomes of a group, of its members, and of how the bot stands in it.

package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// rights are those of an administrator that a group's bot may lack.
var rights = []string{"can_manage_topics", "can_pin_messages", "can_delete_messages", "can_invite_users", "can_restrict_members", "can_change_info"}

// may says whether the bot has a right in a group.
func (g *Group) may(right string) bool { return !g.Plain && !slices.Contains(g.Lacks, right) }

// stand changes how the bot stands in a chat, and tells it.
func (s *Server) stand(from int64, ch *chat, change func()) {
	told := wireMemberChange{Chat: s.wireChat(ch), From: *s.wireUser(from), Date: s.opt.Now().Unix(), Old: s.wireMember(ch, s.me.ID)}
	change()
	told.New = s.wireMember(ch, s.me.ID)
	s.stir()
	s.offer("my_chat_member", lane{id: ch.id}, encode(told))
}

// within is a group and one of those who are in it.
func (s *Server) within(group, user int64) (*chat, error) {
	ch := s.chats[group]
	if ch == nil || ch.group == nil || ch.group.Gone || s.wireUser(user) == nil {
		return nil, fmt.Errorf("act in group %d as %d: not known", group, user)
	}
	return ch, nil
}

// Enlist is somebody opening a link of the bot's, https://t.me/BOT?startgroup=PAYLOAD&admin=RIGHT+RIGHT, and choosing
// a group: the bot is added to it, with those rights where they may give them, and gets /start@BOT PAYLOAD there.
func (s *Server) Enlist(group, user int64, link string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.within(group, user)
	if err != nil {
		return err
	}
	u, err := url.Parse(link)
	if err != nil || u.Path != "/"+s.opt.Username || !u.Query().Has("startgroup") {
		return fmt.Errorf("add the bot to group %d: %q is no link for that", group, link)
	}
	wanted := strings.FieldsFunc(u.Query().Get("admin"), func(r rune) bool { return r == '+' || r == ' ' })
	may := slices.Contains(ch.group.Admins, user) && !ch.group.Basic && len(wanted) > 0
	s.stand(user, ch, func() {
		ch.kicked, ch.group.Without, ch.group.Plain, ch.group.Lacks = false, false, !may, nil
		for _, right := range rights {
			if !slices.Contains(wanted, strings.TrimPrefix(right, "can_")) {
				ch.group.Lacks = append(ch.group.Lacks, right)
			}
		}
	})
	text := "/start@" + s.opt.Username + " " + u.Query().Get("startgroup")
	s.offerMessage("message", ch, s.add(ch, Message{From: user, Text: text, Plain: text, Entities: commands(text)}))
	return nil
}

// Promote is somebody making the bot an administrator who may all but what is named, as the Bot API says it.
func (s *Server) Promote(group, by int64, lacks ...string) error {
	return s.rank(group, by, func(g *Group) { g.Plain, g.Lacks = false, lacks })
}

// Demote is somebody making the bot a member like others.
func (s *Server) Demote(group, by int64) error {
	return s.rank(group, by, func(g *Group) { g.Plain, g.Lacks = true, nil })
}

func (s *Server) rank(group, by int64, change func(*Group)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.within(group, by)
	if err != nil {
		return err
	}
	s.stand(by, ch, func() { change(ch.group) })
	return nil
}

// SetForum is somebody switching a group's topics on or off. The bot is told nothing. A basic group cannot have any:
// Upgrade it first.
func (s *Server) SetForum(group int64, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[group]
	if ch == nil || ch.group == nil || ch.group.Basic {
		return fmt.Errorf("switch topics of group %d: no supergroup", group)
	}
	ch.group.Forum = on
	s.stir()
	return nil
}

// Disband deletes a group. The bot is told nothing.
func (s *Server) Disband(group int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.chats[group]; ch != nil && ch.group != nil {
		ch.group.Gone = true
		s.stir()
	}
}

// Join is somebody coming into a group.
func (s *Server) Join(group, user int64) error { return s.pass(group, user, true) }

// Leave is somebody of a group leaving it, or being thrown out.
func (s *Server) Leave(group, user int64) error { return s.pass(group, user, false) }
func (s *Server) pass(group, user int64, in bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.within(group, user)
	if err != nil {
		return err
	}
	who := *s.wireUser(user)
	change := wireMemberChange{
		Chat: s.wireChat(ch), From: who, Date: s.opt.Now().Unix(),
		Old: wireMember{User: who, Status: "member"}, New: wireMember{User: who, Status: "left"},
	}
	ch.group.Members = slices.DeleteFunc(ch.group.Members, func(id int64) bool { return id == user })
	if in {
		ch.group.Members = append(ch.group.Members, user)
		change.Old, change.New = change.New, change.Old
	}
	s.stir()
	if !ch.kicked && !ch.group.Without && !ch.group.Plain { // only administrators are told
		s.offer("chat_member", lane{id: group}, encode(change))
	}
	return nil
}

// Upgrade turns a basic group into a supergroup with a new id; the old one answers with migrate_to_chat_id.
func (s *Server) Upgrade(chatID, to int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil || ch.group == nil || !ch.group.Basic {
		return fmt.Errorf("upgrade chat %d: not a basic group", chatID)
	}
	group := *ch.group
	group.ID, group.Basic = to, false
	s.chats[to] = &chat{id: to, group: &group, topics: map[int]*topic{}}
	notice := s.add(ch, Message{From: s.me.ID, migrated: to})
	ch.moved = to
	s.offerMessage("message", ch, notice)
	return nil
}
