// Chats and members looked up, and the bot's commands and descriptions.

package sandbox

import (
	"encoding/json"
	"regexp"
	"slices"
)

func getChat(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.known(c)
	if err != nil {
		return nil, err
	}
	return encode(struct {
		wireChat
		Accent    int `json:"accent_color_id"`
		Reactions int `json:"max_reaction_count"`
	}{s.wireChat(ch), 0, 11}), nil
}

// known is the chat that chat_id names, provided that it is private, or a group that the bot is in.
func (s *Server) known(c *call) (*chat, *failure) {
	ch, err := s.named(c, "chat_id")
	if err == nil && ch.group != nil {
		err = s.reach(ch)
	}
	return ch, err
}

func getChatMember(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.known(c)
	if err != nil {
		return nil, err
	}
	id := c.number("user_id")
	if s.wireUser(id) == nil {
		return nil, bad("user not found")
	}
	return encode(s.wireMember(ch, id)), nil
}

func (s *Server) wireMember(ch *chat, id int64) wireMember {
	m := wireMember{User: *s.wireUser(id), Status: "left"}
	switch {
	case ch.group == nil && id == s.me.ID && s.users[ch.id].blocked:
		m.Status, m.Until = "kicked", new(int64(0))
	case ch.group == nil && (id == ch.id || id == s.me.ID):
		m.Status = "member"
	case ch.group == nil:
	case id == s.me.ID && ch.kicked:
		m.Status, m.Until = "kicked", new(int64(0))
	case id == s.me.ID && ch.group.Without:
	case id == s.me.ID && !ch.group.Plain:
		m.Status, m.wireRights = "administrator", ch.group.rights()
	case id != s.me.ID && slices.Contains(ch.group.Admins, id):
		m.Status, m.wireRights = "administrator", new(Group{}).rights()
	case id == s.me.ID || slices.Contains(ch.group.Members, id):
		m.Status = "member"
	}
	return m
}

func getChatAdministrators(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.known(c)
	if err != nil {
		return nil, err
	}
	if ch.group == nil {
		return nil, bad("there are no administrators in the private chat")
	}
	all := []wireMember{s.wireMember(ch, s.me.ID)}
	for _, id := range ch.group.Admins {
		if s.users[id] != nil {
			all = append(all, s.wireMember(ch, id))
		}
	}
	return encode(all), nil
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

const maxCommands = 100 // a scope and language

func setMyCommands(s *Server, c *call) ([]byte, *failure) {
	var list []struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	if err := c.decode("commands", "commands", &list); err != nil {
		return nil, err
	}
	if len(list) > maxCommands {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, one := range list {
		if !commandName.MatchString(one.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := length(one.Description); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.settings[c.scoped("commands")] = encode(list)
	return yes, nil
}

func deleteMyCommands(s *Server, c *call) ([]byte, *failure) {
	delete(s.settings, c.scoped("commands"))
	return yes, nil
}

// scoped names a setting of one scope and language.
func (c *call) scoped(what string) string {
	scope := "default"
	var given struct {
		Type string          `json:"type"`
		Chat json.RawMessage `json:"chat_id"`
		User json.RawMessage `json:"user_id"`
	}
	if c.decode("scope", "scope", &given) == nil && given.Type != "" {
		scope = given.Type + string(given.Chat) + string(given.User)
	}
	return what + " " + scope + " " + c.text("language_code")
}

// setWords keeps a name or description of at most limit characters.
func setWords(what string, limit int) func(*Server, *call) ([]byte, *failure) {
	return func(s *Server, c *call) ([]byte, *failure) {
		text := c.text(what)
		if length(text) > limit {
			return nil, bad("%s is too long", what)
		}
		s.settings[c.scoped(what)] = encode(map[string]string{what: text})
		return yes, nil
	}
}

// getSetting reads what was set; otherwise the fallback, or an object with empty words.
func getSetting(what, fallback string) func(*Server, *call) ([]byte, *failure) {
	return func(s *Server, c *call) ([]byte, *failure) {
		if kept := s.settings[c.scoped(what)]; kept != nil {
			return kept, nil
		}
		if fallback == "" {
			return encode(map[string]string{what: ""}), nil
		}
		return []byte(fallback), nil
	}
}

func setChatMenuButton(s *Server, c *call) ([]byte, *failure) {
	if c.text("chat_id") != "" {
		if _, err := s.named(c, "chat_id"); err != nil {
			return nil, err
		}
	}
	s.settings["menu "+c.text("chat_id")] = []byte(c.text("menu_button"))
	return yes, nil
}
