package sandbox

import (
	"strings"
	"testing"
)

func TestTopics(t *testing.T) {
	r := newRig(t, Options{})
	r.AddGroup(Group{ID: -100, Title: "Staff", Forum: true, Admins: []int64{7}})
	var made struct {
		Thread int `json:"message_thread_id"`
		Name   string
	}
	r.ok("createForumTopic", params{"chat_id": -100, "name": "Mei"}, &made)
	in := func(more params) params {
		p := params{"chat_id": -100, "message_thread_id": made.Thread}
		for k, v := range more {
			p[k] = v
		}
		return p
	}
	r.ok("sendMessage", in(params{"text": "card"}), nil)
	if _, err := r.Send(Post{Chat: -100, From: 7, Thread: made.Thread, Text: "hello"}); err != nil {
		t.Fatal(err)
	}
	got := r.updates(params{"offset": -1})[0].Message
	if got.Thread != made.Thread || got.Reply == nil || got.Reply.ID != made.Thread {
		t.Errorf("a message in a topic replies to its first: %+v", got)
	}
	r.ok("editForumTopic", in(params{"name": "Mei ✓"}), nil)
	r.refused("editForumTopic", in(params{"name": "Mei ✓"}), 400, "Bad Request: TOPIC_NOT_MODIFIED")
	var icons []struct {
		Emoji  string
		Custom string `json:"custom_emoji_id"`
	}
	r.ok("getForumTopicIconStickers", nil, &icons)
	r.ok("editForumTopic", in(params{"icon_custom_emoji_id": icons[0].Custom}), nil)
	if topics := r.Topics(-100); len(topics) != 1 || topics[0] != (TopicInfo{made.Thread, "Mei ✓", icons[0].Emoji, false}) {
		t.Errorf("topics: %+v", topics)
	}
	r.refused("editForumTopic", in(params{"icon_custom_emoji_id": "1"}), 400, "Bad Request: DOCUMENT_INVALID")
	r.refused("createForumTopic", params{"chat_id": -100, "name": "x", "icon_color": 1}, 400, "Bad Request: TOPIC_ICON_COLOR_INVALID")
	r.ok("editForumTopic", in(params{"icon_custom_emoji_id": ""}), nil)
	r.ok("closeForumTopic", in(nil), nil)
	r.refused("closeForumTopic", in(nil), 400, "Bad Request: TOPIC_NOT_MODIFIED")
	if topics := r.Topics(-100); len(topics) != 1 || topics[0] != (TopicInfo{made.Thread, "Mei ✓", "", true}) {
		t.Errorf("topics: %+v", topics)
	}
	r.ok("reopenForumTopic", in(nil), nil)
	r.DeleteTopic(-100, made.Thread)
	r.refused("sendMessage", in(params{"text": "x"}), 400, "Bad Request: message thread not found")
	r.refused("closeForumTopic", in(nil), 400, "Bad Request: message thread not found")
	r.refused("createForumTopic", params{"chat_id": -100, "name": strings.Repeat("x", 129)}, 400, "Bad Request: TOPIC_NAME_INVALID")
	r.refused("createForumTopic", params{"chat_id": -100, "name": " \n"}, 400, "Bad Request: TOPIC_NAME_INVALID")
	r.refused("createForumTopic", params{"chat_id": 7, "name": "x"}, 400, "Bad Request: the chat is not a forum")
}
