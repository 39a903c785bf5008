// Telegram's JSON shapes, as far as the sandbox speaks them; our own, so that a fault of the bot's library shows.

package sandbox

type wireUser struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	Username  string `json:"username,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

type wireMessage struct {
	ID             int         `json:"message_id"`
	Thread         int         `json:"message_thread_id,omitempty"`
	From           *wireUser   `json:"from,omitempty"`
	Chat           wireChat    `json:"chat"`
	Date           int64       `json:"date"`
	EditDate       int64       `json:"edit_date,omitempty"`
	Origin         *wireOrigin `json:"forward_origin,omitempty"`
	IsTopicMessage bool        `json:"is_topic_message,omitempty"`
	ReplyTo        any         `json:"reply_to_message,omitempty"` // *wireMessage
	MediaGroup     string      `json:"media_group_id,omitempty"`

	Text            string   `json:"text,omitempty"`
	Entities        []Entity `json:"entities,omitempty"`
	Caption         string   `json:"caption,omitempty"`
	CaptionEntities []Entity `json:"caption_entities,omitempty"`

	Photo     []wireFile `json:"photo,omitempty"`
	Animation *wireFile  `json:"animation,omitempty"`
	Audio     *wireFile  `json:"audio,omitempty"`
	Document  *wireFile  `json:"document,omitempty"`
	Sticker   *wireFile  `json:"sticker,omitempty"`
	Video     *wireFile  `json:"video,omitempty"`
	VideoNote *wireFile  `json:"video_note,omitempty"`
	Voice     *wireFile  `json:"voice,omitempty"`
	Location  *Place     `json:"location,omitempty"`
	Venue     *wireVenue `json:"venue,omitempty"`
	Contact   *Contact   `json:"contact,omitempty"`
	Poll      *wirePoll  `json:"poll,omitempty"`
	Dice      *wireDice  `json:"dice,omitempty"`
	Story     *wireStory `json:"story,omitempty"`
	PaidMedia *wirePaid  `json:"paid_media,omitempty"`
	Game      *wireGame  `json:"game,omitempty"`

	TopicCreated  *wireTopicCreated `json:"forum_topic_created,omitempty"`
	TopicEdited   *wireTopicEdited  `json:"forum_topic_edited,omitempty"`
	TopicClosed   *struct{}         `json:"forum_topic_closed,omitempty"`
	TopicReopened *struct{}         `json:"forum_topic_reopened,omitempty"`
	MigrateTo     int64             `json:"migrate_to_chat_id,omitempty"`

	Markup *wireMarkup `json:"reply_markup,omitempty"`
}

type wireOrigin struct {
	Type   string    `json:"type"`
	Date   int64     `json:"date"`
	Sender *wireUser `json:"sender_user"`
}

type wireFile struct {
	FileID   string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	FileName string `json:"file_name,omitempty"`
	MimeType string `json:"mime_type,omitempty"`
	Type     string `json:"type,omitempty"` // of a sticker
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Length   int    `json:"length,omitempty"`
	Duration *int   `json:"duration,omitempty"`
	Animated *bool  `json:"is_animated,omitempty"`
	IsVideo  *bool  `json:"is_video,omitempty"`
}

type wireReacted struct {
	Chat    wireChat       `json:"chat"`
	Message int            `json:"message_id"`
	User    wireUser       `json:"user"`
	Date    int64          `json:"date"`
	Old     []wireReaction `json:"old_reaction"`
	New     []wireReaction `json:"new_reaction"`
}

type wireReaction struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji"`
}

// reactions is a list of one, or of none for "".
func reactions(emoji string) []wireReaction {
	if emoji == "" {
		return []wireReaction{}
	}
	return []wireReaction{{"emoji", emoji}}
}

type wireTopicCreated struct {
	Name      string `json:"name"`
	IconColor int    `json:"icon_color"`
	IconEmoji string `json:"icon_custom_emoji_id,omitempty"`
}

type wireTopicEdited struct {
	Name string `json:"name,omitempty"`
}

type wireMarkup struct {
	Rows [][]Button `json:"inline_keyboard"`
}

type wireQuery struct {
	ID       string      `json:"id"`
	From     wireUser    `json:"from"`
	Message  wireMessage `json:"message"`
	Instance string      `json:"chat_instance"`
	Data     string      `json:"data"`
}

type wireMemberChange struct {
	Chat wireChat   `json:"chat"`
	From wireUser   `json:"from"`
	Date int64      `json:"date"`
	Old  wireMember `json:"old_chat_member"`
	New  wireMember `json:"new_chat_member"`
}

type wireMember struct {
	User   wireUser `json:"user"`
	Status string   `json:"status"`
	Until  *int64   `json:"until_date,omitempty"` // of kicked: 0 is for ever
	*wireRights
}

// wireRights are an administrator's.
type wireRights struct {
	Edited   bool `json:"can_be_edited"`
	Hidden   bool `json:"is_anonymous"`
	Chat     bool `json:"can_manage_chat"`
	Delete   bool `json:"can_delete_messages"`
	Video    bool `json:"can_manage_video_chats"`
	Restrict bool `json:"can_restrict_members"`
	Promote  bool `json:"can_promote_members"`
	Info     bool `json:"can_change_info"`
	Invite   bool `json:"can_invite_users"`
	Stories  bool `json:"can_post_stories"`
	EditS    bool `json:"can_edit_stories"`
	DeleteS  bool `json:"can_delete_stories"`
	Pin      bool `json:"can_pin_messages"`
	Topics   bool `json:"can_manage_topics"`
}

// rights are those of the group's bot.
func (g *Group) rights() *wireRights {
	return &wireRights{
		Chat: true, Delete: g.may("can_delete_messages"), Restrict: g.may("can_restrict_members"), Info: g.may("can_change_info"),
		Invite: g.may("can_invite_users"), Pin: g.may("can_pin_messages"), Topics: g.may("can_manage_topics"),
	}
}

// wire is m as Telegram shows it; a message that is replied to shows no reply of its own.
func (s *Server) wire(ch *chat, m *Message, nested bool) wireMessage {
	w := wireMessage{
		ID: m.ID, Chat: s.wireChat(ch), Date: m.At.Unix(), Thread: m.Thread, IsTopicMessage: m.Thread != 0,
		TopicCreated: m.topic, MigrateTo: m.migrated, MediaGroup: m.Album,
	}
	w.From = s.wireUser(m.From)
	if m.Edited {
		w.EditDate = m.changed.Unix()
	}
	if m.Forwarded != (Source{}) {
		w.Origin = &wireOrigin{Type: "user", Date: m.At.Unix(), Sender: s.wireUser(m.Forwarded.From)}
	}
	switch m.service {
	case "renamed":
		w.TopicEdited = &wireTopicEdited{m.named}
	case "closed":
		w.TopicClosed = &struct{}{}
	case "reopened":
		w.TopicReopened = &struct{}{}
	}
	if len(m.Keyboard) != 0 {
		w.Markup = &wireMarkup{m.Keyboard}
	}
	m.fill(&w)
	if !nested {
		w.ReplyTo = s.wireReply(ch, m)
	}
	return w
}

// wireReply is the message replied to. In a topic, what replies to nothing replies to the topic's first message.
func (s *Server) wireReply(ch *chat, m *Message) any {
	id := m.ReplyTo
	if id == 0 && m.Thread != m.ID {
		id = m.Thread
	}
	to := ch.find(id)
	if to == nil {
		return nil
	}
	return s.wire(ch, to, true)
}

func (s *Server) wireUser(id int64) *wireUser {
	if id == s.me.ID {
		me := s.me
		return &me
	}
	p := s.users[id]
	if p == nil {
		return nil
	}
	return &wireUser{ID: id, FirstName: p.Name, Username: p.Username, LanguageCode: p.Language}
}

func (s *Server) wireChat(ch *chat) wireChat {
	if ch.group == nil {
		p := s.users[ch.id]
		return wireChat{ID: ch.id, Type: "private", FirstName: p.Name, Username: p.Username}
	}
	kind := "supergroup"
	if ch.group.Basic {
		kind = "group"
	}
	return wireChat{ID: ch.id, Type: kind, Title: ch.group.Title, IsForum: ch.group.Forum}
}
